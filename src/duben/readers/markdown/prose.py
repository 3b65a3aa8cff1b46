"""The lines of one paragraph of Markdown in a list, a note or a quotation → paragraphs.

Markdown joins lines that have no blank line between them. Many Chinese texts in .md files
have one paragraph a line: these are told from lines that were wrapped at a width. Nothing
is looked at but the shape of the lines, and the number or mark at their start and end. The
lines of the text itself are left as they stand.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from duben.han import HAN_CLASS, han
from duben.readers.annotation import plain
from duben.readers.markdown.syntax import CHINESE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.readers.pieces import Piece

_NUMBERED = re.compile(
    "第[〇零一二三四五六七八九十百千两0-9]+[编編部卷章回节節条條篇课課讲講单單]|"
    "[一二三四五六七八九十百]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[）)]|"
    "[0-9]{1,3}(?:[.．](?![0-9])|、)|[●○■•·]"
)
_INDENTED = re.compile("[> \t]*(?:\u3000|&(?:emsp|ensp|nbsp);)")
_SPACED = re.compile(f"[ \t]{{2,}}(?=[{HAN_CLASS}“《（「])")
_SENTENCE_END = tuple("。！？…”’」』）：；.!?:;")
_LONGEST_HEADING = 40  # Chinese characters
_MARKS = "，。！？；、：,.!?;:"
_LINE_BLOCK = re.compile(r"\|(?: |$)")
# Columns, of which a Chinese character takes two: where texts are wrapped, and how evenly.
_NARROWEST, _WIDEST, _TOLERANCE = 40, 160, 4


def paragraphs(
    pieces: Sequence[Piece], rows: Sequence[str], *, nested: bool = False
) -> list[list[Piece]]:
    """Put the pieces of one paragraph together: each group is to be joined.

    *rows* are the lines of the file; an indent, a number, or a full stop in a line that is
    clearly shorter than the widest parts two paragraphs, as does a hard break. Inside a
    list (*nested*) spaces are no indent.
    """
    widths = [_columns(piece.text) for piece in pieces]
    widest = max(widths, default=0)
    full = sum(width >= widest - _TOLERANCE for width in widths[:-1])
    wrapped = _NARROWEST <= widest <= _WIDEST and 2 * full >= len(widths) - 1
    indents = [is_indented(piece, rows, nested=nested) for piece in pieces]
    by_indent = any(indents[1:])

    def begins(index: int) -> bool:
        before, piece = pieces[index - 1], pieces[index]
        if piece.hard or piece.level != before.level:
            return True
        if by_indent:
            return indents[index]
        return _is_parted(before.text, piece.text, widths[index - 1], widest, wrapped=wrapped)

    groups: list[list[Piece]] = []
    for index, piece in enumerate(pieces):
        if not index or begins(index):
            groups.append([])
        groups[-1].append(piece)
    return groups


def is_indented(piece: Piece, rows: Sequence[str], *, nested: bool = False) -> bool:
    """Whether the line of a piece is set in by wide spaces; inside a list these are none."""
    row = rows[piece.line - 1] if 0 < piece.line <= len(rows) else ""
    return bool(_INDENTED.match(row) or (not nested and _SPACED.match(row)))


def joined(pieces: Sequence[Piece]) -> str:
    """Join pieces: Chinese to Chinese without a space, all else with one."""
    text = ""
    for piece in pieces:
        around = (text[-1:], piece.text[:1])
        close = not text or all(CHINESE.match(character) for character in around)
        text += piece.text if close else " " + piece.text
    return text


def line_block(pieces: Sequence[Piece]) -> list[str]:
    """Return the lines of a line block, each behind a bar (| 床前明月光), without it; else none."""
    texts = [piece.text for piece in pieces]
    if len(texts) > 1 and all(_LINE_BLOCK.match(text) for text in texts):
        return [text[1:].strip() for text in texts]
    return []


def is_heading_like(text: str) -> bool:
    """Whether a line with --- below it is a heading, and not a paragraph above a rule."""
    ends = text.endswith((*_SENTENCE_END, "，"))
    return "\n" not in text and not ends and len(han(text)) <= _LONGEST_HEADING


def _is_parted(before: str, text: str, width: int, widest: int, *, wrapped: bool) -> bool:
    if _NUMBERED.match(text):
        return True
    if before.endswith(_SENTENCE_END):
        return not wrapped or width < widest - _TOLERANCE
    return 2 * width < widest and not before.endswith(tuple(_MARKS))


def _columns(text: str) -> int:
    """Width in columns: full-width characters two (UAX #11), all others one."""
    wide = (unicodedata.east_asian_width(character) in "WFA" for character in plain(text))
    return sum(1 + is_wide for is_wide in wide)
