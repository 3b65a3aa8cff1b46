"""Readings as the reader wants them, for templates to write.

Words and the choices of `config.Display` in, groups of words with what stands over them out.
The publication stays as it is: what is shown is no part of the text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from duben.annotate.shadow import shadow
from duben.annotate.syllables import is_neutral
from duben.display import neutral, notation, sandhi
from duben.display.pieces import Pen, Piece, merged, text_of, with_capital
from duben.display.selection import Selection
from duben.romanization import capitalised, settings, together

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from duben.config import Display
    from duben.model import Passage, Word
    from duben.outline import Run
    from duben.romanization import Setting
    from duben.study.model import Entry, Guide, ReadingChoice, SectionGuide

_USER = "user"  # the origin of readings that a person gave: they are shown as given
_GAP = " … "
_FEWEST_QUESTIONS = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Words that stand under one reading, or a word without any.

    `is_asked_for` says whether the layout wants a reading here; `reading` may be empty all
    the same, where whoever reads wants none.
    """

    words: tuple[Word, ...]
    reading: tuple[Piece, ...] = ()
    is_asked_for: bool = True

    @property
    def text(self) -> str:
        """The characters as they stand in the text."""
        return "".join(word.text for word in self.words)

    @property
    def note(self) -> int:
        """The number of the note that this is the mark of, 0 for words."""
        return self.words[0].note

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should check the reading."""
        return any(word.confidence == "doubtful" for word in self.words)


@dataclass(frozen=True, slots=True)
class _Line:
    """Words, their syllables as they are shown, still with tone marks, and how they are set."""

    words: Sequence[Word]
    said: Sequence[tuple[str, ...]]
    settings: Sequence[Setting]


class Readings:
    """What templates ask for readings, in the order of the page."""

    def __init__(self, display: Display) -> None:
        """Take the choices, which `display.check` has found to be sound."""
        self._display = display
        self._selection = Selection(display.annotate)
        self._by_word = display.pinyin == "words"
        self.language = notation.language(display.tones)
        self.is_zhuyin = display.tones == "zhuyin"
        self.annotates_all = self._selection.is_all
        self.colours = "" if display.tone_colours == "none" else display.tone_colours
        self._pen = Pen(display.tones, bool(self.colours))

    def groups(self, run: Run, places: Collection[int] | None = None) -> tuple[Group, ...]:
        """Return the words of a run in groups, each with its reading.

        *places* counts words of the passage: only they have one, where it is given.
        """
        words = run.words
        asked = range(len(words)) if places is None else [place - run.start for place in places]
        chosen = self._selection.places(words, among=frozenset(asked))
        line = _Line(words, self._said(words), settings(words))
        apart = tuple(range(place, place + 1) for place in range(len(words)))
        found = []
        for group in together(words, line.settings) if self._by_word else apart:
            reading = () if chosen.isdisjoint(group) else self._reading(line, group)
            is_asked_for = any(place in asked for place in group)
            found.append(Group(tuple(words[p] for p in group), reading, is_asked_for))
        return tuple(found)

    def line(self, passage: Passage) -> str:
        """Return the reading of a heading in one line, "" where `passage.pinyin` says it.

        It has the shape of that line. Where words have no reading … stands for them, and all
        marks are left out. It is asked before the heading itself is written.
        """
        words = passage.words
        chosen = self._selection.places(words, looking_ahead=True)
        line = _Line(words, self._said(words), settings(words, len(passage.label_words)))
        groups = together(words, line.settings)
        if any(words[group.start].is_read and chosen.isdisjoint(group) for group in groups):
            return self._with_gaps(line, groups, chosen)
        written = "".join(
            self._joint(line.settings[group.start]) + self._written(line, group)
            for group in groups
            if not words[group.start].note
        )
        return "" if written == passage.pinyin else written

    def word(self, word: Word) -> tuple[Piece, ...]:
        """Return the reading of a word that stands alone, in a list."""
        return self._alone(word.text, word.pinyin, word.syllables)

    def entry(self, entry: Entry) -> tuple[Piece, ...]:
        """Return the reading of a word of the glossary."""
        return self._alone(entry.word, entry.pinyin, [said or "?" for said in entry.readings])

    def syllable(self, syllable: str) -> tuple[Piece, ...]:
        """Return one syllable, as an answer to choose."""
        return (self._pen.syllable(syllable),)

    def guide(self, guide: Guide) -> Guide:
        """Return *guide* without questions whose answer is not what is shown.

        Where 意识 is shown as yìshi, nobody can be asked for the tone of 识.
        """
        if self._display.neutral == "required":
            return guide
        return replace(guide, sections=tuple(map(_askable, guide.sections)))

    def _said(self, words: Sequence[Word]) -> list[tuple[str, ...]]:
        """Return the syllables of each word as they are shown, still with tone marks."""
        said = [word.syllables if word.is_read else () for word in words]
        shown = self._changed([word.text for word in words], said)
        return [
            old if word.origin == _USER else new
            for word, old, new in zip(words, said, shown, strict=True)
        ]

    def _changed(
        self, texts: Sequence[str], said: Sequence[tuple[str, ...]]
    ) -> list[tuple[str, ...]]:
        """Apply sandhi first: it goes by the tones that neutral ones had."""
        changed = list(said)
        if not self._display.sandhi and self._display.neutral == "required":
            return changed
        simplified = [shadow(text) for text in texts]
        if self._display.sandhi:
            changed = sandhi.changed(simplified, changed)
        if self._display.neutral == "optional":
            changed = [neutral.weakened(*pair) for pair in zip(simplified, changed, strict=True)]
        return changed

    def _reading(self, line: _Line, group: range) -> tuple[Piece, ...]:
        """Return what stands over a group."""
        if not self._by_word:
            return self._pen.spaced(line.said[group.start])
        spelt = self._spelt(line, group)
        return with_capital(spelt) if line.settings[group.start].begins else spelt

    def _written(self, line: _Line, group: range) -> str:
        """Write a group in a line of running pinyin."""
        setting = line.settings[group.start]
        if not line.words[group.start].is_read:
            return setting.marks
        spelt = text_of(self._spelt(line, group))
        return capitalised(spelt) if setting.begins else spelt

    def _with_gaps(self, line: _Line, groups: Sequence[range], chosen: Collection[int]) -> str:
        """Write the groups that have a reading, with … between those that were apart."""
        written = ""
        for group in groups:
            first = line.words[group.start]
            if first.note or not first.text.isalnum():
                continue
            if first.is_read and not any(place in chosen for place in group):
                written = written.removesuffix(_GAP) + _GAP
                continue
            shown = text_of(self._spelt(line, group)) if first.is_read else first.text
            written += (" " if written and not written.endswith(_GAP) else "") + shown
        return capitalised(written.removeprefix(_GAP).removesuffix(_GAP))

    def _spelt(self, line: _Line, group: range) -> tuple[Piece, ...]:
        """Spell words that are written together."""
        pieces: list[Piece] = []
        for place in group:
            if pieces:
                pieces.append(Piece(self._joint(line.settings[place])))
            word = line.words[place]
            pieces.extend(self._pen.spelt(word.pinyin, word.syllables, line.said[place]))
        return merged(pieces)

    def _joint(self, setting: Setting) -> str:
        """Return what stands before a word; nothing joins words of zhuyin."""
        return " " if setting.is_joined and self.is_zhuyin else setting.joint

    def _alone(self, text: str, spelt: str, syllables: Sequence[str]) -> tuple[Piece, ...]:
        (said,) = self._changed([text], [tuple(syllables)])
        return self._pen.spelt(spelt, syllables, said)


def _askable(section: SectionGuide) -> SectionGuide:
    left = tuple(choice for choice in section.readings if not _is_weakened(choice))
    return replace(section, readings=left if len(left) >= _FEWEST_QUESTIONS else ())


def _is_weakened(choice: ReadingChoice) -> bool:
    place = choice.word.index(choice.character)
    return is_neutral(
        neutral.weakened(shadow(choice.word), [choice.answer] * len(choice.word))[place]
    )
