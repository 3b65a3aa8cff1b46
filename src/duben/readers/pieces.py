"""Text, breaks and HTML tags in reading order → pieces of running text, parted by breaks.

Ruby becomes an annotation of its characters; other tags leave their text. Whether a soft
break parts two paragraphs or only two lines is not decided here.
"""

from __future__ import annotations

from dataclasses import dataclass

from duben.readers.annotation import annotated, plain

DROPPED_ELEMENTS = frozenset(("script", "style", "template", "title"))
_BLOCK_NAMES = (
    "address article aside blockquote body br center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav "
    "ol optgroup option p pre search section summary table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SPACES = " \t\r\f\v\u3000\u00a0\u2002\u2003"  # an indent of 　　 or &emsp; is not text
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class Piece:
    """Text up to the next break, and its line, counted as the caller counts.

    `hard` tells that the break before it is one that the author made: two spaces, a `<br>`,
    a `<p>`. `level` is that of a heading, 0 for other text.
    """

    text: str
    line: int
    hard: bool = False
    level: int = 0


class Pieces:
    """Takes text, breaks and tags one after the other, and makes pieces of them.

    `line` is the line of what comes next, `removed` the inside of scripts, which is left
    out, `brackets` that of `<rp>`.
    """

    def __init__(self, line: int = 0) -> None:
        """Begin at *line*."""
        self.line = line
        self.removed: list[str] = []
        self.brackets: list[str] = []
        self._pieces: list[Piece] = []
        self._text: list[str] = []
        self._start = line
        self._hard = False
        self._level = 0
        self._ruby: _Ruby | None = None
        self._dropped: list[str] | None = None
        self._preformatted = 0

    def text(self, text: str) -> None:
        """Add running text."""
        if self._dropped is not None:
            self._dropped.append(text)
        elif self._ruby:
            self._ruby.text(text)
        elif text:
            if not self._text:
                self._start = self.line
            self._text.append(text)

    def lines(self, text: str) -> None:
        """Add text with line feeds, each a soft break, or hard inside `<pre>`."""
        for index, row in enumerate(text.split("\n")):
            if index:
                self.line += 1
                self.line_break(hard=bool(self._preformatted))
            self.text(row)

    def line_break(self, *, hard: bool) -> None:
        """End a piece. Inside ruby or a script a line break is nothing."""
        if self._ruby is None and self._dropped is None:
            self._end_piece()
            self._hard |= hard

    def tag(self, name: str, *, closing: bool = False) -> None:
        """Take note of a tag: <ruby>, </p>, <br>."""
        name = name.lower()
        if name in DROPPED_ELEMENTS:
            self._drop(closing=closing)
        elif self._dropped is not None:
            return
        elif name == "ruby":
            self._end_ruby()
            if not closing:
                self._ruby = _Ruby()
        elif self._ruby and name in _Ruby.TAGS:
            self._ruby.tag(name, closing=closing)
        elif name in _BLOCKS:
            self._end_ruby()
            self.line_break(hard=True)
            if name in _HEADINGS:
                self._level = 0 if closing else _HEADINGS[name]
            if name == "pre":
                self._preformatted += -1 if closing else 1

    def finish(self) -> list[Piece]:
        """Return the pieces that have text."""
        if self._dropped is not None:
            self._drop(closing=True)
        self._end_ruby()
        self._end_piece()
        return self._pieces

    def _end_piece(self) -> None:
        text = "".join(self._text).strip(_SPACES)
        self._text = []
        if text:
            self._pieces.append(Piece(text, self._start, self._hard, self._level))
            self._hard = False

    def _end_ruby(self) -> None:
        if self._ruby:
            ruby, self._ruby = self._ruby, None
            self.brackets += ruby.brackets
            self.text(ruby.finish())

    def _drop(self, *, closing: bool) -> None:
        if not closing and self._dropped is None:
            self._end_ruby()
            self._dropped = []
        elif closing and self._dropped is not None:
            self.removed.append("".join(self._dropped))
            self._dropped = None


class _Ruby:
    """One `<ruby>` in any of its forms (HTML standard 4.5.10, and `<rb>`, `<rtc>` of W3C)."""

    TAGS = frozenset(("rb", "rt", "rp", "rtc"))

    def __init__(self) -> None:
        self.brackets: list[str] = []
        self._bases: list[str] = []
        self._readings: list[str] = []
        self._done: list[str] = []
        self._into = "rb"
        self._new = True  # the next base stands on its own

    def tag(self, name: str, *, closing: bool) -> None:
        """<rb>人</rb><rt>rén</rt>: end tags may be left out."""
        self._into = "rb" if closing and name != "rtc" else name
        if name == "rb":
            self._new = True
        if name == "rt" and not closing:
            self._readings.append("")
        if name == "rtc":
            self._into = "rb" if closing else "rp"

    def text(self, text: str) -> None:
        if self._into == "rt" and self._readings:
            self._readings[-1] += text
        elif self._into == "rp":
            self.brackets.append(text)
        elif text.strip():
            self._base(text)

    def finish(self) -> str:
        """Return the bases with their readings."""
        self._end_segment()
        return "".join(self._done)

    def _base(self, text: str) -> None:
        if self._readings:
            self._end_segment()
        if self._new or not self._bases:
            self._bases.append("")
        self._new = False
        self._bases[-1] += text

    def _end_segment(self) -> None:
        bases, readings = map(plain, self._bases), map(plain, self._readings)
        if len(self._bases) == len(self._readings):
            pairs = list(zip(bases, readings, strict=True))
        else:
            pairs = [("".join(bases), " ".join(readings))]
        self._done += (annotated(base, reading) or reading for base, reading in pairs)
        self._bases, self._readings, self._new = [], [], True
