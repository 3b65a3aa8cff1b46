"""Rows of all pages → running heads apart, and the rest as lines of text, as typed.

What is the same at the head or foot of several pages, and numbers that count the pages,
are no text. An indent becomes 　　, a gap a blank line, and a row that runs to the right
edge is joined to the next. What a row says is not looked at, beyond its last mark.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from duben.readers.annotation import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from duben.readers.pdf.rows import Row

_NUMBER = re.compile(
    r"[-—–－·\s]*第?\s*(\d{1,4}|[ivxlc]{1,7})\s*[页頁]?(?:\s*[/共]\s*\d+\s*[页頁]?)?[-—–－·\s]*"
)
_EDGE = 2  # rows at the head and at the foot of a page that may be running heads
_REPEATED = 3
_SAME_HEIGHT = 3.0  # points
_SENTENCE_END = ("。", "！", "？", "…", "”", "」", "』", "）", "：", "；")
# All in parts of the size of the type, or of the usual distance of two rows.
_HEAD_SIZE, _HEAD_GAP = 0.92, 1.4
_PARAGRAPH_GAP = 1.3
_OTHER_SIZE = 0.12
_FULL = 1.6
_NEARLY_FULL = 4.5  # before a word that is not broken: “长毛”
_INDENT = (1.2, 2.7)
_EDGE_SHARE = 0.08  # of the rows begin at the left edge


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text and the number of the row where it begins, from 1; blank lines are empty."""

    text: str
    number: int


