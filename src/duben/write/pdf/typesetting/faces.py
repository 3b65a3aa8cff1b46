"""Tokens as they look in one font at one size: shaped once, then taken from memory.

A style of WeasyPrint's and tokens in, clusters of glyphs with their widths out, in CSS
pixels. Lines are not composed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from duben.write.pdf.typesetting.characters import Kind, Token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Shape = Callable[[str], "tuple[Run, ...]"]

_MARKS = "“”‘’"
_TOGETHER = 400
"""How many characters are shaped in one go: about what a page has of different ones."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph: its number in the font, its advance and offsets, the text it stands for.

    Offsets are to the right, and down: `rise` is below 0 for what stands higher.

    `missing` is the character's code where the font has none for it, else 0.
    """

    number: int
    width: float
    offset: float
    rise: float
    text: str
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one font; `font` is Pango's, `address` tells fonts apart.

    `size` is the one that was asked for: a font of images has but one of its own.
    """

    font: Any
    address: int
    glyphs: tuple[Glyph, ...]
    size: float

    @property
    def width(self) -> float:
        """The advance of all glyphs."""
        return sum(glyph.width for glyph in self.glyphs)


@dataclass(frozen=True, slots=True, eq=False)
class Cluster:
    """A token in its shape. Two are the same only if they are one object."""

    token: Token
    runs: tuple[Run, ...]
    width: float
    size: int
    """How many bytes of UTF-8 it takes."""


class Face:
    """A font at one size: `em` wide, its lines `height` high, the baseline `ascent` below."""

    def __init__(self, shape: Shape, marks: Shape | None, em: float) -> None:
        """Shape by *shape*, and quotation marks by *marks* where *shape* makes them narrow."""
        self.em = em
        self._shape = shape
        self._shape_marks = marks
        self._clusters: dict[str, Cluster] = {}

    def learn(self, characters: Iterable[str]) -> None:
        """Shape single characters together, which costs less than one by one."""
        unknown = list(dict.fromkeys(c for c in characters if c not in self._clusters))
        for start in range(0, len(unknown), _TOGETHER):
            wanted = unknown[start : start + _TOGETHER]
            runs = self._shape("".join(wanted))
            shaped = [(run, glyph) for run in runs for glyph in run.glyphs]
            if [glyph.text for _, glyph in shaped] != wanted:
                continue  # glyphs of two characters: each is shaped by itself when asked for
            for run, glyph in shaped:
                alone = Run(run.font, run.address, (glyph,), run.size)
                token = Token(glyph.text, Kind.HAN)
                size = len(glyph.text.encode())
                self._clusters[glyph.text] = Cluster(token, (alone,), glyph.width, size)

    def cluster(self, token: Token) -> Cluster:
        """Return *token* in this face."""
        found = self._clusters.get(token.text)
        if found is None:
            found = self._clusters[token.text] = self._cluster(token)
        return found

    def _cluster(self, token: Token) -> Cluster:
        runs = self._shape(token.text)
        if token.kind is Kind.HAN and sum(len(run.glyphs) for run in runs) > 1:
            # Not in the font: 葛 and the selector behind it would be two glyphs.
            runs = self._shape(token.text[0])
        width = sum(run.width for run in runs)
        # “ is a Latin mark as well, and a Kai font draws it narrow.
        if self._shape_marks and token.text in _MARKS and width < self.em:
            runs = self._shape_marks(token.text)
            width = sum(run.width for run in runs)
        return Cluster(token, runs, width, len(token.text.encode()))
