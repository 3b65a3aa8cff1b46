"""Words that stand in no dictionary, explained by their parts.

In go the parts of a word, out comes the English of each, joined by "+". It inflects no
English: 可控 is "can be + control".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.study.levels import UNLISTED, level_of
from duben.study.tables import toml_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_SHORTEST_BASE = 2
_BASES = frozenset("nvab")


def is_suffix(character: str) -> bool:
    """Whether *character* can end a new word: 性 in 公平性."""
    return character in _affixes("suffixes")


def takes_suffix(base: str, part_of_speech: str) -> bool:
    """Whether a word of this length and part of speech (jieba's tags) can take a suffix."""
    return len(base) >= _SHORTEST_BASE and part_of_speech[:1] in _BASES


def finest(parts: Sequence[str]) -> tuple[str, ...]:
    """Part a prefix from its character where both make no word to learn: 可控 is 可, 控."""
    first, *rest = parts
    is_prefixed = len(first) == _SHORTEST_BASE and first[0] in _affixes("prefixes")
    return (*first, *rest) if is_prefixed and level_of(first) == UNLISTED else tuple(parts)


def is_worth_telling(parts: Sequence[str]) -> bool:
    """Whether *parts* show how words are made: by a prefix or suffix, or of three parts."""
    return (
        parts[0] in _affixes("prefixes")
        or parts[-1] in _affixes("suffixes")
        or len(parts) > _SHORTEST_BASE
    )


def explain(parts: Sequence[str], plain: Callable[[str], str | None]) -> str | None:
    """Put the meaning of a word together from its *parts*; None where one has no meaning.

    *plain* gives the English of a part by itself: "control" for 控.
    """
    last = len(parts) - 1
    found: list[str] = []
    for place, part in enumerate(parts):
        english = None
        if place == last:
            english = _affixes("suffixes").get(part)
        elif place == 0:
            english = _affixes("prefixes").get(part)
        english = english or plain(part)
        if english is None:
            return None
        found.append(english)
    return " + ".join(found)


def _affixes(kind: str) -> Mapping[str, str]:
    table: Mapping[str, str] = toml_table("affixes.toml")[kind]
    return table
