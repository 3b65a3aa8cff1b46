"""Which pieces are dialogue, as in a play or a textbook.

甲：你好。 / 乙：你好！ A speaker and a colon begin each of them. Lines that only name
things (时间：, 地点：) and reports (会议指出：) are no dialogue, nor is one such line alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.parse.piece import Piece

_SPEAKER = re.compile(r"([\w·]{1,8}(?:[（(][^（）()：:]{1,12}[）)])?)[：:][ \u3000]*(?=\S)")
_ROLES = frozenset(
    (
        *(
            "A",
            "B",
            "C",
            "D",
            "甲",
            "乙",
            "丙",
            "丁",
            "问",
            "問",
            "答",
            "师",
            "師",
            "生",
            "男",
            "女",
        ),
        *("老师", "老師", "学生", "學生", "记者", "記者", "医生", "醫生", "病人", "服务员", "顾客"),
    )
)
_NO_SPEAKER_END = ("说", "說", "道", "指出", "强调", "強調", "认为", "認為", "表示", "如下", "要求")
_LEAST_LINES = 2


def speaker_of(text: str) -> str:
    """Return who speaks, with the colon and the space behind it; "" where nobody does."""
    match = _SPEAKER.match(text)
    if match is None or match[1].endswith(_NO_SPEAKER_END) or match[1].isdigit():
        return ""
    return match[0]


def find_dialogue(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Return start and end of each run of pieces that are a conversation.

    Two must speak, and either all are called as speakers are (A, 甲, 问, 老师), or somebody
    speaks again: 小王：… 小李：… 小王：….
    """
    runs: list[tuple[int, int]] = []
    start = 0
    while start < len(pieces):
        end = start
        while end < len(pieces) and pieces[end].is_running and speaker_of(pieces[end].text):
            end += 1
        if _is_conversation([_name(piece.text) for piece in pieces[start:end]]):
            runs.append((start, end))
        start = max(end, start + 1)
    return runs


def _name(text: str) -> str:
    return re.split("[：:（(]", text, maxsplit=1)[0]


def _is_conversation(speakers: Sequence[str]) -> bool:
    different = set(speakers)
    return (
        len(speakers) >= _LEAST_LINES
        and len(different) > 1
        and (different <= _ROLES or len(different) < len(speakers))
    )
