"""Lists in a sentence that 等 closes: 医疗、教育、交通等各领域.

The terms of a sentence in, its lists out, each with its items and the noun that says what
they are. Where a list begins is told by the word before its first item; a list of which
that is not certain is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.study import phrases
from duben.study.tables import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duben.study.terms import Term

_JOINS = frozenset(["、", "和", "与", "及", "以及", "或者", "或"])
_OPENS_ANYTHING = word_set("opens_anything")
_OPENS = word_set("opens")
_DETERMINERS = word_set("determiners")
_WAYS = word_set("ways")
_NOUNS = ("n", "j", "s")
_ITEM = ("n", "vn", "an", "j", "s", "l", "b", "m", "a")
_LONGEST_ITEM, _SHORTEST_ITEM = 12, 2  # characters
_LONGEST_NAME = 3  # words


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list: ranges of terms. `name` is the noun behind 等, `end` where it ends.

    `clause` is the clause in which the list stands.
    """

    clause: range
    items: tuple[range, ...]
    name: range
    end: int


def find(terms: Sequence[Term]) -> Iterator[Enumeration]:
    """Yield the lists of a sentence of at least two items, 、 between them."""
    for start, stop in phrases.bounds(terms):
        for place in range(start, stop):
            if terms[place].text == "等" and terms[place].words[0].part_of_speech[:1] == "u":
                found = _list(terms, start, place, stop)
                if found:
                    yield found


def _list(terms: Sequence[Term], start: int, closing: int, stop: int) -> Enumeration | None:
    marks = [i for i in range(start, closing) if terms[i].text == "、"]
    opening = _opening(terms, start, marks)
    if opening is None:
        return None
    items = _items(terms, opening + 1, closing)
    free = terms[opening].text in _OPENS_ANYTHING
    if len(items) < 2 or not all(_is_item(terms, item, free=free) for item in items):
        return None
    name = _name(terms, closing + 1, stop)
    others = max(len(item) for item in items[1:])
    if not free and len(items[0]) > others + 1:
        return None  # 组织学生参观博物馆、美术馆等展馆: who knows where the list begins
    named = "".join(terms[i].text for i in name)
    if not free and named in _WAYS and phrases.is_verb(terms[opening]):
        return (
            None  # 通过提供公益场次、公益票等方式: the ways are what is provided, or providing it
        )
    return Enumeration(range(start, stop), items, name, name.stop)


def _opening(terms: Sequence[Term], start: int, marks: Sequence[int]) -> int | None:
    """Find the word behind which the first item begins."""
    if not marks:
        return None
    before = range(marks[0] - 1, start - 1, -1)
    for place in before:
        if terms[place].text in _OPENS_ANYTHING:
            return place
    for place in before:
        term = terms[place]
        if term.text in _OPENS:
            return place
        if phrases.is_verb(term) and len(term.text) > 1:
            behind_verb = place > start and phrases.is_verb(terms[place - 1])
            return None if behind_verb else place  # 开展阅读指导、推荐
    return None


def _items(terms: Sequence[Term], start: int, end: int) -> tuple[range, ...]:
    items = []
    for place in range(start, end + 1):
        if place == end or terms[place].text in _JOINS:
            items.append(range(start, place))
            start = place + 1
    return tuple(items)


def _is_item(terms: Sequence[Term], item: range, *, free: bool) -> bool:
    text = "".join(terms[i].text for i in item)
    if not _SHORTEST_ITEM <= len(text) <= _LONGEST_ITEM:
        return False
    return free or all(
        len(terms[i].words) > 1
        or terms[i].words[0].part_of_speech.startswith(_ITEM)
        or terms[i].use == "noun"
        or (len(item) == 1 and terms[i].words[0].part_of_speech == "v")
        for i in item
    )


def _name(terms: Sequence[Term], start: int, stop: int) -> range:
    """Read the noun that says what the items are: 方式, 领域, 多元主体."""
    place = start
    if place < stop and terms[place].text in _DETERMINERS:
        place += 1
    first, last = place, place
    while place < min(stop, first + _LONGEST_NAME):
        tag = "n" if len(terms[place].words) > 1 else terms[place].words[0].part_of_speech
        if tag == "ad" or not tag.startswith(_ITEM):
            break
        place += 1
        if tag.startswith(_NOUNS):
            last = place
    return range(first, last)
