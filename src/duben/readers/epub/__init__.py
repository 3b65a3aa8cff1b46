"""Bytes of an e-book → its text in reading order, chapter after chapter.

In: an EPUB, 2 or 3, without a lock. Out: the lines of its documents, its title in front.
Pictures, styles and scripts are not looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from duben.errors import SourceError
from duben.han import han, legible
from duben.readers.annotation import plain
from duben.readers.archive import Archive
from duben.readers.base import Contents
from duben.readers.epub.package import book_of
from duben.readers.epub.page import page_tree
from duben.readers.left_out import notices_of
from duben.readers.xhtml import finished, walk, with_title
from duben.readers.xhtml.elements import classes_of, is_element, shown_han, shown_text, types_of
from duben.readers.xhtml.notes import find_notes
from duben.readers.xhtml.ruby import rewrite_ruby
from duben.source import Line, Markup, Notice

if TYPE_CHECKING:
    from lxml import etree

    from duben.readers.base import Request
    from duben.readers.epub.package import Book, Part
    from duben.readers.xhtml.notes import Notes

BLOCK = "E01"
PIECES = "E02"
HEADING = "E03"
TITLE = "E04"
MENDED = "E05"
MISSING = "E06"

_LEADS = frozenset(("toc", "landmarks", "page-list", "pagelist", "pagebreak", "loi", "lot"))
_ABOUT_THE_FILE = frozenset(("colophon", "copyright-page", "imprint", "cover"))
_UNNAMED = frozenset(("introduction", "titlepage", "halftitlepage", "frontmatter", "dedication"))
_CONTENTS = ("目录", "目錄", "目次", "contents", "tableofcontents")
_FEWEST_ENTRIES = 3
_LINKED = 0.8
_NAMING = re.compile("[著编編译譯作者主文]{0,4}")
_FIRST_LINES = 3


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A document of the book and its tree."""

    part: Part
    tree: etree._Element


def read(content: bytes, request: Request) -> Contents:
    """Return the lines of the e-book in *content*, numbered through the book.

    `original` has the Chinese characters of all text nodes of the documents in the spine,
    those of hidden elements and of documents out of turn included, but for scripts and what
    else is not shown at all (as in `html.read`); not the metadata of the package.

    Raises `SourceError` for a book that is damaged, locked, or has no text.
    """
    archive = Archive(content, request)
    book = book_of(archive, request.where)
    chapters, notices = _chapters(archive, book, request.where)
    original = "".join(shown_han(chapter.tree) for chapter in chapters)
    for chapter in chapters:
        rewrite_ruby(chapter.tree)
    notes = find_notes([(chapter.part.name, chapter.tree) for chapter in chapters], archive.beside)
    left_out: list[str] = []
    texts: list[tuple[str, tuple[Line, ...]]] = []
    for chapter in chapters:
        if _is_left_out(chapter, book, notes):
            left_out.append(shown_text(chapter.tree))
            continue
        walked = walk((chapter.tree,), notes, _leaves_out)
        left_out += walked.left_out
        texts.append((_name_of(chapter, book), walked.lines))
    if not any(han(line.text) for _, lines in texts for line in lines):
        raise SourceError(
            "there is no Chinese text in this e-book",
            where=request.where,
            hint="It may be a book of pictures: have them recognised as text.",
        )
    headed, headings = _headed(texts, book.title)
    lines, titles = _titled(headed, book.title)
    dropped = notices_of(left_out, BLOCK, PIECES, "the book")
    return Contents(
        finished(lines),
        original,
        (*notices, *titles, *headings, *dropped),
        book.front_matter,
        unit="paragraph",
    )


def _chapters(
    archive: Archive, book: Book, where: str
) -> tuple[list[_Chapter], tuple[Notice, ...]]:
    """Read the documents, those out of turn last, and tell which are missing or broken."""
    chapters, notices = [], []
    for name in book.missing:
        message = "The book lists this document, but it is not in it."
        notices.append(Notice(MISSING, "warning", None, name, "", message))
    for part in sorted(book.parts, key=lambda part: not part.is_linear):
        content = archive.read(part.name)
        if not content.strip():
            message = "This document of the book is empty."
            notices.append(Notice(MISSING, "warning", None, part.name, "", message))
            continue
        tree, is_mended = page_tree(content, f"{where}: {part.name}")
        if is_mended:
            message = "The XML of this document is broken; it was read as HTML: look at its text."
            notices.append(Notice(MENDED, "warning", None, part.name, "", message))
        chapters.append(_Chapter(part, tree))
    return chapters, tuple(notices)


