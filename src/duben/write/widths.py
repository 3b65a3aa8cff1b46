"""Estimate how wide text runs, for columns and readings.

Text in, a width in em out. The machine that lays the document out may have other fonts:
a caller leaves some room.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(4096)  # the syllables of a text are few
def text_width(text: str) -> float:
    """Estimate how wide *text* runs, in em: 1 for a Chinese character, less for Latin."""
    return sum(_advance(character) for character in text)


def longest_part(text: str) -> float:
    """Return the width of the widest part of *text* between spaces, in em."""
    return max((text_width(part) for part in text.split()), default=0.0)


@lru_cache(4096)
def _advance(character: str) -> float:
    """Estimate an advance width from the letter's build, as Times and Arial have it."""
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1.0
    letter = unicodedata.normalize("NFD", character)[0]
    if unicodedata.combining(character):
        return 0.0
    if letter in "ijltfrI.,;:!'()[]| /-":
        return 0.33
    if letter in "mwMW—…":
        return 0.85
    return 0.68 if letter.isupper() else 0.54
