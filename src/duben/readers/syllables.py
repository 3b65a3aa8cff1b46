"""Pinyin as an author writes it behind a word → one syllable a character, with tone marks.

In: 重庆 and "chóng qìng" or "chong2 qing4". Out: ("chóng", "qìng"). It checks that these
are syllables, not that they are readings of those characters: the author knows best.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from duben.han import is_han

_PARTS = re.compile(r"[\s'’\-]+")
_TONE_MARKS = re.compile("[\u0300\u0301\u0304\u030c]")
_ERHUA = re.compile("(.+)r([0-5]?)")
_ER = ("儿", "兒")
_NEUTRAL = "05"


def syllables_of(word: str, pinyin: str) -> tuple[str, ...]:
    """Return the syllables of *pinyin*, as many as *word* has characters.

    "huār" and "huā r" both give ("huā", "r") for 花儿. Raises `ValueError` where *word* is
    not Chinese, where the numbers differ, or where something is no syllable.
    """
    if not word or not all(map(is_han, word)):
        raise ValueError(f'"{word}" is not a Chinese word')
    written = [part for part in _PARTS.split(unicodedata.normalize("NFC", pinyin)) if part]
    parted = _with_erhua(word, written)
    if len(parted) != len(word):
        raise ValueError(
            f"{word} has {len(word)} characters, but the number of syllables here is {len(written)}"
        )
    return tuple(map(_syllable, parted))


def _with_erhua(word: str, written: list[str]) -> list[str]:
    """Part the r from the syllable before 儿, where 儿 has no syllable of its own."""
    parted: list[str] = []
    left = list(reversed(written))
    for index, character in enumerate(word):
        erhua = _ERHUA.fullmatch(parted[-1]) if parted and character in _ER else None
        if erhua and len(left) < len(word) - index and _toneless(parted[-1]) != "er":
            parted[-1:] = [erhua[1] + erhua[2], "r"]
        elif left:
            parted.append(left.pop())
    return parted + left[::-1]


def _syllable(written: str) -> str:
    """Set the tone mark: "qing4" gives "qìng", "lu:4" "lǜ", "de5" "de"."""
    from pypinyin.contrib.tone_convert import to_tone

    letters = written.lower().replace("u:", "ü").replace("v", "ü")
    body, number = (letters[:-1], letters[-1]) if letters[-1].isdigit() else (letters, "")
    if body == "r":
        return body
    marks = len(_TONE_MARKS.findall(unicodedata.normalize("NFD", body)))
    if _toneless(body) not in _known() or marks + bool(number) > 1 or number > "5":
        raise ValueError(f'"{written}" is no syllable of pinyin')
    return body if number in _NEUTRAL else str(to_tone(body + number))


def _toneless(syllable: str) -> str:
    parted = unicodedata.normalize("NFD", syllable.lower().rstrip("012345"))
    return unicodedata.normalize("NFC", _TONE_MARKS.sub("", parted))


@cache
def _known() -> frozenset[str]:
    """Every syllable of the language, without its tone."""
    from pypinyin.constants import PINYIN_DICT

    spelt = {reading for readings in PINYIN_DICT.values() for reading in readings.split(",")}
    return frozenset(map(_toneless, spelt)) - {""}
