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
    exercises,
    glossary,
    levels,
    long_sentences,
    new_words,
    pattern_choice,
    statistics,
    survey,
    verb_objects,
)
from duben.study.checking import Checker
from duben.study.entries import Dictionary
from duben.study.learner import Learner
from duben.study.model import Guide, SectionGuide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.model import Publication
    from duben.study.model import Entry
    from duben.study.new_words import Lesson
    from duben.study.pattern_choice import Choice

__all__ = ["guide"]

_HARDEST = 12


def guide(  # noqa: PLR0913 (all by name but the first)
    publication: Publication,
    *,
    level: int = 4,
    known: frozenset[str] = frozenset(),
    dictionary: Dictionary | None = None,
    kinds: str = "",
    seed: str = "",
) -> Guide:
    """Make the guide for a reader who knows the words up to the HSK 2025 *level* (0 to 7).

    *known* words (simplified) are not new to them either; *dictionary* is that of the
    publication where it has been made. *kinds* are the exercises that are wanted
    (`exercises.chosen`). The same publication and *seed* give the same guide, exercises
    included; another seed gives other exercises. Raises `MissingPartError` where a dictionary
    or word list is not installed.
    """
    dictionary = dictionary or Dictionary(publication, {})
    learner = Learner(level, known)
    lessons = new_words.lessons(publication, learner, dictionary)
    choices, index = pattern_choice.choose(lessons, level)
    names = [section.name for section in publication.sections]
    maker = exercises.Maker(lessons, names, exercises.chosen(kinds), level)
    checker = Checker(publication)
    drawn = f"{publication.digest} {seed}" if seed else publication.digest
    practised = (
        checker.proved(
            _section(lesson, choices[number], maker.make(number, f"{drawn} {number}")), number
        )
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
            practised,
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
        pattern_index=index,
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


def _section(lesson: Lesson, choice: Choice, made: exercises.Made) -> SectionGuide:
    entries = tuple(word.entry for word in lesson.new_words)
    return SectionGuide(
        new_words=entries,
        cloze=made.cloze,
        matching=made.matching,
        readings=made.readings,
        writing=made.writing,
        first_uses=lesson.first_uses,
        by_level=_by_level(entries),
        patterns=choice.uses,
        met_again=choice.again,
        collocations=verb_objects.collect(lesson),
        long_sentences=long_sentences.take_apart(lesson),
        exercises=made.exercises,
    )
