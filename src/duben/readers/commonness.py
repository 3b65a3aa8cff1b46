"""Counted characters → how common a text they make, as everyday Chinese goes.

In: how often each character occurs. Out: a cost, and whether that is Chinese at all. It
knows nothing of words: 的一是不了 in any order is the commonest text.
"""

from __future__ import annotations

import math
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from duben.han import is_han

if TYPE_CHECKING:
    from collections.abc import Mapping

# The cost of a character is -log2 of its share in ordinary text. Chinese costs 10 a
# character; Korean or Japanese read as Chinese 15 and more, as in 8 rare characters.
_DEAREST_LONG_TEXT = 12.5
_SHORT_TEXT_MARGIN = 9.2  # divided by the root of the length
_FEWEST = 4  # characters: from here on down there is no telling
_COST_OF_MARKS = {
    6: "，。、",
    9: "：；！？“”（）《》「」\u3000",
    # Pinyin too: in 仆(pū)人(rén) half of what is not ASCII are its vowels.
    12: "‘’—…·『』〈〉【】〔〕āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü",
}
_COST_OF_ASCII, _COST_OF_SYMBOL, _COST_OF_RARE = 7, 16, 22
_COST_OF_FOREIGN, _COST_OF_NONSENSE = 24, 30
# General marks, ①, lines of boxes, 〖〗, bopomofo, full-width letters.
_SYMBOLS = re.compile("[\u2000-\u206f\u2460-\u257f\u3000-\u301f\u3105-\u312f\uff01-\uff5e]")
_NONSENSE = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ud800-\uf8ff\ufffd\U000f0000-\U0010ffff]"
)
_ASCII_LIMIT = 0x80


def cost_of(counts: Mapping[str, int]) -> int:
    """Return how many bits the text would take: the fewer, the likelier it is Chinese."""
    return sum(count * _cost(character) for character, count in counts.items())


def is_common(counts: Mapping[str, int], margin: float = 0.0) -> bool:
    """Whether all that is not ASCII is common enough for Chinese, by *margin* bits a character.

    A short text may hold rarer characters than a long one.
    """
    wide = {c: count for c, count in counts.items() if ord(c) >= _ASCII_LIMIT}
    number = sum(wide.values())
    if not number:
        return False
    limit = _DEAREST_LONG_TEXT + _SHORT_TEXT_MARGIN / math.sqrt(max(number, _FEWEST)) - margin
    return cost_of(wide) / number <= limit


@cache
def _cost(character: str) -> int:
    """Return how many bits the character takes: -log2 of how common it is."""
    known = _costs().get(character)
    if known is not None:
        return known
    if _NONSENSE.match(character):
        return _COST_OF_NONSENSE
    if ord(character) < _ASCII_LIMIT:
        return _COST_OF_ASCII
    if _SYMBOLS.match(character):
        return _COST_OF_SYMBOL
    return _COST_OF_RARE if is_han(character) else _COST_OF_FOREIGN


@cache
def _costs() -> Mapping[str, int]:
    """Return the 8,000 characters of daily use in both scripts, in classes by frequency.

    The class is the cost. tests/count_characters.py counts them in jieba's word list.
    """
    listing = resources.files("duben.readers").joinpath("common.txt").read_text(encoding="utf-8")
    rows = [row.split("\t") for row in listing.splitlines()]
    classes = {character: int(cost) for cost, characters in rows for character in characters}
    marks = {mark: cost for cost, marks in _COST_OF_MARKS.items() for mark in marks}
    return {**classes, **marks}
