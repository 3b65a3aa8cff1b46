"""Words in pinyin set in a line: capitals, spaces and punctuation (GB/T 16159-2012, 6.3, 6.7).

The words of one passage in, with the pinyin that each has; how each is set, and running
pinyin, out. It spells no word and knows no Chinese.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
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


@dataclass(frozen=True, slots=True)
class Setting:
    """How a word is set in its line.

    `joint` stands before it: a space, nothing, or what joins it to the word before where it
    `is_joined`. `begins` says that a sentence or a title begins with it, and so a capital.
    `marks` is what is written for a word that is not read.
    """

    joint: str = ""
    is_joined: bool = False
    begins: bool = False
    marks: str = ""


def settings(words: Sequence[Spelt], label: int = 0) -> tuple[Setting, ...]:
    """Say how each of *words* is set.

    A sentence begins with a capital (6.3.1), also in a quotation behind a colon (Tā shuō:
    “Nǐ hǎo!”), and so does the name of a book (6.3.2). The first *label* words are a number
    or speaker, behind which a sentence begins: 一、 is "Yī.". Marks of notes are left out.
    """
    line = _Line()
    found = []
    for index, word in enumerate(words):
        ends_label = index == label - 1
        found.append(line.add(word, ends_label=ends_label and index > 0))
        line.begins = line.begins or (ends_label and not word.note)
    return tuple(found)


def running_pinyin(words: Sequence[Spelt], label: int = 0) -> str:
    """Write *words*, the first *label* of which are a label, as a line of pinyin."""
    return "".join(
        setting.joint
        + (capitalised(word.pinyin) if setting.begins else word.pinyin or setting.marks)
        for word, setting in zip(words, settings(words, label), strict=True)
        if not word.note
    )


def together(words: Sequence[Spelt], how: Sequence[Setting]) -> tuple[range, ...]:
    """Return the places of *words* that are written together, group by group: 走|了, zǒule.

    *how* is their `settings`. The mark of a note parts what stands on its sides.
    """
    starts = [
        place
        for place, setting in enumerate(how)
        if not (place and setting.is_joined and words[place - 1].pinyin)
    ]
    return tuple(range(start, end) for start, end in pairwise([*starts, len(words)]))


def apostrophe(spelling: str) -> str:
    """Return the mark that parts *spelling* from what it is joined to, if it needs one.

    It does before a, o and e (汉语拼音方案, 5): Xī'ān.
    """
    return "'" if spelling.startswith(_VOWELS) else ""


def capitalised(text: str) -> str:
    """Write the first letter as a capital."""
    return text[:1].upper() + text[1:]


@dataclass(slots=True)
class _Line:
    """Whether a sentence begins behind the line so far, and whether no space is due."""

    begins: bool = True
    tight: bool = True
    quoting: bool = False
    is_empty: bool = True

    def add(self, word: Spelt, *, ends_label: bool) -> Setting:
        if word.note:
            return Setting()
        if word.pinyin:
            return self._word(word)
        written = _mark(word.text, ends_label=ends_label)
        if not written.strip():
            return Setting()
        if written[0].isalnum():
            joint = self._joint()
            self.begins = False
            return Setting(joint, marks=written)
        marks = "".join(map(self._mark, written if len(set(written)) > 1 else (written,)))
        return Setting(" " * marks.startswith(" "), marks=marks.removeprefix(" "))

    def _word(self, word: Spelt) -> Setting:
        begins, self.begins = self.begins, False
        if word.joined and not (self.tight or begins):  # nothing joins a label and its text
            return Setting(word.link or apostrophe(word.pinyin), is_joined=True, begins=begins)
        return Setting(self._joint(), begins=begins)

    def _joint(self) -> str:
        joint = "" if self.tight else " "
        self.tight = self.is_empty = False
        return joint

    def _mark(self, mark: str) -> str:
        first = mark[0]
        joint = ""
        if first in _OPENING:
            joint = self._joint()
            self.tight = True
            self.begins = self.begins or self.quoting or first in _TITLES
        elif first in _CLOSING:
            self.tight = False
        elif first in _STOPS:
            self.tight = False
            self.begins = first in _ENDS and not (first == "…" and self.is_empty)
        elif first in _TIGHT:
            self.tight = True
        else:
            joint = self._joint()
        self.is_empty = False
        self.quoting = first == ":" or (self.quoting and first in _OPENING)
        return joint + mark


def _mark(text: str, *, ends_label: bool) -> str:
    if ends_label and text == "、":
        return "."
    return "".join(_MARKS.get(mark, mark) for mark in ([text] if text in _MARKS else text))
