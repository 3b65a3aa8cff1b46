"""Make the study guide: new words explained, exercises with their key, figures.

An annotated `Publication` in, a `Guide` out. It lays nothing out on a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.study import (
    collocations,
    exercises,
    glossary,
    long_sentences,
    new_words,
    pattern_choice,
    statistics,
)
from duben.study.checking import Checker
from duben.study.model import Guide, SectionGuide

if TYPE_CHECKING:
    from duben.model import Publication
    from duben.study.new_words import Lesson
    from duben.study.pattern_choice import Choice

__all__ = ["guide"]


def guide(publication: Publication, *, level: int = 4, kinds: str = "", seed: str = "") -> Guide:
    """Make the guide for a reader who knows the words up to the HSK 2025 *level* (0 to 7).

    *kinds* are the exercises that are wanted (`exercises.chosen`). The same publication and
    *seed* give the same guide, exercises included; another seed gives other exercises.
    Raises `MissingPartError` where a dictionary or word list is not installed.
    """
    lessons = new_words.lessons(publication, level)
    choices, index = pattern_choice.choose(lessons, level)
    names = [
        section.heading.unmarked if section.heading else "" for section in publication.sections
    ]
    maker = exercises.Maker(lessons, names, exercises.chosen(kinds), level)
    checker = Checker(publication)
    drawn = f"{publication.digest} {seed}" if seed else publication.digest
    parts = tuple(
        checker.proved(
            _section(lesson, choices[number], maker.make(number, f"{drawn} {number}")), number
        )
        for number, lesson in enumerate(lessons)
    )
    return Guide(
        sections=parts,
        glossary=glossary.by_pinyin(entry for part in parts for entry in part.new_words),
        statistics=statistics.count(publication),
        level=level,
        pattern_index=index,
    )


def _section(lesson: Lesson, choice: Choice, made: exercises.Made) -> SectionGuide:
    return SectionGuide(
        new_words=tuple(word.entry for word in lesson.new_words),
        cloze=made.cloze,
        matching=made.matching,
        readings=made.readings,
        writing=made.writing,
        first_uses=lesson.first_uses,
        patterns=choice.uses,
        met_again=choice.again,
        collocations=collocations.collect(lesson),
        long_sentences=long_sentences.take_apart(lesson),
        exercises=made.exercises,
    )
