"""Figures and key words of sections, the index of characters, the learner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from duben import study
from duben.errors import OptionError
from duben.model import Block, Section
from duben.study import characters, survey
from duben.study.entries import Dictionary
from duben.study.learner import Learner, hsk_level
from duben.study.levels import character_coverage, hardest_character
from duben.study.model import Counts, Entry
from study_texts import passage, publication, sections

if TYPE_CHECKING:
    from duben.model import Publication


def section(heading: str, *paragraphs: str) -> Section:
    blocks = tuple(Block("paragraph", (passage(text),)) for text in paragraphs)
    return Section(passage(heading), 1, blocks)


def test_a_section_is_counted_without_its_heading_and_marks():
    text = sections(section("一、合作", "我们合作。我们开放，AI！"))
    [passages] = Dictionary(text, {}).sections
    assert survey.count(text.sections[0], passages) == Counts(8, 4, 3, 2, 4)


def test_key_words_are_those_that_other_sections_have_less_often():
    text = sections(
        section("一、合作", "合作促进发展，合作需要原则。我们没有时间。"),
        section("二、安全", "安全促进发展，安全需要监管。我们没有时间。"),
    )
    first, second = ([e.word for e in words] for words in survey.key_words(Dictionary(text, {})))
    assert "合作" in first
    assert "合作" not in second
    assert "安全" in second
    assert "没有" not in first + second


def test_the_index_has_characters_that_make_several_words_and_are_not_the_commonest():
    def entry(word: str, *readings: str) -> Entry:
        return Entry(word, word, " ".join(readings), "", "5", readings=readings)

    words = [
        entry("共享", "gòng", "xiǎng"),
        entry("分享", "fēn", "xiǎng"),
        entry("不禁", "bù", "jīn"),
        entry("不免", "bù", "miǎn"),
        entry("行业", "háng", "yè"),
        entry("行为", "xíng", "wéi"),
    ]
    found = characters.index(words)
    assert [(e.character, e.reading, e.words) for e in found] == [("享", "xiǎng", ("共享", "分享"))]


@pytest.mark.parametrize(("written", "level"), [("HSK4", 4), ("hsk 5", 5), ("7", 7)])
def test_a_level_is_written_as_people_write_it(written: str, level: int):
    assert hsk_level(written) == level


@pytest.mark.parametrize("written", ["HSK8", "B2", ""])
def test_what_is_no_level_is_refused(written: str):
    with pytest.raises(OptionError, match="no HSK level"):
        hsk_level(written)


def test_a_word_of_the_own_list_is_known_whatever_its_level():
    assert not Learner(4).knows("秉持")
    assert Learner(4, frozenset(["秉持"])).knows("秉持")


def test_characters_are_covered_by_the_lists_of_characters():
    newest, _, oldest = character_coverage("一一篡祉")
    assert newest.shares[0] == 50.0
    assert newest.unlisted > 0
    assert oldest.standard == "HSK 2.0"
    assert hardest_character("篡改") > hardest_character("我们")


def test_new_words_know_their_section_and_the_hardest_come_first(declaration: Publication):
    guide = study.guide(declaration)
    assert {e.section for part in guide.sections for e in part.new_words} == {1, 2, 3, 4, 5, 6}
    assert {"福祉", "篡改"} <= {e.word for e in guide.hardest}
    assert sum(count for _, count in guide.sections[4].by_level) == len(guide.sections[4].new_words)


def test_the_traditional_form_of_characters_that_only_the_text_joins_is_that_of_the_whole():
    entries = Dictionary(publication("失了精采。"), {}).entries()
    assert {e.word: e.traditional for e in entries}["精采"] == "精采"
