"""Pieces → pieces without stray spaces between Chinese characters: 我 们 → 我们.

Spaces that part something stay: 第一条 为了…, 张三 李四, 白日依山尽 黄河入海流.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from duben.han import HAN_CLASS
from duben.model import Notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.parse.piece import Piece

STRAY = "T05"

_AFTER = "，。、：；！？）》”’」』】〕…"
_BEFORE = "，。、：；！？）》”’」』】〕（《“‘「『【〔…"
_GAP = re.compile(f"(?<=[{HAN_CLASS}{_AFTER}（《“‘「『【〔])[ \t\u3000]+(?=[{HAN_CLASS}{_BEFORE}])")
_LABEL = re.compile(
    "(?:第[〇零一二三四五六七八九十百千两0-9]+[编編部卷章回节節条條篇课課讲講](?:之[一二三四五六七八九十]+)?"
    "|第[一二三四五六七八九十]+部分|[〇零一二三四五六七八九十百]{1,3}|附[件录錄][一二三四五六七八九十0-9]*|目[录錄])"
)
_PROSE_END = frozenset("。！？…”」')）")
_SHORTEST_PROSE = 15
_LAST_WORD = re.compile(f"(?<![{HAN_CLASS}])[{HAN_CLASS}]+$")
_FIRST_WORD = re.compile(f"[{HAN_CLASS}]+")
_NAME_LENGTHS = range(2, 5)
_SPACED_OUT = 3  # so many single characters in a row are one word set wide: 宣 言 书


def tidy(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Notice]]:
    """Return the pieces without stray spaces, and one notice for each piece that had any."""
    tidied, notices = [], []
    for piece in pieces:
        text, removed = _tidy(piece.text)
        tidied.append(replace(piece, passage=replace(piece.passage, text=text)))
        if removed:
            before = "、".join(old for old, _ in removed)
            after = "、".join(new for _, new in removed)
            message = f"{len(removed)} stray space{'s' * (len(removed) > 1)} removed."
            notices.append(Notice(STRAY, "info", piece.line, before, after, message))
    return tidied, notices


def _tidy(text: str) -> tuple[str, list[tuple[str, str]]]:
    gaps = list(_GAP.finditer(text))
    if not gaps:
        return text, []
    starts = [0, *(gap.end() for gap in gaps)]
    ends = [*(gap.start() for gap in gaps), len(text)]
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    wide = _spaced_out(pieces)
    kept = [pieces[0]]
    removed = []
    for index, gap in enumerate(gaps):
        if index in wide or _is_stray(text, gap, pieces, index):
            around = text[gap.start() - 1], text[gap.end()]
            removed.append((gap[0].join(around), "".join(around)))
        else:
            kept.append(gap[0])
        kept.append(pieces[index + 1])
    return "".join(kept), removed


def _spaced_out(pieces: list[str]) -> set[int]:
    """Return the gaps inside runs of single characters."""
    single = [len(piece) == 1 for piece in pieces]
    first = int(bool(_LABEL.fullmatch(pieces[0])) and not single[0])
    if all(single[first:]):  # 宣 言, 第五章 附 则
        return set(range(first, len(pieces) - 1))
    wide: set[int] = set()
    run: list[int] = []
    for index, is_single in enumerate([*single, False]):
        if is_single:
            run.append(index)
            continue
        if len(run) >= _SPACED_OUT:
            wide.update(run[:-1])
        run = []
    return wide


def _is_stray(text: str, gap: re.Match[str], pieces: list[str], index: int) -> bool:
    before, after = text[gap.start() - 1], text[gap.end()]
    if index == 0 and _LABEL.fullmatch(pieces[0]):  # 第一条 《…》
        return False
    if before in _AFTER or after in _BEFORE:
        return True
    is_prose = len(text) >= _SHORTEST_PROSE and text[-1] in _PROSE_END
    behind, ahead = _LAST_WORD.search(pieces[index]), _FIRST_WORD.match(pieces[index + 1])
    names = all(word and len(word[0]) in _NAME_LENGTHS for word in (behind, ahead))
    return is_prose and not names
