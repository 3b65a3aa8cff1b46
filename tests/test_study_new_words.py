"""Which words are new in which section."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from duben import study
from duben.model import Block, Passage, Section, Word
from duben.study.entries import Dictionary
from duben.study.glossary import by_pinyin
from duben.study.learner import Learner
from duben.study.model import Entry
from duben.study.new_words import lessons
from study_texts import passage, publication, sections

if TYPE_CHECKING:
    from duben.model import Publication


def new(text: Publication, level: int = 4) -> list[list[str]]:
    return [
        [word.entry.word for word in lesson.new_words]
        for lesson in lessons(text, Learner(level), Dictionary(text, {}))
    ]


def test_words_above_the_level_are_new_in_the_order_of_the_text():
    assert new(publication("我们秉持合作原则。")) == [["秉持", "合作", "原则"]]


def test_a_higher_level_knows_more_words():
    text = publication("我们秉持合作原则。")
    assert new(text, 6) == [["秉持"]]
    assert new(text, 7) == [[]]


def test_a_word_is_new_only_where_it_comes_first():
    first = Section(None, 0, (Block("paragraph", (passage("合作很重要，合作好。"),)),))
    second = Section(passage("一、原则"), 1, (Block("paragraph", (passage("合作的原则。"),)),))
    assert new(sections(first, second)) == [["合作"], ["原则"]]


def test_a_heading_belongs_to_its_section():
    text = publication("这是我们的书。", heading="一、维护合作")
    assert new(text) == [["维护", "合作"]]


def test_first_uses_are_marked_in_the_paragraphs_and_not_in_the_heading():
    text = publication("我们合作。", "可控性和合作。", heading="一、合作")
    [lesson] = lessons(text, Learner(4), Dictionary(text, {}))
    paragraphs = text.sections[0].paragraphs
    marked = [
        "".join(paragraph.words[index].text for index in sorted(indices))
        for paragraph, indices in zip(paragraphs, lesson.first_uses, strict=True)
    ]
    assert marked == ["合作", "可控性"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("以其为之。", "grammar in one character"),
        ("第二十一条和第三十款。", "counting"),
        ("安全问题。", "made of words that the reader knows"),
        ("不能听到。", "made of the commonest characters"),
        ("AI 2024。", "no Chinese"),
    ],
)
def test_what_a_reader_need_not_look_up_is_not_new(text: str, reason: str):
    assert new(publication(text)) == [[]], reason


def test_a_character_that_says_something_is_new():
    assert "愿" in new(publication("我们愿去。"))[0]


def test_the_entry_has_the_traditional_form_of_the_meaning():
    text = publication("推进机制，头发与发展，采矿。")
    forms = {e.word: e.traditional for e in study.guide(text, level=0).sections[0].new_words}
    assert forms["推进"] == "推進"
    assert forms["头发"] == "頭髮"
    assert forms["发展"] == "發展"
    assert forms["采矿"] == "採礦"


def test_a_word_that_points_elsewhere_keeps_its_own_traditional_form():
    word = Word("㮎", ("bēi",), "bēi", part_of_speech="n")  # variant of 杯
    paragraph = Passage(word.text, 1, (), (word,))
    [entry] = study.guide(
        sections(Section(None, 0, (Block("paragraph", (paragraph,)),))), level=0
    ).glossary
    assert (entry.meaning.split("; ")[0], entry.traditional) == ("cup", "㮎")


def test_a_traditional_text_keeps_its_characters():
    [part] = study.guide(publication("我們秉持合作原則。")).sections
    assert [(e.word, e.traditional, e.level) for e in part.new_words] == [
        ("秉持", "秉持", "7–9"),
        ("合作", "合作", "5"),
        ("原則", "原則", "5"),
    ]


def test_a_form_that_the_dictionary_has_otherwise_stays_as_it_stands():
    entries = study.guide(publication("我們爲了和平。"), level=0).glossary
    assert {e.word: e.traditional for e in entries}["爲了"] == "爲了"


def test_the_pinyin_is_that_of_the_text():
    [word] = [w for w in passage("认识。").words if w.is_read]
    text = publication("认识。")
    odd = replace(word, readings=("rèn", "shí"), pinyin="rènshí")
    paragraph = replace(text.sections[0].paragraphs[0], words=(odd,))
    section = replace(text.sections[0], blocks=(Block("paragraph", (paragraph,)),))
    [entry] = study.guide(replace(text, sections=(section,)), level=0).glossary
    assert entry.pinyin == "rènshí"


def test_the_declaration_has_about_as_many_new_words_as_counted_by_hand(declaration: Publication):
    counts = [len(words) for words in new(declaration)]
    assert counts == pytest.approx([31, 95, 65, 23, 10, 18], abs=5)


def entry(word: str, pinyin: str) -> Entry:
    return Entry(word, word, pinyin, "", "5")


def test_the_glossary_goes_by_letters_then_tones_then_characters():
    words = [
        entry("绿", "lǜ"),
        entry("路", "lù"),
        entry("炉", "lú"),
        entry("防止", "fángzhǐ"),
        entry("方式", "fāngshì"),
        entry("仿制", "fǎngzhì"),
        entry("联合国", "Liánhéguó"),
        entry("恶用", "èyòng"),
    ]
    order = [e.word for e in by_pinyin(words)]
    assert order == ["恶用", "方式", "防止", "仿制", "联合国", "炉", "路", "绿"]


def test_the_glossary_has_every_new_word_once(declaration: Publication):
    guide = study.guide(declaration)
    words = [e for part in guide.sections for e in part.new_words]
    assert sorted(words, key=repr) == sorted(guide.glossary, key=repr)
    assert len({(e.word, e.pinyin) for e in words}) == len(words)


def test_who_speaks_is_no_word_to_learn():
    lines = tuple(replace(passage(text), label=text[:2]) for text in ("甲：秉持原则。", "乙：好。"))
    talk = Section(None, 0, (Block("dialogue", lines),))
    assert new(sections(talk)) == [["秉持", "原则"]]
