"""A reading that somebody has decided: of which word, and where.

Data alone. Whether a place is in the text, `annotate` finds out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scope = Literal["front matter", "everywhere", "text", "place"]
"""How far a correction reaches; what stands later here goes before what stands earlier."""


@dataclass(frozen=True, slots=True)
class Place:
    """An occurrence of a word, known by the text around it."""

    before: str
    after: str

    def marked(self, text: str) -> str:
        """Write the place with the word *text* in its brackets."""
        return f"{self.before}[{text}]{self.after}"


@dataclass(frozen=True, slots=True)
class Correction:
    """The word `text` is read `syllables`, one a character.

    `scope` "place" means only at `places`; "text" and "everywhere" mean wherever the word
    stands, but only where Duben reads it `read` itself, if that is given, and at `places`.
    `where` names the file and line that say so.
    """

    text: str
    syllables: tuple[str, ...]
    scope: Scope = "text"
    read: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    where: str = ""
