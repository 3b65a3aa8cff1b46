"""Learn from labelled sentences which context speaks for which reading.

Sentences with one marked character each in, `Weights` out: `make train-readings` writes
them to the file that the ranker reads. It is run by us, never by a user.

    python -m duben.annotate.training [CORPUS.tsv …]

A log-linear model for each place over the readings of its character, trained by stochastic
gradient descent with a rate of its own for each weight (AdaGrad), averaged over the last
rounds. The order of the sentences is drawn from a fixed seed: the same sentences give the
same weights.
"""

from __future__ import annotations

import json
import lzma
import math
import random
import re
import sys
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from importlib import resources
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from duben.annotate import ranker, reading, segmentation
from duben.annotate.features import context_of
from duben.annotate.ranker import Answer, Weights, shared_features, shares
from duben.annotate.shadow import shadow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from duben.annotate.token import Token

_MARK = re.compile(r"\[(.)\]")
_ROUNDS = 14
_AVERAGED = 10  # of the rounds, the last ones
_RATE = 0.05
_DECAY = 1e-4
_CONTESTED = 2  # sentences more against the dictionary than for it: 数重量 is no 重量
_SMALLEST = 0.04  # a weight below this changes no answer, and leaves the file


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, the place of its marked character, and the reading (with a tone number)."""

    sentence: str
    place: int
    syllable: str

    @property
    def character(self) -> str:
        """The marked character, simplified."""
        return shadow(self.sentence)[self.place]


@dataclass(frozen=True, slots=True)
class _Case:
    """An example as it is learned from: the features of each reading, and the right one."""

    features: tuple[tuple[tuple[int, float], ...], ...]
    right: int


@dataclass(frozen=True, slots=True)
class _Located:
    """An example in the words of its sentence, with what is answered without weights."""

    example: Example
    tokens: tuple[Token, ...]
    index: int
    offset: int
    answer: Answer
    is_open: bool

    @property
    def word(self) -> str:
        return self.tokens[self.index].text


def read_examples(text: str) -> Iterator[Example]:
    """Yield the examples of a corpus, one a line: 这面[和]得太硬了 TAB huo2."""
    for line in text.splitlines():
        marked, _, labels = line.partition("\t")
        mark = _MARK.search(marked)
        if mark and labels:
            sentence = marked[: mark.start()] + mark[1] + marked[mark.end() :]
            yield Example(sentence, mark.start(), labels.split("\t")[0].strip())


def locate(example: Example) -> _Located:
    """Find the word of the marked character, and what rules and dictionaries say of it."""
    tokens = segmentation.cut(shadow(example.sentence))
    ends = tuple(accumulate(len(token.text) for token in tokens))
    index = bisect_right(ends, example.place)
    offset = example.place - ends[index] + len(tokens[index].text)
    answer, is_open = reading.unranked(tokens, index, offset)
    return _Located(example, tokens, index, offset, answer, is_open)


def train(examples: Iterable[Example]) -> Weights:
    """Learn weights from *examples*; the same examples in the same order give the same."""
    with ranker.using(ranker.UNLEARNED):  # not to learn from what was learned before
        located = [locate(example) for example in examples]
    contested = _contested(located)
    used = [case for case in located if case.is_open or case.word in contested]
    readings: dict[str, set[str]] = defaultdict(set)
    for case in used:
        readings[case.example.character].add(case.example.syllable)
        readings[case.example.character].add(case.answer.syllable)
    known = {c: tuple(sorted(found)) for c, found in readings.items() if len(found) > 1}
    names: dict[str, int] = {}
    cases = [_case(case, known, names) for case in used if case.example.character in known]
    return _packed(_learn(cases, len(names)), names, known, contested)


def dump(weights: Weights) -> bytes:
    """Write weights as the ranker reads them: one line a character, compressed."""
    about = {
        "readings": dict(sorted(weights.readings.items())),
        "shared": dict(sorted(weights.shared.items())),
        "contested": sorted(weights.contested),
    }
    lines = (character + weights.own[character] for character in sorted(weights.own))
    text = "\n".join((json.dumps(about, ensure_ascii=False, separators=(",", ":")), *lines))
    return lzma.compress(text.encode(), preset=9)


def _contested(located: Iterable[_Located]) -> frozenset[str]:
    """Name the words that the sentences read otherwise than the dictionary, as a rule."""
    against: Counter[str] = Counter()
    for case in located:
        if not case.is_open:
            against[case.word] += 1 if case.answer.syllable != case.example.syllable else -1
    return frozenset(word for word, balance in against.items() if balance >= _CONTESTED)


def _case(case: _Located, known: dict[str, tuple[str, ...]], names: dict[str, int]) -> _Case:
    character = case.example.character
    context = context_of(case.tokens, case.index, case.offset)
    features = []
    for syllable in known[character]:
        values: dict[int, float] = defaultdict(float)
        for name, value in context.own:
            values[names.setdefault(f"{character}{syllable}|{name}", len(names))] += value
        for name, value in shared_features(character, syllable, context, case.answer):
            values[names.setdefault(f"#{name}", len(names))] += value
        features.append(tuple(values.items()))
    return _Case(tuple(features), known[character].index(case.example.syllable))


def _learn(cases: Sequence[_Case], count: int) -> list[float]:
    chance = random.Random(1)  # noqa: S311 (an order, no secret)
    weights, squares, whole = [0.0] * count, [1e-2] * count, [0.0] * count
    order = list(range(len(cases)))
    for step in range(_ROUNDS):
        chance.shuffle(order)
        for place in order:
            _learn_from(cases[place], weights, squares)
        if step >= _ROUNDS - _AVERAGED:
            whole = [a + b for a, b in zip(whole, weights, strict=True)]
    return [weight / _AVERAGED for weight in whole]


def _learn_from(case: _Case, weights: list[float], squares: list[float]) -> None:
    scores = [sum([weights[n] * v for n, v in values]) for values in case.features]
    for place, (values, share) in enumerate(zip(case.features, shares(scores), strict=True)):
        missed = share - (place == case.right)
        if abs(missed) < 1e-3:
            continue
        for number, value in values:
            gradient = missed * value + _DECAY * weights[number]
            squares[number] += gradient * gradient
            weights[number] -= _RATE * gradient / math.sqrt(squares[number])


def _packed(
    found: list[float],
    names: dict[str, int],
    known: dict[str, tuple[str, ...]],
    contested: frozenset[str],
) -> Weights:
    """Group the weights by character; what changes no answer is left out.

    Only differences between readings count: those of the first reading are not written.
    """
    tables: dict[str, dict[str, dict[str, float]]] = {c: {} for c in known}
    shared = {}
    for name, number in names.items():
        if name.startswith("#"):
            if abs(found[number]) >= _SMALLEST:
                shared[name[1:]] = round(found[number], 2)
        else:
            syllable, _, feature = name[1:].partition("|")
            tables[name[0]].setdefault(syllable, {})[feature] = found[number]
    written = {}
    for character, (first, *others) in known.items():
        level = tables[character][first]
        leanings = [_leanings(tables[character][other], level) for other in others]
        written[character] = json.dumps(leanings, ensure_ascii=False, separators=(",", ":"))
    return Weights(known, written, shared, contested)


def _leanings(table: dict[str, float], level: dict[str, float]) -> dict[str, int]:
    """Return how much more each feature speaks for a reading than for the first, in hundredths."""
    leanings = {feature: table[feature] - level[feature] for feature in sorted(table)}
    return {f: round(100 * leaning) for f, leaning in leanings.items() if abs(leaning) >= _SMALLEST}


def corpora() -> tuple[Path, ...]:
    """Return the files of labelled sentences that the shipped weights are learned from."""
    folder = Path(str(resources.files(__package__))) / "corpus"
    return tuple(sorted(folder.glob("*.tsv")))


def main() -> None:
    """Train on the files named, or on all of the corpus, and write the ranker's file."""
    files = [Path(name) for name in sys.argv[1:]] or corpora()
    examples = [e for file in files for e in read_examples(file.read_text(encoding="utf-8"))]
    content = dump(train(examples))
    target = Path(str(resources.files("duben.annotate"))) / "ranker.json.xz"
    target.write_bytes(content)
    sys.stdout.write(f"{len(examples)} sentences, {len(content):,} bytes: {target.name}\n")
