"""Paragraphs, tables and notes → numbered lines with their markup, and the notices on them.

A line's number counts the paragraphs that are not empty, as a user of Word would; cells
of a table, and the parts of a paragraph with breaks, count one each. What was left out
counts, too, so that its notice can say where it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from duben.readers.docx import remarks
from duben.readers.docx.blocks import Paragraph
from duben.readers.docx.breaks import lines_of
from duben.source import Line, Markup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duben.readers.docx.apart import Apart
    from duben.readers.docx.blocks import Cell, Table
    from duben.source import Notice, Role

_GROUPED = ("item", "quotation", "code")


@dataclass(slots=True)
class Lines:
    """The lines so far, with all that was found beside them."""

    lines: list[Line] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    aparts: list[Apart] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    _number: int = 0
    _groups: int = 0
    _running: Role = "paragraph"
    _list_id: int = 0

    def add(self, blocks: Iterable[Paragraph | Table]) -> None:
        """Add the blocks of the text."""
        for block in blocks:
            if isinstance(block, Paragraph):
                self._add_paragraph(block)
            else:
                self._add_table(block)

    def add_notes(self, notes: Iterable[tuple[str, Cell]]) -> None:
        """Add notes, each as one line, its mark in front unless its author wrote it."""
        group = self._next_group()
        for label, note in notes:
            text = note.text.lstrip()
            if text:
                is_marked = text.startswith(label)
                text = text if is_marked else label + text
                self._add_line(text, Markup("note", label=label, group=group))
                self.notices += () if is_marked else remarks.of_note_mark(label, self._number)
            self._keep(note.aparts, note.labels, self._number)

    def _add_paragraph(self, paragraph: Paragraph) -> None:
        if not paragraph.text:
            self._number += paragraph.apart.has_text
            self._keep((paragraph.apart,), (), self._number or None)
            return
        role = paragraph.role
        texts = lines_of(paragraph.text, role)
        group = self._group(role, paragraph)
        if role == "paragraph" and len(texts) > 1:
            group = self._next_group()
        first = self._number + 1
        for text in texts:
            label = paragraph.label if self._number < first else ""
            self._add_line(text, Markup(role, paragraph.level, label, group))
        self._keep((paragraph.apart,), filter(None, (paragraph.label,)), first)

    def _add_table(self, table: Table) -> None:
        group = self._next_group()
        for row, cells in enumerate(table.rows):
            for column, cell in enumerate(cells):
                is_head = row < table.heads
                markup = Markup("cell", group=group, row=row, column=column, is_head=is_head)
                self._add_line(cell.text, markup)
                self._keep(cell.aparts, cell.labels, self._number)

    def _add_line(self, text: str, markup: Markup) -> None:
        self._number += 1
        self.lines.append(Line(text, self._number, markup=markup))

    def _keep(self, aparts: Iterable[Apart], labels: Iterable[str], line: int | None) -> None:
        for apart in aparts:
            self.aparts.append(apart)
            self.notices += remarks.of_paragraph(apart, line)
        self.labels += labels

    def _group(self, role: Role, paragraph: Paragraph) -> int:
        """Return the group of a paragraph; one of its own or the one that is running."""
        before, self._running = self._running, role
        if role not in _GROUPED:
            return 0
        # A list in a list may have a number of its own; at the same depth it is another list.
        is_other = role == "item" and not paragraph.level and paragraph.list_id != self._list_id
        if role == "item" and not paragraph.level:
            self._list_id = paragraph.list_id
        if before == role and not is_other:
            return self._groups
        return self._next_group(role)

    def _next_group(self, role: Role = "cell") -> int:
        self._running = role
        self._groups += 1
        return self._groups
