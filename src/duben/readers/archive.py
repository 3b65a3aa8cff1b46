"""Zip archives and the XML in them, opened with care: Word files and e-books.

Bytes in, the bytes of a member or a tree out. Sizes are looked at before anything is
unpacked, a member goes nowhere on the disk, and XML may define no entities.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from lxml import etree

from duben.errors import SourceError

if TYPE_CHECKING:
    from duben.readers.base import Request

_MOST_MEMBERS = 10_000
_HIGHEST_RATIO = 200  # text packs to a fifth or a tenth of its size
_SMALL = 1_000_000  # bytes: a few repeated lines may pack better than any bomb
_DEEPEST = 1_000  # elements within each other; the parser itself stops at some depth
_ENCRYPTED = 0x1
_SAVE_AGAIN = "Open it in the program that made it and save it again."
_UNTRUSTED = "Do not use this file; ask where it comes from."


class Archive:
    """A zip archive in memory whose sizes have been found harmless."""

    def __init__(self, content: bytes, request: Request) -> None:
        """Open *content*. Raises `SourceError` for a damaged archive or a bomb."""
        self._where = request.where
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise self._error("this archive is damaged", _SAVE_AGAIN) from error
        self._refuse_bomb(members, request.largest)
        for member in members:
            name = member.filename.replace("\\", "/")
            if name.startswith("/") or ".." in name.split("/"):
                raise self._error(f'it holds a file that points outside: "{name}"', _UNTRUSTED)
        self.names = frozenset(member.filename for member in members)

    def read(self, name: str) -> bytes:
        """Return the bytes of the member *name*. Raises `SourceError`."""
        if name not in self.names:
            raise self._error(f'the part "{name}" is missing in it', _SAVE_AGAIN)
        info = self._zip.getinfo(name)
        if info.flag_bits & _ENCRYPTED:
            raise self._error("this file is locked by a password", "Save it without one.")
        try:
            return self._zip.read(info)
        except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, zlib.error) as error:
            raise self._error(f'the part "{name}" is damaged', _SAVE_AGAIN) from error

    def tree(self, name: str) -> etree._Element:
        """Parse the XML of the member *name*. Raises `SourceError`."""
        return parse_xml(self.read(name), f"{self._where}: {name}")

    def beside(self, name: str, href: str) -> str:
        """Return the name of the member that *href*, written in *name*, points to."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(name), href)).lstrip("/")

    def _refuse_bomb(self, members: list[zipfile.ZipInfo], largest: int) -> None:
        size = sum(member.file_size for member in members)
        packed = sum(member.compress_size for member in members)
        if len(members) > _MOST_MEMBERS:
            raise self._error(f"it holds {len(members)} files", _UNTRUSTED)
        if size > largest:
            raise self._error(
                f"it is too large when unpacked ({size / 1e6:.0f} MB; the limit is "
                f"{largest / 1e6:.0f} MB)",
                "Split it into several files, or raise the limit with --max-size.",
            )
        for member in members:
            small = member.file_size <= _SMALL
            if not small and member.file_size > _HIGHEST_RATIO * max(member.compress_size, 1):
                raise self._error(
                    f"{packed} bytes of it unpack to {size / 1e6:.0f} MB, which no text does",
                    _UNTRUSTED,
                )

    def _error(self, problem: str, hint: str) -> SourceError:
        return SourceError(problem, where=self._where, hint=hint)


def parse_xml(content: bytes, where: str, *, doctype: bool = False) -> etree._Element:
    """Parse *content*, which may have a document type only where *doctype* says so.

    Nothing is loaded and no entity is put in. Raises `SourceError` for what is not
    well-formed, defines entities, or nests too deeply.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,  # the archive's limits hold; one text may be longer than 10 MB
    )
    try:
        tree = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = str(getattr(error, "msg", None) or error)
        if "Excessive depth" in reason:
            raise _too_deep(where) from error
        problem = f"its XML is broken ({reason})"
        raise SourceError(problem, where=where, hint=_SAVE_AGAIN) from error
    described: Any = tree.getroottree().docinfo  # the stubs know little of it
    entities = described.internalDTD is not None and any(described.internalDTD.iterentities())
    if entities or (described.doctype and not doctype):
        raise SourceError(
            "it defines entities, as no text needs but attacks do", where=where, hint=_UNTRUSTED
        )
    refuse_depth(tree, where)
    return tree


def refuse_depth(tree: etree._Element, where: str) -> None:
    """Raise `SourceError` where elements nest deeper than any text does."""
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise _too_deep(where)


def _too_deep(where: str) -> SourceError:
    return SourceError("elements nest too deeply in it", where=where, hint=_UNTRUSTED)
