"""The figures of a text: how long it is, and what the HSK lists cover of it.

An annotated publication in, its figures out. Titles, notes and headings are not counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.annotate.shadow import shadow
from duben.han import han
from duben.study import levels
from duben.study.model import Statistics

if TYPE_CHECKING:
    from duben.model import Publication


def count(publication: Publication) -> Statistics:
    """Count the paragraphs' Chinese characters, words and sentences.

    A word is a word that has Chinese characters; a sentence is as long as the Chinese
    characters in it.
    """
    paragraphs = [p for section in publication.sections for p in section.paragraphs]
    characters = han("".join(paragraph.text for paragraph in paragraphs))
    words = [shadow(word.text) for p in paragraphs for word in p.words if word.is_read]
    lengths = [len(han(s.text)) for paragraph in paragraphs for s in paragraph.sentences]
    lengths = [length for length in lengths if length]
    distinct = dict.fromkeys(words)
    return Statistics(
        characters=len(characters),
        distinct_characters=len(set(characters)),
        words=len(words),
        distinct_words=len(distinct),
        sentences=len(lengths),
        mean_sentence=round(sum(lengths) / len(lengths), 1) if lengths else 0.0,
        longest_sentence=max(lengths, default=0),
        coverage=levels.coverage(words),
        character_coverage=levels.character_coverage(shadow("".join(characters))),
        unlisted_words=tuple(w for w in distinct if levels.level_of(w) == levels.UNLISTED),
    )
