"""Pack finished items into an EPUB container, by EbookLib.

Bytes and metadata in, the bytes of the .epub file out. EbookLib writes the container and
the package document only: its own XHTML, navigation and cover would alter our markup.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

XHTML_TYPE = "application/xhtml+xml"
NCX_TYPE = "application/x-dtbncx+xml"

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip file can give


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the book. Items with a place `in_spine` are read in the order given."""

    id: str
    name: str
    media_type: str
    content: bytes
    properties: tuple[str, ...] = ()
    in_spine: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One element of the package's metadata; the namespace of `meta` is ""."""

    namespace: str
    name: str
    text: str | None
    attributes: tuple[tuple[str, str], ...] = ()


def pack(
    items: Sequence[Item],
    metadata: Sequence[Statement],
    *,
    language: str,
    modified: datetime,
    progression: str = "",
) -> bytes:
    """Return the file. *modified* is in UTC; dc:identifier has the id "identifier".

    *progression* says to which side pages are turned: "rtl" for columns from right to left.
    """
    from ebooklib import epub

    book = epub.EpubBook()
    book.metadata.clear()  # a random identifier and the generator's advertisement
    book.IDENTIFIER_ID = "identifier"
    book.language = language
    book.direction = progression or None
    for statement in metadata:
        book.add_metadata(
            statement.namespace or None, statement.name, statement.text, dict(statement.attributes)
        )
    for item in items:
        made = epub.EpubItem(item.id, item.name, item.media_type, item.content)
        made.properties = list(item.properties)
        book.add_item(made)
        if item.in_spine:
            book.spine.append((made, "yes"))
    file = io.BytesIO()
    _writer(epub.EpubWriter)(file, book, {"mtime": modified}).write()
    return file.getvalue()


def _writer(base: Any) -> Any:
    """Extend EbookLib's writer, which is imported only when a book is packed."""

    class Writer(base):  # type: ignore[misc] # the base is known at run time only
        """Says the package's language and direction, and packs the same bytes each time."""

        def _write_opf_file(self, root: Any) -> None:
            root.set("{http://www.w3.org/XML/1998/namespace}lang", self.book.language)
            root.set("dir", "ltr")
            super()._write_opf_file(root)

        def write(self) -> None:
            with _TimelessZip(self.file_name, "w") as self.out:
                self.out.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
                self._write_container()
                self._write_opf()
                self._write_items()

    return Writer


class _TimelessZip(zipfile.ZipFile):
    """A zip file whose members bear no time, and the same rights on every system."""

    def writestr(
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        member = zipfile.ZipInfo(str(zinfo_or_arcname), _EPOCH)
        member.create_system = 3  # Unix, whose rights these are
        member.external_attr = 0o644 << 16
        super().writestr(
            member,
            data,
            zipfile.ZIP_DEFLATED if compress_type is None else compress_type,
            9 if compresslevel is None else compresslevel,
        )
