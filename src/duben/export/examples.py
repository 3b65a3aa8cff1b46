"""The sentence in which a word is first met, and the word in it.

A section and its new words in, a sentence for each out, or as many of its clauses as a card
holds. What is met in a heading alone has the heading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duben.model import Section, Word
    from duben.study.model import Entry

_MOST_WORDS = 4  # in what the glossary explains as one: 可|控|性
_LONGEST = 60  # characters: four lines on a telephone
_CUT = "……"
_CLAUSE_ENDS = ("，", "；", "：", "。", "！", "？")
_LIST_ENDS = (*_CLAUSE_ENDS, "、")
_UNFINISHED = "，；：、"
_QUOTES = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"))

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

    The marks of notes and the labels of items do not belong to a sentence that stands alone,
    nor does a quotation mark whose partner stands in another sentence.
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
                    found[key] = _example(texts, start, end)
    return found


def _example(texts: Sequence[str], start: int, end: int) -> Example:
    """Return the word from *start* to *end* with what stands around it."""
    first, last = _clauses(texts, start, end)
    before = "".join(texts[first:start]).lstrip()
    after = "".join(texts[end:last]).rstrip()
    if last < len(texts):
        after = after.rstrip(_UNFINISHED) + _CUT
    if first:
        before = _CUT + before
    for opening, closing in _QUOTES:
        if before.startswith(opening) and closing not in before + after:
            before = before.removeprefix(opening)
        if after.endswith(closing) and opening not in before + after:
            after = after.removesuffix(closing)
    return Example(before, "".join(texts[start:end]), after)


def _clauses(texts: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Return where to begin and end, so that no more than a card holds stands around a word.

    A sentence that is too long is cut between clauses, a clause that is at 、, and what has
    no marks at all anywhere.
    """
    near, far = max(0, start - _LONGEST), min(len(texts), end + _LONGEST)
    around = texts[near:far]  # a card never holds more words, however long the sentence is
    if len(around) == len(texts) and _length(texts, 0, len(texts)) <= _LONGEST:
        return 0, len(texts)
    for ends in (_CLAUSE_ENDS, _LIST_ENDS, ("",)):
        first, last = _stretch(around, start - near, end - near, ends)
        if _length(around, first, last) <= _LONGEST:
            break
    return near + first, near + last


def _stretch(texts: Sequence[str], start: int, end: int, ends: tuple[str, ...]) -> tuple[int, int]:
    """Take the piece that has the word, then its neighbours, the shorter side first."""
    cuts = [0, *(place for place, text in enumerate(texts, 1) if text.endswith(ends))]
    cuts = sorted({*cuts, len(texts)})
    left = max(index for index, cut in enumerate(cuts) if cut <= start)
    right = min(index for index, cut in enumerate(cuts) if cut >= end)
    while True:
        wider = [(left - 1, right)] if left > 0 else []
        if right + 1 < len(cuts):
            wider.append((left, right + 1))
        if _length(texts, end, cuts[right]) < _length(texts, cuts[left], start):
            wider.reverse()
        for first, last in wider:
            if _length(texts, cuts[first], cuts[last]) <= _LONGEST:
                left, right = first, last
                break
        else:
            return cuts[left], cuts[right]


def _length(texts: Sequence[str], first: int, last: int) -> int:
    return sum(map(len, texts[first:last]))


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
