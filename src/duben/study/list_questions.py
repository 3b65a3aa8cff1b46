"""回答问题: questions whose answer is a list in the text: 包括公开征求意见、社会调查等方式.

A lesson in, questions out: the clause with 哪些 in the place of the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.study import enumerations, phrases
from duben.study.chance import drawn
from duben.study.model import Question
from duben.study.tables import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.study.enumerations import Enumeration
    from duben.study.new_words import Lesson
    from duben.study.terms import Term

# A clause that begins so says nothing without the one before it.
_LEANS = word_set("continues")
_NAMES_NOTHING = frozenset(["合作", "工作"])  # 与企业等合作: 哪些合作 would ask something else
_ALONE = "包括"
_LONGEST = 60  # characters of a question
_MARKS = "，。；：！？…—”"


def ask(lesson: Lesson, seed: str, most: int) -> tuple[Question, ...]:
    """Ask at most *most* questions, in the order of the text."""
    found = []
    for sentence in lesson.sentences:
        lists = list(enumerations.find(sentence))
        for each in lists:
            if sum(other.clause == each.clause for other in lists) == 1:
                question = _question(sentence, each)
                if question:
                    found.append(question)
    return drawn(found, seed, lambda q: q.asked, most, lambda q: _is_alone(q, lesson.text))


def _question(terms: Sequence[Term], found: Enumeration) -> Question | None:
    def text(start: int, end: int) -> str:
        return "".join(term.text for term in terms[start:end])

    first, last = found.items[0].start, found.items[-1].stop
    name = text(found.name.start, found.name.stop)
    rest = text(found.end, found.clause.stop).rstrip(_MARKS)
    start = phrases.behind_label(terms, found.clause.start, found.clause.stop)
    if name in _NAMES_NOTHING or (not name and (rest or terms[first - 1].text != _ALONE)):
        return None
    if terms[start].text in _LEANS and start > 0:
        before = [s for s, _ in phrases.bounds(terms) if s < start]
        start = phrases.behind_label(terms, before[-1], start) if before else start
    asked = f"{text(start, first)}哪些{name}{rest}？"
    if len(asked) > _LONGEST or any(mark in asked for mark in "“”《》（）—："):
        return None
    return Question(asked, text(first, last))


def _is_alone(question: Question, text: str) -> bool:
    """Whether the text puts a list behind these words once only."""
    before, _, _ = question.asked.partition("哪些")
    return text.count(before) == 1
