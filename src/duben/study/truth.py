"""判断: does this section say so? Clauses of it, of other sections, and with another number.

The lessons in, for one of them statements out, each true or false by the text itself. It
turns no sentence into its opposite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.annotate import segmentation
from duben.study import phrases
from duben.study.chance import drawn, shuffled
from duben.study.model import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.study.new_words import Lesson
    from duben.study.terms import Term

TRUE, FALSE = "√", "×"

_SHORTEST, _LONGEST = 8, 30  # characters
_ODD = "“”‘’《》（）()……—：？！"
_LEANS = frozenset(["根据", "按照", "依照", "违反"])  # what such a clause says is said later
_DIGITS = "二三四五六七八九"
_NEIGHBORS = 3  # sections from whose clauses false ones are taken


def ask(
    lessons: Sequence[Lesson], names: Sequence[str], number: int, seed: str, most: int
) -> tuple[Question, ...]:
    """Make at most *most* statements about the section *number*, about half of them false.

    *names* are those of the sections, for the key to say where a false one comes from.
    """
    lesson = lessons[number]
    true = [Question(text, TRUE) for text, _, _ in _clauses(lesson)]
    changed = [
        Question(false, FALSE, note=right)
        for text, sentence, _ in _clauses(lesson, plain=False)
        for false, right in _other_number(lesson, text, sentence)
    ]
    others = {
        Question(text, FALSE, note=names[other]): key
        for other in _others(lessons, number)
        for text, _, key in _clauses(lessons[other])
    }

    def is_false(question: Question) -> bool:
        return question.asked not in lesson.text and not _says(lesson, others[question])

    false = list(drawn(changed, f"{seed} numbers", _asked, most // 4 or 1))
    false += drawn(others, f"{seed} others", _asked, most // 2 - len(false), is_false)
    if not false:
        return ()
    right = drawn(
        true,
        f"{seed} true",
        _asked,
        most - len(false),
        lambda question: not _shares(question, false),
    )
    chosen = [*false, *right]
    return shuffled(chosen, seed, _asked) if len(chosen) > 1 else ()


def _asked(question: Question) -> str:
    return question.asked


def _others(lessons: Sequence[Lesson], number: int) -> list[int]:
    near = range(number - _NEIGHBORS, number + _NEIGHBORS + 1)
    return [i for i in near if i != number and 0 <= i < len(lessons)]


def _clauses(
    lesson: Lesson, *, plain: bool = True
) -> list[tuple[str, Sequence[Term], tuple[str, str]]]:
    """Give the clauses that say something by themselves: those with a verb and its object.

    With each come its terms, and the verb with the last noun of the object. Not *plain* are
    those without a verb and object, which may still have a number to change.
    """
    found: list[tuple[str, Sequence[Term], tuple[str, str]]] = []
    for sentence in lesson.sentences:
        for clause in phrases.clauses(sentence):
            start = phrases.behind_label(sentence, clause.start, clause.end)
            terms = sentence[start : clause.end]
            text = "".join(term.text for term in terms).rstrip("，。；")
            if any(term.text in _LEANS for term in terms):
                continue
            if not _SHORTEST <= len(text) <= _LONGEST or any(mark in text for mark in _ODD):
                continue
            if clause.verb and clause.objects:
                head = "".join(sentence[i].text for i in clause.objects[-1])
                verb = "".join(sentence[i].text for i in clause.verb)
                found.append((text, terms, (verb, head)))
            elif clause.verb and not plain:
                found.append((text, terms, ("", "")))
    return found


def _says(lesson: Lesson, key: tuple[str, str]) -> bool:
    """Whether a section has these words at all, so that it may say the same in other words."""
    return key[1] in lesson.text


def _shares(question: Question, others: Sequence[Question]) -> bool:
    """Whether a statement is one of those that were changed, with its number left alone."""
    return any(question.asked == other.note for other in others)


def _other_number(lesson: Lesson, text: str, terms: Sequence[Term]) -> list[tuple[str, str]]:
    """Put another number into a clause that has one: 十二岁 becomes 十五岁."""
    for term in terms:
        number = term.text
        if not segmentation.is_numeral(number) or number in {"一", "两", "第一", "几"}:
            continue
        for old in reversed(number):
            if old not in _DIGITS:
                continue
            new = _DIGITS[(_DIGITS.index(old) + 3) % len(_DIGITS)]
            false = text.replace(number, number.replace(old, new), 1)
            if text.count(number) == 1 and false not in lesson.text:
                return [(false, text)]
    return []
