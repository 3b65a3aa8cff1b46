"""Read the pages of a PDF as a typesetter looks at them: lines, edges, gaps.

By PDFium, which knows nothing of the program that wrote the file.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
from pypdfium2 import raw

from duben.verify import NO_TEXT, actual_text, mark_names

if TYPE_CHECKING:
    from collections.abc import Iterator

CLOSING = "，。、；：？！”’）》〉」』】〕"  # …… may begin a line (W3C clreq)
OPENING = "“‘（《〈「『【〔"
_CLOSE = 0.9  # points between the ink of two letters of one syllable, at most
HEAD, FOOT = 842 - 81, 79  # running heads and folios stand above and below, in points


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text that was written in one go: where it stands, in points."""

    page: int
    text: str
    left: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """Characters on one baseline of the text block, from left to right."""

    page: int
    baseline: float
    text: str
    left: float
    right: float


def lines(content: bytes) -> list[Line]:
    """Return the lines of Chinese, without readings, running heads and folios."""
    found: dict[tuple[int, int], list[tuple[float, float, str]]] = {}
    for page, character, x, right, y in _characters(content):
        if ord(character) > 0x2FFF or character in CLOSING + OPENING:
            found.setdefault((page, -round(y)), []).append((x, right, character))
    return [
        Line(page, -y, "".join(c for _, _, c in row), min(row)[0], max(r for _, r, _ in row))
        for (page, y), row in sorted((place, sorted(row)) for place, row in found.items())
    ]


def readings(content: bytes) -> list[Piece]:
    """Return the syllables over the text, by their ink: letters that stand close together."""
    found: list[Piece] = []
    for page, character, x, right, y in _characters(content):
        if not character.isalpha() or ord(character) > 0x2FF:
            continue
        last = found[-1] if found else None
        if last and (last.page, last.bottom) == (page, y) and abs(x - last.right) < _CLOSE:
            found[-1] = Piece(page, last.text + character, last.left, right, y)
        else:
            found.append(Piece(page, character, x, right, y))
    return found


def pieces(content: bytes) -> list[Piece]:
    """Return the text objects of the text block, in the order in which they are drawn."""
    found = []
    for number, item, text in _objects(content):
        left, bottom, right, _ = item.get_bounds()
        if FOOT < bottom < HEAD:
            found.append(Piece(number, text.strip(), left, right, bottom))
    return found


def marked_text(content: bytes) -> dict[tuple[int, int], str]:
    """Return each marked piece of the edition's text by its page and mark."""
    found: dict[tuple[int, int], str] = {}
    for number, item, text in _objects(content):
        if not NO_TEXT.isdisjoint(mark_names(item.raw)):
            continue
        place = number, raw.FPDFPageObj_GetMarkedContentID(item.raw)
        # Another font begins another object, but what is really said is said of the whole mark.
        found[place] = text if actual_text(item.raw) else found.get(place, "") + text
    return found


def _objects(content: bytes) -> Iterator[tuple[int, pypdfium2.PdfObject, str]]:
    for number, page in enumerate(pypdfium2.PdfDocument(content)):
        text_page = page.get_textpage()
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            size = raw.FPDFTextObj_GetText(item.raw, text_page.raw, None, 0)
            units = (ctypes.c_ushort * (size // 2))()
            raw.FPDFTextObj_GetText(item.raw, text_page.raw, units, size)
            said = actual_text(item.raw)
            yield number, item, said[1] if said else bytes(units).decode("utf-16-le").rstrip("\0")


def _characters(content: bytes) -> Iterator[tuple[int, str, float, float, float]]:
    """Yield page, character, left edge of its square, right edge of its ink, baseline."""
    document = pypdfium2.PdfDocument(content)
    for number, page in enumerate(document):
        text_page = page.get_textpage()
        for index in range(text_page.count_chars()):
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(text_page.raw, index, x, y)
            _, _, right, _ = text_page.get_charbox(index)
            character = chr(raw.FPDFText_GetUnicode(text_page.raw, index))
            if not character.isspace() and FOOT < y.value < HEAD:
                yield number, character, x.value, right, y.value
