"""What the study guide adds to the text: words explained, exercises, figures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the text, explained.

    `traditional` is the traditional form, `pinyin` as GB/T 16159 writes it, `meaning`
    the English meaning in this text, `level` the HSK 2025 level ("5", "7–9", "—" where
    no list has the word). `doubtful` says that a person should check the meaning.
    `readings` has one entry a character, as in `Word`.
    """

    word: str
    traditional: str
    pinyin: str
    meaning: str
    level: str
    doubtful: bool = False
    readings: tuple[str | None, ...] = ()
    measure_words: tuple[str, ...] = ()
    collocation: str = ""
    parts: tuple[str, ...] = ()
    is_name: bool = False
    automatic: str = ""
    is_unsure: bool = False
    simplified: str = ""
    parts_meaning: str = ""
    section: int = 0


@dataclass(frozen=True, slots=True)
class Blank:
    """One sentence with a gap: what stands before, the answer, what stands after."""

    before: str
    answer: str
    after: str


@dataclass(frozen=True, slots=True)
class Cloze:
    """选词填空: a bank of words, and sentences in which each belongs once."""

    bank: tuple[str, ...]
    blanks: tuple[Blank, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """连线: words and their meanings out of order.

    `answers` has, for each word, the index (from 0) of its meaning in `meanings`.
    """

    words: tuple[str, ...]
    meanings: tuple[str, ...]
    answers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReadingChoice:
    """选读音: which of the `options` is the reading of `character` in `word`."""

    word: str
    character: str
    options: tuple[str, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class Writing:
    """写一写: `characters` to write by hand, `words` to use in sentences of one's own."""

    characters: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures of one section, its heading left out; lengths are in Chinese characters."""

    characters: int = 0
    words: int = 0
    distinct_words: int = 0
    sentences: int = 0
    longest_sentence: int = 0


@dataclass(frozen=True, slots=True)
class CharacterEntry:
    """A character, how it is read, and the new words in which it is read so."""

    character: str
    reading: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Translation:
    """A section in another language: its heading ("" if it has none) and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sentence pattern, as `patterns.toml` explains it.

    `level` is an HSK level, `slots` the letters of the title with what stands for them,
    `example` a sentence of our own.
    """

    id: str
    title: str
    level: str
    english: str
    chinese: str
    slots: tuple[tuple[str, str], ...]
    example: str


@dataclass(frozen=True, slots=True)
class Collocation:
    """词语搭配: a verb with the nouns that are its objects in the text."""

    verb: str
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Collocations:
    """The collocations of a section; `alike` are verbs among them that mean nearly the same."""

    pairs: tuple[Collocation, ...]
    alike: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PatternUse:
    """A sentence pattern with the places of a section that show it.

    Each of `examples` is a clause or two of the text, in pieces: text, and whether it is
    what makes the pattern. `others` counts the places of the section besides.
    """

    pattern: Pattern
    examples: tuple[tuple[tuple[str, bool], ...], ...]
    others: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sentence taken apart: pieces of text, each with what it is, and how deep.

    A piece is "subject", "verb" or "object", or "" where that is not marked.
    """

    pieces: tuple[tuple[str, str], ...]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class LongSentence:
    """长句: a sentence with its clauses on lines of their own, and its lists below each other."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the answer that the text gives.

    `choices` are what there is to choose from, or to put into an order; `note` is what the
    key says besides: where a false statement comes from, or how it would be right.
    """

    asked: str
    answer: str
    choices: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Exercise:
    """Questions of one kind: "lists", "who", "truth", "order" and so on."""

    kind: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class PatternEntry:
    """A pattern in the index: the sections (from 0) that have it, first where it is explained."""

    pattern: Pattern
    sections: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SectionGuide:
    """What is studied with one section: words met first there, and exercises.

    `first_uses` has, for each of the section's paragraphs (the heading left out), the
    indices of the words in `Passage.words` at which a new word is met for the first time.
    `key_words` are more frequent here than elsewhere. `by_level` counts the new words of each
    level, the easiest first.
    """

    new_words: tuple[Entry, ...] = ()
    cloze: Cloze | None = None
    matching: Matching | None = None
    readings: tuple[ReadingChoice, ...] = ()
    writing: Writing = Writing()
    first_uses: tuple[frozenset[int], ...] = ()
    counts: Counts = Counts()
    key_words: tuple[Entry, ...] = ()
    by_level: tuple[tuple[str, int], ...] = ()
    patterns: tuple[PatternUse, ...] = ()
    met_again: tuple[Pattern, ...] = ()
    collocations: Collocations | None = None
    long_sentences: tuple[LongSentence, ...] = ()
    exercises: tuple[Exercise, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the running words the HSK levels cover, in one word list.

    `shares` are cumulative per cent for levels 1 to 6 and 7–9 (HSK 2.0 has six), with
    one decimal; `unlisted` is the per cent of running words in no level.
    """

    standard: str
    shares: tuple[float, ...]
    unlisted: float


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures of the text's sections, headings left out."""

    characters: int
    distinct_characters: int
    words: int
    distinct_words: int
    sentences: int
    mean_sentence: float
    longest_sentence: int
    coverage: tuple[Coverage, ...]
    character_coverage: tuple[Coverage, ...]
    unlisted_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """The study guide: one entry a section, in order, a glossary, and the figures.

    `hardest` are the new words farthest from the reader's level, `names` and `derived` those
    words of the whole text that name somebody or are made of others, `characters` those that
    make several new words. `known` counts the words of the reader's own list. `translation`
    has one entry a section, if somebody brought one.
    """

    sections: tuple[SectionGuide, ...]
    glossary: tuple[Entry, ...]
    statistics: Statistics
    level: int
    hardest: tuple[Entry, ...] = ()
    names: tuple[Entry, ...] = ()
    derived: tuple[Entry, ...] = ()
    characters: tuple[CharacterEntry, ...] = ()
    known: int = 0
    translation: tuple[Translation, ...] = ()

    @property
    def is_in_doubt(self) -> bool:
        """Whether a meaning that is printed should be checked."""
        return any(entry.doubtful for entry in (*self.glossary, *self.names))

    pattern_index: tuple[PatternEntry, ...] = ()

    @property
    def has_answers(self) -> bool:
        """Whether there is an exercise with a key."""
        return any(
            part.cloze or part.matching or part.readings or part.exercises for part in self.sections
        )
