"""Which words are new to the reader in which section.

An annotated publication, its dictionary and the reader in; for each section its new words in
the order of the text out. It explains no word and makes no exercises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.annotate import lexicon, segmentation
from duben.annotate.shadow import shadow
from duben.study import levels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duben.model import Passage, Publication, Section
    from duben.study.entries import Dictionary
    from duben.study.learner import Learner
    from duben.study.model import Entry
    from duben.study.terms import Key, Term

_CONTENT = frozenset("nva")  # jieba's tags: nouns, verbs, adjectives
_NAMES = ("nr", "ns", "nt", "nz")  # of single characters: parts of names, 鲁 in 鲁镇
_SURNAME, _PERSON = "surname", "nr"
_PAIR, _LONG = 2, 4
_BASIC = 2  # characters that are words of HSK 1 and 2 explain a word of two: 听到

# 第五, 三条 and 一家 are counted, not named; poker and the whole family are for dictionaries.
_COUNTED = re.compile(
    "第?[〇零一二两三四五六七八九十百千万亿几]+[条款项章节编次个名人年月日天种家位件级届篇页期]?"
)


@dataclass(frozen=True, slots=True)
class NewWord:
    """A term met for the first time, and its entry."""

    term: Term
    entry: Entry


@dataclass(frozen=True, slots=True)
class Lesson:
    """One section to be studied: its text, its sentences cut into terms, its new words.

    `text` has the heading and the paragraphs, `sentences` those of the paragraphs alone.
    `first_uses` has for each paragraph the indices of the words at which a new word is
    met for the first time.
    """

    text: str
    sentences: tuple[tuple[Term, ...], ...]
    new_words: tuple[NewWord, ...]
    first_uses: tuple[frozenset[int], ...]


def lessons(
    publication: Publication, learner: Learner, dictionary: Dictionary
) -> tuple[Lesson, ...]:
    """Find the words that are new to the *learner* in each section, each where it comes first.

    A heading belongs to its section. Single characters count where they name, say or
    describe something (善), not where they are grammar (以).
    """
    met: set[Key] = set()
    return tuple(
        _lesson(section, passages, dictionary, met, learner)
        for section, passages in zip(publication.sections, dictionary.sections, strict=True)
    )


def _lesson(
    section: Section,
    passages: Sequence[tuple[Term, ...]],
    dictionary: Dictionary,
    met: set[Key],
    learner: Learner,
) -> Lesson:
    new = []
    for passage in passages:
        for term in passage:
            if term.key not in met and _is_new(term, learner):
                met.add(term.key)
                new.append(NewWord(term, dictionary.entry(term)))
    body = passages[len(passages) - len(section.paragraphs) :]
    return Lesson(
        text="\n".join(passage.text for passage in section.passages),
        sentences=tuple(
            sentence
            for paragraph, terms in zip(section.paragraphs, body, strict=True)
            for sentence in _sentences(paragraph, terms)
        ),
        new_words=tuple(new),
        first_uses=_first_uses(body, new),
    )


def _sentences(paragraph: Passage, terms: Sequence[Term]) -> Iterator[tuple[Term, ...]]:
    """Part the terms at the ends of the sentences, which no term crosses.

    The marks of notes do not belong to a sentence that stands alone.
    """
    end = 0
    for sentence in paragraph.sentences:
        start, end = end, end + len(sentence.words)
        inside = (term for term in terms if start <= term.start < end)
        found = tuple(term for term in inside if not term.words[0].note)
        if found:
            yield found


def _first_uses(
    paragraphs: Sequence[Sequence[Term]], new: Sequence[NewWord]
) -> tuple[frozenset[int], ...]:
    waiting = {word.term.key for word in new}
    found = []
    for paragraph in paragraphs:
        places: set[int] = set()
        for term in paragraph:
            if term.key in waiting:
                waiting.remove(term.key)
                places.update(range(term.start, term.end))
        found.append(frozenset(places))
    return tuple(found)


def _is_new(term: Term, learner: Learner) -> bool:
    word = term.words[0]
    if word.part_of_speech.startswith(_PERSON) and not lexicon.entries(term.simplified):
        return False  # 王小明 and 卡尔普 are names that no dictionary explains
    if not word.is_read or word.origin == _SURNAME or _COUNTED.fullmatch(term.simplified):
        return False
    if len(term.text) == 1:
        tag = word.part_of_speech
        if tag[:1] not in _CONTENT or tag.startswith(_NAMES):
            return False
    return not learner.knows(term.simplified) and not _is_transparent(term, learner)


def _is_transparent(term: Term, learner: Learner) -> bool:
    """Whether the reader knows the words that a word in no list is made of.

    安全问题 is 安全 and 问题, 安全感 is 安全 and 感, 不能 is 不 and 能. Words of less
    common characters may mean more than their parts and stay new: 花生, 排他性.
    """
    if term.is_coined or levels.level_of(term.simplified) != levels.UNLISTED:
        return False
    if len(term.words) > 1:
        parts = [shadow(word.text) for word in term.words]
        return len(parts[0]) > 1 and all(map(learner.knows, parts))
    if len(term.text) > _PAIR and not lexicon.entries(term.simplified):
        parts = list(segmentation.subwords(term.simplified))  # 老师们, 安全感
        return len(parts[0]) > 1 and all(map(learner.knows, parts))
    if len(term.text) < _LONG:
        highest = min(learner.level, _BASIC)
        return len(term.text) == _PAIR and all(
            learner.level_of(character) <= highest for character in term.simplified
        )
    parts = list(segmentation.subwords(term.simplified))
    return all(len(part) > 1 and learner.knows(part) for part in parts)
