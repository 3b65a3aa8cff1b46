"""What the words around a character say about its reading.

The words of a passage and a place in, named features out, which `ranker` weighs. It knows
no weights and chooses no reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from duben.annotate import lexicon
from duben.han import is_han

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duben.annotate.token import Token

Feature = tuple[str, float]

_EDGE = "^"  # what stands before the first and behind the last word
_CLAUSE_END = frozenset("，。；：！？、…—")
_FAR = 6
_NEAR = 5
_CLASSIFIER = re.compile(r"(\S)\[([a-z:]+\d)\]")
_LETTERS = re.compile("[a-z]+")
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_NO_MEANING = ("surname", "CL:", "variant", "old variant", "see ", "also")
# English words that say nothing of what is meant.
_EMPTY = frozenset(
    {
        *("the", "and", "for", "with", "sth", "one", "etc", "from", "into", "out", "used", "not"),
        *("his", "esp", "lit", "fig", "sense", "this", "that"),
    }
)
# Words of grammar, which all characters share: 不 and 了 mark a verb wherever they stand.
_GRAMMAR = frozenset(
    "的了着过得地不没很太就都也还又再把被给向往从对在到和跟一这那个几是有要会能来去上下我你他她它谁吗呢吧“”《》"
) | {"没有", "可以", "什么"}


@dataclass(frozen=True, slots=True)
class Context:
    """The features of one place, with how much each counts.

    `own` are learned for each reading of each character (打|车: the next word is 车),
    `shared` for kinds of readings (before 了 rather a verb: 种 zhòng). `glosses` are English
    words for the neighbours, `nouns` the words that a classifier could count here.
    """

    own: tuple[Feature, ...]
    shared: tuple[Feature, ...]
    glosses: tuple[str, ...]
    nouns: tuple[tuple[str, str], ...]


def context_of(tokens: Sequence[Token], index: int, offset: int) -> Context:
    """Describe the surroundings of the character *offset* of the word *index*."""
    place = _Place(tokens, index, offset)
    near = [place.word(d) for d in (-2, -1, 1, 2)]
    return Context(
        own=(*_characters(place), *_words(place), *_clause(place), *_arguments(place)),
        shared=tuple(_grammar(place)),
        glosses=tuple(gloss for word in near for gloss in glosses(word)),
        nouns=tuple(_counted(place)),
    )


@cache
def kinds(character: str, syllable: str) -> tuple[str, ...]:
    """Say what kinds of words a reading is: v, n, a, q (classifier), u (particle), sur, b.

    By the first words of the senses in CC-CEDICT; *syllable* carries its tone mark.
    """
    found = set()
    for sense in _senses(character, syllable):
        if sense.startswith("surname"):
            found.add("sur")
        elif "classifier" in sense or "measure word" in sense:
            found.add("q")
        elif sense.startswith("to be "):
            found.add("a")
        elif sense.startswith("to "):
            found.add("v")
        elif sense.startswith("(") and "particle" in sense:
            found.add("u")
        elif sense.startswith("(bound form"):
            found.add("b")
        elif "variant" not in sense and not sense.startswith("see "):
            found.add("n")
    return tuple(sorted(found)) or ("none",)


@cache
def meaning(character: str, syllable: str) -> frozenset[str]:
    """Return the English words with which CC-CEDICT explains a reading of a character."""
    words = (word for sense in _senses(character, syllable) for word in _english(sense))
    return frozenset(word for word in words if len(word) > 3)


@cache
def glosses(word: str) -> tuple[str, ...]:
    """Return up to four English words for a Chinese one: what kind of thing it is."""
    found: list[str] = []
    if is_han(word[0]):
        for entry in lexicon.entries(word)[:2]:
            for sense in entry.senses[:2]:
                if not sense.startswith(_NO_MEANING):
                    found += list(_english(_IN_BRACKETS.sub("", sense)))[:3]
    return tuple(dict.fromkeys(found))[:4]


@dataclass(frozen=True, slots=True)
class _Place:
    tokens: Sequence[Token]
    index: int
    offset: int

    @property
    def text(self) -> str:
        return self.tokens[self.index].text

    def word(self, distance: int) -> str:
        place = self.index + distance
        return self.tokens[place].text if 0 <= place < len(self.tokens) else _EDGE

    def tag(self, distance: int) -> str:
        place = self.index + distance
        return (self.tokens[place].tag or "w") if 0 <= place < len(self.tokens) else _EDGE

    def before(self, limit: int) -> str:
        """Return the *limit* characters before it, filled up with the edge of the passage."""
        found = self.text[: self.offset]
        place = self.index - 1
        while place >= 0 and len(found) < limit:
            found = self.tokens[place].text + found
            place -= 1
        return found[-limit:].rjust(limit, _EDGE)

    def after(self, limit: int) -> str:
        """Return the *limit* characters behind it, filled up with the edge of the passage."""
        found = self.text[self.offset + 1 :]
        place = self.index + 1
        while place < len(self.tokens) and len(found) < limit:
            found += self.tokens[place].text
            place += 1
        return found[:limit].ljust(limit, _EDGE)


def _characters(place: _Place) -> Iterator[Feature]:
    left, right = place.before(4), place.after(4)
    yield "", 1.0
    yield f"={place.text}{place.offset}", 1.0
    for distance, weight in ((1, 1.0), (2, 1.0), (3, 0.7)):
        yield f"c-{distance}{left[-distance]}", weight
        yield f"c+{distance}{right[distance - 1]}", weight
    yield f"cc--{left[-2:]}", 1.0
    yield f"cc-+{left[-1]}{right[0]}", 1.0
    yield f"cc++{right[:2]}", 1.0
    for character in left:
        yield f"cl{character}", 0.6
    for character in right:
        yield f"cr{character}", 0.6


def _words(place: _Place) -> Iterator[Feature]:
    for distance in (-2, -1, 1, 2):
        word, tag = place.word(distance), place.tag(distance)
        yield f"w{distance}{word}", 1.0
        yield f"t{distance}{tag[0]}", 1.0
        if len(tag) > 1:
            yield f"t{distance}{tag[:2]}", 1.0
        yield f"n{distance}{min(len(word), 3)}", 0.5
        for gloss in glosses(word):
            yield f"g{'+' if distance > 0 else '-'}{gloss}", 0.5
    before, after = place.tag(-1)[0], place.tag(1)[0]
    yield f"tt{before}{after}", 1.0
    yield f"tr{after}{place.tag(2)[0]}", 1.0
    yield f"wt{place.word(-1)} {after}", 1.0
    yield f"tw{before} {place.word(1)}", 1.0


def _clause(place: _Place) -> Iterator[Feature]:
    """Name the other words: the near ones of the clause by side, the rest without."""
    start, end = _clause_edges(place)
    yield f"e{min(end, 4)}", 1.0
    yield f"s{min(start, 4)}", 1.0
    tokens, index = place.tokens, place.index
    for token in tokens[index + 1 : index + 1 + _FAR]:
        if token.text in _CLAUSE_END:
            break
        yield f"R{token.text}", 0.5
        yield f"Rt{(token.tag or 'w')[0]}", 0.3
        if len(token.text) > 1:
            yield f"Rc{token.text[-1]}", 0.4
    for token in tokens[max(0, index - _FAR) : index]:
        yield f"L{token.text}", 0.5
        if len(token.text) > 1:
            yield f"Lc{token.text[-1]}", 0.4
    around = range(max(0, index - 3 * _FAR), min(len(tokens), index + 3 * _FAR))
    for other in around:
        if other != index and is_han(tokens[other].text[0]):
            yield f"B{tokens[other].text}", 0.3


def _clause_edges(place: _Place) -> tuple[int, int]:
    """Count the characters from the start of the clause, and to its end, up to four."""
    left, right = place.before(4), place.after(4)
    start = next((i for i, c in enumerate(reversed(left)) if c in _CLAUSE_END or c == _EDGE), 4)
    end = next((i for i, c in enumerate(right) if c in _CLAUSE_END or c == _EDGE), 4)
    return start, end


def _arguments(place: _Place) -> Iterator[Feature]:
    """Name the nearest noun and verb on both sides: 抹 … 桌子, 钥匙 … 卡."""
    for name, step, tags in (("RN", 1, "n"), ("LN", -1, "nr"), ("LV", -1, "v"), ("RV", 1, "v")):
        word = _nearest(place, step, tags)
        if word:
            yield f"{name}{word}", 0.7
            yield f"{name}c{word[-1]}", 0.7
            for gloss in glosses(word):
                yield f"{name}g{gloss}", 0.4


def _nearest(place: _Place, step: int, tags: str) -> str | None:
    for distance in range(1, _NEAR + 1):
        word, tag = place.word(step * distance), place.tag(step * distance)
        if word in _CLAUSE_END or word == _EDGE:
            return None
        if tag[0] in tags:
            return word
    return None


def _grammar(place: _Place) -> Iterator[Feature]:
    for distance in (-2, -1, 1, 2):
        word, tag = place.word(distance), place.tag(distance)
        yield f"t{distance}{tag[0]}", 1.0
        yield f"t{distance}{tag[:2]}.", 1.0
        if word in _GRAMMAR:
            yield f"w{distance}{word}", 1.0
    before, after = place.tag(-1)[0], place.tag(1)[0]
    yield f"tt{before}{after}", 1.0
    yield f"tr{after}{place.tag(2)[0]}", 1.0
    yield f"tl{place.tag(-2)[0]}{before}", 1.0
    yield "", 1.0
    yield f"n{len(place.text)}", 1.0
    if place.word(-1) in _GRAMMAR:
        yield f"wt{place.word(-1)} {after}", 1.0
    if place.word(1) in _GRAMMAR:
        yield f"tw{before} {place.word(1)}", 1.0


def _counted(place: _Place) -> Iterator[tuple[str, str]]:
    """Yield classifiers, with their syllables, of words near by: 一只……鸡 CL:只[zhi1]."""
    for distance in (-1, 1, 2, 3, 4):
        word = place.word(distance)
        if word != _EDGE and is_han(word[0]):
            yield from _classifiers(word)


@cache
def _classifiers(word: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (match[1], match[2].replace("u:", "v"))
        for entry in lexicon.entries(word)
        for sense in entry.senses
        if sense.startswith("CL:")
        for match in _CLASSIFIER.finditer(sense)
    )


def _senses(character: str, syllable: str) -> Iterator[str]:
    for entry in lexicon.entries(character):
        if entry.syllables == (syllable,):
            yield from entry.senses


def _english(sense: str) -> Iterator[str]:
    for word in _LETTERS.findall(sense.lower()):
        if len(word) > 2 and word not in _EMPTY:
            yield word
