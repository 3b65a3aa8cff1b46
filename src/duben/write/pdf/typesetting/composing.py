"""Where a line of Chinese ends, and how much room its tokens take until then.

Text with readings in, one line and the place at which the next one begins out (W3C clreq,
"Line composition"). Nothing is drawn, and WeasyPrint is not known here.

A reading may stand over its neighbours by half an em, so that 装 under zhuāng needs no more
room than 方 beside it lends. Where two readings would touch, they move apart, each by a
quarter of an em at most; only what this does not give is taken from the gap below.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

from duben.write.pdf.typesetting.atoms import BETWEEN_WORDS, Atom, Setting, atoms
from duben.write.pdf.typesetting.characters import Kind, is_halved, is_spaced
from duben.write.pdf.typesetting.line import Group, Line, Stay

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from duben.write.pdf.typesetting.readings import Piece

_QUARTER = 0.25
_LENT = 0.25
"""What a mark within a line may give up at most, in em, to bring another mark in."""

_OVERHANG = 0.5
_ASIDE = 0.25
"""How far a reading may move from the middle of its characters, in em of the text."""

_NEAR = 3.0
"""From how many em before the end of a line on its ends are weighed against each other."""

_CLOSE = 1e-6


class Composed(NamedTuple):
    """A line, how many bytes of the text it takes, and where the next one begins.

    `rest` is None where the text ends with the line.
    """

    line: Line
    size: int
    rest: int | None


class _Placed(NamedTuple):
    """An atom in the line: its advance, where its glyphs begin, what stands before it.

    Its reading stands `aside` of the middle, to the right, and has `pushed` the one before
    to the left.
    """

    atom: Atom
    width: float
    shift: float
    fixed: float
    gap: float
    is_elastic: bool
    aside: float = 0.0
    pushed: float = 0.0


class _End(NamedTuple):
    """A place at which the line may end: after how many atoms, and where that is.

    `x` is where. `lent` is what marks must give up for it, `slack` how much is left or lent.
    """

    length: int
    x: float
    slack: float = inf
    lent: float = 0.0


def compose(
    pieces: Iterable[Piece], setting: Setting, room: float | None, *, is_line_start: bool
) -> Composed:
    """Set as much of *pieces* into one line as *room* (None: no limit) takes.

    Where nothing fits, a line gets its first unit all the same.
    """
    composer = _Composer(setting, inf if room is None else room, is_line_start=is_line_start)
    for piece in pieces:
        for atom in atoms(piece, setting):
            if not composer.add(atom):
                return composer.result()
    return composer.whole()


class _Composer:
    """One line as it grows."""

    def __init__(self, setting: Setting, room: float, *, is_line_start: bool) -> None:
        self._setting, self._room, self._is_line_start = setting, room, is_line_start
        self._em = em = setting.face.em
        self._near = room - _NEAR * em
        self._half = em / 2
        self._overhang = _OVERHANG * em
        self._quarter = 0.0 if setting.cell else _QUARTER * em
        self._placed: list[_Placed] = []
        self._last: Atom | None = None
        self._x = 0.0
        self._lendable = 0.0
        self._right = -inf  # where the last reading ends
        self._limit = -inf  # where it ends at least, at the end of a line
        self._slack = 0.0  # how far it may move left for the next one
        self._aside = _ASIDE * em
        self._first: _End | None = None  # the first place at which the line may end
        # The last such place before the line is nearly full, not yet weighed.
        self._far: tuple[int, float, float, float] | None = None
        self._best: _End | None = None
        self._is_cut = False  # whether there is text that was not placed
        self._lenders: list[int] = []  # marks behind the last reading
        # Marks whose halves keep two readings apart, and where the second of these begins.
        self._bound: dict[int, int] = {}

    # --- growing ---------------------------------------------------------------------------

    def add(self, atom: Atom) -> bool:
        """Add one atom; return False when the line is full."""
        before = self._last
        if before is None:
            self._place_first(atom)
            return True
        if atom.may_begin and before.may_end:
            if self._x <= self._near:
                self._far = (len(self._placed), self._x, self._right, self._limit)
            else:
                self._note_end()
                if self._x - self._half - self._lendable > self._room:
                    self._is_cut = True
                    return False
        self._place(before, atom)
        return True

    def _place_first(self, atom: Atom) -> None:
        setting = self._setting
        gap, is_elastic = 0.0, False
        width, shift = atom.width, atom.shift
        if not self._is_line_start:
            is_elastic = atom.kind is not Kind.SPACE
            gap = setting.tracking if is_elastic else 0.0
            if atom.reading is not None:
                # What stands before this text in the line may have a reading as well.
                gap = max(gap, atom.half + BETWEEN_WORDS * self._em / 2)
        elif atom.kind is Kind.OPENING and not setting.cell:
            width, shift = width - self._half, shift - self._half
        self._append(_Placed(atom, width, shift, 0.0, gap, is_elastic), gap)
        if not self._is_line_start:
            self._slack = 0.0

    def _place(self, before: Atom, atom: Atom) -> None:
        width, shift, fixed = atom.width, atom.shift, 0.0
        is_elastic = atom.kind is not Kind.SPACE and not (
            before.kind is Kind.LATIN and atom.kind is Kind.LATIN
        )
        gap = self._setting.tracking if is_elastic else 0.0
        if before.right is not atom.left and is_spaced(before.right, atom.left):
            fixed = self._quarter
        if before.is_mark and not self._setting.cell:
            first, second = is_halved(before.kind, atom.kind)
            if first:
                self._halve_last()
            if second:
                width, shift = self._half, shift - self._half
        aside = pushed = 0.0
        if atom.reading is not None:
            gap = max(gap, atom.half - self._overhang)
            short = self._right + atom.space + atom.half - self._x - fixed - gap
            if short > 0:
                pushed = min(short, self._slack)
                aside = min(short - pushed, self._aside)
                gap += short - pushed - aside
                self._right -= pushed
        placed = _Placed(atom, width, shift, fixed, gap, is_elastic, aside, pushed)
        self._append(placed, fixed + gap)

    def _append(self, placed: _Placed, gap: float) -> None:
        atom = placed.atom
        x = self._x + gap
        if atom.reading is not None:
            start = max(0.0, x - atom.half + placed.aside)
            free = start - max(0.0, self._right + atom.space)
            free -= self._bind(free)
            self._slack = max(0.0, min(free, self._aside + placed.aside))
            self._limit = max(0.0, self._right + atom.space) + atom.reading.width
            self._right = start + atom.reading.width
        self._x = x + placed.width
        self._placed.append(placed)
        self._last = atom
        if atom.is_mark and placed.width > self._half:
            self._lendable += _LENT * self._em
            self._lenders.append(len(self._placed) - 1)

    def _bind(self, free: float) -> float:
        """Let the marks before a reading lend only if it is *free* to move left by as much.

        Return how much they may lend.
        """
        lent = len(self._lenders) * _LENT * self._em
        if lent > free + _CLOSE:
            self._bound.update(dict.fromkeys(self._lenders, len(self._placed)))
            self._lendable -= lent
            lent = 0.0
        self._lenders = []
        return lent

    def _halve_last(self) -> None:
        last = self._placed[-1]
        saved = last.width - self._half
        if saved > 0:
            self._placed[-1] = last._replace(width=self._half)
            self._x -= saved
            if self._far and self._far[0] == len(self._placed):
                count, x, right, limit = self._far
                self._far = count, x - saved, right, limit
            self._lendable -= _LENT * self._em
            self._lenders.remove(len(self._placed) - 1)

    # --- ending ----------------------------------------------------------------------------

    def _note_end(self) -> None:
        """Note that the line may end here, and at what price."""
        count = len(self._placed)
        end, trimmed = self._end(count, self._x, self._right, self._limit)
        if self._first is None:
            self._first = _End(count, end)
        lent = max(0.0, end - self._room)
        if lent > self._lendable - trimmed * _LENT * self._em + _CLOSE:
            return
        if lent and self._is_tight():
            return
        # Bringing one more mark in is right where leaving it would tear the line more.
        if lent and self._best and self._best.slack <= lent:
            return
        self._best = _End(count, end, lent or max(0.0, self._room - end), lent)

    def _is_tight(self) -> bool:
        """Whether the last reading would touch the one before if it ended with the room."""
        return min(self._right, self._limit) > self._room + _CLOSE

    def _end(self, count: int, x: float, right: float, limit: float) -> tuple[float, bool]:
        """Return where a line of *count* atoms ends, and whether a mark is halved for it.

        The last atom ends at *x*, and its readings at *right*, but they may move left so far
        that they end at *limit*: the edge of the line.
        """
        last = self._placed[count - 1]
        if last.atom.kind is Kind.SPACE:
            x -= last.width + last.fixed + last.gap
        trimmed = False
        if last.atom.kind is Kind.CLOSING and not self._setting.cell:
            saved = last.width - self._half
            trimmed = saved > 0
            x -= max(0.0, saved)
        return max(x, limit) if right > x else x, trimmed

    def whole(self) -> Composed:
        """Return the line if all of the text is in it and fits."""
        if not self._placed:
            return Composed(Line(self._em), 0, None)
        count = len(self._placed)
        overhang = max(0.0, self._right - self._x)
        if self._x + overhang <= self._room:
            line = self._line(count)
            line.width = self._x + overhang
            return Composed(line, self._size(count), None)
        end, _ = self._end(count, self._x, self._right, self._limit)
        is_trailing = self._placed[-1].atom.kind is Kind.SPACE
        if end <= self._room:
            return Composed(self._cut(count - is_trailing, end), self._size(count), None)
        lent = end - self._room
        if (
            not is_trailing
            and not self._is_tight()
            and lent <= self._lendable - _LENT * self._em
            and (self._best is None or self._best.slack > lent)
        ):
            return Composed(self._cut(count, end, lent), self._size(count), None)
        return self.result()

    def result(self) -> Composed:
        """Return the line up to the best place at which it may end."""
        if self._best is not None:
            return self._at(self._best.length, self._best.x, self._best.lent)
        if self._far is not None:
            end, _ = self._end(*self._far)
            return self._at(self._far[0], end, 0.0)
        count = self._first.length if self._first else len(self._placed)
        return self._at(count, None, 0.0)

    def _at(self, count: int, end: float | None, lent: float) -> Composed:
        size = self._size(count)
        rest = size if self._is_cut or count < len(self._placed) else None
        while count > 1 and self._placed[count - 1].atom.kind is Kind.SPACE:
            count -= 1
        return Composed(self._cut(count, end, lent), self._size(count), rest)

    def _size(self, count: int) -> int:
        return sum(placed.atom.size for placed in self._placed[:count])

    def _cut(self, count: int, end: float | None, lent: float = 0.0) -> Line:
        line = self._line(count)
        if end is None:
            return line
        if not self._setting.cell:
            line.trim_end()
        if end > line.width + _CLOSE and line.groups:
            # The last reading has moved left to the edge: what it stands over follows, or
            # stands below its middle if it is the first in the line.
            first = line.groups[-1].first
            line.gaps[first] += (end - line.width) / (1 if first else 2)
            line.width = end
        if lent:
            bound = {index for index, end in self._bound.items() if end < len(line.clusters)}
            line.lend(lent, bound)
        return line

    def _line(self, count: int) -> Line:
        """Return a line of the first *count* atoms."""
        placed = self._placed[:count]
        kept = [each.atom for each in placed]
        columns = zip(*(each[1:6] for each in placed), strict=True)
        widths, shifts, fixed, gaps, is_elastic = map(list, columns)
        return Line(
            self._em,
            [atom.cluster for atom in kept],
            widths,
            shifts,
            fixed,
            gaps,
            is_elastic,
            _groups(placed),
            _stays(kept),
            sum(widths) + sum(fixed) + sum(gaps),
        )


def _groups(placed: Sequence[_Placed]) -> list[Group]:
    """Return the readings of a line, and how far each stands aside."""
    groups: list[Group] = []
    for index, each in enumerate(placed):
        reading, end = each.atom.reading, index + each.atom.group
        if reading is None or end > len(placed):
            continue
        if groups and each.pushed:
            groups[-1] = groups[-1]._replace(aside=groups[-1].aside - each.pushed)
        groups.append(Group(index, end - 1, reading, each.aside))
    return groups


def _stays(placed: Sequence[Atom]) -> list[Stay]:
    """Return the words of a line, or their parts."""
    words: list[Stay] = []
    for index, atom in enumerate(placed):
        if atom.stay is None:
            continue
        word, start, end = atom.stay
        last = words[-1] if words else None
        if last and last.word is word and last.end == start > 0 and last.last == index - 1:
            words[-1] = last._replace(last=index, end=end)
        else:
            words.append(Stay(word, index, index, start, end))
    return words
