"""Make the study guide: new words explained, exercises with their key, figures.

An annotated `Publication` in, a `Guide` out. It lays nothing out on a page.
"""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from duben.study import (
    characters,
    cloze,
    glossary,
    levels,
    matching,
    new_words,
    reading_choice,
    statistics,
    survey,
    writing,
)
from duben.study.entries import Dictionary
from duben.study.learner import Learner
from duben.study.model import Guide, SectionGuide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.model import Publication
    from duben.study.model import Entry
    from duben.study.new_words import Lesson

__all__ = ["guide"]

_HARDEST = 12


def guide(
    publication: Publication,
    *,
    level: int = 4,
    known: frozenset[str] = frozenset(),
    dictionary: Dictionary | None = None,
) -> Guide:
    """Make the guide for a reader who knows the words up to the HSK 2025 *level* (0 to 7).

    *known* words (simplified) are not new to them either; *dictionary* is that of the
    publication where it has been made. The same publication gives the same guide, exercises
    included. Raises `MissingPartError` where a dictionary or word list is not installed.
    """
    dictionary = dictionary or Dictionary(publication, {})
    learner = Learner(level, known)
    asked: set[tuple[str, str]] = set()
    written: set[str] = set()
    lessons = new_words.lessons(publication, learner, dictionary)
    exercises = (
        _section(lesson, f"{publication.digest} {number}", asked, level, written)
        for number, lesson in enumerate(lessons)
    )
    parts = tuple(
        replace(
            part,
            new_words=tuple(replace(entry, section=number) for entry in part.new_words),
            counts=survey.count(section, passages),
            key_words=key_words,
        )
        for number, part, section, passages, key_words in zip(
            itertools.count(1),
            exercises,
            publication.sections,
            dictionary.sections,
            survey.key_words(dictionary),
            strict=False,
        )
    )
    new = tuple(entry for part in parts for entry in part.new_words)
    every = dictionary.entries()
    return Guide(
        sections=parts,
        glossary=glossary.by_pinyin(new),
        statistics=statistics.count(publication),
        level=level,
        hardest=_hardest(new),
        names=glossary.by_pinyin(entry for entry in every if entry.is_name),
        derived=glossary.by_pinyin(entry for entry in every if entry.parts),
        characters=characters.index(new),
        known=len(known),
    )


def _hardest(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Choose the new words of the rarest characters, then those of the highest levels."""
    words = (entry for entry in entries if not entry.is_name and len(entry.word) > 1)

    def hardness(entry: Entry) -> tuple[int, int]:
        return (-levels.hardest_character(entry.simplified), -levels.level_of(entry.simplified))

    return tuple(sorted(words, key=hardness)[:_HARDEST])


def _by_level(entries: Sequence[Entry]) -> tuple[tuple[str, int], ...]:
    counted = Counter(levels.level_of(entry.simplified) for entry in entries)
    return tuple((levels.label(level), counted[level]) for level in sorted(counted))


def _section(
    lesson: Lesson, seed: str, asked: set[tuple[str, str]], level: int, written: set[str]
) -> SectionGuide:
    entries = tuple(word.entry for word in lesson.new_words)
    gaps = cloze.fill_in(lesson, f"{seed} cloze")
    readings = reading_choice.ask(lesson, f"{seed} readings", asked)
    asked.update((choice.word, choice.character) for choice in readings)
    task = writing.task(entries, level, written)
    written.update(task.characters)
    return SectionGuide(
        new_words=entries,
        cloze=gaps,
        matching=matching.match(lesson, f"{seed} matching", gaps.bank if gaps else ()),
        readings=readings,
        writing=task,
        first_uses=lesson.first_uses,
        by_level=_by_level(entries),
    )
