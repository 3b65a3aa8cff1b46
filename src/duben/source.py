"""A text as it was read: Source > Line, with its markup, its glosses and the notices on it.

All of it is frozen. What readers and cleaning hand on, before anybody has said what is a
heading. Nothing here reads files or decides anything about language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["info", "warning", "error"]
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
    may be restored and the script converted without moving it. `is_decided` is a reading
    that was written to be used, {行|háng}; all others are weighed.
    """

    position: int
    character: str
    reading: str
    line: int
    is_decided: bool = False


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
