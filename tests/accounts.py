"""The account of one reader: what came in must go out, in lines or in notices."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from duben.han import han

if TYPE_CHECKING:
    from duben.readers.base import Contents


def balance(contents: Contents) -> dict[str, int]:
    """Characters that are lost (above 0) or come from nowhere (below); {} if none."""
    counted = Counter(contents.original)
    counted.subtract(han("".join(line.text for line in contents.lines)))
    for notice in contents.notices:
        counted.subtract(han(notice.removed))
        counted.update(han(notice.added))
    return {character: count for character, count in counted.items() if count}
