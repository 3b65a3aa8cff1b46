"""Cut simplified Chinese into the words that a learner can look up.

In goes text, out come words that joined give the text, each with its part of speech. It
knows nothing of readings.

A unigram lattice: of all ways to cut a run of Chinese characters into dictionary words,
the one whose words are together the most frequent (Viterbi). The words are CC-CEDICT's
and the HSK lists'; how frequent they are jieba's list says.
"""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING

from duben.annotate import lexicon, shelf
from duben.annotate.token import Token
from duben.han import HAN_CLASS, is_han

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# A run of one kind is one piece: 2024, AI, 10%, ——, ……, spaces; other marks stand alone.
_RUN = re.compile(
    rf"(?P<han>[{HAN_CLASS}]+)|[^\W_{HAN_CLASS}]+(?:[.,:'’/-][^\W_{HAN_CLASS}]+)*[%％‰℃]?"
    r"|—+|…+|\s+|.",
    re.DOTALL,
)
# 十 to 九十九 is one word, and so is a digit with 百, 千, 万 or 亿 (GB/T 16159 6.1.5).
_NUMERAL = re.compile(
    r"[一二三四五六七八九两几]?十[一二三四五六七八九几]?|[一二两三四五六七八九几数][百千万亿]"
)
_LONGEST = 8
_LONGEST_NUMERAL = 3
_CONDITIONS = ("只有", "必须", "除非", "这样", "如此")
_HSK_LISTS = ("2025", "2021", "2.0")
_FLOOR = 10  # for words that jieba has not counted: at 1, 赋能 would fall into 赋 and 能
_ERHUA_FLOOR = 2_000  # 花儿 against 花 and 儿: written language counts it too seldom
_NUMERAL_COUNT = 500
_TOTAL = 60_101_964  # of all counts in jieba's list
_NUMERAL_WEIGHT = math.log(_NUMERAL_COUNT / _TOTAL)
_UNKNOWN = math.log(0.01 / _TOTAL)  # a character that no list has


def cut(text: str) -> tuple[Token, ...]:
    """Cut simplified *text*: words of runs of Chinese characters, other runs whole."""
    return tuple(Token(piece, tag_of(piece)) for piece in _pieces(text))


def tag_of(piece: str) -> str:
    """Return the part of speech of a word (jieba's tags), "" for marks, "m" for figures."""
    if not is_han(piece[0]):
        return "m" if piece[0].isdigit() else ("x" if piece.isalnum() else "")
    usage = shelf.usage(piece)
    return usage.tag if usage else ("m" if is_numeral(piece) else "n")


def subwords(word: str) -> tuple[str, ...]:
    """Cut a dictionary word into the most frequent shorter ones: 人工智能 into 人工, 智能."""
    return tuple(_best_path(word, longest=len(word) - 1))


def is_numeral(piece: str) -> bool:
    """Whether the piece is a number in Chinese characters: 二十一, 三千."""
    return _NUMERAL.fullmatch(piece) is not None


def _pieces(text: str) -> Iterator[str]:
    pieces: list[str] = []
    for run in _RUN.finditer(text):
        if run["han"]:
            pieces.extend(_best_path(run["han"]))
        else:
            pieces.append(run[0])
    yield from _divided(pieces)


def _divided(pieces: list[str]) -> Iterator[str]:
    """Part 才能 "talent" into 才 and 能 "only then can" where the sentence says so.

    只有……才能: the condition stands before it; or a verb follows, as after no noun.
    """
    condition = False
    for index, piece in enumerate(pieces):
        condition = piece in _CONDITIONS or (condition and piece not in "。！？")
        following = shelf.usage(pieces[index + 1]) if index + 1 < len(pieces) else None
        if piece == "才能" and (condition or (following and following.tag[0] in "vd")):
            yield from piece
        else:
            yield piece


def _best_path(run: str, longest: int = _LONGEST) -> list[str]:
    weights = _weights()
    best = [0.0]
    back = [0]
    for end in range(1, len(run) + 1):
        top, start = best[end - 1] + weights.get(run[end - 1], _UNKNOWN), end - 1
        for begin in range(max(0, end - longest), end - 1):
            piece = run[begin:end]
            weight = weights.get(piece)
            if weight is None and len(piece) <= _LONGEST_NUMERAL and is_numeral(piece):
                weight = _NUMERAL_WEIGHT
            if weight is None:
                continue
            if best[begin] + weight > top:
                top, start = best[begin] + weight, begin
        best.append(top)
        back.append(start)
    return _trace(run, back)


def _trace(run: str, back: list[int]) -> list[str]:
    pieces = []
    end = len(run)
    while end:
        pieces.append(run[back[end] : end])
        end = back[end]
    return pieces[::-1]


@cache
def _weights() -> Mapping[str, float]:
    """Give the natural logarithm of each word's share of all running words."""
    words = set(lexicon.headwords())
    for standard in _HSK_LISTS:
        words.update(shelf.hsk_levels(standard))
    total = math.log(_TOTAL)
    found = {}
    for word in words:
        usage = shelf.usage(word)
        times = usage.times if usage else 0
        floor = _ERHUA_FLOOR if word.endswith("儿") else _FLOOR
        floor = floor if len(word) > 1 else 1
        found[word] = math.log(max(times, floor)) - total
    return found
