"""The elements around a place in a page → what they make of the text there.

A list makes items of it, a quotation quotes it, a heading names it. Which text stands
there is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from duben.readers.xhtml.elements import HEADINGS, ITEMS, LISTS, classes_of, types_of
from duben.readers.xhtml.lists import labels_of

if TYPE_CHECKING:
    from lxml import etree

    from duben.readers.xhtml.notes import Notes
    from duben.source import Line, Role

TEXT_ROLES: frozenset[Role] = frozenset(("paragraph", "quotation", "verse"))

_VERSE = frozenset(["verse", "poem", "poetry", "stanza", "z3998:poem", "z3998:verse"])
_TRANSPARENT = frozenset(("p", "div", "section", "tbody", "tr", "td", "html", "body"))
_SUBTITLE = frozenset(["subtitle", "sub-title", "subheading"])


@dataclass(slots=True)
class Item:
    """An item or note: its label, until a line has taken it."""

    label: str


@dataclass(slots=True)
class _Header:
    """A group of headings, and whether its <h1> has been seen."""

    takes_paragraphs: bool
    has_title: bool = False


@dataclass(slots=True)
class Frame:
    """What the elements around a place make of the text there.

    `level` is a heading's or an item's, `depth` counts the lists around, from 0.
    """

    role: Role = "paragraph"
    level: int = 0
    group: int = 0
    item: Item | None = None
    is_verse: bool = False
    is_subtitle: bool = False
    depth: int = -1
    list_group: int = 0
    header: _Header | None = None


@dataclass(slots=True)
class Frames:
    """The frames that are open, innermost last."""

    notes: Notes
    open: list[Frame] = field(default_factory=lambda: [Frame()])
    labels: dict[etree._Element, str] = field(default_factory=dict)
    groups: int = 0

    @property
    def innermost(self) -> Frame:
        """The frame that the next text is in."""
        return self.open[-1]

    def enter(self, node: etree._Element, last: Line | None) -> None:
        """Open the frame of the block *node*, which follows the line *last*."""
        around = self.innermost
        if node.tag in _TRANSPARENT and not len(node.attrib) and self._is_plain(node):
            self.open.append(around)
            return
        frame = replace(around, is_subtitle=False)
        if frame.role != "note":
            if node in self.notes.labels:
                self._note(node, frame, last)
            elif node.tag in LISTS or node.tag == "dl":
                self._list(node, frame)
            elif node.tag in ITEMS:
                self._item(node, frame)
            elif node.tag == "blockquote":
                is_new = frame.role != "quotation"
                frame.group = self.new_group() if is_new else frame.group
                frame.role, frame.item = "quotation", None
            elif frame.role != "quotation":
                _heading(node, frame)
        if frame.role in TEXT_ROLES and not frame.is_verse and is_verse(node):
            frame.is_verse, frame.group = True, self.new_group()
        _subtitle(node, frame)
        self.open.append(frame)

    def _is_plain(self, node: etree._Element) -> bool:
        """Whether *node*, which says nothing of itself, is nothing but a paragraph here."""
        around = self.innermost
        return not (around.header or around.is_subtitle or node in self.notes.labels)

    def leave(self) -> None:
        """Close the innermost frame."""
        self.open.pop()

    def new_group(self) -> int:
        """Return the number of a group that has no lines yet."""
        self.groups += 1
        return self.groups

    def _note(self, node: etree._Element, frame: Frame, last: Line | None) -> None:
        """Open a note; one that follows another belongs to the group of that one."""
        before = last.markup if last else None
        follows = before is not None and before.role == "note"
        frame.group = before.group if before and follows else self.new_group()
        frame.role, frame.item, frame.is_verse = "note", Item(self.notes.labels[node]), False

    def _list(self, node: etree._Element, frame: Frame) -> None:
        frame.depth += 1
        frame.list_group = frame.list_group if frame.depth else self.new_group()
        self.labels.update(labels_of(node))

    def _item(self, node: etree._Element, frame: Frame) -> None:
        frame.depth = max(frame.depth, 0)
        frame.role, frame.level = "item", frame.depth + (node.tag == "dd")
        frame.group = frame.list_group
        frame.item = Item(self.labels.pop(node, ""))


def is_verse(node: etree._Element) -> bool:
    """Whether *node* says that it is a poem or a part of one."""
    return bool((classes_of(node) | types_of(node)) & _VERSE)


def _heading(node: etree._Element, frame: Frame) -> None:
    level = HEADINGS.get(str(node.tag), 0)
    if not level and "heading" in types_of(node):
        told = node.get("aria-level") or "2"
        level = int(told) if told in tuple("123456") else 2
    if level:
        frame.role, frame.level, frame.is_verse, frame.item = "heading", level, False, None


def _subtitle(node: etree._Element, frame: Frame) -> None:
    """See title and subtitle in <header> and <hgroup> (HTML standard §4.3.7 and §4.3.8)."""
    if node.tag in ("header", "hgroup"):
        frame.header = _Header(takes_paragraphs=node.tag == "hgroup")
    named = "subtitle" in types_of(node)
    header = frame.header
    if header and node.tag == "h1":
        header.has_title = True
    elif header and header.has_title and (node.tag in HEADINGS or node.tag == "p"):
        named = named or bool(classes_of(node) & _SUBTITLE)
        named = named or node.tag != "p" or header.takes_paragraphs
    frame.is_subtitle = named and frame.role in ("paragraph", "heading")
