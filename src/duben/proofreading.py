"""Readings in a person's hands: list what is in doubt, set a reading, list what was set.

A source and its corrections files in, these files written anew out. How a correction
finds its places is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from duben import annotate, corrections, publish
from duben.annotate import models
from duben.annotate.occurrences import Match, Occurrences, match
from duben.corrections import Place, doubts, merging
from duben.corrections.entry import Entry
from duben.corrections.file import load, parse, save
from duben.corrections.spelling import syllables
from duben.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from duben.annotate.occurrences import Span
    from duben.config import Options
    from duben.corrections.file import Entries
    from duben.model import Publication

State = Literal["open", "settled", "stale", "closed"]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review found: how many words are to be settled, are settled, are stale.

    `path` is the file, `is_written` whether it is there now.
    """

    path: Path
    open: int
    settled: int
    stale: int
    is_written: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a corrections file and what becomes of it.

    `state` is "closed" where nobody has chosen and nothing is in doubt any more. `reading`
    is the pinyin chosen, `places` how many places of the text it is about.
    """

    entry: Entry
    reading: str
    state: State
    places: int
    is_own: bool = False


class Desk:
    """A text on the desk: as Duben reads it by itself, and as its corrections have it."""

    def __init__(self, source: Path, options: Options) -> None:
        """Read the text. Raises a `DubenError` as `publish.read` does."""
        self.source = source
        self.options = options
        self.path = corrections.beside(source)
        self.entries: Entries = load(self.path)
        self._parsed = publish.read_unannotated(source, options)
        self._words = publish.own_words(source, options)
        self._models = models.load(options.models)
        self.bare = annotate.with_words(self._parsed, user=self._words, installed=self._models)
        self.occurrences = Occurrences(self.bare)

    def corrected(self, more: Iterable[Entry] = ()) -> Publication:
        """Return the publication as it is built now; *more* entries would make it another."""
        given = corrections.given(self.source, self.options.readings)
        added = (entry.correction(is_own=False) for entry in more)
        return annotate.annotate(
            self._parsed, (*given, *added), user=self._words, installed=self._models
        )

    def put(self, entries: Iterable[Entry]) -> None:
        """Write decided *entries* into the file beside the text."""
        self._write(merging.with_entries(self.entries, entries, head=self._head))

    def merge(self, found: tuple[Entry, ...]) -> None:
        """Write the doubts *found* into the file beside the text."""
        matches = self.matches()

        def is_stale(entry: Entry) -> bool:
            one = matches.get(entry.where)
            return not (one.spans if one else self.occurrences.of(entry.text))

        self._write(merging.merged(self.entries, found, head=self._head, is_stale=is_stale))

    def matches(self) -> dict[str, Match]:
        """Return where the decided entries apply, by the line in which they stand."""
        decided = [entry for entry in self.entries if entry.is_decided]
        found = match(self.occurrences, [entry.correction(is_own=False) for entry in decided])
        return {entry.where: one for entry, one in zip(decided, found, strict=True)}

    def _write(self, text: str) -> None:
        """Replace the file by *text*, but never by one that could not be read again."""
        entries = parse(text, str(self.path))
        save(self.path, text)
        self.entries = entries

    @property
    def _head(self) -> str:
        return merging.HEAD.format(name=self.source.name)


def review(source: Path, options: Options) -> Reviewed:
    """Write what is in doubt into the file beside *source*, and keep all that is there.

    Nothing is written where nothing is in doubt and there is no file yet.
    """
    desk = Desk(source, options)
    found = doubts.entries_of(desk.corrected())
    is_written = bool(found or desk.entries.text)
    if is_written:
        desk.merge(found)
    stale = sum(entry.stale for entry in desk.entries)
    settled = sum(entry.is_decided and not entry.stale for entry in desk.entries)
    return Reviewed(desk.path, len(found), settled, stale, is_written)


@dataclass(frozen=True, slots=True)
class Set:
    """A reading that was set, how many places it is about, and the longer words among them."""

    entry: Entry
    places: int
    longer: tuple[str, ...] = ()


def set_reading(source: Path, word: str, pinyin: str, options: Options, *, here: str = "") -> Set:
    """Write into the file beside *source* that *word* is read *pinyin*; return what was set.

    It holds for the whole text, or for the one place that the text *here* names: with the
    word in square brackets if it stands there twice. Raises `SourceError` where the word
    or that place is not in the text, or *pinyin* is none.
    """
    reading = _reading(word, pinyin)
    desk = Desk(source, options)
    spans: tuple[Span, ...] = ()
    if here:
        place = _place(desk, word, here)
        entry = Entry(word, reading, scope="place", sentences=(place.marked(word),))
    else:
        entry = Entry(word, reading)
        spans = tuple(desk.occurrences.everywhere(entry.correction(is_own=False)))
        if not spans:
            raise SourceError(
                f"{word} does not stand in this text",
                where=str(source),
                hint='Check the word, or name the place: --here "…".',
            )
    desk.put([entry])
    return Set(entry, len(spans) or 1, desk.occurrences.longer_words(spans, len(word)))


def set_everywhere(path: Path, word: str, pinyin: str) -> Entry:
    """Write into the user's own file at *path* that *word* is read *pinyin* in all texts."""
    entry = Entry(word, _reading(word, pinyin))
    save(path, merging.with_entries(load(path, is_own=True), [entry], head=merging.OWN_HEAD))
    return entry


