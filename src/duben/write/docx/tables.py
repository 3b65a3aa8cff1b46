"""Turn a table of the edition into a Word table.

A `table` element in, `w:tbl` as text out, with its caption as a paragraph before it: rules
and cell margins come from the table style, column widths are fitted to the text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from duben.errors import TemplateError
from duben.vocabulary import classes
from duben.write import widths
from duben.write.docx import columns, correspondence, inline
from duben.write.docx.ruby import Ruby

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from duben.write.docx.blocks import Setting
    from duben.write.docx.place import Place

_PADDING = 220
"""Room beside the text of a cell, its margins and a little air, in twentieths of a point."""

_MARGINS = 200
"""What the margins of a cell take of its width, in twentieths of a point."""

_SPARE = 1.06
"""The widths of letters are estimates: a word that wraps is worse than a wide column."""

_LEAST = 14
"""What a column of meanings asks for at least, in em."""

_LEAST_PROSE = 6
"""What a column of running text asks for at least, in em."""

_SPREAD = 1.4
"""How much wider than its characters text with readings runs."""

_GAP = 5
"""Where the lines of a matching exercise are drawn: room behind its words, in em."""


def table(element: etree._Element, place: Place, setting: Setting) -> str:
    """Return the paragraph of the caption and the table. Raises `TemplateError`."""
    rows = _rows(element)
    grid = _grid(rows, place)
    fitted = columns.fit(
        [
            _prose_column(cells, setting)
            if "text" in classes(element)
            else _column(cells, setting, is_matching="matching" in classes(element))
            for cells in zip(*grid, strict=True)
        ],
        setting.measure,
    )
    padding = setting.book.cell_padding(correspondence.table_style(element))
    head_count = sum(1 for row in rows if row.is_head)
    caption, title = _caption(element, place, setting)
    description = "; ".join(inline.text_of(cell.pieces) for cell in grid[0]) if head_count else ""
    return "".join(
        (
            caption,
            "<w:tbl>",
            _properties(
                correspondence.table_style(element), title, description, has_head=head_count > 0
            ),
            "<w:tblGrid>",
            *(f'<w:gridCol w:w="{width}"/>' for width in fitted),
            "</w:tblGrid>",
            *(
                _row(cells, fitted, setting, is_head=row.is_head, padding=padding)
                for row, cells in zip(rows, grid, strict=True)
            ),
            "</w:tbl>",
        )
    )


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[etree._Element, ...]
    is_head: bool


@dataclass(frozen=True, slots=True)
class _Cell:
    pieces: tuple[inline.Piece, ...]
    style: str
    kind: str  # the class of a td, "" for a th: "meaning"


def _rows(element: etree._Element) -> list[_Row]:
    heads = set(element.iterfind("{*}thead/{*}tr"))
    rows = [
        _Row(tuple(row.iterchildren("*")), is_head=row in heads) for row in element.iter("{*}tr")
    ]
    if not rows or len({len(row.cells) for row in rows}) != 1 or not rows[0].cells:
        raise TemplateError(
            "the rows of a table must have the same number of cells, one at least",
            where=correspondence.place_of(element),
            hint="Add the empty cells.",
        )
    return rows


def _grid(rows: Sequence[_Row], place: Place) -> list[tuple[_Cell, ...]]:
    """Give every cell its text and style; the head of a column follows what is below it."""
    grid = [tuple(_cell(cell, place) for cell in row.cells) for row in rows]
    last = grid[-1]
    return [
        tuple(
            replace(cell, style=correspondence.HEADS_OF_FIGURES[cell.style])
            if row.is_head and below.kind == "figure"
            else cell
            for cell, below in zip(cells, last, strict=True)
        )
        for row, cells in zip(rows, grid, strict=True)
    ]


def _cell(element: etree._Element, place: Place) -> _Cell:
    return _Cell(
        inline.pieces(element, place),
        correspondence.paragraph_style(element, place),
        "".join(classes(element)),
    )


def _column(cells: Sequence[_Cell], setting: Setting, *, is_matching: bool) -> columns.Column:
    """Measure a column: its words stay whole, its head may break between two languages."""
    wraps = any(cell.kind == "meaning" for cell in cells)
    natural = least = 0.0
    for cell in cells:
        text = inline.text_of(cell.pieces)
        em = 10 * setting.book.size(cell.style) * _SPARE
        natural = max(natural, em * widths.text_width(text))
        if cell.kind == "meaning":
            least = max(least, em * _LEAST)
        else:
            whole = widths.text_width(text) if cell.kind else widths.longest_part(text)
            least = max(least, em * whole)
        if is_matching and cell.kind == "word":
            natural = max(natural, em * (widths.text_width(text) + _GAP))
    return columns.Column(natural + _PADDING, least + _PADDING, wraps)


def _prose_column(cells: Sequence[_Cell], setting: Setting) -> columns.Column:
    """Measure a column of running text, which may break anywhere."""
    natural = 0.0
    least = 0.0
    for cell in cells:
        em = 10 * setting.book.size(cell.style) * _SPARE
        is_read = any(isinstance(piece, Ruby) for piece in cell.pieces)
        wide = em * widths.text_width(inline.text_of(cell.pieces)) * (_SPREAD if is_read else 1)
        natural = max(natural, wide)
        least = max(least, min(wide, em * _LEAST_PROSE))
    return columns.Column(natural + _PADDING, least + _PADDING)


def _caption(element: etree._Element, place: Place, setting: Setting) -> tuple[str, str]:
    """Return the caption's paragraph and the table's title for a screen reader."""
    for child in element.iterchildren("{*}caption"):
        found = inline.pieces(child, place)
        style = correspondence.paragraph_style(child, place)
        return setting.paragraph(found, style), inline.text_of(found)
    return "", setting.heading


def _properties(style: str, title: str, description: str, *, has_head: bool) -> str:
    return "".join(
        (
            f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="5000" w:type="pct"/>',
            '<w:tblLayout w:type="fixed"/>',
            f'<w:tblLook w:val="{"0620" if has_head else "0600"}" w:firstRow="{int(has_head)}" ',
            'w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>',
            f"<w:tblCaption w:val={quoteattr(title)}/>" if title else "",
            f"<w:tblDescription w:val={quoteattr(description)}/>" if description else "",
            "</w:tblPr>",
        )
    )


def _row(
    cells: Sequence[_Cell], widths: Sequence[int], setting: Setting, *, is_head: bool, padding: int
) -> str:
    rows_before = len(setting.flow)
    written = "".join(
        (
            "<w:tr><w:trPr><w:cantSplit/>",
            "<w:tblHeader/>" if is_head else "",
            "</w:trPr>",
            *(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
                f"{setting.paragraph(cell.pieces, cell.style, measure=width - _MARGINS)}</w:tc>"
                for cell, width in zip(cells, widths, strict=True)
            ),
            "</w:tr>",
        )
    )
    setting.end_row(rows_before, padding=padding, is_head=is_head)
    return written
