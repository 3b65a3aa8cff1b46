"""长句: the long sentences of a section taken apart, a clause on each line.

A lesson in, sentences in lines out. Joined, the lines are the sentence. What is subject,
verb or object is marked only where `phrases` is certain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.han import han
from duben.study import enumerations, phrases
from duben.study.model import Line, LongSentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.study.new_words import Lesson
    from duben.study.terms import Term

_LONG = 45  # Chinese characters: more than a line and a half
_TOO_LONG = 160
_MOST = 2
_FEWEST_VERBS = 2
_ENOUGH = 0.6  # of the clauses: strings of short remarks are not what is hard
_STACKED = 3  # items of a list that are worth a line each


def take_apart(lesson: Lesson) -> tuple[LongSentence, ...]:
    """Take the two longest sentences apart, in the order of the text."""
    found = []
    for number, sentence in enumerate(lesson.sentences):
        length = len(han("".join(term.text for term in sentence)))
        if _LONG < length <= _TOO_LONG:
            clauses = phrases.clauses(sentence)
            verbs = sum(bool(clause.verb) for clause in clauses)
            if verbs >= _FEWEST_VERBS and verbs / len(clauses) >= _ENOUGH:
                found.append((length, number, sentence, clauses))
    chosen = sorted(sorted(found, key=lambda each: -each[0])[:_MOST], key=lambda each: each[1])
    return tuple(
        LongSentence(tuple(_lines(sentence, clauses))) for _, _, sentence, clauses in chosen
    )


def _lines(terms: Sequence[Term], clauses: Sequence[phrases.Clause]) -> list[Line]:
    lists = {found.clause: found for found in enumerations.find(terms)}
    lines: list[Line] = []
    for clause in clauses:
        roles = _roles(clause)
        stacked = lists.get(range(clause.start, clause.end))
        if stacked is None or len(stacked.items) < _STACKED:
            lines.append(_line(terms, range(clause.start, clause.end), roles))
            continue
        first, last = stacked.items[0].start, stacked.items[-1].stop
        lines.append(_line(terms, range(clause.start, first), roles))
        lines.extend(
            # the mark behind an item stays with it
            _line(terms, range(item.start, item.stop + (item.stop != last)), roles, 1)
            for item in stacked.items
        )
        lines.append(_line(terms, range(last, clause.end), roles))
    return lines


def _roles(clause: phrases.Clause) -> dict[int, str]:
    roles = dict.fromkeys(clause.subject, "subject") | dict.fromkeys(clause.verb, "verb")
    return roles | {place: "object" for head in clause.objects for place in head}


def _line(terms: Sequence[Term], part: range, roles: dict[int, str], depth: int = 0) -> Line:
    pieces: list[tuple[str, str]] = []
    for place in part:
        role, text = roles.get(place, ""), terms[place].text
        if pieces and pieces[-1][1] == role:
            pieces[-1] = (pieces[-1][0] + text, role)
        else:
            pieces.append((text, role))
    return Line(tuple(pieces), depth)
