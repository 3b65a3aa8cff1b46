"""The PDF writer: an edition in, one finished file out.

It decides only what is needed for a PDF at all; looks are in `templates/formats/pdf/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben import fonts
from duben.config import Printing
from duben.write.pdf import engine
from duben.write.pdf.page import page

if TYPE_CHECKING:
    from duben.render import Edition, Templates

STYLESHEETS = ("page.css", "text.css", "blocks.css", "readings.css", "tones.css", "study.css")
"""Stylesheets in `formats/pdf/`; a later one wins over an earlier one."""


class PdfWriter:
    """Writes A4 pages: tagged (PDF/UA-1), with an outline, all fonts embedded."""

    suffix = ".pdf"

    def __init__(self, printing: Printing | None = None) -> None:
        """Write as *printing* says: by default one-sided A4 in type of normal size."""
        self.printing = printing or Printing()

    def write(self, edition: Edition, templates: Templates) -> bytes:
        """Return the finished file. The same edition gives the same bytes.

        Raises `TemplateError` for a broken stylesheet or an unknown element and
        `MissingPartError` where Pango, a font or a single glyph is missing.
        """
        return self.typeset(edition, templates).content

    def typeset(self, edition: Edition, templates: Templates) -> fonts.Typeset:
        """Return the finished file as `write` does, with the fonts that are in it."""
        engine.load()
        with fonts.besides(*self.printing.font_folders, *templates.font_folders()):
            fonts.require()
            names = [f"formats/pdf/{name}" for name in STYLESHEETS]
            sheets = {name: templates.read(name) for name in names}
            return engine.set_pages(
                page(edition),
                sheets,
                identifier=edition.identifier,
                publication=edition.publication,
            )
