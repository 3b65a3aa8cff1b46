"""Tables for spreadsheets: rows in, the bytes of a file that Excel opens right out."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"
"""By which Excel knows UTF-8; without it Chinese characters come out as å­¦ä¹ ."""

_FORMULA = ("=", "+", "-", "@")  # what a spreadsheet would take for one


def table(rows: Iterable[Sequence[str]]) -> bytes:
    """Write a CSV file: UTF-8 with a byte order mark, CRLF (RFC 4180)."""
    return _written(rows, ",", "\r\n", ())


def tabbed(rows: Iterable[Sequence[str]], remarks: Iterable[str]) -> bytes:
    """Write cells with tabs between them below *remarks*, which have lines of their own."""
    return _written(rows, "\t", "\n", remarks)


def _written(
    rows: Iterable[Sequence[str]], separator: str, end: str, remarks: Iterable[str]
) -> bytes:
    sheet = io.StringIO(newline="")
    sheet.write(BYTE_ORDER_MARK)
    sheet.writelines(f"{remark}{end}" for remark in remarks)
    writer = csv.writer(sheet, delimiter=separator, lineterminator=end)
    for row in rows:
        writer.writerow(map(_cell, row))
    return sheet.getvalue().encode()


def _cell(text: str) -> str:
    """Keep a spreadsheet from taking a cell for a formula: a space stands before -ness."""
    return f" {text}" if text.startswith(_FORMULA) else text
