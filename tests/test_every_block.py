"""Every kind of block in every layout and format: shown, in order, linked, read back."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from builders import publication
from docx_documents import Document
from docx_lint import lint
from duben import verify
from duben.config import Display
from duben.han import legible
from duben.model import Block, NoteMark, Passage, Section
from duben.render import Edition, Templates, keep_spaces
from duben.vocabulary import base_text, classes, local_name
from duben.write import formats, writer_for
from epub_books import Book
from every_block import bare, everything
from test_render import edition

if TYPE_CHECKING:
    from lxml import etree

LAYOUTS = ("plain", "pinyin", "study")


@pytest.fixture(scope="module", params=LAYOUTS)
def made(request: pytest.FixtureRequest) -> Edition:
    return edition(everything(), request.param)


def found(tree: etree._Element, name: str, kind: str = "") -> list[etree._Element]:
    """The elements of the text called *name*, of class *kind*, outside of word lists."""
    return [
        element
        for element in tree.iter(f"{{*}}{name}")
        if (kind in classes(element) if kind else not classes(element))
        and not any(
            {"goals", "words", "exercises", "key", "glossary", "index", "passport"}
            & {*classes(outer)}
            for outer in element.iterancestors()
        )
    ]


def texts(elements: list[etree._Element]) -> list[str]:
    return ["".join(base_text(element).split()) for element in elements]


@pytest.mark.parametrize(
    "display",
    [
        Display(pinyin="words", sandhi=True, neutral="optional"),
        Display(pinyin="words", tone_colours="mdbg", tones="numbers"),
        Display(tones="zhuyin"),
        Display(tone_colours="pleco", annotate="above:HSK4"),
        Display(annotate="none"),
    ],
    ids=["words", "coloured numbers", "zhuyin", "above", "none"],
)
@pytest.mark.parametrize("layout", ["pinyin", "study"])
def test_however_readings_are_shown_every_file_has_the_text(display: Display, layout: str):
    made = edition(everything(), layout, display=display)
    verify.verify_edition(made)
    for name in formats():
        writer = writer_for(name)
        verify.verify_file(writer.write(made, Templates()), writer.suffix, made)


# --- the layouts ---------------------------------------------------------------------------


def test_every_passage_is_shown_in_order(made: Edition):
    verify.verify_edition(made)


def test_every_kind_of_block_has_its_markup(made: Edition):
    tree = made.tree()
    assert texts(found(tree, "div", "verse")) == [
        "白日依山尽，黄河入海流。",
        "欲穷千里目，更上一层楼。",
    ]
    assert texts(found(tree, "span", "speaker")) == ["甲：", "乙：", "老师："]
    assert len(found(tree, "blockquote")[0]) == 2
    assert texts(found(tree, "div", "signature")) == ["县教育局二〇二四年九月一日"]
    tables = found(tree, "table", "text")
    assert [len(table) for table in tables] == [2, 1]
    assert texts([th for table in tables for th in found(table, "th")]) == [
        "时间",
        "星期一",
        "星期二",
    ]
    assert [*texts(found(tree, "p", "subtitle")), *texts(found(tree, "p", "author"))] == [
        "——给新老师的几封信",
        "陈明远",
    ]


def test_lists_are_in_each_other_and_bring_their_numbers_along(made: Edition):
    tree = made.tree()
    depths = [
        sum(local_name(outer) == "ul" for outer in item.iterancestors())
        for item in found(tree, "li")
    ]
    assert depths == [1, 1, 2, 2, 3, 1, *(1, 1, 1), *(1, 1, 2, 2, 1)]
    numbers = [span for item in found(tree, "li") for span in item if "number" in classes(span)]
    assert texts(numbers) == ["1.", "2.", "3.", "（1）", "（2）", "a)", "b)", "（3）"]
    assert len(found(tree, "ul", "labelled")) == 2
    assert len(found(tree, "ul", "labelled-wide")) == 1


def test_headings_have_their_levels_and_skip_none(made: Edition):
    tree = made.tree()
    levels = [int(local_name(e)[1]) for e in tree.iter() if re.fullmatch("h[1-6]", local_name(e))]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert texts(found(tree, "h4"))[:2] == ["第一节上课", "第二节作业"]
    deepest = found(tree, "h4")[0].getparent()
    assert deepest is not None
    assert [outer.get("id") for outer in deepest.iterancestors("{*}section")] == ["s2", "s1"]


def test_an_article_of_a_law_keeps_its_number_apart(made: Edition):
    paragraphs = [base_text(p) for p in found(made.tree(), "p")]
    assert "第一条　铃声一响，老师应当走进教室。" in paragraphs
    assert "第二条　为了减轻负担，作业不得过多。" in paragraphs


def test_notes_and_marks_lead_to_each_other(made: Edition):
    tree = made.tree()
    marks = {link.get("id"): link.get("href") for link in found(tree, "a", "note-ref")}
    assert marks == {
        "note-ref-1": "#note-1",
        "note-ref-2": "#note-2",
        "note-ref-3": "#note-3",
        "note-ref-3-2": "#note-3",
    }
    back = [link.get("href") for link in found(tree, "a", "note-mark")]
    assert back == ["#note-ref-1", "#note-ref-2", "#note-ref-3"]
    assert texts(found(tree, "span", "note-mark")) == ["④"]


def test_code_has_no_readings_and_keeps_its_spaces(made: Edition):
    (code,) = found(made.tree(), "div", "code")
    assert code.find(".//{*}ruby") is None
    assert [p.text for p in code][:3] == [
        "for 学生 in 名单:",
        "\u00a0" * 4 + "print(学生, \u00a0\u00a0'到')",
        "\u00a0",
    ]


@pytest.mark.parametrize(
    ("code", "kept"),
    [("a b", "a b"), ("  a", "··a"), ("a   b", "a ··b"), ("\ta", "····a"), ("", "")],
)
def test_spaces_of_code_are_kept_and_a_line_may_end_at_one(code: str, kept: str):
    assert keep_spaces(code) == kept.replace("·", "\u00a0")


def test_the_study_layout_marks_new_words_wherever_they_stand_first():
    tree = edition(everything(), "study").tree()
    holders = {
        local_name(outer)
        for ruby in found(tree, "ruby", "new")
        for outer in ruby.iterancestors("{*}p", "{*}li", "{*}td", "{*}th")
    }
    assert holders == {"p", "li", "th"}


def test_exercises_have_no_labels_and_no_marks_of_notes():
    items = (
        edition(everything(), "study")
        .tree()
        .iterfind(".//{*}section[@class='exercises']/{*}ol/{*}li")
    )
    shown = texts(list(items))
    assert len(shown) > 10
    assert not re.search("[①②③④]|^（1）|^1\\.", "".join(shown))


def test_a_text_without_words_is_rendered_with_its_labels_and_links():
    tree = edition(bare(), "pinyin").tree()
    assert len(found(tree, "a", "note-ref")) == 4
    assert texts(found(tree, "span", "speaker")) == ["甲：", "乙：", "老师："]
    verify.verify_edition(edition(bare(), "plain"))


def test_a_mark_without_a_note_is_shown_and_leads_nowhere():
    paragraph = Passage("好①。", note_marks=(NoteMark(1, 2, 1),))
    section = Section(None, 0, (Block("paragraph", (paragraph,)),))
    tree = edition(replace(publication("题"), sections=(section,)), "plain").tree()
    assert [span.text for span in tree.iterfind(".//{*}span[@class='note-ref']")] == ["①"]
    assert tree.find(".//{*}a") is None


def test_a_table_whose_last_row_is_short_is_filled_up():
    cells = tuple(map(Passage, "甲乙丙"))
    section = Section(None, 0, (Block("table", cells, columns=2),))
    tree = edition(replace(publication("题"), sections=(section,)), "plain").tree()
    rows = tree.iterfind(".//{*}table[@class='text']/{*}tbody/{*}tr")
    assert [len(row) for row in rows] == [2, 2]


# --- the formats ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", formats())
def test_every_file_carries_the_text(made: Edition, name: str):
    writer = writer_for(name)
    content = writer.write(made, Templates())
    verify.verify_file(content, writer.suffix, made)
    if name == "docx":
        assert lint(content) == []
        author = everything().author
        assert author is not None
        properties = Document(content).zip.read("docProps/core.xml").decode()
        assert legible(author.unmarked) in legible(properties)


def test_an_e_book_names_subtitle_and_author_and_has_no_marks_in_its_contents():
    book = Book(writer_for("epub").write(edition(everything(), "plain"), Templates()))
    assert book.stated("title") == ["乡村学校手册", "——给新老师的几封信", "纯文本版 Plain text"]
    assert book.stated("title-type") == ["main", "subtitle", "subtitle"]
    assert book.stated("display-seq") == ["1", "2", "3"]
    assert book.stated("creator") == ["陈明远"]
    links = book.xml("nav.xhtml").iterfind(".//{*}nav[@id='toc']//{*}a")
    depths = {
        "".join(link.itertext()): sum(1 for _ in link.iterancestors("{*}ol")) for link in links
    }
    assert list(depths.items())[:7] == [
        ("引言", 1),
        ("一、学校", 1),
        ("第一章 总则", 2),
        ("第一节 上课", 3),
        ("第二节 作业", 3),
        ("第二章 语文", 2),
        ("附录", 1),
    ]
    depth = book.xml("toc.ncx").find(".//{*}meta[@name='dtb:depth']")
    assert depth is not None
    assert depth.get("content") == "3"


def test_a_mark_leads_to_its_note_in_another_page_of_the_book():
    book = Book(writer_for("epub").write(edition(everything(), "plain"), Templates()))
    link = book.xml("title.xhtml").find(".//{*}a")
    assert link is not None
    assert link.get("href") == "s7.xhtml#note-1"
    back = book.xml("s7.xhtml").find(".//{*}a")
    assert back is not None
    assert back.get("href") == "title.xhtml#note-ref-1"


def test_a_long_novel_is_rendered_in_good_time():
    """Twenty thousand paragraphs; the limit is generous, and a quadratic way would miss it."""
    import time

    blocks = tuple(Block("paragraph", (Passage("一二三四五六七八九十" * 5),)) for _ in range(200))
    sections = tuple(Section(Passage(f"第{n}章"), 1 + n % 2, blocks) for n in range(100))
    novel = replace(publication("小说"), sections=sections)
    started = time.process_time()
    tree = edition(novel, "plain").tree()
    assert len(tree.findall(".//{*}p")) > 20_000
    assert time.process_time() - started < 20
