"""The PDF writer: an edition in, one finished file out.

It decides only what is needed for a PDF at all; looks are in `templates/formats/pdf/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben import fonts
from duben.config import Printing
from duben.write.pdf import engine, glosses
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
        engine.load()
        fonts.require()
        html = page(edition, self.printing.glosses)
        names = list(STYLESHEETS)
        if self.printing.glosses == "margin" and f'class="{glosses.GLOSS}"' in html:
            names.append(glosses.MARGIN_SHEET)
        sheets = {f"formats/pdf/{name}": templates.read(f"formats/pdf/{name}") for name in names}
        return engine.set_pages(html, sheets, identifier=edition.identifier)
