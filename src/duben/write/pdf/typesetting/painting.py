"""Composed lines written into a page's content stream: characters, then their readings.

Lines with their places in, PDF operators out. Every word with a reading is a piece of marked
content of its own, and so is its reading; the characters of a line stand together, before
all readings, so that whoever copies the line gets it whole (ISO 32000-1, 14.6, 14.8.5.3).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from duben.write.pdf import amendments
from duben.write.pdf.typesetting.characters import Kind, Token
from duben.write.pdf.typesetting.line import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from duben.write.pdf.typesetting.faces import Cluster, Face
    from duben.write.pdf.typesetting.line import Group, Line, Reading

_TORN = 0.09
"""A gap, in em, from which on programs take what is beside it for two words."""

_SPACE = Token(" ", Kind.SPACE)


@dataclass(frozen=True, slots=True)
class Ink:
    """How readings are drawn: their face, how high above the baseline, their colours."""

    face: Face
    rise: float
    colour: Any
    tones: dict[str, Any]


class _Shown(NamedTuple):
    """Glyphs of one font, ready to be written."""

    font: Any
    size: float
    code: str
    advance: float


@dataclass(slots=True)
class Painter:
    """Paints the lines of one document; `missing` is told of characters without a glyph."""

    missing: Callable[[int], None]
    _fonts: dict[int, tuple[Any, float]] = field(default_factory=dict)
    _shown: dict[int, tuple[_Shown, ...]] = field(default_factory=dict)
    _kept: list[Cluster] = field(default_factory=list)

    def paint(
        self, stream: Any, line: Line, text: str, ink: Ink | None, at: tuple[float, float]
    ) -> list[Mark]:
        """Write *line*, which reads *text* and begins at the point *at*; return its marks."""
        origins, readings = line.places()
        marks = self._paint_base(stream, line, text, origins, at)
        if ink is None or not readings:
            return marks
        return self._paint_readings(stream, marks, readings, ink, at)

    def _paint_base(
        self, stream: Any, line: Line, text: str, origins: Sequence[float], at: tuple[float, float]
    ) -> list[Mark]:
        marks: list[Mark] = []
        pen = _Pen(self, stream, at)
        begin = 0
        for stay in (*line.words, None):
            first = len(line.clusters) if stay is None else stay.first
            if begin < first:
                said = text if first - begin == len(line.clusters) else ""
                marks.append(Mark(_open(stream, "Span", _said(line, begin, first, said))))
                pen.show(line.clusters[begin:first], origins[begin:first])
                stream.stream.append(b"EMC")
            if stay is not None:
                begin = stay.last + 1
                marks.append(Mark(_open(stream, "Span", _said(line, first, begin)), stay))
                pen.show(line.clusters[first:begin], origins[first:begin])
                stream.stream.append(b"EMC")
        return marks

    def _paint_readings(
        self,
        stream: Any,
        marks: list[Mark],
        readings: Sequence[tuple[float, Reading, Group]],
        ink: Ink,
        at: tuple[float, float],
    ) -> list[Mark]:
        pen = _Pen(self, stream, (at[0], at[1] - ink.rise))
        space = ink.face.cluster(_SPACE)
        pending = list(reversed(readings))
        last = readings[-1]
        done = []
        for mark in marks:
            if mark.stay is None or not pending or pending[-1][2].first > mark.stay.last:
                done.append(mark)
                continue
            number = _open(stream, "RT")
            while pending and pending[-1][2].first <= mark.stay.last:
                place = pending.pop()
                start, reading, _ = place
                for cluster, tone in reading.stretches:
                    pen.dye(ink.tones.get(tone, ink.colour))
                    pen.show((cluster,), (start,))
                    start += cluster.width
                if place is not last:
                    pen.show((space,), (start,))
            pen.lift()
            stream.stream.append(b"EMC")
            done.append(mark._replace(reading=number))
        return done

    def shown(self, stream: Any, cluster: Cluster) -> tuple[_Shown, ...]:
        """Return *cluster* ready to be written, its glyphs known to the document's fonts."""
        found = self._shown.get(id(cluster))
        if found is None:
            self._kept.append(cluster)
            found = self._shown[id(cluster)] = tuple(
                self._make_shown(stream, run) for run in cluster.runs
            )
        return found

    def _make_shown(self, stream: Any, run: Any) -> _Shown:
        if run.address not in self._fonts:
            self._fonts[run.address] = stream.add_font(run.font)
        font, size = self._fonts[run.address]
        code = "<"
        advance = 0.0
        for glyph in run.glyphs:
            number = glyph.number
            if glyph.missing:
                self.missing(glyph.missing)
                number = font.get_unused_glyph_id(glyph.missing)
                font.widths[number] = round(glyph.width * 1000 / size)
            if number not in font.widths:
                font.widths[number] = amendments.advance(stream, run.font, number, size)
            font.to_unicode.setdefault(number, glyph.text)
            before = round(glyph.offset * 1000 / size)
            if before:
                code += f">{-before}<"
            code += f"{number:04x}"
            kern = font.widths[number] + before - round(glyph.width * 1000 / size)
            if kern:
                code += f">{kern}<"
            advance += (font.widths[number] + before - kern) * size / 1000
        return _Shown(font, size, code.replace("<>", "") + ">", advance)


