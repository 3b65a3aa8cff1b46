"""Words that only this text has: names above all, which segmentation leaves in characters.

The passages of a text in, the pairs of characters that belong together out: 长|富 in a story
about 长富. It says no meaning.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from duben.annotate import lexicon, name_lists
from duben.annotate.shadow import shadow
from duben.study import levels

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from duben.model import Passage, Word
    from duben.study.terms import Term

_FEWEST = 3  # times that a pair must stand in the text
_SHARE = 0.6  # of the places at which the rarer of its characters stands alone
_GRAMMAR = frozenset("rmqucdy")  # jieba's tags of words that stand beside any other
_RELATIONS = frozenset("pf")  # 顺, "along", is a name in 阿顺; 在 and 上 are none
_BASIC = 3
_TAGS = ("nr", "ns", "nt")
_LONGEST = 4
_FULL = 3  # characters of most full names


def coined(passages: Iterable[Passage]) -> frozenset[str]:
    """Return the pairs of single characters (simplified) that the text keeps together.

    They stand in no dictionary, and one of the two is hardly met without the other.
    """
    singles: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for passage in passages:
        kept = [shadow(w.text) if _can_be_part(w) else "" for w in passage.words]
        singles.update(filter(None, kept))
        pairs.update(one + other for one, other in pairwise(kept) if one and other)
    return frozenset(
        pair
        for pair, times in pairs.items()
        if times >= _FEWEST
        and times >= _SHARE * min(singles[pair[0]], singles[pair[1]])
        and not lexicon.has(pair)
    )


def length_at(words: Sequence[Word], start: int, pairs: Collection[str]) -> int:
    """Count the words from *start* on that coined *pairs* keep together, 0 for none.

    吕|纬 and 纬|甫 make 吕|纬|甫.
    """
    length = 1
    while length < _LONGEST and _pair_at(words, start + length - 1) in pairs:
        length += 1
    return length if length > 1 else 0


def is_name(term: Term) -> bool:
    """Whether a term is a person, a place or an institution, by jieba's tag or by the text."""
    if term.is_coined:
        return is_person(term.simplified)
    if not term.words[0].part_of_speech.startswith(_TAGS) or len(term.text) == 1:
        return False
    entries = lexicon.entries(term.simplified)
    return len(term.words) == 1 if not entries else any(entry.proper for entry in entries)


def is_person(name: str) -> bool:
    """Whether a coined *name* begins as those of people do: 阿顺, 老栓, 吕纬甫."""
    surnames = name_lists.surnames()
    return name[0] in name_lists.FAMILIAR or (
        len(name) == _FULL and not surnames.get(name[0], True)
    )


def _pair_at(words: Sequence[Word], start: int) -> str:
    pair = words[start : start + 2]
    return shadow("".join(word.text for word in pair)) if all(w.is_read for w in pair) else ""


def _can_be_part(word: Word) -> bool:
    if len(word.text) != 1 or not word.is_read:
        return False
    tag = word.part_of_speech[:1]
    if tag in _RELATIONS:
        return levels.level_of(shadow(word.text)) > _BASIC
    return tag not in _GRAMMAR
