"""Lines → pieces, each a title, heading or paragraph that nothing has named yet.

A blank line or an indent begins a paragraph. Lines that were broken at a fixed width are
joined again; where the text is not wrapped, each line is a paragraph, and so is a line
that the source's own markup has named. It does not look at what a line says, beyond a
number or mark at its start.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from duben.han import han
from duben.model import Notice, Passage
from duben.parse.piece import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from duben.model import Gloss, Line

JOINED = "T02"

_INDENT = re.compile("\u3000|  |\t")
_BLANK = " \t\u3000"
# What begins a line of its own: a number, a bullet, a quotation of Markdown.
_STARTS = re.compile(
    "[#>|]|[-*+·○□–] |[•●■◆▪‣★※]|[①-⑳⑴-⒇]|"
    "第[〇零一二三四五六七八九十百千两0-9]+[编編部卷章回节節条條篇课課讲講单單]|"
    "[一二三四五六七八九十百]{1,3}、|[（(\\[〔][一二三四五六七八九十0-9]{1,3}[）)\\]〕]|"
    "[0-9]{1,2}[.．、](?![0-9])"
)
_SENTENCE_END = frozenset("。！？…”」』")

# Columns: a Chinese character takes two.
_NARROWEST, _WIDEST = 40, 160
_TOLERANCE = 4
_WRAPPED_SHARE = 0.5
_FEW_PAIRS = 5


def join_lines(lines: Iterable[Line]) -> tuple[list[Piece], list[Notice]]:
    """Return the pieces of the text in order, and notices about lines that were joined."""
    rows = _rows(lines)
    wrap = _wrap_width(rows)
    groups: list[list[_Row]] = []
    doubts: list[Notice] = []
    for row in rows:
        previous = groups[-1][-1] if groups else None
        if previous is None or not _continues(previous, row, wrap):
            groups.append([row])
            continue
        groups[-1].append(row)
        if not wrap.indented and previous.text[-1] in _SENTENCE_END:
            doubts.append(_doubt(previous, row))
    joined = sum(len(group) - 1 for group in groups)
    notices = [_summary(joined, wrap)] if joined else []
    return [_piece(group) for group in groups], [*notices, *doubts]


@dataclass(frozen=True, slots=True)
class _Row:
    """A line with text: what stands before it, and how wide it is."""

    line: Line
    text: str
    after_blank: bool
    indented: bool
    width: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing is joined to it: named by markup, a heading, a row of a table."""
        return self.line.markup is not None or self.text.startswith("#") or "\t" in self.text


@dataclass(frozen=True, slots=True)
class _Wrap:
    """How the text was broken: `width` in columns, 0 where each line is a paragraph."""

    width: int
    indented: bool


def _rows(lines: Iterable[Line]) -> list[_Row]:
    rows: list[_Row] = []
    after_blank = True
    for line in lines:
        text = line.text if _is_code(line) else line.text.strip(_BLANK)
        if text or line.markup:
            indented = _INDENT.match(line.text) is not None
            rows.append(_Row(line, text, after_blank, indented, _columns(line.text.rstrip(_BLANK))))
        after_blank = not text
    return rows


def _is_code(line: Line) -> bool:
    return line.markup is not None and line.markup.role == "code"


def _columns(text: str) -> int:
    """Width in columns: full-width characters two (UAX #11), all others one."""
    return sum(1 + (unicodedata.east_asian_width(character) in "WFA") for character in text)


def _wrap_width(rows: Sequence[_Row]) -> _Wrap:
    """Return the width at which the text was broken, if it was.

    Lines that were broken are all about as wide as the widest, and most of them stop in
    the middle of a sentence. A poem's lines are as regular, but short, and end in marks.
    """
    indented = any(row.indented for row in rows[1:])
    firsts = [row for row, after in pairwise(rows) if not _begins(after, indented=indented)]
    if not firsts:
        return _Wrap(0, indented)
    widths = sorted(row.width for row in firsts)
    width = widths[(len(widths) * 9) // 10]
    if not _NARROWEST <= width <= _WIDEST:
        return _Wrap(0, indented)
    if indented:
        # Indents part the paragraphs; the width may change from chapter to chapter.
        unfinished = sum(row.text[-1] not in _SENTENCE_END for row in firsts)
        return _Wrap(width if unfinished >= _WRAPPED_SHARE * len(firsts) else 0, indented)
    full = [row for row in firsts if row.width >= width - _TOLERANCE]
    finished = sum(row.text[-1] in _SENTENCE_END for row in full)
    wider = sum(row.width > width + _TOLERANCE for row in rows)
    is_wrapped = (
        len(full) >= _WRAPPED_SHARE * len(firsts)
        and finished < _WRAPPED_SHARE * len(full)
        and wider <= (len(rows) // 50 if len(firsts) >= _FEW_PAIRS else 0)
    )
    return _Wrap(width if is_wrapped else 0, indented)


def _begins(row: _Row, *, indented: bool) -> bool:
    return (
        row.after_blank
        or row.is_whole
        or (indented and row.indented)
        or bool(_STARTS.match(row.text))
    )


def _continues(previous: _Row, row: _Row, wrap: _Wrap) -> bool:
    if not wrap.width or _begins(row, indented=wrap.indented) or previous.is_whole:
        return False
    least = _NARROWEST if wrap.indented else wrap.width - _TOLERANCE
    return previous.width >= least


def _piece(group: Sequence[_Row]) -> Piece:
    """Join the rows; glosses move by the Han characters before their row."""
    text = ""
    glosses: list[Gloss] = []
    for row in group:
        offset = len(han(text))
        glosses += (replace(gloss, position=gloss.position + offset) for gloss in row.line.glosses)
        text += (" " if _needs_space(text, row.text) else "") + row.text
    first = group[0]
    passage = Passage(text, first.line.number, tuple(glosses))
    indent = _columns(first.line.text[: first.line.text.index(first.text)])
    return Piece(passage, first.line.markup, first.after_blank, indent)


def _needs_space(before: str, after: str) -> bool:
    """Two Latin words, one at the end of a line and one at the start of the next."""
    around = before[-1:] + after[:1]
    return bool(before) and around.isascii() and around.isalnum()


def _summary(joined: int, wrap: _Wrap) -> Notice:
    plural = "s were" if joined > 1 else " was"
    message = (
        f"{joined} line{plural} joined to the line before: the text is broken at about "
        f"{wrap.width // 2} characters."
    )
    return Notice(JOINED, "info", None, "", "", message)


def _doubt(previous: _Row, row: _Row) -> Notice:
    before, after = previous.text[-6:], row.text[:6]
    message = "Joined to the line before, which is full and ends a sentence: a new paragraph?"
    return Notice(
        JOINED, "warning", row.line.number, f"{before} / {after}", before + after, message
    )
