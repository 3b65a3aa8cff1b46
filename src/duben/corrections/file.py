"""A corrections file (TOML) → its entries, each with its line; and its text → the file.

In: the path of STEM.readings.toml or of the user's own file. Out: entries. What is in it
is never changed here.
"""

from __future__ import annotations

import os
import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.corrections.entry import Entry, EntryError, entry_of
from duben.errors import OutputError, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEAD = re.compile(r"^[ \t]*\[\[[ \t]*word[ \t]*\]\][ \t]*(?:#.*)?$", re.MULTILINE)
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_EXAMPLE = 'An entry is: [[word]], then text = "行业" and choose = "háng yè".'


@dataclass(frozen=True, slots=True)
class Block:
    """An entry with the lines that it takes in the file, comments behind it too."""

    entry: Entry
    text: str


@dataclass(frozen=True, slots=True)
class Entries:
    """All that is in a file: `head` is what stands before the first entry."""

    head: str = ""
    blocks: tuple[Block, ...] = ()

    def __iter__(self) -> Iterator[Entry]:
        """Go through the entries."""
        return (block.entry for block in self.blocks)

    @property
    def text(self) -> str:
        """The whole file."""
        return self.head + "".join(block.text for block in self.blocks)


def load(path: Path, *, is_own: bool = False) -> Entries:
    """Return what is in the file at *path*; nothing where there is no such file.

    In the user's own file, for all texts, no entry can be about a place.

    Raises `SourceError`, with the line, for what is no corrections file.
    """
    where = str(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Entries()
    except OSError as error:
        raise SourceError(
            f"these corrections cannot be read ({error.strerror or error})",
            where=where,
            hint="Check the file's permissions.",
        ) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SourceError(
            "these corrections are not in UTF-8",
            where=f"{where}:{line}",
            hint="Save the file anew with the encoding UTF-8.",
        ) from error
    return parse(text.replace("\r\n", "\n"), where, is_own=is_own)


def parse(text: str, where: str, *, is_own: bool = False) -> Entries:
    """Take the *text* of a corrections file apart. Raises `SourceError`, as `load` does."""
    tables = _tables(text, where)
    starts = [match.start() for match in _HEAD.finditer(text)]
    if len(starts) != len(tables):
        raise SourceError(
            "the entries of this file cannot be told apart",
            where=where,
            hint="Begin each with a line of its own: [[word]]",
        )
    edges = [*starts, len(text)]
    blocks = []
    for index, table in enumerate(tables):
        block = text[edges[index] : edges[index + 1]]
        line = text.count("\n", 0, edges[index]) + 1
        try:
            blocks.append(Block(entry_of(table, f"{where}:{line}", is_own=is_own), block))
        except EntryError as error:
            place = f"{where}:{line + _row_of(error.key, block)}"
            raise SourceError(str(error), where=place, hint=error.hint) from error
    return Entries(text[: edges[0]], tuple(blocks))


def save(path: Path, text: str) -> None:
    """Write *text* to *path*, whole or not at all. Raises `OutputError`."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8", newline="\n")
        temporary.replace(path)
    except OSError as error:
        raise OutputError(
            f"these corrections cannot be written ({error.strerror or error})",
            where=str(path),
            hint="Make the folder writable, or copy the text to another one.",
        ) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _tables(text: str, where: str) -> list[dict[str, object]]:
    """Return the tables called [[word]]; nothing else may stand in the file."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        line = at[1] if at and at[1] else text.count("\n") + 1
        problem = _AT_LINE.sub("", str(error)).strip()
        raise SourceError(
            f"this is no TOML ({problem[:1].lower()}{problem[1:]})",
            where=f"{where}:{line}",
            hint='Put each value between straight quotation marks: choose = "2".',
        ) from error
    tables: list[dict[str, object]] = found.pop("word", [])
    is_list = isinstance(tables, list) and all(isinstance(table, dict) for table in tables)
    if found or not is_list:
        name = next(iter(found), "word")
        place = f"{where}:{_row_of(name, text) + 1}"
        raise SourceError(f'"{name}" stands here outside of an entry', where=place, hint=_EXAMPLE)
    return tables


def _row_of(key: str, block: str) -> int:
    """Return in which line of *block*, from 0, the value of *key* begins."""
    match = re.search(rf"^[ \t\[\"']*{re.escape(key)}\b", block, re.MULTILINE)
    return block.count("\n", 0, match.start()) if match else 0
