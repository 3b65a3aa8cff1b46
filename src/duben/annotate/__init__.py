"""Find the words of a text and how they are read.

`Publication` in, the same with the words of every passage out, and a notice for each
reading that a person should check. It changes no character of the text.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from duben.annotate import evidence, orthography, respelling, segmentation
from duben.annotate.reading import Reading, read, tag_of
from duben.annotate.shadow import shadow
from duben.model import Notice, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duben.model import Passage, Publication


def annotate(publication: Publication) -> Publication:
    """Return *publication* with words, readings and notices of what is in doubt.

    Raises `MissingPartError` where a dictionary is not installed.
    """
    annotated, weighed = evidence.weigh(publication.map_passages(_passage))
    annotated = respelling.with_given(annotated)
    return replace(annotated, notices=(*annotated.notices, *weighed, *_doubts(annotated)))


def words(text: str) -> tuple[Word, ...]:
    """Cut *text* into words with their readings; joined they are *text*.

    Traditional characters are looked up in their simplified form and stay as they are.
    """
    pieces = segmentation.cut(shadow(text))
    found = []
    start = 0
    for piece, reading in zip(pieces, read(pieces), strict=True):
        end = start + len(piece)
        found.append(_word(text[start:end], piece, reading))
        start = end
    return tuple(found)


def _word(text: str, piece: str, reading: Reading) -> Word:
    spelt = tuple(syllable or "?" for syllable in reading.syllables)
    read_aloud = reading.origin != ""
    return Word(
        text=text,
        readings=reading.syllables,
        pinyin=orthography.spell(piece, spelt) if read_aloud else "",
        confidence=reading.confidence,
        origin=reading.origin,
        alternatives=reading.alternatives,
        part_of_speech=tag_of(piece),
    )


def _passage(passage: Passage) -> Passage:
    return replace(passage, words=words(passage.text))


def _doubts(publication: Publication) -> Iterator[Notice]:
    """Name each doubtful word once for each reading, where it first stands."""
    told: set[tuple[str, tuple[str | None, ...]]] = set()
    for passage in publication.passages:
        for word in passage.words:
            key = (word.text, word.readings)
            if word.confidence == "doubtful" and key not in told:
                told.add(key)
                yield _doubt(passage, word)


def _doubt(passage: Passage, word: Word) -> Notice:
    if word.origin == "unknown":
        message = f"No dictionary here has a reading of {word.text}: it is marked with ?."
        return Notice("R02", "warning", passage.line, word.text, "", message)
    others = ", ".join(" ".join(reading) for reading in word.alternatives)
    message = f"{word.text} is read {word.pinyin}" + (f"; it could be {others}." if others else ".")
    return Notice("R01", "warning", passage.line, word.text, word.pinyin, message)
