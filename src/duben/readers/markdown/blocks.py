"""Tokens of Markdown → lines, each with what its markup says it is.

A walk from one block to the next; what stands inside a block is for `markdown_inline`. It
does not see what the text says, and decides nothing about titles.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from duben.han import han
from duben.readers.markdown.inline import Findings, html_pieces, inline_pieces
from duben.readers.markdown.prose import (
    is_heading_like,
    is_indented,
    joined,
    line_block,
    paragraphs,
)
from duben.readers.markdown.syntax import with_braces
from duben.readers.pieces import Piece
from duben.source import Line, Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from duben.source import Role

_BOXES = ("[ ] ", "[x] ", "[X] ")


@dataclass(slots=True)
class _Container:
    """What blocks stand in: a "quotation", a "list", an "item", a "note".

    `label` is what its first block begins with; `fresh` tells that this is still to come.
    """

    kind: str
    group: int
    label: str = ""
    fresh: bool = True
    numbers: list[str] = field(default_factory=list)


class Blocks:
    """Walks through the tokens once; `lines` and `findings` are what it found.

    `kept` are the lines that were taken for paragraphs although no blank line parts them.
    """

    def __init__(self, rows: Sequence[str]) -> None:
        """Take the *rows* of the file, which show how its paragraphs are indented."""
        self.findings = Findings()
        self.kept: list[int] = []
        self.boxes: list[int] = []
        self._rows = rows
        self._lines: list[Line] = []
        self._notes: dict[int, list[Line]] = {}
        self._stack: list[_Container] = []
        self._groups = 0

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the text, and behind them the footnotes in the order of their marks."""
        notes = (line for number in sorted(self._notes) for line in self._notes[number])
        return (*self._lines, *notes)

    def walk(self, tokens: Sequence[Token]) -> None:
        """Go through *tokens* from the first to the last."""
        for token in tokens:
            for child in token.children or ():
                if child.type == "footnote_ref":  # its note may stand before it
                    self.findings.note(str(child.meta["label"]))
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type == "table_open":
                end = next(i for i in range(index, len(tokens)) if tokens[i].type == "table_close")
                self._table(tokens[index:end])
                index = end
            elif token.type in ("fence", "code_block"):
                self._code(token)
            elif token.type == "html_block":
                self._html(token)
            elif token.type == "inline":
                self._leaf(tokens[index - 1], token)
            elif token.nesting:
                self._container(tokens, index)
            index += 1

    def _container(self, tokens: Sequence[Token], index: int) -> None:
        """Enter or leave a quotation, list, item or note; what is none of them is passed."""
        token = tokens[index]
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if kind not in (
            "blockquote",
            "bullet_list",
            "ordered_list",
            "list_item",
            "footnote_reference",
        ):
            return
        if token.nesting < 0:
            self._stack.pop()
        elif kind == "blockquote":
            self._stack.append(_Container("quotation", self._group("quotation")))
        elif kind == "list_item":
            self._item(token, tokens[index + 1])
        elif kind == "footnote_reference":
            label = str(token.meta["label"])
            self.findings.marks.append(label)
            number = self.findings.note(label)
            if number in self._notes:  # a second note of the same name
                number = self.findings.note(f"{label} {token.map}")
            self._notes[number] = []
            self._stack.append(_Container("note", number, f"[{number}]"))
        else:
            numbers = _numbers(tokens, index) if kind == "ordered_list" else []
            self._stack.append(_Container("list", self._group("list"), numbers=numbers))

    def _item(self, token: Token, following: Token) -> None:
        mother = self._stack[-1]
        label = f"{mother.numbers.pop(0)}{token.markup} " if mother.numbers else ""
        self._stack.append(_Container("item", mother.group, label))
        if label and following.type not in ("paragraph_open", "heading_open"):
            self._put([Piece("", _line(token))])  # 1. with nothing but a list in it

    def _leaf(self, opening: Token, token: Token) -> None:
        """Add a heading or paragraph."""
        level = int(opening.tag[1:]) if opening.type == "heading_open" else 0
        if level and opening.markup in "-=" and not is_heading_like(token.content):
            level = 0
        pieces = inline_pieces(token, _line(token), self.findings)
        if level and not self._stack:
            self._add(Line(joined(pieces), _line(token), markup=Markup("heading", level)))
        else:
            self._prose(pieces, raw_html=False)

    def _html(self, token: Token) -> None:
        self._prose(html_pieces(token.content, _line(token), self.findings), raw_html=True)

    def _prose(self, pieces: list[Piece], *, raw_html: bool) -> None:
        poem = line_block(pieces)
        if poem:
            group = self._new_group()
            for text, piece in zip(poem, pieces, strict=True):
                self._add(Line(text, piece.line, markup=Markup("verse", group=group)))
            return
        if not self._stack and not raw_html:
            self._lines_of_paragraph(pieces)
            return
        nested = any(container.kind in ("item", "note") for container in self._stack)
        for group_of_pieces in paragraphs(pieces, self._rows, nested=nested):
            first = group_of_pieces[0]
            if first is not pieces[0] and not first.hard:
                self.kept.append(first.line)
            self._put(group_of_pieces)

    def _lines_of_paragraph(self, pieces: Sequence[Piece]) -> None:
        """Add the lines as they stand; what a break between them means, is not decided here."""
        group = 0
        for piece, following in zip(pieces, (*pieces, None)[1:], strict=True):
            begins = not group or is_indented(piece, self._rows)
            ends = following is None or is_indented(following, self._rows)
            group = self._new_group() if begins and not ends else 0 if begins else group
            self._add(Line(piece.text, piece.line, markup=Markup("paragraph", group=group)))

    def _put(self, pieces: Sequence[Piece]) -> None:
        """Add one paragraph, as what its surroundings make of it."""
        text, line, level = joined(pieces), pieces[0].line, pieces[0].level
        container = self._stack[-1] if self._stack else None
        if container is None:
            markup = Markup("heading", level) if level and han(text) else Markup("paragraph")
            self._add(Line(text, line, markup=markup))
            return
        label, container.label = container.label, ""
        if container.kind == "item":
            for box in _BOXES if container.fresh else ():
                if text.startswith(box):
                    self.boxes.append(line)
                    text = text.removeprefix(box)
        first, container.fresh = container.fresh, False
        role, group = self._role(container, first=first)
        depth = sum(outer.kind == "list" for outer in self._stack) - 1 if role == "item" else 0
        label = label if role in ("item", "note") else ""
        self._add(Line(label + text, line, markup=Markup(role, depth, label, group)))

    def _role(self, container: _Container, *, first: bool) -> tuple[Role, int]:
        """Return role and group of a paragraph; behind the first, an item's are ordinary."""
        if container.kind == "note":
            return "note", 0
        if container.kind == "item" and first:
            return "item", container.group
        for outer in reversed(self._stack):
            if outer.kind == "note":
                return "note", 0
            if outer.kind == "quotation":
                return "quotation", outer.group
        return "paragraph", 0

    def _code(self, token: Token) -> None:
        """One line for each line of code, the blank ones too."""
        self.findings.marks.append(han(token.info))
        first = _line(token) + (token.type == "fence")
        group = self._new_group()
        content = with_braces(token.content).removesuffix("\n")
        for number, text in enumerate(content.split("\n") if content else (), first):
            self._add(Line(text, number, markup=Markup("code", group=group)))

    def _table(self, tokens: Sequence[Token]) -> None:
        """Add a cell for each column of each row: all rows are as long as the longest."""
        rows: list[tuple[int, bool, list[Token]]] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append((_line(token), tokens[1].map == token.map, []))
            elif token.type == "inline":
                rows[-1][2].append(token)
        width = max(len(cells) for _, _, cells in rows)
        group = self._new_group()
        for row, (line, is_head, cells) in enumerate(rows):
            for column in range(width):
                pieces = (
                    inline_pieces(cells[column], line, self.findings) if column < len(cells) else []
                )
                text = " ".join(piece.text for piece in pieces)
                markup = Markup("cell", group=group, row=row, column=column, is_head=is_head)
                self._add(Line(text, line, markup=markup))

    def _add(self, line: Line) -> None:
        """Put *line* behind the others, or to its footnote; one without text is none."""
        note = next((outer for outer in self._stack if outer.kind == "note"), None)
        is_kept = line.text.strip() or (line.markup and line.markup.role in ("code", "cell"))
        if is_kept:
            (self._notes[note.group] if note else self._lines).append(line)

    def _group(self, kind: str) -> int:
        """Return the group of the list or quotation around here, or a new one."""
        for outer in self._stack:
            if outer.kind == kind:
                return outer.group
        return self._new_group()

    def _new_group(self) -> int:
        self._groups += 1
        return self._groups


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _numbers(tokens: Sequence[Token], index: int) -> list[str]:
    """Return the numbers of a list: as written if they rise, else counted from the first."""
    level, written = tokens[index].level + 1, []
    for token in tokens[index + 1 :]:
        if token.level < level:
            break
        if token.level == level and token.type == "list_item_open":
            written.append(int(token.info))
    rising = all(after > before for before, after in pairwise(written))
    return [str(n) for n in (written if rising else range(written[0], written[0] + len(written)))]
