"""Which words are new to the reader in which section, and what they mean there.

An annotated publication and the reader's level in; for each section its new words in
the order of the text out. It makes no exercises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.annotate import lexicon, segmentation
from duben.annotate.shadow import shadow
from duben.study import levels
from duben.study.meanings import meaning_of
from duben.study.model import Entry
from duben.study.position import prevailing
from duben.study.script import to_traditional
from duben.study.terms import Term, terms_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from duben.model import Passage, Publication, Section, Word
    from duben.study.meanings import Meaning
    from duben.study.position import Use

_CONTENT = frozenset("nva")  # jieba's tags: nouns, verbs, adjectives
_NAMES = ("nr", "ns", "nt", "nz")  # of single characters: parts of names, 鲁 in 鲁镇
_SURNAME, _PERSON = "surname", "nr"
_PAIR, _LONG = 2, 4
_BASIC = 2  # characters that are words of HSK 1 and 2 explain a word of two: 听到

# 第五, 三条 and 一家 are counted, not named; poker and the whole family are for dictionaries.
_COUNTED = re.compile(
    "第?[〇零一二两三四五六七八九十百千万亿几]+[条款项章节编次个名人年月日天种家位件级届篇页期]?"
)

Key = tuple[str, tuple[str | None, ...]]


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


def lessons(publication: Publication, level: int) -> tuple[Lesson, ...]:
    """Find the words above the HSK 2025 *level* in each section, each where it comes first.

    A heading belongs to its section. Single characters count where they name, say or
    describe something (善), not where they are grammar (以).
    """
    cut = [[_terms(p) for p in section.passages] for section in publication.sections]
    uses = _uses(cut)
    met: set[Key] = set()
    return tuple(
        _lesson(section, passages, uses, met, level)
        for section, passages in zip(publication.sections, cut, strict=True)
    )


def _terms(passage: Passage) -> tuple[Term, ...]:
    """Return the terms behind the label: 甲：, who speaks, and 一、 are no words to learn."""
    label = len(passage.label_words)
    return tuple(term for term in terms_of(passage.words) if term.start >= label)


def _uses(cut: Sequence[Sequence[Sequence[Term]]]) -> Mapping[Key, Use]:
    """How each term is used for the most part: a meaning holds for the whole text."""
    found: dict[Key, list[Use]] = {}
    for passages in cut:
        for passage in passages:
            for term in passage:
                found.setdefault(term.key, []).append(term.use)
    return {key: prevailing(uses) for key, uses in found.items()}


def _lesson(
    section: Section,
    passages: Sequence[tuple[Term, ...]],
    uses: Mapping[Key, Use],
    met: set[Key],
    level: int,
) -> Lesson:
    new = []
    for passage in passages:
        for term in passage:
            if term.key not in met and _is_new(term, level):
                met.add(term.key)
                new.append(NewWord(term, _entry(term, uses[term.key])))
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


def _is_new(term: Term, level: int) -> bool:
    word = term.words[0]
    if word.part_of_speech.startswith(_PERSON) and not lexicon.entries(term.simplified):
        return False  # 王小明 and 卡尔普 are names that no dictionary explains
    if not word.is_read or word.origin == _SURNAME or _COUNTED.fullmatch(term.simplified):
        return False
    if len(term.text) == 1:
        tag = word.part_of_speech
        if tag[:1] not in _CONTENT or tag.startswith(_NAMES):
            return False
    return levels.level_of(term.simplified) > level and not _is_transparent(term, level)


def _is_transparent(term: Term, level: int) -> bool:
    """Whether the reader knows the words that a word in no list is made of.

    安全问题 is 安全 and 问题, 安全感 is 安全 and 感, 不能 is 不 and 能. Words of less
    common characters may mean more than their parts and stay new: 花生, 排他性.
    """
    if levels.level_of(term.simplified) != levels.UNLISTED:
        return False
    if len(term.words) > 1:
        parts = [shadow(word.text) for word in term.words]
        return len(parts[0]) > 1 and _are_known(parts, level)
    if len(term.text) > _PAIR and not lexicon.entries(term.simplified):
        parts = list(segmentation.subwords(term.simplified))  # 老师们, 安全感
        return len(parts[0]) > 1 and _are_known(parts, level)
    if len(term.text) < _LONG:
        return len(term.text) == _PAIR and _are_known(term.simplified, min(level, _BASIC))
    parts = list(segmentation.subwords(term.simplified))
    return all(len(part) > 1 for part in parts) and _are_known(parts, level)


def _are_known(parts: Iterable[str], level: int) -> bool:
    return all(levels.level_of(part) <= level for part in parts)


def _entry(term: Term, use: Use) -> Entry:
    meaning = meaning_of(term.words, use)
    return Entry(
        word=term.text,
        traditional=_traditional(term, meaning),
        pinyin=term.pinyin,
        meaning=meaning.text,
        level=levels.label(levels.level_of(term.simplified)),
        doubtful=meaning.doubtful,
        readings=term.readings,
    )


def _traditional(term: Term, meaning: Meaning) -> str:
    """Give the traditional form: as it stands, as the dictionary has it, or converted.

    Conversion decides between forms of one word (布置, 佈置); of single characters the
    meaning does: 面 is 面 (face) or 麵 (noodles).
    """
    if term.text != term.simplified:
        return term.text
    converted = to_traditional(term.text)
    if len(term.words) > 1:
        return "".join(_of_part(word) for word in term.words)
    entry = meaning.entry
    if entry is None or entry.simplified != term.text:
        return converted  # 㮎 is explained by 杯, and is not written so
    if len(term.text) > 1 and _has_form(term.words[0], converted):
        return converted
    return entry.traditional


def _of_part(word: Word) -> str:
    converted = to_traditional(word.text)
    forms = [e.traditional for e in lexicon.entries(word.text) if e.syllables == word.readings]
    return converted if converted in forms or not forms else forms[0]


def _has_form(word: Word, form: str) -> bool:
    return any(
        entry.traditional == form and entry.syllables == word.readings
        for entry in lexicon.entries(word.text)
    )
