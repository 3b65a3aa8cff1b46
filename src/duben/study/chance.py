"""Chance that is the same every time: an order drawn from the text itself.

In go things and a seed, out they come in an order that nobody chose. No clock and no
random generator is asked.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")


def shuffled(items: Iterable[T], seed: str, name: Callable[[T], str]) -> tuple[T, ...]:
    """Put *items* into an order drawn from *seed*; *name* tells them apart.

    An item's place depends on its own name alone, so that a word more or less elsewhere
    does not turn everything round.
    """

    def draw(item: T) -> bytes:
        return sha256(f"{seed}\n{name(item)}".encode()).digest()

    return tuple(sorted(items, key=draw))


def drawn(
    items: Iterable[T],
    seed: str,
    name: Callable[[T], str],
    most: int,
    suits: Callable[[T], bool] = lambda _: True,
) -> tuple[T, ...]:
    """Draw at most *most* different *items* that suit; give them in the order they came in.

    Whether one *suits* is asked only until there are enough.
    """
    different = tuple(dict.fromkeys(items))
    kept: list[T] = []
    for item in shuffled(different, seed, name):
        if len(kept) == most:
            break
        if suits(item):
            kept.append(item)
    return tuple(item for item in different if item in kept)
