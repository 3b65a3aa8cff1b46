"""Figures → cells and tables of Markdown. A figure that does not exist is a dash."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table; all columns but the first are set to the right.

    Raises `ValueError` for a row that is longer or shorter than the head.
    """
    lines = [head, ["---", *["---:"] * (len(head) - 1)]]
    for row in rows:
        if len(row) != len(head):
            raise ValueError(f"{len(head)} columns have {len(row)} cells: {row}")
        lines.append(row)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def prose(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table of words: all columns are set to the left."""
    return table(head, rows).replace("---:", "---")


def percent(share: float | None, digits: int = 2) -> str:
    """Write a share: 99.07."""
    return "–" if share is None else f"{share:.{digits}f}"


def count(number: int) -> str:
    """Write a number: 18,302."""
    return f"{number:,}"
