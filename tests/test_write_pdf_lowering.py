"""What is done to an edition's tree before a page is set: readings, marks, labels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from duben.errors import TemplateError
from duben.vocabulary import CLASSES, XHTML, base_text
from duben.write.pdf import boxes, punctuation
from duben.write.pdf.page import page
from duben.write.pdf.structure import ROLES
from test_write_pdf import edition, word


def paragraph(content: str, language: str = "zh-Hans") -> etree._Element:
    return etree.fromstring(
        f'<html xmlns="{XHTML}" lang="{language}"><head/><body><p>{content}</p></body></html>'
    )


def lowered(content: str) -> str:
    """The paragraph with its readings lowered, written short: [rén人][gōng工]."""
    tree = paragraph(content)
    boxes.lower(tree)
    for box in tree.iter("{*}ruby"):
        box.text = "["
        box[0].tail = f"{box[0].tail}]"
    return "".join(str(text) for text in tree[1][0].itertext())


def marked(text: str, kind: str, language: str = "zh-Hans") -> list[str]:
    """The marks of *text* that get a span of the class *kind*."""
    tree = paragraph(text, language)
    punctuation.fit(tree)
    return [span.text or "" for span in tree.iter("{*}span") if span.get("class") == kind]


# --- readings -----------------------------------------------------------------------------


def test_each_character_gets_its_own_reading():
    assert lowered(word("宣言", "xuān yán")) == "[xuān宣][yán言]"


def test_the_er_of_erhua_has_its_own_r():
    assert lowered(word("花儿", "huā r")) == "[huā花][r儿]"


def test_a_space_parts_two_words_with_readings():
    assert lowered(word("共同", "gòng tóng") + word("努力", "nǔ lì")) == (
        "[gòng共][tóng同] [nǔ努][lì力]"
    )


def test_no_space_stands_before_a_mark_or_plain_text():
    assert lowered(word("好", "hǎo") + "，" + word("人", "rén") + "AI") == "[hǎo好]，[rén人]AI"


def test_readings_of_words_are_boxes_of_words():
    assert lowered(word("人工智能", "réngōng zhìnéng")) == "[réngōng人工][zhìnéng智能]"
    assert lowered(word("走了", "zǒule") + word("好", "hǎo")) == "[zǒule走了] [hǎo好]"


def test_a_word_whose_readings_fit_no_characters_stays_one_box():
    assert lowered(word("一会儿来", "yīhuìr lái")) == "[yīhuìr lái一会儿来]"


def test_a_syllable_s_tone_is_on_its_box_or_on_its_part_of_a_word():
    toned = '<span class="t2">rén</span>{}<span class="t1">gōng</span>'
    tree = paragraph(word("人工", toned.format(" ")) + word("人工", toned.format("")))
    boxes.lower(tree)
    first, second, whole = tree.iter("{*}rt")
    assert [first.get("class"), second.get("class"), whole.get("class")] == ["t2", "t1", None]
    assert [(span.get("class"), span.text) for span in whole] == [("t2", "rén"), ("t1", "gōng")]


def test_a_block_with_words_that_have_no_reading_is_known():
    tree = paragraph("我们" + word("宣言", "xuān yán"))
    boxes.lower(tree)
    assert tree[1][0].get("class") == "partly"
    tree = paragraph(word("宣言", "xuān yán") + "，2024")
    boxes.lower(tree)
    assert tree[1][0].get("class") is None


def test_of_zhuyin_a_box_is_short_with_two_signs_but_not_with_three():
    def kind(reading: str) -> str | None:
        tree = paragraph(f'<ruby>字<rt lang="zh-Bopo">{reading}</rt></ruby>')
        boxes.lower(tree)
        return next(tree.iter("{*}ruby")).get("class")

    assert kind("ㄖㄣˊ") == "short"
    assert kind("ㄓㄨㄤ") == ""


def test_a_variation_selector_stays_with_its_character():
    assert lowered(word("葛\U000e0100城", "gě chéng")) == "[gě葛\U000e0100][chéng城]"


def test_the_mark_of_a_new_word_is_on_each_of_its_boxes():
    tree = paragraph(word("宣言", "xuān yán", "new"))
    boxes.lower(tree)
    assert [box.get("class") for box in tree.iter("{*}ruby")] == ["new", "new short"]


pieces = st.lists(
    st.one_of(
        st.text("，。《》（）“”、ab 一人", max_size=4),
        st.sampled_from([word("宣言", "xuān yán"), word("人", "rén"), word("好么", "hǎome")]),
        st.sampled_from(["<span>", "</span>"]),
    )
)


@given(pieces)
def test_lowering_keeps_the_text_and_its_order(parts: list[str]):
    content = "".join(part for part in parts if part not in {"<span>", "</span>"})
    tree = paragraph(f"<span>{content}</span>{content}")
    before = base_text(tree)
    punctuation.fit(tree)
    boxes.lower(tree)
    assert base_text(tree).replace(" ", "") == before.replace(" ", "")


# --- punctuation --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("《论语》（节选）。", ["》", "）"]),
        ("他说：“好。”", ["。"]),
        ("（《诗经》）", ["《", "》"]),
        ("今天，天气。", []),
        ("好！”他说", []),
    ],
)
def test_a_mark_beside_a_mark_gives_up_its_empty_half(text: str, marks: list[str]):
    assert marked(text, "half") == marks


def test_in_traditional_text_the_centred_stops_stay_whole():
    assert marked("「好。」", "half", "zh-Hant") == []
    assert marked("《論語》（節選）", "half", "zh-Hant") == ["》"]


def test_quotation_marks_are_told_apart_since_kai_draws_them_narrow():
    assert marked("他说“好”！", "quote") == ["“"]
    assert marked("他说“好”！", "half") == ["”"]


def test_english_keeps_its_marks():
    english = '<span lang="en">the ‘good’” one</span>'
    assert marked(english, "half") == marked(english, "quote") == []


# --- the page -----------------------------------------------------------------------------


def test_headings_are_called_by_their_text_without_readings():
    heading = f"<h2>{word('宣言', 'xuān yán')} <span class='english'>The text</span></h2>"
    assert 'data-label="宣言 The text"' in page(edition(heading))[0]


def test_the_words_of_a_word_bank_are_kept_whole():
    html, _ = page(edition('<p class="word-bank">人工智能　人类</p>'))
    assert '<span class="choice">人工智能</span>　<span class="choice">人类</span></p>' in html


def test_every_element_of_the_vocabulary_has_a_place_in_the_structure():
    assert set(ROLES) == set(CLASSES)


def test_an_element_without_a_place_in_the_structure_is_refused():
    with pytest.raises(TemplateError, match="<em> cannot be written as PDF"):
        page(edition("<p><em>好</em></p>"))
