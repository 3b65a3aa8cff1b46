"""The new words of a study guide as cards, each with its sentence.

A publication and its guide in, one card for each new word out, in the order of the text.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.export.examples import NONE, Example, examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duben.model import Publication, Section
    from duben.study.model import Entry, Guide

_UNLISTED = "—"


@dataclass(frozen=True, slots=True)
class Card:
    """A word to learn.

    `id` stays the same when the text, the meaning or the reading is mended. `traditional` is
    empty where it is written as the word is, `level` an HSK level ("5", "7–9") or empty.
    `section` is the heading under which the word is new, `tags` are Anki's: no spaces,
    "::" between a tag and one inside it. `is_edited` says that a person chose the meaning.
    """

    id: str
    word: str
    traditional: str
    pinyin: str
    meaning: str
    level: str
    measure_words: str
    collocation: str
    example: Example
    section: str
    tags: tuple[str, ...]
    is_edited: bool = False


@dataclass(frozen=True, slots=True)
class Deck:
    """The cards of one text. `seed` is what its ids are made from."""

    title: str
    language: str
    seed: str
    cards: tuple[Card, ...]


def deck(publication: Publication, guide: Guide) -> Deck:
    """Make a card for each new word of the guide.

    A text is known by its name and title, so that it can be edited and stay the same.
    """
    title = publication.title.unmarked
    seed = f"duben\n{publication.name}\n{title}"
    return Deck(title, publication.language, seed, tuple(_cards(publication, guide, seed)))


def digest(*parts: str) -> bytes:
    """Return 32 bytes that are the same wherever the parts are."""
    return hashlib.sha256("\n".join(parts).encode()).digest()


def _cards(publication: Publication, guide: Guide, seed: str) -> Iterator[Card]:
    met: Counter[str] = Counter()
    headings = 0
    for section, part in zip(publication.sections, guide.sections, strict=True):
        headings += section.heading is not None
        found = examples(section, part.new_words)
        tags = (_section_tag(publication.name, section, headings),)
        for entry in part.new_words:
            # not by its pinyin, which a person may correct: 长 that is zhǎng is the second 长
            number = met[entry.word]
            met[entry.word] += 1
            yield _card(
                entry,
                digest(seed, entry.word, str(number)).hex()[:16],
                found.get((entry.word, entry.readings), NONE),
                section.name,
                tags,
            )


def _card(entry: Entry, id: str, example: Example, section: str, tags: tuple[str, ...]) -> Card:  # noqa: A002 (the field's name)
    level = "" if entry.level == _UNLISTED else entry.level
    return Card(
        id=id,
        word=entry.word,
        traditional=entry.traditional if entry.traditional != entry.word else "",
        pinyin=entry.pinyin,
        meaning=entry.meaning,
        level=level,
        measure_words="、".join(entry.measure_words),
        collocation=entry.collocation,
        example=example,
        section=section,
        tags=(*tags, f"HSK::{level.replace('–', '-') or 'none'}"),
        is_edited=entry.meaning != entry.automatic,
    )


def _section_tag(name: str, section: Section, number: int) -> str:
    """Return the name of the text and its section's heading: pact::02_安全."""
    tag = _tag(name)
    if not section.heading:
        return tag
    heading = section.heading.unmarked
    words = heading.removeprefix(section.heading.label) or heading  # 三 is all there is
    return f"{tag}::{number:02}_{_tag(words)}"


def _tag(text: str) -> str:
    return "_".join(text.replace("::", "：").split())
