"""Make the study guide: new words explained, exercises with their key, figures.

An annotated `Publication` in, a `Guide` out. It lays nothing out on a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.study.cloze import cloze
from duben.study.glossary import glossary
from duben.study.matching import matching
from duben.study.model import Guide, SectionGuide
from duben.study.new_words import lessons
from duben.study.reading_choice import reading_choices
from duben.study.statistics import statistics

if TYPE_CHECKING:
    from duben.model import Publication
    from duben.study.new_words import Lesson

__all__ = ["guide"]


def guide(publication: Publication, *, level: int = 4) -> Guide:
    """Make the guide for a reader who knows the words up to the HSK 2025 *level* (0 to 7).

    The same publication gives the same guide, exercises included. Raises
    `MissingPartError` where a dictionary or word list is not installed.
    """
    asked: set[tuple[str, str]] = set()
    parts = tuple(
        _section(lesson, f"{publication.digest} {number}", asked)
        for number, lesson in enumerate(lessons(publication, level))
    )
    return Guide(
        sections=parts,
        glossary=glossary(entry for part in parts for entry in part.new_words),
        statistics=statistics(publication),
        level=level,
    )


def _section(lesson: Lesson, seed: str, asked: set[tuple[str, str]]) -> SectionGuide:
    fill_in = cloze(lesson, f"{seed} cloze")
    readings = reading_choices(lesson, f"{seed} readings", asked)
    asked.update((choice.word, choice.character) for choice in readings)
    return SectionGuide(
        new_words=tuple(word.entry for word in lesson.new_words),
        cloze=fill_in,
        matching=matching(lesson, f"{seed} matching", fill_in.bank if fill_in else ()),
        readings=readings,
        first_uses=lesson.first_uses,
    )
