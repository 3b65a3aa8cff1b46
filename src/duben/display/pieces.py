"""Syllables → the pieces of a reading, each with the class of its tone if tones have colours.

Syllables as they are said in, text in the chosen notation out. What is said is decided before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.display import notation, spelling
from duben.romanization import capitalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from duben.config import Tones


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a reading, and the class of its tone where tones have colours: "t1"."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes syllables in a notation, and says their tones where these have colours."""

    tones: Tones
    in_colour: bool

    def syllable(self, said: str, like: str = "") -> Piece:
        """Write one syllable, with a capital where *like* has one."""
        tone = notation.tone_class(said) if self.in_colour else ""
        return Piece(notation.written(spelling.like(like, said), self.tones), tone)

    def spaced(self, said: Sequence[str]) -> tuple[Piece, ...]:
        """Set syllables apart, one a character."""
        pieces: list[Piece] = []
        for syllable in said:
            pieces += [Piece(" ")] * bool(pieces) + [self.syllable(syllable)]
        return merged(pieces)

    def spelt(self, spelt: str, syllables: Sequence[str], said: Sequence[str]) -> tuple[Piece, ...]:
        """Write a word as it is *spelt* with its *syllables*, but as they are *said*.

        Zhuyin has no spelling of words: its syllables stand apart.
        """
        if self.tones == "zhuyin":
            return self.spaced(said)
        return merged(
            Piece(part.text)
            if part.character is None
            else self.syllable(said[part.character], like=part.text)
            for part in spelling.parts(spelt, syllables)
        )


def merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Join neighbours of no tone: without colours a reading is one piece."""
    found: list[Piece] = []
    for piece in pieces:
        if found and not found[-1].tone and not piece.tone:
            found[-1] = Piece(found[-1].text + piece.text)
        else:
            found.append(piece)
    return tuple(found)


def with_capital(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Begin a reading with a capital: it begins a sentence."""
    first = pieces[0]
    return (Piece(capitalised(first.text), first.tone), *pieces[1:])


def text_of(pieces: Iterable[Piece]) -> str:
    """Return a reading as text."""
    return "".join(piece.text for piece in pieces)
