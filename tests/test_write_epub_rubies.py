"""Readings that no line's end tears from their characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some

from duben.ruby import segments
from duben.vocabulary import base_text, local_name
from duben.write.epub.rubies import bind
from epub_books import body, ruby

if TYPE_CHECKING:
    from lxml import etree

    from duben.config import RubyForm

NATION = ruby("中华人民共和国", "zhōng huá rén mín gòng hé guó", "new")


def bound(markup: str, form: RubyForm = "word") -> etree._Element:
    tree = body(markup)
    bind(tree, form)
    return tree


def pairs(tree: etree._Element) -> list[tuple[str, str]]:
    """What stands under and over each ruby."""
    return [
        (base_text(each), "".join("".join(rt.itertext()) for rt in each.iter("{*}rt")))
        for each in tree.iter("{*}ruby")
    ]


def test_a_block_with_readings_gets_room_for_them():
    tree = bound(
        f"<p>{ruby('我们', 'wǒ men')}</p><p>甲</p><ol><li><span>{ruby('他', 'tā')}</span></li></ol>"
    )
    assert [element.get("class") for element in tree.iter("{*}p", "{*}li")] == [
        "annotated",
        None,
        "annotated",
    ]


def test_a_line_may_end_between_two_words_with_readings_and_nowhere_else():
    word = ruby("我们", "wǒ men")
    paragraph = bound(f"<p>{word}{word}，{word}好{word}</p>")[0]
    assert [local_name(child) for child in paragraph] == ["ruby", "wbr", "ruby", "ruby", "ruby"]
    assert base_text(paragraph) == "我们我们，我们好我们"


def test_a_word_that_fits_a_line_stays_one_ruby_so_that_search_finds_it():
    word = ruby("人工智能", "rén gōng zhì néng")
    assert pairs(bound(f"<p>{word}</p>")) == [("人工智能", "rén gōng zhì néng")]


def test_a_word_longer_than_a_line_becomes_even_rubies_with_their_own_syllables():
    tree = bound(f"<p>在{NATION}外</p>")
    assert pairs(tree) == [("中华人民", "zhōng huá rén mín"), ("共和国", "gòng hé guó")]
    assert [each.get("class") for each in tree.iter("{*}ruby")] == ["new", "new"]
    assert base_text(tree) == "在中华人民共和国外"
    assert [local_name(child) for child in tree[0]] == ["ruby", "wbr", "ruby"]


def test_headings_are_larger_and_their_words_are_cut_sooner():
    word = ruby("生物多样性", "shēng wù duō yàng xìng")
    assert len(pairs(bound(f"<h2>{word}</h2><p>{word}</p>"))) == 3


def test_readings_of_words_go_with_their_words():
    word = ruby("人工智能促进会议", "réngōng zhìnéng cùjìn huìyì")
    assert pairs(bound(f"<p>{word}</p>")) == [
        ("人工智能", "réngōng zhìnéng"),
        ("促进会议", "cùjìn huìyì"),
    ]


def test_a_long_word_whose_parts_are_not_known_is_marked_as_one_that_may_be_cut():
    tree = bound(f"<p>{ruby('一二三四五六七', 'x')}</p>")
    assert [each.get("class") for each in tree.iter("{*}ruby")] == ["long"]


def test_each_character_may_have_a_ruby_of_its_own():
    tree = bound(f"<p>{ruby('我们', 'wǒ men')}好</p>", "character")
    assert pairs(tree) == [("我", "wǒ"), ("们", "men")]
    assert [rt.get("lang") for rt in tree.iter("{*}rt")] == ["zh-Latn-pinyin"] * 2
    assert base_text(tree) == "我们好"


def test_the_colours_of_tones_stay_with_their_syllables():
    coloured = '<span class="t3">wǒ</span> <span class="t5">men</span>'
    tree = bound(f"<p>{ruby('我们', coloured)}</p>", "character")
    assert [(span.get("class"), span.text) for span in tree.iter("{*}span")] == [
        ("t3", "wǒ"),
        ("t5", "men"),
    ]


@pytest.mark.parametrize("form", ["word", "character"])
@given(lengths=some.lists(some.integers(1, 15), min_size=1, max_size=4))
def test_no_text_and_no_syllable_is_lost(form: RubyForm, lengths: list[int]):
    words = [("天" * n, " ".join(["tiān"] * n)) for n in lengths]
    tree = bound("<p>" + "，".join(ruby(*word) for word in words) + "</p>", form)
    assert base_text(tree) == "，".join(base for base, _ in words)
    cut = [part for each in tree.iter("{*}ruby") for part in segments(each)]
    assert [(part.base, part.reading_text) for part in cut] == [("天", "tiān")] * sum(lengths)
    assert max(len(base) for base, _ in pairs(tree)) <= 6
