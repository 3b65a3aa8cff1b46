"""How 一 and 不 sound before the next syllable: yī gè is said yí gè, bù duì bú duì.

The words of a run with their syllables in, the same syllables with these two changed out.
GB/T 16159-2012 6.5.2 writes citation tones and lets teaching show the change. The third tone
before a third (nǐ hǎo) is written by nobody and is left alone.

* 一 is yí before the fourth tone (一样; 个 counts, also where it is weak), yì before the
  others (一天, 一年, 一起). It stays yī where it ends a word or stands alone (唯一, 一、), where
  it counts or orders (第一, 一九四九, 二十一, 一月, 一楼) and inside a longer number: 一千一百
  is yìqiān yībǎi. Between a verb and itself it is weak: 看一看 kàn yi kàn.
* 不 is bú before the fourth tone, and weak between a word and itself: 是不是 shì bu shì.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from duben.annotate.syllables import numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

_DIGITS = frozenset("〇零一二三四五六七八九十")
_NUMERALS = _DIGITS | frozenset("两百千万亿点")
# 千万一定要 "by all means": no number, though it looks like one.
_NO_NUMBERS = frozenset({"千万", "万万"})
# Words that end in 一 and others begin with: 统一战线, 单一性.
# 独一无二 and 说一不二 have the number itself.
_ENDINGS = frozenset(
    f"{before}一" for before in ("统", "唯", "单", "同", "专", "合", "划", "均", "万", "之", "归")
) | {"独一", "说一"}
# 某一个, 另一方面: what points at one of many is followed by what it points at.
_POINTING = frozenset("这那每哪另某任上下前后")
_UNITS = frozenset("个次种位天年月周点方")
# 一 in front of these says which, not how many.
_ORDERED = ("月", "号", "年级", "级", "楼", "季度", "审", "把手", "等奖", "等功", "等舱", "等兵")
_WEEK = ("星期", "礼拜", "周", "初")


@dataclass(frozen=True, slots=True)
class _Run:
    """The characters of a run, a syllable for each ("" where none is read), and its words.

    `starts` are the places at which words begin.
    """

    text: str
    syllables: Sequence[str]
    starts: frozenset[int]

    def word(self, place: int) -> tuple[int, int]:
        """Return where the word begins and ends that the character at *place* is in."""
        start = max(edge for edge in self.starts if edge <= place)
        later = [edge for edge in self.starts if edge > place]
        return start, min(later, default=len(self.text))

    def word_before(self, start: int) -> str:
        """Return the word that ends where one begins at *start*."""
        return self.text[self.word(start - 1)[0] : start] if start else ""


def changed(words: Sequence[str], syllables: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the *syllables* of simplified *words* as 一 and 不 are said among them.

    Only yī and bù change; a word that is not read has no syllables.
    """
    edges = [0, *accumulate(len(word) for word in words)]
    flat: list[str] = []
    for word, said in zip(words, syllables, strict=True):
        flat.extend(said or [""] * len(word))
    run = _Run("".join(words), tuple(flat), frozenset(edges[:-1]))
    for place, character in enumerate(run.text):
        if character == "一" and flat[place] == "yī":
            flat[place] = _yi(run, place)
        elif character == "不" and flat[place] == "bù":
            flat[place] = _bu(run, place)
    return [
        tuple(flat[start:end]) if said else ()
        for (start, end), said in zip(pairwise(edges), syllables, strict=True)
    ]


def _yi(run: _Run, place: int) -> str:
    if _is_between_itself(run, place):
        return "yi"
    if not _next(run, place) or _counts(run, place) or _ends_a_word(run, place):
        return "yī"
    return "yí" if _falls(run, place + 1) else "yì"


def _bu(run: _Run, place: int) -> str:
    if _is_between_itself(run, place):
        return "bu"
    return "bú" if _next(run, place) and _falls(run, place + 1) else "bù"


def _next(run: _Run, place: int) -> str:
    return run.syllables[place + 1] if place + 1 < len(run.text) else ""


def _falls(run: _Run, place: int) -> bool:
    """Whether the syllable at *place* has the fourth tone, or is a weak 个, which had it."""
    return numbered(run.syllables[place]).endswith("4") or run.text[place] == "个"


def _is_between_itself(run: _Run, place: int) -> bool:
    """看一看, 去不去, but neither 一天一天 nor 三一三."""
    before, behind = run.text[place - 1 : place], run.text[place + 1 : place + 2]
    if not before or before != behind or before in _NUMERALS or not run.syllables[place - 1]:
        return False
    return run.text[place - 2 : place - 1] != "一" if place > 1 else True


def _counts(run: _Run, place: int) -> bool:
    """Whether 一 is a digit, a part of a number, or says which."""
    start, end = run.word(place)
    before, behind = run.text[:place], run.text[place + 1 :]
    if before.endswith("第") or behind[0] in _DIGITS:
        return True
    if behind.startswith(("点", "比")) and behind[1:2] and behind[1] in _DIGITS:
        return True  # 一点五, 一比三
    if behind.startswith(_ORDERED) or (before.endswith("月") and behind[0] in "日号"):
        return True
    if end - start == 1 and run.word_before(start).endswith(_WEEK):
        return run.word_before(start) in _WEEK  # 星期|一|上午, not 当初|一起
    leading = run.text[start:place] or run.word_before(start)
    return set(leading) <= _NUMERALS and leading not in {*_NO_NUMBERS, *_ENDINGS, ""}


def _ends_a_word(run: _Run, place: int) -> bool:
    start, end = run.word(place)
    before = run.text[place - 1 : place]
    if place + 1 == end and start < place:
        return not (before in _POINTING and run.text[end : end + 1] in _UNITS)
    if place + 1 == end and run.word_before(start) == "之":
        return True
    return start < place and f"{before}一" in _ENDINGS and place - start == 1
