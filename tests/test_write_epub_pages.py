"""Dividing an edition into pages, and lowering its markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from lxml import etree

from duben import vocabulary
from duben.errors import TemplateError
from duben.vocabulary import XML_LANG, base_text
from duben.write.epub import pages as dividing
from duben.write.epub.markup import EPUB_TYPE, TYPES, lower
from duben.write.epub.pages import Entry, Label, contents, label_of, pages
from epub_books import HEADER, body, ruby, section


def lowered(markup: str) -> etree._Element:
    tree = body(markup)
    lower(tree)
    return tree


def found(tree: etree._Element, path: str) -> etree._Element:
    element = tree.find(path)
    assert element is not None
    return element


# --- pages -------------------------------------------------------------------------------


def test_the_title_block_and_each_section_become_a_page_of_their_own():
    book = pages(body(HEADER + section("s0", "<p>甲</p>") + section("key", "<p>乙</p>", "key")))
    assert [(page.name, page.kind) for page in book] == [
        ("title.xhtml", "title-block"),
        ("s0.xhtml", "text"),
        ("key.xhtml", "key"),
    ]


@pytest.mark.parametrize(
    ("ids", "names"),
    [
        (["词汇", "a/b", ""], ["page", "page-2", "page-3"]),  # only ASCII, never a folder
        (["nav", "cover"], ["nav-2", "cover-2"]),  # pages that the book has besides
        (["one", "One"], ["one", "One-2"]),  # the same name to some file systems
    ],
)
def test_a_page_has_a_name_that_every_device_takes(ids: list[str], names: list[str]):
    book = pages(body("".join(section(name, "<p>甲</p>") for name in ids)))
    assert [page.name.removesuffix(".xhtml") for page in book] == names


def test_what_stands_between_sections_follows_the_section_before_it():
    book = pages(body(section("a", "<p>甲</p>") + "<p>乙</p>" + section("b", "<p>丙</p>")))
    assert ["".join(map(base_text, page.blocks)) for page in book] == ["甲乙", "丙"]


def test_text_outside_of_any_block_is_refused():
    with pytest.raises(TemplateError, match="走失"):
        pages(body(section("a", "<p>甲</p>") + "走失"))


def test_a_long_section_goes_on_in_a_page_that_is_not_listed_again(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(dividing, "PAGE_LIMIT", 150)
    long = "<h2>题</h2>" + "<p>甲乙丙丁</p>" * 3 + section("w", '<h3 id="h">生词</h3>', "words")
    book = pages(body(section("s1", long)))
    assert [page.name for page in book][:2] == ["s1.xhtml", "s1-part2.xhtml"]
    assert len(contents(book)) == 1
    assert contents(book)[0].children[0].href == f"{book[-1].name}#h"


def test_a_heading_stays_with_its_first_paragraph(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(dividing, "PAGE_LIMIT", 10)
    first, _ = pages(body(section("s1", "<h2>题</h2><p>甲</p><p>乙</p>")))
    assert base_text(first.blocks[0]) == "题甲"


@given(
    sections=some.lists(some.lists(some.text("甲乙，<&", max_size=30), max_size=6), max_size=5),
    limit=some.integers(20, 400),
)
def test_no_text_is_lost_wherever_pages_are_cut(sections: list[list[str]], limit: int):
    tree = body("")
    for number, paragraphs in enumerate(sections):
        block = etree.SubElement(tree, f"{{{vocabulary.XHTML}}}section", id=f"s{number}")
        for text in paragraphs:
            etree.SubElement(block, f"{{{vocabulary.XHTML}}}p").text = text
    before = base_text(tree)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dividing, "PAGE_LIMIT", limit)
        book = pages(tree)
    assert "".join(base_text(block) for page in book for block in page.blocks) == before
    assert len({page.name for page in book}) == len(book)


# --- contents ----------------------------------------------------------------------------


def test_contents_list_sections_and_what_is_studied_with_them():
    tree = lowered(
        HEADER
        + section("s1", '<h2>一、题</h2><section class="words"><h3>生词</h3></section>')
        + section("s2", "<p>无题</p>")
    )
    assert contents(pages(tree)) == (
        Entry(
            Label("一、题"),
            "s1.xhtml",
            (Entry(Label("生词"), "s1.xhtml#s1-words-heading"),),
        ),
        Entry(Label(""), "s2.xhtml"),
    )


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ('词汇表 <span class="english" lang="en">Glossary</span>', Label("词汇表", "Glossary")),
        ('<span class="number">一、</span>题', Label("一、题")),
        (ruby("上海", "shàng hǎi") + ruby("宣言", "xuān yán"), Label("上海宣言")),
        ('HSK <span class="english">HSK</span>', Label("HSK", "HSK")),
        ('<span class="english">Notes</span>', Label("Notes")),
        ('<span class="english">HSK</span> 词表', Label("词表", "HSK")),
    ],
)
def test_a_label_has_no_readings_and_its_english_apart(heading: str, label: Label):
    element = body(f"<h2>{heading}</h2>")[0]
    before = etree.tostring(element)
    assert label_of(element) == label
    assert etree.tostring(element) == before


# --- markup ------------------------------------------------------------------------------


def test_every_role_has_its_epub_type():
    assert set(TYPES) == vocabulary.ROLES
    tree = lowered("".join(section("s", "", role=role) for role in TYPES))
    assert [block.get(EPUB_TYPE) for block in tree] == [
        TYPES[block.get("role", "")] for block in tree
    ]


def test_the_language_is_said_in_both_spellings():
    rt = found(lowered(f"<p>{ruby('我们', 'wǒ men')}</p>"), ".//{*}rt")
    assert (rt.get("lang"), rt.get(XML_LANG)) == ("zh-Latn-pinyin", "zh-Latn-pinyin")


def test_a_section_is_named_by_its_heading_and_every_id_stands_once():
    words = '<section class="words"><h3>生词</h3></section>'
    tree = lowered(section("s1", f"<h2>题</h2>{words}{words}<h3>又</h3>"))
    ids = [element.get("id") for element in tree.iter("*") if element.get("id")]
    assert len(ids) == len(set(ids))
    outer, *inner = tree.iter("{*}section")
    assert outer.get("aria-labelledby") == outer[0].get("id")
    for block in inner:
        assert block.get("aria-labelledby") == f"{outer[0].get('id')} {block[0].get('id')}"


def test_a_block_with_readings_gets_room_for_them():
    tree = lowered(
        f"<p>{ruby('我们', 'wǒ men')}</p><p>甲</p><ol><li><span>{ruby('他', 'tā')}</span></li></ol>"
    )
    assert [element.get("class") for element in tree.iter("{*}p", "{*}li")] == [
        "annotated",
        None,
        "annotated",
    ]


def test_a_line_may_end_between_two_words_with_readings_and_nowhere_else():
    word = ruby("我们", "wǒ men")
    paragraph = lowered(f"<p>{word}{word}，{word}好{word}</p>")[0]
    assert [vocabulary.local_name(child) for child in paragraph] == [
        "ruby",
        "wbr",
        "ruby",
        "ruby",
        "ruby",
    ]
    assert base_text(paragraph) == "我们我们，我们好我们"


def test_only_a_word_that_may_be_wider_than_a_page_may_be_cut():
    tree = lowered(
        f"<p>{ruby('前所未有', 'x x x x')}{ruby('中华人民共和国', 'x x x x x x x', 'new')}</p>"
    )
    assert [element.get("class") for element in tree.iter("{*}ruby")] == [None, "new long"]


def test_lowering_keeps_the_text():
    markup = HEADER + section("s1", f"<h2>{ruby('题', 'tí')}</h2><p>甲{ruby('乙', 'yǐ')}丙</p>")
    assert base_text(lowered(markup)) == base_text(body(markup))
