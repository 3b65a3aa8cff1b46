"""Where a person's name may stand in a run of characters, and how likely it is there.

The whole text and the bounds of a run in, proposals for the lattice out: 王小明, 司马相如,
老王. It decides nothing; the lattice weighs a name against words.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.annotate import lattice, shelf
from duben.annotate.lattice import Edge
from duben.annotate.name_lists import FAMILIAR, before_names, characters, listed, surnames, titles
from duben.annotate.name_model import model
from duben.annotate.token import Token
from duben.han import is_han

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PERSON = "nr"

# Logarithms, as the weights of the lattice are.
_SHARE = math.log(0.01)  # of names among all words
_OF_LENGTH = {1: math.log(0.25), 2: math.log(0.75)}  # of given names
_PREFIXED = math.log(0.03)  # 老王 among names
# What makes a name likelier: 校长, 叫 or 说 beside it, the edge of a clause, jieba's list,
# the same name elsewhere in the passage, 丽丽.
_TITLE, _NAMING, _SAYING, _FOLLOWING, _EDGE = 5.0, 6.0, 2.5, 0.8, 0.8
_LISTED, _REPEATED, _DOUBLED, _COMPOUND = 2.0, 1.5, 3.0, 3.0
_SIGN, _CLEAR_SIGN = 1.5, 2.4
# And what less likely: 于 and 高 are words as often as family names; 黄金 in 黄金龙 and 建设
# in 张建设 are words; 刘华 is short, and nothing beside it says that it is a name.
_GUARDED, _ACROSS, _SOMEWHAT_ACROSS, _WITHIN, _SHORT = -3.0, -3.5, -2.0, -1.5, -3.0
_KNOWN, _FREQUENT = 100, 1_500  # times that such a word is counted


@dataclass(frozen=True, slots=True)
class _Run:
    """Chinese characters without a mark between them: ``text[start:end]``."""

    text: str
    start: int
    end: int

    def edge(self, place: int, stop: int, weight: float) -> Edge:
        return Edge(place - self.start, stop - self.start, weight, PERSON)

    def signs(self, place: int, stop: int) -> float:
        """Weigh what stands before and behind a name."""
        return self._before(place) + self._behind(stop)

    def _behind(self, stop: int) -> float:
        if stop == self.end:
            return _EDGE
        if self.text.startswith(listed("titles"), stop):
            return _TITLE
        if self.text.startswith(listed("saying"), stop):
            return _SAYING
        return _FOLLOWING if self.text.startswith(listed("following"), stop) else 0.0

    def _before(self, place: int) -> float:
        if place == self.start:
            return _EDGE
        before = self.text[max(self.start, place - 3) : place]
        if before.endswith(listed("naming")):
            return _NAMING
        if before.endswith(listed("introducing")):
            return _SAYING
        return _FOLLOWING if before.endswith(listed("preceding")) else 0.0


def proposals(text: str, start: int, end: int) -> Iterator[Edge]:
    """Propose names inside ``text[start:end]``, a run; places count from its start."""
    known = model().surnames
    run = _Run(text, start, end)
    for place in range(start, end - 1):
        if text[place] in known:
            yield from _full(run, place, 1)
        elif text[place] in FAMILIAR and text[place + 1] in known:
            yield from _familiar(run, place)
        if text[place : place + 2] in known:
            yield from _full(run, place, 2)


def titled(tokens: Sequence[Token]) -> list[Token]:
    """Tag as names the family names that stand alone: 曾|校长, behind 姓.

    A guarded one needs the start of a clause or a word that names follow: 请查教授 may be
    Professor Zha or not, 现任校长 never is.
    """
    found = list(tokens)
    for index, token in enumerate(tokens):
        guarded = surnames().get(token.text)
        if guarded is None or token.given:
            continue
        before = tokens[index - 1].text if index else ""
        after = tokens[index + 1].text if index + 1 < len(tokens) else ""
        opens = not before or not is_han(before[0]) or before in before_names()
        if before.endswith("姓") or (after in titles() and (opens or not guarded)):
            found[index] = Token(token.text, PERSON)
    return found


def _full(run: _Run, place: int, length: int) -> Iterator[Edge]:
    """Propose a family name of *length* characters with given names of two and of one."""
    surname = run.text[place : place + length]
    for given_length, share in _OF_LENGTH.items():
        stop = place + length + given_length
        given = model().given(run.text[place + length : stop]) if stop <= run.end else None
        name = run.text[place:stop]
        # 高兴 and 任何 are words, whatever stands around them.
        if given is None or name in lattice.weights_of_words():
            continue
        weight = _SHARE + share + model().surnames[surname] + given + run.signs(place, stop)
        weight += _COMPOUND if length > 1 else _inside(name) + _elsewhere(run, place, stop)
        yield run.edge(place, stop, weight)


def _familiar(run: _Run, place: int) -> Iterator[Edge]:
    """Propose 老王, 小李; 小马 only where more than the family name says so."""
    stop = place + 2
    name = run.text[place:stop]
    signs = run.signs(place, stop)
    clear = not surnames()[name[1]] or name[1] in characters("familiar") or signs >= _CLEAR_SIGN
    if clear and name not in lattice.weights_of_words():
        yield run.edge(place, stop, _SHARE + _PREFIXED + model().surnames[name[1]] + signs)


def _inside(name: str) -> float:
    """Weigh the words inside of a name."""
    weight = _GUARDED if surnames()[name[0]] else 0.0
    given = name[1:]
    if len(given) > 1:
        across, within = lattice.times(name[:2]), lattice.times(given)
        weight += _ACROSS if across > _FREQUENT else _SOMEWHAT_ACROSS * (across > _KNOWN)
        weight += _WITHIN * (within > _FREQUENT) + _DOUBLED * (given[0] == given[1])
    return weight


def _elsewhere(run: _Run, place: int, stop: int) -> float:
    """Weigh where else the name is met; a short one that has no sign is hardly one."""
    name = run.text[place:stop]
    usage = shelf.usage(name)
    weight = _LISTED if usage and usage.tag.startswith(PERSON) else 0.0
    if name in run.text[stop:] or name in run.text[:place]:
        weight += _REPEATED
    short = stop - place < 3 and run.signs(place, stop) + weight < _SIGN
    return weight + _SHORT if short else weight
