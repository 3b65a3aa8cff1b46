"""The styles part → what a paragraph or run is by its style: heading, quotation, hidden, an item.

Properties are looked for along the chain of styles that are based on each other
(ECMA-376 17.7). How a style looks (size, weight, colour) is never asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.readers.docx.names import W, child, is_on, number, switch, value

if TYPE_CHECKING:
    from lxml import etree

    from duben.source import Role

_BODY_TEXT = 9  # the outline level of what is no heading (ECMA-376 17.3.1.20)
_DEEPEST_HEADING = 6
# The names are English in every language of Word; only ids are not ("a3", "标题1").
_OWN_ROLES: dict[str, Role] = {  # of the style itself, not of those that are based on it
    "title": "title",
    "subtitle": "subtitle",
    "author": "paragraph",  # pandoc
    "date": "paragraph",
}
_ROLES: dict[str, Role] = {
    "quote": "quotation",
    "intense quote": "quotation",
    "block text": "quotation",
    "quotations": "quotation",  # LibreOffice
    "html preformatted": "code",
    "preformatted text": "code",  # LibreOffice
    "source code": "code",  # pandoc
}
_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])")
_CONTENTS = re.compile(
    r"toc ?\d|toc heading|contents \d|contents heading|index \d|index heading|table of figures"
)
_PINYIN_LINES = frozenset(("title pinyin", "heading pinyin"))
_NUMBERED_ID = re.compile(r"(?<=\D)(\d)$")  # Heading1
_FIRST_ROW = 0x0020


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says; None and "" where it says nothing."""

    style_id: str
    name: str
    based_on: str = ""
    outline: int | None = None
    list_id: int | None = None
    list_level: int | None = None
    is_hidden: bool | None = None
    sets_first_row: bool = False


class Styles:
    """The styles of a document, by their ids."""

    def __init__(self, part: etree._Element | None) -> None:
        """Read the styles of *part*; without one, an id is the name."""
        nodes = () if part is None else part.findall(f"{W}style")
        self._styles = {node.get(f"{W}styleId", ""): _style(node) for node in nodes}
        self._chains: dict[str, tuple[Style, ...]] = {}
        self._default = next(
            (
                node.get(f"{W}styleId", "")
                for node in nodes
                if node.get(f"{W}type") == "paragraph" and is_on(node.get(f"{W}default"))
            ),
            "",
        )

    def role(self, properties: etree._Element | None) -> tuple[Role, int]:
        """Return what a paragraph with these w:pPr is, and the level of a heading.

        The style that is nearest says so, by its name or outline level. 标题 (Title) of
        the Chinese Word has an outline level, too, and is a title.
        """
        own = number(properties, "outlineLvl")
        chain = self._chain(properties)
        named = _OWN_ROLES.get(chain[0].name) if chain else None
        if own is not None and named is None:
            return _by_outline(own)
        if named is not None:
            return named, 0
        for style in chain:
            if style.name in _ROLES:
                return _ROLES[style.name], 0
            if style.outline is not None:
                return _by_outline(style.outline)
            heading = _HEADING.fullmatch(style.name)
            if heading:
                return _by_outline(int(heading[1]) - 1)
        return "paragraph", 0

    def is_contents(self, properties: etree._Element | None) -> bool:
        """Return whether a paragraph is an entry of a table of contents."""
        return any(_CONTENTS.fullmatch(style.name) for style in self._chain(properties))

    def is_pinyin_line(self, properties: etree._Element | None) -> bool:
        """Return whether a paragraph is what Duben writes under titles and headings."""
        return any(style.name in _PINYIN_LINES for style in self._chain(properties))

    def numbering(self, properties: etree._Element | None) -> tuple[int, int | None, str] | None:
        """Return list, level and style of a numbered paragraph (ECMA-376 17.9.18).

        The level is None, and the style the one that has the list, where the paragraph
        leaves both to its style.
        """
        list_id = number(properties, "numPr/numId")
        level = own_level = number(properties, "numPr/ilvl")
        style_id = ""
        for style in self._chain(properties):
            if list_id is None and style.list_id is not None:
                list_id = style.list_id
                style_id = style.style_id if own_level is None else ""
            if level is None:
                level = style.list_level
        if not list_id:  # 0 takes a paragraph out of the list of its style
            return None
        return list_id, level, style_id

    def list_of(self, style_id: str) -> int | None:
        """Return the list that a numbering style stands for."""
        style = self._styles.get(style_id)
        return style.list_id if style else None

    def is_hidden(self, run: etree._Element | None, paragraph: etree._Element | None) -> bool:
        """Return whether a run with these w:rPr, in a paragraph with these w:pPr, is hidden.

        w:vanish is a toggle: on in both styles is off (ECMA-376 17.7.3).
        """
        own = switch(run, "vanish")
        if own is not None:
            return own
        character = value(run, "rStyle")
        return self._hides(self._chain(paragraph)) != (
            bool(character) and self._hides(self._ancestry(character or ""))
        )

    def first_row_is_head(self, table: etree._Element | None) -> bool:
        """Return whether a table with these w:tblPr has a first row that its style sets apart."""
        look = child(table, "tblLook")
        style = value(table, "tblStyle")
        if look is None or not style:
            return False
        flag = look.get(f"{W}firstRow")
        try:
            bits = int(look.get(f"{W}val", "0"), 16)
        except ValueError:
            bits = 0
        asked = bool(bits & _FIRST_ROW) if flag is None else is_on(flag)
        return asked and any(found.sets_first_row for found in self._ancestry(style))

    def _hides(self, chain: tuple[Style, ...]) -> bool:
        return next((style.is_hidden for style in chain if style.is_hidden is not None), False)

    def _chain(self, properties: etree._Element | None) -> tuple[Style, ...]:
        return self._ancestry(value(properties, "pStyle") or self._default)

    def _ancestry(self, style_id: str) -> tuple[Style, ...]:
        """Return a style and those that it is based on, the nearest first."""
        if style_id not in self._chains:
            found: dict[str, Style] = {}
            at = style_id
            while at in self._styles and at not in found:
                found[at] = self._styles[at]
                at = found[at].based_on
            if not self._styles and style_id:
                found[style_id] = Style(style_id, _NUMBERED_ID.sub(r" \1", style_id.lower()))
            self._chains[style_id] = tuple(found.values())
        return self._chains[style_id]


def _style(node: etree._Element) -> Style:
    style_id = node.get(f"{W}styleId") or ""
    return Style(
        style_id,
        " ".join((value(node, "name") or style_id).lower().split()),
        value(node, "basedOn") or "",
        number(node, "pPr/outlineLvl"),
        number(node, "pPr/numPr/numId"),
        number(node, "pPr/numPr/ilvl"),
        switch(node, "rPr/vanish"),
        any(part.get(f"{W}type") == "firstRow" for part in node.findall(f"{W}tblStylePr")),
    )


def _by_outline(level: int) -> tuple[Role, int]:
    if not 0 <= level < _BODY_TEXT:
        return "paragraph", 0
    return "heading", min(level + 1, _DEEPEST_HEADING)
