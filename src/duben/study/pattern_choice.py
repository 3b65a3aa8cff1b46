"""Which sentence patterns a section explains, and with which of its sentences.

The sections' patterns in, at most five to explain for each out. A pattern is explained
once in the whole guide; where it comes back it is only named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.study import patterns, phrases
from duben.study.model import PatternEntry, PatternUse

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from duben.study.model import Pattern
    from duben.study.new_words import Lesson
    from duben.study.terms import Term

_MOST, _ENOUGH = 5, 3
_MOST_EXAMPLES = 2
_LONGEST_EXAMPLE = 60  # characters
_MOST_AGAIN = 6
_BAND = 7
_LEFT_OUT = frozenset("，；：、—")  # at the end of a clause that is quoted
_AROUND = 2  # levels: what a reader of HSK 4 may not know yet begins at HSK 3

Example = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a section says of patterns: those explained here, and those met before."""

    uses: tuple[PatternUse, ...]
    again: tuple[Pattern, ...]


def choose(
    lessons: Sequence[Lesson], level: int
) -> tuple[tuple[Choice, ...], tuple[PatternEntry, ...]]:
    """Choose for each section what to explain, and make the index of all that is explained.

    *level* is the reader's: patterns far below it wait until nothing else is there.
    """
    found = [_examples(lesson) for lesson in lessons]
    last = {name: number for number, section in enumerate(found) for name in section}
    explained: dict[str, int] = {}
    choices = []
    for number, section in enumerate(found):
        again = [name for name in section if name in explained]
        new = {name: examples for name, examples in section.items() if name not in explained}
        leaving = {name for name in new if last[name] == number}
        taken = _taken(new, leaving, level)
        explained |= dict.fromkeys(taken, number)
        choices.append(
            Choice(
                uses=tuple(_use(name, section[name]) for name in taken),
                again=tuple(patterns.patterns()[name] for name in again[:_MOST_AGAIN]),
            )
        )
    index = tuple(_entry(name, explained[name], found) for name in explained)
    return tuple(choices), tuple(sorted(index, key=lambda entry: entry.pattern.id))


def _examples(lesson: Lesson) -> dict[str, list[Example]]:
    """Find the patterns of a section with their places, in the order of the text.

    A clause that has a pattern twice is one place: 安全性、可靠性和公平性.
    """
    found: dict[str, list[Example]] = {}
    for sentence in lesson.sentences:
        words = [word for term in sentence for word in term.words]
        matches = patterns.find(words)
        if not matches:
            continue
        bounds = _word_bounds(sentence)
        places: dict[tuple[str, int, int], set[int]] = {}
        for match in matches:
            start = max(s for s, _ in bounds if s <= match.start)
            end = min((e for _, e in bounds if e >= match.end), default=len(words))
            marked = match.fixed or frozenset(range(match.start, match.end))
            places.setdefault((match.pattern.id, start, end), set()).update(marked)
        texts = [word.text for word in words]
        for (name, start, end), given in places.items():
            found.setdefault(name, []).append(_pieces(texts, start, end, given))
    return found


def _word_bounds(sentence: Sequence[Term]) -> list[tuple[int, int]]:
    """Give the clauses of a sentence in words instead of terms."""
    ends = [0]
    for term in sentence:
        ends.append(ends[-1] + len(term.words))
    return [(ends[start], ends[end]) for start, end in phrases.bounds(sentence)]


def _pieces(texts: Sequence[str], start: int, end: int, given: Collection[int]) -> Example:
    while end > start and texts[end - 1] in _LEFT_OUT:
        end -= 1
    pieces: list[tuple[str, bool]] = []
    for place in range(start, end):
        marked = place in given
        if pieces and pieces[-1][1] == marked:
            pieces[-1] = (pieces[-1][0] + texts[place], marked)
        else:
            pieces.append((texts[place], marked))
    return tuple(pieces)


def _taken(new: Mapping[str, list[Example]], leaving: Collection[str], level: int) -> list[str]:
    """Take at most five, those first that hold a clause together (以…为…).

    Then those that the text does not have again (*leaving*), for which this is the place,
    and those nearest to the reader's level.
    """
    known = patterns.patterns()

    def worth(name: str) -> tuple[bool, bool, bool, int]:
        best = min(new[name], key=_length)
        parts = sum(marked for _, marked in best)
        height = abs(_height(known[name]) - level - 1)
        return _length(best) > _LONGEST_EXAMPLE, parts < 2, name not in leaving, height

    near = [name for name in new if _height(known[name]) >= level - _AROUND + 1]
    low = [name for name in new if name not in near]
    ranked = sorted(near, key=worth)[:_MOST]
    ranked += sorted(low, key=worth)[: max(0, _ENOUGH - len(ranked))]
    return [name for name in new if name in ranked]


def _use(name: str, examples: Sequence[Example]) -> PatternUse:
    fitting = [example for example in examples if _length(example) <= _LONGEST_EXAMPLE]
    shown = list(dict.fromkeys(fitting or sorted(examples, key=_length)[:1]))[:_MOST_EXAMPLES]
    others = len(examples) - len(shown)
    return PatternUse(patterns.patterns()[name], tuple(shown), others)


def _entry(name: str, explained: int, found: Sequence[dict[str, list[Example]]]) -> PatternEntry:
    later = (n for n, section in enumerate(found) if name in section and n != explained)
    return PatternEntry(patterns.patterns()[name], (explained, *later))


def _height(pattern: Pattern) -> int:
    return _BAND if pattern.level == "7–9" else int(pattern.level)


def _length(example: Example) -> int:
    return sum(len(text) for text, _ in example)
