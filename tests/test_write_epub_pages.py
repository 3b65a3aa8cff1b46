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
from duben.write.epub.pages import Entry, Label, contents, depth, label_of, pages
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


def nested(name: str, level: int, *inner: str) -> str:
    return section(name, f"<h{level}>{name}</h{level}>" + "".join(inner), role="")


def without_roles(markup: str) -> str:
    return markup.replace(' role=""', "")


def test_a_chapter_holds_its_sections_while_it_is_short():
    book = pages(body(without_roles(nested("s1", 2, nested("s2", 3, "<p>甲</p>")))))
    assert [page.name for page in book] == ["s1.xhtml"]


def test_the_sections_of_a_long_chapter_have_pages_of_their_own(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(dividing, "PAGE_LIMIT", 300)
    inner = [nested(f"s{n}", 3, "<p>甲乙丙丁</p>") for n in (2, 3, 4)]
    markup = without_roles(nested("s1", 2, "<p>引</p>", *inner) + nested("s5", 2, "<p>戊</p>"))
    tree = body(markup)
    lower(tree)
    before = base_text(tree)
    book = pages(tree)
    assert [page.name for page in book] == [f"s{n}.xhtml" for n in range(1, 6)]
    assert not any(page.continues for page in book)
    assert "".join(base_text(block) for page in book for block in page.blocks) == before
    listed = [
        (entry.label.text, [inner.href for inner in entry.children]) for entry in contents(book)
    ]
    assert listed == [("s1", ["s2.xhtml", "s3.xhtml", "s4.xhtml"]), ("s5", [])]


def test_a_heading_does_not_stand_alone_on_a_page(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(dividing, "PAGE_LIMIT", 200)
    inner = [nested(f"s{n}", 3, "<p>甲乙丙丁</p>") for n in (2, 3)]
    first, second = pages(body(without_roles(nested("s1", 2, *inner))))
    assert base_text(first.blocks[0]) == "s1s2甲乙丙丁"
    assert base_text(second.blocks[0]) == "s3甲乙丙丁"
    entries = contents((first, second))
    assert [entry.href for entry in entries[0].children] == ["s1.xhtml#None", "s3.xhtml"]


@pytest.mark.parametrize(
    "block",
    [
        '<div class="notes">{}</div>',
        "<blockquote>{}</blockquote>",
        '<ul class="labelled">{}</ul>',
        '<table class="text"><tbody>{}</tbody></table>',
    ],
)
def test_a_long_block_goes_on_in_one_of_its_kind(block: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(dividing, "PAGE_LIMIT", 300)
    part = {"ul": "<li>甲乙丙丁</li>", "tbody": "<tr><td>甲乙丙丁</td></tr>"}
    name = next((name for name in part if f"<{name}" in block), "p")
    markup = section("s1", f"<h2>题</h2>{block.format(part.get(name, '<p>甲乙丙丁</p>') * 20)}")
    book = pages(body(markup))
    assert len(book) > 1
    assert "".join(base_text(page.blocks[0]) for page in book) == "题" + "甲乙丙丁" * 20
    kinds = {(page.blocks[0][-1].tag, page.blocks[0][-1].get("class")) for page in book}
    assert len(kinds) == 1


def test_a_link_to_another_page_names_it():
    note = '<p id="note-1"><a class="note-mark" href="#note-ref-1">①</a>注</p>'
    mark = '<p>文<a class="note-ref" id="note-ref-1" href="#note-1">①</a></p>'
    here = '<p id="x"><a href="#x">此</a></p>'
    first, second = pages(body(section("s1", mark + here) + section("s2", note)))
    hrefs = [link.get("href") for page in (first, second) for link in page.blocks[0].iter("{*}a")]
    assert hrefs == ["s2.xhtml#note-1", "#x", "s1.xhtml#note-ref-1"]


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


def test_contents_are_nested_as_the_headings_are_and_leave_single_exercises_out():
    words = '<section class="words"><h4>生词</h4></section>'
    exercises = '<section class="exercises"><h4>练习</h4><h5>连线</h5></section>'
    inner = f'<section class="text" id="s2"><h3>乙</h3>{words}{exercises}</section>'
    key = section("key", "<h2>答案</h2><h3>甲</h3><h3>乙</h3>", "key")
    found = contents(pages(lowered(section("s1", f"<h2>甲</h2>{inner}") + key)))

    def names(entries: tuple[Entry, ...]) -> list[object]:
        return [(entry.label.text, names(entry.children)) for entry in entries]

    assert names(found) == [
        ("甲", [("乙", [("生词", []), ("练习", [])])]),
        ("答案", [("甲", []), ("乙", [])]),
    ]
    assert (depth(found), depth(())) == (3, 0)


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ('词汇表 <span class="english" lang="en">Glossary</span>', Label("词汇表", "Glossary")),
        ('<span class="number">一、</span>题', Label("一、题")),
        (ruby("上海", "shàng hǎi") + ruby("宣言", "xuān yán"), Label("上海宣言")),
        ('HSK <span class="english">HSK</span>', Label("HSK", "HSK")),
        ('<span class="english">Notes</span>', Label("Notes")),
        ('<span class="english">HSK</span> 词表', Label("词表", "HSK")),
        ('题<a class="note-ref" href="#n">①</a>目', Label("题目")),
    ],
)
def test_a_label_has_no_readings_and_its_english_apart(heading: str, label: Label):
    element = body(f"<h2>{heading}</h2>")[0]
    before = etree.tostring(element)
    assert label_of(element) == label
    assert etree.tostring(element) == before


# --- markup ------------------------------------------------------------------------------


def test_every_role_has_its_epub_type():
    assert set(TYPES) >= vocabulary.ROLES
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


def test_lowering_keeps_the_text():
    markup = HEADER + section("s1", f"<h2>{ruby('题', 'tí')}</h2><p>甲{ruby('乙', 'yǐ')}丙</p>")
    assert base_text(lowered(markup)) == base_text(body(markup))
