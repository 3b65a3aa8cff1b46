"""Footnotes and endnotes of a page or book: which block is a note, and what its mark is.

A note is what says so (epub:type, DPUB-ARIA 1.1 roles) or the block that a link such as
[1] or ① points to from before it. Nothing of the text is changed here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from duben.readers.xhtml.elements import HEADINGS, is_block, types_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml import etree

_NOTE_TYPES = frozenset(("footnote", "endnote", "rearnote"))
_COLLECTIONS = frozenset(("footnotes", "endnotes", "rearnotes"))
_MARK = re.compile(
    r"[\[［【〔(（]?\s*注?\s*(?:\d{1,3}|[①-⑳㉑-㉟㊱-㊿⑴-⒇❶-❿⓪]|[*＊†‡§]{1,3})\s*[\]］】〕)）]?"
)
_BARE = re.compile(r"\d{1,3}")
_LONGEST_MARK = 40
_MOST_BEFORE = 20  # anchors and pictures before the target in its block
_BACK = re.compile(
    r"[\[［(（]?\s*(?:[↩↵⏎↑⇑⇧^⬆\ufe0e\ufe0f]+|返回|回到正文|返回正文|back)\s*[\])］）]?"
)
_NO_NOTE = frozenset(("html", "body", "table", "tr", "td", "th", "main", "nav", *HEADINGS))


@dataclass(slots=True)
class Notes:
    """Links that refer to a note → the mark to write; blocks that are notes → their mark."""

    marks: dict[etree._Element, str] = field(default_factory=dict)
    labels: dict[etree._Element, str] = field(default_factory=dict)


def find_notes(
    documents: Iterable[tuple[str, etree._Element]],
    beside: Callable[[str, str], str] = lambda _, href: href,
) -> Notes:
    """Return the notes of *documents* (name and tree) that are read in this order.

    *beside* gives the name of the document that an address, written in another, means.
    """
    documents = tuple(documents)
    order: dict[etree._Element, int] = {}
    targets: dict[tuple[str, str], etree._Element] = {}
    links: list[tuple[str, etree._Element]] = []
    notes = Notes()
    for name, tree in documents:
        for element in tree.iter():
            identity = element.get("id") or (element.get("name") if element.tag == "a" else None)
            is_link = element.tag == "a" and "#" in (element.get("href") or "")
            if identity:
                targets.setdefault((name, identity), element)
            if is_link:
                links.append((name, element))
            if identity or is_link:
                order[element] = len(order)
            if _is_named_note(element):
                notes.labels[element] = ""
    for name, link in links:
        path, _, identity = (link.get("href") or "").partition("#")
        home = beside(name, unquote(path)) if path else name
        target = targets.get((home, identity), targets.get((home, unquote(identity))))
        if target is not None and order[link] < order[target]:
            _connect(notes, link, target)
    return notes


def is_way_back(link: etree._Element) -> bool:
    """Whether *link*, inside a note, only leads back to the text: ↩."""
    if "backlink" in types_of(link):
        return True
    return "#" in (link.get("href") or "") and bool(_BACK.fullmatch(_brief(link).strip()))


def with_mark(text: str, mark: str) -> str:
    """Write *mark* before the *text* of its note, unless it stands there: 1. 见…… → [1]见……."""
    if not mark or text.startswith(mark):
        return text
    number = _BARE.search(mark)
    if number:
        same = re.match(rf"[\[［【〔(（]?{number[0]}(?!\d)[\]］】〕)）]?[.．、:：]?\s*", text)
        text = text[same.end() :] if same else text
    return mark + text


def _is_named_note(element: etree._Element) -> bool:
    types = types_of(element)
    if types & _NOTE_TYPES:
        return True
    if element.tag not in ("li", "p") or "noteref" in types:
        return False
    above = element.getparent()
    for _ in range(2):  # the list itself, or a section around it
        if above is not None and types_of(above) & _COLLECTIONS:
            return True
        above = above.getparent() if above is not None else None
    return False


def _connect(notes: Notes, link: etree._Element, target: etree._Element) -> None:
    text = "".join(_brief(link).split())
    is_named = "noteref" in types_of(link) or "duokan-footnote" in (link.get("class") or "")
    if not (_MARK.fullmatch(text) or (is_named and len(text) <= _LONGEST_MARK)):
        return
    block = _block_of(target)
    if block is None:
        return
    known = notes.labels.get(block)
    if not text:  # a picture stands for the mark
        text = known or str(len(set(filter(None, notes.labels.values()))) + 1)
    mark = f"[{text}]" if _BARE.fullmatch(text) else text
    notes.marks[link] = mark
    notes.labels[block] = known or mark


def _block_of(target: etree._Element) -> etree._Element | None:
    """Return the block that begins with *target*, or None."""
    element: etree._Element | None = target
    while element is not None and not is_block(element):
        parent, previous = element.getparent(), element.getprevious()
        if parent is None or (parent.text or "").strip():
            return None
        for _ in range(_MOST_BEFORE):
            if previous is None:
                break
            if (previous.tail or "").strip() or _brief(previous).strip():
                return None
            previous = previous.getprevious()
        element = parent
    return None if element is None or element.tag in _NO_NOTE else element


def _brief(element: etree._Element) -> str:
    """Return the text of *element*, or as much of it as shows that it is long."""
    found = ""
    for text in element.itertext():
        found += str(text).strip()
        if len(found) > _LONGEST_MARK:
            break
    return found
