"""How likely a character is as a family name, and at each place of a given name.

jieba's list of names and our list of what given names like in, logarithms of shares out.
It weighs no name.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from duben.annotate import lattice, name_lists, shelf

if TYPE_CHECKING:
    from collections.abc import Mapping

_FULL = 3  # characters of a name from which given names are counted: 王小明
_LEAST = 3  # times
_LIKED, _LOVED = 15, 60  # times that a character of our list counts for
_RANKS_ABOVE = 8  # how slowly the shares fall: the first is twice as frequent as the ninth
_COMPOUND = 1e-3
_RARE, _UNSEEN = 200, -11.5  # 荻 in 赵荻: no list has it in names, and no text often


@dataclass(frozen=True, slots=True)
class NameModel:
    """Logarithms of shares: of family names, of first and last characters of given names."""

    surnames: Mapping[str, float]
    first: Mapping[str, float]
    last: Mapping[str, float]

    def given(self, name: str) -> float | None:
        """Return how likely a given name of one or two characters is; None if it is none."""
        last = _share(self.last, name[-1])
        if len(name) == 1 or last is None:
            return last
        first = _share(self.first, name[0])
        return None if first is None else first + last


@cache
def model() -> NameModel:
    """Count the given names in jieba's list, and add what people like.

    Only names with a family name that is nothing else are counted: the list has many words
    that are no names.
    """
    known = name_lists.surnames()
    words = lattice.weights_of_words()
    counted = [
        name[1:]
        for name in shelf.names("nr")
        if len(name) == _FULL and known.get(name[0]) is False and name not in words
    ]
    first = Counter(given[0] for given in counted)
    last = Counter(given[1] for given in counted)
    text = resources.files(__package__).joinpath("given_names.txt").read_text(encoding="utf-8")
    for row, line in enumerate(text.splitlines()[1:]):
        liked = dict.fromkeys(line, _LIKED if row else _LOVED)
        first.update(liked)
        last.update(liked)
    return NameModel(_surnames(), _logarithms(first), _logarithms(last))


def _surnames() -> Mapping[str, float]:
    """Give each family name a share that falls with its rank in its list."""
    shares = {
        name: 1 / (rank + _RANKS_ABOVE)
        for key in ("guarded", "common")
        for rank, name in enumerate(name_lists.characters(key))
    }
    shares.update(dict.fromkeys(name_lists.table()["compound"], _COMPOUND))
    total = sum(shares.values())
    return {name: math.log(share / total) for name, share in shares.items()}


def _logarithms(counted: Counter[str]) -> Mapping[str, float]:
    for character in name_lists.characters("unlikely"):
        counted[character] //= 10
    for character in name_lists.characters("never"):
        counted[character] = 0
    total = counted.total()
    return {
        character: math.log(times / total)
        for character, times in counted.items()
        if times >= _LEAST
    }


def _share(shares: Mapping[str, float], character: str) -> float | None:
    share = shares.get(character)
    if share is None and lattice.times(character) <= _RARE:
        return _UNSEEN
    return share
