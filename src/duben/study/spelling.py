"""看拼音写词语, 给词语注音: new words from their pinyin, and the pinyin of new words.

A lesson in, questions out. No two new words of a section that sound alike are asked for by
their sound, and no reading that is in doubt.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from duben.study.chance import shuffled
from duben.study.model import Question

if TYPE_CHECKING:
    from collections.abc import Collection

    from duben.study.model import Entry
    from duben.study.new_words import Lesson, NewWord

_FEWEST = 3


def from_pinyin(
    lesson: Lesson, seed: str, most: int, avoid: Collection[str] = ()
) -> tuple[Question, ...]:
    """Ask for the characters of at most *most* new words; those in *avoid* come last."""
    return tuple(Question(e.pinyin, e.word) for e in _chosen(lesson, seed, most, avoid))


def to_pinyin(
    lesson: Lesson, seed: str, most: int, avoid: Collection[str] = ()
) -> tuple[Question, ...]:
    """Ask for the pinyin of at most *most* new words; those in *avoid* come last."""
    return tuple(Question(e.word, e.pinyin) for e in _chosen(lesson, seed, most, avoid))


def _chosen(lesson: Lesson, seed: str, most: int, avoid: Collection[str]) -> tuple[Entry, ...]:
    sounds = Counter(word.entry.pinyin.lower() for word in lesson.new_words)
    askable = [
        word.entry
        for word in lesson.new_words
        if _is_sure(word) and sounds[word.entry.pinyin.lower()] == 1
    ]
    order = shuffled(askable, seed, lambda entry: entry.word + entry.pinyin)
    kept = sorted(order, key=lambda entry: entry.word in avoid)[:most]
    return tuple(entry for entry in askable if entry in kept) if len(kept) >= _FEWEST else ()


def _is_sure(word: NewWord) -> bool:
    return len(word.entry.word) > 1 and all(w.confidence != "doubtful" for w in word.term.words)
