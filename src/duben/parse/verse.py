"""Which pieces are verse: lines of four, five or seven characters, as regular poems have.

It knows regular verse only (近体诗, 古体诗, 四言): lines of changing length may be anything,
and stay paragraphs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from duben.han import HAN_CLASS, han

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.parse.piece import Piece

_METRES = frozenset((4, 5, 6, 7))
_LEAST_LINES = 2
_LEAST_CHARACTERS = 16
# 白日依山尽，黄河入海流。 or one half of it; 欲穷千里目？“更上一层楼！”
_LINE = re.compile(
    f"[“「『]?([{HAN_CLASS}]+)(?:[，、；：。！？][”」』]?|[ \u3000])?"
    f"(?:[“「『]?([{HAN_CLASS}]+)[，。；！？…]*[”」』]?)?"
)
_END = "，。；！？…”」』"


def find_verse(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Return start and end of each run of pieces that are the lines of a poem.

    All lines of a run have the same metre, at least half of them end in a mark, and the
    run ends a sentence.
    """
    runs: list[tuple[int, int]] = []
    start = 0
    while start < len(pieces):
        metre = _metre(pieces[start])
        end = start + 1
        while metre and end < len(pieces) and _metre(pieces[end]) == metre:
            end += 1
        if metre and _is_poem(pieces[start:end]):
            runs.append((start, end))
        start = end
    return runs


def _metre(piece: Piece) -> int:
    """Return how many characters each half of the line has; 0 where it is no line of verse."""
    match = _LINE.fullmatch(piece.text) if piece.is_running and len(piece.text) < 24 else None  # noqa: PLR2004
    if match is None:
        return 0
    first, second = len(match[1]), len(match[2] or match[1])
    if second == 2 * first or first == 2 * second:
        return 0
    return first if first == second and first in _METRES else 0


def _is_poem(run: Sequence[Piece]) -> bool:
    characters = sum(len(han(piece.text)) for piece in run)
    marked = sum(piece.text[-1] in _END for piece in run)
    return (
        len(run) >= _LEAST_LINES
        and characters >= _LEAST_CHARACTERS
        and 2 * marked >= len(run)
        and run[-1].text[-1] in _END
    )
