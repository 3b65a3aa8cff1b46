"""Walk the edition's tree and write the body of the Word document.

The `body` element in, the XML of paragraphs and tables out. Looks are the styles'
business, pages Word's.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from duben.errors import TemplateError
from duben.vocabulary import classes, local_name
from duben.write.docx import correspondence, inline
from duben.write.docx.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from duben.write.docx.stylebook import Stylebook

DEEPEST_LIST = 3
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})


@dataclass(slots=True)
class Setting:
    """What the parts of a document are written with, and what has been written so far.

    `measure` is the width of the text in twentieths of a point, `first_list` the first
    free `w:numId`; `heading` is the last heading, `lists` counts the numbered lists.
    """

    book: Stylebook
    language: str
    measure: int
    first_list: int = 1
    heading: str = field(default="", init=False)
    lists: int = field(default=0, init=False)

    def paragraph(self, found: Sequence[inline.Piece], style: str, extra: str = "") -> str:
        """Return a paragraph of the pieces *found*; *extra* follows its style's name."""
        locale = inline.LOCALES[self.language]
        text = inline.runs(found, self.book, style, locale)
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{text}</w:p>'


def body(element: etree._Element, setting: Setting) -> str:
    """Return all paragraphs and tables of the `body` *element*. Raises `TemplateError`."""
    place = correspondence.Place(
        manner=correspondence.manner(element),
        has_back_matter=correspondence.has_back_matter(element),
        language=setting.language,
    )
    blocks = list(_inside(element, place, setting))
    written = []
    for block, following in zip(blocks, [*blocks[1:], ""], strict=True):
        written.append(block)
        # Word would join two tables, and mends a document that ends with one.
        if block.endswith("</w:tbl>") and (not following or following.startswith("<w:tbl>")):
            written.append(setting.paragraph((), correspondence.TABLE_END))
    return "".join(written)


def _inside(
    element: etree._Element, place: correspondence.Place, setting: Setting
) -> Iterator[str]:
    _refuse_loose_text(element)
    for child in element.iterchildren("*"):
        name = local_name(child)
        if name in {"section", "header"}:
            inner = replace(place, section=next(iter(classes(child)), ""))
            yield from _inside(child, inner, setting)
            if inner.section == "title-block":
                yield setting.paragraph((), correspondence.TITLE_RULE)
        elif name in _HEADINGS:
            yield from _heading(child, place, setting)
        elif name == "p":
            style = correspondence.paragraph_style(child, place)
            yield setting.paragraph(inline.pieces(child, place), style)
        elif name in {"ol", "ul"}:
            yield from _list(child, place, setting, level=0)
        elif name == "table":
            yield table(child, place, setting)
        else:
            raise TemplateError(
                f"<{name}> stands where a paragraph, list or table belongs",
                where=correspondence.place_of(child),
                hint="Put it into a <p>.",
            )


def _heading(
    element: etree._Element, place: correspondence.Place, setting: Setting
) -> Iterator[str]:
    """Yield the heading without readings, and below it its pinyin if it had any."""
    found = inline.pieces(element, place, with_readings=False)
    setting.heading = inline.text_of(found)
    yield setting.paragraph(found, correspondence.paragraph_style(element, place))
    pinyin = element.get("data-pinyin")
    if pinyin and next(element.iter("{*}ruby"), None) is not None:
        style = correspondence.HEADING_PINYIN[local_name(element)]
        yield setting.paragraph((inline.Text(pinyin, is_chinese=False),), style)


def _list(
    element: etree._Element, place: correspondence.Place, setting: Setting, *, level: int
) -> Iterator[str]:
    """Yield the items; a numbered list begins at 1, a list in an item is a level deeper."""
    if level >= DEEPEST_LIST:
        raise TemplateError(
            f"lists are more than {DEEPEST_LIST} levels deep",
            where=correspondence.place_of(element),
            hint="Use fewer levels.",
        )
    _refuse_loose_text(element)
    style = correspondence.paragraph_style(element, place)
    numbering = ""
    if local_name(element) == "ol":
        number = setting.first_list + setting.lists
        setting.lists += 1
        numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    elif level:
        numbering = f'<w:numPr><w:ilvl w:val="{level}"/></w:numPr>'
    for item in element.iterchildren("{*}li"):
        nested = [child for child in item.iterchildren("*") if local_name(child) in {"ol", "ul"}]
        for child in nested:
            _refuse_text_behind(child)
            item.remove(child)
        yield setting.paragraph(inline.pieces(item, place), style, numbering)
        for child in nested:
            yield from _list(child, place, setting, level=level + 1)


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
