"""Fit the columns of a table to the measure of the page.

What each column holds in, widths out. It sets no table.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the width at which nothing in it wraps, and the `least` it can bear.

    A column that `wraps` (meanings) takes what the others leave. Widths are in one unit,
    whichever.
    """

    natural: float
    least: float
    wraps: bool = False


def fit(columns: Sequence[Column], measure: int) -> tuple[int, ...]:
    """Return the columns' widths, whole numbers of which the sum is the *measure*.

    Columns that wrap share what the rest leave; without such a column all grow alike.
    Where there is too little room the rest come nearer to their least, all alike.
    """
    least = [column.least for column in columns]
    wanted = [column.least if column.wraps else column.natural for column in columns]
    spare = measure - sum(wanted)
    wrapping = sum(column.natural for column in columns if column.wraps)
    if spare >= 0 and wrapping:
        return _whole(
            [
                width + (spare * column.natural / wrapping if column.wraps else 0)
                for column, width in zip(columns, wanted, strict=True)
            ],
            measure,
        )
    if spare >= 0 or measure <= sum(least):
        return _whole(wanted if spare >= 0 else least, measure)
    share = (measure - sum(least)) / (sum(wanted) - sum(least))
    return _whole(
        [low + share * (high - low) for low, high in zip(least, wanted, strict=True)], measure
    )


def _whole(wanted: Sequence[float], measure: int) -> tuple[int, ...]:
    """Scale to the measure and round, so that the sum is exact and no column is empty."""
    total = sum(wanted)
    shares = [width / total for width in wanted] if total else [1 / len(wanted)] * len(wanted)
    edges = [0]
    for behind, share in zip(range(len(shares) - 1, 0, -1), shares, strict=False):
        edges.append(min(edges[-1] + max(1, round(share * measure)), measure - behind))
    edges.append(measure)
    return tuple(right - left for left, right in pairwise(edges))
