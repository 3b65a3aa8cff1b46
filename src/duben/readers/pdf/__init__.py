"""Bytes of a PDF → its lines, without running heads and page numbers.

A PDF says where characters stand and nothing else: order, paragraphs and readings over
characters are inferred from that. It does not recognise text in pictures, in columns or
written from top to bottom.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from duben.errors import SourceError
from duben.han import han
from duben.readers.base import Contents
from duben.readers.pdf.layout import split_running_heads, text_lines
from duben.readers.pdf.rows import rows_of
from duben.source import Line, Notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.readers.base import Request
    from duben.readers.pdf.rows import Row

CHECK = "N01"
RUNNING = "N02"
READINGS = "N03"
PICTURES = "N04"

MOST_PAGES = 2000
_MOST_CHARACTERS = 2_000_000
_SHOWN = 60
_LISTED = 20
_WRONG_PASSWORD = 4  # FPDF_ERR_PASSWORD


def read(content: bytes, request: Request) -> Contents:
    """Return the text of a PDF, row by row; numbers count the rows, from 1.

    Raises `SourceError` where it is damaged, locked or too long, or has pictures of its
    pages and no text.
    """
    with closing(_opened(content, request.where)) as document:
        if len(document) > MOST_PAGES:
            raise SourceError(
                f"this has {len(document)} pages; the limit is {MOST_PAGES}",
                where=request.where,
                hint="Split it into several files.",
            )
        original, rows, empty = _pages(document, request.where)
    if not rows:
        raise SourceError(
            "there is no text in this PDF: its pages are pictures",
            where=request.where,
            hint="Have it recognised (OCR) into a text or Word file, and use that.",
        )
    numbers = {row: number for number, row in enumerate(rows, 1)}
    body, running = split_running_heads(rows)
    lines = tuple(Line(line.text, line.number) for line in text_lines(body, numbers))
    return Contents(lines, han(original), tuple(_notices(rows, running, numbers, empty)))


def _opened(content: bytes, where: str) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _WRONG_PASSWORD:
            problem, hint = "this PDF is locked by a password", "Save it without one."
        else:
            problem, hint = "this PDF is damaged", "Open it in a PDF program and save it again."
        raise SourceError(problem, where=where, hint=hint) from error


def _pages(document: Any, where: str) -> tuple[str, list[Row], list[int]]:
    """Return the text as PDFium gives it, the rows, and the numbers of pages without text."""
    import pypdfium2

    texts: list[str] = []
    rows: list[Row] = []
    empty: list[int] = []
    length = 0
    for index in range(len(document)):
        try:
            with closing(document[index]) as page, closing(page.get_textpage()) as text_page:
                length += text_page.count_chars()
                if length > _MOST_CHARACTERS:
                    raise SourceError(
                        f"this has more than {_MOST_CHARACTERS:,} characters",
                        where=f"{where}:page {index + 1}",
                        hint="Split it into several files.",
                    )
                texts.append(text_page.get_text_range())
                found = rows_of(text_page, index)
        except pypdfium2.PdfiumError as error:
            raise SourceError(
                f"page {index + 1} of this PDF is damaged",
                where=where,
                hint="Open it in a PDF program and save it again.",
            ) from error
        rows += found
        if not found:
            empty.append(index + 1)
    return "".join(texts), rows, empty


def _notices(
    rows: Sequence[Row], running: Sequence[Row], numbers: dict[Row, int], empty: Sequence[int]
) -> list[Notice]:
    message = (
        "This is the text of a PDF, which knows no paragraphs: check where they begin and end, "
        "and the order of what stands side by side."
    )
    notices = [Notice(CHECK, "warning", None, "", "", message)]
    counted = [row for row in running if not han(row.text)]
    named = [row for row in running if han(row.text)]
    for what, group in (("Running heads", named), ("Page numbers", counted)):
        if group:
            text = "\n".join(row.text for row in group)
            message = f"{what} were left out, {len(group)} in all."
            first = group[0].text[:_SHOWN]
            notices.append(
                Notice(RUNNING, "info", numbers[group[0]], first, "", message, removed=text)
            )
    for row in rows:
        if row.readings_lost:
            lost = " ".join(row.readings_lost)
            message = "Small text above a line stands over none of its characters; it was left out."
            notices.append(
                Notice(READINGS, "warning", numbers[row], lost[:_SHOWN], "", message, removed=lost)
            )
    if empty:
        listed = ", ".join(map(str, empty[:_LISTED])) + (" …" if empty[_LISTED:] else "")
        message = f"No text on page {listed}: empty, or a picture that has to be recognised (OCR)."
        notices.append(Notice(PICTURES, "warning", None, "", "", message))
    return notices
