"""Cut simplified Chinese into the words that a learner can look up.

In goes text, out come words that joined give the text, each with its part of speech. It
knows nothing of readings.

The user's own words come first. Of the rest a lattice makes words, among which it weighs
numbers and names of persons; then words are parted that the sentence parts, and endings
and kinds of places join what stands before them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from duben.annotate import (
    affixes,
    divisions,
    foreign_names,
    lattice,
    lexicon,
    name_lists,
    names,
    numerals,
    places,
    shelf,
    word_file,
)
from duben.annotate.lattice import Edge
from duben.annotate.token import Token
from duben.han import HAN_CLASS, is_han

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duben.annotate.word_file import Words

# A run of one kind is one piece: 2024, AI, 10%, ——, ……, spaces; other marks stand alone.
_RUN = re.compile(
    rf"(?P<han>[{HAN_CLASS}]+)|[^\W_{HAN_CLASS}]+(?:[.,:'’/-][^\W_{HAN_CLASS}]+)*[%％‰℃]?"
    r"|—+|…+|\s+|.",
    re.DOTALL,
)
_NUMERAL_WEIGHT = -8.0  # 三百|万 before 三|百万
_LIFE = re.compile(r"\((?:c\. ?)?(?:born )?\d{3,4}\b")  # "(1881-1936)"
_NEWEST_LIST = "2025"
_PROPER = ("nr", "ns", "nt", "nz")


def cut(text: str, user: Words = word_file.NONE) -> tuple[Token, ...]:
    """Cut simplified *text*: words of runs of Chinese characters, other runs whole.

    The words of *user* are kept as they are.
    """
    tokens = divisions.divided(list(_tokens(text, user)), tag_of)
    return tuple(affixes.joined(places.joined(names.titled(foreign_names.tagged(tokens)))))


@cache
def tag_of(piece: str) -> str:
    """Return the part of speech of a word (jieba's tags), "" for marks, "m" for figures."""
    if not is_han(piece[0]):
        return "m" if piece[0].isdigit() else ("x" if piece.isalnum() else "")
    usage = shelf.usage(piece)
    if own := lattice.corrected_tags().get(piece):
        return own
    if usage is None:
        return "m" if is_numeral(piece) else _uncounted_tag(piece)
    return _common_tag(piece) or usage.tag if usage.tag[:2] in _PROPER else usage.tag


def subwords(word: str) -> tuple[str, ...]:
    """Cut a dictionary word into the most frequent shorter ones: 人工智能 into 人工, 智能."""
    return tuple(piece for piece, _ in lattice.best_path(word, longest=len(word) - 1))


def is_numeral(piece: str) -> bool:
    """Whether the piece is a number in Chinese characters: 二十一, 三千."""
    return numerals.is_numeral(piece)


def _common_tag(piece: str) -> str:
    """Return another tag for a word that the dictionary has, and not as a name.

    jieba takes 老虎, 查清 and 连 for names. Characters of places keep its tag: 鲁 in 鲁镇.
    """
    entries = lexicon.entries(piece)
    if len(piece) == 1:
        return "ng" if _is_person(piece) else ""
    common = [entry for entry in entries if not entry.proper and entry.is_live]
    named = any(entry.proper for entry in entries)
    if not common or (named and piece not in shelf.hsk_levels(_NEWEST_LIST)):
        return ""
    return "v" if common[0].senses[0].startswith("to ") else "n"


def _uncounted_tag(piece: str) -> str:
    """Return the tag of a word that jieba does not know: 王丹 (1969-) is a person."""
    entries = lexicon.entries(piece) if piece[0] in name_lists.surnames() else ()
    lived = any(_LIFE.search(sense) for entry in entries for sense in entry.senses)
    return names.PERSON if lived and all(entry.proper for entry in entries) else "n"


def _is_person(piece: str) -> bool:
    usage = shelf.usage(piece)
    return usage is not None and usage.tag.startswith(names.PERSON)


def _tokens(text: str, user: Words) -> Iterator[Token]:
    end = 0
    for start, parts in user.places(text):
        yield from _between(text, end, start)
        yield from (Token(part, tag_of(part), given=True) for part in parts)
        end = start + sum(map(len, parts))
    yield from _between(text, end, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Token]:
    for run in _RUN.finditer(text, start, end):
        if run["han"]:
            yield from _words(text, run.start(), run.end())
        else:
            yield Token(run[0], tag_of(run[0]))


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    run = text[start:end]
    proposed = [Edge(a, b, _NUMERAL_WEIGHT, "m") for a, b in numerals.places(run)]
    proposed.extend(names.proposals(text, start, end))
    proposed.extend(foreign_names.proposals(text, start, end))
    for piece, tag in lattice.best_path(run, proposed):
        yield Token(piece, tag or tag_of(piece))
