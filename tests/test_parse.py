"""Structure: title, sections and paragraphs as the text shows them, and doubts as notices."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from duben.clean import clean
from duben.errors import SourceError
from duben.han import han
from duben.parse import parse
from duben.parse.dating import text_date
from duben.parse.numbering import label_of, number
from duben.readers import read
from duben.source import Gloss, Line, Notice, Source

if TYPE_CHECKING:
    from duben.model import Publication

DECLARATION = Path(__file__).parents[1] / "src/duben/samples/shanghai-declaration.txt"
LONG = "这是一个很长的段落，里面说了很多的话，为的是让它比四十个字还要长，所以还要再说几句话才行。"


def parsed(text: str, **glosses: Gloss) -> Publication:
    given = {gloss.line: (gloss,) for gloss in glosses.values()}
    rows = enumerate(text.split("\n"), 1)
    return parse(Source("t", tuple(Line(row, n, given.get(n, ())) for n, row in rows), "d"))


def headings(publication: Publication) -> list[tuple[int, str]]:
    return [(s.level, s.heading.text) for s in publication.sections if s.heading]


def paragraphs(publication: Publication) -> list[str]:
    return [p.text for section in publication.sections for p in section.paragraphs]


def notices(publication: Publication, code: str) -> list[Notice]:
    return [notice for notice in publication.notices if notice.code == code]


@pytest.fixture(scope="module")
def shanghai() -> Publication:
    return parse(clean(read(DECLARATION)))


class TestDeclaration:
    def test_the_cleaned_text_is_the_golden_one(self, shanghai, golden):
        golden("declaration.txt", shanghai.text + "\n")

    def test_title_and_date_are_the_texts_own(self, shanghai):
        assert shanghai.title.text == "人工智能全球治理上海宣言"
        assert shanghai.date == "2024-07-04"
        assert shanghai.language == "zh-Hans"

    def test_what_the_page_says_of_itself_is_kept_apart(self, shanghai):
        assert dict(shanghai.front_matter) == {
            "page_published": "2024-07-05T18:01",
            "page_title": "人工智能全球治理上海宣言（全文）",
        }

    def test_the_publishers_lead_is_no_part_of_the_text(self, shanghai):
        assert [passage.text for passage in shanghai.source_note] == [
            "7月4日，2024世界人工智能大会暨人工智能全球治理高级别会议发表《人工智能全球治理上海宣言》。",
            "全文如下：",
        ]

    def test_a_preamble_and_five_sections_are_found(self, shanghai):
        assert [(s.level, s.number, len(s.paragraphs)) for s in shanghai.sections] == [
            (0, "", 2),
            (1, "一、", 7),
            (1, "二、", 5),
            (1, "三、", 3),
            (1, "四、", 2),
            (1, "五、", 3),
        ]

    def test_254_glosses_are_taken_out_and_carried_to_their_passages(self, shanghai):
        assert len(notices(shanghai, "G01")) == 254
        glosses = [
            (han(passage.text)[gloss.position], gloss)
            for passage in shanghai.passages
            for gloss in passage.glosses
        ]
        assert len(glosses) == 253  # 時(shí) stands in the page line, which is dropped
        assert all(character == gloss.character for character, gloss in glosses)

    def test_the_two_glosses_in_question_are_there_as_evidence(self, shanghai):
        passages = [
            p for p in shanghai.passages for g in p.glosses if g.reading in ("fēn", "chǎng")
        ]
        around = {
            han(passage.text)[gloss.position - 1 : gloss.position + 1] + gloss.reading
            for passage in passages
            for gloss in passage.glosses
        }
        assert {"充分fēn", "一场chǎng"} <= around

    def test_what_a_person_must_be_told_is_told(self, shanghai):
        warnings = {n.code: n for n in shanghai.notices if n.severity == "warning"}
        assert warnings["G02"].message == (
            "254 reading glosses removed: machine pattern "
            "(33 characters, every occurrence, one reading each)."
        )
        machine = warnings["S04"].message
        assert "隻有、緻力 ×2" in machine
        assert all(character in machine for character in "随确标适态隐将浏别内")
        assert not any(variant in machine for variant in "爲衆産")
        slips = [(n.line, n.before, n.after) for n in notices(shanghai, "S02")]
        assert slips == [(10, "隻有", "只有"), (22, "緻力", "致力"), (58, "緻力", "致力")]
        assert [(n.before, n.after) for n in notices(shanghai, "S03")] == [("随著", "随着")]
        dropped = warnings["D01"]
        assert (dropped.line, dropped.before) == (2, "发布时间: 2024-07-05 18:01 浏览量: 4022")
        assert len(notices(shanghai, "P01")) == 73
        assert len(notices(shanghai, "P02")) == 2

    def test_the_closing_paragraph_stays_where_it_is_with_a_warning(self, shanghai):
        (closing,) = notices(shanghai, "T09")
        assert (closing.severity, closing.line) == ("warning", 60)
        assert shanghai.sections[-1].paragraphs[-1].text.startswith("我们深知，这份宣言")

    def test_reading_it_twice_gives_the_same(self, shanghai):
        assert parse(clean(read(DECLARATION))) == shanghai


def test_chapters_sections_and_items_have_levels_below_each_other():
    publication = parsed(
        "书\n\n第一章 甲\n\n第一节 乙\n\n一、丙\n\n正文。\n\n（一）丁\n\n正文。\n\n"
        "1. 戊\n\n正文。\n\n（1）己\n\n正文。\n\n第二章 庚\n\n正文。"
    )
    assert headings(publication) == [
        (1, "第一章 甲"),
        (2, "第一节 乙"),
        (3, "一、丙"),
        (4, "（一）丁"),
        (5, "1. 戊"),
        (6, "（1）己"),
        (1, "第二章 庚"),
    ]
    assert [s.number for s in publication.sections] == [
        "第一章",
        "第一节",
        "一、",
        "（一）",
        "1.",
        "（1）",
        "第二章",
    ]


def test_levels_are_relative_to_what_occurs():
    assert headings(parsed("题\n\n一、甲\n\n文。\n\n二、乙\n\n文。")) == [
        (1, "一、甲"),
        (1, "二、乙"),
    ]


def test_hashes_are_believed_and_numbers_then_are_not():
    publication = parsed("# 书\n\n## 甲\n\n一、不是标题\n\n正文。\n\n### 一、乙 ##\n\n正文。")
    assert publication.title.text == "书"
    assert headings(publication) == [(1, "甲"), (2, "一、乙")]
    assert [s.number for s in publication.sections] == ["", "一、"]


def test_a_title_with_hash_alone_leaves_numbers_in_force():
    assert headings(parsed("# 书\n\n第一章 甲\n\n正文。")) == [(1, "第一章 甲")]


@pytest.mark.parametrize(
    "row",
    [
        "一、甲方应当付款；",
        "一、甲方应当付款。",
        "二、具体要求如下：",
        "（一）甲，乙",
        "1. 很" + "长" * 40,
        "第一条 为了发展",
        "第一章的内容",
        "一是发展",
        "第一，发展",
        "1.5倍",
        "（一）甲方付款，乙方交货",
    ],
)
def test_what_only_begins_with_a_number_stays_a_paragraph(row):
    publication = parsed(f"题\n\n{row}\n\n正文。")
    assert headings(publication) == []
    assert paragraphs(publication) == [row, "正文。"]


def test_a_list_of_short_numbered_lines_is_no_row_of_headings():
    publication = parsed("题\n\n要买的：\n\n1. 苹果\n2. 香蕉\n3. 梨\n\n完了。")
    assert headings(publication) == []
    assert paragraphs(publication)[1:4] == ["1. 苹果", "2. 香蕉", "3. 梨"]


def test_a_table_of_contents_is_no_row_of_headings():
    text = "书\n\n目录\n\n第一章 甲\n第二章 乙\n\n第一章 甲\n\n文。\n\n第二章 乙\n\n文。"
    assert headings(parsed(text))[-2:] == [(1, "第一章 甲"), (1, "第二章 乙")]
    assert len(headings(parsed(text))) == 2


def test_bare_numerals_part_a_story():
    assert headings(parsed("药\n\n一\n\n文。\n\n二\n\n文。")) == [(1, "一"), (1, "二")]
    assert headings(parsed("药\n\n一\n\n文。")) == []


def test_a_preface_is_as_wide_as_a_chapter():
    text = "书\n\n前言\n\n文。\n\n第一章 甲\n\n文。\n\n第一节 乙\n\n文。\n\n结语\n\n文。"
    assert headings(parsed(text)) == [
        (1, "前言"),
        (1, "第一章 甲"),
        (2, "第一节 乙"),
        (1, "结语"),
    ]


def test_gaps_and_repeats_in_the_numbering_are_reported():
    text = "题\n\n一、甲\n\n文。\n\n三、乙\n\n文。\n\n三、丙\n\n文。"
    messages = [(n.line, n.message) for n in notices(parsed(text), "T03")]
    assert messages == [
        (7, "The numbering goes from 1 to 3."),
        (11, "The number 3 comes twice."),
    ]


def test_a_numbering_that_does_not_begin_with_one_is_reported():
    (notice,) = notices(parsed("题\n\n第二章 甲\n\n文。\n\n第三章 乙\n\n文。"), "T03")
    assert notice.message == "The numbering begins with 2."


def test_articles_run_on_and_items_begin_again():
    text = (
        "法\n\n第一章 甲\n\n第一条 文：\n\n（一）文；\n\n（二）文。\n\n第二章 乙\n\n第二条 文：\n\n"
        "（一）文。\n\n第二条之一 文。\n\n第三条 文。"
    )
    assert notices(parsed(text), "T03") == []


def test_a_short_line_between_long_paragraphs_is_doubted_and_stays():
    publication = parsed(f"题\n\n{LONG}\n\n简要案情\n\n{LONG}")
    assert headings(publication) == []
    (notice,) = notices(publication, "T04")
    assert (notice.severity, notice.line, notice.before) == ("warning", 5, "简要案情")


def test_one_paragraph_a_line_needs_no_blank_lines():
    assert paragraphs(parsed(f"题\n{LONG}\n{LONG[:-3]}\n{LONG * 3}")) == [
        LONG,
        LONG[:-3],
        LONG * 3,
    ]


WRAPPED = "这应该是真实的但在我却未曾感得我住得久了入芝兰之室久而不闻其香只以为很是嚷嚷罢了然而"


def test_lines_broken_at_a_width_are_joined_and_glosses_move():
    first, second = WRAPPED[:34], WRAPPED[34:]
    publication = parsed(f"题\n\n{first}\n{second}。", a=Gloss(1, second[1], "x", 4))
    assert paragraphs(publication) == [WRAPPED + "。"]
    (gloss,) = publication.sections[0].paragraphs[0].glosses
    assert (gloss.position, gloss.line) == (35, 4)
    (notice,) = notices(publication, "T02")
    assert "34 characters" in notice.message


def test_an_indent_begins_a_paragraph():
    text = f"题\n　　{WRAPPED[:32]}\n{WRAPPED[:34]}\n甲。\n　　{WRAPPED[:32]}\n乙。"
    assert paragraphs(parsed(text)) == [
        WRAPPED[:32] + WRAPPED[:34] + "甲。",
        WRAPPED[:32] + "乙。",
    ]


def test_a_full_line_that_ends_a_sentence_is_joined_with_a_warning():
    text = f"题\n\n{WRAPPED[:34]}\n{WRAPPED[:33]}。\n{WRAPPED[:34]}\n完了。"
    (warning,) = [n for n in notices(parsed(text), "T02") if n.severity == "warning"]
    assert warning.line == 5


def test_a_poem_keeps_its_lines():
    text = "静夜思\n\n床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。"
    assert paragraphs(parsed(text)) == [
        "床前明月光，",
        "疑是地上霜。",
        "举头望明月，",
        "低头思故乡。",
    ]


def test_latin_words_are_joined_with_a_space():
    text = f"题\n\n{WRAPPED[:30]}Hello\nworld{WRAPPED[:30]}\n完了。"
    assert "Hello world" in paragraphs(parsed(text))[0]


@pytest.mark.parametrize(
    ("row", "tidied"),
    [
        ("　　我们 ，好 。", "我们，好。"),
        ("附　则", "附则"),
        ("第五章 附　则", "第五章 附则"),
        ("我 们 都 来", "我们都来"),
        ("第一条　为了发展。", "第一条　为了发展。"),
        ("张三 李四 王五", "张三 李四 王五"),
        ("白日依山尽 黄河入海流", "白日依山尽 黄河入海流"),
        ("使用 Python 语言", "使用 Python 语言"),
    ],
)
def test_stray_spaces_go_and_parting_spaces_stay(row, tidied):
    assert parsed(f"题\n\n{row}\n\n正文。").passages[1].text == tidied


@pytest.mark.parametrize(
    ("first", "title", "page_title"),
    [
        ("宣言（全文）", "宣言", "宣言（全文）"),
        ("宣言【节选】", "宣言", "宣言【节选】"),
        ("《宣言》", "宣言", "《宣言》"),
        ("宣言_新华网", "宣言", "宣言_新华网"),
        ("办法（试行）", "办法（试行）", None),
        ("条例（2024年修订）", "条例（2024年修订）", None),
        ("互联网——连接世界的网", "互联网——连接世界的网", None),
        ("怎么办？", "怎么办？", None),
    ],
)
def test_additions_of_the_page_go_from_the_title(first, title, page_title):
    publication = parsed(f"{first}\n\n正文。")
    assert publication.title.text == title
    assert dict(publication.front_matter).get("page_title") == page_title


def test_a_chapter_alone_is_the_title_and_one_of_several_is_not():
    assert parsed("第一课 打招呼\n\n你好！").title.text == "第一课 打招呼"
    publication = parsed("第一课 打招呼\n\n你好！\n\n第二课 问路\n\n请问！")
    assert headings(publication) == [(1, "第一课 打招呼"), (1, "第二课 问路")]


@pytest.mark.parametrize("first", ["这是一句话。", "一、甲", "甲：", LONG])
def test_without_a_title_line_the_name_stands_in_with_a_warning(first):
    publication = parsed(f"{first}\n\n正文。")
    assert (publication.title.text, publication.title.line) == ("t", None)
    assert notices(publication, "T01")
    assert first in publication.text


def test_without_a_title_line_the_lead_may_name_the_text():
    publication = parsed("7月4日，大会发表《上海宣言》，全文如下：\n\n正文。")
    assert publication.title.text == "上海宣言"
    assert publication.source_note[0].text.startswith("7月4日")


def test_a_title_alone_is_a_publication():
    publication = parsed("宣言")
    assert (publication.title.text, publication.sections) == ("宣言", ())


@pytest.mark.parametrize("text", ["", "\n\n", "123", "……"])
def test_nothing_to_publish_is_an_error(text):
    with pytest.raises(SourceError, match="no text is left"):
        parsed(text)


@pytest.mark.parametrize(
    ("note", "body", "date"),
    [
        (["7月4日，2024世界大会发表《宣言》。"], [], "2024-07-04"),
        (["2024年7月4日，大会发表"], ["1999年1月1日"], "2024-07-04"),
        (["7月4日，大会发表"], [], None),
        (["2024年6月31日"], [], None),
        ([], ["（2015年7月1日第十二届会议通过）", "正文"], "2015-07-01"),
        ([], ["（2015年7月1日通过 2018年1月2日修正）", "正文"], None),
        ([], ["（2024年7月4日）", "正文", "文", "文", "文"], "2024-07-04"),
        ([], ["正文。", "二〇二四年七月四日"], "2024-07-04"),
        ([], ["正文。", "北京，二〇二四年十二月二十一日"], "2024-12-21"),
        ([], ["2020年1月1日，出了一件事。", "正文。"], None),
    ],
)
def test_the_date_of_a_text_comes_from_lead_title_or_signature(note, body, date):
    found, reports = text_date(note, body)
    assert found == date
    assert [notice.code for notice in reports] == (["T07"] if date else [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零三", 103),
        ("二〇", 20),
        ("12", 12),
        ("两百", 200),
    ],
)
def test_numbers_are_read(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("第十二条之一 文", "第十二条之一"),
        ("三、文", "三、"),
        ("１2文", None),
        ("3.14", None),
        ("第三章的文", None),
    ],
)
def test_a_label_is_a_number_and_its_sign(text, label):
    found = label_of(text)
    assert (found.text if found else None) == label


def test_regular_lines_that_are_all_sentences_are_not_joined():
    rows = [f"{'一二三四'[n]}" + WRAPPED[:33] + "。" for n in range(4)]
    assert paragraphs(parsed("题\n\n" + "\n".join(rows))) == rows


def test_items_under_a_new_article_begin_again():
    text = "法\n\n第一条 文：\n\n（一）文。\n\n第二条 文：\n\n（二）文。"
    (notice,) = notices(parsed(text), "T03")
    assert (notice.line, notice.message) == (9, "The numbering begins with 2.")


def test_spaces_between_names_stay_in_a_sentence():
    text = "出席今天这次会议的一共有 张三 李四 王五，他们都说了话。"
    assert "张三 李四 王五" in parsed(f"题\n\n{text}").passages[1].text
