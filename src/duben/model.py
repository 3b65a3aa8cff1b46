"""The parsed text: Publication > Section > Block > Passage > Sentence > Word.

All of it is frozen: a stage takes one tree and returns another. Nothing here reads
files or decides anything about language.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

Severity = Literal["info", "warning", "error"]
Confidence = Literal["certain", "likely", "doubtful"]
Language = Literal["zh-Hans", "zh-Hant"]
Hand = Literal["", "machine", "author"]
LineUnit = Literal["line", "paragraph"]
Role = Literal[
    "title",
    "subtitle",
    "author",
    "heading",
    "paragraph",
    "item",
    "quotation",
    "verse",
    "cell",
    "note",
    "code",
]
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
class Notice:
    """One thing that was changed, inferred or doubted, for a person to see.

    `code` names the rule ("G01", see `duben explain`), `line` counts lines of the
    source from 1, `before` and `after` are the text concerned (`after` is empty where
    something was removed), `message` is one English sentence. `removed` is what this takes
    out of the text, in full, `added` what it puts in: the ledger adds them up.
    """

    code: str
    severity: Severity
    line: int | None
    before: str
    after: str
    message: str
    removed: str = ""
    added: str = ""


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
class Markup:
    """What the source itself says a line is: by a Word style, an HTML element, a #.

    `level` is that of a heading, from 1, or the depth of an item, from 0. `label` is what
    the program writes in front, an item's number or a note's mark: the text begins with
    it. Lines of one list, table, quotation, poem or block of code share a `group`, which
    has no other; so do lines of one paragraph that breaks part, while a whole one has 0. A
    cell has its `row` and `column`, from 0; `is_head` marks the head of its table.
    """

    role: Role
    level: int = 0
    label: str = ""
    group: int = 0
    row: int = 0
    column: int = 0
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source: its text, its number from 1, the glosses taken out of it.

    In plain text a line is what ends in a line feed, and `markup` is None: what it is has
    to be inferred. In sources with markup it is a whole paragraph, heading or cell.
    """

    text: str
    number: int
    glosses: tuple[Gloss, ...] = ()
    markup: Markup | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What was read: a name for the files to be written, the lines, and a digest.

    `name` is the stem of the products ("shanghai-declaration"), `digest` the SHA-256 of
    the bytes that were read, `notices` what reading and cleaning did so far,
    `front_matter` what the source said about itself ("author", "page_published"), as in
    `Publication`. `unit` is what line numbers count. `original` has every Chinese
    character of the file as it was read, in order. `readings` are the author's own, word
    and syllables, `headings` the lines that the author calls headings. `glosses_by` says
    whose the glosses are: a machine's, which wrote them without looking at the word, or an
    author's, who glossed what needs it.
    """

    name: str
    lines: tuple[Line, ...]
    digest: str
    notices: tuple[Notice, ...] = ()
    language: Language = "zh-Hans"
    front_matter: tuple[tuple[str, str], ...] = ()
    unit: LineUnit = "line"
    original: str = ""
    readings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    headings: tuple[str, ...] = ()
    glosses_by: Hand = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a run of punctuation, digits or Latin letters.

    `readings` has one entry a character: a syllable with its tone mark (citation tone,
    GB/T 16159 6.5.2), "r" for the 儿 of erhua, None for what is not read or has no known
    reading. `pinyin` is the word as GB/T 16159 writes it ("réngōng zhìnéng"), empty for
    punctuation. `alternatives` are other possible `readings` of the whole word. `note` is
    the number of the note that the word is the mark of (①), 0 for all others.
    """

    text: str
    readings: tuple[str | None, ...] = ()
    pinyin: str = ""
    confidence: Confidence = "certain"
    origin: str = ""
    alternatives: tuple[tuple[str, ...], ...] = ()
    part_of_speech: str = ""
    note: int = 0

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
        """The passage in pinyin words with a capital, without punctuation: for headings."""
        spoken = (word for word in self.words if word.text.isalnum() and not word.note)
        spelt = " ".join(word.pinyin or word.text for word in spoken)
        return spelt[:1].upper() + spelt[1:]


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

    `number` is the label in front of the heading ("一、"), part of `heading.text`.
    `level` counts from 1 for headings, 0 for the part without one.
    """

    heading: Passage | None
    level: int
    blocks: tuple[Block, ...]
    number: str = ""

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
