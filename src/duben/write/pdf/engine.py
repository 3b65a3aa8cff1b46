"""WeasyPrint, with the gates shut and every complaint heard.

HTML text and stylesheets in, PDF bytes out. Nothing is fetched from the network or from
disk. A character that no font has and a stylesheet that WeasyPrint does not understand
are errors: it would print an empty box, or drop the rule.
"""

from __future__ import annotations

import gc
import logging
import re
import threading
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings, simplefilter

from duben import fonts
from duben.errors import TemplateError
from duben.fonts import load
from duben.write.pdf import families
from duben.write.pdf.amendments import amended
from duben.write.pdf.typesetting.typesetter import Typesetter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from duben.model import Publication
    from duben.write.pdf.typesetting.readings import Readings

__all__ = ["collector_paused", "load", "set_pages"]

_NOT_DRAWN = ".notdef glyph"
_PLACE = re.compile(r" at (\d+):\d+")  # line and column in the stylesheet


def set_pages(  # noqa: PLR0913 (all of them by name, but the first two)
    html: str,
    stylesheets: Mapping[str, str],
    *,
    identifier: str,
    readings: Readings | None = None,
    publication: Publication | None = None,
    variant: str = "pdf/ua-1",
    zoom: float = 1,
    amend: Callable[[Any], None] = lambda _: None,
) -> fonts.Typeset:
    """Set *html* with *stylesheets* (name → text) and return a tagged PDF, and its fonts.

    With *readings*, which its text is marked with, Chinese is set and readings are painted
    by `typesetting`; without, all is left to WeasyPrint. *identifier* becomes the first half
    of the file's /ID, *publication* knows the lines of characters that no font has. *variant*
    is the standard that the file claims. The pages are printed *zoom* times as large as they
    were set; *amend* may change them once they are laid out. Raises `MissingPartError` where
    Pango, a font or a glyph is missing, `TemplateError` where a stylesheet is not understood.
    """
    weasyprint = load()
    named = families.require(stylesheets)
    if missing := fonts.lacking(html):
        raise fonts.missing_glyphs(missing, publication)
    fetcher, known = _closed_fetcher(), fonts.configuration()
    sheets = []
    for name, text in stylesheets.items():
        with _complaints(name):
            sheets.append(weasyprint.CSS(string=text, url_fetcher=fetcher, font_config=known))
    complaints = _complaints(", ".join(stylesheets), publication)
    with complaints, amended(_typesetter(readings)), catch_warnings():
        # For PDF/A it opens a colour profile and leaves it to Python to close the file.
        simplefilter("ignore", ResourceWarning)
        document = weasyprint.HTML(string=html, url_fetcher=fetcher).render(
            font_config=known, stylesheets=sheets, pdf_variant=variant
        )
        amend(document)
        pdf: bytes = document.write_pdf(
            pdf_variant=variant, pdf_identifier=identifier.encode(), pdf_tags=True, zoom=zoom
        )
    faces = fonts.embedded(document.fonts.values())
    replaced = families.replaced(document, named)
    return fonts.Typeset(pdf, faces, (*replaced, *fonts.strangers(faces, families.names(named))))


def _typesetter(readings: Readings | None) -> Typesetter | None:
    return None if readings is None else Typesetter(readings, _report_missing)


def _report_missing(code: int) -> None:
    """Report a character without a glyph in WeasyPrint's own words."""
    logging.getLogger("weasyprint").warning('%s for "%s" (U+%04X)', _NOT_DRAWN, chr(code), code)


@cache
def _closed_fetcher() -> Any:
    from weasyprint.urls import URLFetcher

    class ClosedFetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
        """Refuses every address: an edition is complete in itself."""

        def fetch(self, url: str, headers: object = None) -> Any:
            del headers
            raise ValueError(f"nothing is fetched for a PDF, and {url} is no exception")

    return ClosedFetcher()


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the search for reference cycles.

    Among a million elements and boxes it takes a seventh of the time and finds nothing, since
    all of them are in use until the end.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Complaints(logging.Handler):
    """Collects what WeasyPrint warns of in this thread."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.missing: dict[str, None] = {}
        self.others: list[str] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread != self._thread:
            return
        if record.getMessage().startswith(_NOT_DRAWN) and isinstance(record.args, tuple):
            self.missing[str(record.args[-2])] = None
        else:
            self.others.append(record.getMessage())


@contextmanager
def _complaints(where: str, publication: Publication | None = None) -> Iterator[None]:
    """Raise what WeasyPrint warned of in this block as an error at *where*."""
    logger = logging.getLogger("weasyprint")
    complaints = _Complaints()
    logger.addHandler(complaints)
    try:
        yield
    finally:
        logger.removeHandler(complaints)
    if complaints.missing:
        raise fonts.missing_glyphs(complaints.missing, publication)
    if complaints.others:
        raise _not_understood(complaints.others[0], where)


def _not_understood(complaint: str, where: str) -> TemplateError:
    """Phrase a warning such as "Ignored `colour: red` at 12:5, unknown property."."""
    place = _PLACE.search(complaint)
    return TemplateError(
        f"WeasyPrint warns: {_PLACE.sub('', complaint).rstrip('.')}",
        where=f"{where}:{place[1]}" if place else where,
        hint="Mend the stylesheet, or leave out --templates to use the built-in one.",
    )
