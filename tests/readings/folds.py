"""Cross-validation: each row of a set is read by a reader that was trained without it.

Nothing is drawn by chance, so that two runs divide a set in the same way. Sentences of one
author stay sentences of one author: a figure from here holds for new sentences like these,
not for other writing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING
from unittest.mock import patch

from duben.annotate import ranker, training
from duben.han import han, is_han
from readings.catalogue import CORPUS
from readings.contenders import UNREAD, Reader, Syllables, duben
from readings.scoring import Score, score
from readings.sets import Row

if TYPE_CHECKING:
    from duben.annotate.ranker import Answer, Ranked, Weights
    from duben.annotate.token import Token

Trainer = Callable[[Sequence[Row]], Reader]


def folds(rows: Sequence[Row], count: int) -> tuple[tuple[int, ...], ...]:
    """Divide the places of *rows* into *count* folds, stratified by character and reading.

    Each marked character and reading is as often in one fold as in any other, or once more
    often; so is the number of rows. The same rows give the same folds, in whatever order
    the readings come.
    """
    order = sorted(range(len(rows)), key=lambda place: _stratum(rows[place]))
    return tuple(tuple(sorted(order[start::count])) for start in range(count))


def cross_validate(rows: Sequence[Row], train: Trainer, count: int = 5) -> Score:
    """Score each fold by a reader that *train* made from the other folds alone."""
    given: list[Syllables] = [[] for _ in rows]
    for fold in folds(rows, count):
        held_out = set(fold)
        reader = train([row for place, row in enumerate(rows) if place not in held_out])
        for place, syllables in zip(fold, reader([rows[p].text for p in fold]), strict=True):
            given[place] = syllables
    return score(rows, given)


def commonest(rows: Sequence[Row]) -> Reader:
    """Train the baseline: each character is read as it is in most of *rows*.

    Of two readings as common, the one that stands first in *rows* is taken.
    """
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for place in row.scored:
            seen[row.characters[place]][row.wanted[place][0]] += 1
    usual = {character: counts.most_common(1)[0][0] for character, counts in seen.items()}
    return lambda texts: [[usual.get(c, UNREAD) for c in han(text)] for text in texts]


def trained_duben(rows: Sequence[Row], *, balanced: bool = True) -> Reader:
    """Train the ranker on *rows*, and on the sentences that are none of their set.

    The set has rare readings as often as usual ones: *balanced* leaves out the odds that
    usual readings have in running text.
    """
    weights = _trained(tuple(rows))

    def rank(
        tokens: Sequence[Token], index: int, offset: int, answer: Answer
    ) -> tuple[Ranked, ...]:
        fair = replace(answer, odds=1.0) if balanced else answer
        return _RANK(tokens, index, offset, fair)

    def read(texts: Sequence[str]) -> list[Syllables]:
        with ranker.using(weights), patch.object(ranker, "rank", rank):
            return duben(texts)

    return read


TRAINERS: Mapping[str, Trainer] = {
    "Duben, trained on the other four folds": trained_duben,
    "the same with the odds of running text": partial(trained_duben, balanced=False),
    "commonest reading of each character": commonest,
}

_RANK = ranker.rank


@cache
def _trained(rows: tuple[Row, ...]) -> Weights:
    return training.train([*map(_example, rows), *_other_examples()])


def _example(row: Row) -> training.Example:
    """Make an example of a row: the place counts characters of the text, marks too."""
    marked = row.scored[0]
    places = [place for place, character in enumerate(row.text) if is_han(character)]
    return training.Example(row.text, places[marked], row.wanted[marked][0])


@cache
def _other_examples() -> tuple[training.Example, ...]:
    """Return the sentences that the shipped weights are learned from besides the corpus."""
    files = (file for file in training.corpora() if file != CORPUS)
    return tuple(e for f in files for e in training.read_examples(f.read_text(encoding="utf-8")))


def _stratum(row: Row) -> list[tuple[str, str]]:
    return [(row.characters[place], row.wanted[place][0]) for place in row.scored]
