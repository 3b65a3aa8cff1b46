"""Chinese prose of a chosen length, to be set: from a folder of books, or from our own corpus.

Paragraphs out, never cut. The same length gives the same text.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from duben.han import han
from readings.catalogue import CORPUS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_SENTENCES = 8  # in a paragraph
_STEP = 7919  # sentences side by side in the corpus have the same word


def text(length: int, corpora: Path | None) -> list[str]:
    """Return paragraphs that have *length* Chinese characters, and at most one paragraph more.

    Raises `ValueError` if there are not as many.
    """
    found = []
    left = length
    for paragraph in _books(corpora) if corpora else _sentences():
        found.append(paragraph)
        left -= len(han(paragraph))
        if left <= 0:
            return found
    raise ValueError(f"there are {length - left} Chinese characters and not {length}")


def _books(corpora: Path) -> Iterator[str]:
    """Read the books in `luxun/`: lines broken at a fixed width, paragraphs set in.

    Paragraphs with a character for private use are left out: it is in no font, and Duben would
    refuse them where a rival prints an empty box.
    """
    for path in sorted(corpora.glob("luxun/*.txt")):
        for paragraph in joined(path.read_text(encoding="utf-8").splitlines()):
            if all(unicodedata.category(character) != "Co" for character in paragraph):
                yield paragraph


def joined(lines: Iterable[str]) -> Iterator[str]:
    """Join lines to paragraphs: a line that is empty or set in begins a new one."""
    paragraph = ""
    for line in lines:
        if paragraph and line[:1].strip() == "":
            yield paragraph
            paragraph = ""
        paragraph += line.strip()
    if paragraph:
        yield paragraph


def _sentences() -> Iterator[str]:
    rows = [
        row.split("\t")[0].replace("[", "").replace("]", "")
        for path in sorted(CORPUS.parent.glob("*.tsv"))
        for row in path.read_text(encoding="utf-8").splitlines()
    ]
    order = sorted(range(len(rows)), key=lambda number: number * _STEP % len(rows))
    for start in range(0, len(rows), _SENTENCES):
        yield "".join(rows[number] for number in order[start : start + _SENTENCES])
