"""How readings travel through the layout: inside the text, as characters that do not count.

Words with their readings in, text with marks out, and back. A mark is three of Unicode's
tag characters behind the word. They are combining characters of no width, so that whatever
looks at the text for places at which a line may end sees the word alone. A reading is not
placed here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duben.ruby import Segment

_FIRST = 0xE0020
_DIGITS = 95
_LENGTH = 3
MARK_SIZE = 4 * _LENGTH
"""How many bytes of UTF-8 a mark takes."""

_TAGS = f"{chr(_FIRST)}-{chr(_FIRST + _DIGITS - 1)}"
_MARK = re.compile(f"[{_TAGS}]{{{_LENGTH}}}")
_STRAY = re.compile("[\U000e0000-\U000e007f]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its reading: the pieces that have one each, and the reading's language.

    `kind` is what is special about it ("new", "doubtful"), if anything is.
    """

    segments: tuple[Segment, ...]
    language: str
    kind: str = ""
    base: str = field(init=False, compare=False)
    """The word as it stands in the text."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "base", "".join(segment.base for segment in self.segments))


class Piece(NamedTuple):
    """Plain text, or a word from its character number `start` on.

    A word that is parted by the end of a line begins at 0 and goes on at its middle.
    """

    text: str
    word: Word | None = None
    start: int = 0


@dataclass(slots=True)
class Readings:
    """The words of one edition, numbered as they are met."""

    _words: list[Piece] = field(default_factory=list)
    _numbers: dict[Word, int] = field(default_factory=dict)

    def mark(self, word: Word) -> str:
        """Return *word*'s text with its mark; nothing for a word of no characters."""
        if not word.base:
            return ""
        number = self._numbers.setdefault(word, len(self._words))
        if number == len(self._words):
            self._words.append(Piece(word.base, word))
        digits = []
        for _ in range(_LENGTH):
            number, digit = divmod(number, _DIGITS)
            digits.append(chr(_FIRST + digit))
        return word.base + "".join(digits)

    def pieces(self, text: str) -> Iterator[Piece]:
        """Take *text* apart again."""
        start = 0
        for mark in _MARK.finditer(text):
            number = _number(mark[0])
            if number >= len(self._words):
                continue  # not ours: a flag is written with such characters as well
            whole = self._words[number]
            begin = mark.start() - len(whole.text)
            if not whole.text.endswith(text[max(begin, start) : mark.start()] or "\0"):
                continue
            if begin >= start:
                if begin > start:
                    yield Piece(text[start:begin])
                yield whole
            else:
                yield Piece(text[start : mark.start()], whole.word, start - begin)
            start = mark.end()
        if start < len(text):
            yield Piece(text[start:])


def unmarked(text: str) -> str:
    """Return *text* without marks."""
    return _STRAY.sub("", text)


def is_marked(text: str) -> bool:
    """Whether *text* has a mark."""
    return _STRAY.search(text) is not None


def _number(mark: str) -> int:
    number = 0
    for digit in reversed(mark):
        number = number * _DIGITS + ord(digit) - _FIRST
    return number
