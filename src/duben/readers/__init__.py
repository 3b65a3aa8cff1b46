"""A file or standard input → `Source`: numbered lines, as they stand in the source.

One reader a kind of file, chosen by the suffix; each takes the bytes and returns lines
and notices. Reading changes nothing in the text: cleaning does.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from duben.errors import SourceError
from duben.model import Source
from duben.readers import kinds, text
from duben.readers.base import Request

if TYPE_CHECKING:
    from pathlib import Path

    from duben.readers.base import Reader

SIZE_LIMIT = 20_000_000
"""Bytes that are read at most: some thirty long novels."""

_READERS: dict[str, Reader] = {".txt": text.read, ".md": text.read}
_LONGEST_NAME = 50  # 200 bytes at most, of the 255 that a file name may have
_RESERVED_NAMES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)


def read(path: Path | None, *, stdin: bytes | None = None, encoding: str | None = None) -> Source:
    """Read the file at *path*, or the bytes in *stdin* where *path* is None.

    *encoding* overrules detection ("gb18030", "big5" …). Raises `SourceError` where there
    is nothing to read or no Chinese in it, `UnknownNameError` for a strange encoding.
    """
    where = "stdin" if path is None else str(path)
    content = (stdin or b"") if path is None else _content(path)
    if len(content) > SIZE_LIMIT:
        raise _too_large(len(content), where)
    suffix = "" if path is None else path.suffix.lower()
    kinds.refuse_other_kinds(content, suffix, where)
    request = Request(where, encoding=encoding)
    contents = _READERS.get(suffix, text.read)(content, request)
    kinds.require_chinese(contents.lines, where)
    return Source(
        name_of(path),
        contents.lines,
        hashlib.sha256(content).hexdigest(),
        contents.notices,
        front_matter=contents.front_matter,
        unit=contents.unit,
        original=contents.original,
        readings=contents.readings,
        headings=contents.headings,
    )


def name_of(path: Path | None) -> str:
    """Return the stem of the products of *path*; None is standard input."""
    return "stdin" if path is None else safe_name(path.stem)


def safe_name(stem: str) -> str:
    """Return *stem* fit to name files on any system: letters (also Chinese), digits, . _ -."""
    name = re.sub(r"[^\w.-]+", "-", unicodedata.normalize("NFC", stem))
    name = name[:_LONGEST_NAME].strip("-_.")
    if not name:
        return "text"
    # Windows cannot open a file whose name up to the first dot is that of a device.
    return f"text-{name}" if name.split(".")[0].lower() in _RESERVED_NAMES else name


def _content(path: Path) -> bytes:
    """Return the bytes of the file; a `SourceError` says what stands in the way."""
    where = str(path)
    try:
        if path.is_dir():
            raise SourceError("this is a folder", where=where, hint="Name a file in it.")
        if not path.exists():
            raise SourceError("there is no such file", where=where, hint="Check the name.")
        if not path.is_file():
            raise SourceError(
                "this is not an ordinary file", where=where, hint="Pipe it in, with - as source."
            )
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            raise _too_large(size, where)
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(
            f"this cannot be read ({reason})", where=where, hint="Check its name and permissions."
        ) from error


def _too_large(size: int, where: str) -> SourceError:
    return SourceError(
        f"this is too large ({size / 1e6:.0f} MB; the limit is {SIZE_LIMIT / 1e6:.0f} MB)",
        where=where,
        hint="Split it into several files.",
    )