def _leaves_out(element: etree._Element) -> bool:
    """Whether *element* tells of the file or leads through it: contents, colophon, edition."""
    types = types_of(element)
    if element.tag == "nav" or types & (_LEADS | _ABOUT_THE_FILE):
        return True
    # Books of our own name their edition below the title: 注音版 With pinyin.
    return "subtitle" in types and "edition" in classes_of(element)


def _is_left_out(chapter: _Chapter, book: Book, notes: Notes) -> bool:
    tree, part = chapter.tree, chapter.part
    is_named = _types(tree) & (_LEADS | _ABOUT_THE_FILE)
    if is_named or book.roles.get(part.name) in _LEADS | _ABOUT_THE_FILE:
        return True
    if not part.is_linear:
        return not any(mark and _root(note) is tree for note, mark in notes.labels.items())
    return _is_contents(tree) or _only_names(shown_text(tree), book)


def _root(element: etree._Element) -> etree._Element:
    return element.getroottree().getroot()


def _types(tree: etree._Element) -> frozenset[str]:
    """Return the types of a document: of its body, or of the one element in that."""
    body = tree.find("body")
    if body is None:
        return frozenset()
    inner = [child for child in body if is_element(child)]
    return types_of(body) | (types_of(inner[0]) if len(inner) == 1 else frozenset())


def _is_contents(tree: etree._Element) -> bool:
    """Whether a document is a table of contents: called so, and nothing but links."""
    text = legible(shown_text(tree))
    links = [legible(shown_text(link)) for link in tree.iter("a") if link.get("href")]
    is_called_so = text.lower().startswith(_CONTENTS)
    share = sum(map(len, links)) / max(len(text), 1)
    return is_called_so and len(links) >= _FEWEST_ENTRIES and share >= _LINKED


def _only_names(text: str, book: Book) -> bool:
    """Whether *text* is title, author and publisher and nothing else, as on a title page."""
    rest = legible(text)
    if not book.title or legible(book.title) not in rest:
        return False
    for name in sorted(map(legible, book.names), key=len, reverse=True):
        rest = rest.replace(name, "", 1)
    return bool(_NAMING.fullmatch(rest))


def _name_of(chapter: _Chapter, book: Book) -> str:
    """Return what the table of contents calls a chapter, if it is one."""
    if _types(chapter.tree) & _UNNAMED:
        return ""
    return book.contents.get(chapter.part.name, "")


def _headed(
    texts: list[tuple[str, tuple[Line, ...]]], title: str
) -> tuple[list[Line], list[Notice]]:
    """Give chapters without a heading the name that the table of contents has for them."""
    levels = [
        line.markup.level
        for _, lines in texts
        for line in lines
        if line.markup and line.markup.role == "heading"
    ]
    heading = Markup("heading", min(levels, default=1))
    found: list[Line] = []
    notices = []
    for name, lines in texts:
        first = legible(plain(lines[0].text)) if lines else ""
        has_heading = any(line.markup and line.markup.role == "heading" for line in lines)
        if not lines or not han(name) or has_heading or first == legible(title):
            found += lines
        elif first == legible(name):
            found += [replace(lines[0], markup=heading), *lines[1:]]
        else:
            message = "The chapter has no heading: this is its name in the table of contents."
            notices.append(Notice(HEADING, "info", None, "", name, message, added=name))
            found += [Line(name, 0, markup=heading), *lines]
    return found, notices


def _titled(lines: list[Line], title: str) -> tuple[tuple[Line, ...], list[Notice]]:
    for place, line in enumerate(lines[:_FIRST_LINES]):
        if han(title) and legible(plain(line.text)) == legible(title):
            return with_title(lines, place), []
    if not han(title):
        return with_title(lines, None), []
    message = "The text does not begin with its title: this is what the book is called."
    notice = Notice(TITLE, "info", None, "", title, message, added=title)
    return with_title((Line(title, 0, markup=Markup("title")), *lines), 0), [notice]
