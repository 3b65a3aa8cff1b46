"""Lay out 田字格, the squares in which characters are written.

An edition's tree in, the same tree changed in place: a paragraph of one character becomes
a row of squares, with the character to look at, two pale ones to trace, and empty ones.
How squares are drawn is the stylesheet's business; pale characters are no text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.vocabulary import base_text

if TYPE_CHECKING:
    from lxml import etree

SQUARE, TRACE = "square", "square trace"
"""Classes of a square, and of one with a pale character in it."""

_TRACED, _EMPTY = 2, 3


def lay_out(tree: etree._Element) -> None:
    """Give every character of the squares in *tree* its row."""
    for row in tree.iterfind(".//{*}div[@class='squares']/{*}p"):
        character = base_text(row).strip()
        for child in list(row):
            row.remove(child)
        row.text = None
        _add(row, SQUARE).text = character
        for _ in range(_TRACED):
            _add(row, TRACE).set("data-trace", character)
        for _ in range(_EMPTY):
            _add(row, SQUARE)


def _add(row: etree._Element, kind: str) -> etree._Element:
    square = row.makeelement(str(row.tag)[:-1] + "span", {"class": kind})
    row.append(square)
    return square
