"""Which words have a reading: all, none, the hard ones, the first time, or those not known.

The words of a run in, the places of those that have a reading out. Words that are not read
at all, and what is written over the others, are not its business.
"""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from duben.annotate.shadow import shadow
from duben.errors import OptionError, UnknownNameError
from duben.study import levels
from duben.study.learner import hsk_level, known_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.model import Word

CHOICES = ("all", "none", "first", "above:HSK4", "unknown:FILE")
"""What --annotate takes."""

_MOST_WORDS = 4  # of ours that a word in a person's own list may be: 高铁|站


class Selection:
    """Chooses words. It remembers those met, for it is asked in the order of the page."""

    def __init__(self, choice: str) -> None:
        """Read a *choice* of the command line.

        Raises `OptionError` or `UnknownNameError` for what is none, `SourceError` where the
        list of known words cannot be read.
        """
        kind, colon, value = choice.partition(":")
        self._kind = kind
        self._level = hsk_level(value) if kind == "above" else 0
        self._known = known_words(Path(value)) if kind == "unknown" and value else frozenset()
        self._met: set[tuple[str, tuple[str | None, ...]]] = set()
        if bool(colon) != (kind in {"above", "unknown"}) or (kind == "unknown" and not value):
            raise OptionError(
                f'--annotate "{choice}" means nothing', hint=f"There is {', '.join(CHOICES)}."
            )
        if kind not in {"all", "none", "first", "above", "unknown"}:
            raise UnknownNameError("choice of words to annotate", choice, CHOICES)

    @property
    def is_all(self) -> bool:
        """Whether every word has its reading."""
        return self._kind == "all"

    def places(
        self,
        words: Sequence[Word],
        *,
        among: frozenset[int] | None = None,
        looking_ahead: bool = False,
    ) -> frozenset[int]:
        """Return the places of the *words* that have a reading, *among* these if given.

        *looking_ahead* is for asking about words that are still to come on the page.
        """
        read = [
            place
            for place, word in enumerate(words)
            if word.is_read and (among is None or place in among)
        ]
        if self._kind == "none":
            return frozenset()
        if self._kind == "above":
            return frozenset(
                p for p in read if levels.level_of(shadow(words[p].text)) > self._level
            )
        if self._kind == "unknown":
            return frozenset(read) - self._places_of_known(words)
        if self._kind == "first":
            return self._first(words, read, looking_ahead=looking_ahead)
        return frozenset(read)

    def _first(
        self, words: Sequence[Word], read: Sequence[int], *, looking_ahead: bool
    ) -> frozenset[int]:
        """Return the places of words not met before: 长 cháng and 长 zhǎng are two words."""
        met = set(self._met) if looking_ahead else self._met
        found = set()
        for place in read:
            key = (shadow(words[place].text), words[place].readings)
            if key not in met:
                met.add(key)
                found.add(place)
        return frozenset(found)

    def _places_of_known(self, words: Sequence[Word]) -> frozenset[int]:
        """Find known words, also where a known word is several of ours: 高铁|站."""
        texts = [shadow(word.text) for word in words]
        found: set[int] = set()
        for start in range(len(texts)):
            spans = accumulate(texts[start : start + _MOST_WORDS])
            for length, text in enumerate(spans, 1):
                if text in self._known:
                    found.update(range(start, start + length))
        return frozenset(found)
