"""Line breaks inside a paragraph of Word → its lines.

What was pasted from a web page often has ↓ where paragraphs end. What a break means in
running text is not decided here; a heading or an item is one line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.readers.one_line import one_line

if TYPE_CHECKING:
    from duben.source import Role

_BROKEN: tuple[Role, ...] = ("paragraph", "quotation", "code")


def lines_of(text: str, role: Role) -> tuple[str, ...]:
    """Return the lines of a paragraph, one where its role has no lines."""
    parts = [part for part in text.split("\n") if part.strip()]
    return tuple(parts) if role in _BROKEN else (one_line(parts),)
