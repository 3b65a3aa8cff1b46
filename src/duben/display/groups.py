"""The words of a run → what stands under one reading, and where sentences begin.

Words in, groups of places out. A group is one word, or several that pinyin writes together:
走|了 is zǒule (GB/T 16159-2012 6.1.2). What is written over it is said in `readings`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from duben.model import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.model import Word

_VOWELS = frozenset("aāáǎàoōóǒòeēéěè")
# A colon and one of these begin what somebody says, and a sentence with it.
_SAYING = ("“", "「", "‘", "『")


def together(words: Sequence[Word]) -> tuple[range, ...]:
    """Return the places of the words that are written together, group by group."""
    starts = [
        place
        for place, word in enumerate(words)
        if not (place and word.joined and word.is_read and words[place - 1].is_read)
    ]
    return tuple(range(start, end) for start, end in pairwise([*starts, len(words)]))


def alone(words: Sequence[Word]) -> tuple[range, ...]:
    """Return each word as a group of its own."""
    return tuple(range(place, place + 1) for place in range(len(words)))


def needs_apostrophe(spelling: str) -> bool:
    """Whether what is joined to a word before it needs an apostrophe: it begins with a, o, e."""
    return spelling[:1].lower() in _VOWELS


def beginnings(words: Sequence[Word]) -> frozenset[int]:
    """Return the places of words with a capital: the first of each sentence.

    Marks in front do not count (“你好”), nor does a mark of a note. A sentence that begins
    with figures or Latin letters has its first word in them: 2024年 is 2024 nián.
    """
    found = set()
    start = 0
    for sentence in Passage("", words=tuple(words)).sentences:
        waiting = True
        for place, word in enumerate(sentence.words, start):
            if word.is_read and waiting:
                found.add(place)
            if word.text.isalnum() and not word.note:
                waiting = False
            elif word.text.startswith(_SAYING) and _is_said(words, place):
                waiting = True
        start += len(sentence.words)
    return frozenset(found)


def _is_said(words: Sequence[Word], place: int) -> bool:
    return place > 0 and words[place - 1].text in {"：", ":"}
