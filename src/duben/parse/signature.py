"""The end of a text → who signed it and when: 某某委员会 / 二〇二四年七月四日.

Only the last lines of a section are looked at, and only where the last is a date.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from duben.parse.numbering import label_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.parse.piece import Piece

_DIGIT = "〇○零一二三四五六七八九十"
_MONTH = f"(?:[{_DIGIT}]{{1,3}}|[0-9]{{1,2}})月"
_DAY = f"(?:[{_DIGIT}]{{1,3}}|[0-9]{{1,2}})[日号號]"
_BEHIND = (
    "[ \u3000，,]*(?:[^，。；！？：]{0,8}[记記写寫作毕畢改][于於]?[^，。；！？：]{0,8}|"
    "[于於在][^，。；！？：]{1,10})"
)
_NAME = "[ \u3000，,]+[^，。；！？： ]{2,4}"
# 二〇二四年七月四日, 一九二二年十二月三日，鲁迅记于北京。 and, far to the right, …，鲁迅。
_DATE = re.compile(
    f"[（(]?(?P<year>(?:公元|民国|民國)?(?:[{_DIGIT}]{{2,4}}|[0-9]{{4}})年)?"
    f"{_MONTH}(?:{_DAY})?(?:{_BEHIND}|(?P<name>{_NAME}))?[）)]?[。.]?[）)]?"
)
# What may stand below a signature: 附件：…, 抄送：…, （此件公开发布）.
_BELOW = re.compile("附[件：:]|附录|附錄|抄送|主送|主题词|联系人|[（(]此件|[0-9]{1,2}[.．、]|印发")
_MOST_BELOW = 8
_SET_IN = 12  # columns: a date so far to the right is one, even without its year
_LONGEST_NAME = 30
_MOST_NAMES = 3
_ENDS = frozenset("。！？；：，、…”」』!?;:,")


def is_dateline(piece: Piece) -> bool:
    """Whether the piece is a date and no more than a few words of where and by whom."""
    match = _DATE.fullmatch(piece.text) if piece.is_running else None
    if match is None:
        return False
    return piece.indent >= _SET_IN or bool(match["year"] and not match["name"])


def find_signature(pieces: Sequence[Piece]) -> tuple[int, int]:
    """Return start and end of the signature of a text; both the same where it has none.

    It ends with a date, and only attachments and the like stand below it. A name is a short
    line without an end mark; more than one stand only if they are set in.
    """
    end = len(pieces)
    while len(pieces) - end < _MOST_BELOW and end and _BELOW.match(pieces[end - 1].text):
        end -= 1
    count = _length(pieces[:end])
    return end - count, end


def _length(pieces: Sequence[Piece]) -> int:
    if not pieces or not is_dateline(pieces[-1]):
        return 0
    count = 1
    for piece in pieces[-2 : -2 - _MOST_NAMES : -1]:
        if not _is_name(piece) or (count > 1 and not piece.indent):
            break
        count += 1
    # What is nothing but names and a date has no text that they could sign.
    return count if count < len(pieces) else min(1, len(pieces) - 1)


def _is_name(piece: Piece) -> bool:
    text = piece.text
    return (
        piece.is_running
        and 1 < len(text) <= _LONGEST_NAME
        and text[-1] not in _ENDS
        and label_of(text) is None
        and not re.search("[，。；]", text)
    )
