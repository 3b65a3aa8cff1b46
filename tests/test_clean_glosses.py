"""Glosses: readings go out of the text, and other brackets stay in it."""

from __future__ import annotations

import pytest

from duben.clean.glosses import take_out_glosses
from duben.clean.pinyin import spell
from duben.han import han
from duben.source import Gloss, Line, Source


def taken(text: str) -> Source:
    lines = tuple(Line(row, number) for number, row in enumerate(text.split("\n"), 1))
    return take_out_glosses(Source("t", lines, ""))


def pairs(source: Source) -> list[tuple[int, str, str]]:
    return [
        (gloss.position, gloss.character, gloss.reading)
        for line in source.lines
        for gloss in line.glosses
    ]


@pytest.mark.parametrize(
    ("text", "stripped", "glosses"),
    [
        ("三个(gè)人(rén)", "三个人", [(1, "个", "gè"), (2, "人", "rén")]),
        ("人（rén）", "人", [(0, "人", "rén")]),
        ("人[rén]", "人", [(0, "人", "rén")]),
        ("人(ren2)", "人", [(0, "人", "rén")]),
        ("人(re\u0301n)", "人", [(0, "人", "rén")]),
        ("高(ɡāo)", "高", [(0, "高", "gāo")]),
        ("人(ㄖㄣˊ)", "人", [(0, "人", "rén")]),
        ("吗(˙ㄇㄚ)", "吗", [(0, "吗", "ma")]),
        ("你好(nǐ hǎo)", "你好", [(0, "你", "nǐ"), (1, "好", "hǎo")]),
        ("你好(nǐhǎo)", "你好", [(0, "你", "nǐ"), (1, "好", "hǎo")]),
        ("你好 (ni3hao3) 吗", "你好吗", [(0, "你", "nǐ"), (1, "好", "hǎo")]),
        ("去西安(Xī’ān)", "去西安", [(1, "西", "xī"), (2, "安", "ān")]),
        ("绿(lv4)略(lu:e4)", "绿略", [(0, "绿", "lǜ"), (1, "略", "lüè")]),
        ("花儿(huār)", "花儿", [(0, "花", "huā"), (1, "儿", "r")]),
        ("地方(dìfang)", "地方", [(0, "地", "dì"), (1, "方", "fang")]),
        ("一(yí)个不(bú)是", "一个不是", [(0, "一", "yí"), (2, "不", "bú")]),
        ("随着(zhe)", "随着", [(1, "着", "zhe")]),
        ("充分(fēn)", "充分", [(1, "分", "fēn")]),
        ("人(rén)(rén)", "人", [(0, "人", "rén")]),
    ],
)
def test_a_reading_is_taken_out_and_kept_at_its_position(text, stripped, glosses):
    source = taken(text)
    assert source.lines[0].text == stripped
    assert pairs(source) == glosses


@pytest.mark.parametrize(
    "text",
    [
        "智能(AI)",
        "组织(WHO)",
        "宣言(全文)",
        "他(He)说",
        "上海(Shanghai)",
        "安卓(Android)",
        "苹果(apple)",
        "大学(PKU)",
        "数据(data)",
        "大(da)小",
        "方法(fa)",
        "编号(Ba)",
        "类(Ma)",
        "圆周率(pi)",
        "氦(He)",
        "镁(Mg)",
        "硼(B)",
        "甲(yi)",
        "勒内(René)",
        "和(he)平",
        "(rén)",
        "人)rén(",
        "C(sharp)",
        "无(N/A)",
        "图(a1)",
    ],
)
def test_other_brackets_stay(text):
    source = taken(text)
    assert source.lines[0].text == text
    assert pairs(source) == []


def test_a_possible_reading_without_tone_stays_with_a_warning():
    (notice,) = taken("方法(fa)").notices
    assert (notice.code, notice.severity, notice.before) == ("G03", "warning", "法(fa)")


def test_a_text_full_of_toneless_readings_has_them_taken_out():
    source = taken("你(ni)好(hao)，我(wo)是(shi)中(zhong)国(guo)人")
    assert source.lines[0].text == "你好，我是中国人"


def test_places_in_brackets_outweigh_a_few_toneless_readings():
    text = "北京(Beijing)上海(Shanghai)南京(Nanjing)你(ni)好(hao)我(wo)是(shi)中(zhong)国"
    assert taken(text).lines[0].text == text


