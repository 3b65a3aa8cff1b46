"""Divide an edition's body into the pages of a book, and list them.

The lowered body of an edition in, `Page`s and the `Entry`s of the table of contents
out. Pages here are files: how much of one fits on a screen is the reading system's
affair. No text is added or dropped; links between pages are set right.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

from duben.errors import TemplateError
from duben.vocabulary import HEADINGS, base_text, classes, local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PAGE_LIMIT = 250_000
"""Bytes of markup in one file: old devices open no more than 300 kB, and all are slow."""

_RESERVED = frozenset({"cover", "nav"})
_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,40}")
_DIVISIBLE = frozenset({"section", "div", "blockquote", "ul", "dl", "table", "tbody"})
_LISTED = "h3"  # in a key, where headings stand without sections of their own


@dataclass(frozen=True, slots=True)
class Label:
    """What a page is called: 词汇表, and in English "Glossary"."""

    text: str
    english: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One XHTML file: its name, its kind (the class of its block), label and blocks.

    A page that `continues` another carries on a long section.
    """

    name: str
    kind: str
    label: Label
    blocks: tuple[etree._Element, ...]
    continues: bool = False

    @property
    def is_front(self) -> bool:
        """Whether this is the title page, which stands before the contents."""
        return self.kind == "title-block"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents; `label.text` is empty for text without a heading."""

    label: Label
    href: str
    children: tuple[Entry, ...] = ()


def pages(body: etree._Element) -> tuple[Page, ...]:
    """Divide *body* at its title block and top-level sections.

    A section that is too long for a page is divided at the sections inside it, and where
    that is not enough, between paragraphs. Raises `TemplateError` where text stands in the
    body outside of any block.
    """
    _refuse_loose_text(body)
    found: list[Page] = []
    taken: set[str] = set()
    for first, *following in _groups(body):
        pieces = list(_divided(first)) if local_name(first) == "section" else [(first, first)]
        for number, (block, origin) in enumerate(pieces, start=1):
            blocks = (block, *following) if number == len(pieces) else (block,)
            name = f"{_name(block, taken)}.xhtml"
            taken.add(name.casefold())
            kind = " ".join(classes(block)[:1])
            label = label_of(_heading(origin))
            found.append(Page(name, kind, label, blocks, continues=block is not origin))
    _link(found)
    return tuple(found)


def contents(book: Iterable[Page]) -> tuple[Entry, ...]:
    """List the pages and the sections in them, nested as their headings are.

    The title page is left out.
    """
    rows = [row for page in book if not page.is_front for row in _rows(page)]
    entries, _ = _nested(rows, 0, 0)
    return entries


def drop_unused_ids(book: Sequence[Page], entries: Iterable[Entry]) -> None:
    """Take off the names of what nothing leads to, and nothing is called after."""
    blocks = [block for page in book for block in page.blocks]
    used = {link.partition("#")[2] for block in blocks for link in _values(block, "href")}
    used |= {n for block in blocks for v in _values(block, "aria-labelledby") for n in v.split()}
    waiting = list(entries)
    while waiting:
        entry = waiting.pop()
        used.add(entry.href.partition("#")[2])
        waiting.extend(entry.children)
    for block in blocks:
        named: Any = block.xpath("descendant-or-self::*[@id]")
        for element in named:
            if element.get("id") not in used:
                del element.attrib["id"]


def _values(block: etree._Element, attribute: str) -> list[str]:
    found: Any = block.xpath(f"descendant-or-self::*/@{attribute}")
    return list(found)


def depth(entries: Sequence[Entry]) -> int:
    """Count the levels of a table of contents."""
    return 1 + max((depth(entry.children) for entry in entries), default=-1) if entries else 0


def label_of(heading: etree._Element | None) -> Label:
    """Return the heading's text without readings and notes, its English part apart."""
    if heading is None:
        return Label("")
    own = deepcopy(heading)
    own.tail = None
    parts = [part for part in own.iter("*") if "english" in classes(part)]
    english = " ".join(" ".join(map(base_text, parts)).split())
    for part in [*parts, *(part for part in own.iter("*") if "note-ref" in classes(part))]:
        tail = part.tail
        part.clear()
        part.tail = tail
    text = " ".join(base_text(own).split())
    return Label(text, english) if text else Label(english)


# --- dividing ----------------------------------------------------------------------------


def _refuse_loose_text(body: etree._Element) -> None:
    loose = [body.text, *(child.tail for child in body)]
    text = next((piece.strip() for piece in loose if piece and piece.strip()), "")
    if text:
        raise TemplateError(
            f'the text "{text[:20]}" stands outside of any block',
            hint="Put it into a <p> of a section.",
        )


def _groups(body: etree._Element) -> list[list[etree._Element]]:
    """Each header and section begins a page; whatever else there is follows the last."""
    groups: list[list[etree._Element]] = []
    for child in body.iterchildren("*"):
        if local_name(child) in {"header", "section"} or not groups:
            groups.append([])
        groups[-1].append(child)
    return groups


