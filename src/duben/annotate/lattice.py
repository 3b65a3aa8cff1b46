"""The best way through a run of Chinese characters.

A run and edges that others propose in, the pieces of the likeliest way out. It knows
nothing of names, numbers or affixes.

A unigram lattice: of all ways to cut the run into dictionary words, the one whose words
are together the most frequent (Viterbi). The words are CC-CEDICT's and the HSK lists';
how frequent they are jieba's list says.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from duben.annotate import lexicon, shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST = 8
TOTAL = 60_101_964  # of all counts in jieba's list

_HSK_LISTS = ("2025", "2021", "2.0")
_FLOOR = 10  # for words that jieba has not counted: at 1, 赋能 would fall into 赋 and 能
_ERHUA_FLOOR = 2_000  # 花儿 against 花 and 儿: written language counts it too seldom
_NOWHERE = -math.inf
_UNKNOWN = math.log(0.01 / TOTAL)  # a character that no list has


@dataclass(frozen=True, slots=True)
class Edge:
    """A word that is proposed for a place in a run: a name, a number.

    `weight` is the natural logarithm of its share of all running words.
    """

    start: int
    end: int
    weight: float
    tag: str


def best_path(
    run: str, proposed: Iterable[Edge] = (), longest: int = LONGEST
) -> list[tuple[str, str]]:
    """Cut *run* into pieces, each with the tag of its edge, "" for words of the dictionary."""
    graph, end_of_run = _graph(), len(run)
    others: dict[int, list[Edge]] = {}
    for edge in proposed:
        others.setdefault(edge.start, []).append(edge)
    best = [0.0, *[_NOWHERE] * end_of_run]
    back = [(0, "")] * (end_of_run + 1)
    for begin in range(end_of_run):
        before = best[begin]
        for end in range(begin + 1, min(begin + longest, end_of_run) + 1):
            weight = graph.get(run[begin:end])
            if weight is None:
                if end > begin + 1:
                    break  # no word begins so
                weight = _UNKNOWN
            if before + weight > best[end]:
                best[end], back[end] = before + weight, (begin, "")
        for edge in others.get(begin, ()):
            if before + edge.weight > best[edge.end]:
                best[edge.end], back[edge.end] = before + edge.weight, (begin, edge.tag)
    return _trace(run, back)


def times(word: str) -> int:
    """How often *word* was counted, 0 for one that the lattice does not know."""
    return shelf.times(word) if word in weights_of_words() else 0


@cache
def weights_of_words() -> Mapping[str, float]:
    """Give the natural logarithm of each word's share of all running words."""
    words = set(lexicon.headwords())
    for standard in _HSK_LISTS:
        words.update(shelf.hsk_levels(standard))
    found = {}
    for word in words:
        floor = _ERHUA_FLOOR if word.endswith("儿") else _FLOOR
        floor = floor if len(word) > 1 else 1
        found[word] = math.log(max(shelf.times(word), floor) / TOTAL)
    found.update((row.word, math.log(row.times / TOTAL)) for row in _corrections())
    return found


@cache
def corrected_tags() -> Mapping[str, str]:
    """Give the parts of speech that our own list of words has."""
    return {row.word: row.tag for row in _corrections() if row.tag}


class _Correction(NamedTuple):
    """What the dictionaries lack or miscount, 高级别, or where a string is cut."""

    word: str
    times: int
    tag: str
    cuts: tuple[str, ...]


@cache
def _corrections() -> tuple[_Correction, ...]:
    text = resources.files(__package__).joinpath("words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(
        _Correction(word, int(times), tag, tuple(filter(None, cuts.split("/"))))
        for word, times, tag, cuts in rows
    )


@cache
def _cuts() -> Mapping[str, tuple[str, ...]]:
    return {row.word: row.cuts for row in _corrections() if row.cuts}


@cache
def _graph() -> Mapping[str, float]:
    """Give the words their weights, and what words begin with a weight that never wins."""
    words = weights_of_words()
    beginnings = {word[:end] for word in words for end in range(1, len(word))}
    singles = {character: _UNKNOWN for character in beginnings if len(character) == 1}
    return {**dict.fromkeys(beginnings, _NOWHERE), **singles, **words}


def _trace(run: str, back: list[tuple[int, str]]) -> list[tuple[str, str]]:
    cuts = _cuts()
    pieces: list[tuple[str, str]] = []
    end = len(run)
    while end:
        start, tag = back[end]
        piece = run[start:end]
        pieces.extend((part, tag) for part in reversed(cuts.get(piece, (piece,))))
        end = start
    return pieces[::-1]
