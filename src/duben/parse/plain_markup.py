"""Pieces → pieces with the markup that plain text writes by hand: #, >, bullets, tables.

Marks are taken off and no word is: `- 苹果` becomes the item 苹果. What the source itself
has marked, by a Word style or an element, is left as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from duben.han import han
from duben.parse.piece import part, parts
from duben.source import Markup, Notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duben.parse.piece import Piece
    from duben.source import Role

MARKED = "T11"

_HEADING = re.compile(r"(#{1,6})[ \t\u3000]+(.*?)[ \t\u3000#]*$")
_QUOTED = re.compile(r"(?:>[ \t\u3000]?)+(?=[^>])")
_BULLET = re.compile("(?:[-*+·○□–][ \t\u3000]+|[•●■◆▪‣★※][ \t\u3000]*)(?=\\S)")
_RULED = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_DEPTH = 2  # columns by which the items of an inner list are set in
_LEAST_ROWS = 2
_LEAST_ITEMS = 2
_NAMES: dict[Role, str] = {
    "quotation": "quotation",
    "item": "list",
    "cell": "table",
}


def read_marks(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Notice]]:
    """Return the pieces with their marks read, and one notice for each run of them."""
    found: list[Piece] = []
    notices: list[Notice] = []
    for group, (kind, run) in enumerate(_runs(pieces), start=1):
        if kind == "heading":
            found += map(_heading, run)
        elif kind == "quotation":
            found += (_quotation(piece, -group) for piece in run)
        elif kind == "item":
            found += _items(run, -group)
        elif kind == "cell":
            found += _cells(run, -group)
        else:
            found += run
        if kind in _NAMES:
            notices.append(_notice(run, _NAMES[kind]))
    return found, notices


def _runs(pieces: Sequence[Piece]) -> Iterator[tuple[Role | None, list[Piece]]]:
    """Part the pieces where the kind of mark changes; a lone bullet or row is none."""
    for kind, members in groupby(pieces, _kind):
        run = list(members)
        too_few = {"item": _LEAST_ITEMS, "cell": _LEAST_ROWS}
        if (kind and len(run) < too_few.get(kind, 1)) or (kind == "cell" and not _is_table(run)):
            yield None, run
        else:
            yield kind, run


def _kind(piece: Piece) -> Role | None:
    if piece.role is not None or not piece.text:
        return None
    if _HEADING.fullmatch(piece.text):
        return "heading"
    if _QUOTED.match(piece.text):
        return "quotation"
    if _BULLET.match(piece.text) and han(piece.text):
        return "item"
    return "cell" if _is_row(piece.text) else None


def _is_row(text: str) -> bool:
    return "\t" in text or (text.startswith("|") and text.endswith("|") and len(text) > 1)


def _is_table(run: Sequence[Piece]) -> bool:
    """Whether all rows have as many cells, two at least."""
    widths = {len(_edges(piece.text)) for piece in run if not _RULED.fullmatch(piece.text)}
    return len(widths) == 1 and min(widths) > 1


def _heading(piece: Piece) -> Piece:
    match = _HEADING.fullmatch(piece.text)
    if match is None:
        return piece
    markup = Markup("heading", level=len(match[1]))
    return replace(piece, passage=part(piece.passage, *match.span(2)), markup=markup)


def _quotation(piece: Piece, group: int) -> Piece:
    match = _QUOTED.match(piece.text)
    start = match.end() if match else 0
    return replace(
        piece, passage=part(piece.passage, start), markup=Markup("quotation", group=group)
    )


def _items(run: Sequence[Piece], group: int) -> Iterator[Piece]:
    """Take off the bullets; how far an item is set in tells how deep it is."""
    indents: list[int] = []
    for piece in run:
        while indents and piece.indent <= indents[-1] - _DEPTH:
            indents.pop()
        if not indents or piece.indent >= indents[-1] + _DEPTH:
            indents.append(piece.indent)
        match = _BULLET.match(piece.text)
        passage = part(piece.passage, match.end() if match else 0)
        yield replace(
            piece, passage=passage, markup=Markup("item", level=len(indents) - 1, group=group)
        )


def _cells(run: Sequence[Piece], group: int) -> Iterator[Piece]:
    """Cut the rows at tabs or bars; a row above a ruled line is the head."""
    has_head = len(run) > 1 and _RULED.fullmatch(run[1].text) is not None
    rows = [piece for piece in run if not _RULED.fullmatch(piece.text)]
    for row, piece in enumerate(rows):
        for column, cell in enumerate(parts(piece.passage, _edges(piece.text))):
            yield replace(
                piece,
                passage=cell,
                markup=Markup(
                    "cell",
                    group=group,
                    row=row,
                    column=column,
                    is_head=has_head and row == 0,
                ),
            )


def _edges(text: str) -> list[tuple[int, int]]:
    """Return where the cells of a row begin and end, without the white space around."""
    if "\t" in text:
        bars = [-1, *(index for index, c in enumerate(text) if c == "\t"), len(text)]
    else:
        bars = [index for index, c in enumerate(text) if c == "|"]
    edges = []
    for left, right in pairwise(bars):
        inside = text[left + 1 : right]
        start = left + 1 + len(inside) - len(inside.lstrip())
        edges.append((start, max(start, left + 1 + len(inside.rstrip()))))
    return edges


def _notice(run: Sequence[Piece], name: str) -> Notice:
    plural = "s" * (len(run) > 1)
    message = f"{len(run)} line{plural} with marks in front set as a {name}."
    return Notice(MARKED, "info", run[0].line, run[0].text[:16], "", message)
