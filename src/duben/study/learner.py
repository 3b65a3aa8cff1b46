"""Who the study guide is for: the HSK level behind them, and the words they know besides.

A word in simplified characters in, its level for this reader out. It reads the list of
known words, and judges no text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.annotate.shadow import shadow
from duben.errors import OptionError, SourceError
from duben.study import levels

if TYPE_CHECKING:
    from pathlib import Path

_LEVEL = re.compile(r"(?:HSK)?\s*([1-7])", re.IGNORECASE)
_KNOWN = 0


@dataclass(frozen=True, slots=True)
class Learner:
    """A reader who knows the words up to an HSK 2025 *level*, and those in *known*."""

    level: int = 4
    known: frozenset[str] = frozenset()

    def level_of(self, word: str) -> int:
        """Return the level of a word in simplified characters, 0 for one in the own list."""
        return _KNOWN if word in self.known else levels.level_of(word)

    def knows(self, word: str) -> bool:
        """Whether the reader need not look a word (in simplified characters) up."""
        return self.level_of(word) <= self.level


def hsk_level(written: str) -> int:
    """Read a level as a person writes it: "HSK4" or "4". Raises `OptionError`."""
    match = _LEVEL.fullmatch(written.strip())
    if match is None:
        raise OptionError(f'"{written}" is no HSK level', hint="Write HSK4 or 4, from 1 to 7.")
    return int(match[1])


def known_words(path: Path) -> frozenset[str]:
    """Read a list of words, one a line; what follows # or a tab is a person's own note.

    Raises `SourceError` with the place for a file that is missing or not UTF-8.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"the list of known words cannot be read ({error.strerror or error})",
            where=str(path),
            hint="Name a text file with one word a line.",
        ) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(
            "the list of known words is not UTF-8 text here",
            where=f"{path}:{line}",
            hint="Save the file as UTF-8.",
        ) from error
    entries = (re.split("[#\t]", line)[0].strip() for line in text.splitlines())
    return frozenset(shadow(entry) for entry in entries if entry)