def test_each_reading_taken_out_is_a_notice_with_its_line():
    notices = [notice for notice in taken("甲\n人(rén)们").notices if notice.code == "G01"]
    assert [(notice.line, notice.before, notice.after) for notice in notices] == [
        (2, "人(rén)", "人")
    ]


def test_positions_count_characters_and_not_marks():
    source = taken("“好”，2个(gè)A人(rén)")
    assert pairs(source) == [(1, "个", "gè"), (2, "人", "rén")]


def test_glosses_that_a_reader_found_are_kept_in_order():
    given = Gloss(2, "国", "guó", 1)
    source = take_out_glosses(Source("t", (Line("中(zhōng)人国", 1, (given,)),), ""))
    assert pairs(source) == [(0, "中", "zhōng"), (2, "国", "guó")]


def test_a_machine_is_told_by_glossing_every_occurrence_alike():
    source = taken("人(rén)的(de)人(rén)的(de)一二三四五六七八九十\n" * 6)
    assert source.notices[0].message == (
        "24 reading glosses removed: machine pattern "
        "(2 characters, every occurrence, one reading each)."
    )
    assert source.notices[0].severity == "warning"


def test_an_author_glosses_now_and_then():
    (profile, *_) = taken("鳏(guān)夫与鳏夫，饕(tāo)餮").notices
    assert profile.message == "2 reading glosses removed: an author's choice (2 characters)."


def test_a_textbook_glosses_every_character():
    (profile, *_) = taken("仆(pū)人(rén)好(hǎo)").notices
    assert "every character has one" in profile.message


def test_joined_pinyin_is_cut_where_the_characters_want_it():
    assert spell("xian", "西安").syllables == ("xi", "an")
    assert spell("xiān", "先").syllables == ("xiān",)
    assert spell("fang4n", "方案") is None


def test_pinyin_with_more_syllables_than_characters_is_no_gloss():
    assert spell("nǐ hǎo ma", "好吗") is None


def test_hostile_pinyin_is_given_up_quickly():
    assert spell("an" * 30, "安" * 12) is None


def test_no_han_character_goes_with_a_bracket():
    text = "人(rén)工(gōng)[智]能(néng(xyz)（高）"
    assert han(taken(text).lines[0].text) == han(text)


def test_a_gloss_given_twice_is_one():
    assert pairs(taken("火(huǒ)（ㄏㄨㄛˇ）")) == [(0, "火", "huǒ")]


def test_readings_to_choose_from_stay_in_every_notation():
    for choice in ("xíng/háng", "xíng；háng", "xíng; háng", "xíng、háng", "xing/hang"):
        source = taken(f"人(rén)人(rén)人(rén)人(rén)人(rén)行({choice})有两个读音")
        assert source.lines[0].text == f"人人人人人行({choice})有两个读音"
        assert len(pairs(source)) == 5
        (doubt,) = [notice for notice in source.notices if notice.code == "G03"]
        assert (doubt.before, doubt.removed) == (f"行({choice})", "")
        assert "choice" in doubt.message


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("你好 (nǐ hǎo) hello", "你好 hello"),
        ("你好 (nǐ hǎo) 2", "你好 2"),
        ("你好 (nǐ hǎo) 吗", "你好吗"),
        ("你好 (nǐ hǎo) ，", "你好，"),
        ("你好 (nǐ hǎo) “吗”", "你好“吗”"),
        ("你好 (nǐ hǎo) ", "你好"),
        ("你好(nǐ hǎo) 吗", "你好 吗"),
    ],
)
def test_the_space_before_a_foreign_word_stays(text, bare):
    assert taken(text).lines[0].text == bare


def test_beside_sure_glosses_a_neutral_reading_is_one_too():
    assert taken("三个(gè)人(rén)好(hǎo)孩子(zi)").lines[0].text == "三个人好孩子"
    assert taken("好孩子(zi)").lines[0].text == "好孩子(zi)"


@pytest.mark.parametrize(
    ("text", "hand"),
    [
        ("他姓单(shàn)，住在重(chóng)庆。", "author"),
        ("我(wǒ)们(men)人(rén)人(rén)平(píng)等(děng)。", "machine"),
        ("人(rén)很多，话不多。" * 20, "machine"),
        ("没有注音。", ""),
    ],
)
def test_the_hand_that_wrote_the_glosses_is_told(text, hand):
    source = Source("t", (Line(text, 1),), "d")
    assert take_out_glosses(source).glosses_by == hand
