"""Compare the source's own glosses with the readings found in context.

An annotated publication in; out the same with what the author decided, and notices. A
machine's gloss is a second opinion: 分(fēn) in 充分 is wrong, 场(chǎng) in 一场革命 is open.
A gloss that an author wrote where it was needed goes before the dictionary.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.annotate import candidates, respelling
from duben.annotate.shadow import shadow
from duben.annotate.syllables import marked, numbered, toneless
from duben.han import is_han
from duben.source import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duben.model import Passage, Publication, Word
    from duben.source import Gloss

WRONG = "G10"
OPEN = "G11"
COUNTED = "G12"
TAKEN = "G13"

_SANDHI = {("一", "yi"), ("不", "bu")}


def weigh(publication: Publication) -> tuple[Publication, tuple[Notice, ...]]:
    """Return the publication with its author's readings, and what disagreed.

    Each gloss that disagrees has a notice, and one counts them all.
    """
    findings: list[Notice] = []
    total = 0

    def weighed(passage: Passage) -> Passage:
        nonlocal total
        glosses = tuple(_placed(passage))
        total += len(glosses)
        chosen: dict[int, str] = {}
        for found in filter(_disagrees, glosses):
            if publication.glosses_by == "author" and found.is_known:
                chosen[found.place] = found.reading
                findings.append(_taken(found))
            else:
                findings.append(_doubted(found))
        return respelling.respell(passage, chosen, origin="gloss") if chosen else passage

    publication = publication.map_passages(weighed)
    if not total:
        return publication, ()
    agreeing = total - len(findings)
    message = f"{agreeing} of {total} readings in the source agree with the readings found here."
    return publication, (*findings, Notice(COUNTED, "info", None, "", "", message))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A gloss, the word in which its character stands, and where: in word and passage."""

    gloss: Gloss
    word: Word
    offset: int
    place: int

    @property
    def reading(self) -> str:
        """The first reading of the gloss, with its tone mark."""
        return _written(self.gloss.reading.split("/")[0])

    @property
    def is_known(self) -> bool:
        """Whether a dictionary has this reading of the character."""
        return self.reading in candidates.every_reading(shadow(self.word.text[self.offset]))

    @property
    def before(self) -> str:
        """The word as the source has it: 充分(fēn)."""
        text, end = self.word.text, self.offset + 1
        return f"{text[:end]}({self.gloss.reading}){text[end:]}"


def _placed(passage: Passage) -> Iterator[_Placed]:
    """Yield the glosses that are evidence: not where a person has decided how it is read."""
    places = dict(_places(passage)) if passage.glosses else {}
    for gloss in passage.glosses:
        word, offset, place = places[gloss.position]
        if word.origin != respelling.USER:
            yield _Placed(gloss, word, offset, place)


def _disagrees(found: _Placed) -> bool:
    ours = found.word.readings[found.offset]
    theirs = found.gloss.reading.split("/")
    character = found.word.text[found.offset]
    return ours is not None and not any(_agree(character, ours, reading) for reading in theirs)


def _taken(found: _Placed) -> Notice:
    ours = found.word.readings[found.offset]
    message = f"The author writes {found.gloss.reading}, and so it is read; Duben found {ours}."
    after = f"{found.word.text[found.offset]} {found.reading}"
    return Notice(TAKEN, "warning", found.gloss.line, found.before, after, message)


def _doubted(found: _Placed) -> Notice:
    gloss, word = found.gloss, found.word
    ours = word.readings[found.offset]
    after = f"{word.text} {word.pinyin}"
    # 充分 has one reading only, so fēn is wrong; the 场 of 一场 rests on a rule.
    if word.confidence == "certain":
        message = f"The source writes {gloss.reading}; in {word.text} it is {ours}."
        return Notice(WRONG, "warning", gloss.line, found.before, after, message)
    message = f"The source writes {gloss.reading}, Duben reads {ours}: which is meant?"
    return Notice(OPEN, "warning", gloss.line, found.before, after, message)


def _places(passage: Passage) -> Iterator[tuple[int, tuple[Word, int, int]]]:
    """Yield for each Chinese character its number, its word, its place there and in the text."""
    count = start = 0
    for word in passage.words:
        for offset, character in enumerate(word.text):
            if is_han(character):
                yield count, (word, offset, start + offset)
                count += 1
        start += len(word.text)


def _written(reading: str) -> str:
    return marked(numbered(reading)) if not reading[-1:].isdigit() else marked(reading)


def _agree(character: str, ours: str, theirs: str) -> bool:
    """Whether two spellings are one reading; a neutral tone or sandhi may differ."""
    theirs = _written(theirs)
    if ours == theirs:
        return True
    if toneless(ours) != toneless(theirs):
        return False
    neutral = "5" in (numbered(ours)[-1], numbered(theirs)[-1])
    return neutral or (character, toneless(ours)) in _SANDHI
