"""Elements of a page or chapter → lines with the markup that the elements give them.

In: trees without namespaces, ruby rewritten. Out: lines in order, and what was left out.
It does not decide which part of a page is the text: `html_article` does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from duben.readers.xhtml import text as xhtml_text
from duben.readers.xhtml.elements import (
    CONTROLS,
    is_block,
    is_element,
    is_hidden,
    is_silent,
    shown_text,
)
from duben.readers.xhtml.frames import TEXT_ROLES, Frame, Frames, is_verse
from duben.readers.xhtml.notes import Notes, is_way_back, with_mark
from duben.readers.xhtml.tables import grid_of
from duben.source import Line, Markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml import etree

_SCRIPT = re.compile(r"[\d+\-−()=n]{1,8}")
_FROM = "0123456789+-−()=n"
_RAISED = str.maketrans(_FROM, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾⁼ⁿ")
_LOWERED = str.maketrans(_FROM, "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎₌ₙ")
_BLANK = " \t\r\n\f\u00a0\u3000" + xhtml_text.BREAK
_BETWEEN_PARAGRAPHS = "\u3000"  # of one cell


@dataclass(frozen=True, slots=True)
class Walked:
    """Lines, all numbered 0 until `finished`, and the texts that were left out between them."""

    lines: tuple[Line, ...]
    left_out: tuple[str, ...]


def nothing(_element: etree._Element) -> bool:
    """Leave nothing out beyond what is hidden and what a form asks with."""
    return False


def walk(
    roots: Iterable[etree._Element],
    notes: Notes | None = None,
    leaves_out: Callable[[etree._Element], bool] = nothing,
) -> Walked:
    """Return the lines of *roots*, without the elements that *leaves_out* names.

    Headings keep the level of their element and groups are numbered as met: `finished`
    makes both run on.
    """
    walker = _Walker(Frames(notes or Notes()), leaves_out)
    for root in roots:
        walker.walk(root)
    return Walked(tuple(walker.lines), tuple(filter(str.strip, walker.left_out)))


def finished(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return *lines* numbered from 1, levels of headings and groups without a gap."""
    marked = [(line, line.markup) for line in lines if line.markup]
    levels = {markup.level for _, markup in marked if markup.role == "heading"}
    found: list[Line] = []
    group, before = 0, 0
    for number, (line, markup) in enumerate(marked, 1):
        group += bool(markup.group) and markup.group != before
        before = markup.group
        level = markup.level if markup.role == "item" else 0
        if markup.role == "heading":
            level = 1 + sum(other < markup.level for other in levels)
        settled = replace(markup, level=level, group=group if markup.group else 0)
        found.append(replace(line, number=number, markup=settled))
    return tuple(found)


def with_title(lines: Iterable[Line], place: int | None) -> tuple[Line, ...]:
    """Return *lines* with the one at *place* as title; only subtitles behind it stay such."""
    found: list[Line] = []
    for number, line in enumerate(lines):
        markup = line.markup
        if number == place:
            markup = Markup("title")
        elif markup and markup.role == "subtitle":
            before = found[-1].markup if found else None
            if before is None or before.role not in ("title", "subtitle"):
                markup = replace(markup, role="heading" if markup.level else "paragraph")
        found.append(replace(line, markup=markup))
    return tuple(found)


