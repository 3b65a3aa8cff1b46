"""Ruby is lowered to marked text: the text stays, its readings travel with it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from duben.vocabulary import XHTML, base_text
from duben.write.pdf import marking
from duben.write.pdf.typesetting.readings import Readings, Word, is_marked, unmarked
from test_write_pdf import word


def paragraph(content: str) -> etree._Element:
    return etree.fromstring(f'<html xmlns="{XHTML}"><body><p>{content}</p></body></html>')


def text_in(tree: etree._Element) -> str:
    return "".join(str(text) for text in tree.itertext())


def words(tree: etree._Element, readings: Readings) -> list[Word]:
    return [piece.word for piece in readings.pieces(text_in(tree)) if piece.word]


def lowered(tree: etree._Element) -> Readings:
    readings = Readings()
    marking.lower(tree, readings)
    return readings


PARTS = st.lists(
    st.sampled_from(
        [
            "，天 AI",
            "<span>地</span>",
            "<br/>",
            word("宣言", "xuān yán"),
            word("人", "rén", "new"),
            word("得", "de", "doubtful"),
            word("A&amp;B人", "rén"),
            word("人工", '<span class="t2">rén</span> <span class="t1">gōng</span>'),
            "<ruby>天<rt>tiān</rt>地<rt>dì</rt></ruby>",
            "<!-- 人 -->&lt;",
            f"<span>{word('好', 'hǎo')}么{word('好', 'hǎo')}</span>",
        ]
    )
)


@given(PARTS)
def test_the_text_stays_and_no_ruby_does(parts: list[str]):
    tree = paragraph("".join(parts))
    before = base_text(tree)
    count = len(list(tree.iter("{*}ruby")))
    readings = lowered(tree)
    assert unmarked(text_in(tree)) == before
    assert not list(tree.iter("{*}ruby", "{*}rt", "{*}rp"))
    assert len(words(tree, readings)) == count


@given(PARTS)
def test_what_is_lowered_in_the_markup_is_as_if_lowered_in_the_tree(parts: list[str]):
    tree = paragraph("".join(parts))
    readings = lowered(tree)
    early = Readings()
    shorter = paragraph(marking.lower_markup("".join(parts), early))
    left = list(shorter.iter("{*}ruby"))
    marking.lower(shorter, early)
    assert words(shorter, early) == words(tree, readings)
    assert unmarked(text_in(shorter)) == unmarked(text_in(tree))
    assert all(ruby.get("class") == "new" or len(ruby) == 2 for ruby in left)


def test_markup_that_is_meant_literally_is_text():
    markup = f"<![CDATA[{word('人', 'rén')}]]>"
    assert marking.lower_markup(markup, Readings()) == markup


def test_words_keep_their_readings_in_their_order():
    tree = paragraph(f"天{word('宣言', 'xuān yán')}，<span>{word('人', 'rén')}</span>地")
    readings = lowered(tree)
    said = [[part.reading_text for part in item.segments] for item in words(tree, readings)]
    assert said == [["xuān", "yán"], ["rén"]]


def test_the_class_of_a_word_is_its_kind():
    tree = paragraph(word("人", "rén", "new") + word("人", "rén", "doubtful") + word("人", "rén"))
    readings = lowered(tree)
    assert [item.kind for item in words(tree, readings)] == ["new", "doubtful", ""]


def test_the_language_of_a_reading_goes_with_it():
    tree = paragraph(word("人", "ㄖㄣˊ").replace("zh-Latn-pinyin", "zh-Bopo"))
    [found] = words(tree, lowered(tree))
    assert found.language == "zh-Bopo"


def test_a_word_that_is_repeated_shares_its_mark():
    tree = paragraph(word("人", "rén") * 2 + word("人", "rēn"))
    lowered(tree)
    first, second, other = (part for part in text_in(tree).split("人") if part)
    assert first == second != other


def test_a_tone_s_class_stays_with_its_stretch():
    tree = paragraph(word("人工", '<span class="t2">rén</span> <span class="t1">gōng</span>'))
    [found] = words(tree, lowered(tree))
    tones = [(part.text, part.tone) for item in found.segments for part in item.reading]
    assert tones == [("rén", "t2"), ("gōng", "t1")]


def test_a_text_without_ruby_is_left_as_it_is():
    tree = paragraph("天<span>地</span>人")
    before = etree.tostring(tree)
    lowered(tree)
    assert etree.tostring(tree) == before
    assert not is_marked(text_in(tree))
