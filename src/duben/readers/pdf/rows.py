"""A page of a PDF → its rows of characters from top to bottom, readings over their characters.

Characters are put together by where they stand, in points from the lower left corner. It
does not know which rows belong to one paragraph. Text in columns is not recognised.
"""

from __future__ import annotations

import ctypes
import math
import statistics
import unicodedata
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Any

from pypdfium2 import raw

from duben.han import is_han
from duben.readers.annotation import annotated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# All in parts of the size of the type.
_SAME_BASELINE = 0.25
_RAISED = 0.6  # a note mark stands at most so far above the baseline
_READING_SIZE = 0.72  # of the size of the characters below
_READING_ABOVE = (0.6, 1.7)
_SPACE = 0.18
_WIDE_GAP = 0.7  # the space of 第一章　总则, or between two cells of a table
_TONE_MARKS = frozenset("\u0300\u0301\u0304\u030c")
_UNICODE = 0x110000
_FIRST_WIDE = 0x2E80
_LEAST_SIZE = 0.5


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character: where it stands, and which run of the page's text it belongs to."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    run: int

    @property
    def centre(self) -> float:
        """The middle between left and right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Row:
    """Characters on one baseline, from left to right.

    `segments` is the text, cut at wide gaps. `readings_lost` are readings that stood above
    the row, but not over any of its characters.
    """

    page: int
    segments: tuple[str, ...]
    left: float
    right: float
    baseline: float
    size: float
    readings_lost: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole row."""
        return "\u3000".join(self.segments)


def rows_of(text_page: Any, page: int) -> list[Row]:
    """Return the rows of a page of pypdfium2, from top to bottom."""
    lines = _merge_raised(_baselines(list(_glyphs(text_page))))
    found: list[Row] = []
    above: list[Glyph] = []
    for line, below in zip_longest(lines, lines[1:]):
        if below and _are_readings(line, below):
            above = line
            continue
        found.append(_row(line, above, page))
        above = []
    return found


def _glyphs(text_page: Any) -> Iterator[Glyph]:
    """Return the characters that the file has; PDFium adds spaces and line ends of its own."""
    matrix, box = raw.FS_MATRIX(), raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    run = 0
    high = ""
    for index in range(text_page.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text_page.raw, index) % _UNICODE)
        if raw.FPDFText_IsGenerated(text_page.raw, index) == 1 or character.isspace():
            run += 1
            continue
        if "\ud800" <= character < "\udc00":  # 𠮷 comes as two halves
            high = character
            continue
        character, high = _whole(high + character), ""
        if character < " ":
            continue
        raw.FPDFText_GetCharOrigin(text_page.raw, index, x, y)
        raw.FPDFText_GetLooseCharBox(text_page.raw, index, box)
        raw.FPDFText_GetMatrix(text_page.raw, index, matrix)
        size = raw.FPDFText_GetFontSize(text_page.raw, index) * math.hypot(matrix.c, matrix.d)
        yield Glyph(character, box.left, box.right, y.value, max(size, _LEAST_SIZE), run)


def _whole(halves: str) -> str:
    """Return one character, U+FFFD for half of one."""
    return halves.encode("utf-16", "surrogatepass").decode("utf-16", "replace")[-1]


def _baselines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Group the characters by baseline, from top to bottom."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.baseline):
        first = lines[-1][0] if lines else None
        if first and first.baseline - glyph.baseline <= _SAME_BASELINE * min(
            first.size, glyph.size
        ):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [sorted(line, key=lambda glyph: glyph.left) for line in lines]


def _merge_raised(lines: list[list[Glyph]]) -> list[list[Glyph]]:
    """Put note marks and indices, smaller and a little higher or lower, into their rows."""
    merged: list[list[Glyph]] = []
    for line in lines:
        before = merged[-1] if merged else None
        if before and _is_raised(before, line):
            merged[-1] = sorted([*before, *line], key=lambda glyph: glyph.left)
        else:
            merged.append(line)
    return merged


def _is_raised(upper: Sequence[Glyph], lower: Sequence[Glyph]) -> bool:
    size = max(_size(upper), _size(lower))
    distance = upper[0].baseline - lower[0].baseline
    return (
        _size(upper) != _size(lower) and distance <= _RAISED * size and not _overlap(upper, lower)
    )


