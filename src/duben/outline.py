"""A publication as templates walk through it: sections in sections, notes and their marks.

`Publication` in, nested `Part`s and the ids of links out. It changes no text and writes no
markup.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from duben.model import Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.model import Passage, Publication, Section

DEEPEST = 3
"""Levels of headings that are told apart: 编, 章, 节. Below them are those of exercises."""


@dataclass(slots=True)
class Part:
    """A section, its `index` in the publication, and the sections inside it.

    `depth` is 1 for the outermost and grows by one from level to level, also where the
    source leaves levels out (第一编, then at once 第一节).
    """

    section: Section
    index: int
    depth: int
    parts: list[Part] = field(default_factory=list)


def outline(publication: Publication) -> tuple[Part, ...]:
    """Nest the sections by the levels of their headings."""
    found: list[Part] = []
    above: list[Part] = []  # the parts that are still open, outermost first
    for index, section in enumerate(publication.sections):
        while above and above[-1].section.level >= max(section.level, 1):
            above.pop()
        part = Part(section, index, min(len(above) + 1, DEEPEST))
        # Below the deepest level sections follow each other.
        holder = above[DEEPEST - 2] if len(above) >= DEEPEST else above[-1] if above else None
        (holder.parts if holder else found).append(part)
        if section.heading:
            above.append(part)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a passage: its text and words, the first of them at `start`.

    `has_marks` says whether one of the words may be the mark of a note.
    """

    text: str
    words: tuple[Word, ...]
    start: int = 0
    has_marks: bool = False


def whole(passage: Passage) -> Run:
    """Return all of a passage as one run."""
    return Run(passage.text, _words(passage), has_marks=bool(passage.note_marks))


def runs(passage: Passage, number: str | None = None) -> tuple[Run | None, Run]:
    """Return the label of a passage, if it has one, and what stands behind it.

    *number* is the label of a heading. Space between the two is left to the layout.
    """
    label = passage.label if number is None else number
    words = _words(passage)
    count = _count(words, label)
    if not label or (words and not count):
        return None, whole(passage)
    marked = bool(passage.note_marks)
    start = count
    while start < len(words) and words[start].text.isspace():
        start += 1
    text = passage.text[len(label) :].lstrip()
    return Run(label, words[:count], 0, marked), Run(text, words[start:], start, marked)


class NoteLinks:
    """The ids of notes and of their marks, each given once, so that every link has an end.

    They are asked for in the order of the page. "" is the answer where there is nothing to
    link: a mark without a note, a note without a mark.
    """

    def __init__(self, publication: Publication) -> None:
        blocks = [block for section in publication.sections for block in section.blocks]
        code = {id(p) for block in blocks if block.kind == "code" for p in block.passages}
        written = [p for p in publication.passages if id(p) not in code]
        notes = {p.note for block in blocks if block.kind == "notes" for p in block.passages}
        marks = {mark.note for passage in written for mark in passage.note_marks}
        self._linked = (notes & marks) - {0}
        self._notes: set[int] = set()
        self._marks: Counter[int] = Counter()

    def mark(self, note: int) -> str:
        """Name the next mark of *note*: "note-ref-1", then "note-ref-1-2"."""
        if note not in self._linked:
            return ""
        self._marks[note] += 1
        count = self._marks[note]
        return f"note-ref-{note}" + (f"-{count}" if count > 1 else "")

    def note(self, note: int) -> str:
        """Name the paragraph of *note*, "note-1"; the first, if several say they are it."""
        if note not in self._linked or note in self._notes:
            return ""
        self._notes.add(note)
        return f"note-{note}"


def width(text: str) -> float:
    """Estimate how wide *text* is in em: a character or full-width mark has 1, others half."""
    return sum(1 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def widest(labels: Sequence[str]) -> float:
    """Return the width of the widest of *labels* in em, 0 if there is none."""
    return max(map(width, labels), default=0)


def _words(passage: Passage) -> tuple[Word, ...]:
    """Return the words of a passage; of one that is not annotated, its pieces."""
    if passage.words or not passage.note_marks:
        return passage.words
    edges = {0, len(passage.label), len(passage.text)}
    notes = {mark.start: mark.note for mark in passage.note_marks}
    edges |= {edge for mark in passage.note_marks for edge in (mark.start, mark.end)}
    return tuple(
        Word(passage.text[left:right], note=notes.get(left, 0))
        for left, right in pairwise(sorted(edges))
    )


def _count(words: Sequence[Word], label: str) -> int:
    """Return how many words make up *label*; 0 where one goes beyond its end."""
    ends = accumulate(len(word.text) for word in words)
    return next((n for n, end in enumerate(ends, 1) if end == len(label)), 0) if label else 0
