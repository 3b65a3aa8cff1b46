"""选读音: characters of a section that have several readings, with those to choose from.

A lesson in, questions with their answers out. It asks nothing whose reading is in doubt.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from duben.annotate import lexicon, shelf
from duben.annotate.syllables import is_neutral, numbered
from duben.study.chance import shuffled
from duben.study.model import ReadingChoice

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from duben.study.new_words import Lesson

_FEWEST = 2
# A reading that fewer words of the HSK list have is rare: 给 jǐ has 给予, 供给 and passes.
_COMMON = 2
_COMMON_FOR_A_THIRD = 4  # 强 jiàng, of 倔强, would not be worth a third option


@dataclass(frozen=True, slots=True)
class _Question:
    choice: ReadingChoice
    surprise: float  # 0 to 1: how seldom the character is read so
    place: int


def ask(
    lesson: Lesson, seed: str, asked: Collection[tuple[str, str]] = (), most: int = 6
) -> tuple[ReadingChoice, ...]:
    """Ask at most *most* characters, those first that are more often read in another way.

    *asked* are the words and characters of earlier sections: such a word is not asked
    again, such a character only where others are too few.
    """
    best: dict[str, _Question] = {}
    for question in _questions(lesson):
        choice = question.choice
        if (choice.word, choice.character) not in asked:
            best.setdefault(choice.character, question)
    known = {character for _, character in asked}
    order = shuffled(best.values(), seed, lambda question: question.choice.character)
    chosen = sorted(order, key=lambda q: (q.choice.character in known, -q.surprise))[:most]
    if len(chosen) < _FEWEST:
        return ()
    return tuple(q.choice for q in sorted(chosen, key=lambda question: question.place))


def _questions(lesson: Lesson) -> list[_Question]:
    found = []
    for place, word in enumerate(word for s in lesson.sentences for t in s for word in t.words):
        if len(word.text) == 1 or word.confidence == "doubtful" or not word.is_read:
            continue
        for character, reading in zip(word.text, word.readings, strict=True):
            question = _question(word.text, character, reading, place)
            if question and word.text.count(character) == 1:
                found.append(question)
    return found


def _question(word: str, character: str, reading: str | None, place: int) -> _Question | None:
    counted = _readings_in_use().get(character, {})
    if reading is None or reading not in counted:
        return None
    others = [other for other in counted if other != reading and counted[other] >= _COMMON]
    if not others:
        return None
    third = [other for other in others[1:2] if counted[other] >= _COMMON_FOR_A_THIRD]
    options = sorted([reading, others[0], *third], key=numbered)
    share = counted[reading] / sum(counted.values())
    return _Question(ReadingChoice(word, character, tuple(options), reading), 1 - share, place)


@cache
def _readings_in_use() -> Mapping[str, Mapping[str, int]]:
    """Count the readings of each character in the words of the HSK list, most frequent first.

    Neutral tones are left out: 识 in 认识 is the same reading, only weaker.
    """
    found: dict[str, Counter[str]] = {}
    for word in shelf.hsk_levels("2025"):
        entry = next((e for e in lexicon.entries(word) if e.is_live and not e.proper), None)
        if entry is None or len(entry.syllables) != len(word):
            continue
        for character, syllable in zip(word, entry.syllables, strict=True):
            if not is_neutral(syllable):
                found.setdefault(character, Counter())[syllable] += 1
    return {character: dict(counter.most_common()) for character, counter in found.items()}
