"""Composed lines written into a page's content stream: characters, then their readings.

Lines with their places in, PDF operators out. Every word with a reading is a piece of marked
content of its own, and so is its reading; the characters of a line stand together, before
all readings, so that whoever copies the line gets it whole (ISO 32000-1, 14.6, 14.8.5.3).
Of a long text the operators are most of the file: they are as short as can be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from duben.write.pdf import amendments
from duben.write.pdf.typesetting.characters import Kind, Token
from duben.write.pdf.typesetting.line import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from duben.write.pdf.typesetting.faces import Cluster, Face
    from duben.write.pdf.typesetting.line import Line, Place, Stay

_TORN = 0.09
"""A gap, in em, from which on programs take what is beside it for two words."""

_NEAR = 4
"""How far, in thousandths of an em, a character may be from its place: it cannot be seen."""

_STEP = 20
"""Readings stand at multiples of this, in thousandths of their size: a tenth of a point."""

_SPACE = Token(" ", Kind.SPACE)
_RAISED = b")]TJ\n%g Ts\n[("  # a mark that a font puts higher, such as the stroke of m̄
_ESCAPED = re.compile(rb"[\\()\r]")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule below words of one kind: lengths of dash and gap, thickness, depth, in pixels."""

    colour: Any
    dash: float
    gap: float
    thickness: float
    depth: float


@dataclass(frozen=True, slots=True)
class Ink:
    """How readings are drawn: their face, how high above the baseline, their colours.

    `kinds` are the colours of readings of certain words, and `rules` stand below these words.
    """

    face: Face
    rise: float
    colour: Any
    tones: dict[str, Any]
    kinds: dict[str, Any]
    rules: dict[str, Rule]


class _Shown(NamedTuple):
    """Glyphs of one font, ready to be written."""

    font: Any
    size: float
    code: bytes
    advance: float
    glyphs: int