def _name(block: etree._Element, taken: set[str]) -> str:
    """Name a file after the section, in ASCII: some devices refuse other names."""
    wanted = "title" if "title-block" in classes(block) else block.get("id") or ""
    name = wanted if _PLAIN_NAME.fullmatch(wanted) else "page"
    number = 1
    unique = name
    while unique in _RESERVED or f"{unique}.xhtml".casefold() in taken:
        number += 1
        unique = f"{name}-{number}"
    return unique


def _divided(block: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Cut what is too long: yield each piece and the block that it continues, or is.

    Sections inside begin a piece, but the first stays with a heading right above it.
    """
    if local_name(block) not in _DIVISIBLE or _weight(block) <= PAGE_LIMIT:
        yield block, block
        return
    children = list(block.iterchildren("*"))
    for child in children:
        block.remove(child)
    shells = _Shells(block)
    for child in children:
        if "text" in classes(child) and local_name(child) == "section":
            first, *others = _divided(child)
            if shells.ends_with_heading:
                shells.add(first[0])
            else:
                others = [first, *others]
            yield from shells.finished()
            yield from others
        else:
            for piece, _ in _divided(child):
                if shells.is_full_for(piece):
                    yield from shells.finished()
                shells.add(piece)
    yield from shells.finished()


class _Shells:
    """The pieces of one block, made one after the other: the block itself, then its like."""

    def __init__(self, block: etree._Element) -> None:
        self._block = block
        self._shell: etree._Element | None = block
        self._weight = 0
        self._count = 1

    @property
    def ends_with_heading(self) -> bool:
        return self._shell is not None and _ends_with_heading(self._shell)

    def is_full_for(self, piece: etree._Element) -> bool:
        """Whether *piece* must go into the next shell, being no text of the last heading."""
        if self._shell is None or not len(self._shell) or self.ends_with_heading:
            return False
        return self._weight + _weight(piece) > PAGE_LIMIT

    def add(self, piece: etree._Element) -> None:
        if self._shell is None:
            self._count += 1
            self._shell = self._block.makeelement(self._block.tag)
            if self._block.get("class"):
                self._shell.set("class", self._block.get("class") or "")
            if self._block.get("id"):
                self._shell.set("id", f"{self._block.get('id')}-part{self._count}")
        self._shell.append(piece)
        self._weight += _weight(piece)

    def finished(self) -> Iterator[tuple[etree._Element, etree._Element]]:
        """Yield the shell, if there is one, and its origin."""
        if self._shell is not None:
            yield self._shell, self._block
        self._shell, self._weight = None, 0


def _weight(element: etree._Element) -> int:
    return len(etree.tostring(element, encoding="utf-8"))


def _ends_with_heading(element: etree._Element) -> bool:
    return len(element) > 0 and local_name(element[-1]) in HEADINGS


def _link(book: Sequence[Page]) -> None:
    """Name the page in links that lead to another: #note-1 → s7.xhtml#note-1."""
    homes = {
        element.get("id"): page.name
        for page in book
        for block in page.blocks
        for element in block.iter("*")
        if element.get("id")
    }
    for page in book:
        for block in page.blocks:
            for link in block.iter("{*}a"):
                target = (link.get("href") or "").removeprefix("#")
                if homes.get(target, page.name) != page.name:
                    link.set("href", f"{homes[target]}#{target}")


# --- listing -----------------------------------------------------------------------------


def _heading(block: etree._Element) -> etree._Element | None:
    """Return the heading of a section or of the title block: the page's own."""
    own = (block, *block.iterchildren("*"))
    return next((element for element in own if local_name(element) in HEADINGS), None)


def _rows(page: Page) -> Iterator[tuple[int, Entry]]:
    """Yield the level and entry of the page itself, then of the sections in it."""
    own = _heading(page.blocks[0])
    if not page.continues:
        yield _level(own), Entry(page.label, page.name)
    for block in page.blocks:
        for heading in block.iter(*(f"{{*}}{name}" for name in HEADINGS)):
            holder = heading.getparent()
            is_own = holder is not None and _heading(holder) is heading
            if (is_own or local_name(heading) == _LISTED) and heading is not own:
                yield (
                    _level(heading),
                    Entry(label_of(heading), f"{page.name}#{heading.get('id')}"),
                )


def _level(heading: etree._Element | None) -> int:
    """Return the level of a heading; text without one stands beside chapters."""
    return int(local_name(heading)[1]) if heading is not None else 2


def _nested(
    rows: Sequence[tuple[int, Entry]], start: int, above: int
) -> tuple[tuple[Entry, ...], int]:
    """Nest the rows from *start* on that are deeper than *above*; return where they end."""
    found: list[Entry] = []
    while start < len(rows) and rows[start][0] > above:
        level, entry = rows[start]
        children, start = _nested(rows, start + 1, level)
        found.append(Entry(entry.label, entry.href, children))
    return tuple(found), start
