"""Readings that somebody has decided, put into an annotated passage.

A passage and readings by the place of their characters in, the passage with these
readings out. It decides nothing itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from duben.annotate import orthography
from duben.annotate.shadow import shadow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from duben.model import Passage, Publication, Word

USER = "user"


def respell(passage: Passage, chosen: Mapping[int, str], *, origin: str) -> Passage:
    """Return *passage* with the *chosen* syllables, by place in the text, in its words."""
    words = []
    start = 0
    for word in passage.words:
        places = range(start, start + len(word.text))
        inside = {place - start: chosen[place] for place in places if place in chosen}
        words.append(_respelt(word, inside, origin) if inside else word)
        start += len(word.text)
    return replace(passage, words=tuple(words))


def with_given(publication: Publication) -> Publication:
    """Return *publication* with the readings that its front matter gives for words."""
    given = [(shadow(word), syllables) for word, syllables in publication.readings]
    given.sort(key=lambda pair: len(pair[0]))  # 重庆 goes before 重
    if not given:
        return publication

    def respelt(passage: Passage) -> Passage:
        text = shadow(passage.text)
        chosen: dict[int, str] = {}
        for word, syllables in given:
            start = text.find(word)
            while start >= 0:
                chosen.update(enumerate(syllables, start))
                start = text.find(word, start + len(word))
        return respell(passage, chosen, origin=USER) if chosen else passage

    return publication.map_passages(respelt)


def _respelt(word: Word, inside: Mapping[int, str], origin: str) -> Word:
    readings = tuple(inside.get(place, old) for place, old in enumerate(word.readings))
    spelt = tuple(syllable or "?" for syllable in readings)
    return replace(
        word,
        readings=readings,
        pinyin=orthography.respell(word.pinyin, word.syllables, spelt),
        confidence="certain",
        origin=origin,
        alternatives=(),
    )
