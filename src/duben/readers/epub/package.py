"""The package of an e-book → what it says of itself, and its documents in reading order.

EPUB 3.3 and 2: META-INF/container.xml names the package document, whose spine lists the
documents. The documents themselves are not read here, but for the table of contents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from duben.errors import SourceError
from duben.readers.archive import parse_xml
from duben.readers.xhtml.elements import strip_namespaces, types_of

if TYPE_CHECKING:
    from lxml import etree

    from duben.readers.archive import Archive

_CONTAINER = "META-INF/container.xml"
# When a book appeared is not when its text was written.
_KEPT = {"title": "title", "author": "author", "date": "page_published", "source": "page_source"}
_ENCRYPTION = "META-INF/encryption.xml"
# Fonts may be scrambled (EPUB 3.3 §4.2.6 and Adobe's older way); the text never is by these.
_OF_FONTS = frozenset(("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"))
_PAGES = ("html", "xml")
_ENDINGS = (".xhtml", ".html", ".htm", ".xml")
_NOT_PAGES = ("svg", "ncx", "image")
_SAVE_AGAIN = "Open it in the program that made it and save it again."


@dataclass(frozen=True, slots=True)
class Part:
    """A document of the spine: its name in the archive, and whether it is read in turn."""

    name: str
    is_linear: bool = True


@dataclass(frozen=True, slots=True)
class Book:
    """What the package says: titles, front matter, documents, missing ones, contents.

    `contents` has the name of a document and what the table of contents calls it, `roles`
    what the old guide says that it is ("cover", "toc").
    """

    title: str
    names: tuple[str, ...]
    front_matter: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    missing: tuple[str, ...]
    contents: dict[str, str]
    roles: dict[str, str]


def book_of(archive: Archive, where: str) -> Book:
    """Read the package of the e-book in *archive*.

    Raises `SourceError` where there is none, it is broken, or the book is locked.
    """
    _refuse_locked(archive, where)
    container = _tree(archive, _CONTAINER, where)
    paths = [file.get("full-path") or "" for file in container.iter("rootfile")]
    if not paths:
        raise SourceError("this e-book names no content", where=where, hint=_SAVE_AGAIN)
    home = unquote(paths[0])
    package = _tree(archive, home, where)
    manifest = {item.get("id") or "": item for item in package.iter("item")}
    parts, missing = _spine(archive, package, manifest, home)
    if not parts:
        raise SourceError("this e-book has no pages", where=where, hint=_SAVE_AGAIN)
    facts = _facts(package)
    title = facts["title"][0] if facts["title"] else ""
    front_matter = tuple(
        (_KEPT[name], "、".join(values) if name == "author" else values[0])
        for name, values in facts.items()
        if values and name in _KEPT
    )
    names = tuple(value for values in facts.values() for value in values)
    roles = {
        archive.beside(home, unquote((reference.get("href") or "").partition("#")[0])): (
            reference.get("type") or ""
        ).lower()
        for reference in package.iter("reference")
    }
    contents = _contents(archive, manifest, home, where)
    return Book(title, names, front_matter, parts, missing, contents, roles)


def _tree(archive: Archive, name: str, where: str) -> etree._Element:
    tree = parse_xml(archive.read(name), f"{where}: {name}", doctype=True)
    strip_namespaces(tree)
    return tree


def _refuse_locked(archive: Archive, where: str) -> None:
    if _ENCRYPTION not in archive.names:
        return
    tree = _tree(archive, _ENCRYPTION, where)
    ways = {method.get("algorithm") or method.get("Algorithm") for method in _methods(tree)}
    if ways - _OF_FONTS:
        raise SourceError(
            "this e-book is locked by its seller (DRM)",
            where=where,
            hint="Ask the seller for a copy without a lock, or use another source of the text.",
        )


def _methods(tree: etree._Element) -> list[etree._Element]:
    """Return how files are encrypted, not how their keys are."""
    return [
        method
        for encrypted in tree.iter("encrypteddata")
        for method in encrypted.iterchildren("encryptionmethod")
    ]


def _spine(
    archive: Archive, package: etree._Element, manifest: dict[str, etree._Element], home: str
) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    parts: dict[str, Part] = {}
    missing = []
    for reference in package.iter("itemref"):
        item = manifest.get(reference.get("idref") or "")
        if item is None:
            missing.append(reference.get("idref") or "?")
            continue
        name = archive.beside(home, unquote(item.get("href") or ""))
        media = (item.get("media-type") or "").lower()
        if name not in archive.names:
            missing.append(name)
        elif not any(kind in media for kind in _NOT_PAGES) and (
            any(kind in media for kind in _PAGES) or name.lower().endswith(_ENDINGS)
        ):
            parts.setdefault(name, Part(name, reference.get("linear") != "no"))
    return tuple(parts.values()), tuple(missing)


def _facts(package: etree._Element) -> dict[str, list[str]]:
    """Return what the package says by Dublin Core, the main title first."""
    main = {
        (meta.get("refines") or "").lstrip("#")
        for meta in package.iter("meta")
        if meta.get("property") == "title-type" and (meta.text or "").strip() == "main"
    }
    found: dict[str, list[str]] = {}
    for name, tag in (
        *(("title", "title"), ("author", "creator"), ("date", "date"), ("source", "source")),
        *(("publisher", "publisher"), ("contributor", "contributor")),
    ):
        elements = sorted(package.iter(tag), key=lambda element: element.get("id") not in main)
        values = [" ".join("".join(map(str, element.itertext())).split()) for element in elements]
        found[name] = [value for value in values if value]
    return found


def _contents(
    archive: Archive, manifest: dict[str, etree._Element], home: str, where: str
) -> dict[str, str]:
    """Return what the table of contents calls the documents; a broken one calls none."""
    for item in manifest.values():
        is_nav = "nav" in (item.get("properties") or "").split()
        is_ncx = "ncx" in (item.get("media-type") or "")
        name = archive.beside(home, unquote(item.get("href") or ""))
        if not (is_nav or is_ncx) or name not in archive.names:
            continue
        try:
            tree = _tree(archive, name, where)
        except SourceError:
            continue
        found: dict[str, str] = {}
        for href, text in _nav_entries(tree) if is_nav else _ncx_entries(tree):
            target = archive.beside(name, unquote(href.partition("#")[0]))
            if text:
                found.setdefault(target, text)
        if found:
            return found
    return {}


def _nav_entries(tree: etree._Element) -> list[tuple[str, str]]:
    return [
        (link.get("href") or "", " ".join("".join(map(str, link.itertext())).split()))
        for nav in tree.iter("nav")
        if "toc" in types_of(nav)
        for link in nav.iter("a")
    ]


def _ncx_entries(tree: etree._Element) -> list[tuple[str, str]]:
    found = []
    for point in tree.iter("navpoint"):
        label, content = point.find("navlabel"), point.find("content")
        if label is not None and content is not None:
            text = " ".join("".join(map(str, label.itertext())).split())
            found.append((content.get("src") or "", text))
    return found
