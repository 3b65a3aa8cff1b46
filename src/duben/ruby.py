"""A ruby of the edition → the smallest pieces that have a reading of their own.

A `ruby` element in, its characters with what stands over them out: what a line may end
behind. It makes no markup.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.vocabulary import base_text, classes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

# One character with what belongs to it: 葛󠄀 is 葛 and a variation selector.
_CHARACTER = re.compile("(?s:.)[\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ef]*")
# A syllable of pinyin has one run of vowels; apostrophes part those that would touch.
_VOWELS = re.compile("[aeiou\u0300-\u036f]+|[?]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a reading in one tone's class ("t1"), or in none."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters with the reading over all of them; `length` counts the characters.

    A variation selector belongs to its character and is not counted.
    """

    base: str
    reading: tuple[Stretch, ...]
    length: int

    @property
    def reading_text(self) -> str:
        """The reading without its tones' classes."""
        return "".join(stretch.text for stretch in self.reading)


def segments(ruby: etree._Element) -> tuple[Segment, ...]:
    """Divide a ruby: 宣言 under "xuān yán" is 宣 xuān and 言 yán.

    Where the reading is of words, 人工智能 under "réngōng zhìnéng", it is 人工 and 智能.
    Where its parts are not as many as the characters call for, it stays whole.
    """
    characters = _CHARACTER.findall(base_text(ruby))
    parts = _parts(ruby)
    counts = [1] * len(parts)
    if len(parts) != len(characters):
        counts = [len(_VOWELS.findall(_without_tones(part))) for part in parts]
    if not parts or sum(counts) != len(characters) or 0 in counts:
        return (Segment("".join(characters), _joined(parts), len(characters)),)
    found = []
    start = 0
    for part, count in zip(parts, counts, strict=True):
        found.append(Segment("".join(characters[start : start + count]), tuple(part), count))
        start += count
    return tuple(found)


def _parts(ruby: etree._Element) -> list[list[Stretch]]:
    """Cut the readings of a ruby at their spaces."""
    parts: list[list[Stretch]] = [[]]
    for rt in ruby.iter("{*}rt"):
        parts.append([])
        for stretch in _stretches(rt):
            first, *others = stretch.text.split(" ")
            parts[-1].append(Stretch(first, stretch.tone))
            parts.extend([Stretch(other, stretch.tone)] for other in others)
    kept = ([stretch for stretch in part if stretch.text] for part in parts)
    return [part for part in kept if part]


def _stretches(rt: etree._Element) -> Iterator[Stretch]:
    yield Stretch(_spaced(rt.text))
    for child in rt.iterchildren("*"):
        yield Stretch(_spaced("".join(map(str, child.itertext()))), "".join(classes(child)[:1]))
        yield Stretch(_spaced(child.tail))


def _spaced(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _without_tones(part: Sequence[Stretch]) -> str:
    text = "".join(stretch.text for stretch in part)
    return unicodedata.normalize("NFD", text)


def _joined(parts: Sequence[Sequence[Stretch]]) -> tuple[Stretch, ...]:
    """Put the parts together again, a space between two of them."""
    found: list[Stretch] = []
    for part in parts:
        for place, stretch in enumerate(part):
            gap = " " if found and not place else ""
            if found and not found[-1].tone and not stretch.tone:
                found[-1] = Stretch(found[-1].text + gap + stretch.text)
            else:
                found.extend([Stretch(gap)] * bool(gap) + [stretch])
    return tuple(found)