def _overlap(upper: Sequence[Glyph], lower: Sequence[Glyph]) -> bool:
    """Whether a character stands over the middle of another."""
    return any(
        one.left < other.centre < one.right or other.left < one.centre < other.right
        for one in (upper if len(upper) < len(lower) else lower)
        for other in (lower if len(upper) < len(lower) else upper)
    )


def _are_readings(line: Sequence[Glyph], below: Sequence[Glyph]) -> bool:
    """Whether *line* is pinyin over the characters of *below*."""
    size = _size(below)
    distance = line[0].baseline - below[0].baseline
    nearest, farthest = _READING_ABOVE
    letters = "".join(glyph.text for glyph in line)
    return (
        _size(line) <= _READING_SIZE * size
        and nearest * size <= distance <= farthest * size
        and all(ord(letter) < _FIRST_WIDE for letter in letters)
        and sum(letter.isalpha() for letter in letters) * 2 > len(letters)
        and any(is_han(glyph.text) for glyph in below)
        and line[-1].right > below[0].left
        and line[0].left < below[-1].right
    )


def _row(line: Sequence[Glyph], above: Sequence[Glyph], page: int) -> Row:
    over, lost = _readings(line, above)
    segments = [""]
    skip = -1
    gaps = [after.left - before.right for before, after in pairwise(line)]
    usual = max(statistics.median(gaps), 0.0) if gaps else 0.0
    for index, glyph in enumerate(line):
        if index:
            gap = gaps[index - 1]
            if gap > max(_WIDE_GAP * glyph.size, 4 * usual) and not over:
                segments.append("")
            elif gap > _SPACE * glyph.size and not _are_wide(line[index - 1], glyph):
                segments[-1] += " "
        if index in over:
            skip, reading = over[index]
            base = "".join(other.text for other in line[index : skip + 1])
            segments[-1] += annotated(base, reading)
        elif index > skip:
            segments[-1] += glyph.text
    return Row(
        page,
        tuple(segments),
        line[0].left,
        line[-1].right,
        _main(line).baseline,
        _size(line),
        tuple(lost),
    )


def _are_wide(before: Glyph, after: Glyph) -> bool:
    return ord(before.text) >= _FIRST_WIDE or ord(after.text) >= _FIRST_WIDE


def _readings(
    line: Sequence[Glyph], above: Sequence[Glyph]
) -> tuple[dict[int, tuple[int, str]], list[str]]:
    """Lay each reading over the characters below it.

    Returns, by the place of the first character, the place of the last one and the reading;
    and the readings that stand over no character, or over one that has a reading.
    """
    over: dict[int, tuple[int, str]] = {}
    lost: list[str] = []
    places = [index for index, glyph in enumerate(line) if is_han(glyph.text)]
    taken: set[int] = set()
    for reading in _parts(above):
        text = unicodedata.normalize("NFC", "".join(glyph.text for glyph in reading))
        centre = (reading[0].left + reading[-1].right) / 2
        nearest = min(places, key=lambda place: abs(line[place].centre - centre))
        below = [p for p in places if reading[0].left < line[p].centre < reading[-1].right]
        if _tones(text) <= 1 or not below:
            below = [nearest]
        first, last = below[0], below[-1]
        apart = not line[nearest].left - line[nearest].size <= centre <= line[nearest].right
        if apart or taken & set(below) or last - first + 1 != len(below):
            lost.append(text)
            continue
        taken |= set(below)
        over[first] = (last, text)
    return over, lost


def _parts(above: Sequence[Glyph]) -> list[list[Glyph]]:
    """Cut a row of readings where the file begins a new piece of text, or leaves a gap."""
    parts: list[list[Glyph]] = []
    for before, glyph in pairwise([None, *above]):
        if glyph is None:
            continue
        near = before and glyph.left - before.right <= _SPACE * glyph.size
        if before and near and before.run == glyph.run:
            parts[-1].append(glyph)
        else:
            parts.append([glyph])
    return parts


def _tones(text: str) -> int:
    return sum(character in _TONE_MARKS for character in unicodedata.normalize("NFD", text))


def _size(line: Sequence[Glyph]) -> float:
    return round(_main(line).size, 1)


def _main(line: Sequence[Glyph]) -> Glyph:
    """Return the largest character: the row's, where a note mark is smaller."""
    return max(line, key=lambda glyph: glyph.size)
