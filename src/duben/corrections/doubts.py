"""What is in doubt in a publication → entries for a person to settle.

An annotated publication in, an entry for each word and reading out, with the sentences in
which it stands. It settles nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from duben.corrections.correction import Place
from duben.corrections.entry import Entry
from duben.han import legible

if TYPE_CHECKING:
    from duben.model import Passage, Publication, Word

_MOST_SENTENCES = 20
"""More of one word tell a person nothing new: `scope = "text"` is about all the others, too."""

_LONGEST = 40  # characters of a sentence on either side of the word
_LEAST = 4  # letters by which a place can be told
_BRACKETS = str.maketrans("[]", "〔〕")  # they mark the word


@dataclass(slots=True)
class _Group:
    word: Word
    sentences: dict[str, None] = field(default_factory=dict)


def entries_of(publication: Publication) -> tuple[Entry, ...]:
    """Return an undecided entry for each doubtful word and reading, in order of the text."""
    groups: dict[tuple[str, tuple[str, ...]], _Group] = {}
    for passage in publication.passages:
        start = 0
        for word in passage.words:
            if word.confidence == "doubtful":
                group = groups.setdefault((word.text, word.syllables), _Group(word))
                if len(group.sentences) < _MOST_SENTENCES:
                    place = place_of(passage, start, len(word.text))
                    group.sentences[place.marked(word.text)] = None
            start += len(word.text)
    return tuple(_entry(group) for group in groups.values())


def place_of(passage: Passage, start: int, length: int) -> Place:
    """Return the place of the characters of *passage* from *start* on, with their sentence."""
    begin = end = 0
    for sentence in passage.sentences:
        begin, end = end, end + len(sentence.text)
        if end > start:
            break
    before = _unmarked(passage, begin, start)
    after = _unmarked(passage, start + length, end)
    if len(legible(before + after)) < _LEAST:  # 长！
        before = _unmarked(passage, 0, start)
        after = _unmarked(passage, start + length, len(passage.text))
    return Place(_shortened(before[::-1])[::-1], _shortened(after))


def _unmarked(passage: Passage, start: int, end: int) -> str:
    """Return the text from *start* to *end* without marks of notes and square brackets."""
    text = passage.text
    for mark in passage.note_marks:
        text = text[: mark.start] + "\0" * (mark.end - mark.start) + text[mark.end :]
    return text[start:end].replace("\0", "").translate(_BRACKETS)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _entry(group: _Group) -> Entry:
    word = group.word
    readings = (word.syllables, *word.alternatives)
    known = [" ".join(reading) for reading in readings if "?" not in reading]
    return Entry(
        text=word.text,
        read=" ".join(word.syllables),
        choices=tuple(known),
        sentences=tuple(group.sentences),
    )
