"""Prove the answers of exercises by the text alone; what cannot be proved is not printed.

A publication and what was made for one of its sections in, the same without what fails out.
It shares no code with the makers of exercises: it knows neither words nor patterns, only
the characters of the text and the reading of each.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import combinations, permutations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from duben.model import Publication
    from duben.study.model import Cloze, Exercise, Matching, Question, ReadingChoice, SectionGuide

_BOUNDARY = frozenset("，。；：！？”“…—\n \u3000")
_DETERMINERS = "(?:各[类种个]?|有关|相关|其他|多[个种])?"
_NUMERALS = re.compile("[零〇一二两三四五六七八九十百千万亿]+")
_OMISSION = "……"


class Checker:
    """Proves answers about the sections of one publication, whose texts it reads once."""

    def __init__(self, publication: Publication) -> None:
        self._texts: list[str] = []
        self._readings: list[list[str | None]] = []
        for section in publication.sections:
            text, readings = "", []
            for passage in section.passages:
                for word in passage.words:
                    if not word.note:
                        text += word.text
                        readings += [
                            *word.readings,
                            *[None] * (len(word.text) - len(word.readings)),
                        ]
                text += "\n"
                readings.append(None)
            self._texts.append(text)
            self._readings.append(readings)

    def proved(self, part: SectionGuide, number: int) -> SectionGuide:
        """Leave out of a section's exercises what its text does not prove."""
        text = self._texts[number]
        kept = (self._exercise(exercise, number) for exercise in part.exercises)
        matches = part.matching and _matching(part.matching, part, text)
        return replace(
            part,
            cloze=part.cloze if part.cloze and _cloze(part.cloze, text) else None,
            matching=part.matching if matches else None,
            readings=tuple(each for each in part.readings if self._choice(each, number)),
            exercises=tuple(exercise for exercise in kept if exercise.questions),
        )

    def proves(self, kind: str, question: Question, number: int) -> bool:
        """Whether the text of the section *number* gives the answer to a question of *kind*."""
        text = self._texts[number]
        by_text: dict[str, Callable[[Question, str], bool]] = {
            "lists": _list,
            "who": _who,
            "order": _order,
            "dictation": _dictation,
        }
        if kind in by_text:
            return by_text[kind](question, text)
        if kind == "truth":
            return _truth(question, text, [t for i, t in enumerate(self._texts) if i != number])
        if kind == "characters":
            return self._reads(question.answer, question.asked, number)
        return kind == "pinyin" and self._reads(question.asked, question.answer, number)

    def _exercise(self, exercise: Exercise, number: int) -> Exercise:
        asked = exercise.questions
        return replace(
            exercise, questions=tuple(q for q in asked if self.proves(exercise.kind, q, number))
        )

    def _reads(self, word: str, pinyin: str, number: int) -> bool:
        """Whether the word stands in the section, and is read so each time."""
        found = self._found(word, number)
        return bool(found) and all(
            _letters("".join(map(str, r))) == _letters(pinyin) for r in found
        )

    def _choice(self, choice: ReadingChoice, number: int) -> bool:
        place = choice.word.index(choice.character)
        found = self._found(choice.word, number)
        return (
            choice.answer in choice.options
            and len(set(choice.options)) == len(choice.options)
            and any(readings[place] == choice.answer for readings in found)
        )

    def _found(self, word: str, number: int) -> list[list[str | None]]:
        text, readings = self._texts[number], self._readings[number]
        return [
            readings[m.start() : m.start() + len(word)] for m in re.finditer(re.escape(word), text)
        ]


def _cloze(exercise: Cloze, text: str) -> bool:
    """Each answer restores a piece of the text, and stands nowhere else in it."""
    answers = [blank.answer for blank in exercise.blanks]
    whole = (
        b.before.removeprefix(_OMISSION) + b.answer + b.after.removesuffix(_OMISSION)
        for b in exercise.blanks
    )
    shared = any(set(a) & set(b) for a, b in combinations(answers, 2))
    return (
        sorted(answers) == sorted(exercise.bank)
        and not shared
        and all(text.count(answer) == 1 for answer in answers)
        and all(sentence in text for sentence in whole)
    )


def _matching(exercise: Matching, part: SectionGuide, text: str) -> bool:
    meanings = {entry.word: entry.meaning for entry in part.new_words}
    return (
        sorted(exercise.answers) == list(range(len(exercise.words)))
        and len(set(exercise.meanings)) == len(exercise.meanings)
        and all(word in text for word in exercise.words)
        and all(
            meanings.get(word) == exercise.meanings[answer]
            for word, answer in zip(exercise.words, exercise.answers, strict=True)
        )
    )


def _list(question: Question, text: str) -> bool:
    """Say whether the answer, followed by 等, fills the place of 哪些 as the text has it."""
    before, _, after = question.asked.partition("哪些")
    after = after.removesuffix("？")
    whole = re.escape(before + question.answer) + "等" + _DETERMINERS + re.escape(after)
    return "、" in question.answer and text.count(before) == 1 and bool(re.search(whole, text))


def _who(question: Question, text: str) -> bool:
    if question.asked.startswith("“"):
        return _said(question, text)
    before, _, after = question.asked.rpartition("谁")
    after = after.removesuffix("？")
    whole = before + question.answer + after
    if text.count(after) != 1 or whole not in text:
        return False
    start, end = text.index(whole), text.index(whole) + len(whole)
    return (start == 0 or text[start - 1] in _BOUNDARY) and text[end : end + 1] in _BOUNDARY


def _said(question: Question, text: str) -> bool:
    """Say whether the words stand once, and the clause before begins with the speaker."""
    said = question.asked[1:].partition("”")[0]
    place = text.find(f"“{said}")
    if text.count(said) != 1 or place < 1:
        return False
    clause = re.split("[，。；：！？”“…—\n]", text[: place - 1])[-1].strip()
    return text[place - 1] in "，：" and clause.startswith(question.answer)


def _truth(question: Question, text: str, others: Sequence[str]) -> bool:
    """Take for true what stands there, for false what stands elsewhere or with another number."""
    if question.answer == "√":
        return question.asked in text
    if question.asked in text:
        return False
    if any(question.asked in other for other in others):
        return True
    same = _NUMERALS.sub("#", question.note) == _NUMERALS.sub("#", question.asked)
    return question.note in text and same


def _order(question: Question, text: str) -> bool:
    """One order of the parts alone gives the answer, and none of the others is in the text."""
    made = {question.asked + "".join(parts) for parts in permutations(question.choices)}
    return [whole for whole in made if whole in text] == [question.answer]


def _dictation(question: Question, text: str) -> bool:
    han = [c for c in question.answer if unicodedata.name(c, "").startswith("CJK UNIFIED")]
    return question.answer in text and question.asked == str(len(han))


def _letters(pinyin: str) -> str:
    """Leave letters with their tones alone: "kěkòng-xìng" and "kě kòng xìng" are one."""
    return "".join(c for c in pinyin.lower() if c.isalpha() or unicodedata.combining(c))
