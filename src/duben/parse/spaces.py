"""Pieces → pieces without stray spaces between Chinese characters: 我 们 → 我们.

Spaces that part something stay: 第一条 为了…, 张三 李四, 白日依山尽 黄河入海流.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from duben.han import HAN_CLASS, han
from duben.source import Notice

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
_OPENING, _CLOSING = "（《“‘「『【〔", "）》”’」』】〕"
_LAST_RUN = re.compile(f"(?<![{HAN_CLASS}])[{HAN_CLASS}]+$")
_FIRST_RUN = re.compile(f"[{HAN_CLASS}]+")
_SPACED_OUT = 5  # so many single characters in a row are words set wide: 人 工 智 能 的
_BLANK = 3  # spaces that somebody left to be filled in: 他（   ）去
_LEAST_STRAYS, _STRAYS_SHARE = 8, 60  # in a text of so many, one in so many characters


def tidy(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Notice]]:
    """Return the pieces without stray spaces, and one notice for each piece that had any."""
    tidied, notices = [], []
    scattered = _are_scattered(pieces)
    for piece in pieces:
        is_code = piece.role == "code"
        text, removed = (piece.text, []) if is_code else _tidy(piece.text, scattered=scattered)
        tidied.append(replace(piece, passage=replace(piece.passage, text=text)))
        if removed:
            before = "、".join(old for old, _ in removed)
            after = "、".join(new for _, new in removed)
            message = f"{len(removed)} stray space{'s' * (len(removed) > 1)} removed."
            notices.append(Notice(STRAY, "info", piece.line, before, after, message))
    return tidied, notices


def _are_scattered(pieces: Sequence[Piece]) -> bool:
    """Whether single spaces stand everywhere between words, as OCR and PDFs leave them."""
    texts = [piece.text for piece in pieces if piece.text[-1:] in _AFTER]
    gaps = sum(gap[0] == " " for text in texts for gap in _GAP.finditer(text))
    characters = sum(len(han(text)) for text in texts)
    return gaps >= _LEAST_STRAYS and gaps * _STRAYS_SHARE >= characters


def _tidy(text: str, *, scattered: bool) -> tuple[str, list[tuple[str, str]]]:
    gaps = list(_GAP.finditer(text))
    if not gaps:
        return text, []
    starts = [0, *(gap.end() for gap in gaps)]
    ends = [*(gap.start() for gap in gaps), len(text)]
    runs = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    wide = _spaced_out(runs)
    kept = [runs[0]]
    removed = []
    for index, gap in enumerate(gaps):
        if index in wide or _is_stray(text, gap, runs, index, scattered=scattered):
            around = text[gap.start() - 1], text[gap.end()]
            removed.append((gap[0].join(around), "".join(around)))
        else:
            kept.append(gap[0])
        kept.append(runs[index + 1])
    return "".join(kept), removed


def _spaced_out(runs: list[str]) -> set[int]:
    """Return the gaps between single characters, where a line or many of them are set wide."""
    single = [len(run) == 1 for run in runs]
    first = int(bool(_LABEL.fullmatch(runs[0])) and not single[0])
    if all(single[first:]):  # 宣 言, 第五章 附 则
        return set(range(first, len(runs) - 1))
    wide: set[int] = set()
    row: list[int] = []
    for index, is_single in enumerate([*single, False]):
        if is_single:
            row.append(index)
            continue
        if len(row) >= _SPACED_OUT:
            wide.update(row[:-1])
        row = []
    return wide


def _is_stray(
    text: str, gap: re.Match[str], runs: list[str], index: int, *, scattered: bool
) -> bool:
    """Whether the space says nothing. In doubt it stays: 总理李克强 外交部长王毅."""
    before, after = text[gap.start() - 1], text[gap.end()]
    if index == 0 and _LABEL.fullmatch(runs[0]):  # 第一条 《…》
        return False
    if len(gap[0]) >= _BLANK or (before in _OPENING and after in _CLOSING):
        return False
    if before in _AFTER or after in _BEFORE or before in _OPENING:
        return True
    is_sentence = text[-1] in _AFTER and gap[0] == " "  # 白日依山尽　黄河入海流 parts two
    behind, ahead = _LAST_RUN.search(runs[index]), _FIRST_RUN.match(runs[index + 1])
    lengths = [len(found[0]) for found in (behind, ahead) if found]
    is_cut_off = lengths.count(1) == 1  # 我 们都来, but not 上 中 下
    return is_sentence and (scattered or is_cut_off)
