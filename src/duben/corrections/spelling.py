"""Pinyin as a person types it for a word → one syllable a character, with tone marks.

In: 行业 and "háng yè", "hángyè", "hang2 ye4" or "hang2ye4". Out: ("háng", "yè"). Whether
a dictionary has these readings is not asked.
"""

from __future__ import annotations

from duben.clean.pinyin import spell
from duben.readers.syllables import syllables_of


def syllables(word: str, pinyin: str) -> tuple[str, ...]:
    """Return the syllables of *pinyin*, as many as *word* has characters.

    Of several ways to part what is written together, the one that fits the characters is
    taken. Raises `ValueError` where there is none.
    """
    try:
        return syllables_of(word, pinyin)
    except ValueError:
        found = spell(pinyin, word)
        if found and not found.choice and len(found.syllables) == len(word):
            return found.syllables
        raise
