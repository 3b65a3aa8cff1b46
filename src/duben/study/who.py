"""谁做什么: who is urged, obliged or allowed to do it, and who said it.

A lesson in, questions out: the clause with 谁 in the place of whoever it is, and words
between quotation marks with the question who said them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.study import phrases
from duben.study.chance import drawn
from duben.study.model import Question
from duben.study.tables import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duben.study.new_words import Lesson
    from duben.study.terms import Term

_URGES = word_set("urges")
_OBLIGES = word_set("obliges")
_SAYS = word_set("says")
_JOINS = frozenset(["、", "和", "与", "及", "以及", "或者", "或"])
_PERSONS = ("n", "r", "j")  # jieba's tags; names are nr
_HOW = ("n", "d", "a", "z", "u", "p", "v", "i", "zg")  # how it is said, between 孔乙己 and 说道
_FARTHEST = 5
_VAGUE = word_set("vague")
# What a word ends in that can be obliged: 单位, 机关, 经营者, 未成年人.
_ACTORS = frozenset("人者员民众国府关会校位司业院门织构生师长体方局队党社家织业柜们警厂店团户")
_SOUND = "声"  # 低声, 大声: how it is said
_ORGANIZATIONS = "组织"
_LEANS = word_set("leans")
_UNNAMED = frozenset(["其他", "有关", "相关"])
_LONGEST_ACTOR, _LONGEST = 30, 60  # characters
_SHORTEST_DEED = 4
_SPOKEN = 6
_MARKS = "，。；：！？…—”"


def ask(lesson: Lesson, seed: str, most: int) -> tuple[Question, ...]:
    """Ask at most *most* questions, in the order of the text; each has one answer in it."""
    found = (question for sentence in lesson.sentences for question in _questions(sentence))
    return drawn(found, seed, lambda q: q.asked, most, lambda q: _is_alone(q, lesson.text))


def _questions(terms: Sequence[Term]) -> Iterator[Question]:
    yield from _spoken(terms)
    for first, stop in phrases.bounds(terms):
        end = stop
        while end > first and terms[end - 1].text[:1] in _MARKS:
            end -= 1
        if end == len(terms):
            continue  # a line without a mark at its end is hardly a sentence
        start = phrases.behind_label(terms, first, end)
        if any(term.text[:1] in "“”《》（）" for term in terms[start:end]):
            continue
        yield from _urged(terms, start, end)
        yield from _obliged(terms, start, end)


def _urged(terms: Sequence[Term], start: int, end: int) -> Iterator[Question]:
    for place in range(start, end):
        if terms[place].text not in _URGES or not phrases.is_verb(terms[place]):
            continue
        actor = _actor(terms, place + 1, end)
        leans = actor.stop < end and terms[actor.stop].text in _LEANS and terms[end].text == "，"
        if actor.stop < end and _acts(terms[actor.stop]) and not leans:
            yield from _with_who(terms, range(start, actor.start), actor, range(actor.stop, end))
        return


def _obliged(terms: Sequence[Term], start: int, end: int) -> Iterator[Question]:
    actor = _actor(terms, start, end)
    if actor.stop + 1 < end and terms[actor.stop].text in _OBLIGES:
        leans = terms[actor.stop + 1].text in _LEANS and terms[end].text == "，"
        if not leans:  # 应当根据需求， is not yet what they should do
            yield from _with_who(terms, range(start, start), actor, range(actor.stop, end))


def _ends_in_actor(term: Term) -> bool:
    """Whether somebody is named who can do something: 经营者, 单位, 他们, 王小明."""
    word = term.words[-1]
    return word.text[-1] in _ACTORS or word.part_of_speech.startswith(("nr", "nt", "r", "j"))


def _actor(terms: Sequence[Term], start: int, end: int) -> range:
    """Read who acts: nouns and pronouns alone, with what joins them; empty where none is."""
    place = start
    while place < end:
        term = terms[place]
        tag = "n" if len(term.words) > 1 else term.words[0].part_of_speech
        joins = term.text in _JOINS and place > start
        closes = term.text == "等" and tag[:1] == "u"
        behind = terms[place + 1] if place + 1 < end else None
        inside = term.use == "noun" or tag in {"vn", "b", "m"}
        if place > start and behind and tag == "v":
            if term.text == _ORGANIZATIONS:  # 国际组织积极发挥, but not 市民组织活动
                inside = _acts(behind) or behind.text in _JOINS | {"等"}
            else:  # 健身团队
                inside = _ends_in_actor(behind)
        named = tag.startswith(_PERSONS)
        if term.text.endswith(_SOUND) or not (named or joins or closes or inside):
            break
        place += 1
    if place > start and terms[place - 1].text in _JOINS | {"等"}:
        return range(start, start)
    return range(start, place)


def _acts(term: Term) -> bool:
    """Whether what follows the actor is a deed: a verb, or an adverb of one."""
    tag = "n" if len(term.words) > 1 else term.words[0].part_of_speech
    return phrases.is_verb(term) or tag in {"ad", "d", "p"} or term.text in {"能够", "能", "可以"}


def _with_who(
    terms: Sequence[Term], before: range, actor: range, deed: range
) -> Iterator[Question]:
    def text(part: range) -> str:
        return "".join(terms[place].text for place in part)

    answer, done = text(actor), text(deed)
    last = terms[actor.stop - 1] if actor else None
    if last is None or answer in _VAGUE or not _ends_in_actor(last):
        return
    if last.text in _UNNAMED or "的" in {terms[i].text for i in deed[1:2]}:
        return
    asked = f"{text(before)}谁{done}？"
    if len(answer) <= _LONGEST_ACTOR and len(asked) <= _LONGEST and len(done) >= _SHORTEST_DEED:
        yield Question(asked, answer)


def _spoken(terms: Sequence[Term]) -> Iterator[Question]:
    """Find 孔乙己低声说道，“跌断……”: the speaker begins the clause, the words follow."""
    for place, term in enumerate(terms):
        behind = "".join(t.text for t in terms[place + 1 : place + 3])
        if term.text not in _SAYS or behind not in {"，“", "：“"}:
            continue
        start = max(s for s, _ in phrases.bounds(terms) if s <= place)
        speaker = _actor(terms, start, place)
        how = terms[speaker.stop : place]
        said = "".join(t.text for t in terms[place + 3 :]).partition("”")[0]
        who = "".join(terms[i].text for i in speaker)
        plain = all(t.words[0].part_of_speech.startswith(_HOW) for t in how)
        if (
            speaker
            and who not in _VAGUE
            and _ends_in_actor(terms[speaker.stop - 1])
            and not any(t.text == "的" for t in how)
            and plain
            and len(how) <= _FARTHEST
            and _SPOKEN <= len(said) <= _LONGEST
            and "“" not in said
        ):
            yield Question(f"“{said}”这句话是谁说的？", who)


def _is_alone(question: Question, text: str) -> bool:
    """Whether what is asked about is there once only, so that there is one answer."""
    if question.asked.startswith("“"):
        return text.count(question.asked[1:].partition("”")[0]) == 1
    done = question.asked.rpartition("谁")[2].removesuffix("？")
    return text.count(done) == 1
