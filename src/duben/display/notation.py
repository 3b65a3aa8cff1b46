"""A syllable as the dictionaries have it → as it is shown: with a mark, a digit, or in zhuyin.

One syllable with its tone mark in, the same sound in another notation out. It changes no tone.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from duben.annotate.syllables import numbered
from duben.display.zhuyin import zhuyin
from duben.vocabulary import PINYIN_LANGUAGE, ZHUYIN_LANGUAGE

if TYPE_CHECKING:
    from duben.config import Tones

ERHUA = "r"
"""The 儿 of erhua: a sound at the end of the syllable before it, without a tone."""

UNKNOWN = "?"

_TONE_MARKS = frozenset("\u0300\u0301\u0304\u030c")  # grave, acute, macron, caron


def language(tones: Tones) -> str:
    """Return the language of readings in this notation, by BCP 47."""
    return ZHUYIN_LANGUAGE if tones == "zhuyin" else PINYIN_LANGUAGE


def written(syllable: str, tones: Tones) -> str:
    """Write a syllable, which may have a capital, in the notation *tones*.

    With numbers each syllable ends in a digit, the neutral tone in 5, as CC-CEDICT writes
    it: men5. Without one it could not be told from a syllable whose tone is left out, and
    réngōng as ren2gong1 would run together with the next.
    """
    if tones == "marks" or syllable == UNKNOWN:
        return syllable
    if tones == "zhuyin":
        return zhuyin(syllable.lower())
    if syllable == ERHUA:
        return syllable
    bare = (mark for mark in unicodedata.normalize("NFD", syllable) if mark not in _TONE_MARKS)
    return unicodedata.normalize("NFC", "".join(bare)) + numbered(syllable)[-1]


def tone_class(syllable: str) -> str:
    """Name the class of a syllable's tone, "t1" to "t5"; "" where it has none."""
    if syllable.lower() in {ERHUA, UNKNOWN}:
        return ""
    return f"t{numbered(syllable)[-1]}"
