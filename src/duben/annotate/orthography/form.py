"""The shape of a word in pinyin: what stands between its syllables, and which are capital.

A shape and syllables in, the word as pinyin writes it out. It decides no shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.romanization import apostrophe, capitalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_GAPS = ("", " ", "-")


@dataclass(frozen=True, slots=True)
class Form:
    """The `gaps` between the syllables of a word ("", " " or "-") and its `capitals`.

    人工智能 has the gaps "", " ", ""; 西安 the capital 0.
    """

    gaps: tuple[str, ...]
    capitals: frozenset[int] = frozenset()

    def spell(self, syllables: Sequence[str]) -> str:
        """Write *syllables* in this shape; an apostrophe goes before a, o, e: Xī'ān.

        It parts every such syllable from the one that it is written together with, as
        现代汉语词典 and GB/T 16159 do in their examples (nǚ'ér, 6.1.9.1).
        """
        written = ""
        for index, syllable in enumerate(syllables):
            gap = self.gaps[index - 1] if index else ""
            if index and not gap:
                gap = apostrophe(syllable)
            written += gap + (capitalised(syllable) if index in self.capitals else syllable)
        return written


def solid(length: int, capitals: Iterable[int] = ()) -> Form:
    """Give the shape of a word of *length* syllables that is written in one piece."""
    return Form(("",) * (length - 1), frozenset(capitals))


def divided(lengths: Iterable[int], by: str = " ", capitals: Iterable[int] = ()) -> Form:
    """Give the shape of a word in pieces of so many syllables, parted by a space or hyphen."""
    gaps: list[str] = []
    for length in lengths:
        gaps += [by] + [""] * (length - 1)
    return Form(tuple(gaps[1:]), frozenset(capitals))


def parsed(written: str) -> tuple[str, Form]:
    """Read a word with marks in it: "中-小学", "不 是", "^长-^三角" (^ makes a capital)."""
    word, gaps, capitals, gap = "", [], set(), ""
    for mark in written:
        if mark == "^":
            capitals.add(len(word))
        elif mark in _GAPS:
            gap = mark
        else:
            if word:
                gaps.append(gap)
            word, gap = word + mark, ""
    return word, Form(tuple(gaps), frozenset(capitals))


def of_spelling(spelling: str, syllables: Sequence[str]) -> Form | None:
    """Find the shape in which *syllables* were spelt, or None where they were not."""
    gaps, capitals, place = [], set(), 0
    for index, syllable in enumerate(syllables):
        gap = ""
        while spelling[place : place + 1] in (" ", "-", "'"):
            gap = spelling[place].replace("'", "")
            place += 1
        end = place + len(syllable)
        if spelling[place:end].lower() != syllable.lower():
            return None
        if index:
            gaps.append(gap)
        if spelling[place:end] != syllable:
            capitals.add(index)
        place = end
    return Form(tuple(gaps), frozenset(capitals)) if place == len(spelling) else None
