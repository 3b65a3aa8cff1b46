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
_NO_SPEAKER_END = (
    *("曰", "云", "问", "問", "答道", "写道", "寫道", "建议", "提出"),
    *("说", "說", "道", "指出", "强调", "強調", "认为", "認為", "表示", "如下", "要求"),
)
# 时间：, 优点：, 早餐： name things; nobody speaks there.
_THINGS = re.compile(
    "(?:时间|時間|日期|地[点點址]|主[办辦持题題]|[优優缺]点|[早中午晚]餐|[说說]明|注意|提示|步[骤驟]|目的|结果|結果|原因|"
    "例如?|例句|注|备注|電話|电话|邮箱|郵箱|网址|網址|姓名|性[别別]|年[龄齡]|[内內]容|[标標]题|作者|来源|來源|[单單]位|价格|價格|"
    "[数數]量|人[数數物]|第[一二三四五六七八九十]|[一二三四五六七八九十]|上午|下午|晚上|[图圖表]\\d*)"
)
_DIRECTION = re.compile("[（(][^（）()]{1,60}[）)]")  # （两个人走进教室）
_FINISHED = frozenset("。！？…”」』.!?")
_LEAST_LINES = 2


def speaker_of(text: str) -> str:
    """Return who speaks, with the colon and the space behind it; "" where nobody does."""
    match = _SPEAKER.match(text)
    if match is None or match[1].isdigit() or _THINGS.fullmatch(match[1]):
        return ""
    if match[1].endswith(_NO_SPEAKER_END) and match[1] not in _ROLES:  # 问：, but not 孟子问：
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
        while end < len(pieces) and _goes_on(pieces, end, begun=end > start):
            end += 1
        if _is_conversation([piece.text for piece in pieces[start:end]]):
            runs.append((start, end))
        start = max(end, start + 1)
    return runs


def _goes_on(pieces: Sequence[Piece], index: int, *, begun: bool) -> bool:
    """Whether somebody speaks here, or a stage direction stands between two who do."""
    if not pieces[index].is_running:
        return False
    if speaker_of(pieces[index].text):
        return True
    is_between = begun and index + 1 < len(pieces) and pieces[index + 1].is_running
    return (
        is_between
        and _DIRECTION.fullmatch(pieces[index].text) is not None
        and bool(speaker_of(pieces[index + 1].text))
    )


def _name(text: str) -> str:
    return re.split("[：:（(]", text, maxsplit=1)[0]


def _is_conversation(texts: Sequence[str]) -> bool:
    spoken = [text for text in texts if speaker_of(text)]
    speakers = [_name(text) for text in spoken]
    different = set(speakers)
    finished = sum(text[-1] in _FINISHED for text in spoken)
    return (
        len(speakers) >= _LEAST_LINES
        and len(different) > 1
        and 2 * finished >= len(spoken)
        and (different <= _ROLES or len(different) < len(speakers))
    )
