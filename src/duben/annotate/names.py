"""Where a person's name may stand in a run of characters, and how likely it is there.

The whole text and the bounds of a run in, proposals for the lattice out: 王小明, 司马相如,
老王. It decides nothing; the lattice weighs a name against words.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from duben.annotate import lattice, shelf
from duben.annotate.lattice import Edge
from duben.annotate.token import Token
from duben.han import is_han

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PERSON = "nr"
FAMILIAR = "老小阿"
"""What stands before a family name among people who know each other: 老王."""

_SHARE = math.log(0.006)  # of names among all words
_ONE, _TWO = math.log(0.25), math.log(0.75)  # given names of one and two characters
_GUARDED = -3.0  # 于, 高: a word as often as a family name
_FREQUENT = 1_500  # 黄金 in 黄金龙, 建设 in 张建设: rather words than parts of a name
_KNOWN = 100
_ACROSS, _SOMEWHAT_ACROSS, _WITHIN = -3.5, -2.0, -1.5
_SHORT = -3.0  # 刘华: two characters without any sign of a name
_TITLE, _NAMING, _SAYING, _FOLLOWING, _EDGE, _LISTED = 5.0, 6.0, 2.5, 0.8, 0.8, 2.0
_REPEATED, _DOUBLED = 1.5, 3.0  # 丽丽 in 马丽丽
_SIGN, _CLEAR_SIGN = 1.5, 2.4  # what counts as a sign of a name
_LEAST = 3
_RARE, _UNSEEN = 200, -11.5  # 荻 in 赵荻: no list has it in names, and no text often
_LIKED, _LOVED = 15, 60
_PREFIXED = math.log(0.03)


@dataclass(frozen=True, slots=True)
class _Model:
    """Logarithms of shares: of family names, and of characters at each place of a given name."""

    surnames: Mapping[str, float]
    first: Mapping[str, float]
    last: Mapping[str, float]

    def share(self, shares: Mapping[str, float], character: str) -> float | None:
        """Return how likely *character* is there; None for one that no name has."""
        share = shares.get(character)
        if share is None and lattice.times(character) <= _RARE:
            return _UNSEEN
        return share


def proposals(text: str, start: int, end: int) -> Iterator[Edge]:
    """Propose names inside ``text[start:end]``, a run; places count from its start."""
    model = _model()
    surnames = model.surnames
    for place in range(start, end):
        if text[place] in surnames:
            yield from _chinese(text, place, start, end, model)
        elif text[place] in FAMILIAR and place + 1 < end and text[place + 1] in surnames:
            yield from _familiar(text, place, start, end, model)
        pair = text[place : place + 2]
        if pair in surnames and place + 2 <= end:
            yield from _compound(text, place, start, end, model)


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
        titled = after in titles()
        opens = not before or not is_han(before[0]) or before in _all_before()
        if before.endswith("姓") or (titled and (opens or not guarded)):
            found[index] = Token(token.text, PERSON)
    return found


@cache
def table() -> Mapping[str, Any]:
    """Read the list of family names, titles and the words around names."""
    text = resources.files(__package__).joinpath("surnames.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def surnames() -> Mapping[str, bool]:
    """List the family names, each with whether it is guarded: an everyday word too."""
    common = dict.fromkeys(table()["common"].replace("\n", ""), False)
    guarded = dict.fromkeys(table()["guarded"].replace("\n", ""), True)
    return {**guarded, **common, **dict.fromkeys(table()["compound"], False)}


@cache
def titles() -> frozenset[str]:
    """List titles, ranks and what kin is called by: 校长, 总, 阿姨."""
    return frozenset((*listed("titles"), *listed("short_titles")))


@cache
def listed(key: str) -> tuple[str, ...]:
    """Return the words under *key*: "titles", "saying"."""
    return tuple(table()[key].split())


@cache
def _all_before() -> frozenset[str]:
    return frozenset((*listed("preceding"), *listed("introducing"), *listed("naming")))


def _chinese(text: str, place: int, start: int, end: int, model: _Model) -> Iterator[Edge]:
    surname = model.surnames[text[place]]
    if place + 1 >= end:
        return
    first = model.share(model.first, text[place + 1])
    if place + 2 < end and first is not None:
        last = model.share(model.last, text[place + 2])
        if last is not None:
            weight = _SHARE + _TWO + surname + first + last
            yield from _weighed(text, place, place + 3, start, end, weight)
    only = model.share(model.last, text[place + 1])
    if only is not None:
        weight = _SHARE + _ONE + surname + only
        yield from _weighed(text, place, place + 2, start, end, weight)


def _familiar(text: str, place: int, start: int, end: int, model: _Model) -> Iterator[Edge]:
    """Propose 老王, 小李; 小马 only where more than the surname says so."""
    surname = text[place + 1]
    signs = _signs_behind(text, place + 2, end) + _signs_before(text, place, start)
    prefixed = text[place : place + 2]
    if prefixed in lattice.weights_of_words() or (surnames()[surname] and signs < _CLEAR_SIGN):
        return
    weight = _SHARE + _PREFIXED + model.surnames[surname] + signs
    yield Edge(place - start, place + 2 - start, weight, PERSON)


def _compound(text: str, place: int, start: int, end: int, model: _Model) -> Iterator[Edge]:
    surname = model.surnames[text[place : place + 2]]
    given = 0.0
    for length, shares in ((1, model.last), (2, model.last)):
        stop = place + 2 + length
        if stop > end:
            return
        if length == 2:
            given = model.share(model.first, text[place + 2]) or _UNSEEN
        share = model.share(shares, text[stop - 1])
        if share is not None:
            weight = _SHARE + (_ONE if length == 1 else _TWO) + surname + given + share
            yield Edge(place - start, stop - start, weight + 3.0, PERSON)


def _weighed(
    text: str, place: int, stop: int, start: int, end: int, weight: float
) -> Iterator[Edge]:
    """Weigh what stands around the name and inside of it."""
    name = text[place:stop]
    if name in lattice.weights_of_words():
        return  # 高兴 and 任何 are words, whatever stands around them
    signs = _signs_behind(text, stop, end) + _signs_before(text, place, start)
    usage = shelf.usage(name)
    if usage and usage.tag.startswith(PERSON):
        signs += _LISTED
    if text.find(name, stop) >= 0 or text.find(name, 0, place) >= 0:
        signs += _REPEATED
    if len(name) > 2 and name[1] == name[2]:
        weight += _DOUBLED
    if surnames()[name[0]]:
        weight += _GUARDED
    if len(name) > 2:
        across, within = lattice.times(name[:2]), lattice.times(name[1:])
        weight += _ACROSS if across > _FREQUENT else _SOMEWHAT_ACROSS * (across > _KNOWN)
        weight += _WITHIN if within > _FREQUENT else 0.0
    if len(name) == 2 and signs < _SIGN:
        weight += _SHORT
    yield Edge(place - start, stop - start, weight + signs, PERSON)


def _signs_behind(text: str, stop: int, end: int) -> float:
    if stop == end:
        return _EDGE
    if text.startswith(listed("titles"), stop):
        return _TITLE
    if text.startswith(listed("saying"), stop):
        return _SAYING
    return _FOLLOWING if text.startswith(listed("following"), stop) else 0.0


def _signs_before(text: str, place: int, start: int) -> float:
    if place == start:
        return _EDGE
    before = text[max(start, place - 3) : place]
    if before.endswith(listed("naming")):
        return _NAMING
    if before.endswith(listed("introducing")):
        return _SAYING
    return _FOLLOWING if before.endswith(listed("preceding")) else 0.0


@cache
def _model() -> _Model:
    """Count given names in jieba's list of names, and add what people like.

    A family name's share falls with its rank.
    """
    known = surnames()
    shares = {
        name: 1 / (rank + 8)
        for key in ("guarded", "common")
        for rank, name in enumerate(table()[key].replace("\n", ""))
    }
    shares.update(dict.fromkeys(table()["compound"], 1e-3))
    total = sum(shares.values())
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for name in shelf.names(PERSON):
        if (
            len(name) == 3
            and known.get(name[0]) is False
            and name not in lattice.weights_of_words()
        ):
            first[name[1]] += 1
            last[name[2]] += 1
    text = resources.files(__package__).joinpath("given_names.txt").read_text(encoding="utf-8")
    for row, line in enumerate(text.splitlines()[1:]):
        liked = Counter(dict.fromkeys(line, _LIKED if row else _LOVED))
        first += liked
        last += liked
    for character in table()["unlikely"]:
        first[character] //= 10
        last[character] //= 10
    for character in table()["never"].replace("\n", ""):
        first[character] = last[character] = 0
    return _Model(
        {name: math.log(share / total) for name, share in shares.items()},
        _logarithms(first),
        _logarithms(last),
    )


def _logarithms(counted: Counter[str]) -> Mapping[str, float]:
    total = counted.total()
    return {
        character: math.log(times / total)
        for character, times in counted.items()
        if times >= _LEAST
    }
