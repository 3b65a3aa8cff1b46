"""Which exercises a section has: the kinds, how many of each, and in which order.

The lessons and a choice of kinds in, for one section its exercises out. What a kind asks is
its own module's business; `checking` proves the answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.errors import OptionError, UnknownNameError
from duben.study import (
    cloze,
    dictation,
    list_questions,
    matching,
    reading_choice,
    reordering,
    spelling,
    truth,
    who,
    writing,
)
from duben.study.model import Exercise, Writing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from duben.study.model import Cloze, Matching, Question, ReadingChoice
    from duben.study.new_words import Lesson

USUAL: Mapping[str, int] = {
    "cloze": 8,
    "matching": 10,
    "readings": 6,
    "characters": 6,
    "lists": 3,
    "who": 4,
    "truth": 4,
    "order": 3,
    "squares": 4,
    "writing": 3,
}
"""The kinds that a guide has unless others are chosen, and how many questions at most."""

ON_REQUEST: Mapping[str, int] = {"pinyin": 6, "dictation": 3}
"""Kinds that have to be asked for: they ask what others ask already, or need a teacher."""

MOST = 30


@dataclass(frozen=True, slots=True)
class Made:
    """The exercises of one section."""

    cloze: Cloze | None
    matching: Matching | None
    readings: tuple[ReadingChoice, ...]
    writing: Writing
    exercises: tuple[Exercise, ...]


def chosen(written: str) -> Mapping[str, int]:
    """Read a choice: "cloze=5,truth" is five blanks and the usual number of statements.

    "" is the usual kinds, "all" all there are, "none" none. Raises a `DubenError` for a
    kind that is not there, or a number that means nothing.
    """
    known = {**USUAL, **ON_REQUEST}
    if written.strip() in {"", "all", "none"}:
        return {"": USUAL, "all": known, "none": {}}[written.strip()]
    found: dict[str, int] = {}
    for item in written.split(","):
        name, _, number = (part.strip() for part in item.partition("="))
        if name not in known:
            raise UnknownNameError("kind of exercise", name, (*known, "all", "none"))
        if number and not (number.isdecimal() and 1 <= int(number) <= MOST):
            problem = f'"{number}" is no number of {name} exercises'
            raise OptionError(problem, hint=f"Choose 1 to {MOST}: --exercises {name}=5.")
        found[name] = int(number) if number else known[name]
    return found


class Maker:
    """Makes the exercises of one section after another; what was asked is not asked again."""

    def __init__(
        self,
        lessons: Sequence[Lesson],
        names: Sequence[str],
        kinds: Mapping[str, int],
        level: int,
    ) -> None:
        self._lessons, self._names, self._kinds, self._level = lessons, names, kinds, level
        self._asked: set[tuple[str, str]] = set()
        self._written: set[str] = set()

    def make(self, number: int, seed: str) -> Made:
        """Make the exercises of the section *number*; *seed* varies which."""
        lesson, most = self._lessons[number], self._kinds.get
        gaps = cloze.fill_in(lesson, f"{seed} cloze", most("cloze", 0))
        bank = gaps.bank if gaps else ()
        pairs = matching.match(lesson, f"{seed} matching", bank, most("matching", 0))
        sounds = reading_choice.ask(lesson, f"{seed} readings", self._asked, most("readings", 0))
        self._asked.update((choice.word, choice.character) for choice in sounds)
        task = writing.task(
            [word.entry for word in lesson.new_words],
            self._level,
            self._written,
            most("squares", 0),
            most("writing", 0),
        )
        self._written.update(task.characters)
        practised = {*bank, *(pairs.words if pairs else ())}
        return Made(gaps, pairs, sounds, task, tuple(self._questions(number, seed, practised)))

    def _questions(self, number: int, seed: str, practised: set[str]) -> list[Exercise]:
        lesson = self._lessons[number]
        made: list[Exercise] = []
        for kind in ("characters", "pinyin", "lists", "who", "truth", "order", "dictation"):
            most, drawn = self._kinds.get(kind, 0), f"{seed} {kind}"
            questions: tuple[Question, ...] = ()
            if not most:
                continue
            if kind == "characters":
                questions = spelling.from_pinyin(lesson, drawn, most, practised)
                practised = practised | {question.answer for question in questions}
            elif kind == "pinyin":
                questions = spelling.to_pinyin(lesson, drawn, most, practised)
            elif kind == "truth":
                questions = truth.ask(self._lessons, self._names, number, drawn, most)
            else:
                ask = {
                    "lists": list_questions.ask,
                    "who": who.ask,
                    "order": reordering.ask,
                    "dictation": dictation.ask,
                }[kind]
                questions = ask(lesson, drawn, most)
            if questions:
                made.append(Exercise(kind, questions))
        return made
