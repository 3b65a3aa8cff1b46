"""What the parser works on: a passage on its way to a place in the publication."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from duben.han import han

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.model import Passage
    from duben.source import Markup, Role


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
    end = len(passage.text) if end is None else end
    return parts(passage, [(start, end)])[0]


def parts(passage: Passage, spans: Sequence[tuple[int, int]]) -> list[Passage]:
    """Return the characters of each span (start and end, in rising order), with their glosses.

    One walk along the passage: a row may have ten thousand cells.
    """
    found = []
    glosses = deque(sorted(passage.glosses, key=lambda gloss: gloss.position))
    before = done = 0
    for start, end in spans:
        before += len(han(passage.text[done:start]))
        after = before + len(han(passage.text[start:end]))
        while glosses and glosses[0].position < before:
            glosses.popleft()
        inside = []
        while glosses and glosses[0].position < after:
            gloss = glosses.popleft()
            inside.append(replace(gloss, position=gloss.position - before))
        found.append(replace(passage, text=passage.text[start:end], glosses=tuple(inside)))
        before, done = after, end
    return found


def joined(first: Passage, second: Passage) -> Passage:
    """Return both passages as one; only between Latin words or digits is a space put."""
    ends = first.text[-1:] + second.text[:1]
    gap = " " if len(ends) > 1 and ends.isascii() and ends.isalnum() else ""
    offset = len(han(first.text))
    moved = (replace(gloss, position=gloss.position + offset) for gloss in second.glosses)
    text = first.text + gap + second.text
    return replace(first, text=text, glosses=(*first.glosses, *moved))
