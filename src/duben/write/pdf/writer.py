"""The PDF writer: an edition in, one finished file out.

It decides only what is needed for a PDF at all; looks are in `templates/formats/pdf/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from duben import fonts
from duben.config import Printing
from duben.write.pdf import amendments, contents, engine, glosses, line_numbers, margin_glosses
from duben.write.pdf.page import page
from duben.write.pdf.sheets import sheet

if TYPE_CHECKING:
    from duben.render import Edition, Templates

STYLESHEETS = (
    "page.css",
    "text.css",
    "blocks.css",
    "readings.css",
    "tones.css",
    "study.css",
    "contents.css",
)
"""Stylesheets in `formats/pdf/`; a later one wins over an earlier one, those of options
(`sheets.py`) over these."""


class PdfWriter:
    """Writes pages as `Printing` says: tagged, with an outline, all fonts embedded."""

    suffix = ".pdf"

    def __init__(self, printing: Printing | None = None, *, boxes: bool = False) -> None:
        """Write as *printing* says: by default one-sided A4 in type of normal size.

        With *boxes* readings are small boxes in the line: slow and plain, but independent
        of WeasyPrint's private names. That way is taken by itself where one is missing.
        """
        self.boxes = boxes
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
        painted = not self.boxes and not amendments.missing()
        chosen = sheet(self.printing)
        way = "painted.css" if painted else "boxes.css"
        names = [f"formats/pdf/{name}" for name in (*STYLESHEETS, way, *chosen.stylesheets)]
        folders = (*self.printing.font_folders, *templates.font_folders())
        with engine.collector_paused(), fonts.besides(*folders):
            fonts.require()
            html, readings = page(edition, self.printing, templates, painted=painted)
            if self.printing.glosses == "margin" and glosses.are_in(html):
                sheets = glosses.MARGIN_SHEETS[self.printing.sides]
                names += (f"formats/pdf/{name}" for name in sheets)
            return engine.set_pages(
                html,
                {name: templates.read(name) for name in names},
                identifier=edition.identifier,
                readings=readings,
                publication=edition.publication,
                variant=self.printing.variant,
                zoom=chosen.zoom,
                amend=self._amend,
            )

    def _amend(self, document: Any) -> None:
        """Change what was laid out where a stylesheet cannot."""
        contents.join_links(document)
        if self.printing.line_numbers:
            line_numbers.number(document)
        if self.printing.glosses == "margin":
            margin_glosses.place(document)
