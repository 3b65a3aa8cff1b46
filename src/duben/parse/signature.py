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
# 二〇二四年七月四日, 一九二二年十二月三日，鲁迅记于北京。
_DATE = re.compile(
    f"[（(]?(?P<year>(?:公元|民国|民國)?(?:[{_DIGIT}]{{2,4}}|[0-9]{{4}})年)?"
    f"{_MONTH}(?:{_DAY})?(?:[ \u3000，,]*[^，。；！？：]{{1,12}})?[）)]?[。.]?[）)]?"
)
_SET_IN = 12  # columns: a date so far to the right is one, even without its year
_LONGEST_NAME = 30
_MOST_NAMES = 3
_ENDS = frozenset("。！？；：，、…”」』!?;:,")


def is_dateline(piece: Piece) -> bool:
    """Whether the piece is a date and no more than a few words of where and by whom."""
    match = _DATE.fullmatch(piece.text) if piece.is_running else None
    return match is not None and (match["year"] is not None or piece.indent >= _SET_IN)


def signature_length(pieces: Sequence[Piece]) -> int:
    """Return how many of the last *pieces* are a signature with its date; 0 if none.

    A name is a short line without an end mark; more than one stand only if they are set in.
    """
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
