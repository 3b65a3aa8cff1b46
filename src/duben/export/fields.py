"""What a card is called in other programs: its fields, its deck, its note type."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duben.export.cards import Card, Deck

NOTE_TYPE = "Duben 读本"

NAMES = (
    "Word",
    "Traditional",
    "Pinyin",
    "Meaning",
    "HSK",
    "Measure words",
    "Goes with",
    "Sentence",
    "Section",
    "Text",
    "Language",
)
"""The fields of a card. Others need another note type, and so another id of it."""

OF_ALL = frozenset({"Text", "Language"})
"""Fields that are the same for all cards of a text."""


def values(deck: Deck, card: Card, marks: tuple[str, str] = ("【", "】")) -> tuple[str, ...]:
    """Return what stands in the fields; *marks* go around the word in its sentence."""
    return (
        card.word,
        card.traditional,
        card.pinyin,
        card.meaning,
        card.level,
        card.measure_words,
        card.collocation,
        card.example.marked(*marks),
        card.section,
        deck.title,
        deck.language,
    )


def deck_name(deck: Deck) -> str:
    """Return the name of the deck; "::" would put it into another."""
    return " ".join(f"{NOTE_TYPE}::{deck.title.replace('::', '：')}".split())
