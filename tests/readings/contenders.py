"""Duben and its rivals, all in one form: texts → a syllable for each of their Chinese characters.

Syllables end in a tone number, 5 is the neutral tone, v is ü, "?" is a character that was not
read. No contender is told which character is scored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from duben.annotate.syllables import numbered
from duben.han import is_han
from readings import rivals

Syllables = list[str]
Reader = Callable[[Sequence[str]], list[Syllables]]

UNREAD = "?"


def duben(texts: Sequence[str]) -> list[Syllables]:
    """Read by Duben, each text for itself and without the glosses of its source."""
    from duben import annotate

    found = []
    for text in texts:
        readings = [reading for word in annotate.words(text) for reading in word.readings]
        found.append(_of_han(text, map(syllable_of, readings)))
    return found


def pypinyin(texts: Sequence[str]) -> list[Syllables]:
    """Read by pypinyin alone."""
    return [_of_han(text, rivals.pypinyin(text)) for text in texts]


def pypinyin_jieba(texts: Sequence[str]) -> list[Syllables]:
    """Read by pypinyin, word by word as jieba cuts them."""
    return [_of_han(text, rivals.pypinyin_jieba(text)) for text in texts]


def pinyin_pro(texts: Sequence[str], segmentit: int = 0) -> list[Syllables]:
    """Read by pinyin-pro; raises `FileNotFoundError` where it is not installed."""
    return [
        _of_han(text, syllables)
        for text, syllables in zip(texts, rivals.pinyin_pro(texts, segmentit), strict=True)
    ]


DUBEN = "Duben"
RIVALS: Mapping[str, Reader] = {
    "pypinyin": pypinyin,
    "pypinyin + jieba": pypinyin_jieba,
    "pinyin-pro": pinyin_pro,
    "pinyin-pro, segmentit 3": partial(pinyin_pro, segmentit=3),
}
CONTENDERS: Mapping[str, Reader] = {DUBEN: duben, **RIVALS}


def syllable_of(reading: str | None) -> str:
    """Write a reading of a `Word` with a tone number; the r of erhua is er5."""
    return "er5" if reading == "r" else numbered(reading or UNREAD)


def _of_han(text: str, syllables: Iterable[str]) -> Syllables:
    """Keep the syllables of Chinese characters; what is not one, "?"."""
    pairs = zip(text, syllables, strict=True)
    return [_checked(syllable) for character, syllable in pairs if is_han(character)]


def _checked(given: str) -> str:
    """Write v for ü and 5 for 0; a character that was given back unread is "?"."""
    syllable = given.replace("ü", "v").replace("0", "5")
    is_read = syllable.isascii() and syllable[-1:] in set("12345")
    return syllable if is_read else UNREAD
