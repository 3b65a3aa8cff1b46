"""What is written in brackets behind a character → syllables of pinyin, if it is pinyin.

In: the inside of 人(rén), 人(ren2), 你好(nǐhǎo), 人(ㄖㄣˊ) and the characters before it.
Out: one syllable a character, with tone marks, and how well they fit. It does not decide
whether the bracket goes: the whole text has to be seen for that.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# combining marks of the four tones, in order
_MARKS = "\u0304\u0301\u030c\u0300"
_PARTS = re.compile(r"[\s·\-'’]+")
_ALTERNATIVES = re.compile(r"\s*[/、,，;；]\s*")
_BOPOMOFO = re.compile("[\u3105-\u312f\u31a0-\u31bf]")
_BOPOMOFO_SYLLABLE = re.compile(
    "˙?(?:[ㄅ-ㄙ][ㄧㄨㄩ]?[ㄚ-ㄦ]?|[ㄧㄨㄩ][ㄚ-ㄦ]?|[ㄚ-ㄦ])(?:[ˊˇˋˉ]|˙(?![\u3105-\u312f]))?"
)
_NUMBER = re.compile("[0-5]")
_SEGMENTATIONS = 64  # ways to cut one bracket that are looked at: real ones have one or two
_REMEMBERED = 4096  # syllables and words: a text has some hundred different ones
_LONGEST_SYLLABLE = 7  # zhuāng1
_FOREIGN = frozenset(("", "m", "n", "ng", "hm", "hng", "ê", "r"))


@dataclass(frozen=True, slots=True)
class Spelling:
    """Pinyin as it fits the last characters before a bracket.

    `syllables` has one entry a character ("r" for the 儿 of erhua). `toned` says that a
    tone is written, `fits` that each syllable is a reading of its character, `sounds` that
    it is one but for the tone, `capital` that it is written as a name. `choice` says that
    several readings of one character are offered (xíng/háng).
    """

    syllables: tuple[str, ...]
    toned: bool
    fits: bool
    sounds: bool
    capital: bool = False
    choice: bool = False


def spell(inside: str, before: str) -> Spelling | None:
    """Read *inside* as pinyin or bopomofo of the last characters of *before* (Han only).

    None where it is neither, or has more syllables than *before* has characters.
    """
    inside = unicodedata.normalize("NFC", inside).strip()
    if _BOPOMOFO.search(inside):
        return _spell_bopomofo(inside, before)
    offered = _ALTERNATIVES.split(inside)
    if len(offered) > 1:
        return _spell_choice(offered, before)
    best = None
    for syllables in cuts(inside):
        found = _fit(syllables, before)
        if found and (best is None or _rank(found) > _rank(best)):
            best = found
    if best is None:
        return None
    toned = any(_tone(syllable) for syllable in best.syllables) or bool(_NUMBER.search(inside))
    return Spelling(best.syllables, toned, best.fits, best.sounds, inside[:1].isupper())


def cuts(text: str) -> Iterator[list[str]]:
    """Return the ways to cut *text* into syllables, tone marks set: réngōng → rén gōng."""
    cut: list[list[str]] = [[]]
    for piece in _PARTS.split(text):
        if piece:
            ways = list(_cut(piece.lower().replace("\u0261", "g")))
            cut = [done + way for done in cut for way in ways][:_SEGMENTATIONS]
    return iter(cut if cut != [[]] else [])


def _rank(spelling: Spelling) -> tuple[bool, bool]:
    return spelling.fits, spelling.sounds


def _spell_choice(offered: list[str], before: str) -> Spelling | None:
    """行(xíng/háng): each alternative must be a syllable of the one character."""
    found = [spell(alternative, before) for alternative in offered]
    if not all(one and len(one.syllables) == 1 and one.sounds for one in found):
        return None
    syllables = tuple(one.syllables[0] for one in found if one)
    fits = all(one.fits for one in found if one)
    return Spelling(syllables, any(one.toned for one in found if one), fits, True, choice=True)


def _spell_bopomofo(inside: str, before: str) -> Spelling | None:
    table = _bopomofo()
    # ㄖㄣˊㄇㄧㄣˊ may be written in one; ˉ is the first tone, which mostly has no mark.
    pieces = [piece for word in inside.split() for piece in _BOPOMOFO_SYLLABLE.findall(word)]
    if "".join(pieces) != "".join(inside.split()):
        return None
    syllables = [table.get(piece.rstrip("ˉ")) for piece in pieces]
    if None in syllables:
        return None
    found = _fit([syllable for syllable in syllables if syllable], before)
    return found and Spelling(found.syllables, True, found.fits, found.sounds)


def _fit(syllables: list[str], before: str) -> Spelling | None:
    """Lay the syllables on the characters, from the last one backwards."""
    laid: list[str] = []
    characters = before
    fits = sounds = True
    for written in reversed(syllables):
        syllable = written
        if characters.endswith(("儿", "兒")) and _is_erhua(written):  # 花儿(huār)
            laid.append("r")
            syllable, characters = written[:-1], characters[:-1]
        if not characters:
            return None
        readings = _readings(characters[-1])
        plain = toneless(syllable)
        fits &= syllable in readings
        sounds &= plain in {toneless(reading) for reading in readings}
        laid.append(syllable)
        characters = characters[:-1]
    return Spelling(tuple(reversed(laid)), False, fits, sounds)


def _is_erhua(syllable: str) -> bool:
    return syllable.endswith("r") and toneless(syllable) != "er" and len(syllable) > 1


@lru_cache(maxsize=_REMEMBERED)
def _cut(word: str) -> list[list[str]]:
    """All ways to cut one word, longest first syllable first, each position solved once."""
    ways: dict[int, list[list[str]]] = {len(word): [[]]}
    for start in range(len(word) - 1, -1, -1):
        here = []
        for end in range(min(len(word), start + _LONGEST_SYLLABLE), start, -1):
            syllable = _syllable(word[start:end]) if ways[end] else None
            if syllable and not word[end : end + 1].isdigit():
                here += [[syllable, *rest] for rest in ways[end]]
        ways[start] = here[:_SEGMENTATIONS]
    return ways[0]


def _syllable(written: str) -> str | None:
    """Set the tone mark of a syllable as written (rén, ren2, lu:e4, lv4); None if it is none."""
    number = int(written[-1]) % 5 if _NUMBER.fullmatch(written[-1]) else 0
    body = written[:-1] if _NUMBER.fullmatch(written[-1]) else written
    body = body.replace("u:", "ü").replace("v", "ü")
    if not body or not body.isalpha() or (number and _tone(body)):
        return None
    plain = toneless(body)
    core = plain[:-1] if _is_erhua(plain) else plain
    if core not in _syllables():
        return None
    return _with_mark(body, number) if number else body


@lru_cache(maxsize=_REMEMBERED)
def toneless(syllable: str) -> str:
    """Return *syllable* without its tone mark, ü kept: lǜ → lü."""
    parted = unicodedata.normalize("NFD", syllable)
    return unicodedata.normalize("NFC", "".join(c for c in parted if c not in _MARKS))


def _tone(syllable: str) -> int:
    """Return the tone, 1 to 4, that a mark shows; 0 without one."""
    parted = unicodedata.normalize("NFD", syllable)
    return next((tone for tone, mark in enumerate(_MARKS, 1) if mark in parted), 0)


def _with_mark(body: str, tone: int) -> str:
    """Set the mark by 汉语拼音方案: on a or e, on the o of ou, else on the last vowel."""
    for vowel in ("a", "e", "ou"):
        position = body.find(vowel)
        if position >= 0:
            break
    else:
        position = max(body.rfind(vowel) for vowel in "iouü")
    if position < 0:
        return body
    marked = body[: position + 1] + _MARKS[tone - 1] + body[position + 1 :]
    return unicodedata.normalize("NFC", marked)


@cache
def _readings(character: str) -> frozenset[str]:
    """All readings of the character that pypinyin's table has."""
    from pypinyin.constants import PINYIN_DICT

    return frozenset(PINYIN_DICT.get(ord(character), "").split(",")) - {""}


@cache
def _syllables() -> frozenset[str]:
    """Every syllable of the language without tone, as far as a character has it."""
    from pypinyin.constants import PINYIN_DICT

    spelt = {reading for readings in PINYIN_DICT.values() for reading in readings.split(",")}
    return frozenset(map(toneless, spelt)) - _FOREIGN


@cache
def _bopomofo() -> dict[str, str]:
    """Bopomofo syllables → pinyin, the neutral tone's dot before or behind."""
    from pypinyin import Style
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.style import convert

    table = {}
    spelt = {reading for readings in PINYIN_DICT.values() for reading in readings.split(",")}
    for pinyin in sorted(spelt - {""}):
        written = convert(pinyin, Style.BOPOMOFO, strict=True, default=pinyin)
        table[written] = pinyin
        if written.endswith("˙"):
            table["˙" + written.removesuffix("˙")] = pinyin
    return table
