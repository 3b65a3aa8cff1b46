"""A syllable of pinyin → zhuyin (注音符号, bopomofo): rén → ㄖㄣˊ.

The correspondence is that of the 汉语拼音方案 (1958), which gives zhuyin beside its letters. It
reads no characters.
"""

from __future__ import annotations

import unicodedata

from duben.annotate.syllables import numbered

TONES = {"1": "", "2": "ˊ", "3": "ˇ", "4": "ˋ"}
"""Marks behind the syllable; the first tone has none."""

NEUTRAL = "˙"
"""The mark of the neutral tone, in front of the syllable."""

_INITIALS: dict[str, str] = dict(
    zip(
        [*"bpmfdtnlgkhjqx", "zh", "ch", "sh", *"rzcs", ""],
        [*"ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙ", ""],
        strict=True,
    )
)
_RHYMES: dict[str, str] = {
    **dict(zip(("a", "o", "e", "ê", "ai", "ei", "ao", "ou"), "ㄚㄛㄜㄝㄞㄟㄠㄡ", strict=True)),
    **dict(zip(("an", "en", "ang", "eng", "er"), "ㄢㄣㄤㄥㄦ", strict=True)),
}
_ALONE = {"m": "ㄇ", "n": "ㄋ", "ng": "ㄫ", "hm": "ㄏㄇ", "hng": "ㄏㄫ", "r": "ㄦ"}
# What the letters hide: iu is i-ou, ui is u-ei; ong is u-eng and iong is ü-eng.
_FULL = {
    "iu": "iou",
    "ui": "uei",
    "un": "uen",
    "in": "ien",
    "ing": "ieng",
    "ün": "üen",
    "ong": "ueng",
    "iong": "üeng",
}
_MEDIALS = {"i": "ㄧ", "u": "ㄨ", "ü": "ㄩ"}
_LONGEST_FIRST = sorted(_INITIALS, key=len, reverse=True)
_WHISTLED = frozenset({"zh", "ch", "sh", "r", "z", "c", "s"})


def zhuyin(syllable: str) -> str:
    """Write a syllable with its tone mark in zhuyin: "men" gives "˙ㄇㄣ".

    The "r" of erhua is ㄦ without a tone. What is no syllable comes back as it is.
    """
    if syllable == "r":
        return _ALONE["r"]
    spelt = numbered(syllable)
    letters, tone = spelt[:-1].replace("v", "ü"), spelt[-1]
    letters = unicodedata.normalize("NFC", letters)  # ê
    written = _ALONE.get(letters) or _written(letters)
    if not written:
        return syllable
    return NEUTRAL + written if tone == "5" else written + TONES[tone]


def _written(letters: str) -> str:
    letters = _without_y_and_w(letters)
    initial = next(sound for sound in _LONGEST_FIRST if letters.startswith(sound))
    final = letters.removeprefix(initial)
    if initial in _WHISTLED and final == "i":
        return _INITIALS[initial]  # the i of zhi and si has no sign
    if initial in {"j", "q", "x"} and final.startswith("u"):
        final = "ü" + final[1:]
    if not final:
        return ""
    full = _FULL.get(final, final)
    medial = full[0] if full[0] in _MEDIALS else ""
    rhyme = full.removeprefix(medial)
    if rhyme == "e" and medial in {"i", "ü"}:
        rhyme = "ê"
    if rhyme and rhyme not in _RHYMES:
        return ""
    return _INITIALS[initial] + _MEDIALS.get(medial, "") + (_RHYMES[rhyme] if rhyme else "")


def _without_y_and_w(letters: str) -> str:
    """Undo what pinyin writes for a syllable without an initial: yi, ya, yong, yu, wu, wa."""
    if letters.startswith("yu"):
        return "ü" + letters[2:]
    if letters.startswith(("yi", "wu")):
        return letters[1:]
    if letters.startswith("y"):
        return {"you": "iu", "yong": "iong"}.get(letters) or "i" + letters[1:]
    if letters.startswith("w"):
        return {"wei": "ui", "wen": "un"}.get(letters) or "u" + letters[1:]
    return letters
