"""Words in pinyin set in a line: capitals, spaces and punctuation (GB/T 16159-2012, 6.3, 6.7).

The words of one passage in, with the pinyin that each has; running pinyin out. It spells
no word and knows no Chinese.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

# 6.7: the full stop is a dot, 、 may be a comma; all other marks keep their place in GB/T 15834
# and take the width of Latin letters.
_MARKS = dict(zip("。．，、；：？！（）［］「」『』～／…　", "..,,;:?!()[]“”‘’~/… ", strict=True))
_MARKS["……"] = "…"
_OPENING = frozenset("“‘(《〈【〔[")
_CLOSING = frozenset("”’)》〉】〕]")
_STOPS = frozenset(".,;:?!…%")
_ENDS = frozenset(".?!…")
_TITLES = frozenset("《〈")
_TIGHT = frozenset("·/~-–")  # 一二·九, 5/6: nothing on either side
_VOWELS = tuple("aāáǎàoōóǒòeēéěèAĀÁǍÀOŌÓǑÒEĒÉĚÈ")


class Spelt(Protocol):
    """A word as the model has it: what running pinyin must know of it."""

    @property
    def text(self) -> str:
        """The characters."""

    @property
    def pinyin(self) -> str:
        """The word in pinyin, empty for marks, figures and Latin letters."""

    @property
    def joined(self) -> bool:
        """Whether it is written together with the word before it."""

    @property
    def link(self) -> str:
        """What stands between the two then."""

    @property
    def note(self) -> int:
        """Which note it is the mark of; 0 for text."""


def running_pinyin(words: Sequence[Spelt], label: int = 0) -> str:
    """Write *words* as a line of pinyin.

    A sentence begins with a capital (6.3.1), also in a quotation behind a colon (Tā shuō:
    “Nǐ hǎo!”), and so does the name of a book (6.3.2). The first *label* words are a number
    or speaker, behind which a sentence begins: 一、 is "Yī.". Marks of notes are left out.
    """
    line = _Line()
    for index, word in enumerate(words):
        if word.note:
            continue
        mark = _mark(word.text, ends_label=0 < index == label - 1)
        line.add(word.pinyin or mark, is_spelt=bool(word.pinyin), joined=word.joined, by=word.link)
        if label and index == label - 1:
            line.begins = True
    return line.text


@dataclass(slots=True)
class _Line:
    """The line so far, whether a sentence begins behind it, and whether a space is due."""

    text: str = ""
    begins: bool = True
    tight: bool = True
    quoting: bool = False

    def add(self, written: str, *, is_spelt: bool, joined: bool, by: str) -> None:
        if not written.strip():
            return
        if is_spelt:
            self._word(written, joined=joined, by=by)
        elif written[0].isalnum():
            self._put(written)
            self.begins = False
        else:
            for mark in written if len(set(written)) > 1 else (written,):
                self._mark(mark)

    def _word(self, written: str, *, joined: bool, by: str) -> None:
        if self.begins:
            written = written[:1].upper() + written[1:]
        if joined and self.text and not self.tight:
            link = by or ("'" if written.startswith(_VOWELS) else "")
            self.text += link + written
        else:
            self._put(written)
        self.begins = False

    def _put(self, written: str) -> None:
        self.text += written if self.tight or not self.text else " " + written
        self.tight = False

    def _mark(self, mark: str) -> None:
        first = mark[0]
        if first in _OPENING:
            self._put(mark)
            self.tight = True
            self.begins = self.begins or self.quoting or first in _TITLES
        elif first in _CLOSING:
            self.text, self.tight = self.text + mark, False
        elif first in _STOPS:
            self.text, self.tight = self.text + mark, False
            self.begins = first in _ENDS and not (first == "…" and not self.text[:-1])
        elif first in _TIGHT:
            self.text, self.tight = self.text + mark, True
        else:
            self._put(mark)
        self.quoting = first == ":" or (self.quoting and first in _OPENING)


def _mark(text: str, *, ends_label: bool) -> str:
    if ends_label and text == "、":
        return "."
    return "".join(_MARKS.get(mark, mark) for mark in ([text] if text in _MARKS else text))
