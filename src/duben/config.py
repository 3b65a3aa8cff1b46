"""What the user may choose, with the defaults: the one place that holds them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

Script = Literal["auto", "keep", "hans", "hant"]

SCRIPTS: tuple[str, ...] = get_args(Script)

PinyinUnit = Literal["syllables", "words"]
Tones = Literal["marks", "numbers", "zhuyin"]
NeutralTones = Literal["required", "optional"]
ToneColours = Literal["none", "dummitt", "pleco", "mdbg"]
RubyForm = Literal["word", "character", "inline"]

Paper = Literal["a4", "letter"]
Sides = Literal["one", "two"]
TypeSize = Literal["normal", "large"]
Contents = Literal["auto", "always", "never"]
Glosses = Literal["none", "footnotes", "margin"]
PdfVariant = Literal["pdf/ua-1", "pdf/a-3u", "pdf/a-3a"]


@dataclass(frozen=True, slots=True)
class Display:
    """How readings are shown: by `duben.display`, in every layout and format alike.

    `pinyin` sets syllables over characters or words over words; `tones` is how tones are
    written, zhuyin being a script of its own. `sandhi` shows how 一 and 不 sound before the
    next syllable, `neutral` whether also those syllables are neutral that may be full.
    `tone_colours` is a preset. `annotate` says which words have a reading at all: "all",
    "none", "first", "above:HSK4", "unknown:FILE".

    `ruby` is how a file that a program lays out binds readings to characters: one `ruby` a
    word, one a character, or none, the reading in brackets behind the word. It is for the
    writers of such files, and "inline" for Word's; what is printed looks the same.
    """

    pinyin: PinyinUnit = "syllables"
    tones: Tones = "marks"
    sandhi: bool = False
    neutral: NeutralTones = "required"
    tone_colours: ToneColours = "none"
    annotate: str = "all"
    ruby: RubyForm = "word"


@dataclass(frozen=True, slots=True)
class Printing:
    """How a PDF is printed: by `duben.write.pdf` alone.

    `sides` mirrors the margins of paper that is printed on both. `size` enlarges the type.
    `ruby_grid` sets the pinyin layout in equal cells, as primers do. `line_numbers` numbers
    every fifth line of the text. `contents` puts a list of sections in front: "auto" where
    the text has enough of them. `glosses` says where the study guide explains new words
    besides its lists. `variant` is the standard that the file claims. `font_folders` hold
    fonts that are not installed.
    """

    paper: Paper = "a4"
    sides: Sides = "one"
    size: TypeSize = "normal"
    ruby_grid: bool = False
    line_numbers: bool = False
    contents: Contents = "auto"
    glosses: Glosses = "footnotes"
    variant: PdfVariant = "pdf/ua-1"
    font_folders: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Ebook:
    """How an EPUB is made: by `duben.write.epub` alone.

    `vertical` sets the text in columns from right to left. `han_font` puts the characters
    of the text into the file as a font. `certified_by` names who vouches that the book
    conforms to EPUB Accessibility 1.1 and WCAG 2.2 AA: nothing is claimed without.
    """

    vertical: bool = False
    han_font: bool = False
    certified_by: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """How a Word file looks: by `duben.write.docx` alone.

    `theme` is the name of a look, `reference` a Word file whose styles and pages are to be
    taken instead.
    """

    theme: str = "handout"
    reference: Path | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """Choices for one run.

    `folder` takes the products (`folder/STEM/STEM-LAYOUT.EXT`); empty `layouts` or
    `formats` mean all. `script` says what to do about traditional characters: auto
    restores text that a machine converted from simplified, keep leaves all as it is.
    `encoding` overrules detection. `select` is a CSS selector of what holds the text of a
    web page, `whole_page` takes all of it. `max_size` is how many bytes are read at most:
    20 MB hold thirty long novels. `templates` are folders searched before the built-in
    templates. `words` is a word file that counts instead of the one beside the source,
    `models` are installed models of readings that have a voice.
    `level` is the HSK level (1–7) above which a word is new to the reader, if it is not in the
    list `known`. `glossary` is the file of meanings that counts and is kept up to date instead
    of the one beside the editions. `readings` is the
    user's own file of corrections for all texts; one that belongs to a text lies beside it,
    STEM.readings.toml, and is always read. `display` is how readings are shown, `printing`
    how a PDF is printed, `ebook` how an EPUB is made, `word` how a Word file looks.
    """

    folder: Path = Path("build")
    layouts: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    script: str = "auto"
    encoding: str | None = None
    select: str | None = None
    whole_page: bool = False
    max_size: int = 20_000_000
    templates: tuple[Path, ...] = ()
    words: Path | None = None
    models: tuple[str, ...] = ()
    level: int = 4
    known: Path | None = None
    glossary: Path | None = None
    readings: Path | None = None
    display: Display = Display()
    printing: Printing = Printing()
    ebook: Ebook = Ebook()
    word: Word = Word()
