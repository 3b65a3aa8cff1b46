"""A word as pinyin writes it → its syllables and what stands between them.

"Xī'ān" and its syllables in, the pieces Xī, ' and ān out, each with the character that it
belongs to. It decides no spelling: that is the business of `annotate/orthography`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.romanization import capitalised

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a spelling; `character` is the index of the one that it is read from.

    It is None for an apostrophe, a hyphen or a space.
    """

    text: str
    character: int | None = None


def parts(spelling: str, syllables: Sequence[str]) -> tuple[Part, ...]:
    """Cut *spelling* at its *syllables*, which are in small letters, one a character.

    Where the two do not agree the syllables stand apart, so that none is lost.
    """
    spelling = unicodedata.normalize("NFC", spelling)
    found: list[Part] = []
    place = 0
    for index, syllable in enumerate(syllables):
        start = place
        while place < len(spelling) and not spelling[place].isalpha() and spelling[place] != "?":
            place += 1
        if place > start:
            found.append(Part(spelling[start:place]))
        end = place + len(syllable)
        if spelling[place:end].lower() != syllable:
            return _apart(syllables)
        found.append(Part(spelling[place:end], index))
        place = end
    return tuple(found) if place == len(spelling) else _apart(syllables)


def like(model: str, syllable: str) -> str:
    """Write *syllable* with a capital where *model* has one: Yī and yí give Yí."""
    return capitalised(syllable) if model[:1].isupper() else syllable


def _apart(syllables: Sequence[str]) -> tuple[Part, ...]:
    found: list[Part] = []
    for index, syllable in enumerate(syllables):
        found += [Part(" "), Part(syllable, index)] if index else [Part(syllable, index)]
    return tuple(found)