def listing(source: Path, options: Options) -> tuple[Listed, ...]:
    """Return the entries of the file beside *source*, and those of the user's own file."""
    desk = Desk(source, options)
    doubtful = {word.text for word in desk.corrected().doubtful_words}
    matches = desk.matches()
    found = []
    for entry in desk.entries:
        one = matches.get(entry.where)
        places = len(one.spans if one else desk.occurrences.of(entry.text))
        state: State = "settled" if one else "open" if entry.text in doubtful else "closed"
        if not places:
            state = "stale"
        found.append(Listed(entry, " ".join(entry.syllables), state, places))
    own = load(options.readings, is_own=True) if options.readings else ()
    decided = [entry for entry in own if entry.is_decided]
    for entry in decided:
        spans = tuple(desk.occurrences.everywhere(entry.correction(is_own=True)))
        if spans:
            reading = " ".join(entry.syllables)
            found.append(Listed(entry, reading, "settled", len(spans), is_own=True))
    return tuple(found)


def _reading(word: str, pinyin: str) -> str:
    try:
        return " ".join(syllables(word, pinyin))
    except ValueError as error:
        raise SourceError(
            str(error), hint='Write a syllable with its tone for each character: "háng yè".'
        ) from error


def _place(desk: Desk, word: str, here: str) -> Place:
    """Return the one place that *here* names, with the sentence around it."""
    mark = f"[{word}]" if f"[{word}]" in here else word
    if here.count(mark) != 1:
        times = f"{here.count(mark)} times" if mark in here else "nowhere"
        raise SourceError(
            f'{word} stands {times} in "{here}"',
            hint=f'Name the text around the word, and mark it if need be: "…[{word}]…".',
        )
    before, _, after = here.partition(mark)
    named = Place(before, after)
    spans = desk.occurrences.like(word, named)
    if len(spans) != 1:
        times = f"stands {len(spans)} times" if spans else "does not stand"
        hint = "Take more of the text around it." if spans else "Copy it from the text."
        problem = f'"{here}" {times} in this text'
        raise SourceError(problem, where=str(desk.source), hint=hint)
    passage = desk.bare.passages[spans[0].passage]
    start = desk.occurrences.letters[spans[0].passage].positions[spans[0].start]
    place = doubts.place_of(passage, start, len(word))
    return place if len(desk.occurrences.at(word, place)) == 1 else named
