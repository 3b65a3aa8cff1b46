"""Clauses, and in them the subject, the verb and the objects where the words alone show them.

The terms of a sentence in, places of terms out. It is no parser: where the words leave room
for doubt it says nothing, for a guide had better mark too little than mark it wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from duben.annotate import lexicon
from duben.study.tables import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duben.study.terms import Term

CLAUSE_MARKS = frozenset("，。；：！？…—")
"""Marks that end a clause; 、 stands inside one."""

_CLOSING = frozenset("”』」’）)》")

JOINS = frozenset(["、", "和", "与", "及", "或", "以及", "或者"])

_LABEL = re.compile(
    r"\s*(?:第[〇零一二三四五六七八九十百\d]+[条款项章节]|（[一二三四五六七八九十]+）)\s*"
)
_LONGEST_LABEL = 6  # terms

_NOUNS = ("n", "j", "s")  # jieba's tags
_NOMINAL = ("n", "vn", "an", "j", "s", "l", "m", "q", "r", "b", "a", "i", "t", "z")
_OF = frozenset(["的", "之"])
_INSIDE = frozenset(["对", "在", "关于", "同"])  # with their noun before 的: 公众对…的认识
# Verbs of one character that are hardly ever anything else.
_SHORT_VERBS = frozenset("是有买卖说看听写读问答爱怕笑吃喝拿放姓受懂学坐站送让使令请叫劝")
_DEGREES = frozenset(["更", "最", "更为", "更加", "很"])
_ASPECT = frozenset(["了", "过"])
_AUXILIARY = word_set("auxiliaries")
_PIVOTS = word_set("pivots")
# What takes a clause, or another verb, as its object: 是, 认为, 开始, 认识到.
_NO_OBJECT = word_set("objectless")
# Verbs behind which another verb may have an object of its own: 倡导建立机制.
_BEFORE_ANOTHER = word_set("before_another")
# Tagged otherwise by the dictionary.
_VERBS = word_set("verbs")
_ADVERBS = word_set("adverbs")
_PREPOSITIONS = word_set("prepositions")
_PLACES = word_set("places")
# Adverbs and the like that stand between subject and verb.
_BEFORE_VERB = ("d", "ad", "c", "t")
_SUBJECT_MAY_FOLLOW = frozenset("ctd")
_LONGEST_SUBJECT = 12


@dataclass(frozen=True, slots=True)
class Clause:
    """Terms `start` to `end` of a sentence, the mark that ends it among them.

    `subject` and `verb` are ranges of terms, `objects` the heads of the objects; empty
    where it is not certain what they are.
    """

    start: int
    end: int
    subject: range = range(0)
    verb: range = range(0)
    objects: tuple[range, ...] = ()


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase: its heads, one for each of the nouns that 和 or 、 join, and its end."""

    heads: tuple[range, ...]
    end: int
    has_of: bool


