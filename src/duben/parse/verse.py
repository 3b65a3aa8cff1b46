"""Which pieces are verse: lines of three, four, five or seven characters, as regular poems have.

It knows regular verse only (近体诗, 古体诗, 四言, 三字经): lines of changing length may be
anything, and stay paragraphs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from duben.han import HAN_CLASS, han

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.parse.piece import Piece

_LEAST_HALVES = {3: 8, 4: 4, 5: 4, 6: 4, 7: 4}
"""Characters in a half line (白日依山尽) → how many halves a poem has at least."""

_LONGEST_LINE = 24
# 白日依山尽，黄河入海流。 or one half of it; 欲穷千里目？“更上一层楼！”
_LINE = re.compile(
    f"[“「『]?([{HAN_CLASS}]+)(?P<first>[，、；：。！？][”」』]?|[ \u3000])?"
    f"(?:[“「『]?([{HAN_CLASS}]+)(?P<end>[，。；！？…]*[”」』]?))?"
)
_PAUSE = tuple("，；、：")
_STOP = tuple("。！？…；”」』")
# Words of modern prose, which poems hardly have: 我叫王小明，今年十二岁。 is no verse.
_PROSE = re.compile("[我你他她它的了是们們吗嗎呢吧着這这那哪很在]")
_MOST_PROSE = 0.15


def find_verse(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Return start and end of each run of pieces that are the lines of a poem.

    All lines of a run have the same metre; pauses and stops take turns as in verse, and the
    run ends a sentence. One line of another metre inside a poem does not part it.
    """
    runs: list[tuple[int, int]] = []
    start = 0
    while start < len(pieces):
        metre = _metre(pieces[start])
        end = start + 1
        while metre and end < len(pieces) and _metre(pieces[end]) == metre:
            end += 1
        if metre and _is_poem(pieces[start:end], metre):
            if runs and runs[-1][1] + 1 == start and _is_line(pieces[start - 1]):
                runs[-1] = (runs[-1][0], end)
            else:
                runs.append((start, end))
        start = end
    return runs


def _match(piece: Piece) -> re.Match[str] | None:
    is_short = piece.is_running and len(piece.text) < _LONGEST_LINE
    return _LINE.fullmatch(piece.text) if is_short else None


def _is_line(piece: Piece) -> bool:
    return _match(piece) is not None and piece.text.endswith((*_PAUSE, *_STOP))


def _metre(piece: Piece) -> int:
    """Return how many characters each half of the line has; 0 where it is no line of verse."""
    match = _match(piece)
    if match is None:
        return 0
    first, second = len(match[1]), len(match[3] or match[1])
    return first if first == second and first in _LEAST_HALVES else 0


def _is_poem(run: Sequence[Piece], metre: int) -> bool:
    halves = sum(2 if (match := _match(piece)) and match[3] else 1 for piece in run)
    text = han("".join(piece.text for piece in run))
    return (
        halves >= _LEAST_HALVES[metre]
        and len(_PROSE.findall(text)) <= _MOST_PROSE * len(text)
        and run[-1].text.endswith(_STOP)
        and (halves > len(run) or _takes_turns(run))
    )


def _takes_turns(run: Sequence[Piece]) -> bool:
    """Whether lines that are half lines pause and stop in turn, for the most part."""
    pauses = sum(piece.text.endswith(_PAUSE) for piece in run)
    stops = sum(piece.text.endswith(_STOP) for piece in run)
    return pauses + stops >= len(run) - 1 and 3 * pauses >= len(run)
