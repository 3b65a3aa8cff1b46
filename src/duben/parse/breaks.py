"""Lines that a break parts inside one paragraph → what the breaks mean, decided in one place.

In: pieces; the lines of one paragraph share a group, whether its source has <br>, ↓ or
lines of Markdown. Out: verse, whole paragraphs joined again, or a paragraph a line. In
doubt the lines stay apart: whoever breaks a line sees it broken.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from duben.clean.wrapping import columns, ends_sentence
from duben.han import han
from duben.parse.blocks import SHAPED
from duben.parse.numbering import label_of
from duben.parse.paragraphs import JOINED
from duben.parse.piece import joined
from duben.parse.verse import find_verse
from duben.source import Markup, Notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duben.parse.piece import Piece

_FULL = 40  # columns from which a line may have been broken for want of room
_EVEN = 6  # columns by which lines broken at one width differ
_LONGEST_LYRIC, _LEAST_LYRICS, _MEAN_LYRIC = 20, 4, 5  # characters, lines, characters
_GRAMMAR = re.compile("[的了着过我你他她它们是在有不没这那就也都还再吗呢吧啊把被]")
_FIELD = re.compile("[：:0-9]")
_SHOWN = 12


def resolve_breaks(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Notice]]:
    """Return the pieces with all breaks understood, and a notice for each poem or joint."""
    found: list[Piece] = []
    notices: list[Notice] = []
    for group, members in groupby(pieces, _group):
        run = list(members)
        if not group or len(run) == 1:
            found += run
            continue
        for part in _parts(run):
            resolved, reports = _resolved(part)
            found += resolved
            notices += reports
    return found, notices


def _group(piece: Piece) -> int:
    return piece.markup.group if piece.markup and piece.role == "paragraph" else 0


def _parts(run: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Part the lines where one is indented or numbered, and so begins a paragraph."""
    part: list[Piece] = []
    for piece in run:
        begins = piece.indent > 1 or label_of(piece.text) is not None or piece.text[:1] == "#"
        if part and (begins or _is_heading(part[-1])):
            yield part
            part = []
        part.append(piece)
    yield part


def _is_heading(piece: Piece) -> bool:
    """第一章 开头 stands alone, whatever follows."""
    label = label_of(piece.text)
    return label is not None and label.is_chapter and columns(piece.text) < _FULL


def _resolved(part: Sequence[Piece]) -> tuple[list[Piece], list[Notice]]:
    if len(part) > 1 and _is_verse(part):
        verse = [replace(piece, markup=Markup("verse", group=_group(piece))) for piece in part]
        first = part[0]
        message = f"{len(part)} lines set as verse: told by the shape."
        shown = first.text[:_SHOWN]
        return verse, [Notice(SHAPED, "info", first.line, shown, shown, message)]
    kept: list[Piece] = []
    notices: list[Notice] = []
    is_even = _is_even(part)
    last = ""
    for piece in part:
        if kept and _runs_on(last, is_even=is_even):
            message = "Joined to the line before, which runs on."
            before, after = kept[-1].text[-6:], piece.text[:6]
            shown = f"{before} / {after}"
            notices.append(Notice(JOINED, "info", piece.line, shown, before + after, message))
            kept[-1] = replace(kept[-1], passage=joined(kept[-1].passage, piece.passage))
        else:
            kept.append(piece)
        last = piece.text
    return kept, notices


def _is_verse(part: Sequence[Piece]) -> bool:
    """Whether this is a regular poem, or as short as a song: no fields (电话：…) and no names."""
    if find_verse(part) == [(0, len(part))]:
        return True
    lengths = [len(han(piece.text)) for piece in part]
    spoken = sum(_GRAMMAR.search(piece.text) is not None for piece in part)
    return (
        len(part) >= _LEAST_LYRICS
        and min(lengths) > 1
        and max(lengths) <= _LONGEST_LYRIC
        and sum(lengths) >= _MEAN_LYRIC * len(part)
        and spoken * 3 >= len(part)
        and not any(_FIELD.search(piece.text) for piece in part)
    )


def _is_even(part: Sequence[Piece]) -> bool:
    """Whether all lines but the last are as wide as each other, and end anywhere."""
    full = [columns(piece.text) for piece in part[:-1]]
    unfinished = sum(not ends_sentence(piece.text) for piece in part[:-1])
    return (
        min(full, default=0) >= _FULL
        and max(full) - min(full) <= _EVEN
        and 2 * unfinished >= len(full)
    )


def _runs_on(before: str, *, is_even: bool) -> bool:
    return is_even or (columns(before) >= _FULL and not ends_sentence(before))
