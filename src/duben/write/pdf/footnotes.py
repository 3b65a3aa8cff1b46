"""Set the footnotes of a page as they come, without setting those before them again.

WeasyPrint lays out all footnotes of a page for each new one: twenty glosses at the foot of a
page are set two hundred times. Here only the line that a new one stands on is set again, since
those before it can't change: footnotes that follow each other in one paragraph fill its lines
from the first to the last.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class _State:
    """What is known once a footnote is set: all lines but the last one stay as they are."""

    footnote: Any
    first: int
    """The footnote in which the last line begins, counted from 0."""
    skip: Any
    """Where in that footnote it begins, as WeasyPrint writes it; None for its beginning."""
    above: float
    """The height of the lines before the last one, in CSS pixels."""
    height: float
    """The height of all its lines, in CSS pixels."""


def in_steps(update: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Make of *update*, which sets all footnotes of a page, one that sets only new ones.

    Both change where the text of the page ends, and return whether the footnotes need more
    height than they may have: never so here, where no height is set.
    """

    def set_new(context: Any) -> bool:
        area = context.current_footnote_area
        if not context.current_page_footnotes or context.in_column or not _is_open(area):
            return update(context)
        states = _states(context)
        if states is None:
            return update(context)
        if area.height != "auto":
            context.page_bottom += area.margin_height()
        area.children = context.current_page_footnotes
        area.height = states[-1].height
        context.page_bottom -= area.margin_height()
        return False

    return set_new


def _is_open(area: Any) -> bool:
    """Whether the footnotes may be as high as they are."""
    return bool(area.style["height"] == "auto" and area.max_height == inf and not area.min_height)


def _states(context: Any) -> list[_State] | None:
    """Return a state for each footnote of the page, or None if they are not one paragraph."""
    area, footnotes = context.current_footnote_area, context.current_page_footnotes
    states: list[_State] = getattr(area, "states", [])
    known = 0
    while known < min(len(states), len(footnotes)) and states[known].footnote is footnotes[known]:
        known += 1
    del states[known:]
    for number in range(known, len(footnotes)):
        state = _with(context, footnotes[: number + 1], states[-1] if states else None)
        if state is None:
            return None
        states.append(state)
    area.states = states
    return states


def _with(context: Any, footnotes: list[Any], before: _State | None) -> _State | None:
    """Set *footnotes* from the last line on that they had *before* the last of them came."""
    from weasyprint.formatting_structure import boxes, build
    from weasyprint.layout.block import block_level_layout

    first, skip, above = (before.first, before.skip, before.above) if before else (0, None, 0)
    area = context.current_footnote_area
    area.children = footnotes[first:]
    paragraph = build.create_anonymous_boxes(area.deepcopy())
    start = None if skip is None else {0: {0: skip}}
    lines = block_level_layout(context, paragraph, -inf, start, area.page)[0].children
    if not all(isinstance(line, boxes.LineBox) for line in lines):
        return None
    if len(lines) > 1:
        above += sum(line.height for line in lines[:-1])
        ((index, skip),) = lines[-2].resume_at.items()
        first += index
    return _State(footnotes[-1], first, skip, above, above + lines[-1].height)
