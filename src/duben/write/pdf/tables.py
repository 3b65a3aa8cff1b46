"""Find the tables of the text that would not fit on a page, and have them set as lists.

An edition's tree in, the same tree changed in place: such a table gets the class "stacked",
in which each cell stands below the one before. WeasyPrint would part a row that is taller
than a page side by side, and leave out the table's head. Nothing is measured exactly.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from duben.outline import width
from duben.vocabulary import base_text, classes
from duben.write.pdf.sheets import Sheet
from duben.write.pdf.typesetting.readings import is_marked, unmarked

if TYPE_CHECKING:
    from lxml import etree

STACKED = "stacked"

_A4 = Sheet(())

# What the stylesheets give on A4 (a text measure of 36 characters, 34 lines): the characters of
# a line of a table, its lines on a page, the most columns.
_PLAIN = (38, 38, 16)
_ANNOTATED = (20, 20, 10)
_FULL = 0.6
"""The share of a page that a row and its head may take by this estimate."""


def stack(tree: etree._Element, sheet: Sheet) -> None:
    """Mark the tables of the text in *tree* whose rows are too high or too wide for *sheet*."""
    for table in tree.iterfind(".//{*}table"):
        if "text" in classes(table) and _is_too_large(table, sheet):
            table.set("class", f"text {STACKED}")


def _is_too_large(table: etree._Element, sheet: Sheet) -> bool:
    is_annotated = table.find(".//{*}ruby") is not None or is_marked(base_text(table))
    measure, lines, most = _ANNOTATED if is_annotated else _PLAIN
    measure, most = (round(count * sheet.measure / _A4.measure) for count in (measure, most))
    lines = round(lines * sheet.lines / _A4.lines)
    rows = [[width(unmarked(base_text(cell))) for cell in row] for row in table.iter("{*}tr")]
    columns = [max(cells, default=0) for cells in zip(*rows, strict=False)]
    if len(columns) > most:
        return True
    # A column gets room as its widest cell would have it, and two characters at least.
    room = measure - 2 * len(columns)
    total = max(sum(columns), room)
    widths = [2 + room * column / total for column in columns]
    heights = [
        max((ceil(cell / (each - 1)) for cell, each in zip(row, widths, strict=False)), default=0)
        for row in rows
    ]
    heads = len(table.findall("{*}thead/{*}tr"))
    return sum(heights[:heads]) + max(heights[heads:], default=0) > _FULL * lines
