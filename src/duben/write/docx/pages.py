"""Estimate on which page a paragraph stands, for the table of contents.

Boxes of known heights in, page numbers out: lines are counted with the widths of `widths`,
pages filled as Word fills them. It is an estimate: who has other fonts presses F9 in Word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_CLOSING = frozenset("，。、；：！？）》〉】」』”’…,.;:!?)")
_MANY = 4
"""A paragraph of fewer lines is not parted: two stay together on either page."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a style sets a paragraph; all lengths are twentieths of a point."""

    size: int
    line: int
    before: int = 0
    after: int = 0
    left: int = 0
    right: int = 0
    first: int = 0
    keeps_next: bool = False
    keeps_lines: bool = False
    begins_page: bool = False
    is_contextual: bool = False
    keeps_pairs: bool = True  # no line of a paragraph stands alone on a page


@dataclass(frozen=True, slots=True)
class Box:
    """A paragraph, or a row of a table, of `lines` lines; `names` are places in it.

    `head` is the height of the rows that are repeated where a page begins with this one,
    `notes` that of the footnotes to it.
    """

    style: str
    shape: Shape
    lines: int = 1
    names: tuple[str, ...] = ()
    head: int = 0
    notes: int = 0

    @property
    def height(self) -> int:
        """The height of all lines with the space around them."""
        return self.lines * self.shape.line + self.shape.before + self.shape.after


def count_lines(advances: Iterable[tuple[str, float]], shape: Shape, measure: int) -> int:
    """Count the lines of text whose characters have these *advances* within *measure*."""
    room = measure - shape.left - shape.right
    x = float(shape.first)
    lines = 1
    for text, advance in advances:
        if x + advance > room + 1 and text not in _CLOSING:
            lines += 1
            x = 0.0
        x += advance
    return lines


def number(boxes: Iterable[Box], height: int) -> Mapping[str, int]:
    """Return the page of each named place on pages of this *height*."""
    found: dict[str, int] = {}
    page, y, last = 1, 0, ""
    for group in _groups(boxes):
        need = _least(group)
        if group[0].shape.begins_page and (y or page > 1 or found):
            page, y = page + 1, 0
        elif y and y + need > height:
            page, y = page + 1, group[0].head
        for box in group:
            before = 0 if box.shape.is_contextual and box.style == last else box.shape.before
            y += before + box.notes
            found.update(dict.fromkeys(box.names, page))
            for _ in range(box.lines):
                if y + box.shape.line > height:
                    page, y = page + 1, box.head
                y += box.shape.line
            y += box.shape.after
            last = box.style
    return found


def _groups(boxes: Iterable[Box]) -> Iterator[list[Box]]:
    """Yield boxes with those that they have to stand on one page with."""
    group: list[Box] = []
    for box in boxes:
        group.append(box)
        if not box.shape.keeps_next:
            yield group
            group = []
    if group:
        yield group


def _least(group: Sequence[Box]) -> int:
    """Return the height that has to fit on a page for the group to begin on it."""
    *kept, last = group
    fewest = 2 if last.shape.keeps_pairs else 1
    is_whole = last.shape.keeps_lines or (last.shape.keeps_pairs and last.lines < _MANY)
    lines = last.lines if is_whole else fewest
    height = sum(box.height + box.notes for box in kept)
    return height + last.shape.before + lines * last.shape.line + last.notes
