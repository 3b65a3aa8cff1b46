"""Walk the edition's tree and write the body of the Word document.

The `body` element in, the XML of paragraphs and tables out. Looks are the styles'
business, pages Word's.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from duben.errors import TemplateError
from duben.vocabulary import HEADINGS, classes, local_name
from duben.write.docx import contents, correspondence, footnotes, inline, pages
from duben.write.docx.numbering import DEEPEST
from duben.write.docx.place import Place, has_back_matter, manner
from duben.write.docx.squares import squares
from duben.write.docx.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml import etree

    from duben.write.docx.contents import Entry
    from duben.write.docx.footnotes import Footnote
    from duben.write.docx.stylebook import Stylebook


CONTENTS = "<!--contents-->"
"""Stands for the table of contents until the pages are counted."""

_ROW = "w:tr"


@dataclass(slots=True)
class Setting:
    """What the parts of a document are written with, and what has been written so far.

    `measure` is the width of the text in twentieths of a point, `first_list` the first
    free `w:numId`, `page` the XML of the page's description, `bookmarks` numbers the places
    that something leads to. `heading` is the last heading, `lists` counts the numbered lists,
    `waiting` are the names of places that begin with the next paragraph. `flow` is what fills
    the pages, `note_heights` how high the footnotes are.
    """

    book: Stylebook
    language: str
    measure: int
    first_list: int = 1
    page: str = ""
    bookmarks: dict[str, int] = field(default_factory=dict, init=False)
    entries: tuple[Entry, ...] = field(default=(), init=False)
    flow: list[pages.Box] = field(default_factory=list, init=False)
    note_heights: dict[str, int] = field(default_factory=dict, init=False)
    waiting: list[str] = field(default_factory=list, init=False)
    heading: str = field(default="", init=False)
    lists: int = field(default=0, init=False)

    def paragraph(
        self, found: Sequence[inline.Piece], style: str, extra: str = "", measure: int = 0
    ) -> str:
        """Return a paragraph of the pieces *found*; *extra* follows its style's name.

        *measure* is the width of a cell that it stands in.
        """
        shape = self.book.shape(style)
        advances = inline.advances(found, self.book, shape.size)
        lines = pages.count_lines(advances, shape, measure or self.measure)
        notes = sum(
            self.note_heights.get(piece.number, 0)
            for piece in found
            if isinstance(piece, inline.NoteMark)
        )
        self.flow.append(pages.Box(style, shape, lines, tuple(self.waiting), notes=notes))
        locale = inline.LOCALES[self.language]
        text = inline.runs(found, self.book, style, locale, self.bookmarks)
        places = "".join(inline.bookmark(name, self.bookmarks) for name in self.waiting)
        self.waiting.clear()
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{places}{text}</w:p>'

    def end_row(
        self, start: int, *, height: int = 0, padding: int = 0, is_head: bool = False
    ) -> None:
        """Make one box of those that fill a row's cells, the flow's from *start* on."""
        cells = self.flow[start:]
        del self.flow[start:]
        names = tuple(name for box in cells for name in box.names)
        height = height or max(box.height for box in cells) + padding
        keeps_next = is_head or (bool(cells) and cells[0].shape.keeps_next)
        shape = pages.Shape(0, height, keeps_next=keeps_next)
        before = self.flow[-1] if self.flow else None
        head = before.head if before and before.style == _ROW else 0
        head = height if is_head else head
        notes = sum(box.notes for box in cells)
        self.flow.append(pages.Box(_ROW, shape, 1, names, head, notes))

    def expect_links(self, elements: Iterable[etree._Element]) -> None:
        """Note which places the links in *elements* lead to: they will have bookmarks."""
        for link in (link for element in elements for link in element.iter("{*}a")):
            target = (link.get("href") or "").removeprefix("#")
            if target and link.get(footnotes.ATTRIBUTE) is None:
                self.bookmarks.setdefault(target, len(self.bookmarks))

    def begin(self, element: etree._Element) -> None:
        """Note that with the next paragraph *element* begins."""
        name = element.get("id")
        if name in self.bookmarks:
            self.waiting.append(name)


def body(element: etree._Element, setting: Setting, entries: Sequence[Entry] = ()) -> str:
    """Return all paragraphs and tables of the `body` *element*. Raises `TemplateError`.

    Where there are *entries* of a table of contents, `CONTENTS` stands for it.
    """
    place = _place(element, setting)
    setting.entries = tuple(entries)
    blocks = list(_inside(element, place, setting))
    written = []
    for block, following in pairwise([*blocks, ""]):
        written.append(block)
        # Word would join two tables, and mends a document that ends with one.
        if block.endswith("</w:tbl>") and (not following or following.startswith("<w:tbl>")):
            written.append(setting.paragraph((), correspondence.TABLE_END))
    return "".join(written)


def notes(found: Sequence[Footnote], around: etree._Element, setting: Setting) -> str:
    """Return the footnotes that were taken out of the body *around*, as `w:footnote`s."""
    place = replace(_place(around, setting), section="text", block="footnote")
    return "".join(_note(note, place, setting) for note in found)


def _note(note: Footnote, place: Place, setting: Setting) -> str:
    written = []
    for index, paragraph in enumerate(note.paragraphs):
        setting.begin(paragraph)
        mark = () if index else (inline.NoteLabel(note.label),)
        found = (*mark, inline.Tab(), *inline.pieces(paragraph, place))
        written.append(setting.paragraph(found, correspondence.paragraph_style(paragraph, place)))
    setting.note_heights[str(note.number)] = sum(box.height for box in setting.flow)
    setting.flow.clear()
    return f'<w:footnote w:id="{note.number}">{"".join(written)}</w:footnote>'


def _place(element: etree._Element, setting: Setting) -> Place:
    return Place(
        manner=manner(element),
        has_back_matter=has_back_matter(element),
        language=setting.language,
    )


def _inside(element: etree._Element, place: Place, setting: Setting) -> Iterator[str]:
    _refuse_loose_text(element)
    for child in element.iterchildren("*"):
        name = local_name(child)
        setting.begin(child)
        if name in {"section", "header"}:
            inner = replace(place, section=next(iter(classes(child)), ""), block="")
            if inner.section == "key":
                yield _section_end(setting)
            yield from _inside(child, inner, setting)
            if inner.section == "title-block":
                yield setting.paragraph((), correspondence.TITLE_RULE)
                yield from _contents(setting)
        elif name in {"div", "blockquote"}:
            yield from _block(child, place, setting)
        elif name in HEADINGS:
            yield from _heading(child, place, setting)
        elif name == "p":
            yield _paragraph(child, place, setting)
        elif name in {"ol", "ul"}:
            yield from _list(child, place, setting, level=0)
        elif name == "table":
            yield from _table(child, place, setting)
        else:
            raise TemplateError(
                f"<{name}> stands where a paragraph, list or table belongs",
                where=correspondence.place_of(child),
                hint="Put it into a <p>.",
            )


def _section_end(setting: Setting) -> str:
    """End a section of Word (17.6.18): what follows can be printed, or left out, by itself."""
    setting.paragraph((), correspondence.TABLE_END)
    return f'<w:p><w:pPr><w:pStyle w:val="{correspondence.TABLE_END}"/>{setting.page}</w:pPr></w:p>'


def _contents(setting: Setting) -> Iterator[str]:
    """Keep the place of the table of contents, and let it fill its part of the pages."""
    if not setting.entries:
        return
    setting.paragraph((), contents.TITLE)
    for entry in setting.entries:
        setting.paragraph((inline.Text(entry.text),), contents.STYLES[entry.level - 1])
    yield CONTENTS
    yield setting.paragraph((), correspondence.CONTENTS_END)


def _table(element: etree._Element, place: Place, setting: Setting) -> Iterator[str]:
    """Yield a table; one of the text keeps away from the text on both sides."""
    is_text = "text" in classes(element)
    if is_text and not _follows_heading(element):
        yield setting.paragraph((), correspondence.TABLE_END)
    yield table(element, place, setting)
    if is_text:
        yield setting.paragraph((), correspondence.TABLE_END)


def _block(element: etree._Element, place: Place, setting: Setting) -> Iterator[str]:
    """Yield what stands in a `div` or `blockquote`, below the rule if it is notes."""
    kind = next(iter(classes(element)), local_name(element))
    if kind == "notes" and not _follows_heading(element):
        yield setting.paragraph((), correspondence.NOTES_RULE)
    if kind == "squares":
        yield squares(element, place, setting)
        return
    yield from _inside(element, replace(place, block=kind), setting)


def _paragraph(element: etree._Element, place: Place, setting: Setting) -> str:
    style = correspondence.paragraph_style(
        element, place, is_last=bool(place.block) and element.getnext() is None
    )
    found = inline.pieces(element, place)
    hangs = place.block in {"dialogue", "dialogue-wide", "notes"}
    return setting.paragraph(_aligned(found) if hangs else found, style)


def _aligned(found: Sequence[inline.Piece]) -> Sequence[inline.Piece]:
    """Let a hanging paragraph that has nothing to hang by begin where the others' text does."""
    if any(isinstance(piece, inline.Tab) for piece in found):
        return found
    return (inline.Tab(), *found)


