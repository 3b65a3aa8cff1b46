"""Where a foreign name may stand that is written by sound: 卡尔普, 玛丽·居里.

The whole text and the bounds of a run in, proposals for the lattice out, one on each
side of a ·. Names that the dictionaries have, 莎士比亚, need none.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from duben.annotate import shelf
from duben.annotate.lattice import Edge
from duben.annotate.token import Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

FOREIGN = "nrt"
POINTS = "·・•‧"

_SHARE = math.log(0.002)
_BESIDE_POINT = 9.0
_COMMON_TIMES = 12  # how often a character is counted in foreign names that is one of theirs
_SHORTEST, _LONGEST = 3, 8
_SHORTEST_COUNTED = 3
# Characters of foreign names that are words, or begin and end words, much oftener.
_WORDS = frozenset("一二三十大国得本果不人上下中天子文西高王金林小里安山多明白州日约路")


def proposals(text: str, start: int, end: int) -> Iterator[Edge]:
    """Propose foreign names inside ``text[start:end]``, a run; places count from its start."""
    shares, common = _model()
    for run in common.finditer(text, start, end):
        first, stop = run.span()
        for place in range(first, stop - _SHORTEST + 1):
            for behind in range(place + _SHORTEST, min(stop, place + _LONGEST) + 1):
                name = text[place:behind]
                if name[0] in _WORDS and name[-1] in _WORDS:
                    continue
                yield Edge(place - start, behind - start, _weight(name, shares), FOREIGN)
    yield from _beside_points(text, start, end, shares)


def tagged(tokens: Sequence[Token]) -> list[Token]:
    """Tag as names the words beside a point that could be: jieba takes 密特朗 for a place."""
    shares, _ = _model()
    found = list(tokens)
    for index, token in enumerate(tokens):
        if token.text in POINTS:
            for place in (index - 1, index + 1):
                if 0 <= place < len(tokens) and _is_by_sound(tokens[place], shares):
                    found[place] = Token(tokens[place].text, FOREIGN)
    return found


def _beside_points(text: str, start: int, end: int, shares: Mapping[str, float]) -> Iterator[Edge]:
    """Propose what touches a point: 马克·吐温说, 作家马克·吐温."""
    left, right = text[start - 1 : start], text[end : end + 1]
    if left and left in POINTS:
        for behind in range(start + 1, min(end, start + _LONGEST) + 1):
            if text[behind - 1] not in shares:
                break
            weight = _weight(text[start:behind], shares) + _BESIDE_POINT
            yield Edge(0, behind - start, weight, FOREIGN)
    if right and right in POINTS:
        for place in range(end - 1, max(start, end - _LONGEST) - 1, -1):
            if text[place] not in shares:
                break
            weight = _weight(text[place:end], shares) + _BESIDE_POINT
            yield Edge(place - start, end - start, weight, FOREIGN)


def _is_by_sound(token: Token, shares: Mapping[str, float]) -> bool:
    long = len(token.text) >= _SHORTEST
    return long and not token.given and all(character in shares for character in token.text)


def _weight(name: str, shares: Mapping[str, float]) -> float:
    return _SHARE + sum(shares[character] for character in name)


@cache
def _model() -> tuple[Mapping[str, float], re.Pattern[str]]:
    """Count the characters of the foreign names in jieba's list."""
    counted: Counter[str] = Counter()
    for name in shelf.names("nrt"):
        if len(name) >= _SHORTEST_COUNTED:
            counted.update(name)
    total = counted.total()
    shares = {character: math.log(times / total) for character, times in counted.items()}
    common = "".join(c for c, times in counted.items() if times >= _COMMON_TIMES)
    return shares, re.compile(f"[{common}]{{{_SHORTEST},}}")
