"""An edition → what its PDF must have: the paragraphs, and the readings of their characters.

Paragraphs are those of the text itself: no headings, lists, tables or colophon.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.han import han
from duben.ruby import segments
from duben.vocabulary import base_text, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from duben.render import Edition


_BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "td", "th", "caption")


@dataclass(frozen=True, slots=True)
class Syllable:
    """What stands over the characters `start` to `end` of a paragraph's Chinese ones.

    Syllables of one word have the same number `word`.
    """

    text: str
    start: int
    end: int
    word: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: all of its text, its Chinese characters, and their readings."""

    text: str
    han: str
    syllables: tuple[Syllable, ...] = ()


def paragraphs(edition: Edition) -> tuple[Paragraph, ...]:
    """Return the paragraphs in their order."""
    found = edition.tree().iterfind(".//{*}section[@class='text']/{*}p")
    return tuple(_paragraph(element) for element in found)


def pieces(element: etree._Element) -> Iterator[tuple[str, str, int]]:
    """Yield text, the reading above it or "", and the number of its word, in order."""
    yield element.text or "", "", 0
    for number, child in enumerate(element.iterchildren("*")):
        if local_name(child) == "ruby":
            for segment in segments(child):
                yield segment.base, segment.reading_text, number
        else:
            yield from pieces(child)
        yield child.tail or "", "", 0


def blocks(edition: Edition) -> tuple[etree._Element, ...]:
    """Return all that stands by itself in the edition: headings, paragraphs, items, cells."""
    found = edition.tree().iter(*(f"{{*}}{name}" for name in _BLOCKS))
    return tuple(block for block in found if not any(_is_block(b) for b in block.iterdescendants()))


def _is_block(element: etree._Element) -> bool:
    return local_name(element) in _BLOCKS


def _paragraph(element: etree._Element) -> Paragraph:
    syllables = []
    place = 0
    for base, reading, word in pieces(element):
        end = place + len(han(base))
        if reading and end > place:
            syllables.append(Syllable("".join(reading.split()), place, end, word))
        place = end
    text = base_text(element)
    return Paragraph(text, han(text), tuple(syllables))
