"""The parsed text: Publication > Section > Block > Passage > Sentence > Word.

All of it is frozen: a stage takes one tree and returns another. Nothing here reads
files or decides anything about language.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from duben.romanization import running_pinyin

if TYPE_CHECKING:
    from collections.abc import Callable

    from duben.source import Gloss, Hand, Language, LineUnit, Notice

Confidence = Literal["certain", "likely", "doubtful"]
Kind = Literal[
    "paragraph",
    "verse",
    "dialogue",
    "quotation",
    "list",
    "table",
    "notes",
    "signature",
    "code",
]

_ENDS = ("。", "！", "？")
_CLOSING = ("”", "’", "」", "』", "）", "》", "〉", "】", "〕")
_MARKS = (*_ENDS, *_CLOSING)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a run of punctuation, digits or Latin letters.

    `readings` has one entry a character: a syllable with its tone mark (citation tone,
    GB/T 16159 6.5.2), "r" for the 儿 of erhua, None for what is not read or has no known
    reading. `pinyin` is the word as GB/T 16159 writes it ("réngōng zhìnéng"), empty for
    punctuation. `joined` is whether pinyin writes the word together with the one before it:
    the 了 of 走了, zǒule; `link` is "-" where a hyphen joins the two: 第|一, dì-yī.
    `alternatives` are other possible `readings` of the whole word. `note` is the number of the
    note that the word is the mark of (①), 0 for all others.
    """

    text: str
    readings: tuple[str | None, ...] = ()
    pinyin: str = ""
    confidence: Confidence = "certain"
    origin: str = ""
    alternatives: tuple[tuple[str, ...], ...] = ()
    part_of_speech: str = ""
    note: int = 0
    joined: bool = False
    link: str = ""

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
class NoteMark:
    """Where a passage refers to a note: ① from `start` to `end` (characters of the text)."""

    start: int
    end: int
    note: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A title, heading, paragraph, item or cell: running text and the words in it.

    `words` is empty until the text is annotated; joined they give `text`. `line` is the
    line of the source where the passage begins. `label` is what the text begins with and
    is set apart: the number of an item （1）, a speaker 甲：, the mark of a note ①. `depth`
    is an item's in its list, from 0; `note` the number of the note that this is, from 1.
    """

    text: str
    line: int | None = None
    glosses: tuple[Gloss, ...] = ()
    words: tuple[Word, ...] = ()
    label: str = ""
    depth: int = 0
    note: int = 0
    note_marks: tuple[NoteMark, ...] = ()

    @property
    def label_words(self) -> tuple[Word, ...]:
        """The words that make up `label`."""
        return self.words[: _label_length(self.words, self.label)]

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
    def unmarked(self) -> str:
        """The text without the marks of notes: for tables of contents and file properties."""
        kept, end = "", 0
        for mark in sorted(self.note_marks, key=lambda mark: mark.start):
            kept += self.text[end : mark.start]
            end = mark.end
        return kept + self.text[end:]

    @property
    def pinyin(self) -> str:
        """The passage in running pinyin, as GB/T 16159 writes it; marks of notes are left out."""
        return running_pinyin(self.words, len(self.label_words))


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, and the items of the list inside it."""

    passage: Passage
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Passages that are set together: one paragraph, the lines of a poem, a table.

    `columns` is a table's; its passages are the cells, row by row, `head_rows` rows of
    them its head.
    """

    kind: Kind
    passages: tuple[Passage, ...]
    columns: int = 0
    head_rows: int = 0

    @property
    def rows(self) -> tuple[tuple[Passage, ...], ...]:
        """The rows of a table."""
        width = self.columns or 1
        return tuple(
            self.passages[start : start + width] for start in range(0, len(self.passages), width)
        )

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of a list, those of deeper lists inside them."""
        return _items(self.passages)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the text under one heading; the text before the first has none.

    `level` counts from 1 for headings, 0 for the part without one.
    """

    heading: Passage | None
    level: int
    blocks: tuple[Block, ...]

    @property
    def number(self) -> str:
        """The label in front of the heading ("一、"), with which its text begins."""
        return self.heading.label if self.heading else ""

    @property
    def name(self) -> str:
        """What the section is called: 一、学校, 第一节　上课; "" where it has no heading."""
        text = self.heading.unmarked[len(self.number) :].strip() if self.heading else ""
        gap = "　" if self.number[-1:].isalnum() else ""
        return self.number + gap + text

    @property
    def paragraphs(self) -> tuple[Passage, ...]:
        """All passages of the blocks, in order."""
        return tuple(passage for block in self.blocks for passage in block.passages)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The heading, if there is one, and the paragraphs."""
        return (*((self.heading,) if self.heading else ()), *self.paragraphs)

    def map_passages(self, change: Callable[[Passage], Passage]) -> Section:
        """Return the section with every passage changed, in reading order."""
        heading = change(self.heading) if self.heading else None
        blocks = tuple(
            replace(block, passages=tuple(map(change, block.passages))) for block in self.blocks
        )
        return replace(self, heading=heading, blocks=blocks)


@dataclass(frozen=True, slots=True)
class Publication:
    """The whole text, ready for any layout.

    `date` is the text's own date (ISO 8601) and never the web page's. `source_note` is
    what the publishing site wrote around the text ("7月4日，……发表……"). `front_matter`
    keeps what was said about the page, as pairs of name and value. `unit`, `original`,
    `readings` and `glosses_by` are as in `Source`.
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
    subtitle: Passage | None = None
    author: Passage | None = None
    unit: LineUnit = "line"
    original: str = ""
    readings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    glosses_by: Hand = ""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage in reading order: title block, source note, sections."""
        body = tuple(passage for section in self.sections for passage in section.passages)
        block = tuple(filter(None, (self.title, self.subtitle, self.author)))
        return (*block, *self.source_note, *body)

    def map_passages(self, change: Callable[[Passage], Passage]) -> Publication:
        """Return the publication with every passage changed, in reading order."""
        return replace(
            self,
            title=change(self.title),
            subtitle=change(self.subtitle) if self.subtitle else None,
            author=change(self.author) if self.author else None,
            source_note=tuple(map(change, self.source_note)),
            sections=tuple(section.map_passages(change) for section in self.sections),
        )

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


def _label_length(words: tuple[Word, ...], label: str) -> int:
    """Return how many words make up *label*; 0 where a word crosses its end."""
    taken = 0
    for count, word in enumerate(words):
        if taken == len(label):
            return count
        taken += len(word.text)
    return len(words) if taken == len(label) else 0


def _items(passages: tuple[Passage, ...]) -> tuple[Item, ...]:
    found: list[Item] = []
    start = 0
    while start < len(passages):
        end = start + 1
        while end < len(passages) and passages[end].depth > passages[start].depth:
            end += 1
        found.append(Item(passages[start], _items(passages[start + 1 : end])))
        start = end
    return tuple(found)
