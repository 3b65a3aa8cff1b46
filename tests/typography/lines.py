"""Rows of a page and the paragraphs they come from → lines of paragraphs, with their readings.

A line is found by its text alone, not by where it stands; a paragraph that is not there in
its order is told apart.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from duben.han import is_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from typography.drawn import Glyph, Row
    from typography.wanted import Paragraph, Syllable

_NEAR = 5000  # characters that are no paragraphs: a title block, a list of contents


@dataclass(frozen=True, slots=True)
class Reading:
    """A drawn reading: the edges of its ink, and of the squares of the characters below.

    `follows` is whether the reading before it stands over the character before.
    """

    text: str
    left: float
    right: float
    size: float
    base_left: float
    base_right: float
    word: tuple[int, int]
    follows: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph. `unread` are readings that it should have, and has not."""

    row: Row
    is_last: bool
    readings: tuple[Reading, ...]
    unread: int

    @property
    def size(self) -> float:
        """The size of its characters, in points."""
        return max(glyph.size for glyph in self.row.glyphs)


@dataclass(frozen=True, slots=True)
class Found:
    """The lines of the paragraphs that stand in the file in their order, and the other ones."""

    lines: tuple[Line, ...]
    missing: tuple[Paragraph, ...]


def find(rows: Sequence[Row], paragraphs: Sequence[Paragraph]) -> Found:
    """Find the lines of *paragraphs* among *rows*."""
    chinese = [number for number, row in enumerate(rows) if row.is_chinese]
    stream = "".join(rows[number].han for number in chinese)
    owners = [number for number in chinese for _ in rows[number].han]
    found: list[Line] = []
    missing: list[Paragraph] = []
    places = positions(stream, [paragraph.han for paragraph in paragraphs])
    for number, (paragraph, place) in enumerate(zip(paragraphs, places, strict=True)):
        if place is None:
            missing.append(paragraph)
        elif paragraph.han:
            own = owners[place : place + len(paragraph.han)]
            found.extend(_lines(rows, own, paragraph, number))
    return Found(tuple(found), tuple(missing))


def positions(text: str, parts: Iterable[str]) -> Iterator[int | None]:
    """Say where each of *parts* begins in *text*, behind the one before; None if it is not near.

    Not far behind: else a short one that is torn would be found in the middle of another, and
    all between the two would be lost.
    """
    place = passed = 0
    for part in parts:
        start = text.find(part, place, place + passed + len(part) + _NEAR)
        if start < 0:
            passed += len(part)
            yield None
        else:
            place, passed = start + len(part), 0
            yield start


def _lines(
    rows: Sequence[Row], owners: Sequence[int], paragraph: Paragraph, number: int
) -> Iterator[Line]:
    """Yield the lines of a paragraph whose Chinese characters stand in the rows *owners*."""
    last = owners[-1]
    while last + 1 < len(rows) and _is_rest(rows[last + 1], rows[last], paragraph):
        last += 1
    between = [n for n in range(owners[0], last + 1) if rows[n].is_chinese]
    start = 0
    for n in between:
        end = start + owners.count(n)
        wanted = [s for s in paragraph.syllables if start <= s.start < end]
        above = rows[n - 1].drawn if n and _belongs(rows[n - 1], rows[n]) else ()
        readings = tuple(_readings(above, rows[n], wanted, start, number))
        yield Line(rows[n], n == last, readings, len(wanted) - len(readings))
        start = end


def _is_rest(row: Row, before: Row, paragraph: Paragraph) -> bool:
    """Whether a row is the end of a paragraph that has marks only: a lone …… or 。"""
    return (
        row.page in {before.page, before.page + 1}
        and row.is_chinese
        and not row.han
        and paragraph.text.rstrip().endswith(row.text)
    )


def _belongs(above: Row, row: Row) -> bool:
    """Whether the row above has the readings of *row*."""
    height = max(glyph.size for glyph in row.glyphs)
    near = above.page == row.page and above.baseline - row.baseline < 2 * height
    return near and not above.is_chinese


def _readings(
    above: Sequence[Glyph], row: Row, wanted: Sequence[Syllable], start: int, number: int
) -> Iterator[Reading]:
    """Take the letters above a row apart into the readings that are wanted there.

    Letters are taken in the order in which they were drawn, since those of readings that
    overlap do not stand in order.
    """
    bases = [glyph for glyph in row.glyphs if is_han(glyph.text)]
    letters = [(glyph, _plain(glyph.text)) for glyph in above]
    place = 0
    behind = -1
    for syllable in wanted:
        text, taken = _plain(syllable.text), place
        spelt = ""
        while taken < len(letters) and len(spelt) < len(text):
            spelt += letters[taken][1]
            taken += 1
        if spelt != text:
            return
        own = [glyph for glyph, _ in letters[place:taken]]
        base = bases[syllable.start - start : syllable.end - start]
        first = row.glyphs.index(base[0])
        yield Reading(
            syllable.text,
            min(glyph.ink_left for glyph in own),
            max(glyph.ink_right for glyph in own),
            own[0].size,
            base[0].x,
            base[-1].right,
            (number, syllable.word),
            follows=first == behind + 1 and behind >= 0,
        )
        place, behind = taken, row.glyphs.index(base[-1])


def _plain(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def neighbours(line: Line) -> Iterator[tuple[Reading, Reading]]:
    """Yield each two readings of a line that stand side by side."""
    return pairwise(line.readings)
