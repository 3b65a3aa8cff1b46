"""Let a table that is wider than its page be set as a list, line after line.

The body of an edition in, the same body changed: each table in a box that says how wide the
table runs, each cell with the name of its column, for the stylesheet to show. No text is
added or dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.vocabulary import XHTML, base_text, classes
from duben.write.widths import longest_part, text_width

if TYPE_CHECKING:
    from lxml import etree

STEPS = (12, 18, 26, 40)
"""Widths of the page, in em, for which the stylesheet has a rule: `needs-18` is a table that
runs wider than 12 em and no wider than 18."""

_LEAST = 9  # em: a small phone has as many where letters are set twice as large
_PADDING = 0.8  # em, behind a cell
_WHOLE = frozenset({"word", "pinyin"})  # cells that the stylesheet keeps in one line
_READING = 0.5 * 1.1  # the letters of a reading beside those of the text, with their padding


def box(body: etree._Element) -> None:
    """Put each table of *body* into a box of the class `table`."""
    for table in list(body.iter("{*}table")):
        _name_cells(table)
        outer = table.makeelement(f"{{{XHTML}}}div", {"class": " ".join(_classes(table))})
        outer.tail, table.tail = table.tail, None
        parent = table.getparent()
        if parent is not None:
            parent.replace(table, outer)
        outer.append(table)


def _classes(table: etree._Element) -> tuple[str, ...]:
    width = _width(table)
    if width <= _LEAST:
        return ("table",)
    return ("table", f"needs-{next((step for step in STEPS if width <= step), STEPS[-1])}")


def _name_cells(table: etree._Element) -> None:
    """Give each cell the head of its column: 星期二. The first names its line, as the head does."""
    heads = [" ".join(base_text(head).split()) for head in table.iterfind("{*}thead/{*}tr/{*}th")]
    for row in table.iterfind("{*}tbody/{*}tr"):
        cells = list(row.iterchildren("{*}td"))
        for cell, head in list(zip(cells, heads, strict=False))[1:]:
            if head:
                cell.set("data-column", head)


def _width(table: etree._Element) -> float:
    """Estimate in em how wide the table runs where its lines end wherever they may."""
    columns: dict[int, float] = {}
    for row in table.iter("{*}tr"):
        for number, cell in enumerate(row.iterchildren("*")):
            columns[number] = max(columns.get(number, 0), _least(cell) + _PADDING)
    return sum(columns.values())


def _least(cell: etree._Element) -> float:
    """Return the width of what no line of a cell can end in: a word with its reading."""
    if not _WHOLE.isdisjoint(classes(cell)):
        return text_width(base_text(cell))
    rubies = (
        max(text_width(base_text(ruby)), _READING * sum(map(_reading, ruby.iter("{*}rt"))))
        for ruby in cell.iter("{*}ruby")
    )
    latin = "".join(" " if ord(letter) >= 0x2E80 else letter for letter in base_text(cell))
    return max(1.0, longest_part(latin), *rubies)


def _reading(rt: etree._Element) -> float:
    return text_width("".join(map(str, rt.itertext())))