@dataclass(slots=True)
class Painter:
    """Paints the lines of one document; `missing` is told of characters without a glyph."""

    missing: Callable[[int], None]
    _fonts: dict[int, tuple[Any, float]] = field(default_factory=dict)
    known: dict[Cluster, tuple[_Shown, ...]] = field(default_factory=dict)
    _coloured: set[Cluster] = field(default_factory=set)

    def pictures(self, line: Line) -> list[tuple[str, float]]:
        """Return what stands in a painted *line* as images, 😀, and how far from its start."""
        if self._coloured.isdisjoint(line.clusters):
            return []
        origins, _ = line.places()
        placed = zip(line.clusters, origins, strict=True)
        return [(cluster.token.text, x) for cluster, x in placed if cluster in self._coloured]

    def paint(
        self, stream: Any, line: Line, text: str, ink: Ink | None, at: tuple[float, float]
    ) -> list[Mark]:
        """Write *line*, which reads *text* and begins at the point *at*; return its marks."""
        origins, readings = line.places()
        tokens = stream.stream
        row = _Row(self, stream, at, line.tracking())
        marks = []
        for mark, first, end in _marks(stream, line, readings if ink else ()):
            said = text if end - first == len(line.clusters) else ""
            tokens.append(_opened(b"Span", mark.number, _said(line, first, end, said)))
            row.show(line.clusters[first:end], origins[first:end])
            row.lift()
            tokens.append(b"EMC")
            marks.append(mark)
        row.end()
        if ink is not None:
            if readings:
                self._paint_readings(stream, marks, readings, ink, at)
            _paint_rules(stream, line, origins, ink, at)
        return marks

    def _paint_readings(
        self,
        stream: Any,
        marks: Sequence[Mark],
        readings: Sequence[Place],
        ink: Ink,
        at: tuple[float, float],
    ) -> None:
        row = _Row(self, stream, (at[0], at[1] - ink.rise), 0.0, _STEP)
        space = ink.face.cluster(_SPACE)
        pending = list(reversed(readings))
        for mark in marks:
            if mark.stay is None or mark.reading is None:
                continue
            stream.stream.append(_opened(b"RT", mark.reading))
            colour = ink.kinds.get(mark.stay.word.kind, ink.colour)
            while pending and pending[-1].group.first <= mark.stay.last:
                start, group = pending.pop()
                for cluster, tone in group.reading.stretches:
                    row.dye(ink.tones.get(tone, colour))
                    row.show((cluster,), (start,))
                    start += cluster.width
                if pending:
                    row.follow(space)
            row.lift()
            stream.stream.append(b"EMC")

    def show(self, stream: Any, cluster: Cluster) -> tuple[_Shown, ...]:
        """Make *cluster* ready to be written, its glyphs known to the document's fonts."""
        found = self.known[cluster] = tuple(self._make_shown(stream, run) for run in cluster.runs)
        if any(amendments.is_coloured(shown.font) for shown in found):
            self._coloured.add(cluster)
        return found

    def _make_shown(self, stream: Any, run: Any) -> _Shown:
        if run.address not in self._fonts:
            self._fonts[run.address] = stream.add_font(run.font)
        font, size = self._fonts[run.address]
        if font.png:
            size = run.size
        code = bytearray()
        advance = rise = 0.0
        for glyph in run.glyphs:
            number = glyph.number
            if glyph.rise != rise:
                rise = glyph.rise
                code += _RAISED % -rise
            if glyph.missing:
                self.missing(glyph.missing)
                number = font.get_unused_glyph_id(glyph.missing)
                font.widths[number] = round(glyph.width * 1000 / size)
            if number not in font.widths:
                font.widths[number] = amendments.advance(stream, run.font, number, size)
            font.to_unicode.setdefault(number, glyph.text)
            before = round(glyph.offset * 1000 / size)
            if before:
                code += b")%d(" % -before
            code += _escaped(number.to_bytes(2, "big"))
            kern = font.widths[number] + before - round(glyph.width * 1000 / size)
            if kern:
                code += b")%d(" % kern
            advance += (font.widths[number] + before - kern) * size / 1000
        if rise:
            code += _RAISED % 0
        return _Shown(font, size, bytes(code), advance, len(run.glyphs))


class _Row:
    """Writes clusters, from left to right, into text operators.

    Most gaps are as wide as *tracking*, which is stated once (the operator Tc); others are
    kerns, in multiples of *step* thousandths of the font's size.
    """

    def __init__(
        self,
        painter: Painter,
        stream: Any,
        place: tuple[float, float],
        tracking: float,
        step: int = 1,
    ) -> None:
        self._painter, self._stream = painter, stream
        self._place, self._step = place, step
        self._near = max(_NEAR, step / 2)
        self._tracking = round(tracking, 3)
        self._stated = 0.0
        self._at = 0.0
        self._code: list[bytes] = []
        self._font: Any = None
        self._size = 1.0
        self._colour: Any = None

    def show(self, clusters: Sequence[Cluster], origins: Sequence[float]) -> None:
        """Show clusters, each at its origin."""
        code, known = self._code, self._painter.known
        for cluster, origin in zip(clusters, origins, strict=True):
            x = origin
            for shown in known.get(cluster) or self._painter.show(self._stream, cluster):
                if shown.font is not self._font or shown.size != self._size:
                    self._change(shown)
                tracking = self._tracking if shown.glyphs == 1 else 0.0
                if tracking != self._stated:
                    self._state(tracking)
                away = (self._at - x) * 1000 / self._size
                if not -self._near <= away <= self._near:
                    kern = round(away / self._step) * self._step
                    code.append(b")%d(" % kern)
                    self._at -= kern * self._size / 1000
                code.append(shown.code)
                self._at += shown.advance + tracking
                x += shown.advance

    def follow(self, cluster: Cluster) -> None:
        """Show *cluster* right behind what was shown last."""
        self.show((cluster,), (self._at,))

    def dye(self, colour: Any) -> None:
        """Show what follows in *colour*."""
        if colour is not self._colour:
            self.lift()
            self._stream.set_color(colour)
            self._colour = colour

    def lift(self) -> None:
        """Write what was shown."""
        if self._code:
            self._stream.stream.append(b"[(%s)]TJ" % b"".join(self._code))
            self._code.clear()

    def end(self) -> None:
        """Write what was shown, and leave no tracking behind."""
        self.lift()
        if self._stated:
            self._state(0.0)

    def _state(self, tracking: float) -> None:
        self.lift()
        self._stream.stream.append(b"%g Tc" % tracking)
        self._stated = tracking

    def _change(self, shown: _Shown) -> None:
        self.lift()
        if self._font is None:
            self._stream.set_text_matrix(1, 0, 0, -1, *self._place)
        self._font, self._size = shown.font, shown.size
        self._stream.set_font_size(shown.font.hash, shown.size)


