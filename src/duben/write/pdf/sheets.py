"""Sheets of paper: which stylesheets set one, and how much of a text it holds.

`Printing` in, a `Sheet` out. All lengths are in the stylesheets; what is counted here in
characters and lines serves to judge what is too long, and a test compares it with the pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duben.config import Paper, Printing, TypeSize


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper with its type area.

    `measure` is the characters of a line of 12pt, `lines` the lines of 20pt on a page.
    Everything is printed `zoom` times as large as the stylesheets say: they measure a sheet
    of large type in points that are so much larger.
    """

    stylesheets: tuple[str, ...]
    measure: int = 36
    lines: int = 34
    zoom: float = 1


def sheet(printing: Printing) -> Sheet:
    """Return the sheet that *printing* asks for, with the stylesheets of its other options."""
    chosen = _SHEETS[printing.paper, printing.size]
    options = []
    if printing.sides == "two":
        options.append("two-sided.css")
    if printing.ruby_grid:
        options.append("ruby-grid.css")
    if printing.line_numbers:
        options.append("line-numbers.css")
        if printing.sides == "two":
            options.append("line-numbers-two-sided.css")
    return Sheet((*chosen.stylesheets, *options), chosen.measure, chosen.lines, chosen.zoom)


_LARGE = 1.35

_SHEETS: dict[tuple[Paper, TypeSize], Sheet] = {
    ("a4", "normal"): Sheet(()),
    ("letter", "normal"): Sheet(("letter.css",), lines=32),
    ("a4", "large"): Sheet(("large.css",), 28, 26, _LARGE),
    ("letter", "large"): Sheet(("large.css", "large-letter.css"), 28, 24, _LARGE),
}
