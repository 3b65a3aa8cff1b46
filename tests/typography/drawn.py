"""A PDF → the characters that are drawn on its pages, where they stand, in rows.

Positions are PDFium's, which knows nothing of the program that wrote the file. It believes
an /ActualText and spreads its characters evenly over what was drawn: those are hidden from it
first. Running heads, folios and whatever else is an artifact is left out.
"""

from __future__ import annotations

import ctypes
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
from pypdfium2 import raw

from duben.han import han, is_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OPENING = "“‘（《〈「『【〔"
CLOSING = "，。、；：！？”’）》〉」』】〕"  # …… and —— may begin a line (W3C clreq)
_SQUARE = {*OPENING, *CLOSING} - {*"“”‘’"}  # the width of those depends on the font
SAME_BASELINE = 1.0  # points


@dataclass(frozen=True, slots=True)
class Glyph:
    """A drawn character: its square from `x` to `right` on the `baseline`, and its ink.

    All lengths are in points.
    """

    page: int
    text: str
    x: float
    right: float
    ink_left: float
    ink_right: float
    baseline: float
    size: float

    @property
    def is_chinese(self) -> bool:
        """Whether it is a character or mark of a line of Chinese, and no sign of zhuyin."""
        return is_han(self.text) or self.text in OPENING + CLOSING


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one baseline of a page.

    `glyphs` are from left to right, `drawn` the same in the order in which they are drawn.
    """

    page: int
    baseline: float
    glyphs: tuple[Glyph, ...]
    drawn: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """The characters from left to right."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def han(self) -> str:
        """The Chinese characters from left to right."""
        return han(self.text)

    @property
    def is_chinese(self) -> bool:
        """Whether it is a line of Chinese, and not one of readings."""
        return any(glyph.is_chinese for glyph in self.glyphs)


def rows(content: bytes) -> tuple[Row, ...]:
    """Return the rows of all pages, from top to bottom."""
    found = []
    glyphs = list(enumerate(_glyphs(as_drawn(content))))
    glyphs.sort(key=lambda item: (item[1].page, -item[1].baseline))
    for row in _on_one_baseline(glyphs):
        drawn = tuple(glyph for _, glyph in sorted(row, key=lambda item: item[0]))
        across = tuple(sorted(drawn, key=lambda glyph: glyph.x))
        found.append(Row(drawn[0].page, drawn[0].baseline, across, drawn))
    return tuple(found)


def as_drawn(content: bytes) -> bytes:
    """Return the PDF with each /ActualText of its pages under a name that nobody looks for."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        for page in document.pages:
            page.contents_coalesce()
            stream = page.Contents.read_bytes()
            if b"/ActualText" in stream:
                page.Contents.write(stream.replace(b"/ActualText", b"/NotForUs"))
        document.save(out)
    return out.getvalue()


def text_as_read(content: bytes) -> str:
    """Return the text that PDFium extracts, /ActualText included, without spaces."""
    return "".join(character for *_, character in _characters(content))


def _on_one_baseline(glyphs: Iterable[tuple[int, Glyph]]) -> Iterator[list[tuple[int, Glyph]]]:
    row: list[tuple[int, Glyph]] = []
    for item in glyphs:
        if row:
            first = row[0][1]
            if item[1].page != first.page or first.baseline - item[1].baseline > SAME_BASELINE:
                yield row
                row = []
        row.append(item)
    if row:
        yield row


def _glyphs(content: bytes) -> Iterator[Glyph]:
    for number, text, index, character in _characters(content):
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
        left, _, right, _ = text.get_charbox(index)
        size = raw.FPDFText_GetFontSize(text.raw, index) * _scale(text, index)
        is_square = is_han(character) or character in _SQUARE
        # The loose box is as wide as the ink of 黄 where that leaves its square.
        end = x.value + size if is_square else text.get_charbox(index, loose=True)[2]
        yield Glyph(number, character, x.value, end, left, right, y.value, size)


def _characters(content: bytes) -> Iterator[tuple[int, pypdfium2.PdfTextPage, int, str]]:
    """Yield page, its text, index and character, without spaces and artifacts."""
    for number, page in enumerate(pypdfium2.PdfDocument(content)):
        text = page.get_textpage()
        artifacts: dict[int, bool] = {}
        for index in range(text.count_chars()):
            character = chr(raw.FPDFText_GetUnicode(text.raw, index))
            if not character.isspace() and not _is_artifact(text, index, artifacts):
                yield number, text, index, character


def _scale(text: pypdfium2.PdfTextPage, index: int) -> float:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text.raw, index, matrix)
    return abs(matrix.d)


def _is_artifact(text: pypdfium2.PdfTextPage, index: int, known: dict[int, bool]) -> bool:
    item = raw.FPDFText_GetTextObject(text.raw, index)
    if not item:
        return False
    address = ctypes.addressof(item.contents)
    if address not in known:
        marks = (raw.FPDFPageObj_GetMark(item, n) for n in range(raw.FPDFPageObj_CountMarks(item)))
        known[address] = any(_name(mark) == "Artifact" for mark in marks)
    return known[address]


def _name(mark: raw.FPDF_PAGEOBJECTMARK) -> str:
    units, length = (ctypes.c_ushort * 64)(), ctypes.c_ulong()
    raw.FPDFPageObjMark_GetName(mark, units, ctypes.sizeof(units), length)
    return bytes(units)[: length.value].decode("utf-16-le").rstrip("\0")
