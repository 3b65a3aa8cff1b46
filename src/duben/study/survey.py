"""What each section of a text is made of: its figures, and the words that are its own.

The sections of a publication as terms in, counts and key words out. It judges no level.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from duben.han import han
from duben.study import levels
from duben.study.model import Counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.model import Section
    from duben.study.entries import Dictionary
    from duben.study.model import Entry
    from duben.study.terms import Key, Term

_MOST_KEY_WORDS = 5
_COMMONEST = 2  # HSK level of 没有 and 知道, which no text is about
_NAMING = ("n", "v", "an")  # jieba's tags of nouns, verbs, and adjectives used as nouns


def count(section: Section, passages: Sequence[Sequence[Term]]) -> Counts:
    """Count the paragraphs of a section (its heading left out), given all its *passages*."""
    paragraphs = passages[len(passages) - len(section.paragraphs) :]
    words = [term.key for terms in paragraphs for term in terms if term.words[0].is_read]
    lengths = [len(han(s.text)) for paragraph in section.paragraphs for s in paragraph.sentences]
    lengths = [length for length in lengths if length]
    return Counts(
        characters=sum(lengths),
        words=len(words),
        distinct_words=len(set(words)),
        sentences=len(lengths),
        longest_sentence=max(lengths, default=0),
    )


def key_words(dictionary: Dictionary) -> tuple[tuple[Entry, ...], ...]:
    """Choose for each section the words that are frequent there and rarer elsewhere.

    They are nouns and verbs of two characters at least, in the order of the text.
    """
    by_section = [
        Counter(term.key for terms in passages for term in terms if _may_be_key(term))
        for passages in dictionary.sections
    ]
    total: Counter[Key] = Counter()
    for counted in by_section:
        total.update(counted)
    terms = {term.key: term for term in dictionary.terms}
    found = []
    for counted in by_section:
        first = list(counted)
        best = sorted(counted, key=lambda key: -(counted[key] ** 2) / total[key])
        chosen = sorted(best[:_MOST_KEY_WORDS], key=first.index)
        found.append(tuple(dictionary.entry(terms[key]) for key in chosen))
    return tuple(found)


def _may_be_key(term: Term) -> bool:
    word = term.words[0]
    says = word.is_read and len(term.text) > 1 and word.part_of_speech.startswith(_NAMING)
    return says and levels.level_of(term.simplified) > _COMMONEST
