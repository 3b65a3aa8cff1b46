"""The characters of the new words, each with the words that it makes: 享 in 共享 and 分享.

The entries of a guide in, an index of characters out, in the order of their pinyin. It
counts no strokes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.annotate.shadow import shadow
from duben.study import levels
from duben.study.glossary import order_of
from duben.study.model import CharacterEntry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duben.study.model import Entry

_COMMONEST = 2  # HSK level of 不 and 一, which are in half of all words
_FEWEST = 2  # a character that makes one word is found under that word


def index(entries: Iterable[Entry]) -> tuple[CharacterEntry, ...]:
    """List the characters that make several of the words; each reading has its own line."""
    words: dict[tuple[str, str], list[str]] = {}
    for entry in entries:
        for character, reading in zip(entry.word, entry.readings, strict=False):
            if reading is None or levels.hardest_character(shadow(character)) <= _COMMONEST:
                continue
            found = words.setdefault((character, reading), [])
            if entry.word not in found:
                found.append(entry.word)
    families = (
        CharacterEntry(character, reading, tuple(found))
        for (character, reading), found in words.items()
        if len(found) >= _FEWEST
    )
    return tuple(sorted(families, key=lambda entry: order_of(entry.reading, entry.character)))