class _Pen:
    """Writes clusters of one row into text operators."""

    def __init__(self, painter: Painter, stream: Any, place: tuple[float, float]) -> None:
        self._painter, self._stream = painter, stream
        self._place = place
        self._at = 0.0
        self._code: list[str] = []
        self._font: Any = None
        self._size = 0.0
        self._colour: Any = None

    def show(self, clusters: Sequence[Cluster], origins: Sequence[float]) -> None:
        """Show clusters, each at its origin, all of them in one piece of marked content."""
        for cluster, origin in zip(clusters, origins, strict=True):
            x = origin
            for shown in self._painter.shown(self._stream, cluster):
                if shown.font is not self._font:
                    self._change(shown)
                kern = round((self._at - x) * 1000 / self._size)
                if kern:
                    self._code.append(str(kern))
                    self._at -= kern * self._size / 1000
                self._code.append(shown.code)
                self._at += shown.advance
                x += shown.advance
        if self._colour is None:
            self.lift()

    def dye(self, colour: Any) -> None:
        """Show what follows in *colour*."""
        if colour is not self._colour:
            self.lift()
            self._stream.set_color(colour)
            self._colour = colour

    def lift(self) -> None:
        """Write what was shown."""
        if self._code:
            self._stream.stream.append(
                ("[" + "".join(self._code).replace("><", "") + "] TJ").encode()
            )
            self._code = []

    def _change(self, shown: _Shown) -> None:
        self.lift()
        if self._font is None:
            self._stream.set_text_matrix(1, 0, 0, -1, *self._place)
        self._font, self._size = shown.font, shown.size
        self._stream.set_font_size(shown.font.hash, shown.size)


def _open(stream: Any, tag: str, said: str = "") -> int:
    """Begin a piece of marked content, whose text is *said* if no program is to guess it.

    poppler looks for what is said only where the tag is Span.
    """
    number = amendments.new_mark(stream)
    actual = f"/ActualText<feff{said.encode('utf-16-be').hex()}>" if said else ""
    stream.stream.append(f"/{tag}<</MCID {number}{actual}>>BDC".encode())
    return number


def _said(line: Line, first: int, end: int, text: str = "") -> str:
    """Return what clusters read if gaps between them would be taken for spaces, else ""."""
    torn = _TORN * line.em
    if any(line.fixed[at] + line.gaps[at] > torn for at in range(first + 1, end)):
        return text or "".join(cluster.token.text for cluster in line.clusters[first:end])
    return ""
