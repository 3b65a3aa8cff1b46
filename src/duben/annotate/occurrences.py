"""Where in an annotated publication a correction applies.

A publication and corrections in, the spans of characters that each is about out. It
changes no reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from duben.annotate.shadow import shadow
from duben.clean import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from duben.corrections import Correction, Place
    from duben.model import Passage, Publication

_NEAR = 3
"""So many characters on each side tell a place where the rest of its sentence was changed."""

_LEAST = 4
"""A place known by fewer characters has to be a whole passage, or the only one."""


class Span(NamedTuple):
    """Characters of a passage, without the marks of notes, from `start` on."""

    passage: int
    start: int


@dataclass(frozen=True, slots=True)
class Match:
    """A correction, where it applies, and which of its places are not in the text."""

    correction: Correction
    spans: tuple[Span, ...]
    lost: tuple[Place, ...] = ()


class Letters:
    """The characters of a passage as corrections see them: no marks of notes among them.

    `positions` are their places in the passage's text, `readings` what they are read and
    `words` the words in which they stand.
    """

    def __init__(self, passage: Passage) -> None:
        """Take the words of *passage* apart, marks of notes left out."""
        self.positions: list[int] = []
        self.readings: list[str] = []
        self.words: list[str] = []
        start = 0
        for word in passage.words:
            if not word.note:
                self.positions += range(start, start + len(word.text))
                self.readings += word.syllables or ("?",) * len(word.text)
                self.words += [word.text] * len(word.text)
            start += len(word.text)
        self.text = "".join(passage.text[position] for position in self.positions)

    def find(self, word: str) -> Iterator[int]:
        """Yield where *word* stands, in either script."""
        simplified = shadow(word)
        pairs = {(self.text, word), (self._simplified, word), (self.text, simplified)}
        yield from sorted({start for text, form in pairs for start in _all(text, form)})

    def is_within(self, start: int, length: int) -> bool:
        """Whether one character stands inside a longer word: the 长 of 校长."""
        return length == 1 and len(self.words[start]) > 1

    def context(self, start: int, length: int) -> tuple[str, str]:
        """Return the letters of the passage before and after a span, to compare with."""
        before, after = self._counts[start], self._counts[start + length]
        return self._legible[:before], self._legible[after:]

    @cached_property
    def _simplified(self) -> str:
        return shadow(self.text)

    @cached_property
    def _legible(self) -> str:
        return legible(self.text)

    @cached_property
    def _counts(self) -> list[int]:
        """How many letters stand before each character."""
        counts = [0]
        for character in self.text:
            counts.append(counts[-1] + character.isalnum())
        return counts


class Occurrences:
    """The places of a publication, as it was before any correction."""

    def __init__(self, publication: Publication) -> None:
        """Take the publication's passages apart."""
        self.letters = tuple(map(Letters, publication.passages))
        self._found: dict[str, tuple[Span, ...]] = {}

    def of(self, word: str) -> tuple[Span, ...]:
        """Return all places of *word*."""
        if word not in self._found:
            self._found[word] = tuple(
                Span(number, start)
                for number, letters in enumerate(self.letters)
                for start in letters.find(word)
            )
        return self._found[word]

    def at(self, word: str, place: Place) -> tuple[Span, ...]:
        """Return where *word* stands in the text that *place* names.

        What are no letters or digits counts for nothing. A place that is told by few
        characters has to be a whole passage, or the only one.
        """
        found = self.like(word, place)
        context = legible(place.before), legible(place.after)
        if len("".join(context)) >= _LEAST:
            return found
        whole = tuple(span for span in found if self._context(span, word) == context)
        return whole or (found if len(found) == 1 else ())

    def like(self, word: str, place: Place) -> tuple[Span, ...]:
        """Return all places of *word* with the text around them that *place* names."""
        return self._between(word, legible(place.before), legible(place.after))

    def near(self, word: str, place: Place, taken: Collection[Span]) -> tuple[Span, ...]:
        """Return the one place whose nearest characters are as *place* says, if it is one.

        A place that is *taken* by another is none.
        """
        before, after = legible(place.before)[-_NEAR:], legible(place.after)[:_NEAR]
        if len(before) + len(after) < _LEAST:
            return ()
        found = [span for span in self._between(word, before, after) if span not in taken]
        return tuple(found) if len(found) == 1 else ()

    def everywhere(self, correction: Correction) -> Iterator[Span]:
        """Yield where a correction of the whole text applies.

        One of a single character, 长, leaves alone the words in which it stands, 校长.
        """
        length = len(correction.text)
        for span in self.of(correction.text):
            letters = self.letters[span.passage]
            read = tuple(letters.readings[span.start : span.start + length])
            if correction.scope != "front matter" and letters.is_within(span.start, length):
                continue
            if not correction.read or read == correction.read:
                yield span

    def longer_words(self, spans: Iterable[Span], length: int) -> tuple[str, ...]:
        """Return the longer words inside which characters of these *spans* stand: 朝阳区."""
        words = (self.letters[span.passage].words[span.start] for span in spans)
        return tuple(dict.fromkeys(word for word in words if len(word) > length))

    def _between(self, word: str, before: str, after: str) -> tuple[Span, ...]:
        contexts = ((span, self._context(span, word)) for span in self.of(word))
        return tuple(
            span
            for span, (left, right) in contexts
            if left.endswith(before) and right.startswith(after)
        )

    def _context(self, span: Span, word: str) -> tuple[str, str]:
        return self.letters[span.passage].context(span.start, len(word))


def match(occurrences: Occurrences, corrections: Sequence[Correction]) -> tuple[Match, ...]:
    """Return where each correction applies.

    A sentence that was changed is known by the characters nearest to the word, where no
    other correction names that place.
    """
    exact = [
        [occurrences.at(correction.text, place) for place in correction.places]
        for correction in corrections
    ]
    taken = {span for places in exact for spans in places for span in spans}
    found = []
    for correction, places in zip(corrections, exact, strict=True):
        spans: dict[Span, None] = {}
        lost = []
        for place, here in zip(correction.places, places, strict=True):
            near = here or occurrences.near(correction.text, place, taken)
            spans.update(dict.fromkeys(near))
            lost += [] if near else [place]
        if correction.scope != "place":
            spans.update(dict.fromkeys(occurrences.everywhere(correction)))
        found.append(Match(correction, tuple(spans), tuple(lost)))
    return tuple(found)


def legible(text: str) -> str:
    """Return what of *text* tells a place: letters and digits, in one form for all variants."""
    return "".join(fold(character) for character in text if character.isalnum())


def _all(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + len(word))
