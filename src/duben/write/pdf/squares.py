"""Lay out 田字格, the squares in which characters are written.

An edition's tree in, the same tree changed in place: a paragraph of one character becomes
a row of squares, with the character to look at, two pale ones to trace, and empty ones.
How squares are drawn is the stylesheet's business; pale characters are no text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.vocabulary import XHTML, base_text
from duben.write.pdf.typesetting.readings import unmarked

if TYPE_CHECKING:
    from lxml import etree

TRACE = "trace"
"""The class of a pale character."""

_TRACED, _EMPTY = 2, 3


def lay_out(tree: etree._Element) -> None:
    """Give every character of the squares in *tree* its row."""
    for row in tree.iterfind(".//{*}div[@class='squares']/{*}p"):
        character = unmarked(base_text(row)).strip()
        for child in list(row):
            row.remove(child)
        row.text = None
        _add(_square(row), "stroke").text = character
        for _ in range(_TRACED):
            _add(_square(row), TRACE).set("data-trace", character)
        for _ in range(_EMPTY):
            _square(row)


def _square(row: etree._Element) -> etree._Element:
    square = _add(row, "square")
    _add(square, "across")
    return square


def _add(parent: etree._Element, kind: str) -> etree._Element:
    span = parent.makeelement(f"{{{XHTML}}}span", {"class": kind})
    parent.append(span)
    return span
