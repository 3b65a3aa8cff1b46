"""The bytes of a Word file (DOCX) → its lines, each with what Word says that it is.

All text of the document comes in: under phonetic guides, in insertions, controls, text
boxes and notes, and the numbers that Word counts by itself. How it looks is not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.han import han
from duben.readers.base import Contents
from duben.readers.docx import census, remarks
from duben.readers.docx.lines import Lines
from duben.readers.docx.names import W, child, value
from duben.readers.docx.notes import Notes
from duben.readers.docx.numbering import Numbering
from duben.readers.docx.package import Package
from duben.readers.docx.styles import Styles
from duben.readers.docx.walk import Walk, cell_of

if TYPE_CHECKING:
    from duben.readers.base import Request

__all__ = ["read"]

_SURROUNDINGS = ("header", "footer", "comments", "glossaryDocument")


def read(content: bytes, request: Request) -> Contents:
    """Read the document in *content*; a line is a paragraph, a cell or a note.

    What it says follows ECMA-376 (ISO/IEC 29500), transitional and strict. Deleted text
    is no part of `original`. Raises `SourceError` for what is no Word file, is locked or
    damaged, or is made to do harm.
    """
    package = Package(content, request)
    footnotes, endnotes = package.related("footnotes"), package.related("endnotes")
    styles = Styles(next(iter(package.related("styles")), None))
    numbering = Numbering(next(iter(package.related("numbering")), None), styles)
    settings = (*package.related("settings"), package.main)
    forms = (node for part in settings for node in part.iter(f"{W}footnotePr"))
    form = next(filter(None, (value(node, "numFmt") for node in forms)), "")
    notes = Notes(footnotes, endnotes, form)
    lines = Lines()
    body = child(package.main, "body")
    lines.add(
        Walk(styles, numbering, notes, request.where).blocks(package.main if body is None else body)
    )
    of_notes = Walk(styles, numbering, None, request.where)
    texts = [(note.label, cell_of(of_notes.blocks(note.node))) for note in notes.marked]
    lines.add_notes(texts)
    around = "".join(
        census.text_of(part) for kind in _SURROUNDINGS for part in package.related(kind)
    )
    counted = [census.text_of(part) for part in (package.main, *footnotes, *endnotes)]
    empty = [label for label, note in texts if not note.text]
    notices = (
        *remarks.of_document(lines.aparts, lines.labels),
        *remarks.of_notes([*notes.missing, *empty], "".join(map(census.text_of, notes.unmarked))),
        *remarks.of_surroundings(around),
        *lines.notices,
    )
    return Contents(
        tuple(lines.lines),
        han("".join(counted) + around),
        notices,
        front_matter=package.front_matter(),
        unit="paragraph",
    )
