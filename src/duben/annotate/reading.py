"""Decide how each word of a passage is read.

The words of one passage, in simplified characters, in; for each its syllables, where
they come from, how sure they are and what else they could be, out. It writes no pinyin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.annotate import candidates, context, segmentation
from duben.annotate.surnames import surname_reading
from duben.annotate.token import Token
from duben.han import is_han

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.annotate.candidates import Readings
    from duben.model import Confidence


@dataclass(frozen=True, slots=True)
class Reading:
    """How one word is read: a syllable a character, None where nobody knows one."""

    syllables: tuple[str | None, ...]
    confidence: Confidence
    origin: str
    alternatives: tuple[tuple[str, ...], ...] = ()


def read(tokens: Sequence[Token]) -> tuple[Reading, ...]:
    """Read the words of one passage in the light of their neighbours."""
    return tuple(_read(tokens, index) for index in range(len(tokens)))


def _read(tokens: Sequence[Token], index: int) -> Reading:
    word = tokens[index].text
    if not is_han(word[0]):
        return Reading((None,) * len(word), "certain", "")
    surname = surname_reading(tokens, index)
    if surname:
        reading, confidence = surname
        return Reading((reading,), confidence, "surname", _others(word, reading))
    if len(word) == 1:
        return _read_character(tokens, index)
    known = candidates.of_word(word)
    if known:
        return Reading(known.chosen, _trust(known), known.origin, known.others)
    return _read_by_parts(word)


def _read_character(tokens: Sequence[Token], index: int) -> Reading:
    known = candidates.of_character(tokens[index].text)
    if known is None:
        return Reading((None,), "doubtful", "unknown")
    decision = context.decide(tokens, index)
    if decision:
        others = _others(tokens[index].text, decision.reading)
        return Reading((decision.reading,), "likely" if others else "certain", "rule", others)
    return Reading(known.chosen, _trust(known), known.origin, known.others)


def _others(character: str, reading: str) -> tuple[tuple[str, ...], ...]:
    """Return the other living readings of a character that is read *reading* here."""
    known = candidates.of_character(character)
    readings = (known.chosen, *known.others) if known else ()
    return tuple(other for other in readings if other != (reading,))


def _read_by_parts(word: str) -> Reading:
    """Read a word that no dictionary of readings has by the shorter words in it."""
    parts = segmentation.subwords(word) if len(word) > 1 else (word,)
    if len(parts) == 1:
        parts = tuple(word)
    readings = read([Token(part, segmentation.tag_of(part)) for part in parts])
    syllables = tuple(s for reading in readings for s in reading.syllables)
    doubtful = any(reading.confidence == "doubtful" for reading in readings)
    return Reading(syllables, "doubtful" if doubtful else "likely", "parts")


def _trust(known: Readings) -> Confidence:
    """Call certain what sources agree on, likely what one has alone, the rest doubtful."""
    if known.others:
        return "doubtful"
    return "certain" if known.agreed else "likely"
