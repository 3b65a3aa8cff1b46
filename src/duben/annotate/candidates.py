"""The readings that the dictionaries know for a word or a character.

A word in simplified characters in, its readings out, the likeliest first. It does not
look at the sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from duben.annotate import lexicon, shelf
from duben.annotate.syllables import marked, numbered, toneless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Syllables = tuple[str, ...]

_LEAST_SHARE = 0.03
_ODDS = 8.0
# A reading that only old books, dialects or other entries use is none to doubt about.
_RARE = re.compile(
    r"\((?:[^)]*\b)?(?:archaic|old|literary|dialect|Tw|bound form in|onom\.)\b[^)]*\)"
    r"|used in |(?:\w+ )?variant of |see |surname |abbr\. |Taiwan pr\.|CL:"
)


@dataclass(frozen=True, slots=True)
class Readings:
    """What is known of a word: `chosen`, the `others`, and whether the sources agree."""

    chosen: Syllables
    others: tuple[Syllables, ...] = ()
    origin: str = "lexicon"
    agreed: bool = True


@cache
def of_word(word: str) -> Readings | None:
    """Return the readings of a word of two or more characters; None if nobody has it.

    Overrides come first; then CC-CEDICT, checked by pypinyin's phrases, which decide
    between two entries of one spelling.
    """
    if word in _overrides():
        first, *others = _overrides()[word]
        return Readings(first, tuple(others), origin="override")
    listed = _unique(
        _citation(word, entry.syllables)
        for proper in (False, True)
        for entry in lexicon.entries(word)
        if entry.proper is proper and len(entry.syllables) == len(word)
        if entry.is_live or entry.syllables[-1] == "r" or proper
    )
    listed = tuple(sorted(listed, key=lambda reading: reading[-1] != "r"))  # 花儿: huār first
    phrase = _phrase(word)
    if not listed:
        return Readings(phrase, origin="phrase", agreed=False) if phrase else None
    chosen = next((reading for reading in listed if reading == phrase), listed[0])
    others = tuple(r for r in _unique([*listed, *([phrase] if phrase else [])]) if r != chosen)
    differing = tuple(other for other in others if not _same_but_neutral(chosen, other))
    return Readings(chosen, differing, agreed=not differing)


@cache
def of_character(character: str) -> Readings | None:
    """Return the readings of one character; None if no dictionary knows it.

    `usual.tsv` or else pypinyin names the usual one; `others` are those with a living use in
    CC-CEDICT.
    """
    from pypinyin.constants import PINYIN_DICT

    table = PINYIN_DICT.get(ord(character))
    entries = [entry for entry in lexicon.entries(character) if len(entry.syllables) == 1]
    common = _unique(
        entry.syllables
        for entry in entries
        if not entry.proper and any(not _RARE.search(sense) for sense in entry.senses)
    )
    if table:
        usual: Syllables = (_plain(table.split(",")[0]),)
    elif entries:
        usual = entries[0].syllables
    else:
        return None
    if character in _usual():
        usual = (_usual()[character][0],)
    elif common and usual not in common:
        usual = common[0]
    others = tuple(
        reading for reading in common if reading != usual and _is_alive(character, reading[0])
    )
    return Readings(usual, others, origin="usual", agreed=not others)


def odds(character: str) -> float:
    """Tell how much likelier the usual reading of a character is than the others together."""
    return _usual()[character][1] if character in _usual() else _ODDS


@cache
def every_reading(character: str) -> frozenset[str]:
    """Return all readings that any dictionary has for a character, rare ones too."""
    from pypinyin.constants import PINYIN_DICT

    table = filter(None, PINYIN_DICT.get(ord(character), "").split(","))
    entries = (entry.syllables for entry in lexicon.entries(character))
    return frozenset(map(_plain, table)) | {reading[0] for reading in entries if len(reading) == 1}


def _is_alive(character: str, syllable: str) -> bool:
    """Whether a reading is met in words often enough to be doubted about: 省 xǐng, not 读 dòu."""
    masses = _masses(character)
    return masses.get(syllable, 0) >= _LEAST_SHARE * sum(masses.values())


@cache
def _masses(character: str) -> Mapping[str, int]:
    """Count how often each reading of the character is met in running words."""
    masses: Counter[str] = Counter()
    for word in lexicon.headwords():
        if character in word and len(word) > 1:
            known, usage = of_word(word), shelf.usage(word)
            if known and usage:
                masses[known.chosen[word.index(character)]] += usage.times
    return masses


def _same_but_neutral(one: Syllables, other: Syllables) -> bool:
    """Whether two readings differ at most in a neutral tone or erhua: shēngyi, shēngyì."""
    return all(
        a == b
        or "r" in (a, b)
        or (toneless(a) == toneless(b) and "5" in (numbered(a)[-1], numbered(b)[-1]))
        for a, b in zip(one, other, strict=True)
    )


def _citation(word: str, syllables: Syllables) -> Syllables:
    """Write 一 and 不 in their own tones (GB/T 16159 6.5.2): bú duì → bù duì."""
    own = {"一": "yī", "不": "bù"}
    return tuple(
        own[character] if own.get(character) and toneless(syllable) in ("yi", "bu") else syllable
        for character, syllable in zip(word, syllables, strict=True)
    )


def _phrase(word: str) -> Syllables | None:
    from pypinyin.phrases_dict import phrases_dict

    found = phrases_dict.get(word)
    if not found or len(found) != len(word):
        return None
    return _citation(word, tuple(_plain(choices[0]) for choices in found))


def _plain(reading: str) -> str:
    """Write pypinyin's spelling as ours: the phonetic ɡ is a g."""
    return marked(numbered(reading.replace("ɡ", "g")))


def _unique(readings: Iterable[Syllables]) -> tuple[Syllables, ...]:
    return tuple(dict.fromkeys(readings))


@cache
def _overrides() -> Mapping[str, tuple[Syllables, ...]]:
    return {
        word: tuple(tuple(reading.split()) for reading in readings)
        for word, *readings in _table("overrides.tsv")
    }


@cache
def _usual() -> Mapping[str, tuple[str, float]]:
    return {
        character: (reading, float(odds[0]) if odds else _ODDS)
        for character, reading, *odds in _table("usual.tsv")
    }


def _table(name: str) -> Iterator[list[str]]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
