"""The readings of a character in a sentence, ranked by all that speaks for each.

The words of a passage and a place in, readings with their probabilities out. It weighs
what the dictionary or the rules answer, the context, and what kind of word each reading
is; the weights are learned from sentences (`training`), and how often a reading is met in
running text is added as odds, since those sentences are balanced on purpose.
"""

from __future__ import annotations

import json
import lzma
import math
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING

from duben.annotate.features import Context, context_of, kinds, meaning
from duben.annotate.syllables import marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from duben.annotate.token import Token


_MODEL_ODDS = 3.0  # what an installed model says, if the user asks for one


@dataclass(frozen=True, slots=True)
class Answer:
    """What rules or dictionaries say of a character.

    `syllable` has a tone number. `ground` is "rule", "usual", "word", "doubtful", "parts" or
    "name"; `odds` how much likelier it is than the other readings in running text.
    """

    syllable: str
    ground: str
    odds: float = 1.0


@dataclass(frozen=True)
class Weights:
    """What was learned.

    `readings` has the syllables of each character, with tone numbers; `own`, as JSON, for each
    of them but the first how much more a feature speaks for it than for the first, in
    hundredths; `shared` the weights of kinds of readings and of answers. `contested` are words
    that sentences read in another way than the dictionary.
    """

    readings: Mapping[str, tuple[str, ...]]
    own: Mapping[str, str]
    shared: Mapping[str, float]
    contested: frozenset[str]

    @cached_property
    def _parsed(self) -> dict[str, Sequence[Mapping[str, int]]]:
        return {}

    def of(self, character: str) -> Sequence[Mapping[str, int]]:
        """Return what is `own` to a character, read when first asked for."""
        if character not in self._parsed:
            self._parsed[character] = json.loads(self.own[character])
        return self._parsed[character]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A reading with its probability (0 to 1)."""

    syllable: str
    probability: float


def rank(tokens: Sequence[Token], index: int, offset: int, answer: Answer) -> tuple[Ranked, ...]:
    """Rank the readings of one character, the likeliest first; syllables with tone numbers.

    Nothing where nothing was learned of the character. An answer with odds of 1 leaves it to
    the context: right for sentences in which rare readings are as frequent as usual ones.
    """
    weights = current()
    character = tokens[index].text[offset]
    syllables = weights.readings.get(character)
    if not syllables:
        return ()
    context = context_of(tokens, index, offset)
    said = tokens[index].opinions[offset] if tokens[index].opinions else ()
    scores = [0.0] * len(syllables)
    for place, leanings in enumerate(weights.of(character), 1):
        scores[place] = sum(leanings.get(name, 0) * value for name, value in context.own) / 100
    for place, syllable in enumerate(syllables):
        for name, value in shared_features(character, syllable, context, answer):
            scores[place] += weights.shared.get(name, 0.0) * value
        if syllable == answer.syllable:
            scores[place] += math.log(answer.odds)
        scores[place] += math.log(_MODEL_ODDS) * said.count(syllable)
    ranked = (Ranked(s, share) for s, share in zip(syllables, shares(scores), strict=True))
    return tuple(sorted(ranked, key=lambda found: -found.probability))


def shared_features(
    character: str, syllable: str, context: Context, answer: Answer
) -> list[tuple[str, float]]:
    """List the features that all characters share, for one reading (with a tone number)."""
    spelt = marked(syllable)
    found = [(f"{kind}|{n}", v) for kind in kinds(character, spelt) for n, v in context.shared]
    if syllable.endswith("5"):
        found += [(f"neutral|{name}", value) for name, value in context.shared]
    if answer.syllable == syllable:
        found.append((f"answer|{answer.ground}", 1.0))
    if (character, syllable) in context.nouns:
        found.append(("classifier", 1.0))
    explained = meaning(character, spelt)
    common = sum(gloss in explained for gloss in context.glosses)
    if common:
        found.append(("meaning", min(common, 3.0)))
    return found


def shares(scores: Sequence[float]) -> list[float]:
    """Turn scores into probabilities (softmax)."""
    highest = max(scores)
    masses = [math.exp(score - highest) for score in scores]
    whole = sum(masses)
    return [mass / whole for mass in masses]


UNLEARNED = Weights({}, {}, {}, frozenset())
_CHOSEN: ContextVar[Weights | None] = ContextVar("weights", default=None)


@contextmanager
def using(weights: Weights) -> Iterator[None]:
    """Rank by other weights than those shipped, to train and to cross-validate."""
    token = _CHOSEN.set(weights)
    try:
        yield
    finally:
        _CHOSEN.reset(token)


def current() -> Weights:
    """Return the weights in use."""
    return _CHOSEN.get() or learned()


@cache
def learned() -> Weights:
    """Return the weights that this version ships."""
    packed = resources.files(__package__).joinpath("ranker.json.xz").read_bytes()
    head, *lines = lzma.decompress(packed).decode().splitlines()
    about = json.loads(head)
    return Weights(
        readings={c: tuple(readings) for c, readings in about["readings"].items()},
        own={line[0]: line[1:] for line in lines},
        shared=about["shared"],
        contested=frozenset(about["contested"]),
    )
