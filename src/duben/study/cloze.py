"""选词填空: sentences of the text with a gap each, and a bank of the words taken out.

A lesson in, an exercise with one answer for each gap out, or None where the section does
not give a good one. It invents no sentence.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.study.chance import shuffled
from duben.study.confusion import confusable
from duben.study.model import Blank, Cloze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.study.model import Entry
    from duben.study.new_words import Lesson
    from duben.study.terms import Term

_FEWEST = 3
_MOST_OF_ONE_USE = 3
_LONG, _TOO_LONG = 60, 90  # characters: two lines, three lines
_SHORTEST = 15
_GRAMMAR = frozenset("cpuyrmq")  # jieba's tags: 以及, 对于 and such fit nearly everywhere
_CLAUSE_ENDS = frozenset("，；：")
_JOINS = frozenset(["、", "和", "与", "及", "或", "以及"])
_PAIRS = ("“”", "《》", "（）", "「」", "『』", "‘’")
_OMISSION = "……"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A new word in its only sentence."""

    entry: Entry
    sentence: tuple[Term, ...]
    number: int
    place: int

    @property
    def term(self) -> Term:
        return self.sentence[self.place]

    def neighbor(self, step: int) -> str:
        place = self.place + step
        return self.sentence[place].text if 0 <= place < len(self.sentence) else ""

    @property
    def clauses(self) -> tuple[int, ...]:
        return _clauses([term.text for term in self.sentence], self.place)

    @property
    def is_listed(self) -> bool:
        """Whether it is one of several, any of which could change places: 物流、采矿."""
        return bool(_JOINS & {self.neighbor(-1), self.neighbor(1)})


def fill_in(lesson: Lesson, seed: str, most: int = 8) -> Cloze | None:
    """Take at most *most* new words out of as many sentences of the section.

    A word is taken only where it is the one time that the section has it, and no two
    words of the bank fit each other's gaps as far as the lists of near-synonyms know.
    """
    chosen: list[_Candidate] = []
    uses: Counter[str] = Counter()
    for candidate in shuffled(_candidates(lesson), seed, lambda c: c.entry.word):
        use = candidate.term.use
        if len(chosen) >= most or uses[use] == _MOST_OF_ONE_USE:
            continue
        if not any(_conflict(candidate, other) for other in chosen):
            chosen.append(candidate)
            uses[use] += 1
    if len(chosen) < min(_FEWEST, most) or not chosen:
        return None
    bank = shuffled((c.entry.word for c in chosen), f"{seed} bank", str)
    in_order = sorted(chosen, key=lambda candidate: candidate.number)
    return Cloze(bank, tuple(map(_blank, in_order)))


def _candidates(lesson: Lesson) -> list[_Candidate]:
    entries = {
        word.term.key: word.entry for word in lesson.new_words if _is_askable(word.term, word.entry)
    }
    found = (
        _Candidate(entries[term.key], sentence, number, place)
        for number, sentence in enumerate(lesson.sentences)
        for place, term in enumerate(sentence)
        if term.key in entries and lesson.text.count(term.text) == 1
    )
    return [candidate for candidate in found if candidate.clauses]


def _is_askable(term: Term, entry: Entry) -> bool:
    tag = term.words[0].part_of_speech[:1]
    return not entry.doubtful and len(entry.word) > 1 and tag not in _GRAMMAR


def _conflict(one: _Candidate, other: _Candidate) -> bool:
    if one.number == other.number or confusable(one.entry, other.entry):
        return True
    if one.term.use != other.term.use:
        return False
    if one.term.use == "adverb" or (one.is_listed and other.is_listed):
        return True
    return any(one.neighbor(step) == other.neighbor(step) != "的" for step in (-1, 1))


def _blank(candidate: _Candidate) -> Blank:
    texts = [term.text for term in candidate.sentence]
    first, last = candidate.clauses
    before = "".join(texts[first : candidate.place])
    after = "".join(texts[candidate.place + 1 : last])
    if first > 0:
        before = _OMISSION + before
    if last < len(texts):
        after = after.rstrip("，；：") + _OMISSION
    return Blank(before, candidate.entry.word, after)


def _clauses(texts: Sequence[str], place: int) -> tuple[int, ...]:
    """Find the clauses around *place* that fit on two lines: first term, and end.

    Clauses are added in front while they fit, then behind. Empty where what is left says
    too little, or parts a pair of brackets, and the whole sentence is too long.
    """
    if _length(texts) <= _LONG:
        return 0, len(texts)
    ends = [index + 1 for index, text in enumerate(texts[:-1]) if text in _CLAUSE_ENDS]
    edges = [0, *ends, len(texts)]
    low = max(number for number, edge in enumerate(edges) if edge <= place)
    high = low + 1
    while low > 0 and _length(texts[edges[low - 1] : edges[high]]) <= _LONG:
        low -= 1
    while high < len(edges) - 1 and _length(texts[edges[low] : edges[high + 1]]) <= _LONG:
        high += 1
    piece = texts[edges[low] : edges[high]]
    if _SHORTEST <= _length(piece) <= _TOO_LONG and _is_balanced("".join(piece)):
        return edges[low], edges[high]
    return (0, len(texts)) if _length(texts) <= _TOO_LONG else ()


def _length(texts: Sequence[str]) -> int:
    return sum(map(len, texts))


def _is_balanced(text: str) -> bool:
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS)
