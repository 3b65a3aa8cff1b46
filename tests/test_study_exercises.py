"""Exercises: one right answer each, and the key is the text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duben import study
from duben.model import Block
from duben.study import chance, matching, new_words
from duben.study.confusion import confusable
from duben.study.entries import Dictionary
from duben.study.learner import Learner
from duben.study.model import Entry
from duben.study.tables import toml_table
from study_texts import publication

if TYPE_CHECKING:
    from duben.model import Publication, Section, Word
    from duben.study.model import Guide, SectionGuide

LAW = (
    "本法所称未成年人是指未满十八周岁的公民。",
    "国家保障未成年人的生存权、发展权、受保护权、参与权等权利。",
    "未成年人依法平等地享有各项权利，不因本人及其父母的民族、种族、宗教信仰受到歧视。",
    "学校应当建立健全安全管理制度，对未成年人进行安全教育，完善安保设施。",
    "任何组织或者个人发现不利于未成年人身心健康的情形，都有权劝阻、制止或者向公安机关举报。",
    "新闻媒体采访报道涉及未成年人的事件应当客观、审慎和适度，不得侵犯未成年人的隐私。",
)


@pytest.fixture(scope="module")
def guide(declaration: Publication) -> Guide:
    return study.guide(declaration)


def parts(publication: Publication, guide: Guide) -> list[tuple[Section, SectionGuide]]:
    return list(zip(publication.sections, guide.sections, strict=True))


def check_cloze(section: Section, part: SectionGuide) -> None:
    """Judge by the text alone: fill the key in and look the sentence up."""
    assert part.cloze
    body = "\n".join(paragraph.text for paragraph in section.paragraphs)
    whole = "\n".join(passage.text for passage in section.passages)
    found = []
    for blank in part.cloze.blanks:
        before = blank.before.removeprefix("……")
        after = blank.after.removesuffix("……")
        assert before + blank.answer + after in body
        assert whole.count(blank.answer) == 1
        assert 10 <= len(before + blank.answer + after) <= 90
        found.append(body.index(before + blank.answer + after))
    assert found == sorted(found)
    assert len(set(found)) == len(found)
    assert sorted(part.cloze.bank) == sorted(blank.answer for blank in part.cloze.blanks)
    assert 3 <= len(part.cloze.bank) <= 8


def groups_of(word: str) -> set[int]:
    groups = toml_table("confusable.toml")["groups"]
    return {number for number, group in enumerate(groups) if word in group.split()}


def check_bank(words: tuple[str, ...]) -> None:
    for index, one in enumerate(words):
        for other in words[index + 1 :]:
            assert not set(one) & set(other), (one, other)
            assert not groups_of(one) & groups_of(other), (one, other)


def check_matching(part: SectionGuide) -> None:
    exercise = part.matching
    assert exercise
    meanings = {entry.word: entry for entry in part.new_words}
    for word, answer in zip(exercise.words, exercise.answers, strict=True):
        assert exercise.meanings[answer] == meanings[word].meaning
        assert not meanings[word].doubtful
    assert sorted(exercise.answers) == list(range(len(exercise.words)))
    assert 4 <= len(exercise.words) <= 10
    assert all(place != answer for place, answer in enumerate(exercise.answers))


def check_readings(section: Section, part: SectionGuide) -> None:
    words = [word for paragraph in section.paragraphs for word in paragraph.words]
    for choice in part.readings:
        [read] = {w.readings for w in words if w.text == choice.word}
        assert read[choice.word.index(choice.character)] == choice.answer
        assert choice.answer in choice.options
        assert len(set(choice.options)) == len(choice.options) >= 2
    assert len(part.readings) <= 6
    assert len({choice.character for choice in part.readings}) == len(part.readings)


def test_every_key_of_the_declaration_gives_the_text_back(declaration: Publication, guide: Guide):
    for section, part in parts(declaration, guide):
        check_cloze(section, part)
        check_bank(part.cloze.bank if part.cloze else ())
        check_matching(part)
        check_bank(part.matching.words if part.matching else ())
        check_readings(section, part)


def test_every_key_of_a_law_gives_the_text_back():
    text = publication(*LAW, heading="第一章 总则")
    for section, part in parts(text, study.guide(text)):
        check_cloze(section, part)
        check_bank(part.cloze.bank if part.cloze else ())
        check_matching(part)
        check_readings(section, part)


def test_the_declaration_yields_enough_exercises(guide: Guide):
    blanks = [len(part.cloze.blanks) if part.cloze else 0 for part in guide.sections]
    assert all(count >= 3 for count in blanks)
    assert sum(blanks) >= 24
    assert [len(p.matching.words) if p.matching else 0 for p in guide.sections][:4] == [10] * 4
    assert all(part.readings for part in guide.sections)


def test_a_short_section_has_no_exercise_rather_than_a_poor_one():
    [part] = study.guide(publication("我们去合作。")).sections
    assert (part.cloze, part.matching, part.readings) == (None, None, ())


def test_one_question_alone_is_not_asked():
    [part] = study.guide(publication("他们很重视你。")).sections
    assert part.readings == ()


def test_the_same_text_gives_the_same_guide_and_another_digest_another_one(
    declaration: Publication, guide: Guide
):
    assert study.guide(declaration) == guide
    other = study.guide(replace(declaration, digest="f" * 64))
    assert other != guide
    assert other.glossary == guide.glossary


def test_a_word_that_stands_twice_in_the_section_is_no_blank():
    text = publication(
        "国家保障公民的隐私。", "他们面临挑战。", "我们秉持原则。", "大家维护原则。", "他强调隐私。"
    )
    [part] = study.guide(text).sections
    assert part.cloze
    assert "原则" not in part.cloze.bank
    assert "隐私" not in part.cloze.bank


def test_a_long_sentence_is_cut_to_the_clauses_around_its_blank():
    clause = "我们的老师和同学都在学校里学习汉语，"
    text = publication(
        clause * 3 + "他们秉持着这样的想法，" + clause * 3 + "大家都很高兴。",
        "面临这样的问题。",
        "我的隐私在哪里？",
    )
    [part] = study.guide(text).sections
    assert part.cloze
    [blank] = [b for b in part.cloze.blanks if b.answer == "秉持"]
    assert blank.before.startswith("……")
    assert blank.after.endswith("……")
    assert len(blank.before + blank.answer + blank.after) <= 66


def test_a_pair_of_quotation_marks_is_not_torn_apart():
    clause = "我们的老师和同学都在学校里学习汉语，"
    text = publication(
        "他说：“" + clause * 4 + "你们要秉持这样的想法。”", "面临很多问题。", "我的隐私在哪里？"
    )
    [part] = study.guide(text).sections
    assert part.cloze
    for blank in part.cloze.blanks:
        line = blank.before + blank.after
        assert line.count("“") == line.count("”")


def test_a_doubtful_reading_is_not_asked(declaration: Publication):
    def doubt(word: Word) -> Word:
        return replace(word, confidence="doubtful")

    section = declaration.sections[1]
    unsure = replace(
        section,
        blocks=tuple(
            Block("paragraph", (replace(p, words=tuple(map(doubt, p.words))),))
            for p in section.paragraphs
        ),
    )
    [part] = study.guide(replace(declaration, sections=(unsure,))).sections
    assert part.readings == ()


def test_near_synonyms_and_shared_meanings_are_confusable():
    def entry(word: str, meaning: str) -> Entry:
        return Entry(word, word, "", meaning, "5")

    assert confusable(entry("促进", "to promote"), entry("推动", "to push forward"))
    assert confusable(entry("安全", "safe"), entry("安全性", "security"))
    assert confusable(entry("提升", "to improve"), entry("改善", "improvement"))
    assert not confusable(entry("福祉", "welfare"), entry("壁垒", "barrier"))


def test_words_practised_elsewhere_come_last():
    law = publication(*LAW)
    [lesson] = new_words.lessons(law, Learner(4), Dictionary(law, {}))
    first = matching.match(lesson, "seed")
    assert first
    again = matching.match(lesson, "seed", avoid=first.words)
    assert again
    assert set(again.words) != set(first.words)


@settings(max_examples=40)
@given(st.lists(st.text(min_size=1, max_size=4), unique=True, max_size=9), st.text(max_size=4))
def test_a_shuffle_loses_nothing_and_is_the_same_again(items: list[str], seed: str):
    once = chance.shuffled(items, seed, str)
    assert sorted(once) == sorted(items)
    assert chance.shuffled(list(reversed(items)), seed, str) == once
