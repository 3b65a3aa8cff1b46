"""Every word of a text, explained once: the dictionary that belongs to this text.

An annotated publication in, its terms by section and passage out, and an entry for each.
It knows no reader: which words are new to whom is not its business.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from duben.annotate import lexicon, segmentation
from duben.annotate.shadow import shadow
from duben.study import collocation, derivation, levels, names
from duben.study.meanings import meaning_in_text, of_parts
from duben.study.model import Entry
from duben.study.position import prevailing
from duben.study.script import to_traditional
from duben.study.senses import measure_words
from duben.study.terms import terms_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from duben.model import Passage, Publication, Word
    from duben.study.meanings import Meaning
    from duben.study.position import Use
    from duben.study.terms import Key, Term

_MOST_MEASURE_WORDS = 2
_GENERAL = ("个", "個")  # goes with nearly all nouns: named only where no other does

Settled = dict[tuple[str, str], str]
"""Meanings that a person has chosen, by the word and its pinyin."""


class Dictionary:
    """The terms of a publication and their entries, each made when it is asked for."""

    def __init__(self, publication: Publication, settled: Mapping[tuple[str, str], str]) -> None:
        """Cut all sections into terms. *settled* meanings go before our own."""
        passages = [passage for section in publication.sections for passage in section.passages]
        coined = names.coined(passages)
        self.sections = tuple(
            tuple(_terms(passage, coined) for passage in section.passages)
            for section in publication.sections
        )
        self._settled = settled
        self._is_traditional = publication.language == "zh-Hant"
        self._made: dict[Key, Entry] = {}

    def entry(self, term: Term) -> Entry:
        """Explain a term as it is used in this text for the most part."""
        if term.key not in self._made:
            self._made[term.key] = self._explained(term)
        return self._made[term.key]

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Every term that has Chinese characters, once, in the order of the text."""
        found: dict[Key, Term] = {}
        for passages in self.sections:
            for passage in passages:
                for term in passage:
                    if term.words[0].is_read:
                        found.setdefault(term.key, term)
        return tuple(found.values())

    def entries(self) -> tuple[Entry, ...]:
        """Explain every word of the text, in its order."""
        return tuple(self.entry(term) for term in self.terms)

    @cached_property
    def _uses(self) -> Mapping[Key, Use]:
        """How each term is used for the most part: a meaning holds for the whole text."""
        found: dict[Key, list[Use]] = {}
        for passages in self.sections:
            for passage in passages:
                for term in passage:
                    found.setdefault(term.key, []).append(term.use)
        return {key: prevailing(uses) for key, uses in found.items()}

    @cached_property
    def _company(self) -> Mapping[Key, str]:
        """Find for each term the first words of the text that show what it goes with."""
        found: dict[Key, str] = {}
        for passages in self.sections:
            for passage in passages:
                for index, term in enumerate(passage):
                    if term.words[0].is_read and not found.get(term.key):
                        found[term.key] = collocation.around(passage, index)
        return found

    def _explained(self, term: Term) -> Entry:
        use = self._uses[term.key]
        meaning = meaning_in_text(term, use)
        chosen = self._settled.get((term.text, term.pinyin))
        parts = _parts(term)
        return Entry(
            word=term.text,
            traditional=_traditional(term, meaning),
            pinyin=term.pinyin,
            meaning=chosen or meaning.text,
            level=levels.label(levels.level_of(term.simplified)),
            doubtful=meaning.doubtful and chosen is None,
            readings=term.readings,
            measure_words=self._measure_words(meaning, use),
            collocation=self._company[term.key],
            parts=parts,
            parts_meaning=of_parts(parts) if parts else "",
            simplified=term.simplified,
            is_name=names.is_name(term),
            automatic=meaning.text,
            is_unsure=meaning.doubtful,
        )

    def _measure_words(self, meaning: Meaning, use: Use) -> tuple[str, ...]:
        if meaning.entry is None or not meaning.is_noun or use != "noun":
            return ()
        found = measure_words(meaning.entry, traditional=self._is_traditional)
        special = tuple(word for word in found if word not in _GENERAL)
        return (special or found)[:_MOST_MEASURE_WORDS]


def _terms(passage: Passage, coined: frozenset[str]) -> tuple[Term, ...]:
    """Return the terms behind the label: 甲：, who speaks, and 一、 are no words to learn."""
    label = len(passage.label_words)
    return tuple(term for term in terms_of(passage.words, coined) if term.start >= label)


def _parts(term: Term) -> tuple[str, ...]:
    """Return the parts of a word that no dictionary has: 可, 控 and 性 of 可控性."""
    if lexicon.has(term.simplified) or len(term.text) < 2 or names.is_name(term):
        return ()
    if len(term.words) > 1:
        parts = tuple(shadow(word.text) for word in term.words)
    else:
        parts = tuple(segmentation.subwords(term.simplified))
    parts = derivation.finest(parts)
    return parts if len(parts) > 1 and derivation.is_worth_telling(parts) else ()


def _traditional(term: Term, meaning: Meaning) -> str:
    """Give the traditional form: as it stands, as the dictionary has it, or converted.

    Conversion decides between forms of one word (布置, 佈置); of single characters the
    meaning does: 面 is 面 (face) or 麵 (noodles).
    """
    if term.text != term.simplified:
        return term.text
    converted = to_traditional(term.text)
    if len(term.words) > 1:
        forms = {entry.traditional for entry in lexicon.entries(term.simplified)}
        if len(forms) == 1:
            return forms.pop()
        is_whole = all(len(word.text) == 1 for word in term.words)  # 精|采 is 精采, 採 is not in it
        return converted if is_whole else "".join(map(_of_part, term.words))
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
