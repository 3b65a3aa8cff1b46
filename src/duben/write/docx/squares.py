"""Turn the squares of an edition, in which characters are written, into a Word table.

A `div` of class "squares" in, `w:tbl` as text out: two characters a row, each with empty
squares behind it. Word draws no cross in a cell, and pale characters to trace would be
text: both are left out.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from duben.write.docx import correspondence, inline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from duben.write.docx.blocks import Setting
    from duben.write.docx.place import Place

_EACH, _IN_A_ROW = 6, 2  # squares of a character, characters of a row

_Pieces = tuple[inline.Piece, ...]


def squares(element: etree._Element, place: Place, setting: Setting) -> str:
    """Return the table of the characters in *element*."""
    found = [inline.pieces(child, place) for child in element.iterchildren("{*}p")]
    count = _EACH * _IN_A_ROW
    side = setting.measure // count
    widths = [*[side] * (count - 1), setting.measure - side * (count - 1)]
    rows = zip_longest(*[iter(found)] * _IN_A_ROW, fillvalue=())
    return "".join(
        (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{correspondence.SQUARES_TABLE}"/>',
            '<w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>',
            '<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" ',
            'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>',
            f"<w:tblCaption w:val={quoteattr(setting.heading)}/></w:tblPr><w:tblGrid>",
            *(f'<w:gridCol w:w="{width}"/>' for width in widths),
            "</w:tblGrid>",
            *(_row(row, widths, side, setting) for row in rows),
            "</w:tbl>",
        )
    )


def _row(found: Sequence[_Pieces], widths: Sequence[int], side: int, setting: Setting) -> str:
    cells = [cell for pieces in found for cell in (pieces, *[()] * (_EACH - 1))]
    rows_before = len(setting.flow)
    written = "".join(
        (
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{side}" w:hRule="exact"/></w:trPr>',
            *(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
                f"{setting.paragraph(cell, correspondence.SQUARE)}</w:tc>"
                for cell, width in zip(cells, widths, strict=True)
            ),
            "</w:tr>",
        )
    )
    setting.end_row(rows_before, height=side)
    return written
