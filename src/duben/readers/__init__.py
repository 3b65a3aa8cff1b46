"""A file or standard input → `Source`: lines as they stand in the source, with their numbers.

One reader a kind of file, chosen by what the file holds, then by its name; each takes
the bytes and returns `Contents`. Reading changes nothing in the text: cleaning does.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from duben.config import Options
from duben.errors import SourceError
from duben.readers import kinds
from duben.readers.annotation import annotate_braces
from duben.readers.base import Request
from duben.readers.title_block import with_title_block
from duben.source import Source

if TYPE_CHECKING:
    from pathlib import Path

    from duben.readers.base import Reader
    from duben.source import Line

_URL = re.compile(r"(?:https?|ftp):/", re.IGNORECASE)  # a path has one of its two slashes
_UNPACKED = 10  # times as large may be what an archive holds
_LONGEST_NAME = 50  # 200 bytes at most, of the 255 that a file name may have
_RESERVED_NAMES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)


def read(
    path: Path | None, options: Options | None = None, *, stdin: bytes | None = None
) -> Source:
    """Read the file at *path*, or the bytes in *stdin* where *path* is None.

    Raises `SourceError` where there is nothing to read or no Chinese in it,
    `UnknownNameError` for a strange encoding.
    """
    options = options or Options()
    where = "stdin" if path is None else str(path)
    content = (stdin or b"") if path is None else _content(path, options.max_size)
    if len(content) > options.max_size:
        raise _too_large(len(content), options.max_size, where)
    suffix = "" if path is None else path.suffix.lower()
    request = Request(
        where,
        encoding=options.encoding,
        select=options.select,
        whole_page=options.whole_page,
        largest=options.max_size * _UNPACKED,
    )
    kind = kinds.kind_of(content, suffix, where)
    contents = with_title_block(_reader(kind)(content, request))
    # In Markdown \{行|háng} is text, which only its reader can tell.
    lines = contents.lines if kind == "markdown" else tuple(map(_with_braces, contents.lines))
    kinds.require_chinese(lines, where)
    return Source(
        name_of(path),
        lines,
        hashlib.sha256(content).hexdigest(),
        contents.notices,
        front_matter=contents.front_matter,
        unit=contents.unit,
        original=contents.original,
        readings=contents.readings,
        headings=contents.headings,
    )


def _with_braces(line: Line) -> Line:
    """Write the readings that an author decided, {行|háng}, as annotations; not in code."""
    is_code = line.markup is not None and line.markup.role == "code"
    return line if is_code else replace(line, text=annotate_braces(line.text))


def _reader(kind: kinds.Kind) -> Reader:
    """Import the reader of a kind of file: none is slow, and only one is needed."""
    reader: Reader = import_module(f"duben.readers.{kind}").read
    return reader


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


def _content(path: Path, largest: int) -> bytes:
    """Return the bytes of the file; a `SourceError` says what stands in the way."""
    where = str(path)
    try:
        if _URL.match(where):
            raise SourceError(
                "this is an address on the web, and Duben fetches nothing",
                where=where,
                hint="Open it in a browser, save the page, and use the saved file.",
            )
        if path.is_dir():
            raise SourceError("this is a folder", where=where, hint="Name a file in it.")
        if not path.exists():
            raise SourceError("there is no such file", where=where, hint="Check the name.")
        if not path.is_file():
            raise SourceError(
                "this is not an ordinary file", where=where, hint="Pipe it in, with - as source."
            )
        size = path.stat().st_size
        if size > largest:
            raise _too_large(size, largest, where)
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(
            f"this cannot be read ({reason})", where=where, hint="Check its name and permissions."
        ) from error


def _too_large(size: int, largest: int, where: str) -> SourceError:
    return SourceError(
        f"this is too large ({size / 1e6:.1f} MB; the limit is {largest / 1e6:.0f} MB)",
        where=where,
        hint="Split it into several files, or raise the limit with --max-size.",
    )
