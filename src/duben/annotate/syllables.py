"""Pinyin syllables in their two spellings: "lǜ" for readers, "lv4" for tables.

In goes a syllable of Hanyu pinyin, out comes the other spelling. It does not know which
characters a syllable belongs to.
"""

from __future__ import annotations

import unicodedata

_MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_TONES = {tone: mark for mark, tone in _MARKS.items()}
_DIAERESIS = "\u0308"
_VOWELS = "aeiouü"


def marked(syllable: str) -> str:
    """Write a syllable with its tone mark: "lu:4", "lv4" and "lü4" give "lǜ", "de5" "de".

    Lower case. The mark stands on a, o, e; else on the last vowel (汉语拼音方案, part 4).
    "r5", the 儿 of erhua, is "r". What is no pinyin syllable comes back as it is.
    """
    letters = syllable.lower().replace("u:", "ü").replace("v", "ü")
    tone = letters[-1:]
    if tone.isdigit():
        letters = letters[:-1]
    mark = _TONES.get(tone)
    if mark is None:
        return letters
    place = _place(letters)
    return unicodedata.normalize("NFC", letters[: place + 1] + mark + letters[place + 1 :])


def numbered(syllable: str) -> str:
    """Write a syllable with its tone as a digit: "lǜ" gives "lv4", "de" "de5".

    Lower case, v for ü, 5 for the neutral tone.
    """
    letters, tone = "", "5"
    for character in unicodedata.normalize("NFD", syllable.lower()):
        if character in _MARKS:
            tone = _MARKS[character]
        elif character == _DIAERESIS:
            letters = letters[:-1] + "v"
        else:
            letters += character
    return letters + tone


def toneless(syllable: str) -> str:
    """Drop the tone of a syllable: "lǜ" gives "lü"."""
    return numbered(syllable)[:-1].replace("v", "ü")


def is_neutral(syllable: str) -> bool:
    """Whether the syllable has no tone mark, and so the neutral tone (轻声)."""
    return numbered(syllable).endswith("5")


def _place(letters: str) -> int:
    for vowel in "aoe":
        if vowel in letters:
            return letters.index(vowel)
    vowels = [index for index, letter in enumerate(letters) if letter in _VOWELS]
    return vowels[-1] if vowels else 0  # ń, ḿ: the mark stands on the consonant
