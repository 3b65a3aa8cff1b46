"""Decide how each word of a passage is read.

The words of one passage, in simplified characters, in; for each its syllables, where
they come from, how sure they are and what else they could be, out. It writes no pinyin.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from duben.annotate import candidates, context, ranker, segmentation
from duben.annotate.ranker import Answer, Ranked
from duben.annotate.surnames import surname_reading
from duben.annotate.syllables import marked, numbered
from duben.annotate.token import Token
from duben.han import is_han

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from duben.annotate.candidates import Readings, Syllables
    from duben.annotate.surnames import NameReading
    from duben.model import Confidence

# Shares of probability. Calibrated so that the doubtful words hold most of the errors and
# are few; tests/readings measures both.
_CERTAIN = 0.99
_LIKELY = 0.98
_BACKED = 0.9  # the same as _LIKELY for a word that the dictionaries read in one way only
_PLAUSIBLE = 0.02  # what is rarer is no alternative to offer
# How much likelier an answer is in running text than the other readings together.
_OPEN_WORD_ODDS = 3.5
_WORD_ODDS = 1000.0


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


def unranked(tokens: Sequence[Token], index: int, offset: int) -> tuple[Answer, bool]:
    """Return what dictionaries and rules answer for one character, and whether it is open.

    Open is what the context has to decide: a character that stands alone, and words of
    which the dictionaries know several readings. The syllable has a tone number, "?" where
    nobody knows one. Each ground is weighed apart: rule, usual, word, doubtful, parts, name.
    """
    word = tokens[index].text
    if surname_reading(tokens, index):
        return Answer(_numbered(_read(tokens, index).syllables[offset]), "name"), False
    if len(word) == 1:
        decision = context.decide(tokens, index)
        if decision:
            return Answer(numbered(decision.reading), "rule", decision.odds), True
        alone = candidates.of_character(word)
        usual = numbered(alone.chosen[0]) if alone else "?"
        return Answer(usual, "usual", candidates.odds(word)), True
    known = candidates.of_word(word)
    if known is None:
        return Answer(_numbered(_by_parts(word)[0][offset]), "parts"), False
    if known.others:
        return Answer(numbered(known.chosen[offset]), "doubtful", _OPEN_WORD_ODDS), True
    return Answer(numbered(known.chosen[offset]), "word", _WORD_ODDS), False


def _read(tokens: Sequence[Token], index: int) -> Reading:
    word = tokens[index].text
    if not is_han(word[0]):
        return Reading((None,) * len(word), "certain", "")
    name = surname_reading(tokens, index)
    if name:
        return _read_name(word, name)
    if len(word) == 1:
        return _read_character(tokens, index)
    known = candidates.of_word(word)
    if known is None:
        syllables, sure = _by_parts(word)
        return Reading(syllables, "likely" if sure else "doubtful", "parts")
    if known.others or word in ranker.current().contested:
        return _read_open_word(tokens, index, known)
    return Reading(known.chosen, "likely" if known.origin == "phrase" else "certain", known.origin)


def _read_name(word: str, name: NameReading) -> Reading:
    """Read a name as its family name says, and the rest of it as any word."""
    if len(word) == 1:
        syllable = name.syllables[0]
        return Reading((syllable,), name.confidence, "surname", _others(word, syllable))
    usual, _ = _by_parts(word)
    syllables = tuple(name.syllables.get(place, old) for place, old in enumerate(usual))
    return Reading(syllables, name.confidence, "surname")


def _read_character(tokens: Sequence[Token], index: int) -> Reading:
    """Read a character that stands alone: rules, then the ranker with their answer."""
    word = tokens[index].text
    known = candidates.of_character(word)
    if known is None:
        return Reading((None,), "doubtful", "unknown")
    answer, _ = unranked(tokens, index, 0)
    ranked = ranker.rank(tokens, index, 0, answer)
    if not ranked:
        settled = answer.ground == "rule" or candidates.is_settled(word)
        others = _others(word, marked(answer.syllable))
        confidence: Confidence = "certain" if not others else "likely" if settled else "doubtful"
        return Reading((marked(answer.syllable),), confidence, answer.ground, others)
    first = ranked[0]
    origin = "context" if first.syllable != answer.syllable else answer.ground
    trust = _trust(sum(r.probability for r in ranked if _is_same(word, first.syllable, r.syllable)))
    return Reading((marked(first.syllable),), trust, origin, _alternatives(ranked))


def _read_open_word(tokens: Sequence[Token], index: int, known: Readings) -> Reading:
    """Read a word of several readings by ranking each character in which they differ."""
    choices = _choices(tokens, index, known)
    whole = sum(choices.values())
    by_share = sorted(choices, key=lambda reading: -choices[reading])
    best = by_share[0]
    share = choices[best] / whole
    trust = _trust(share)
    if trust == "doubtful" and not known.others and best == known.chosen and share >= _BACKED:
        trust = "likely"
    others = tuple(r for r in by_share[1:] if choices[r] / whole >= _PLAUSIBLE)
    if trust == "doubtful":
        others = others or tuple(by_share[1:2])
    origin = known.origin if best == known.chosen else "context"
    return Reading(best, trust, origin, others)


def _choices(tokens: Sequence[Token], index: int, known: Readings) -> Mapping[Syllables, float]:
    """Give each possible reading of a word its share, as far as the ranker knows.

    What it has learned nothing of stays as open as it was: the first is as likely as not.
    """
    places = []
    for offset, syllable in enumerate(known.chosen):
        answer, _ = unranked(tokens, index, offset)
        ranked = () if syllable == "r" else ranker.rank(tokens, index, offset, answer)
        shares = {marked(found.syllable): found.probability for found in ranked}
        places.append(shares or {reading[offset]: 1.0 for reading in (known.chosen, *known.others)})
    if known.others:
        return {
            reading: prod(places[o].get(s, _PLAUSIBLE) for o, s in enumerate(reading))
            for reading in (known.chosen, *known.others)
        }
    return {
        reading: prod(p[s] for p, s in zip(places, reading, strict=True))
        for reading in product(*places)
    }


def _is_same(character: str, one: str, other: str) -> bool:
    """Whether two syllables differ at most in an optional neutral tone; that of 得 is none."""
    neutral = "5" in (one[-1], other[-1]) and one[:-1] == other[:-1] and character != "得"
    return one == other or neutral


def _trust(probability: float) -> Confidence:
    if probability >= _CERTAIN:
        return "certain"
    return "likely" if probability >= _LIKELY else "doubtful"


def _alternatives(ranked: Sequence[Ranked]) -> tuple[tuple[str, ...], ...]:
    """Return the plausible others, and the likeliest of them wherever there is a doubt."""
    least = min(_PLAUSIBLE, ranked[1].probability if ranked[0].probability < _LIKELY else 1.0)
    return tuple((marked(r.syllable),) for r in ranked[1:] if r.probability >= least)


def _others(character: str, reading: str) -> tuple[tuple[str, ...], ...]:
    """Return the other living readings of a character that is read *reading* here."""
    known = candidates.of_character(character)
    readings = (known.chosen, *known.others) if known else ()
    return tuple(other for other in readings if other != (reading,))


def _by_parts(word: str) -> tuple[tuple[str | None, ...], bool]:
    """Read a word that no dictionary of readings has by the shorter words in it."""
    parts = segmentation.subwords(word) if len(word) > 1 else (word,)
    if len(parts) == 1:
        parts = tuple(word)
    readings = read([Token(part, segmentation.tag_of(part)) for part in parts])
    sure = all(reading.confidence != "doubtful" for reading in readings)
    return tuple(s for reading in readings for s in reading.syllables), sure


def _numbered(syllable: str | None) -> str:
    return numbered(syllable) if syllable else "?"
