"""Ruby of markup: readings become glosses, notes stay in brackets, nothing is lost."""

from __future__ import annotations

import pytest

from duben.clean import clean
from duben.clean.glosses import take_out_glosses
from duben.readers.annotation import annotated
from duben.source import Gloss, Line, Markup, Source


def taken(*lines: Line | str) -> Source:
    return take_out_glosses(
        Source("t", tuple(Line(line, 1) if isinstance(line, str) else line for line in lines), "")
    )


def ruby(base: str, reading: str) -> tuple[str, list[str], set[str]]:
    """The text, the glosses as 人rén, and the codes of what was reported."""
    source = taken(f"见{annotated(base, reading)}也")
    glosses = [gloss.character + gloss.reading for gloss in source.lines[0].glosses]
    return source.lines[0].text, glosses, {notice.code for notice in source.notices} - {"G02"}


@pytest.mark.parametrize(
    ("base", "reading", "glosses"),
    [
        ("人", "rén", "人rén"),
        ("人", "ren2", "人rén"),
        ("人", "ren", "人ren"),
        ("人", "(rén)", "人rén"),
        ("人", "ㄖㄣˊ", "人rén"),
        ("人民", "ㄖㄣˊㄇㄧㄣˊ", "人rén 民mín"),
        ("人工智能", "rén gōng zhì néng", "人rén 工gōng 智zhì 能néng"),
        ("西安", "Xī’ān", "西xī 安ān"),
        ("北京", "Beijing", "北bei 京jing"),
        ("妈妈", "māma", "妈mā 妈ma"),
        ("花儿", "huār", "花huā 儿r"),
        ("花兒", "huār", "花huā 兒r"),
        ("儿", "r", "儿r"),
        ("《红楼梦》", "Hónglóumèng", "红hóng 楼lóu 梦mèng"),
        ("K歌", "K gē", "歌gē"),
        ("行", "xíng/háng", ""),
    ],
)
def test_a_reading_is_laid_on_its_characters(base, reading, glosses):
    assert ruby(base, reading) == (f"见{base}也", glosses.split(), {"G01"})


@pytest.mark.parametrize(
    ("base", "note"),
    [
        ("字", "注"),
        ("心脏", "heart"),
        ("风扇", "fan"),
        ("东京", "とうきょう"),
        ("人", "rén gōng"),
        ("人工", "rén"),
        ("AI", "人工智能"),
        ("WHO", "shi wei"),
        ("我", "I"),
    ],
)
def test_what_is_no_reading_stays_in_brackets(base, note):
    assert ruby(base, note) == (f"见{base}（{note}）也", [], {"G05"})


@pytest.mark.parametrize(
    ("base", "reading", "glosses", "codes"),
    [
        ("3", "sān", "", {"G06"}),
        ("2024", "èr líng èr sì", "", {"G06"}),
        ("AI", "rén gōng zhì néng", "", {"G06"}),
        ("3个", "sān gè", "个gè", {"G01", "G06"}),
    ],
)
def test_syllables_over_digits_and_letters_are_dropped(base, reading, glosses, codes):
    assert ruby(base, reading) == (f"见{base}也", glosses.split(), codes)


def test_a_reading_that_no_dictionary_has_is_reported():
    assert ruby("人", "fà") == ("见人也", ["人fà"], {"G04"})


def test_positions_count_the_characters_before_also_those_of_notes():
    source = taken(f"一{annotated('字', '注解')}，{annotated('人', 'rén')}")
    assert source.lines[0].text == "一字（注解），人"
    assert source.lines[0].glosses == (Gloss(4, "人", "rén", 1),)


def test_ruby_and_brackets_of_one_line_come_in_order():
    source = taken(f"{annotated('三', 'sān')}个(gè){annotated('人', 'rén')}")
    assert [gloss.reading for gloss in source.lines[0].glosses] == ["sān", "gè", "rén"]


def test_ruby_counts_in_the_profile():
    (profile, *_) = taken(annotated("仆", "pū") + annotated("人", "rén")).notices
    assert profile.message == "2 reading glosses removed: every character has one."


def test_a_line_keeps_the_markup_of_its_source():
    line = Line(annotated("人", "rén"), 1, markup=Markup("heading", level=2))
    assert taken(line).lines[0].markup == line.markup


def test_cells_that_share_a_line_number_keep_their_own_glosses():
    cells = [Line(f"{a}({r})", 5, markup=Markup("cell")) for a, r in (("三", "sān"), ("人", "rén"))]
    source = taken(*cells)
    assert [(line.text, line.glosses[0].reading) for line in source.lines] == [
        ("三", "sān"),
        ("人", "rén"),
    ]


def test_code_keeps_brackets_and_loses_no_note():
    line = Line(f"三(sān){annotated('人', 'rén')}", 1, markup=Markup("code"))
    assert taken(line).lines[0].text == "三(sān)人（rén）"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\ufff9人\ufffa", "人"),
        ("\ufffarén\ufffb人", "rén人"),
        ("\ufff9\ufff9人\ufffarén\ufffb", "人"),
        ("\ufff9人\ufffa\ufffb", "人"),
        ("\ufffb", ""),
        ("\ufff9⼈\ufffare\u0301n\ufffb", "人"),
    ],
)
def test_annotations_without_partners_go_and_the_others_are_cleaned_like_text(text, expected):
    assert clean(Source("t", (Line(text + "好", 1),), "")).lines[0].text == expected + "好"
