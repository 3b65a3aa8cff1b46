"""Make the study guide: new words explained, exercises with their key, figures.

An annotated `Publication` in, a `Guide` out. It lays nothing out on a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.study import (
    cloze,
    glossary,
    matching,
    new_words,
    reading_choice,
    statistics,
    writing,
)
from duben.study.entries import Dictionary
from duben.study.learner import Learner
from duben.study.model import Guide, SectionGuide

if TYPE_CHECKING:
    from duben.model import Publication
    from duben.study.new_words import Lesson

__all__ = ["guide"]


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
    parts = tuple(
        _section(lesson, f"{publication.digest} {number}", asked, level, written)
        for number, lesson in enumerate(new_words.lessons(publication, learner, dictionary))
    )
    return Guide(
        sections=parts,
        glossary=glossary.by_pinyin(entry for part in parts for entry in part.new_words),
        statistics=statistics.count(publication),
        level=level,
    )


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
    )
