"""The sentence in which a word is first met, and the word in it.

A section and its new words in, a sentence for each out. It chooses none and cuts none: what
is met in a heading alone has the heading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duben.model import Section, Word
    from duben.study.model import Entry

_MOST_WORDS = 4  # in what the glossary explains as one: 可|控|性

Key = tuple[str, tuple[str | None, ...]]
"""The characters of a word and how they are read."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence: what stands before the word, the word, what stands after it."""

    before: str
    word: str
    after: str

    def marked(self, opening: str, closing: str) -> str:
        """Return the sentence with marks around the word."""
        return f"{self.before}{opening}{self.word}{closing}{self.after}" if self.word else ""


NONE = Example("", "", "")
"""No sentence."""


def examples(section: Section, entries: Sequence[Entry]) -> dict[Key, Example]:
    """Find for each entry the first sentence of the section that has it.

    The marks of notes and the labels of items do not belong to a sentence that stands alone.
    """
    wanted = {(entry.word, entry.readings) for entry in entries}
    found: dict[Key, Example] = {}
    for sentence in _sentences(section):
        texts = [word.text for word in sentence]
        for start in range(len(sentence)):
            for end in range(start + 1, min(start + _MOST_WORDS, len(sentence)) + 1):
                key = _key(sentence[start:end])
                if key in wanted:
                    wanted.remove(key)
                    before, after = "".join(texts[:start]), "".join(texts[end:])
                    found[key] = Example(before.lstrip(), key[0], after.rstrip())
    return found


def _sentences(section: Section) -> Iterator[list[Word]]:
    """Go through the sentences of the paragraphs, then the heading."""
    for passage in (*section.paragraphs, *((section.heading,) if section.heading else ())):
        label = len(passage.label_words)
        for sentence in passage.sentences:
            words = sentence.words[label:]
            label = max(0, label - len(sentence.words))
            yield [word for word in words if not word.note]


def _key(words: Sequence[Word]) -> Key:
    text = "".join(word.text for word in words)
    return text, tuple(reading for word in words for reading in word.readings)
