"""Lines → which of them are one paragraph, broken at a fixed width.

A mark at the end of a broken line has its neighbour in the next one, and a quotation runs
on. Nothing is joined here: what the paragraphs of a text are, is the parser's business.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.model import Line

_BLANK = " \t\u3000"
# What begins a line of its own: an indent, a number, a bullet, marks of Markdown.
_BEGINS = re.compile(
    "[ \t\u3000]|[#>|`~]|[-*+•·●○■] |第[〇零一二三四五六七八九十百千0-9]+[章节節条條回篇课課]|"
    "[一二三四五六七八九十百]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[.．、](?![0-9])"
)
_SENTENCE_END = frozenset("。！？…”」』.!?\"'")

# Columns: a Chinese character takes two.
_NARROWEST, _WIDEST = 40, 160
_TOLERANCE = 4
_UNFINISHED_SHARE = 0.5
_LEAST_PAIRS = 3


def broken_paragraphs(lines: Sequence[Line]) -> list[range]:
    """Return the indexes of *lines* in groups: those that were one line before the break.

    A line that its source has marked as a paragraph or heading is a group of its own, and
    so is each line of a text that is not broken.
    """
    follows = [_may_follow(before, after) for before, after in pairwise(lines)]
    indented = any(line.text[:1] in _BLANK and line.text.strip(_BLANK) for line in lines[1:])
    broken = [line for line, runs_on in zip(lines, follows, strict=False) if runs_on]
    least = _least_width(broken, indented=indented)
    groups: list[range] = []
    start = 0
    for index, line in enumerate(lines):
        runs_on = index < len(follows) and follows[index]
        if not (least and runs_on and _columns(line.text) >= least):
            groups.append(range(start, index + 1))
            start = index + 1
    return groups


def is_literal(line: Line) -> bool:
    """Whether the line is code, whose characters and marks all stay as they are."""
    return line.markup is not None and line.markup.role == "code"


def _may_follow(before: Line, after: Line) -> bool:
    """Whether *after* can be the rest of *before*: neither is blank, marked or begins anew."""
    if before.markup or after.markup or not before.text.strip(_BLANK):
        return False
    return bool(after.text.strip(_BLANK)) and not (
        _BEGINS.match(after.text) or before.text[0] in "#`~|"
    )


def _least_width(broken: Sequence[Line], *, indented: bool) -> int:
    """Return from which width on a line was broken, 0 where each line is a paragraph.

    Lines that were broken are as wide as the widest, and most stop inside a sentence.
    Where paragraphs are indented, that tells them apart, and widths may differ.
    """
    if len(broken) < _LEAST_PAIRS:
        return 0
    widths = sorted(_columns(line.text) for line in broken)
    width = widths[(len(widths) * 9) // 10]
    least = _NARROWEST if indented else width - _TOLERANCE
    full = [line for line in broken if _columns(line.text) >= least]
    unfinished = sum(line.text.rstrip(_BLANK)[-1] not in _SENTENCE_END for line in full)
    is_broken = (
        _NARROWEST <= width <= _WIDEST
        and len(full) >= _UNFINISHED_SHARE * len(broken)
        and unfinished >= _UNFINISHED_SHARE * len(full)
    )
    return least if is_broken else 0


def _columns(text: str) -> int:
    """Width in columns: full-width characters two (UAX #11), all others one."""
    text = text.rstrip(_BLANK)
    if len(text) > _WIDEST:
        return len(text)
    return sum(1 + (unicodedata.east_asian_width(character) in "WFA") for character in text)
