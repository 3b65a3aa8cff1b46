"""A translation that somebody brings along, laid beside the text paragraph by paragraph.

Its text and a publication in, the translations of each section out. It translates nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from duben.errors import SourceError
from duben.study.model import Translation

if TYPE_CHECKING:
    from duben.model import Publication


def align(text: str, publication: Publication, where: str) -> tuple[Translation, ...]:
    """Give each section its heading and paragraphs in translation.

    Blank lines part paragraphs; where there are none, each line is one. There must be as many
    as the text has headings and paragraphs, or one more, which is the title's. Raises
    `SourceError` with both numbers.
    """
    pieces = [" ".join(piece.split()) for piece in _pieces(text)]
    wanted = sum(len(section.passages) for section in publication.sections)
    if len(pieces) not in {wanted, wanted + 1}:
        raise SourceError(
            f"this has {len(pieces)} paragraphs, and the text {wanted} with its headings",
            where=where,
            hint="Put a blank line between paragraphs; duben inspect shows those of the text.",
        )
    rest = iter(pieces[len(pieces) - wanted :])
    return tuple(
        Translation(
            heading=next(rest) if section.heading else "",
            paragraphs=tuple(next(rest) for _ in section.paragraphs),
        )
        for section in publication.sections
    )


def _pieces(text: str) -> list[str]:
    whole = text.strip("\ufeff \t\r\n")
    parted = re.split(r"\n[ \t]*\r?\n\s*", whole)
    found = parted if len(parted) > 1 else whole.splitlines()
    return [piece for piece in found if piece.strip()]
