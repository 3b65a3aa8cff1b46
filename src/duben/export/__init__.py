"""Write the new words of a study guide for other programs: Anki, spreadsheets.

A publication and its guide in, the bytes of one file out. The table is the whole registry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.export import anki, tables
from duben.export.base import Setting
from duben.export.cards import deck

if TYPE_CHECKING:
    from collections.abc import Callable

    from duben.export.cards import Deck
    from duben.model import Publication
    from duben.study.model import Guide

__all__ = ["Setting", "exports", "file_name", "write"]


def exports() -> tuple[str, ...]:
    """Name what new words can be exported as."""
    return tuple(_OURS)


def file_name(publication: Publication, name: str) -> str:
    """Return the name of the file of an export: my-text-new-words.apkg."""
    suffix, _ = _OURS[name]
    return f"{publication.name}-new-words{suffix}"


def write(name: str, publication: Publication, guide: Guide, setting: Setting) -> bytes:
    """Return the file of the export called *name*. The same words give the same bytes."""
    _, written = _OURS[name]
    return written(deck(publication, guide), setting)


_OURS: dict[str, tuple[str, Callable[[Deck, Setting], bytes]]] = {
    "anki": (".apkg", anki.package),  # to learn with
    "tsv": (".tsv", tables.tsv),  # for other flashcard programs
    "csv": (".csv", tables.csv),  # to sort, print and hand out
}
