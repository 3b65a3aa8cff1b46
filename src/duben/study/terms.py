"""What a glossary explains in one line: a word, or several that belong together.

The words of a passage in, the terms out, each with its place; joined they are the
passage. It explains nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from duben.annotate import lexicon, name_lists, orthography
from duben.annotate.shadow import shadow
from duben.study import derivation, levels, names
from duben.study.meanings import is_explained
from duben.study.position import use_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from duben.model import Word
    from duben.study.position import Use

_MOST_WORDS = 4
_LONGEST = 8
_BASIC = 4
_COMMONEST = 2
_NAMING = frozenset("nvagzsjbx")  # jieba's tags of all that is not grammar
_PLACE = "ns"
_MORPHEME = "g"  # jieba's tags of what is no word by itself: zg, ng, vg


Key = tuple[str, tuple[str | None, ...]]
"""The characters of a term and how they are read."""


@dataclass(frozen=True)
class Term:
    """Words that stand together: `start` is the index of the first in the passage.

    `is_coined` says that only this text keeps them together (长富), `is_fragment` that a
    single character stands beside another and may be part of a word with it: 莓 in 莓|苔.
    """

    words: tuple[Word, ...]
    start: int
    use: Use
    is_coined: bool = False
    is_fragment: bool = False

    @property
    def end(self) -> int:
        """The index behind the last word."""
        return self.start + len(self.words)

    @cached_property
    def text(self) -> str:
        """The characters as they stand in the text."""
        return "".join(word.text for word in self.words)

    @cached_property
    def simplified(self) -> str:
        """The characters by which dictionaries are asked."""
        return shadow(self.text)

    @cached_property
    def readings(self) -> tuple[str | None, ...]:
        """One reading a character."""
        return tuple(reading for word in self.words for reading in word.readings)

    @property
    def key(self) -> Key:
        """What makes it the same term elsewhere: its characters and how they are read."""
        return self.text, self.readings

    @cached_property
    def pinyin(self) -> str:
        """Pinyin as annotation wrote it; parts of one character join their neighbor.

        GB/T 16159 6.1.4: 可控性 kěkòngxìng, 利益攸关方 lìyì yōuguānfāng.
        """
        if len(self.words) == 1:
            return self.words[0].pinyin
        groups: list[list[str]] = []
        for word in self.words:
            if groups and 1 in (len(word.text), len(groups[-1])):
                groups[-1].extend(word.syllables)
            else:
                groups.append(list(word.syllables))
        return " ".join(orthography.join(tuple(group)) for group in groups)


def terms_of(words: Sequence[Word], coined: Collection[str] = ()) -> tuple[Term, ...]:
    """Cut a passage into terms: 可|控|性 is one, and so is 公平|性.

    *coined* are pairs of characters (simplified) that are one word in this text.
    """
    found: list[Term] = []
    start = 0
    while start < len(words):
        known = _length_at(words, start)
        unknown = names.length_at(words, start, coined) if known == 1 else 0
        length = unknown or known
        use: Use = use_of(words, start) if length == 1 else "noun"
        piece = tuple(words[start : start + length])
        found.append(Term(piece, start, use, is_coined=bool(unknown)))
        start += length
    return tuple(
        replace(term, is_fragment=True) if _is_fragment(term, before, after) else term
        for before, term, after in zip([None, *found], found, [*found[1:], None], strict=False)
    )


def _is_fragment(term: Term, before: Term | None, after: Term | None) -> bool:
    """Whether a character that is no basic word stands beside another single character."""
    tag = term.words[0].part_of_speech
    if not _is_single(term):
        return False
    if before and before.text in name_lists.FAMILIAR and tag.startswith("v"):
        return True  # 老|发 is called so: nobody is an old "to send"
    if tag.endswith(_MORPHEME) and not is_explained(term.simplified):
        return levels.level_of(term.simplified) == levels.UNLISTED
    if not any(near and _is_joinable(near) for near in (before, after)):
        return False
    return tag == _PLACE or levels.level_of(term.simplified) > _BASIC


def _is_joinable(term: Term) -> bool:
    """Whether a single character may be part of a word with its neighbor, as 是 may not."""
    is_verb = term.words[0].part_of_speech == "v"
    return _is_single(term) and not (is_verb and levels.level_of(term.simplified) <= _COMMONEST)


def _is_single(term: Term) -> bool:
    word = term.words[0]
    return len(term.text) == 1 and word.is_read and word.part_of_speech[:1] in _NAMING


def _length_at(words: Sequence[Word], start: int) -> int:
    """Count the words that make one term from *start* on: the longest that is known."""
    for length in range(min(_MOST_WORDS, len(words) - start), 1, -1):
        piece = words[start : start + length]
        if all(word.is_read for word in piece) and _belongs_together(piece):
            return length
    return 1


def _belongs_together(piece: Sequence[Word]) -> bool:
    text = "".join(word.text for word in piece)
    if len(text) > _LONGEST:
        return False
    simplified = shadow(text)
    if lexicon.has(simplified):
        # cut apart on purpose: 才|能 in 才能充分发挥; 精采 only sends to 精彩
        return is_explained(simplified) and simplified not in lexicon.headwords()
    if is_explained(simplified):
        return True
    base, ending = piece[0], piece[-1]
    return (
        len(piece) == 2
        and derivation.is_suffix(shadow(ending.text))
        and derivation.takes_suffix(base.text, base.part_of_speech)
    )
