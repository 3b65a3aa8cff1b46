"""Lines of paragraphs → what a typesetter counts: line ends, even edges, readings that touch.

How each figure is counted is said in `report.COUNTING`. Nothing is judged here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from typography.drawn import CLOSING, OPENING
from typography.lines import Found, Line, Reading, find, neighbours

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from typography.drawn import Row
    from typography.wanted import Paragraph

NOT_FIRST, NOT_LAST = CLOSING, OPENING
NEAR = 0.5  # points: what the eye takes for the same edge
QUARTER = 0.25  # em of the readings: the least gap between words
ROUNDING = 0.02  # em: PDFium rounds edges of ink


@dataclass(frozen=True, slots=True)
class Block:
    """The edges of the text block on pages of one kind, left- or right-hand."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Faults:
    """What was counted. Gaps are in em of the readings' size, None where there are none."""

    lines: int
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    full: int
    even: int
    readings: int
    unread: int
    overlaps: int
    outside: int
    gap_within: float | None
    gap_between: float | None
    close: int
    aside: float | None
    missing: int

    @property
    def even_share(self) -> float | None:
        """How many percent of the full lines end at the same edge."""
        return 100 * self.even / self.full if self.full else None


def faults(rows: Sequence[Row], paragraphs: Sequence[Paragraph]) -> Faults:
    """Count the faults in *rows*, the whole file, as far as they hold the *paragraphs*."""
    found = find(rows, paragraphs)
    block = blocks(found)
    full = full_lines(found)
    readings = [reading for line in found.lines for reading in line.readings]
    within, between = _gaps(found.lines)
    return Faults(
        lines=len(found.lines),
        begins=tuple(line.row.text for line in found.lines if line.row.text[0] in NOT_FIRST),
        ends=tuple(line.row.text for line in found.lines if line.row.text[-1] in NOT_LAST),
        full=len(full),
        even=sum(is_even(line, line_ends(line), block[side(line)].right) for line in full),
        readings=len(readings),
        unread=sum(line.unread for line in found.lines),
        overlaps=sum(gap < -ROUNDING for gap in (*within, *between)),
        outside=sum(_sticks_out(line, block[side(line)]) for line in found.lines),
        gap_within=min(within, default=None),
        gap_between=min(between, default=None),
        close=sum(gap < QUARTER - ROUNDING for gap in between),
        aside=max(map(_aside, readings), default=None),
        missing=len(found.missing),
    )


def full_lines(found: Found) -> list[Line]:
    """Return the lines that should fill the measure: all but the last of each paragraph."""
    return [line for line in found.lines if not line.is_last]


def side(line: Line) -> int:
    """Say on which kind of page a line stands: paper printed on both sides has two."""
    return line.row.page % 2


def blocks(found: Found) -> dict[int, Block]:
    """Find the edges that most lines of each kind of page have in common."""
    edges = {}
    for kind in {side(line) for line in found.lines}:
        lines = [line for line in found.lines if side(line) == kind]
        full = [line for line in lines if not line.is_last] or lines
        square = [line for line in full if line.row.glyphs[-1].text not in CLOSING] or full
        left = _commonest(line.row.glyphs[0].x for line in full)
        edges[kind] = Block(left, _commonest(line.row.glyphs[-1].right for line in square))
    return edges


def line_ends(line: Line) -> tuple[float, ...]:
    """Return where a line may be said to end: a mark may count with half of its square."""
    last = line.row.glyphs[-1]
    if last.text in CLOSING:
        return last.right, last.right - last.size / 2
    return (last.right,)


def is_even(line: Line, ends: Iterable[float], edge: float) -> bool:
    """Whether a line ends at the edge, by one of its *ends* or by a reading wider than its base."""
    if any(abs(end - edge) <= NEAR for end in ends):
        return True
    if not line.readings:
        return False
    last = line.readings[-1]
    is_wide = last.right > last.base_right and last.base_right == line.row.glyphs[-1].right
    return is_wide and edge - QUARTER * last.size <= last.right <= edge + NEAR


def _commonest(places: Iterable[float]) -> float:
    """Return the place that most have, give or take a point."""
    kept = list(places)
    (centre, _), *_ = Counter(round(place) for place in kept).most_common(1)
    return median(place for place in kept if abs(place - centre) <= 1)


def _gaps(lines: Iterable[Line]) -> tuple[list[float], list[float]]:
    """Return the gaps between neighbouring readings: within a word, and between two."""
    within, between = [], []
    for first, second in _side_by_side(lines):
        gap = (second.left - first.right) / second.size
        (within if first.word == second.word else between).append(gap)
    return within, between


def _side_by_side(lines: Iterable[Line]) -> Iterator[tuple[Reading, Reading]]:
    """Yield neighbours: also those with a mark between them, which may touch as well."""
    for line in lines:
        yield from neighbours(line)


def _sticks_out(line: Line, block: Block) -> int:
    return sum(
        reading.left < block.left - NEAR or reading.right > block.right + NEAR
        for reading in line.readings
    )


def _aside(reading: Reading) -> float:
    """How far the middle of a reading is from that of its base, in em of the reading."""
    middles = (reading.left + reading.right, reading.base_left + reading.base_right)
    return abs(middles[0] - middles[1]) / 2 / reading.size