def _marks(stream: Any, line: Line, readings: Sequence[Place]) -> Iterator[tuple[Mark, int, int]]:
    """Yield the pieces of a line with their first cluster and the one behind their last."""
    read = {place.group.first for place in readings}
    begin = 0
    for stay in line.words:
        if begin < stay.first:
            yield Mark(amendments.new_mark(stream)), begin, stay.first
        begin = stay.last + 1
        if read.isdisjoint(range(stay.first, begin)):
            yield Mark(amendments.new_mark(stream), stay), stay.first, begin
        else:
            base, reading = amendments.new_marks(stream)
            yield Mark(base, stay, reading), stay.first, begin
    if begin < len(line.clusters):
        yield Mark(amendments.new_mark(stream)), begin, len(line.clusters)


def _paint_rules(
    stream: Any, line: Line, origins: Sequence[float], ink: Ink, at: tuple[float, float]
) -> None:
    """Draw the rules below words of certain kinds: artifacts, outside of the text object."""
    ruled: dict[str, list[Stay]] = {}
    for stay in line.words:
        if stay.word.kind in ink.rules:
            ruled.setdefault(stay.word.kind, []).append(stay)
    if not ruled:
        return
    stream.end_text()
    with stream.artifact(), stream.stacked():
        for kind, stays in ruled.items():
            rule = ink.rules[kind]
            stream.set_color(rule.colour, stroke=True)
            stream.set_line_width(rule.thickness)
            stream.set_dash([rule.dash, rule.gap], 0)
            stream.set_line_cap(int(rule.dash < rule.thickness))  # a round one makes dots
            for stay in stays:
                right = origins[stay.last] + line.clusters[stay.last].width
                stream.move_to(at[0] + origins[stay.first], at[1] + rule.depth)
                stream.line_to(at[0] + right, at[1] + rule.depth)
            stream.stroke()
    stream.begin_text()


def _opened(tag: bytes, number: int, said: str = "") -> bytes:
    """Begin a piece of marked content, whose text is *said* if no program is to guess it.

    poppler looks for what is said only where the tag is Span.
    """
    if not said:
        return b"/%s<</MCID %d>>BDC" % (tag, number)
    text = _escaped(b"\xfe\xff" + said.encode("utf-16-be"))
    return b"/%s<</MCID %d/ActualText(%s)>>BDC" % (tag, number, text)


def _escaped(content: bytes) -> bytes:
    """Return *content* as the inside of a literal string (ISO 32000-1, 7.3.4.2)."""
    return _ESCAPED.sub(lambda found: rb"\r" if found[0] == b"\r" else b"\\" + found[0], content)


def _said(line: Line, first: int, end: int, text: str = "") -> str:
    """Return what clusters read if gaps between them would be taken for spaces, else ""."""
    torn = _TORN * line.em
    if any(line.fixed[at] + line.gaps[at] > torn for at in range(first + 1, end)):
        return text or "".join(cluster.token.text for cluster in line.clusters[first:end])
    return ""
