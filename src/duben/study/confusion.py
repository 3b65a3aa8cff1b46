"""Which words must not be in one exercise together, because either could be the answer.

In go two words with their meanings, out comes whether they could be confused. It knows
the words by lists and spelling, not by their sense.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from duben.annotate.shadow import shadow
from duben.study.tables import toml_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from duben.study.model import Entry

_ENGLISH_WORD = re.compile("[a-z]{4,}")
_EMPTY_WORDS = frozenset(
    ["into", "with", "from", "that", "have", "more", "make", "give", "take", "what", "when"]
)


def confusable(one: Entry, other: Entry) -> bool:
    """Whether two words share a character or a meaning, or are near-synonyms."""
    first, second = shadow(one.word), shadow(other.word)
    if set(first) & set(second) or _groups().get(first, _NONE) & _groups().get(second, _NONE):
        return True
    return bool(_english(one.meaning) & _english(other.meaning))


_NONE: frozenset[int] = frozenset()


@cache
def _groups() -> Mapping[str, frozenset[int]]:
    """Give for each word the numbers of its groups of near-synonyms."""
    found: dict[str, set[int]] = {}
    for number, group in enumerate(toml_table("confusable.toml")["groups"]):
        for word in group.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def _english(meaning: str) -> frozenset[str]:
    """Pick the words that make a meaning what it is, cut to six letters ("improv")."""
    return frozenset(
        word[:6] for word in _ENGLISH_WORD.findall(meaning.lower()) if word not in _EMPTY_WORDS
    )
