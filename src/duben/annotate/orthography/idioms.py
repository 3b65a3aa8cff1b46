"""Idioms of four characters: 风平-浪静 in two pairs, 总而言之 in one piece (6.1.12.1).

A word in, its shape out, or None where it is no idiom. It knows the structure of none: the
places of function words give it away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.annotate import lexicon, shelf
from duben.annotate.orthography.form import divided, solid

if TYPE_CHECKING:
    from duben.annotate.orthography.form import Form

_LENGTH = 4
_HSK = ("2025", "2021", "2.0")
# The third character ties what is before it to the last: 井底之蛙, 不约而同, 拭目以待, 无动于衷.
_TIES = frozenset("之而以于乎")
_CLOSES = frozenset("乎焉矣也")  # 不亦乐乎, 心不在焉
# The second belongs to what follows it, 目|不转睛, 爱|莫能助, 身|无分文, 了|如指掌 …
_OPENS = frozenset("而不无莫非如所")
# … but not behind these: 毫不|犹豫, 一无|所有, 有所|作为, 一如|既往.
_ADVERBS = frozenset("毫从决绝永互并一别有无恰突")
_LIKE = "如似若"  # 如|坐针毡, but 如饥|似渴


def form_of(word: str) -> Form | None:
    """Give the shape of an idiom of four characters; None for all other words."""
    if len(word) != _LENGTH or not _is_idiom(word):
        return None
    return solid(_LENGTH) if _is_one_piece(word) else divided((2, 2), "-")


def _is_idiom(word: str) -> bool:
    """Whether it is an idiom rather than a compound that the word list calls one: 严厉打击."""
    if _is_called_idiom(word):
        return True
    halves = (word[:2], word[2:])
    usage = shelf.usage(word)
    tag = usage.tag if usage else ""
    if tag == "i":
        return not all(_is_taught(half) for half in halves)
    return tag == "l" and not all(lexicon.entries(half) for half in halves)


def _is_called_idiom(word: str) -> bool:
    return any("(idiom" in sense for entry in lexicon.entries(word) for sense in entry.senses)


def _is_taught(word: str) -> bool:
    return any(word in shelf.hsk_levels(standard) for standard in _HSK)


def _is_one_piece(word: str) -> bool:
    first, second, third, last = tuple(word)
    return (
        third in _TIES
        or last in _CLOSES
        or (second in _OPENS and first not in _ADVERBS)
        or (first == "如" and third not in _LIKE)
    )
