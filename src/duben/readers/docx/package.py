"""The bytes of a Word file → its parts, found by relationships and never by their names.

Strict files are brought to the transitional namespaces, so that all else knows one kind
of file. It does not look at what the parts say, but for the core properties.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from duben.errors import SourceError
from duben.readers.archive import Archive
from duben.readers.docx.names import M, W

if TYPE_CHECKING:
    from lxml import etree

    from duben.readers.base import Request

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = {
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}": W,
    "{http://purl.oclc.org/ooxml/officeDocument/math}": M,
}
_PROPERTIES = (
    ("document_title", "{http://purl.org/dc/elements/1.1/}title"),
    ("page_author", "{http://purl.org/dc/elements/1.1/}creator"),
    ("page_published", "{http://purl.org/dc/terms/}created"),
)
_SAVE_AS = "Open it in Word, save it as Word document (.docx), and use that file."


class Package:
    """A Word file: its main part, and the parts that belong to it."""

    def __init__(self, content: bytes, request: Request) -> None:
        """Open *content*. Raises `SourceError` where it is no Word file or does harm."""
        self._where = request.where
        _refuse_what_is_no_zip(content, request.where)
        self._archive = Archive(content, request)
        main = next(iter(self._targets("", "officeDocument")), None)
        if main is None or main not in self._archive.names:
            raise SourceError(
                "the part with the text is missing in it", where=self._where, hint=_SAVE_AS
            )
        self._name = main
        self.main = self._tree(main)
        if self.main.tag != f"{W}document":
            raise SourceError("this is no Word document", where=self._where, hint=_SAVE_AS)

    @property
    def name(self) -> str:
        """The name of the main part."""
        return self._name

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what the *part* of that name relates to inside of the file.

        Ids in, the type of the relation and the name of the other part out.
        """
        return {
            identity: (kind, name)
            for identity, kind, name in self._relations(part)
            if name in self._archive.names
        }

    def tree(self, name: str) -> etree._Element:
        """Return the root of the part of that *name*. Raises `SourceError`."""
        return self._tree(name)

    def content(self, name: str) -> bytes:
        """Return the bytes of the part of that *name*. Raises `SourceError`."""
        return self._archive.read(name)

    def related(self, kind: str) -> list[etree._Element]:
        """Return the parts that the main part relates to as *kind* ("styles", "header")."""
        names = dict.fromkeys(self._targets(self._name, kind))
        return [self._tree(name) for name in names if name in self._archive.names]

    def front_matter(self) -> tuple[tuple[str, str], ...]:
        """Return what the core properties say: title, account name, day (OPC, ISO 29500-2)."""
        found = []
        for name in self._targets("", "core-properties"):
            if name not in self._archive.names:
                continue
            tree = self._tree(name)
            for key, tag in _PROPERTIES:
                text = " ".join((tree.findtext(tag) or "").split())
                if text:
                    found.append((key, text[:10] if key == "page_published" else text))
        return tuple(found)

    def _tree(self, name: str) -> etree._Element:
        tree = self._archive.tree(name)
        for element in tree.iter(*(f"{namespace}*" for namespace in _STRICT)):
            element.tag = _transitional(str(element.tag))
            attributes = [(str(key), str(text)) for key, text in element.attrib.items()]
            element.attrib.clear()
            for key, text in attributes:
                element.set(_transitional(key), text)
        return tree

    def _targets(self, source: str, kind: str) -> list[str]:
        """Return the members that *source* ("" for the package) relates to as *kind*."""
        return [
            name for _, found, name in self._relations(source) if found.rpartition("/")[2] == kind
        ]

    def _relations(self, source: str) -> list[tuple[str, str, str]]:
        """Return id, type and target of the relations of *source* within the file."""
        folder, name = posixpath.split(source)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if listing not in self._archive.names:
            return []
        return [
            (
                relation.get("Id", ""),
                relation.get("Type", ""),
                self._archive.beside(source, relation.get("Target", "")),
            )
            for relation in self._archive.tree(listing).iter(_RELATIONSHIPS)
            if relation.get("TargetMode") != "External"
        ]


def _refuse_what_is_no_zip(content: bytes, where: str) -> None:
    if content.startswith(_OLD_OFFICE) and _LOCKED in content:
        raise SourceError(
            "this file is locked by a password", where=where, hint="Save it without one."
        )
    if content.startswith(_OLD_OFFICE):
        raise SourceError("this is an old Word file (.doc)", where=where, hint=_SAVE_AS)
    if not content.startswith(_ZIP):
        raise SourceError("this is no Word file (DOCX)", where=where, hint=_SAVE_AS)


def _transitional(name: str) -> str:
    """Return *name*, of an element or attribute, in the transitional namespace."""
    for strict, transitional in _STRICT.items():
        if name.startswith(strict):
            return transitional + name[len(strict) :]
    return name
