"""An edited pinyin edition in Word → the corrections that somebody made in it.

A text on the desk and the Word file in, what was taken into the corrections file and what
could not be placed out. Words are not parted or joined by it: a Word file has a guide over
each character, and nothing in it says where a word ends.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben import readers
from duben.corrections import doubts
from duben.corrections.entry import Entry
from duben.corrections.guides import Position, lay
from duben.corrections.spelling import syllables
from duben.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from duben.annotate.occurrences import Span
    from duben.corrections.guides import Laid
    from duben.model import Passage, Publication, Word
    from duben.proofreading import Desk
    from duben.source import Source

_PINYIN_LINES = "W09"  # the reader's notice on lines of pinyin under headings


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What was taken from a Word file: `taken`, each with the number of its places.

    `left` says in a sentence each what was not taken. `missing` are characters of the text
    that the Word file has not.
    """

    taken: tuple[tuple[Entry, int], ...]
    left: tuple[str, ...]
    missing: str = ""


@dataclass(frozen=True, slots=True)
class _Change:
    """A word of the publication over which something else stands now."""

    position: Position
    word: Word
    reading: tuple[str, ...]
    is_outdated: bool  # it is what Duben reads by itself, against a correction


def read_back(desk: Desk, edited: Path) -> ReadBack:
    """Take the readings of the Word file *edited* into the corrections of the text.

    Raises `SourceError` where there are no phonetic guides in it, or it is of another text.
    """
    source = readers.read(edited, desk.options)
    now = desk.corrected()
    laid = lay(now, source.lines)
    if not laid.readings:
        raise SourceError(
            "there are no phonetic guides over the characters of this text in it",
            where=str(edited),
            hint="Take the edition STEM-pinyin.docx that was made of this text.",
        )
    left: list[str] = []
    changes = tuple(_changes(desk, now, laid, left))
    groups: dict[tuple[str, tuple[str, ...]], list[_Change]] = {}
    for change in changes:
        if change.is_outdated:
            left.append(
                f"{change.word.text} {' '.join(change.reading)}: this is Duben's own reading; "
                f"a correction says {' '.join(change.word.syllables)}, and it stays"
            )
        else:
            groups.setdefault((change.word.text, change.reading), []).append(change)
    taken = [(_entry(desk, laid, group), len(group)) for group in groups.values()]
    if taken:
        desk.put(entry for entry, _ in taken)
        left += _without_effect(desk.corrected(), groups.values())
    left += [
        f"{guide.character} {guide.reading}: this character is not in the text"
        for guide in laid.unplaced
    ]
    left += _heading_lines(now, source)
    return ReadBack(tuple(taken), tuple(dict.fromkeys(left)), laid.missing)


def _changes(desk: Desk, now: Publication, laid: Laid, left: list[str]) -> Iterator[_Change]:
    """Yield each word whose guides have been changed; tell what cannot be understood."""
    for number, (passage, bare) in enumerate(zip(now.passages, desk.bare.passages, strict=True)):
        own = _readings(bare)
        start = 0
        for word in passage.words:
            seen = [
                laid.readings.get(Position(number, start + offset), "")
                for offset in range(len(word.text))
            ]
            reading = _read(word, seen, left)
            if reading != word.syllables:
                outdated = own[start : start + len(word.text)] == list(reading)
                is_outdated = outdated and word.origin == "user"
                yield _Change(Position(number, start), word, reading, is_outdated)
            start += len(word.text)


def _read(word: Word, seen: Sequence[str], left: list[str]) -> tuple[str, ...]:
    """Return the syllables over a word; where nothing, or nothing sound, stands, its own."""
    reading = list(word.syllables)
    for offset, (character, written) in enumerate(zip(word.text, seen, strict=True)):
        if not written or _plain(written) == _plain(reading[offset]):
            continue
        try:
            (reading[offset],) = syllables(character, written)
        except ValueError:
            left.append(f"{word.text}: {written} over {character} is no syllable of pinyin")
    return tuple(reading)


def _plain(reading: str) -> str:
    return unicodedata.normalize("NFC", reading.strip().lower())


def _readings(passage: Passage) -> list[str]:
    return [
        syllable for word in passage.words for syllable in word.syllables or ("?",) * len(word.text)
    ]


def _entry(desk: Desk, laid: Laid, group: Sequence[_Change]) -> Entry:
    """Make one correction of a word's changes: of the text if all its places were changed."""
    word, reading = group[0].word.text, " ".join(group[0].reading)
    whole = Entry(word, reading)
    changed = {change.position for change in group}
    visible = {
        position
        for span in desk.occurrences.everywhere(whole.correction(is_own=False))
        if (position := _position(desk, span)) in laid.readings
    }
    if visible == changed and _holds(desk, whole, group):
        return whole
    sentences = (
        doubts.place_of(desk.bare.passages[p.passage], p.place, len(word)).marked(word)
        for p in sorted(changed)
    )
    return Entry(word, reading, scope="place", sentences=tuple(dict.fromkeys(sentences)))


def _holds(desk: Desk, whole: Entry, group: Sequence[_Change]) -> bool:
    """Whether a correction of the text is enough: not where one of the place goes before it."""
    if not any(change.word.origin == "user" for change in group):
        return True
    return not any(_without_effect(desk.corrected([whole]), [group]))


def _position(desk: Desk, span: Span) -> Position:
    return Position(span.passage, desk.occurrences.letters[span.passage].positions[span.start])


def _without_effect(now: Publication, groups: Iterable[Sequence[_Change]]) -> Iterator[str]:
    """Tell which changes are read otherwise all the same: a longer correction goes before."""
    readings = [_readings(passage) for passage in now.passages]
    for change in (change for group in groups for change in group):
        passage, start = change.position
        read_now = tuple(readings[passage][start : start + len(change.word.text)])
        if read_now != change.reading:
            yield (
                f"{change.word.text} {' '.join(change.reading)}: another correction goes before, "
                f"which says {' '.join(read_now)}"
            )


def _heading_lines(now: Publication, source: Source) -> Iterator[str]:
    """Tell when the pinyin under headings is not what was printed there: it is not read back."""
    headings = [now.title, *(section.heading for section in now.sections if section.heading)]
    printed = " ".join(
        heading.pinyin for heading in headings if any(word.is_read for word in heading.words)
    )
    found = " ".join(notice.removed for notice in source.notices if notice.code == _PINYIN_LINES)
    if found and found.split() != printed.split():
        yield "the pinyin under the title or a heading was changed: use duben readings set"
