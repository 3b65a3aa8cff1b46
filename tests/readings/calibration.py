"""How much doubt Duben shows, and whether the doubt stands where the errors are.

A token is a word of the text with Chinese characters; it is wrong if one of its characters
is. Punctuation, digits and Latin letters are no tokens.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from duben.han import is_han
from duben.model import Confidence
from readings.contenders import syllable_of
from readings.scoring import judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from duben.model import Word
    from readings.sets import Row

CLASSES: tuple[Confidence, ...] = get_args(Confidence)
COMMON = "的和与"


@dataclass(frozen=True, slots=True)
class Calibration:
    """Scored tokens of a set and the wrong ones among them, by how certain Duben is."""

    tokens: Counter[Confidence]
    wrong: Counter[Confidence]


@dataclass(frozen=True, slots=True)
class Doubt:
    """How much of a text is shown as doubtful: tokens, and words to look at once each."""

    tokens: int
    doubtful: int
    words: int
    common: Counter[str]


def calibrate(rows: Iterable[Row]) -> Calibration:
    """Judge the words of *rows*, those of which at least one character is scored."""
    from duben import annotate

    tokens, wrong = Counter[Confidence](), Counter[Confidence]()
    for row in rows:
        words = annotate.words(row.text)
        verdicts = judge(row, [syllable for word in words for syllable in syllables(word)])
        for word, places in _placed(words):
            found = [verdicts[place] for place in places if place in verdicts]
            tokens[word.confidence] += bool(found)
            wrong[word.confidence] += "wrong" in found
    return Calibration(tokens, wrong)


def doubt(paths: Iterable[Path]) -> Doubt:
    """Read files as a user does, and count what is in doubt.

    A doubtful word is counted once for each file in which it stands, as `duben check` lists it.
    """
    from duben import publish

    total, doubtful, words = 0, Counter[str](), 0
    for path in paths:
        publication = publish.read(path)
        tokens = [w for p in publication.passages for w in p.words if w.is_read]
        total += len(tokens)
        doubtful.update(word.text for word in tokens if word.confidence == "doubtful")
        words += len(publication.doubtful_words)
    return Doubt(total, doubtful.total(), words, Counter({c: doubtful[c] for c in COMMON}))


def syllables(word: Word) -> list[str]:
    """Return a syllable with a tone number for each Chinese character of a word."""
    pairs = zip(word.text, word.readings, strict=True)
    return [syllable_of(reading) for character, reading in pairs if is_han(character)]


def _placed(words: Sequence[Word]) -> Iterator[tuple[Word, range]]:
    """Give each word with the places of its characters among the Chinese ones."""
    start = 0
    for word in words:
        end = start + sum(map(is_han, word.text))
        yield word, range(start, end)
        start = end
