"""What a word goes with in its sentence: 征求意见 for 征求, 巨大潜力 for 巨大.

The terms of a passage and a place among them in, a few words of the text out, as they stand
there. It parses nothing, and gives none rather than a torn phrase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.study.terms import Term

_LONGEST = 9  # characters
_JOINS = frozenset("、和与及或并而暨") | {"以及", "并且", "或者", "等"}
_OF = "的"
_CONTENT = frozenset("nvabzijl")  # jieba's tags of words that say something
_COUNTING = frozenset("mq")


def around(terms: Sequence[Term], index: int) -> str:
    """Return the phrase of the text that shows how the term at *index* is used, or ""."""
    term = terms[index]
    tag = term.words[0].part_of_speech[:1]
    if tag == "d" or term.use == "adverb":
        return _with_next(terms, index)
    if tag not in _CONTENT or term.is_fragment:
        return ""
    if term.use == "verb":
        return _with_object(terms, index) or _with_adverb(terms, index)
    if term.use == "adjective" or tag in "abz":
        return _with_next(terms, index) or _with_modifier(terms, index)
    return _with_modifier(terms, index) or _with_following(terms, index)


def _with_object(terms: Sequence[Term], index: int) -> str:
    """Take all that follows a verb in its clause, where that is short: 征求意见."""
    end = index + 1
    while end < len(terms) and not _is_end(terms[end]):
        end += 1
    rest = terms[index + 1 : end]
    phrase = _text(terms[index:end])
    if not rest or not _says(rest[-1]) or len(phrase) > _LONGEST:
        return ""
    if any(term.words[0].part_of_speech[:1] in "pc" for term in rest):
        return ""  # 释放人工智能在医疗…: the object comes later
    is_listed = end < len(terms) and terms[end].text in _JOINS
    if is_listed and any(term.use == "verb" for term in rest):
        return ""  # 认识到加强监管、…: the list goes on
    return phrase


def _with_next(terms: Sequence[Term], index: int) -> str:
    """Take the word behind, over a 的: 巨大潜力, 深远的影响."""
    after = index + 1
    if after < len(terms) and terms[after].text == _OF:
        after += 1
    if after >= len(terms) or not _says(terms[after]):
        return ""
    end = after + 1
    while terms[after].use == "noun" and end < len(terms) and _names(terms[end]):
        end += 1  # 广泛国际共识
    return _short(terms[index:end])


def _with_adverb(terms: Sequence[Term], index: int) -> str:
    """Take the adverb before a verb: 深刻影响."""
    if index and terms[index - 1].use == "adverb" and terms[index - 1].words[0].is_read:
        return _short(terms[index - 1 : index + 1])
    return ""


def _with_modifier(terms: Sequence[Term], index: int) -> str:
    """Take the word before a noun that ends its phrase, over a 的: 数字素养, 发展的眼光."""
    if index + 1 < len(terms) and _says(terms[index + 1]):
        return ""
    before = index - 1
    if before > 0 and terms[before].text == _OF:
        before -= 1
    if before < 0 or terms[before].text in _JOINS:
        return ""
    start = before
    if _counts(terms, before):
        start -= 1
    elif not _says(terms[before]) or not _may_modify(terms, before, index):
        return ""
    elif start and len(terms[before].text) == 1 and _grades(terms[start - 1]):
        start -= 1  # 更大的福祉
    return _short(terms[start : index + 1])


def _with_following(terms: Sequence[Term], index: int) -> str:
    """Take the words right behind a noun: 人类生产生活."""
    end = index + 1
    while end < len(terms) and _names(terms[end]):
        end += 1
    return _short(terms[index:end]) if end > index + 1 else ""


def _short(terms: Sequence[Term]) -> str:
    phrase = _text(terms)
    return phrase if len(phrase) <= _LONGEST else ""


def _is_end(term: Term) -> bool:
    return not term.words[0].is_read or term.text in _JOINS


def _says(term: Term) -> bool:
    word = term.words[0]
    return word.is_read and word.part_of_speech[:1] in _CONTENT and not term.is_fragment


def _names(term: Term) -> bool:
    return _says(term) and term.use in {"noun", "other"}


def _may_modify(terms: Sequence[Term], before: int, index: int) -> bool:
    """Whether what stands before belongs to the noun: not 内 in 范围内的合作.

    The noun behind a verb is its object only where the clause ends: 深感人工智能对… is torn.
    """
    modifier = terms[before]
    if modifier.words[0].part_of_speech.startswith("d"):
        return False
    if len(modifier.text) == 1 and (
        modifier.use not in {"adjective", "verb"}
        or (before < index - 1 and not (before and _grades(terms[before - 1])))
    ):
        return False
    return (
        modifier.use != "verb"
        or before < index - 1
        or index + 1 >= len(terms)
        or _is_end(terms[index + 1])
    )


def _counts(terms: Sequence[Term], index: int) -> bool:
    """Whether a measure word stands at *index* behind its number: 场 in 一场革命."""
    return index > 0 and all(
        term.words[0].part_of_speech[:1] in _COUNTING for term in terms[index - 1 : index + 1]
    )


def _grades(term: Term) -> bool:
    return term.words[0].is_read and term.words[0].part_of_speech == "d"


def _text(terms: Sequence[Term]) -> str:
    return "".join(term.text for term in terms)