@dataclass(slots=True)
class _Walker:
    frames: Frames
    leaves_out: Callable[[etree._Element], bool]
    lines: list[Line] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def walk(self, root: etree._Element) -> None:
        """Take in *root* and all in it."""
        self.flush()
        _traverse(root, self.enter, self.leave, self.pieces.append)
        self.flush()

    def enter(self, node: etree._Element) -> bool:
        """Begin *node*; return whether to go on into it."""
        if is_silent(node):
            return False
        if not is_element(node):  # an entity that nobody defined stands as it is written
            self.pieces.append(node.text or "")
            return False
        is_a_block = is_block(node)
        if is_a_block:
            self.flush()
        if is_hidden(node) or node.tag in CONTROLS or self.leaves_out(node):
            self.left_out.append(shown_text(node))
            return False
        return self.enter_block(node) if is_a_block else self.enter_inline(node)

    def enter_block(self, node: etree._Element) -> bool:
        if node.tag == "pre" and not is_verse(node):
            return self.code(node)
        if node.tag == "table" and self.table(node):
            return False
        self.frames.enter(node, self.lines[-1] if self.lines else None)
        return True

    def leave(self, node: etree._Element) -> None:
        if is_block(node):
            self.flush()
            self.frames.leave()

    def enter_inline(self, node: etree._Element) -> bool:
        is_in_note = self.frames.innermost.role == "note"
        if node.tag == "br":
            self.pieces.append(xhtml_text.BREAK)
        elif node in self.frames.notes.marks:
            self.pieces.append(self.frames.notes.marks[node])
            return False
        elif node.tag == "a" and is_in_note and is_way_back(node):
            self.left_out.append(shown_text(node))
            return False
        elif node.tag in ("sup", "sub") and not is_in_note and len(node) == 0:
            text = (node.text or "").strip()
            if _SCRIPT.fullmatch(text):
                self.pieces.append(text.translate(_RAISED if node.tag == "sup" else _LOWERED))
                return False
        return True

    def flush(self) -> None:
        """Make lines of the text since the last block began or ended."""
        text = "".join(self.pieces)
        self.pieces.clear()
        if not text.strip(_BLANK):
            return
        frame = self.frames.innermost
        if frame.role not in TEXT_ROLES or frame.is_subtitle:
            self.line(xhtml_text.one_line(text), frame)
            return
        for rows in xhtml_text.split_at_breaks(text):
            found = frame
            if frame.is_verse:
                found = replace(frame, role="verse")
            elif frame.role == "paragraph" and len(rows) > 1:
                found = replace(frame, group=self.frames.new_group())
            for row in rows:
                self.line(row, found, is_broken=len(rows) > 1)

    def line(self, text: str, frame: Frame, *, is_broken: bool = False) -> None:
        if frame.is_subtitle:
            self.lines.append(Line(text, 0, markup=Markup("subtitle", frame.level)))
            return
        label = ""
        if frame.item and frame.role in ("item", "note"):
            label, frame.item.label = frame.item.label, ""
        text = with_mark(text, label) if frame.role == "note" else label + text
        is_single = frame.role == "heading" or (frame.role == "paragraph" and not is_broken)
        group = 0 if is_single else frame.group or self.frames.new_group()
        level = frame.level if frame.role in ("heading", "item") else 0
        self.lines.append(Line(text, 0, markup=Markup(frame.role, level, label, group)))

    def code(self, node: etree._Element) -> bool:
        """Take preformatted text line by line, with its white space."""
        pieces: list[str] = []

        def enter(inner: etree._Element) -> bool:
            if is_silent(inner):
                return False
            if is_hidden(inner) or inner.tag in CONTROLS or self.leaves_out(inner):
                self.left_out.append(shown_text(inner))
                return False
            pieces.append("\n" if inner.tag == "br" else "")
            return True

        _traverse(node, enter, lambda _: None, pieces.append)
        rows = re.split("\r\n|\r|\n", "".join(pieces).strip("\r\n"))
        if any(row.strip() for row in rows):
            markup = Markup("code", group=self.frames.new_group())
            self.lines += [Line(row.rstrip(" \t"), 0, markup=markup) for row in rows]
        return False

    def table(self, node: etree._Element) -> bool:
        """Take a table of facts cell by cell; return whether *node* is one."""
        grid = grid_of(node)
        if not grid:
            return False
        for caption in node.iterchildren("caption"):
            self.walk(caption)
        group = self.frames.new_group()
        for cell in grid:
            text = "" if cell.element is None else self.text_of(cell.element)
            place = (cell.row, cell.column, cell.is_head)
            self.lines.append(Line(text, 0, markup=Markup("cell", 0, "", group, *place)))
        return True

    def text_of(self, cell: etree._Element) -> str:
        """Return the text of *cell* in one line."""
        walked = walk((cell,), self.frames.notes, self.leaves_out)
        self.left_out += walked.left_out
        return _BETWEEN_PARAGRAPHS.join(line.text.strip("\u3000") for line in walked.lines)


def _traverse(
    root: etree._Element,
    enter: Callable[[etree._Element], bool],
    leave: Callable[[etree._Element], None],
    text: Callable[[str], None],
) -> None:
    """Go through *root* and all in it without calling itself: trees may be deep."""
    stack: list[tuple[etree._Element, bool]] = [(root, False)]
    while stack:
        node, is_end = stack.pop()
        if is_end:
            leave(node)
        elif enter(node):
            text(node.text or "")
            stack.append((node, True))
            stack += [(child, False) for child in reversed(node)]
            continue
        if node is not root:
            text(node.tail or "")
