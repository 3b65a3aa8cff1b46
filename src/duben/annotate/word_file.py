"""The user's own words: +人工智能治理 is always one word, 人工/智能 always two.

The text of a word file in, its entries out, and where they stand in a text. It reads no
file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from duben.annotate.shadow import shadow
from duben.errors import SourceError
from duben.han import is_han
from duben.source import Notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

UNUSED = "W14"

_JOIN, _SPLIT, _COMMENT = "+", "/", "#"
_FORMS = "Write +人工智能治理 for one word, 人工/智能 for two, # before a comment."


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a word file: its words in simplified characters, and its number."""

    parts: tuple[str, ...]
    written: str
    line: int

    @property
    def text(self) -> str:
        """The characters that it is about."""
        return "".join(self.parts)


@dataclass(frozen=True)
class Words:
    """The entries of a word file, with the name to tell of it by."""

    entries: tuple[Entry, ...] = ()
    name: str = ""

    def places(self, text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield where entries stand in simplified *text*, and their words.

        Of two that overlap the one that begins first counts, then the longer one.
        """
        if self._pattern:
            for found in self._pattern.finditer(text):
                yield found.start(), self._parts[found[0]]

    def unused(self, texts: Iterable[str]) -> Iterator[Notice]:
        """Yield a notice for each entry that stands in none of the simplified *texts*."""
        whole = "\n".join(texts)
        for entry in self.entries:
            if entry.text not in whole:
                message = f"{self.name}:{entry.line}: {entry.text} does not stand in the text."
                yield Notice(UNUSED, "warning", None, entry.written, "", message)

    @cached_property
    def _parts(self) -> Mapping[str, tuple[str, ...]]:
        return {entry.text: entry.parts for entry in self.entries}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        longest_first = sorted(self._parts, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first))) if longest_first else None


NONE = Words()
"""No words of the user's own."""


def parse(text: str, name: str) -> Words:
    """Read the lines of a word file; *name* is how errors and notices call it.

    Raises `SourceError` with the line for one that is not understood, or that speaks of
    characters of which another line speaks.
    """
    entries: dict[str, Entry] = {}
    for number, line in enumerate(text.splitlines(), 1):
        written = line.partition(_COMMENT)[0].strip()
        if not written:
            continue
        entry = _entry(written, number, f"{name}:{number}")
        if entry.text in entries:
            raise SourceError(
                f"{entry.text} stands in line {entries[entry.text].line} already",
                where=f"{name}:{number}",
                hint="Keep one of the two lines.",
            )
        entries[entry.text] = entry
    return Words(tuple(entries.values()), name)


def _entry(written: str, number: int, where: str) -> Entry:
    parts = tuple(written.removeprefix(_JOIN).split(_SPLIT))
    joins = written.startswith(_JOIN)
    if joins == (len(parts) > 1) or not all(parts):
        problem = f"the line {written} neither joins nor parts words"
        raise SourceError(problem, where=where, hint=_FORMS)
    if not all(map(is_han, "".join(parts))):
        problem = f"the line {written} has other characters than Chinese ones"
        raise SourceError(problem, where=where, hint=_FORMS)
    return Entry(tuple(map(shadow, parts)), written, number)
