"""连线: new words of a section, and their meanings out of order.

A lesson in, an exercise out, or None where too few words have a clear meaning. It leaves
out what a person should check first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.study.chance import shuffled
from duben.study.confusion import confusable
from duben.study.model import Matching

if TYPE_CHECKING:
    from collections.abc import Collection

    from duben.study.model import Entry
    from duben.study.new_words import Lesson

_FEWEST = 4


def match(
    lesson: Lesson, seed: str, avoid: Collection[str] = (), most: int = 10
) -> Matching | None:
    """Choose at most *most* words no two of which could share a meaning.

    Words in *avoid*, practised elsewhere, are taken only where others are too few.
    """
    order = shuffled(
        (word.entry for word in lesson.new_words if _is_clear(word.entry)),
        seed,
        lambda entry: entry.word + entry.pinyin,
    )
    order = tuple(sorted(order, key=lambda entry: entry.word in avoid))
    chosen: list[Entry] = []
    for entry in order:
        if len(chosen) < most and not any(confusable(entry, other) for other in chosen):
            chosen.append(entry)
    if len(chosen) < _FEWEST:
        return None
    places = {id(word.entry): place for place, word in enumerate(lesson.new_words)}
    words = sorted(chosen, key=lambda entry: places[id(entry)])
    meanings = _mixed([entry.meaning for entry in words], seed)
    return Matching(
        words=tuple(entry.word for entry in words),
        meanings=meanings,
        answers=tuple(meanings.index(entry.meaning) for entry in words),
    )


def _is_clear(entry: Entry) -> bool:
    return not entry.doubtful and len(entry.word) > 1


def _mixed(meanings: list[str], seed: str) -> tuple[str, ...]:
    """Shuffle until no meaning stands beside its own word; move on by one where one does."""
    mixed = shuffled(meanings, f"{seed} meanings", str)
    for turn in range(len(mixed)):
        turned = mixed[turn:] + mixed[:turn]
        if all(one != other for one, other in zip(turned, meanings, strict=True)):
            return turned
    return mixed
