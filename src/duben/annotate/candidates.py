"""The readings that the dictionaries know for a word or a character.

A word in simplified characters in, its readings out, the likeliest first. It does not
look at the sentence. The dictionaries are compiled beforehand (`training.lexicon`) into one
table of what goes against the usual readings of characters, with the source of each entry.
"""

from __future__ import annotations

import lzma
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from duben.annotate import lexicon
from duben.annotate.syllables import marked, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Syllables = tuple[str, ...]

COMPILED = "readings.tsv.xz"
CEDICT, PHRASES, TABLE = "c", "p", "t"
"""Where an entry comes from: CC-CEDICT, pypinyin's phrases, pypinyin's table of characters."""

_ODDS = 3.5
_SEVERAL = " / "


@dataclass(frozen=True, slots=True)
class Readings:
    """What is known of a word: `chosen` and the living `others`.

    `origin` is "override", "lexicon", "phrase" (which CC-CEDICT has not), or "usual".
    """

    chosen: Syllables
    others: tuple[Syllables, ...] = ()
    origin: str = "lexicon"


@cache
def of_word(word: str) -> Readings | None:
    """Return the readings of a word of two or more characters; None if nobody has it."""
    if word in _overrides():
        first, *others = _overrides()[word]
        return Readings(first, tuple(others), "override")
    row = _compiled().get(word)
    if row:
        readings, source = _parsed(row)
        return Readings(readings[0], readings[1:], "lexicon" if CEDICT in source else "phrase")
    if not lexicon.has(word):
        return None
    rows = [_compiled().get(character) for character in word]
    if not all(rows):
        return None
    return Readings(tuple(_parsed(row)[0][0][0] for row in rows if row))


@cache
def of_character(character: str) -> Readings | None:
    """Return the readings of one character; None if no dictionary knows it.

    `usual.tsv` or else pypinyin names the usual one; `others` are those with a living use in
    CC-CEDICT.
    """
    row = _compiled().get(character)
    readings = _parsed(row)[0] if row else ()
    if character in _usual():
        usual = (_usual()[character][0],)
        return Readings(usual, tuple(r for r in readings if r != usual), "usual")
    return Readings(readings[0], readings[1:], "usual") if readings else None


def odds(character: str) -> float:
    """Tell how much likelier the usual reading of a character is than the others together."""
    return _usual()[character][1] if is_settled(character) else _ODDS


def is_settled(character: str) -> bool:
    """Whether `usual.tsv` says how the character is read, so that it is no guess."""
    return character in _usual()


@cache
def every_reading(character: str) -> frozenset[str]:
    """Return all readings that any dictionary has for a character, rare ones too."""
    from pypinyin.constants import PINYIN_DICT

    table = filter(None, PINYIN_DICT.get(ord(character), "").split(","))
    entries = (entry.syllables for entry in lexicon.entries(character))
    return frozenset(map(plain, table)) | {reading[0] for reading in entries if len(reading) == 1}


def plain(reading: str) -> str:
    """Write pypinyin's spelling as ours: the phonetic ɡ is a g."""
    return marked(numbered(reading.replace("ɡ", "g")))


def row_of(readings: tuple[Syllables, ...], source: str) -> str:
    """Write readings and their source as a row of the compiled table has them."""
    return f"{_SEVERAL.join(' '.join(reading) for reading in readings)}\t{source}"


def _parsed(row: str) -> tuple[tuple[Syllables, ...], str]:
    readings, _, source = row.partition("\t")
    return tuple(tuple(reading.split(" ")) for reading in readings.split(_SEVERAL)), source


@cache
def _compiled() -> Mapping[str, str]:
    packed = resources.files(__package__).joinpath(COMPILED).read_bytes()
    lines = lzma.decompress(packed).decode().splitlines()
    return {word: row for word, _, row in (line.partition("\t") for line in lines)}


@cache
def _overrides() -> Mapping[str, tuple[Syllables, ...]]:
    return {
        word: tuple(tuple(reading.split()) for reading in readings)
        for word, *readings in _table("overrides.tsv")
    }


@cache
def _usual() -> Mapping[str, tuple[str, float]]:
    return {
        character: (reading, float(odds[0]) if odds else _ODDS)
        for character, reading, *odds in _table("usual.tsv")
    }


def _table(name: str) -> Iterator[list[str]]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
