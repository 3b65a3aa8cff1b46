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

_NOTES_RULE = 300
"""What the rule above the footnotes of a page takes, in twentieths of a point."""


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
    frame: int = 0  # borders above and below, with what keeps them from the text
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
    page, y = 1, 0
    noted = 0  # the last page with a rule above footnotes
    last: Box | None = None
    for group in _groups(boxes):
        if group[0].shape.begins_page and (y or page > 1 or found):
            page, y, last = page + 1, 0, None
        elif y and y + _least(group, last) > height:
            page, y, last = page + 1, group[0].head, None
        for box in group:
            y += _gap(last, box) + box.shape.frame + box.notes
            if box.notes and noted < page:
                y, noted = y + _NOTES_RULE, page
            found.update(dict.fromkeys(box.names, page))
            for _ in range(box.lines):
                if y + box.shape.line > height:
                    page, y = page + 1, box.head
                y += box.shape.line
            last = box
    return found


def _gap(last: Box | None, box: Box) -> int:
    """Return the space between two boxes: the larger of theirs, or what is before the first.

    Between paragraphs of one style that wish so (contextualSpacing) there is none.
    """
    if last is None:
        return box.shape.before
    if last.style == box.style and box.shape.is_contextual:
        return 0
    return max(last.shape.after, box.shape.before)


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


def _least(group: Sequence[Box], last: Box | None) -> int:
    """Return the height that has to fit on a page for the group to begin on it."""
    height = 0
    for box in group:
        fewest = 2 if box.shape.keeps_pairs else 1
        is_whole = box.shape.keeps_lines or (box.shape.keeps_pairs and box.lines < _MANY)
        lines = box.lines if is_whole or box is not group[-1] else fewest
        height += _gap(last, box) + box.shape.frame + lines * box.shape.line + box.notes
        last = box
    return height
