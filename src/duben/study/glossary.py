"""All entries of a guide in the order in which a dictionary would have them.

Entries in, the same sorted by pinyin out. It drops none.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duben.study.model import Entry

_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
_NEUTRAL = 5
_DIAERESIS = "\u0308"


def by_pinyin(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Sort by letters, then u before ü, then tones (1 to 4, neutral), then characters."""
    return tuple(sorted(entries, key=lambda entry: order_of(entry.pinyin, entry.word)))


def order_of(pinyin: str, word: str) -> tuple[str, str, tuple[int, ...], str]:
    """Return what a word is sorted by."""
    letters, exact = "", ""
    tones: list[int] = []
    for character in unicodedata.normalize("NFD", pinyin.lower()):
        if character in _TONES:
            tones[-1] = _TONES[character]
        elif character == _DIAERESIS:
            exact = exact[:-1] + "v"  # after u
        elif character.isalpha():
            letters += character
            exact += character
            tones.append(_NEUTRAL)
    return letters, exact, tuple(tones), word