def _follows_heading(element: etree._Element) -> bool:
    before = element.getprevious()
    return before is not None and local_name(before) in HEADINGS


def _heading(element: etree._Element, place: Place, setting: Setting) -> Iterator[str]:
    """Yield the heading without readings, and below it its pinyin if it had any."""
    found = inline.pieces(element, place, with_readings=False)
    setting.heading = inline.text_of(found)
    yield setting.paragraph(found, correspondence.paragraph_style(element, place))
    pinyin = element.get("data-reading") or element.get("data-pinyin")
    if pinyin and next(element.iter("{*}ruby"), None) is not None:
        style = correspondence.HEADING_PINYIN[local_name(element)]
        yield setting.paragraph(
            (inline.Text(pinyin, is_chinese=inline.has_zhuyin(element)),), style
        )


def _list(element: etree._Element, place: Place, setting: Setting, *, level: int) -> Iterator[str]:
    """Yield the items; a numbered list begins at 1, a list in an item is a level deeper."""
    _refuse_loose_text(element)
    style = correspondence.paragraph_style(element, place)
    shown_level = min(level, DEEPEST - 1)
    is_labelled = bool(classes(element))
    numbering = ""
    if local_name(element) == "ol":
        numbering = _numbering(shown_level, str(setting.first_list + setting.lists))
        setting.lists += 1
    elif level or is_labelled:
        numbering = _numbering(shown_level, correspondence.list_number(element, place))
    for item in element.iterchildren("{*}li"):
        setting.begin(item)
        nested = [child for child in item.iterchildren("*") if local_name(child) in {"ol", "ul"}]
        for child in nested:
            _refuse_text_behind(child)
            item.remove(child)
        found = inline.pieces(item, place)
        yield setting.paragraph(_aligned(found) if is_labelled else found, style, numbering)
        for child in nested:
            yield from _list(child, place, setting, level=level + 1)


def _numbering(level: int, number: str) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _refuse_loose_text(element: etree._Element) -> None:
    """Raise `TemplateError` for text between paragraphs: Word has no place for it."""
    texts = [element.text, *(child.tail for child in element)]
    loose = "".join(text or "" for text in texts).strip()
    if loose:
        raise TemplateError(
            f'the text "{loose[:20]}" stands outside a paragraph',
            where=correspondence.place_of(element),
            hint="Put it into a <p>.",
        )


def _refuse_text_behind(element: etree._Element) -> None:
    if (element.tail or "").strip():
        raise TemplateError(
            f'the text "{(element.tail or "").strip()[:20]}" stands behind a list in an item',
            where=correspondence.place_of(element),
            hint="Put it in front of the list.",
        )
