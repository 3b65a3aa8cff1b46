"""Divide an edition's body into the pages of a book, and list them.

The lowered body of an edition in, `Page`s and the `Entry`s of the table of contents
out. Pages here are files: how much of one fits on a screen is the reading system's
affair. No text is added or dropped.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from duben.errors import TemplateError
from duben.vocabulary import base_text, classes, local_name

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGE_LIMIT = 250_000
"""Bytes of markup in one file: old devices open no more than 300 kB, and all are slow."""

_RESERVED = frozenset({"cover", "nav"})
_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,40}")
_HEADINGS = ("h1", "h2", "h3", "h4")


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
    """Divide *body* at its title block and top-level sections; long sections go on.

    Raises `TemplateError` where text stands in the body outside of any block.
    """
    _refuse_loose_text(body)
    found: list[Page] = []
    for blocks in _groups(body):
        name = _name(blocks[0], {page.name.casefold() for page in found})
        kind = " ".join(classes(blocks[0])[:1])
        label = label_of(_heading(blocks))
        for number, part in enumerate(_parts(blocks), start=1):
            file_name = f"{name}.xhtml" if number == 1 else f"{name}-part{number}.xhtml"
            found.append(Page(file_name, kind, label, tuple(part), continues=number > 1))
    return tuple(found)


def contents(book: Iterable[Page]) -> tuple[Entry, ...]:
    """List the pages, and their h3 headings below them; the title page is left out."""
    entries: list[Entry] = []
    for page in book:
        if page.is_front:
            continue
        inner = _inner_entries(page)
        if page.continues:
            last = entries.pop()
            entries.append(Entry(last.label, last.href, (*last.children, *inner)))
        else:
            entries.append(Entry(page.label, page.name, inner))
    return tuple(entries)


def label_of(heading: etree._Element | None) -> Label:
    """Return the heading's text without readings, its English part apart."""
    if heading is None:
        return Label("")
    own = deepcopy(heading)
    own.tail = None
    parts = [part for part in own.iter("*") if "english" in classes(part)]
    english = " ".join(" ".join(map(base_text, parts)).split())
    for part in parts:
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


def _parts(blocks: list[etree._Element]) -> list[list[etree._Element]]:
    """Cut a page whose section is too long; what follows the section goes with its end."""
    section, *following = blocks
    if local_name(section) != "section":
        return [blocks]
    sections = [section]
    for number, run in enumerate(_runs(section)[1:], start=2):
        attributes = {"class": section.get("class", ""), "id": f"{section.get('id')}-part{number}"}
        part = section.makeelement(section.tag, attributes)
        sections[-1].addnext(part)
        part.extend(run)
        sections.append(part)
    return [*([part] for part in sections[:-1]), [sections[-1], *following]]


def _runs(section: etree._Element) -> list[list[etree._Element]]:
    """Group the section's children by weight, without parting a heading from its text."""
    runs: list[list[etree._Element]] = [[]]
    weight = 0
    for child in section.iterchildren("*"):
        size = len(etree.tostring(child, encoding="utf-8"))
        run = runs[-1]
        if run and weight + size > PAGE_LIMIT and local_name(run[-1]) not in _HEADINGS:
            runs.append([])
            weight = 0
        runs[-1].append(child)
        weight += size
    return runs


# --- listing -----------------------------------------------------------------------------


def _heading(blocks: list[etree._Element]) -> etree._Element | None:
    """Return the h2 of a section, or the h1 of the title block: the page's own heading."""
    own = (blocks[0], *blocks[0].iterchildren("*"))
    return next((element for element in own if local_name(element) in _HEADINGS[:2]), None)


def _inner_entries(page: Page) -> tuple[Entry, ...]:
    return tuple(
        Entry(label_of(heading), f"{page.name}#{heading.get('id')}")
        for block in page.blocks
        for heading in block.iter("{*}h3")
        if heading.get("id")
    )
