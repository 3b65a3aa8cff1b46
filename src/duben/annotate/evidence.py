"""Compare the source's own glosses with the readings found in context.

An annotated publication in, notices out. A gloss is a second opinion: 分(fēn) in 充分 is
wrong, 场(chǎng) in 一场革命 is open. It changes no reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.annotate.syllables import marked, numbered, toneless
from duben.han import is_han
from duben.model import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duben.model import Gloss, Passage, Publication, Word

_SANDHI = {("一", "yi"), ("不", "bu")}


def compare(publication: Publication) -> tuple[Notice, ...]:
    """Return a notice for each gloss that disagrees, and one that counts them all."""
    findings: list[Notice] = []
    total = 0
    for passage in publication.passages:
        places = dict(_places(passage)) if passage.glosses else {}
        for gloss in passage.glosses:
            total += 1
            notice = _judge(gloss, *places[gloss.position])
            if notice:
                findings.append(notice)
    if not total:
        return ()
    agreeing = total - len(findings)
    message = f"{agreeing} of {total} readings in the source agree with the readings found here."
    return (*findings, Notice("G12", "info", None, "", "", message))


def _places(passage: Passage) -> Iterator[tuple[int, tuple[Word, int]]]:
    """Yield the number of each Chinese character of a passage, its word, its place in it."""
    count = 0
    for word in passage.words:
        for offset, character in enumerate(word.text):
            if is_han(character):
                yield count, (word, offset)
                count += 1


def _judge(gloss: Gloss, word: Word, offset: int) -> Notice | None:
    ours = word.readings[offset]
    theirs = gloss.reading.split("/")
    if ours is None or any(_agree(word.text[offset], ours, reading) for reading in theirs):
        return None
    before = f"{word.text[: offset + 1]}({gloss.reading}){word.text[offset + 1 :]}"
    after = f"{word.text} {word.pinyin}"
    # 充分 has one reading only, so fēn is wrong; the 场 of 一场 rests on a rule.
    if word.confidence == "certain":
        message = f"The source writes {gloss.reading}; in {word.text} it is {ours}."
        return Notice("G10", "warning", gloss.line, before, after, message)
    message = f"The source writes {gloss.reading}, Duben reads {ours}: which is meant?"
    return Notice("G11", "warning", gloss.line, before, after, message)


def _agree(character: str, ours: str, theirs: str) -> bool:
    """Whether two spellings are one reading; a neutral tone or sandhi may differ."""
    theirs = marked(numbered(theirs)) if not theirs[-1:].isdigit() else marked(theirs)
    if ours == theirs:
        return True
    if toneless(ours) != toneless(theirs):
        return False
    neutral = "5" in (numbered(ours)[-1], numbered(theirs)[-1])
    return neutral or (character, toneless(ours)) in _SANDHI
