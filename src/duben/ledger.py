"""The account of a text: each Chinese character of the source is kept, or listed as removed.

A publication in, the sums and what is missing from them out. Characters are compared in
their folded form, so that a conversion (隻→只) moves nothing. It corrects nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.clean import fold
from duben.han import han
from duben.source import Notice

if TYPE_CHECKING:
    from duben.model import Publication

UNACCOUNTED = "L01"


@dataclass(frozen=True, slots=True)
class Ledger:
    """Counts of Chinese characters.

    `read` were in the source and `kept` are in the publication; `removed` and `added` are
    what notices list, `removals` the notices that take Chinese out. `missing` and `surplus`
    are characters that none of these accounts for (folded): both are empty, or Duben has a
    fault.
    """

    read: int
    kept: int
    removed: int
    added: int
    removals: tuple[Notice, ...] = ()
    missing: str = ""
    surplus: str = ""

    @property
    def is_balanced(self) -> bool:
        """Whether every character is accounted for."""
        return not (self.missing or self.surplus)


def balance(publication: Publication) -> Ledger:
    """Add up the publication and its notices, and compare them with the source."""
    read = han(publication.original)
    kept = han(publication.text)
    removals = tuple(notice for notice in publication.notices if han(notice.removed))
    removed = "".join(han(notice.removed) for notice in removals)
    added = "".join(han(notice.added) for notice in publication.notices)
    before = Counter(fold(read)) + Counter(fold(added))
    after = Counter(fold(kept)) + Counter(fold(removed))
    return Ledger(
        read=len(read),
        kept=len(kept),
        removed=len(removed),
        added=len(added),
        removals=removals,
        missing="".join(sorted((before - after).elements())),
        surplus="".join(sorted((after - before).elements())),
    )


def unaccounted(ledger: Ledger) -> tuple[Notice, ...]:
    """Return an error where characters are missing from the account, or too many."""
    if ledger.is_balanced:
        return ()
    message = (
        f"{len(ledger.missing)} Chinese characters of the source are in neither the text nor the "
        f"list of what was removed, and {len(ledger.surplus)} are in the text that were not read: "
        "this is a fault of Duben's."
    )
    return (Notice(UNACCOUNTED, "error", None, ledger.missing, ledger.surplus, message),)
