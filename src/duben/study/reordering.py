"""连词成句: a plain sentence of the text, its parts out of order.

A lesson in, questions out. Only sentences whose parts can stand in one order: who, 应当,
积极, does, what; who comes first and is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.study import phrases
from duben.study.chance import drawn, shuffled
from duben.study.model import Question
from duben.study.tables import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.study.new_words import Lesson
    from duben.study.terms import Term

# Before the verb and behind the auxiliary; 也, 都 and 还 may stand on either side of it.
_MANNERS = word_set("manners")
_AUXILIARY = frozenset(
    ["愿", "愿意", "能", "能够", "可以", "应", "应当", "应该", "必须", "要", "会", "不得"]
)
_JOINS = frozenset(["、", "和", "与", "及", "或", "以及", "或者"])
_FEWEST, _MOST = 3, 6  # parts to be put into order
_LONGEST = 40


def ask(lesson: Lesson, seed: str, most: int) -> tuple[Question, ...]:
    """Ask at most *most* sentences or clauses to be put into order."""
    found = []
    for sentence in lesson.sentences:
        for clause in phrases.clauses(sentence):
            parts = _parts(sentence, clause)
            if parts:
                mixed = shuffled(parts[1:], f"{seed} {parts[0]}", str)
                if mixed == parts[1:]:
                    mixed = (*mixed[1:], mixed[0])
                found.append(Question(parts[0], "".join(parts), mixed))
    return drawn(found, seed, lambda q: q.answer, most)


def _parts(terms: Sequence[Term], clause: phrases.Clause) -> tuple[str, ...]:
    """Cut a clause into who, auxiliary, manner, verb, of what, what; empty where it has more."""
    if not clause.subject or not clause.verb or not clause.objects:
        return ()
    end = clause.end
    while terms[end - 1].text[:1] in phrases.CLAUSE_MARKS:
        end -= 1
    inside = range(clause.subject.start, end)
    if clause.subject.start != clause.start or clause.objects[-1].stop != end:
        return ()
    texts = [terms[i].text for i in inside]
    if any(text in _JOINS or not text.strip("“”‘’") for text in texts) or texts.count("的") > 1:
        return ()
    parts = ["".join(terms[i].text for i in clause.subject)]
    kinds: list[str] = []
    for i in range(clause.subject.stop, clause.verb.start):
        text = terms[i].text
        kinds.append("auxiliary" if text in _AUXILIARY else "manner" if text in _MANNERS else "")
        parts.append(text)
    if "" in kinds or kinds not in ([], ["auxiliary"], ["manner"], ["auxiliary", "manner"]):
        return ()
    parts.append("".join(terms[i].text for i in clause.verb))
    of = next((i for i in range(clause.verb.stop, end) if terms[i].text == "的"), None)
    if of is not None:
        parts.append("".join(terms[i].text for i in range(clause.verb.stop, of + 1)))
    start = clause.verb.stop if of is None else of + 1
    parts.append("".join(terms[i].text for i in range(start, end)))
    wanted = _FEWEST < len(parts) <= _MOST + 1 and len(set(parts)) == len(parts)
    return tuple(parts) if wanted and sum(map(len, parts)) <= _LONGEST else ()