def split_running_heads(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Return the rows of the text, and the running heads, feet and page numbers."""
    pages = _by_page(rows)
    edges = [(page, row, side) for page in pages for row, side in _edges(page)]
    known = _Edges([(row, side) for _, row, side in edges], len(pages))
    size, pitch = _usual(rows)
    running = set()
    for page, row, side in edges:
        small = row.size <= _HEAD_SIZE * size
        apart = _gap(page, row, side) >= _HEAD_GAP * pitch
        if (
            known.counts_pages(row, side)
            or (known.is_repeated(row, side) and (small or apart))
            or (small and apart and known.is_beside_repeated(row, side))
        ):
            running.add(row)
    return [row for row in rows if row not in running], [row for row in rows if row in running]


class _Edges:
    """What stands at the heads and feet of all pages."""

    def __init__(self, edges: Sequence[tuple[Row, str]], pages: int) -> None:
        """Count what is the same on several of the *pages*, at the same height."""
        least = _REPEATED if pages > _REPEATED else 2
        texts = Counter(key for row, side in edges for key in set(_keys(row, side)))
        self._repeated = {key for key, count in texts.items() if count >= least}
        self._heights = {(side, height) for side, height, _, _ in self._repeated}
        self._offsets = Counter(
            (side, number - row.page)
            for row, side in edges
            if (number := _page_number(row)) is not None
        )

    def is_repeated(self, row: Row, side: str) -> bool:
        """Whether a segment of the row stands on other pages, at that height and size."""
        return any(key in self._repeated for key in _keys(row, side))

    def is_beside_repeated(self, row: Row, side: str) -> bool:
        """Whether other pages have a repeated row at this height: 第三章 among 第二章."""
        return (side, _height(row)) in self._heights

    def counts_pages(self, row: Row, side: str) -> bool:
        """Whether the row is a number that grows by one from page to page."""
        number = _page_number(row)
        return number is not None and self._offsets[side, number - row.page] > 1


def _keys(row: Row, side: str) -> list[tuple[str, int, int, str]]:
    return [(side, _height(row), round(row.size), segment) for segment in row.segments]


def _height(row: Row) -> int:
    return round(row.baseline / _SAME_HEIGHT)


def text_lines(rows: Sequence[Row], numbers: dict[Row, int]) -> list[TextLine]:
    """Return the text of *rows*; *numbers* counts all rows of the document."""
    if not rows:
        return []
    lines: list[TextLine] = []
    size, pitch = _usual(rows)
    edges = _text_edges(rows)
    for before, row in pairwise([None, *rows]):
        if row is None:
            continue
        left, _ = edges[row.page % 2]
        text = row.text
        nearest, farthest = _INDENT
        indented = (
            abs(row.size - size) <= _OTHER_SIZE * size
            and nearest * size <= row.left - left <= farthest * size
        )
        if before is None:
            lines.append(TextLine(("\u3000\u3000" if indented else "") + text, numbers[row]))
            continue
        bond = _bond(before, row, pitch, edges[before.page % 2][1], indented=indented)
        if bond == "same":
            last = lines[-1]
            lines[-1] = TextLine(_joined(last.text, text), last.number)
            continue
        if bond == "parted":
            lines.append(TextLine("", numbers[row]))
        lines.append(TextLine(("\u3000\u3000" if indented else "") + text, numbers[row]))
    return lines


def _bond(before: Row, row: Row, pitch: float, right: float, *, indented: bool) -> str:
    """Whether *row* is the "same" paragraph as *before*, "parted" from it, or in "doubt"."""
    if abs(before.size - row.size) > _OTHER_SIZE * max(before.size, row.size) or indented:
        return "parted"
    distance = before.baseline - row.baseline
    if before.page == row.page and distance > _PARAGRAPH_GAP * max(pitch, row.size):
        return "parted"
    is_finished = plain(before.text).endswith(_SENTENCE_END)
    if before.right >= right - (_FULL if is_finished else _NEARLY_FULL) * before.size:
        return "same"
    return "parted" if is_finished else "doubt"


def _joined(before: str, text: str) -> str:
    around = before[-1:] + text[:1]
    if around.isascii() and before.endswith("-"):
        return before + text
    return before + (" " if around.isascii() and around.isalnum() else "") + text


def _text_edges(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Return the left and right edge of the text, on even and odd pages."""
    found = []
    for side in (0, 1):
        mine = [row for row in rows if row.page % 2 == side] or list(rows)
        lefts = Counter(round(row.left / 3) for row in mine)
        common = [left for left, count in lefts.items() if count >= _EDGE_SHARE * len(mine)]
        left = min(common or lefts) * 3.0
        rights = sorted(row.right for row in mine)
        found.append((left, rights[(len(rights) * 9) // 10]))
    return found


def _usual(rows: Sequence[Row]) -> tuple[float, float]:
    """Return the size of most of the text, and the usual distance of two rows of it."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[row.size] += len(row.text)
    size = sizes.most_common(1)[0][0]
    distances = [
        before.baseline - row.baseline
        for before, row in pairwise(rows)
        if before.page == row.page and before.size == row.size == size
    ]
    near = [distance for distance in distances if 0 < distance <= 4 * size]
    return size, statistics.median_low(near) if near else 1.6 * size


def _by_page(rows: Iterable[Row]) -> list[list[Row]]:
    pages: dict[int, list[Row]] = {}
    for row in rows:
        pages.setdefault(row.page, []).append(row)
    return list(pages.values())


def _edges(page: Sequence[Row]) -> list[tuple[Row, str]]:
    """Return the first and last rows of a page, each with the side where it stands."""
    count = min(_EDGE, (len(page) + 1) // 2)
    head, foot = page[:count], page[max(count, len(page) - count) :]
    return [*((row, "head") for row in head), *((row, "foot") for row in foot)]


def _gap(page: Sequence[Row], row: Row, side: str) -> float:
    """Return how far the row stands from the next one towards the middle of the page."""
    place = page.index(row) + (1 if side == "head" else -1)
    if not 0 <= place < len(page):
        return float("inf")
    return abs(page[place].baseline - row.baseline)


def _page_number(row: Row) -> int | None:
    """Return the number of a row that is a number and nothing else: 12, - 12 -, 第12页."""
    match = _NUMBER.fullmatch(row.text)
    if not match or not match[1].isdigit():
        return None
    return int(match[1])
