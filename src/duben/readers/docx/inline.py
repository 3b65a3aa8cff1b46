"""The inside of a paragraph → its text, and apart from it all that is no part of the text.

Phonetic guides become annotations, notes leave their mark, breaks are line feeds. What
was deleted or is hidden, and text boxes, are handed on. It knows nothing of styles but
whether they hide a run, and nothing of what kind of paragraph this is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from duben.readers.annotation import ANCHOR, SEPARATOR, TERMINATOR, annotated
from duben.readers.docx.apart import Apart
from duben.readers.docx.fields import equation, is_equation
from duben.readers.docx.formulas import linear
from duben.readers.docx.names import (
    CHOICE,
    DELETED,
    FALLBACK,
    PARAGRAPH,
    RUN,
    TEXT,
    A,
    M,
    V,
    W,
    characters,
    child,
    is_chosen,
    is_on,
    switch,
    whole,
)
from duben.readers.docx.symbols import symbol

if TYPE_CHECKING:
    from collections.abc import Callable

    from duben.readers.docx.fields import Field, Fields
    from duben.readers.docx.notes import Notes
    from duben.readers.docx.styles import Styles

_TABS = re.compile(r"[ \t]*\t[ \t]*")
_BREAKS = re.compile(r"[ \t]*\n[ \t]*")
# What makes annotations is put in here and nowhere else.
_ANNOTATION_MARKS = str.maketrans("", "", ANCHOR + SEPARATOR + TERMINATOR)
_OUT_OF_FIELDS = {**_ANNOTATION_MARKS, **str.maketrans("\n\t", "  ")}
_DIAGRAMS = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_CHARTS = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


class Inline:
    """The text of one paragraph, or of several whose marks between them were deleted."""

    def __init__(self, styles: Styles, fields: Fields, notes: Notes | None) -> None:
        """Begin without text; *notes* is None where a note cannot have notes."""
        self.apart = Apart()
        self._styles, self._fields, self._notes = styles, fields, notes
        self._pieces: list[str] = []
        self._properties: etree._Element | None = None
        self._is_hidden = False
        self._insertions = 0
        self._starts: dict[str, Callable[[etree._Element], bool | None]] = {
            TEXT: lambda node: self._put(characters(node).translate(_ANNOTATION_MARKS)),
            RUN: self._begin_run,
            f"{W}tab": lambda _: self._put("\t"),
            f"{W}ptab": lambda _: self._put("\t"),
            f"{W}br": lambda _: self._put("\n"),
            f"{W}cr": lambda _: self._put("\n"),
            f"{W}noBreakHyphen": lambda _: self._put("-"),
            f"{W}sym": self._symbol,
            f"{W}fldChar": self._field_character,
            f"{W}instrText": self._instruct,
            f"{W}fldSimple": self._begin_simple_field,
            f"{W}ruby": self._ruby,
            f"{W}footnoteReference": lambda node: self._note_mark(node, "footnote"),
            f"{W}endnoteReference": lambda node: self._note_mark(node, "endnote"),
            f"{W}txbxContent": self._box,
            f"{V}textpath": self._word_art,
            f"{M}oMath": self._formula,
            f"{W}sdt": self._control,
            f"{W}ins": lambda _: self._change_insertions(1),
            f"{W}moveTo": lambda _: self._change_insertions(1),
            f"{A}blip": self._picture,
            f"{V}imagedata": self._picture,
            f"{_CHARTS}chart": self._diagram,
            f"{_DIAGRAMS}relIds": self._diagram,
            f"{W}altChunk": self._embedded,
            f"{W}subDoc": self._embedded,
            f"{W}pPr": lambda _: True,
            f"{W}rPr": lambda _: True,
            CHOICE: lambda node: not is_chosen(node),
            FALLBACK: lambda node: not is_chosen(node),
            **dict.fromkeys(DELETED, self._deletion),
        }
        self._ends: dict[str, Callable[[etree._Element], object]] = {
            RUN: self._end_run,
            f"{W}fldSimple": lambda _: self._end_field(),
            f"{W}ins": lambda _: self._change_insertions(-1),
            f"{W}moveTo": lambda _: self._change_insertions(-1),
        }

    @property
    def text(self) -> str:
        """The text so far: spaces at the ends are dropped, but not U+3000, tabs are spaces."""
        text = _TABS.sub(" ", _BREAKS.sub("\n", "".join(self._pieces).strip(" \t\n")))
        return text.strip(" \n")

    def read(self, paragraph: etree._Element) -> None:
        """Add what *paragraph* holds; a run may stand in for one."""
        self._properties = child(paragraph, "pPr") if paragraph.tag == PARAGRAPH else None
        walker = etree.iterwalk(paragraph, events=("start", "end"))
        for event, node in walker:
            if event == "start":
                start = self._starts.get(node.tag)
                if start and start(node):
                    walker.skip_subtree()
            else:
                end = self._ends.get(node.tag)
                if end:
                    end(node)
        unfinished = self._fields.drop_unfinished()
        if unfinished:
            self.apart.unfinished.append(unfinished)
            self._put(unfinished)

    def _put(self, text: str) -> None:
        """Add *text* to what it belongs to."""
        if self._fields.in_instruction:
            self._fields.swallow(text)
        elif self._fields.in_contents:
            self.apart.contents.append(text)
        elif self._is_hidden:
            self.apart.hidden.append(text)
        else:
            self._pieces.append(text)
            if self._insertions:
                self.apart.inserted.append(text)

    @property
    def _is_shown(self) -> bool:
        fields = self._fields
        return not (fields.in_instruction or fields.in_contents or self._is_hidden)

    def _begin_run(self, node: etree._Element) -> None:
        self._is_hidden = self._styles.is_hidden(child(node, "rPr"), self._properties)

    def _end_run(self, _: etree._Element) -> None:
        self._is_hidden = False

    def _change_insertions(self, step: int) -> None:
        self._insertions += step

    def _deletion(self, node: etree._Element) -> bool:
        struck = node.iter(f"{W}delText", TEXT)
        self.apart.deleted.append("".join(map(whole, struck)))
        return True

    def _ruby(self, node: etree._Element) -> bool:
        """人 under rén, which other readers lose (ECMA-376 17.3.3.25)."""
        base, reading = (
            plain_text(found) if found is not None else ""
            for found in (child(node, "rubyBase"), child(node, "rt"))
        )
        base, reading = (text.translate(_ANNOTATION_MARKS) for text in (base, reading))
        self._put(annotated(base, reading) or reading)
        return True

    def _symbol(self, node: etree._Element) -> None:
        name = f"{node.get(f'{W}font', '')} {node.get(f'{W}char', '')}"
        character = symbol(node.get(f"{W}font", ""), node.get(f"{W}char", ""))
        if character is None:
            self.apart.symbols.append(name)
        self._put(character or "")

    def _field_character(self, node: etree._Element) -> None:
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.begin()
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end":
            self._end_field()

    def _instruct(self, node: etree._Element) -> None:
        self._fields.instruct(whole(node).translate(_OUT_OF_FIELDS))

    def _begin_simple_field(self, node: etree._Element) -> None:
        instruction = node.get(f"{W}instr", "").translate(_OUT_OF_FIELDS)
        self._fields.begin(instruction, has_result=next(node.iter(TEXT), None) is not None)

    def _end_field(self) -> None:
        ended = self._fields.end()
        if ended is None:
            return
        if is_equation(ended.instruction) and not ended.has_result:
            self._put(equation(ended.instruction))
        else:
            self._list_instruction(ended)

    def _list_instruction(self, ended: Field) -> None:
        if ended.text:
            self.apart.instructions.append(ended.text)
        if ended.is_unstored:
            self.apart.unstored.append(ended.instruction.strip())

    def _note_mark(self, node: etree._Element, kind: str) -> None:
        if self._notes is None or not self._is_shown:
            return
        custom = ""
        if is_on(node.get(f"{W}customMarkFollows")):
            custom = "".join(characters(text) for text in node.itersiblings(TEXT)).strip()
        self._put(self._notes.mark(kind, node.get(f"{W}id", ""), custom))

    def _box(self, node: etree._Element) -> bool:
        self.apart.boxes.append(node)
        return True

    def _word_art(self, node: etree._Element) -> None:
        text = node.get("string", "").strip()
        if text:
            self.apart.boxes.append(text)

    def _formula(self, node: etree._Element) -> bool:
        text = linear(node)
        self._put(text)
        if text:
            self.apart.formulas.append(text)
        return True

    def _control(self, node: etree._Element) -> bool:
        """单击此处输入文字。: what a content control shows before anything is put in."""
        if not switch(node, "sdtPr/showingPlcHdr"):
            return False
        self.apart.placeholders.append(plain_text(node))
        return True

    def _picture(self, _: etree._Element) -> None:
        self.apart.pictures += 1

    def _diagram(self, _: etree._Element) -> None:
        self.apart.diagrams += 1

    def _embedded(self, _: etree._Element) -> None:
        self.apart.embedded += 1


def plain_text(element: etree._Element) -> str:
    """Return the text of *element*, without what was deleted, in no particular form."""
    found = list(element.iter(TEXT, f"{M}t", f"{V}textpath", *DELETED, CHOICE, FALLBACK))
    if all(node.tag == TEXT for node in found):  # as nearly always
        return "".join(map(characters, found))
    pieces = []
    walker = etree.iterwalk(element, events=("start",))
    for _, node in walker:
        if node.tag in DELETED or (node.tag in (CHOICE, FALLBACK) and not is_chosen(node)):
            walker.skip_subtree()
        elif node.tag == TEXT:
            pieces.append(characters(node))
        elif node.tag == f"{M}t":
            pieces.append(whole(node))
        elif node.tag == f"{V}textpath":
            pieces.append(node.get("string", ""))
    return "".join(pieces)
