"""The study guide as a book: glosses that pop up, a glossary, answers by link, squares."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from duben.errors import TemplateError
from duben.vocabulary import base_text, classes
from duben.write.epub.markup import EPUB_TYPE
from duben.write.epub.study import Step, steps
from epub_books import HEADER, Book, body, edition, ruby, section, write

HEAD = (
    "<thead><tr><th>词语 <span class='english' lang='en'>Word</span></th><th>繁体</th>"
    "<th>拼音</th><th>释义</th><th>HSK</th></tr></thead>"
)


def row(word: str, pinyin: str, meaning: str, traditional: str = "–") -> str:
    return (
        f'<tr><td class="word">{word}</td><td class="word" lang="zh-Hant">{traditional}</td>'
        f'<td class="pinyin" lang="zh-Latn-pinyin">{pinyin}</td>'
        f'<td class="meaning" lang="en">{meaning}</td><td class="figure">5</td></tr>'
    )


ROWS = (
    row("基础设施", "jīchǔ shèshī", "infrastructure", "基礎設施"),
    row("推进", "tuījìn", "to advance"),
)
TEXT = (
    f"<p>看{ruby('基础', 'jī chǔ', 'new')}{ruby('设施', 'shè shī', 'new')}"
    f"{ruby('推进', 'tuī jìn', 'new')}。</p>"
    f'<section class="words"><h3>生词</h3><table class="words">{HEAD}'
    f"<tbody>{''.join(ROWS)}</tbody></table></section>"
    '<section class="exercises"><h3>练习</h3><h4>选词填空</h4><ol><li>甲（）</li></ol>'
    '<h4>写汉字</h4><div class="squares"><p>推</p></div></section>'
)
MARKUP = (
    HEADER
    + section("s1", f"<h2>题</h2>{TEXT}")
    + section(
        "key",
        '<h2>答案</h2><h3>题</h3><p class="answers">选词填空 '
        '<span class="english" lang="en">Fill in</span>　推进</p>',
        "key",
    )
    + section(
        "glossary",
        f"<h2>词汇表</h2><table class='glossary'>{HEAD}"
        f"<tbody>{''.join(reversed(ROWS))}</tbody></table>",
        "glossary",
    )
    + section("colophon", "<h2>版本说明</h2><p>乙</p>", "colophon")
)


@pytest.fixture(scope="module")
def book() -> Book:
    return write(edition(MARKUP))


@pytest.fixture(scope="module")
def page(book: Book) -> etree._Element:
    return book.xml("s1.xhtml")


def named(book: Book, link: etree._Element, here: str) -> etree._Element:
    """Follow a link of the page *here*."""
    name, _, fragment = (link.get("href") or "").partition("#")
    (found,) = book.xml(name or here).xpath("//*[@id=$id]", id=fragment)
    assert isinstance(found, etree._Element)
    return found


def of_class(page: etree._Element, name: str) -> list[etree._Element]:
    return [element for element in page.iter("*") if name in classes(element)]


def test_a_new_word_leads_to_its_gloss_and_the_gloss_back(book: Book, page: etree._Element):
    links = of_class(page, "gloss-ref")
    assert [base_text(link) for link in links] == ["基础设施", "推进"]
    for link in links:
        gloss = named(book, link, "s1.xhtml")
        assert (link.get("role"), link.get(EPUB_TYPE)) == ("doc-noteref", "noteref")
        assert (gloss.get("role"), gloss.get(EPUB_TYPE)) == ("doc-footnote", "footnote")
        assert base_text(gloss).startswith(base_text(link))
        (back,) = of_class(gloss, "back")
        assert named(book, back, "s1.xhtml").get("id") == link.get("id")
        assert back.get("role") == "doc-backlink"
        assert back.get("aria-label")


def test_a_gloss_says_what_the_line_of_the_list_said(page: etree._Element):
    gloss, other = of_class(page, "gloss")
    assert base_text(gloss).split() == [
        *("基础设施", "基礎設施", "jīchǔ", "shèshī", "infrastructure", "5", "↩")
    ]
    assert base_text(other).split() == ["推进", "tuījìn", "to", "advance", "5", "↩"]
    assert not list(page.iter("{*}aside"))


def test_a_line_may_end_between_words_that_are_links(page: etree._Element):
    first, second = of_class(page, "gloss-ref")
    between = first.getnext()
    assert between is not None
    assert etree.QName(between).localname == "wbr"
    assert between.getnext() is second
    assert [etree.QName(child).localname for child in first] == ["ruby", "wbr", "ruby"]


def test_each_term_of_the_glossary_is_defined_once_and_linked_with_the_text(
    book: Book, page: etree._Element
):
    glossary = book.xml("glossary.xhtml")
    terms = list(glossary.iter("{*}dt"))
    assert [[base_text(found) for found in term.iter("{*}dfn")] for term in terms] == [
        ["推进"],
        ["基础设施"],
    ]
    for term in terms:
        (way,) = term.iter("{*}a")
        assert base_text(named(book, way, "glossary.xhtml")) == base_text(term)
    lemmas = [link for link in page.iter("{*}a") if link.get("role") == "doc-glossref"]
    assert [base_text(named(book, link, "s1.xhtml")) for link in lemmas] == ["基础设施", "推进"]


def test_an_exercise_leads_to_its_answers_and_they_lead_back(book: Book, page: etree._Element):
    (forth,) = of_class(page, "to-key")
    (link,) = forth.iter("{*}a")
    answers = named(book, link, "s1.xhtml")
    assert base_text(answers).startswith("选词填空 Fill in　推进")
    (back,) = of_class(answers, "back")
    assert base_text(named(book, back, "key.xhtml")) == "选词填空"


def test_squares_are_pictures_that_say_what_they_show(book: Book, page: etree._Element):
    (grid,) = page.iter("{*}svg")
    assert grid.get("role") == "img"
    assert grid.get("aria-label") == "田字格：推"
    assert base_text(grid, frozenset({"guidance"})).strip() == "推"
    pages = {item.get("href"): item.get("properties") for item in book.package.iter("{*}item")}
    assert pages["s1.xhtml"] == "svg"
    assert pages["key.xhtml"] is None
    assert book.stated("schema:accessMode") == ["textual", "visual"]


def test_each_section_says_how_far_one_is():
    words = '<section class="words"><table><tbody>{}</tbody></table></section>'
    tree = body(
        section("a", words.format("<tr/><tr/>"))
        + section("b", "<p>无</p>")
        + section("c", words.format("<tr/>"))
    )
    assert steps(tree) == (Step(1, 2, 2, 2, 3), Step(2, 2, 1, 3, 3))


def test_words_in_the_same_form_with_another_reading_keep_their_own_lines():
    text = (
        f"<p>{ruby('行', 'háng', 'new')}，{ruby('行', 'xíng', 'new')}</p>"
        f'<section class="words"><h3>生词</h3><table class="words">{HEAD}<tbody>'
        f"{row('行', 'háng', 'row')}{row('行', 'xíng', 'to go')}</tbody></table></section>"
    )
    made = write(edition(HEADER + section("s1", f"<h2>题</h2>{text}")))
    found = made.xml("s1.xhtml")
    said = [base_text(named(made, link, "s1.xhtml")) for link in of_class(found, "gloss-ref")]
    assert [re.findall("row|to go", each)[:1] for each in said] == [["row"], ["to go"]]


def test_the_colophon_says_how_to_hide_readings(book: Book):
    colophon = book.xml("colophon.xhtml")
    (notice,) = of_class(colophon, "notice")
    assert "rt, rp {display: none}" in base_text(notice)
    for name in ("Thorium", "KOReader", "calibre", "Apple Books", "Kobo", "Kindle"):
        assert base_text(notice).count(name) == 2, name  # in Chinese and in English
    bare = write(edition(HEADER + section("colophon", "<h2>版本说明</h2><p>乙</p>", "colophon")))
    assert not of_class(bare.xml("colophon.xhtml"), "notice")


def test_guidance_that_lacks_a_piece_is_named(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("templates")
    (folder / "formats/epub").mkdir(parents=True)
    (folder / "formats/epub/guidance.xhtml.j2").write_text("<div/>", encoding="utf-8")
    with pytest.raises(TemplateError, match="back"):
        write(edition(MARKUP), folder)
