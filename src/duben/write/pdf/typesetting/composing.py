"""Where a line of Chinese ends, and how much room its tokens take until then.

Text with readings in, one line and the place at which the next one begins out (W3C clreq,
"Line composition"). Nothing is drawn, and WeasyPrint is not known here.

A reading may stand over its neighbours by half an em, so that 装 under zhuāng needs no more
room than 方 beside it lends. Only where two readings would touch is the gap below widened.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, inf
from typing import TYPE_CHECKING, NamedTuple

from duben.write.pdf.typesetting.characters import (
    Kind,
    Token,
    is_halved,
    is_spaced,
    may_part,
    tokens,
)
from duben.write.pdf.typesetting.line import Group, Line, Reading, Stay
from duben.write.pdf.typesetting.readings import MARK_SIZE, Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from duben.write.pdf.typesetting.faces import Cluster, Face
    from duben.write.pdf.typesetting.readings import Word

_QUARTER = 0.25
_LENT = 0.25
"""What a mark within a line may give up at most, in em, to bring another mark in."""

_BETWEEN_WORDS = 0.25
_WITHIN_WORDS = 0.08
"""The least gap between two readings, in em of the text."""

_OVERHANG = 0.5


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: `face`, gaps of `tracking` between characters, the readings.

    `cell` is the width of an equal cell (of primers), or 0. `shape` gives a segment of a
    word its reading in its shape.
    """

    face: Face
    tracking: float
    is_traditional: bool
    cell: float
    shape: Callable[[Word, int], Reading]


class Composed(NamedTuple):
    """A line, how many bytes of the text it takes, and where the next one begins.

    `rest` is None where the text ends with the line.
    """

    line: Line
    size: int
    rest: int | None


class _Item(NamedTuple):
    """A cluster, and what begins and ends with it."""

    cluster: Cluster
    group: int  # how many clusters share the reading that begins here; 0 for none
    is_inner: bool  # within a group: no line ends before it
    reading: Reading | None
    stay: tuple[Word, int, int] | None  # the word and the characters it stands for
    size: int


def compose(
    pieces: Iterator[Piece], setting: Setting, room: float | None, *, is_line_start: bool
) -> Composed:
    """Set as much of *pieces* into one line as *room* (None: no limit) takes.

    Where nothing fits, a line gets its first unit all the same.
    """
    composer = _Composer(setting, inf if room is None else room, is_line_start=is_line_start)
    for piece in pieces:
        for item in _items(piece, setting):
            if not composer.add(item):
                return composer.result()
    return composer.whole()


def _items(piece: Piece, setting: Setting) -> Iterator[_Item]:
    face = setting.face
    if piece.word is None:
        for token in _cut(piece.text, setting):
            cluster = face.cluster(token)
            yield _Item(cluster, 0, False, None, None, cluster.size)
        return
    at = 0
    for index, segment in enumerate(piece.word.segments):
        length = len(segment.base)
        if at >= piece.start:
            parts = list(_cut(segment.base, setting))
            begin = at
            for number, token in enumerate(parts):
                cluster = face.cluster(token)
                end = begin + len(token.text)
                is_last = end == len(piece.text) + piece.start
                yield _Item(
                    cluster,
                    len(parts) if number == 0 else 0,
                    number > 0,
                    setting.shape(piece.word, index) if number == 0 else None,
                    (piece.word, begin, end),
                    cluster.size + MARK_SIZE * is_last,
                )
                begin = end
        at += length


def _cut(text: str, setting: Setting) -> Iterator[Token]:
    return tokens(text, is_traditional=setting.is_traditional)


