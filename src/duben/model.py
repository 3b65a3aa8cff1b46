"""The parsed text: Publication > Section > Passage > Sentence > Word.

All of it is frozen: a stage takes one tree and returns another. Nothing here reads
files or decides anything about language.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

Severity = Literal["info", "warning", "error"]
Confidence = Literal["certain", "likely", "doubtful"]
Language = Literal["zh-Hans", "zh-Hant"]

_ENDS = ("。", "！", "？")
_CLOSING = ("”", "’", "」", "』", "）", "》", "〉", "】", "〕")
_MARKS = (*_ENDS, *_CLOSING)


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that was changed, inferred or doubted, for a person to see.

    `code` names the rule ("G01", see `duben explain`), `line` counts lines of the
    source from 1, `before` and `after` are the text concerned (`after` is empty where
    something was removed), `message` is one English sentence.
    """

    code: str
    severity: Severity
    line: int | None
    before: str
    after: str
    message: str


@dataclass(frozen=True, slots=True)
class Gloss:
    """A reading that the source itself writes beside a character: 人(rén).

    `position` counts the Han characters before it in its line or passage. Punctuation
    may be restored and the script converted without moving it.
    """

    position: int
    character: str
    reading: str
    line: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source: its text, its number from 1, the glosses taken out of it."""

    text: str
    number: int
    glosses: tuple[Gloss, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What was read: a name for the files to be written, the lines, and a digest.

    `name` is the stem of the products ("shanghai-declaration"), `digest` the SHA-256 of
    the bytes that were read, `notices` what reading and cleaning did so far,
    `front_matter` what the page said about itself ("page_published"), as in
    `Publication`.
    """

    name: str
    lines: tuple[Line, ...]
    digest: str
    notices: tuple[Notice, ...] = ()
    language: Language = "zh-Hans"
    front_matter: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a run of punctuation, digits or Latin letters.

    `readings` has one entry a character: a syllable with its tone mark (citation tone,
    GB/T 16159 6.5.2), "r" for the 儿 of erhua, None for what is not read or has no known
    reading. `pinyin` is the word as GB/T 16159 writes it ("réngōng zhìnéng"), empty for
    punctuation. `alternatives` are other possible `readings` of the whole word.
    """

    text: str
    readings: tuple[str | None, ...] = ()
    pinyin: str = ""
    confidence: Confidence = "certain"
    origin: str = ""
    alternatives: tuple[tuple[str, ...], ...] = ()
    part_of_speech: str = ""

    @property
    def is_read(self) -> bool:
        """Whether the word has Chinese characters, which carry readings."""
        return bool(self.pinyin)

    @property
    def syllables(self) -> tuple[str, ...]:
        """One syllable a character; "?" where no reading is known."""
        return tuple(reading or "?" for reading in self.readings)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words up to and with the mark that ends the sentence (GB/T 15834)."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The sentence as it stands in the text."""
        return "".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Passage:
    """A title, heading or paragraph: running text and the words in it.

    `words` is empty until the text is annotated; joined they give `text`. `line` is the
    line of the source where the passage begins.
    """

    text: str
    line: int | None = None
    glosses: tuple[Gloss, ...] = ()
    words: tuple[Word, ...] = ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The words, cut after 。！？ and the closing marks behind them (GB/T 15834)."""
        found: list[Sentence] = []
        current: list[Word] = []
        for word, following in zip_longest(self.words, self.words[1:]):
            current.append(word)
            if (
                word.text.endswith(_MARKS)
                and "".join(w.text for w in current).rstrip("".join(_CLOSING)).endswith(_ENDS)
                and not (following and following.text.startswith(_MARKS))
            ):
                found.append(Sentence(tuple(current)))
                current = []
        if current:
            found.append(Sentence(tuple(current)))
        return tuple(found)

    @property
    def pinyin(self) -> str:
        """The passage in pinyin words with a capital, without punctuation: for headings."""
        spelt = " ".join(word.pinyin or word.text for word in self.words if word.text.isalnum())
        return spelt[:1].upper() + spelt[1:]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the text under one heading; the text before the first has none.

    `number` is the label in front of the heading ("一、"), part of `heading.text`.
    `level` counts from 1 for headings, 0 for the part without one.
    """

    heading: Passage | None
    level: int
    paragraphs: tuple[Passage, ...]
    number: str = ""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The heading, if there is one, and the paragraphs."""
        return (*((self.heading,) if self.heading else ()), *self.paragraphs)

    @property
    def number_words(self) -> tuple[Word, ...]:
        """The heading's words that make up `number`: 一 and 、 of 一、促进……."""
        return self.heading.words[: self._label_length()] if self.heading else ()

    @property
    def title_words(self) -> tuple[Word, ...]:
        """The heading's words behind `number`."""
        return self.heading.words[self._label_length() :] if self.heading else ()

    def _label_length(self) -> int:
        taken = ""
        for count, word in enumerate(self.heading.words if self.heading else ()):
            if taken == self.number:
                return count
            taken += word.text
        return len(self.heading.words) if self.heading and taken == self.number else 0


@dataclass(frozen=True, slots=True)
class Publication:
    """The whole text, ready for any layout.

    `date` is the text's own date (ISO 8601) and never the web page's. `source_note` is
    what the publishing site wrote around the text ("7月4日，……发表……"). `front_matter`
    keeps what was said about the page, as pairs of name and value.
    """

    name: str
    title: Passage
    language: Language
    digest: str
    sections: tuple[Section, ...]
    date: str | None = None
    source_note: tuple[Passage, ...] = ()
    front_matter: tuple[tuple[str, str], ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage in reading order: title, source note, sections."""
        body = tuple(passage for section in self.sections for passage in section.passages)
        return (self.title, *self.source_note, *body)

    @property
    def doubtful_words(self) -> tuple[Word, ...]:
        """The words whose reading a person should check, each spelling and reading once."""
        words = (word for passage in self.passages for word in passage.words)
        return tuple(
            {(w.text, w.readings): w for w in words if w.confidence == "doubtful"}.values()
        )

    @property
    def text(self) -> str:
        """All passages, one a line."""
        return "\n".join(passage.text for passage in self.passages)