def bounds(terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    """Cut a sentence into clauses behind each mark: pairs of first term and end."""
    start = 0
    marked = False
    for place, term in enumerate(terms):
        mark = term.text[:1]
        if marked and mark not in CLAUSE_MARKS | _CLOSING:
            yield start, place
            start, marked = place, False
        marked = marked or mark in CLAUSE_MARKS
    if start < len(terms):
        yield start, len(terms)


def behind_label(terms: Sequence[Term], start: int, end: int) -> int:
    """Pass over 第十条 and （二） at the beginning of a clause, which say nothing."""
    place, text = start, ""
    for end_of_label in range(start + 1, min(end, start + _LONGEST_LABEL) + 1):
        text += terms[end_of_label - 1].text
        if _LABEL.fullmatch(text):
            place = end_of_label
    return place


def clauses(terms: Sequence[Term]) -> tuple[Clause, ...]:
    """Cut a sentence into clauses, with what is certain of each."""
    return tuple(_clause(terms, start, end) for start, end in bounds(terms))


def objects(terms: Sequence[Term], clause: Clause) -> Iterator[tuple[int, tuple[range, ...]]]:
    """Yield the verbs of a clause with the heads of their objects: 加强 with 认知, 理解."""
    if not clause.verb:
        return
    main, end = clause.verb.start, _inner_end(terms, clause.start, clause.end)
    for place in range(main, end):
        text = terms[place].text
        if not is_verb(terms[place]) or len(text) == 1 or text in _NO_OBJECT | _AUXILIARY:
            continue
        if place != main and not _is_second(terms, main, place):
            continue
        found = _objects(terms, main, place, end)
        if found:
            yield place, found


def _objects(terms: Sequence[Term], main: int, place: int, end: int) -> tuple[range, ...]:
    limit = end if place == main else _first_join(terms, place, end)
    phrase = noun_phrase(terms, _behind_aspect(terms, place + 1, limit), limit)
    if phrase is None or phrase.end != limit:
        return ()
    # 文艺表演团体 is a 团体, and nobody performs it.
    compound = place > 0 and _tag(terms[place - 1])[:1] == "n" and phrase.end == place + 2
    return () if compound else phrase.heads


def _is_second(terms: Sequence[Term], main: int, place: int) -> bool:
    """Whether a verb has an object of its own beside the *main* one: 鼓励各国制定法律."""
    before = terms[place - 1].text
    if before in _BEFORE_ANOTHER | _AUXILIARY or (before in _ADVERBS and place > main + 1):
        return True
    if terms[main].text not in _PIVOTS:
        return False
    between = terms[main + 1 : place]
    return len(between) > 0 and all(not is_verb(term) and term.text not in _OF for term in between)


def _first_join(terms: Sequence[Term], start: int, end: int) -> int:
    """征求意见、社会调查: what follows 、 may be no object of the verb before it."""
    marks = (i for i in range(start, end) if terms[i].text in {"、", "等"})
    return next(marks, end)


def is_verb(term: Term) -> bool:
    """Whether a term is a verb here, no noun: 提升 in 提升水平, not in 水平的提升."""
    tag = term.words[0].part_of_speech
    if len(term.words) > 1:
        return False
    if term.text in _VERBS:
        return term.use != "noun" or not tag.startswith("v")
    if tag not in {"v", "vd", "vi"} or term.use != "verb":
        return False
    return term.text in _SHORT_VERBS if len(term.text) == 1 else _is_in_dictionary(term.simplified)


@cache
def _is_in_dictionary(word: str) -> bool:
    """Whether the dictionary has the word as a verb: 主顾 is a client, whatever its tag."""
    return any(sense.startswith("to ") for entry in lexicon.entries(word) for sense in entry.senses)


def noun_phrase(terms: Sequence[Term], start: int, end: int) -> NounPhrase | None:
    """Read a noun phrase from *start* on, as far as it goes; None where there is none.

    Its heads are the nouns behind the last 的: 认知 and 理解 of 公众对人工智能的认知与理解.
    """
    place = start
    while place < end and _continues(terms, place, start, end):
        place += 1
    while place > start and terms[place - 1].text in JOINS | _OF:
        place -= 1
    if place == start:
        return None
    last_of = max((i for i in range(start, place) if terms[i].text in _OF), default=start - 1)
    heads = []
    for i in range(last_of + 1, place):
        text = terms[i].text
        closes = i + 1 == place or terms[i + 1].text in JOINS or terms[i + 1].text == "等"
        if closes and text not in JOINS and text != "等":
            heads.append(i)
    if not heads or not all(_can_be_head(terms, i) for i in heads):
        return None
    single = any(terms[i - 1].text in JOINS | _OF or i == start for i in heads[:-1])
    if single and terms[heads[-1] - 1].text not in JOINS:
        heads = heads[-1:]  # 监管与问责机制 may be one 机制 or two
    return NounPhrase(tuple(_head(terms, last_of + 1, i) for i in heads), place, last_of >= start)


def _head(terms: Sequence[Term], start: int, place: int) -> range:
    """Take along the word before a head of one character: 调节价, 指导价."""
    short = len(terms[place].text) == 1 and place > start
    takes = short and len(terms[place - 1].text) > 1 and _tag(terms[place - 1])[:1] in "nv"
    return range(place - takes, place + 1)


def _clause(terms: Sequence[Term], start: int, end: int) -> Clause:
    inner = _inner_end(terms, start, end)
    place = behind_label(terms, start, inner)
    while place < inner and _tag(terms[place])[:1] in _SUBJECT_MAY_FOLLOW:
        place += 1
    subject = _subject(terms, place, inner)
    verb = _main_verb(terms, subject.stop if subject else place, inner)
    if verb is None:
        return Clause(start, end)
    text = terms[verb].text
    found = _objects(terms, verb, verb, inner) if text not in _NO_OBJECT else ()
    if not found and text in _PIVOTS:
        phrase = noun_phrase(terms, verb + 1, inner)
        if phrase and not phrase.has_of and phrase.end < inner and is_verb(terms[phrase.end]):
            found = phrase.heads
    reaches = verb + 1 < inner and terms[verb + 1].text == "到"
    return Clause(start, end, subject, range(verb, verb + 1 + reaches), found)


def _subject(terms: Sequence[Term], start: int, end: int) -> range:
    """Read a plain subject: a pronoun, or nouns alone, with a verb to come behind it."""
    place = start
    while place < min(end, start + _LONGEST_SUBJECT):
        tag = _tag(terms[place])
        joins = terms[place].text in JOINS and place > start
        named = tag.startswith(("n", "r", "j")) and terms[place].text not in _ADVERBS | _VERBS
        if not (named or joins):
            break
        place += 1
    if place in {start, end} or terms[place - 1].text in JOINS:
        return range(0)
    if terms[place].text in _OF or _tag(terms[place])[:1] in "fu":
        return range(0)
    return range(start, place)


def _main_verb(terms: Sequence[Term], start: int, end: int) -> int | None:
    """Find the verb that follows with at most adverbs, auxiliaries and 为…, 在…中 before it."""
    place = start
    while place < end:
        term = terms[place]
        if is_verb(term) and term.text not in _AUXILIARY | _ADVERBS:
            behind = terms[place + 1].text if place + 1 < end else ""
            return place if behind not in _OF | JOINS | {"着"} else None
        if term.text in _PREPOSITIONS | {"在"}:
            place = _behind_preposition(terms, place, end)
        elif term.text in _AUXILIARY | _ADVERBS or _tag(term).startswith(_BEFORE_VERB):
            place += 1
        else:
            return None
    return None


def _behind_preposition(terms: Sequence[Term], start: int, end: int) -> int:
    """Pass over 为人类, 以发展的眼光 and 在…领域; the end where it is not clear how far it goes."""
    for place in range(start + 1, end):
        term = terms[place]
        if terms[start].text == "在":
            behind = terms[place + 1].text if place + 1 < end else ""
            if term.text in _PLACES and behind not in _OF:
                return place + 1
        elif is_verb(term):
            return place if place > start + 1 else end
        elif term.text not in JOINS | _OF and not _tag(term).startswith(_NOMINAL):
            return place if _tag(term).startswith(_BEFORE_VERB) else end
    return end


def _inner_end(terms: Sequence[Term], start: int, end: int) -> int:
    """Leave out the marks that end a clause."""
    while end > start and terms[end - 1].text[:1] in CLAUSE_MARKS | _CLOSING:
        end -= 1
    return end


def _behind_aspect(terms: Sequence[Term], place: int, end: int) -> int:
    return place + 1 if place < end and terms[place].text in _ASPECT else place


def _tag(term: Term) -> str:
    return "n" if len(term.words) > 1 else term.words[0].part_of_speech


def _continues(terms: Sequence[Term], place: int, start: int, end: int) -> bool:
    """Whether the term at *place* goes on with the noun phrase that begins at *start*."""
    term = terms[place]
    tag = _tag(term)
    if term.text in JOINS | _OF or (term.text == "等" and tag[:1] == "u"):
        return place > start
    if tag == "ad" or (is_verb(term) and tag[:1] != "v") or (place == start and tag == "v"):
        return False
    if tag.startswith(_NOMINAL) or term.use == "noun":
        return True
    if term.text in _INSIDE or tag[:1] == "f":
        return place > start and any(terms[i].text in _OF for i in range(place + 1, end))
    if term.text in _DEGREES:
        return place + 1 < end and _tag(terms[place + 1])[:1] in {"a", "m", "c"}
    return tag == "v" and start < place < end - 1 and _modifies(terms, place, start)


def _modifies(terms: Sequence[Term], place: int, start: int) -> bool:
    """Whether a verb inside a noun phrase goes with a noun: 人工智能治理的能力, 的参与机制."""
    before, behind = terms[place - 1], terms[place + 1]
    if behind.text in _OF:
        pivots = start > 0 and terms[start - 1].text in _PIVOTS
        return not pivots and _tag(before).startswith(_NOUNS)
    return before.text in _OF and _tag(behind).startswith(_NOUNS)


def _can_be_head(terms: Sequence[Term], place: int) -> bool:
    term, tag = terms[place], _tag(terms[place])
    if tag.startswith("nr"):
        return False
    if tag.startswith("v") and tag != "vn":
        before = terms[place - 1] if place else None
        named = before is not None and (before.text in _OF | JOINS or _tag(before)[:1] == "n")
        return term.use == "noun" and named and len(term.text) > 1
    counted = place > 0 and _tag(terms[place - 1])[:1] == "m" and len(term.text) == 1
    return tag.startswith((*_NOUNS, "vn", "an", "l")) and not counted