class _Composer:
    """One line as it grows."""

    def __init__(self, setting: Setting, room: float, *, is_line_start: bool) -> None:
        self._setting, self._room, self._is_line_start = setting, room, is_line_start
        self._em = setting.face.em
        self._line = Line(self._em)
        self._stays: list[tuple[Word, int, int] | None] = []
        self._x = 0.0
        self._size = 0
        self._sizes: list[int] = []
        self._lendable = 0.0
        self._right = -inf  # where the last reading ends
        self._before_right = -inf  # where the last one may begin at most to the left
        self._last_word: object = None
        self._best: tuple[float, int, float, float] | None = None
        self._first: int | None = None  # the first place at which the line may end
        self._fitting = 0  # clusters that fit, if it may end anywhere

    # --- growing ---------------------------------------------------------------------------

    def add(self, item: _Item) -> bool:
        """Add one cluster; return False when the line is full."""
        line = self._line
        if line.clusters and not item.is_inner:
            before = line.clusters[-1].token
            if may_part(before, item.cluster.token):
                self._note_end()
                if self._is_full():
                    return False
        self._append(item)
        return True

    def _append(self, item: _Item) -> None:
        line, em = self._line, self._em
        token = item.cluster.token
        width, shift = self._width(item.cluster)
        fixed = gap = 0.0
        elastic = False
        if line.clusters:
            before = line.clusters[-1].token
            elastic = _is_elastic(before, token)
            gap = self._setting.tracking if elastic else 0.0
            if not self._setting.cell:
                fixed = (
                    _QUARTER * em
                    if is_spaced(before.text[0 if before.kind is Kind.HAN else -1], token.text[0])
                    else 0.0
                )
                first, second = is_halved(before, token)
                if first:
                    self._halve_last()
                if second:
                    width, shift = em / 2, -em / 2
        elif not self._is_line_start:
            elastic = token.kind is not Kind.SPACE
            gap = self._setting.tracking if elastic else 0.0
        elif token.kind is Kind.OPENING and not self._setting.cell:
            width, shift = width - em / 2, shift - em / 2
        if item.reading is not None:
            gap = max(gap, self._needed(item, width, fixed))
        self._x += fixed + gap
        if item.reading is not None:
            self._set_reading(item, width)
        self._x += width
        self._size += item.size
        line.clusters.append(item.cluster)
        line.widths.append(width)
        line.shifts.append(shift)
        line.fixed.append(fixed)
        line.gaps.append(gap)
        line.is_elastic.append(elastic)
        self._stays.append(item.stay)
        self._sizes.append(self._size)
        if token.kind in {Kind.OPENING, Kind.CLOSING} and width > em / 2:
            self._lendable += _LENT * em

    def _width(self, cluster: Cluster) -> tuple[float, float]:
        """Return the advance of a cluster and where in it its glyphs begin."""
        cell = self._setting.cell
        if not cell or cluster.token.kind is Kind.SPACE:
            return cluster.width, 0.0
        width = max(1, ceil(cluster.width / cell - 1e-6)) * cell
        return width, (width - cluster.width) / 2

    def _halve_last(self) -> None:
        line = self._line
        saved = line.widths[-1] - self._em / 2
        if saved > 0:
            line.widths[-1] -= saved
            self._x -= saved
            self._lendable -= _LENT * self._em

    def _base_width(self, item: _Item, width: float) -> float:
        return width + (item.group - 1) * (self._em + self._setting.tracking)

    def _needed(self, item: _Item, width: float, fixed: float) -> float:
        """Return the gap before a reading that keeps it off the reading before."""
        assert item.reading is not None  # noqa: S101 - for the type checker
        half = (item.reading.width - self._base_width(item, width)) / 2
        least = half - _OVERHANG * self._em
        if not self._line.clusters:
            # What stands before this text in the line may have a reading as well.
            return half + _BETWEEN_WORDS * self._em / 2 if not self._is_line_start else 0.0
        space = self._space(item)
        return max(least, self._right + space + half - self._x - fixed)

    def _space(self, item: _Item) -> float:
        word = item.stay[0] if item.stay else None
        is_inner = self._last_word is word and item.stay is not None and item.stay[1] > 0
        return (_WITHIN_WORDS if is_inner else _BETWEEN_WORDS) * self._em

    def _set_reading(self, item: _Item, width: float) -> None:
        reading = item.reading
        assert reading is not None  # noqa: S101 - for the type checker
        first = len(self._line.clusters)
        self._line.groups.append(Group(first, first + item.group - 1, reading))
        start = self._x + (self._base_width(item, width) - reading.width) / 2
        self._before_right = self._right + self._space(item)
        self._right = max(start, 0.0) + reading.width
        self._last_word = item.stay[0] if item.stay else None

    # --- ending ----------------------------------------------------------------------------

    def _note_end(self) -> None:
        """Note that the line may end here, and at what price."""
        line = self._line
        count = len(line.clusters)
        end, trimmed = self._end()
        if self._first is None:
            self._first = count
        lent = max(0.0, end - self._room)
        slack = max(0.0, self._room - end)
        if lent > self._lendable - trimmed * _LENT * self._em + 1e-6:
            return
        # Bringing one more mark in is right where leaving it would tear the line more.
        if lent and self._best and self._best[0] <= lent:
            return
        self._best = (slack or lent, count, end, lent)

    def _end(self) -> tuple[float, bool]:
        """Return where the line would end now, and whether a mark was halved for it."""
        line = self._line
        x = self._x
        last = line.clusters[-1]
        if last.token.kind is Kind.SPACE:
            x -= line.widths[-1] + line.fixed[-1] + line.gaps[-1]
        trimmed = False
        if last.token.kind is Kind.CLOSING and not self._setting.cell:
            saved = line.widths[-1] - self._em / 2
            trimmed = saved > 0
            x -= max(0.0, saved)
        if self._right > x and line.groups:
            # The last reading moves left, to the edge: is there room for that?
            x = max(x, self._before_right + line.groups[-1].reading.width)
        return x, trimmed

    def _is_full(self) -> bool:
        line = self._line
        if self._x - self._em / 2 - self._lendable <= self._room:
            if self._x <= self._room:
                self._fitting = len(line.clusters)
            return False
        return True

    def whole(self) -> Composed:
        """Return the line if all of the text is in it and fits."""
        line = self._line
        if not line.clusters:
            return Composed(line, 0, None)
        end, _ = self._end()
        trailing = line.clusters[-1].token.kind is Kind.SPACE
        overhang = max(0.0, self._right - self._x)
        if self._x + overhang <= self._room:
            line.width = self._x + overhang
            self._collect_words(len(line.clusters))
            return Composed(line, self._size, None)
        if end <= self._room:
            count = len(line.clusters) - trailing
            return self._cut(count, end, 0.0, self._size, None)
        if (
            not trailing
            and end - self._room <= self._lendable - _LENT * self._em
            and (self._best is None or self._best[0] > end - self._room)
        ):
            return self._cut(len(line.clusters), end, end - self._room, self._size, None)
        return self.result()

    def result(self) -> Composed:
        """Return the line up to the best place at which it may end."""
        if self._best is not None:
            _, count, end, lent = self._best
            return self._at(count, end, lent)
        count = self._first or len(self._line.clusters)
        if self._is_line_start and self._room > 0 and self._fitting:
            count = self._fitting  # a run without a place to end is longer than the line
        return self._at(count, None, 0.0)

    def _at(self, count: int, end: float | None, lent: float) -> Composed:
        line = self._line
        size = self._sizes[count - 1]
        rest = size if count < len(line.clusters) or size < self._size else None
        while count > 1 and line.clusters[count - 1].token.kind is Kind.SPACE:
            count -= 1
        return self._cut(count, end, lent, self._sizes[count - 1], rest)

    def _cut(
        self, count: int, end: float | None, lent: float, size: int, rest: int | None
    ) -> Composed:
        line = self._line
        for row in (
            line.clusters,
            line.widths,
            line.shifts,
            line.fixed,
            line.gaps,
            line.is_elastic,
        ):
            del row[count:]
        line.groups = [group for group in line.groups if group.last < count]
        line.width = sum(line.widths) + sum(line.fixed) + sum(line.gaps)
        if end is not None:
            if not self._setting.cell:
                line.trim_end()
            if lent:
                self._take(lent)
            elif end > line.width + 1e-6 and line.groups:
                line.gaps[line.groups[-1].first] += end - line.width
                line.width = end
        self._collect_words(count)
        return Composed(line, size, rest)

    def _take(self, lent: float) -> None:
        """Let the marks within the line give up *lent* of their empty halves."""
        line, em = self._line, self._em
        lenders = [
            index
            for index, cluster in enumerate(line.clusters)
            if cluster.token.kind in {Kind.OPENING, Kind.CLOSING} and line.widths[index] > em / 2
        ]
        for index in lenders:
            share = lent / len(lenders)
            line.widths[index] -= share
            if line.clusters[index].token.kind is Kind.OPENING:
                line.shifts[index] -= share
            line.width -= share

    def _collect_words(self, count: int) -> None:
        words: list[Stay] = []
        for index, stay in enumerate(self._stays[:count]):
            if stay is None:
                continue
            word, start, end = stay
            last = words[-1] if words else None
            if (
                last
                and last.word is word
                and last.end == start
                and start > 0
                and last.last == index - 1
            ):
                words[-1] = Stay(word, last.first, index, last.start, end)
            else:
                words.append(Stay(word, index, index, start, end))
        self._line.words = words


def _is_elastic(before: Token, after: Token) -> bool:
    """Whether a line is stretched between two tokens."""
    return after.kind is not Kind.SPACE and not (
        before.kind is Kind.LATIN and after.kind is Kind.LATIN
    )
