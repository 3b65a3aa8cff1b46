"""Cross-validation: each row of a set is read by a reader that was trained without it.

Nothing is drawn by chance, so that two runs divide a set in the same way. Sentences of one
author stay sentences of one author: a figure from here holds for new sentences like these,
not for other writing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from duben.han import han
from readings.contenders import UNREAD, Reader, Syllables, duben
from readings.scoring import Score, score
from readings.sets import Row

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


def trained_duben(_: Sequence[Row]) -> Reader:
    """Train Duben on the rows and on nothing else of their set.

    TO BE CONNECTED: nothing of Duben is trained yet, so this is Duben as it is. When weights
    are trained on the corpus, train them here on the given rows and read with them: Duben as
    it is shipped would then have seen every row. The marked character of a row is
    `row.characters[place]` for `place` in `row.scored`, its reading `row.wanted[place][0]`.
    """
    return duben


TRAINERS: Mapping[str, Trainer] = {
    "Duben, not trained on it": trained_duben,
    "commonest reading of each character": commonest,
}


def _stratum(row: Row) -> list[tuple[str, str]]:
    return [(row.characters[place], row.wanted[place][0]) for place in row.scored]
