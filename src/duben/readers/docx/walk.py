"""The tree of a document → its paragraphs and tables, in reading order.

Text boxes come after the paragraph that anchors them. What a table shows beyond rows
and columns is not kept, and nothing is numbered here but by the lists of the document.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from duben.errors import SourceError
from duben.han import han
from duben.readers.docx.apart import Apart
from duben.readers.docx.blocks import Cell, Paragraph, Table
from duben.readers.docx.fields import Fields
from duben.readers.docx.inline import Inline, plain_text
from duben.readers.docx.names import (
    CELL,
    PARAGRAPH,
    ROW,
    RUN,
    TABLE,
    W,
    child,
    flattened,
    number,
    switch,
    value,
)
from duben.readers.one_line import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree

    from duben.readers.docx.blocks import Block
    from duben.readers.docx.notes import Notes
    from duben.readers.docx.numbering import Numbering, Place
    from duben.readers.docx.styles import Styles

_T = TypeVar("_T")

_DEEPEST = 40  # tables and text boxes in each other
_MOST_COLUMNS = 63  # Word makes no more
_ALT_CHUNK, _CONTROL = f"{W}altChunk", f"{W}sdt"
_LEAVES = frozenset((PARAGRAPH, TABLE, RUN, _ALT_CHUNK))
_CONTENTS = "Table of Contents"
_CONTENTS_HEADING = re.compile("目[ \u3000]*[录錄次]")
# 第三条 … is a paragraph of a law, 第三章 a heading: no items of a list.
_DIVISION = re.compile("第.+[编編部卷章节節条條款] ?")


class Walk:
    """A walk over the parts of one document, which share the count of lists and notes."""

    def __init__(
        self, styles: Styles, numbering: Numbering, notes: Notes | None, where: str
    ) -> None:
        """Take what all paragraphs are read by; *where* names the file for messages."""
        self._styles, self._numbering, self._notes = styles, numbering, notes
        self._where = where

    def blocks(
        self, container: etree._Element, fields: Fields | None = None, depth: int = 0
    ) -> list[Block]:
        """Return the blocks of a body, text box, cell or note.

        *fields* are those that have begun before it. Raises `SourceError` where tables and
        text boxes nest deeper than in any document.
        """
        if depth > _DEEPEST:
            raise SourceError(
                f"tables and text boxes nest more than {_DEEPEST} deep in it",
                where=self._where,
                hint="Do not use this file; ask where it comes from.",
            )
        fields = fields or Fields(contents_end=_fields_end(container))
        found: list[Block] = []
        inline: Inline | None = None
        last = container
        for node in flattened(container, _is_block):
            if node.tag in (PARAGRAPH, RUN):
                inline, last = inline or Inline(self._styles, fields, self._notes), node
                inline.read(node)
                if not _runs_on(node):
                    found += self._finished(inline, node, depth)
                    inline = None
                continue
            found += self._finished(inline, last, depth) if inline else ()
            inline = None
            if node.tag == TABLE:
                found += self._table(node, fields, depth)
            else:
                found.append(Paragraph("", apart=_set_apart(node)))
        found += self._finished(inline, last, depth) if inline else ()
        return _with_contents_heading_apart(found)

    def _finished(self, inline: Inline, node: etree._Element, depth: int) -> list[Block]:
        """Return the paragraph that *inline* has read, as *node* is set, and its text boxes."""
        properties = child(node, "pPr")
        text, apart = inline.text, inline.apart
        place = self._numbering.place(properties)
        if text and self._styles.is_contents(properties):
            apart.contents.append(text)
            text = ""
        elif text and self._styles.is_pinyin_line(properties) and not han(text):
            apart.pinyin.append(text)
            text = ""
        role, level = self._styles.role(properties)
        paragraph = Paragraph(text, role, level, apart=apart)
        found: list[Block] = [_placed(paragraph, place) if text and place else paragraph]
        for box in apart.boxes:
            found += [Paragraph(box)] if isinstance(box, str) else self.blocks(box, None, depth + 1)
        return found

    def _table(self, node: etree._Element, fields: Fields, depth: int) -> list[Block]:
        rows: list[list[list[Block]]] = []
        heads: list[bool] = []
        dropped: list[Block] = []
        for row in flattened(node, lambda found: found.tag == ROW):
            properties = child(row, "trPr")
            cells: list[list[Block]] = _empty(number(properties, "gridBefore"))
            for cell in flattened(row, lambda found: found.tag == CELL):
                cells.append(self.blocks(cell, fields, depth + 1))
                cells += _empty((number(cell, "tcPr/gridSpan") or 1) - 1)
            if child(properties, "del") is not None and not _has_text(cells):
                dropped += _all(cells)
                continue
            rows.append(cells)
            heads.append(bool(switch(properties, "tblHeader")))
        width = max(map(len, rows), default=0)
        if not _has_text(_all(rows)):
            return [*dropped, *_all(_all(rows))]
        if not 1 < width <= _MOST_COLUMNS:
            note = Paragraph("", apart=Apart(dissolved_tables=1))
            return [*dropped, note, *_all(_all(rows))]
        head_rows = heads.index(False) if False in heads else 0
        if not head_rows and len(rows) > 1 and True not in heads:
            head_rows = int(self._styles.first_row_is_head(child(node, "tblPr")))
        full = (tuple(map(cell_of, [*row, *_empty(width - len(row))])) for row in rows)
        return [*dropped, Table(tuple(full), head_rows)]


def _is_block(node: etree._Element) -> bool:
    return node.tag in _LEAVES or (node.tag == _CONTROL and _is_set_apart(node))


def _is_set_apart(control: etree._Element) -> bool:
    """Whether a content control holds the table of contents, or nothing yet."""
    gallery = value(control, "sdtPr/docPartObj/docPartGallery")
    return gallery == _CONTENTS or bool(switch(control, "sdtPr/showingPlcHdr"))


def _set_apart(node: etree._Element) -> Apart:
    if node.tag == _ALT_CHUNK:
        return Apart(embedded=1)
    text = plain_text(node)
    is_empty = switch(node, "sdtPr/showingPlcHdr")
    return Apart(placeholders=[text]) if is_empty else Apart(contents=[text])


def _fields_end(container: etree._Element) -> bool:
    """Whether as many fields end as begin, so that a table of contents has an end."""
    kinds = [node.get(f"{W}fldCharType") for node in container.iter(f"{W}fldChar")]
    return kinds.count("begin") == kinds.count("end")


def _runs_on(node: etree._Element) -> bool:
    """Whether the paragraph runs on into the next: its mark was deleted, or it is a drop cap."""
    frame = child(node, "pPr/framePr")
    is_drop_cap = frame is not None and frame.get(f"{W}dropCap", "none") != "none"
    marks = (child(node, f"pPr/rPr/{name}") for name in ("del", "moveFrom"))
    return is_drop_cap or any(mark is not None for mark in marks)


def _placed(paragraph: Paragraph, place: Place) -> Paragraph:
    """Write the label in front of the text, and say what a numbered paragraph is."""
    text = place.label + (paragraph.text.lstrip() if place.label else paragraph.text)
    role, level = paragraph.role, paragraph.level
    if role == "paragraph" and place.is_item and not _DIVISION.fullmatch(place.label):
        role, level = "item", place.level
    return Paragraph(text, role, level, place.label, place.list_id, paragraph.apart)


def _with_contents_heading_apart(blocks: list[Block]) -> list[Block]:
    """Leave out 目录 where it stands before the table of contents."""
    heading = -1
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or block.text:
            is_heading = isinstance(block, Paragraph) and _CONTENTS_HEADING.fullmatch(block.text)
            heading = index if is_heading else -1
        elif block.apart.contents and heading >= 0:
            found = blocks[heading]
            if isinstance(found, Paragraph):
                found.apart.contents.append(found.text)
                blocks[heading] = Paragraph("", apart=found.apart)
            heading = -1
    return blocks


def _empty(count: int | None) -> list[list[Block]]:
    return [[] for _ in range(min(count or 0, _MOST_COLUMNS))]


def _all(lists: Iterable[Iterable[_T]]) -> list[_T]:
    return list(chain.from_iterable(lists))


def _has_text(cells: Iterable[Iterable[Block]]) -> bool:
    return any(isinstance(block, Table) or block.text for block in _all(cells))


def cell_of(blocks: Sequence[Block]) -> Cell:
    """Make one text of all that stands in a cell, tables in it too."""
    texts: list[str] = []
    labels: list[str] = []
    aparts: list[Apart] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            texts += block.text.split("\n")
            labels.append(block.label)
            aparts.append(block.apart)
        else:
            for cell in _all(block.rows):
                texts.append(cell.text)
                labels += cell.labels
                aparts += cell.aparts
    texts = [text for text in texts if text]
    aparts.append(Apart(joined_cells=int(len(texts) > 1)))
    return Cell(one_line(texts), tuple(filter(None, labels)), tuple(aparts))
