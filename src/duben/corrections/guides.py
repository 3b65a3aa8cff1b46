"""Phonetic guides of a Word file, laid on a publication character by character.

The lines of an edited edition and the publication that it was made of in; the readings
over each character of the publication out, and what lies nowhere. It judges no reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from duben.corrections.spelling import syllables
from duben.han import han, is_han
from duben.readers.annotation import ANNOTATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from duben.model import Publication
    from duben.source import Line


class Position(NamedTuple):
    """A character of a publication: of which passage, and where in its text."""

    passage: int
    place: int


@dataclass(frozen=True, slots=True)
class Guide:
    """A character of the Word file and what stands over it; "" where nothing does."""

    character: str
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Laid:
    """The readings over characters of the publication, and what could not be laid.

    `unplaced` are guides over characters that the publication has not, `missing` its
    characters that the Word file has no more.
    """

    readings: dict[Position, str]
    unplaced: tuple[Guide, ...] = ()
    missing: str = ""


def lay(publication: Publication, lines: Iterable[Line]) -> Laid:
    """Lay the guides in *lines* on *publication*; text may have come and gone between."""
    ours = [_positions(number, text) for number, text in enumerate(_texts(publication))]
    theirs = [tuple(_guides(line.text)) for line in lines]
    laid = Laid({}, (), "")
    unplaced: list[Guide] = []
    missing: list[str] = []
    matcher = SequenceMatcher(
        None,
        ["".join(character for _, character in row) for row in ours],
        ["".join(guide.character for guide in row) for row in theirs],
        autojunk=False,
    )
    for kind, a, b, c, d in matcher.get_opcodes():
        left = [one for row in ours[a:b] for one in row]
        right = [guide for row in theirs[c:d] for guide in row]
        if kind == "equal":
            _pair(laid, left, right)
            continue
        inner = SequenceMatcher(
            None,
            [character for _, character in left],
            [guide.character for guide in right],
            autojunk=False,
        )
        for same, e, f, g, h in inner.get_opcodes():
            if same == "equal":
                _pair(laid, left[e:f], right[g:h])
            else:
                missing += [character for _, character in left[e:f]]
                unplaced += [guide for guide in right[g:h] if guide.reading]
    return Laid(laid.readings, tuple(unplaced), "".join(missing))


def _texts(publication: Publication) -> list[str]:
    return [passage.text for passage in publication.passages]


def _positions(number: int, text: str) -> list[tuple[Position, str]]:
    return [
        (Position(number, place), character)
        for place, character in enumerate(text)
        if is_han(character)
    ]


def _pair(laid: Laid, left: Sequence[tuple[Position, str]], right: Sequence[Guide]) -> None:
    for (position, _), guide in zip(left, right, strict=True):
        if guide.reading:
            laid.readings[position] = guide.reading


def _guides(text: str) -> Iterator[Guide]:
    """Yield the Chinese characters of a line with what stands over each."""
    done = 0
    for match in ANNOTATION.finditer(text):
        yield from map(Guide, han(text[done : match.start()]))
        yield from _parted(han(match[1]), " ".join(match[2].split()))
        done = match.end()
    yield from map(Guide, han(text[done:]))


def _parted(base: str, reading: str) -> Iterator[Guide]:
    """Part a guide over several characters: what was grouped in Word's dialog."""
    try:
        parts: Sequence[str] = syllables(base, reading) if len(base) > 1 else (reading,)
    except ValueError:
        parts = (reading, *("" for _ in base[1:]))
    yield from map(Guide, base, parts)
