"""Idioms of four characters: 风平-浪静 in two pairs, 总而言之 in one piece (6.1.12.1).

A word in, its shape out, or None where it is no idiom. It knows the structure of none: the
places of function words give it away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.annotate import lexicon, shelf
from duben.annotate.orthography import compounds
from duben.annotate.orthography.form import divided, solid

if TYPE_CHECKING:
    from duben.annotate.orthography.form import Form

_LENGTH = 4
# The third character ties what is before it to the last: 井底之蛙, 不约而同, 拭目以待, 无动于衷.
_TIES = frozenset("之而以于乎")
_SINCE = ("以来", "以后", "以前", "以上", "以下", "以外", "以内")
_CLOSES = frozenset("乎焉矣也")  # 不亦乐乎, 心不在焉
# The second belongs to what follows it, 目|不转睛, 爱|莫能助, 身|无分文, 了|如指掌 …
_OPENS = frozenset("而不无莫非如所")
# … but not behind these: 毫不|犹豫, 一无|所有, 有所|作为, 一如|既往.
_ADVERBS = frozenset("毫从决绝永互并一别有无恰突")
_LIKE = "如似若"  # 如|坐针毡, but 如饥|似渴


def form_of(word: str) -> Form | None:
    """Give the shape of an idiom of four characters; None for all other words."""
    if len(word) != _LENGTH or not (is_called_idiom(word) or _is_set_phrase(word)):
        return None
    return solid(_LENGTH) if _is_one_piece(word) else divided((2, 2), "-")


def is_called_idiom(word: str) -> bool:
    """Whether the dictionary calls *word* an idiom."""
    return any("(idiom" in sense for entry in lexicon.entries(word) for sense in entry.senses)


def _is_set_phrase(word: str) -> bool:
    """Whether the word list calls it an idiom, and it is no compound: 学前教育, 甲状腺素."""
    tag, left, right = _tag(word), word[:2], word[2:]
    if tag not in ("i", "l"):
        return False
    if right[0] == right[1] or right[0] == "不":
        return True  # 衣冠-楚楚, 疲惫-不堪
    if compounds.is_taught(right):
        noun = tag == "l" and _tag(right) in ("n", "vn")
        if noun or compounds.is_taught(left):
            return False
    return not (lexicon.entries(word[:3]) or lexicon.entries(word[1:]))


def _is_one_piece(word: str) -> bool:
    first, second, third, last = tuple(word)
    return (
        (third in _TIES and third + last not in _SINCE)
        or last in _CLOSES
        or (second in _OPENS and first not in _ADVERBS)
        or (first == "如" and third not in _LIKE)
    )


def _tag(word: str) -> str:
    usage = shelf.usage(word)
    return usage.tag if usage else ""
