"""Line breaks inside a paragraph → paragraphs of their own, lines of verse, or nothing.

What was pasted from a web page often has ↓ where paragraphs end. Equal short lines are
verse; a part that begins with U+3000 or a number, or comes after a full sentence or a
short line (联系人：张三), is a paragraph; what breaks off in mid-sentence is joined again.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from duben.han import han
from duben.readers.annotation import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.model import Role

_VERSE = range(3, 17)  # Han characters: 床前明月光 has 5, 床前明月光，疑是地上霜。 10
_FULL_LINE = 15
_SENTENCE_END = "。！？…：；”’」』）"
_START = re.compile(
    "\u3000|[（(]?[一二三四五六七八九十0-9]{1,3}[、.．）)](?![0-9])|[\u2460-\u2473●•·◆■※]"
)


def lines_of(text: str, role: Role) -> tuple[Role, tuple[str, ...]]:
    """Return what the lines of a paragraph are, and the lines."""
    parts = [part for part in text.split("\n") if part.strip()]
    if role == "code" or len(parts) < 2:  # noqa: PLR2004 one is whole
        return role, tuple(parts)
    if role not in ("paragraph", "quotation"):
        return role, (joined(parts),)
    if _is_verse(parts):
        return "verse", tuple(parts)
    lines = parts[:1]
    for before, part in pairwise(parts):
        if _begins(before, part):
            lines.append(part)
        else:
            lines[-1] = joined((lines[-1], part))
    return role, tuple(lines)


def joined(parts: Sequence[str]) -> str:
    """Return the parts as one; only between Latin words or digits is a space put."""
    text = ""
    for part in parts:
        ends = text[-1:] + part[:1]
        needs_space = bool(text and part) and ends.isascii() and ends.isalnum()
        text += (" " if needs_space else "") + part
    return text


def _is_verse(parts: Sequence[str]) -> bool:
    lengths = {len(han(plain(part))) for part in parts}
    is_equal = len(lengths) == 1 and lengths.pop() in _VERSE
    return is_equal and not any("：" in part or part.startswith("\u3000") for part in parts)


def _begins(before: str, part: str) -> bool:
    shown = plain(before).rstrip()
    return (
        bool(_START.match(part))
        or shown.endswith(tuple(_SENTENCE_END))
        or len(han(shown)) < _FULL_LINE
    )
