"""A table of a page → its grid, or nothing where a table only arranges the page.

Each cell gets its row and column (HTML standard §4.9.12); where one spans several, the
others are empty. Cells are not read here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.readers.xhtml.elements import CELLS, HEADINGS, LISTS, is_element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_ASIDE = frozenset(("caption", "colgroup", "col"))
_LARGE = frozenset((*HEADINGS, *LISTS, "table", "blockquote", "pre", "article", "section", "form"))
_MOST_PARAGRAPHS = 4
_WIDEST_SPAN = 100
_MOST_EMPTY = 10  # empty cells for a filled one
_DIGITS = 5  # of a colspan that a browser would believe
_LAYOUT_ROLES = frozenset(("presentation", "none"))


@dataclass(frozen=True, slots=True)
class Cell:
    """A place of the grid, and the element in it; None where a cell spans over it."""

    row: int
    column: int
    is_head: bool
    element: etree._Element | None


def grid_of(table: etree._Element) -> tuple[Cell, ...]:
    """Return the cells of *table* row by row, all rows equally long.

    Empty for what is no table of facts: one column or row, cells with headings, lists or
    many paragraphs, text outside of cells.
    """
    if table.get("role") in _LAYOUT_ROLES or _has_loose_text(table):
        return ()
    rows = list(_rows(table))
    cells = [cell for row, _ in rows for cell in row]
    if not any(cell.tag == "th" for cell in cells) and (
        len(rows) <= 1 or max((len(row) for row, _ in rows), default=0) <= 1
    ):
        return ()
    if any(_is_large(cell) for cell in cells):
        return ()
    return _placed(rows, len(cells))


def _rows(table: etree._Element) -> Iterator[tuple[list[etree._Element], bool]]:
    """Yield the rows, each with whether it is in the head; that of <tfoot> last."""
    parts = [child for child in table if is_element(child)]
    last = [part for part in parts if part.tag == "tfoot"]
    for part in (*(part for part in parts if part.tag != "tfoot"), *last):
        for row in part if part.tag in _GROUPS else (part,):
            if row.tag == "tr":
                yield [cell for cell in row if cell.tag in CELLS], part.tag == "thead"


def _has_loose_text(table: etree._Element) -> bool:
    """Whether text or elements stand where only rows and cells should."""
    inner = [table, *(part for part in table if part.tag in _GROUPS)]
    rows = [row for part in inner for row in part if row.tag == "tr"]
    for element in (*inner, *rows):
        texts = (element.text, *(child.tail for child in element))
        if any(text and text.strip() for text in texts):
            return True
        expected = CELLS if element.tag == "tr" else _GROUPS | _ASIDE | {"tr"}
        if any(child.tag not in expected for child in element):
            return True
    return False


def _is_large(cell: etree._Element) -> bool:
    if any(inner.tag in _LARGE for inner in cell.iterdescendants()):
        return True
    return sum(1 for _ in cell.iterdescendants("p", "div")) > _MOST_PARAGRAPHS


def _placed(rows: list[tuple[list[etree._Element], bool]], count: int) -> tuple[Cell, ...]:
    taken: dict[tuple[int, int], Cell] = {}
    is_head_so_far = True
    for number, (row, is_head) in enumerate(rows):
        is_head_so_far = is_head or (
            is_head_so_far and bool(row) and all(cell.tag == "th" for cell in row)
        )
        column = 0
        for element in row:
            while (number, column) in taken:
                column += 1
            height = min(_span(element, "rowspan") or len(rows), len(rows) - number)
            width = min(_span(element, "colspan") or 1, _WIDEST_SPAN)
            if len(taken) + height * width > _MOST_EMPTY * count:
                return ()
            for down in range(height):
                for right in range(width):
                    place = (number + down, column + right)
                    content = element if (down, right) == (0, 0) else None
                    taken.setdefault(place, Cell(*place, is_head_so_far, content))
    columns = max((column for _, column in taken), default=-1) + 1
    if columns * len(rows) > _MOST_EMPTY * count:
        return ()
    heads = {row: cell.is_head for (row, _), cell in taken.items()}
    return tuple(
        taken.get((row, column)) or Cell(row, column, heads.get(row, False), None)
        for row in range(len(rows))
        for column in range(columns)
    )


def _span(cell: etree._Element, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    is_sane = value.isascii() and value.isdigit() and len(value) <= _DIGITS
    return int(value) if is_sane else 1
