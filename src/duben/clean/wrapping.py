"""Lines → which of them are one paragraph, broken at a fixed width.

A blank line, an indent, or a number or mark at its start begins a paragraph. It looks at
nothing else that a line says, and joins nothing: the marks of a broken line are restored
across its end, and the parser joins what belongs together.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from duben.source import Line

BLANK = " \t\u3000"
"""What is white space in a Chinese text."""

_INDENT = re.compile("\u3000|  |\t")
# What begins a line of its own: a number, a bullet, marks of Markdown.
_STARTS = re.compile(
    "[#>|]|```|~~~|[-*+·○□–] |[•●■◆▪‣★※]|[①-⑳⑴-⒇]|"
    "第[〇零一二三四五六七八九十百千两0-9]+[编編部卷章回节節条條篇课課讲講单單]|"
    "[一二三四五六七八九十百]{1,3}、|[（(\\[〔][一二三四五六七八九十0-9]{1,3}[）)\\]〕]|"
    "[0-9]{1,2}[.．、](?![0-9])"
)
_SENTENCE_END = frozenset("。！？”」』.!?\"'")  # after … a sentence may run on

# Columns: a Chinese character takes two.
_NARROWEST, _WIDEST = 40, 160
_TOLERANCE = 4
_WRAPPED_SHARE = 0.5
_FEW_PAIRS = 5


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """The lines of a text in groups, each a paragraph or a blank line.

    `groups` are ranges of indexes, one after the other. `width` is where the lines were
    broken (columns), 0 where each is a paragraph; `indented` says that indents part the
    paragraphs.
    """

    groups: tuple[range, ...]
    width: int = 0
    indented: bool = False


def find_paragraphs(lines: Sequence[Line]) -> Paragraphs:
    """Return which lines are one paragraph. What the source has marked stands alone."""
    rows = _rows(lines)
    width, indented = _wrap_width(rows)
    joined = {
        row.index
        for before, row in pairwise(rows)
        if _continues(before, row, width, indented=indented)
    }
    starts = [*(index for index in range(len(lines)) if index not in joined), len(lines)]
    return Paragraphs(tuple(range(a, b) for a, b in pairwise(starts)), width, indented)


def is_literal(line: Line) -> bool:
    """Whether the line is code, whose characters and marks all stay as they are."""
    return line.markup is not None and line.markup.role == "code"


def ends_sentence(text: str) -> bool:
    """Whether a line stops where a sentence does."""
    text = text.rstrip(BLANK)
    return text[-1:] in _SENTENCE_END and not text.endswith("..")


def columns(text: str) -> int:
    """Width in columns: full-width characters two (UAX #11), all others one."""
    if len(text) > _WIDEST:
        return len(text)
    return sum(1 + (unicodedata.east_asian_width(character) in "WFA") for character in text)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line with text: its index, what stands before it, and how wide it is."""

    index: int
    line: Line
    text: str
    after_blank: bool
    indented: bool
    width: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing is joined to it: named by markup, a heading, a row of a table."""
        return self.line.markup is not None or self.text[0] in "#`~|" or "\t" in self.text


def _rows(lines: Iterable[Line]) -> list[_Row]:
    rows: list[_Row] = []
    after_blank = True
    for index, line in enumerate(lines):
        text = line.text.strip(BLANK)
        if text or line.markup:
            indented = _INDENT.match(line.text) is not None
            width = columns(line.text.rstrip(BLANK))
            rows.append(_Row(index, line, text, after_blank, indented, width))
        after_blank = not text
    return rows


def _wrap_width(rows: Sequence[_Row]) -> tuple[int, bool]:
    """Return the width at which the text was broken, if it was, and whether it has indents.

    Lines that were broken are all about as wide as the widest, and most of them stop in
    the middle of a sentence. A poem's lines are as regular, but short, and end in marks.
    """
    indented = any(row.indented for row in rows[1:])
    firsts = [row for row, after in pairwise(rows) if not _begins(after, indented=indented)]
    if not firsts:
        return 0, indented
    widths = sorted(row.width for row in firsts)
    width = widths[(len(widths) * 9) // 10]
    if not _NARROWEST <= width <= _WIDEST:
        return 0, indented
    if indented:
        # Indents part the paragraphs; the width may change from chapter to chapter.
        unfinished = sum(not ends_sentence(row.text) for row in firsts)
        return (width if unfinished >= _WRAPPED_SHARE * len(firsts) else 0), indented
    full = [row for row in firsts if row.width >= width - _TOLERANCE]
    finished = sum(ends_sentence(row.text) for row in full)
    wider = sum(row.width > width + _TOLERANCE for row in rows)
    is_wrapped = (
        len(full) >= _WRAPPED_SHARE * len(firsts)
        and finished < _WRAPPED_SHARE * len(full)
        and wider <= (len(rows) // 50 if len(firsts) >= _FEW_PAIRS else 0)
    )
    return (width if is_wrapped else 0), indented


def _begins(row: _Row, *, indented: bool) -> bool:
    return (
        row.after_blank
        or row.line.markup is not None
        or "\t" in row.text
        or (indented and row.indented)
        or bool(_STARTS.match(row.text))
    )


def _continues(previous: _Row, row: _Row, width: int, *, indented: bool) -> bool:
    if not width or _begins(row, indented=indented) or previous.is_whole:
        return False
    return previous.width >= (_NARROWEST if indented else width - _TOLERANCE)
