"""Words → the same with a neutral tone where dictionaries leave the choice.

现代汉语词典 writes 知道 zhī·dào: the syllable behind the dot is weak as a rule, and may be full.
A word and its syllables in, the weaker form out. What is always weak (我们 wǒmen) is the
dictionary's reading already.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from duben.annotate.syllables import toneless

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_DOT = "·"
# 来 and 去 behind what says the direction: 站起来, 说出去.
_DIRECTIONS = tuple(f"{way}来" for way in "起出进回上下过") + tuple(
    f"{way}去" for way in "出进回上下"
)
_WITH_A_VERB = 3


def weakened(word: str, syllables: Sequence[str]) -> tuple[str, ...]:
    """Return the *syllables* of a simplified *word*, the optional neutral tones neutral."""
    places = _places(word)
    return tuple(
        toneless(said) if place in places and said.isalpha() else said
        for place, said in enumerate(syllables)
    )


def _places(word: str) -> frozenset[int]:
    if len(word) >= _WITH_A_VERB and word.endswith(_DIRECTIONS):
        return frozenset({len(word) - 1})
    return _words().get(word, frozenset())


@cache
def _words() -> Mapping[str, frozenset[int]]:
    """Read neutral.txt: the words, and which of their syllables may be weak."""
    text = (files("duben.display") / "neutral.txt").read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines():
        for entry in line.partition("#")[0].split():
            pieces = entry.split(_DOT)
            ends = [len("".join(pieces[:count])) for count in range(1, len(pieces))]
            found["".join(pieces)] = frozenset(ends)
    return found
