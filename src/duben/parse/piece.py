"""What the parser works on: a passage on its way to a place in the publication."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from duben.han import han

if TYPE_CHECKING:
    from duben.model import Markup, Passage, Role


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage, and what the source shows of its role.

    `markup` is what the source says it is, None where nothing does. `after_blank` says
    that a blank line stands before it, `indent` how far it is set in (columns: a Chinese
    character takes two).
    """

    passage: Passage
    markup: Markup | None = None
    after_blank: bool = False
    indent: int = 0

    @property
    def text(self) -> str:
        """The text of the passage."""
        return self.passage.text

    @property
    def line(self) -> int | None:
        """The line where the passage begins."""
        return self.passage.line

    @property
    def role(self) -> Role | None:
        """What the source says this is."""
        return self.markup.role if self.markup else None

    @property
    def is_running(self) -> bool:
        """Whether this may still be anything: a paragraph, a heading, a line of verse."""
        return self.role in (None, "paragraph")

    @property
    def heading_level(self) -> int:
        """The level of a heading that the source marks as one; 0 for all else."""
        return self.markup.level if self.markup and self.markup.role == "heading" else 0


def part(passage: Passage, start: int, end: int | None = None) -> Passage:
    """Return the characters from *start* to *end* of a passage, with their glosses."""
    text = passage.text[start:end]
    before, inside = len(han(passage.text[:start])), len(han(text))
    glosses = tuple(
        replace(gloss, position=gloss.position - before)
        for gloss in passage.glosses
        if before <= gloss.position < before + inside
    )
    return replace(passage, text=text, glosses=glosses)
