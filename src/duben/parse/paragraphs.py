"""Lines → pieces, each a title, heading or paragraph that nothing has named yet.

Lines that were broken at a fixed width are joined again; where the text is not wrapped,
each line is a paragraph, and so is a line that the source's own markup has named.
"""

from __future__ import annotations

from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING

from duben.clean.wrapping import BLANK, columns, ends_sentence, find_paragraphs, is_literal
from duben.model import Passage
from duben.parse.piece import Piece, joined
from duben.source import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duben.source import Line

JOINED = "T02"


def join_lines(lines: Sequence[Line]) -> tuple[list[Piece], list[Notice]]:
    """Return the pieces of the text in order, and notices about lines that were joined."""
    found = find_paragraphs(lines)
    pieces: list[Piece] = []
    doubts: list[Notice] = []
    after_blank = True
    for group in found.groups:
        rows = lines[group.start : group.stop]
        if rows[0].markup or rows[0].text.strip(BLANK):
            pieces.append(_piece(rows, after_blank=after_blank))
            doubts += () if found.indented else _doubts(rows)
        after_blank = not rows[0].text.strip(BLANK)
    joined = sum(len(group) - 1 for group in found.groups)
    notices = [_summary(joined, found.width)] if joined else []
    return pieces, [*notices, *doubts]


def _piece(rows: Sequence[Line], *, after_blank: bool) -> Piece:
    first = rows[0]
    passage = reduce(joined, (Passage(_bare(row), row.number, row.glosses) for row in rows))
    indent = columns(first.text[: first.text.index(_bare(first))])
    return Piece(passage, first.markup, after_blank, indent)


def _bare(row: Line) -> str:
    return row.text if is_literal(row) else row.text.strip(BLANK)


def _summary(joined: int, width: int) -> Notice:
    plural = "s were" if joined > 1 else " was"
    message = (
        f"{joined} line{plural} joined to the line before: the text is broken at about "
        f"{width // 2} characters."
    )
    return Notice(JOINED, "info", None, "", "", message)


def _doubts(rows: Sequence[Line]) -> Iterator[Notice]:
    """Report each line that was joined to a full line at the end of a sentence."""
    message = "Joined to the line before, which is full and ends a sentence: a new paragraph?"
    for previous, row in pairwise(rows):
        if ends_sentence(previous.text):
            before, after = _bare(previous)[-6:], _bare(row)[:6]
            shown = f"{before} / {after}"
            yield Notice(JOINED, "warning", row.number, shown, before + after, message)
