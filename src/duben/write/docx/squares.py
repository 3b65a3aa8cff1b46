"""Turn the squares of an edition, in which characters are written, into a Word table.

A `div` of class "squares" in, `w:tbl` as text out: two characters a row, each with empty
squares behind it, and in each the dashed cross of 田字格. Word draws no cross in a cell: it is
a picture behind the text. Pale characters to trace would be text, and are left out.
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

CROSS = "cross"
"""The id of the relation to the picture, square.png."""

_EMU = 635
"""English metric units in a twentieth of a point (ECMA-376 part 1, 20.1.2.1)."""

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_PICTURE = (
    '<w:r><w:drawing><wp:anchor xmlns:wp="{drawing}/wordprocessingDrawing" distT="0" distB="0" '
    'distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="1" locked="0" '
    'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    '<wp:extent cx="{side}" cy="{side}"/><wp:wrapNone/>'
    '<wp:docPr id="{number}" name="田字格 {number}" descr="田字格"/><wp:cNvGraphicFramePr/>'
    '<a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="{drawing}/picture">'
    '<pic:pic xmlns:pic="{drawing}/picture"><pic:nvPicPr><pic:cNvPr id="{number}" '
    'name="square.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="{side}" cy="{side}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:anchor></w:drawing></w:r>"
)
"""A picture behind the text (20.4.2.3)."""

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
                f"{_square(cell, side, setting)}</w:tc>"
                for cell, width in zip(cells, widths, strict=True)
            ),
            "</w:tr>",
        )
    )
    setting.end_row(rows_before, height=side)
    return written


def _square(cell: _Pieces, side: int, setting: Setting) -> str:
    """Return the paragraph of a square, with the cross behind it."""
    setting.pictures += 1
    picture = _PICTURE.format(
        drawing=_DRAWING, side=side * _EMU, number=setting.pictures, relation=CROSS
    )
    return setting.paragraph(cell, correspondence.SQUARE).replace("</w:p>", f"{picture}</w:p>")
