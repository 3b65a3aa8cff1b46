"""The pieces of one section → its blocks: paragraphs, verse, dialogue, lists, tables, notes.

What the source marks is believed; in plain text a poem, a conversation, a short numbered
list and a signature are known by their shape. All else is a paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from duben.model import Block, Passage
from duben.parse.dialogue import find_dialogue, speaker_of
from duben.parse.numbering import label_of
from duben.parse.signature import find_signature, is_dateline
from duben.parse.verse import find_verse
from duben.source import Notice

if TYPE_CHECKING:
    from duben.model import Kind
    from duben.parse.piece import Piece
    from duben.source import Role

SHAPED = "T13"
TOO_WIDE = "T18"

_KINDS: dict[Role | None, Kind] = {
    "item": "list",
    "cell": "table",
    "quotation": "quotation",
    "verse": "verse",
    "code": "code",
    "note": "notes",
}
_MOST_COLUMNS = 63  # of a table in Word; no page holds as many
_LISTED = frozenset(("third", "fourth"))  # 1. and （1）
_LONGEST_ITEM = 40
_SHOWN = 12

_Shape = Callable[[Sequence["Piece"]], list[tuple[int, int]]]


def form_blocks(pieces: Sequence[Piece]) -> tuple[tuple[Block, ...], list[Notice]]:
    """Return the blocks of a section, and a notice for each that was told by its shape."""
    blocks: list[Block] = []
    notices: list[Notice] = []
    text = [piece for piece in pieces if piece.role != "note"]
    start, end = find_signature(text)
    signed = {id(piece) for piece in text[start:end]}
    for (kind, _), members in groupby(pieces, _marked):
        run = list(members)
        if kind:
            if kind == "table" and _columns(run) > _MOST_COLUMNS:
                blocks += (Block("paragraph", (piece.passage,)) for piece in run if piece.text)
                notices.append(_too_wide(run))
            else:
                blocks.append(_marked_block(kind, run))
            continue
        shaped = [
            block
            for is_signed, part in groupby(run, lambda piece: id(piece) in signed)
            for block in ([_block("signature", list(part))] if is_signed else _shaped(list(part)))
        ]
        blocks += shaped
        notices += (_notice(block) for block in shaped if block.kind != "paragraph")
    return tuple(blocks), notices


def _marked(piece: Piece) -> tuple[Kind | None, int]:
    """Return the kind of block that the source's markup makes of a piece, and its group."""
    kind = _KINDS.get(piece.role)
    return kind, piece.markup.group if kind and piece.markup else 0


def _marked_block(kind: Kind, run: Sequence[Piece]) -> Block:
    if kind == "table":
        return _table(run)
    return Block(kind, tuple(map(_marked_passage, run)))


def _marked_passage(piece: Piece) -> Passage:
    markup = piece.markup
    if markup is None:
        return piece.passage
    depth = markup.level if markup.role == "item" else 0
    return replace(piece.passage, label=markup.label, depth=depth)


def _table(run: Sequence[Piece]) -> Block:
    """Lay the cells out by row and column; where one is missing, an empty one stands."""
    cells = {(piece.markup.row, piece.markup.column): piece for piece in run if piece.markup}
    rows = sorted({row for row, _ in cells})
    columns = _columns(run)
    head = {row for (row, _), piece in cells.items() if piece.markup and piece.markup.is_head}
    head_rows = next((i for i, row in enumerate(rows) if row not in head), len(rows) - 1)
    empty = Passage("", run[0].line)
    passages = tuple(
        cells[row, column].passage if (row, column) in cells else empty
        for row in rows
        for column in range(columns)
    )
    return Block("table", passages, columns, head_rows)


def _columns(run: Sequence[Piece]) -> int:
    return 1 + max(piece.markup.column for piece in run if piece.markup)


def _too_wide(run: Sequence[Piece]) -> Notice:
    message = (
        f"This table has {_columns(run)} columns, and {_MOST_COLUMNS} is the most that can be set: "
        "each cell became a paragraph."
    )
    shown = run[0].text[:_SHOWN]
    return Notice(TOO_WIDE, "warning", run[0].line, shown, shown, message)


def _shaped(run: Sequence[Piece]) -> Iterator[Block]:
    """Cut the run at poems, conversations and short lists."""
    shapes: tuple[tuple[Kind, _Shape], ...] = (
        ("verse", find_verse),
        ("dialogue", find_dialogue),
        ("list", _find_lists),
        ("signature", _find_datelines),
    )
    found: dict[int, tuple[int, Kind]] = {}
    taken: set[int] = set()
    for kind, find in shapes:
        for start, end in find(run):
            if taken.isdisjoint(range(start, end)):
                found[start] = (end, kind)
                taken.update(range(start, end))
    index = 0
    while index < len(run):
        end, kind = found.get(index, (index + 1, "paragraph"))
        yield from _parted(kind, run[index:end])
        index = end


def _parted(kind: Kind, run: Sequence[Piece]) -> Iterator[Block]:
    """Part a poem into its stanzas: blank lines stand between them, if not between all."""
    blanks = [piece.after_blank for piece in run[1:]]
    if kind != "verse" or all(blanks):
        yield _block(kind, run)
        return
    start = 0
    for index in [*(i for i, blank in enumerate(blanks, 1) if blank), len(run)]:
        yield _block(kind, run[start:index])
        start = index


def _find_lists(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Find short lines that count up right below each other: 1. 苹果 / 2. 香蕉."""
    runs: list[tuple[int, int]] = []
    start = 0
    while start < len(pieces):
        label = label_of(pieces[start].text) if _is_item(pieces[start]) else None
        end = start + 1
        while label and end < len(pieces) and _is_item(pieces[end]):
            following = label_of(pieces[end].text)
            wanted = (label.kind, label.value + end - start)
            if following is None or (following.kind, following.value) != wanted:
                break
            end += 1
        if label and label.kind in _LISTED and label.value == 1 and end - start > 1:
            runs.append((start, end))
        start = end
    return runs


def _find_datelines(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Find dates far to the right: where stories have no headings, these end them."""
    places = (i for i, piece in enumerate(pieces) if i and piece.indent and is_dateline(piece))
    return [(index, index + 1) for index in places]


def _is_item(piece: Piece) -> bool:
    return piece.is_running and len(piece.text) <= _LONGEST_ITEM


def _block(kind: Kind, run: Sequence[Piece]) -> Block:
    return Block(kind, tuple(_labelled(kind, piece.passage) for piece in run))


def _labelled(kind: Kind, passage: Passage) -> Passage:
    if kind == "dialogue":
        return replace(passage, label=speaker_of(passage.text))
    label = label_of(passage.text) if kind == "list" else None
    if label is None:
        return passage
    rest = passage.text[len(label.text) :]
    return replace(passage, label=passage.text[: len(passage.text) - len(rest.lstrip())])


def _notice(block: Block) -> Notice:
    first, count = block.passages[0], len(block.passages)
    lines = f"{count} line{'s' * (count > 1)}"
    message = f"{lines} set as {_ARTICLES.get(block.kind, 'a')} {block.kind}: told by the shape."
    shown = first.text[:_SHOWN]
    return Notice(SHAPED, "info", first.line, shown, shown, message)


_ARTICLES: dict[Kind, str] = {"verse": "lines of"}
