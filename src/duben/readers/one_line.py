"""Lines that have to be one, of a heading, an item or a cell → that one line.

A title is broken for its looks, 关于发展的 / 通知; a space is put only where two words would
run together, or behind a number that stands alone, 第一章 / 相遇.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from duben.readers.annotation import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = re.compile(
    "第[〇零一二三四五六七八九十百千两0-9]+[编編部卷章回节節篇课課讲講单單](?:元)?|[一二三四五六七八九十0-9]{1,3}"
)
_MARKS = "，。、；：！？…—”’」』）)》.,;:!?"


def one_line(parts: Sequence[str], *, gap: str = "") -> str:
    """Return the parts as one line; *gap* stands between parts that no mark ends."""
    text = ""
    for part in filter(None, (part.strip(" ") for part in parts)):
        before = plain(text)
        ends = before[-1:] + plain(part)[:1]
        needs_space = (ends.isascii() and ends.isalnum()) or _NUMBER.fullmatch(before)
        if not text or before.endswith(tuple(_MARKS)):
            text += part
        else:
            text += (" " if needs_space else gap) + part
    return text
