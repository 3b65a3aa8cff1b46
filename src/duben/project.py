"""The settings of a project: `duben.toml` in the folder of a text, or above it.

In: the path of a text. Out: the settings of its project, each with the line that gives it.
What settings there are, and what they mean, is for those who ask.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duben.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

FILE = "duben.toml"
"""The file of a project."""

SHARED_FILE = "pyproject.toml"
"""Where settings may stand too, in the table [tool.duben]."""

_TABLE = ("tool", "duben")
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class Setting:
    """A value as TOML has it, and the line of the file that gives it."""

    value: Any
    line: int


@dataclass(frozen=True, slots=True)
class Project:
    """A file of settings and what it says."""

    path: Path
    settings: Mapping[str, Setting]

    @property
    def folder(self) -> Path:
        """The folder of the file: what its relative paths are relative to."""
        return self.path.parent

    @property
    def templates(self) -> Path | None:
        """The folder `templates` beside a duben.toml, if there is one.

        Beside a pyproject.toml there may be templates of any program.
        """
        folder = self.folder / "templates"
        return folder if self.path.name == FILE and folder.is_dir() else None

    def where(self, key: str) -> str:
        """Name the place of a setting as people can find it: "duben.toml:3"."""
        return f"{shown(self.path)}:{self.settings[key].line}"


def shown(path: Path) -> str:
    """Return *path* as it is seen from where the user is."""
    inside = path.is_relative_to(Path.cwd())
    return str(path.relative_to(Path.cwd()) if inside else path)


def of(source: str) -> Project | None:
    """Return the project of a text or folder; "-" is a text in the present folder.

    It is the first duben.toml, or pyproject.toml with a table [tool.duben], in the folder
    of the text or one above it, up to the root. Raises `OptionError`, with the line, where
    that file cannot be understood.
    """
    path = Path("." if source == "-" else source)
    here = (path if path.is_dir() else path.parent).resolve()
    for folder in (here, *here.parents):
        for name in (FILE, SHARED_FILE):
            project = _read(folder / name)
            if project:
                return project
    return None


def _read(path: Path) -> Project | None:
    """Return what a file says; None where there is none, or it says nothing to Duben."""
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        if path.name == SHARED_FILE:
            return None
        raise OptionError(
            f"these settings cannot be read ({error.strerror or error})",
            where=shown(path),
            hint="Make it a file that you may read, or take it away.",
        ) from error
    is_ours = path.name == FILE
    if not is_ours and b"duben" not in content:
        return None
    text = _decoded(content, path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        line = at[1] if at and at[1] else max(1, len(text.splitlines()))
        problem = _AT_LINE.sub("", str(error))
        raise OptionError(
            f"this is no TOML ({problem[:1].lower()}{problem[1:]})",
            where=f"{shown(path)}:{line}",
            hint='Write key = "value", with straight quotation marks; numbers, true and '
            "false without.",
        ) from error
    way = () if is_ours else _TABLE
    settings = _below(table, way)
    if settings is None:
        return None
    lines: dict[str, int] = {}
    for key, line in _lines(text.split("\n"), way):
        lines.setdefault(key, line)
    return Project(path, {key: Setting(value, lines[key]) for key, value in settings.items()})


def _decoded(content: bytes, path: Path) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise OptionError(
            "these settings are not in UTF-8",
            where=f"{shown(path)}:{line}",
            hint="Save the file anew with the encoding UTF-8.",
        ) from error


def _below(table: Any, way: Sequence[str]) -> dict[str, Any] | None:
    """Go down a *way* of tables; None where it does not lead to one."""
    for name in way:
        table = table.get(name) if isinstance(table, dict) else None
    return table if isinstance(table, dict) else None


def _lines(rows: Sequence[str], way: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield the keys of the table that *way* leads to, each with its first line.

    The rows are good TOML. tomllib tells no lines, but a statement of TOML is good TOML by
    itself, and only part of one, as of an array of several lines, is none.
    """
    head: Sequence[str] = ()
    first = 0
    for number in range(len(rows)):
        statement = "\n".join(rows[first : number + 1])
        try:
            table = tomllib.loads(statement)
        except tomllib.TOMLDecodeError:
            continue
        if statement.lstrip().startswith("["):
            head, table = tuple(_names(table)), {}
        for name in reversed(head):
            table = {name: table}
        for key in _below(table, way) or ():
            yield key, first + 1
        first = number + 1


def _names(table: Any) -> Iterator[str]:
    """Yield the names in the head of a table: tool, duben of [tool.duben]."""
    while isinstance(table, dict) and table:
        name, table = next(iter(table.items()))
        yield name
        table = table[0] if isinstance(table, list) else table
