"""Writing whole books: what a reading system finds in the file."""

from __future__ import annotations

import dataclasses
import inspect
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import get_args

import pytest
from ebooklib import epub
from fontTools.ttLib import TTFont

from builders import publication
from duben import vocabulary, write
from duben.config import Ebook, ToneColours
from duben.errors import TemplateError
from duben.han import han
from duben.render import Templates
from duben.vocabulary import base_text, local_name
from duben.write.epub import EpubWriter, tables
from duben.write.epub import pages as dividing
from duben.write.epub.metadata import languages, ruby_coverage, sorting_form
from duben.write.epub.package import Item, pack
from epub_books import HEADER, IMPRINT, TEXT, Book, body, edition, ruby, section
from epub_books import write as write_book
from epub_lint import UNSTYLED

MARKUP = (
    '<header class="title-block">'
    f"<h1>{ruby('上海', 'Shàng hǎi')}{ruby('宣言', 'xuān yán')}</h1>"
    '<p class="edition">学习版 <span class="english" lang="en">Study guide</span></p></header>\n'
    + section("s0", f"<p>{ruby('甲', 'jiǎ')}</p>", role="doc-introduction")
    + section(
        "s1",
        f"<h2>{ruby('题', 'tí')}</h2><p>{ruby('我们', 'wǒ men')}，<span class='blank'></span></p>"
        '<section class="words"><h3>生词 <span class="english" lang="en">Words</span></h3>'
        '<table class="words"><tbody><tr><td class="word">我们</td>'
        '<td class="meaning" lang="en">we</td></tr></tbody></table></section>',
    )
    + section("glossary", "<h2>词汇表</h2><p>甲</p>", "glossary", "doc-glossary")
    + section("colophon", "<h2>版本说明</h2><p>乙</p>", "colophon", "doc-colophon")
)


@pytest.fixture(scope="module")
def book() -> Book:
    return write_book(edition(MARKUP))


@pytest.fixture(scope="module")
def plain() -> Book:
    """A text in traditional characters, without headings, readings or English."""
    text = dataclasses.replace(
        publication("題", preamble="甲"),
        language="zh-Hant",
        date="1918-05-15",
        front_matter=(("author", "鲁迅"), ("publisher", "新青年")),
    )
    return write_book(edition(HEADER + section("s0", "<p>甲</p>"), text=text))


@pytest.fixture(scope="module")
def style() -> str:
    css = Templates().read("formats/epub/reader.css")
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


# --- text --------------------------------------------------------------------------------


def test_the_pages_carry_the_chinese_of_the_edition_in_order(book: Book):
    shown = [
        base_text(page[-1], frozenset({"guidance"}))
        for name in book.spine
        if name not in {"cover.xhtml", "nav.xhtml"}
        for page in [book.xml(name)]
    ]
    assert han("".join(shown)) == han(base_text(body(MARKUP)))


def test_the_book_is_read_from_cover_to_colophon(book: Book):
    assert book.spine == [
        "cover.xhtml",
        "title.xhtml",
        "nav.xhtml",
        "s0.xhtml",
        "s1.xhtml",
        "glossary.xhtml",
        "colophon.xhtml",
    ]


def test_words_with_readings_stay_as_they_are_in_the_edition(book: Book):
    page = book.read("s0.xhtml").decode()
    assert "<ruby>甲<rp>(</rp><rt" in page
    assert ">jiǎ</rt><rp>)</rp></ruby>" in page


def test_no_element_closes_itself_that_html_would_leave_open(book: Book):
    assert '<span class="blank"></span>' in book.read("s1.xhtml").decode()


def test_markup_outside_of_the_vocabulary_is_refused():
    with pytest.raises(TemplateError, match='class="loud"'):
        write_book(edition(section("s0", '<p class="loud">甲</p>')))


def test_a_broken_part_is_named_with_its_line(tmp_path: Path):
    folder = tmp_path / "formats/epub"
    folder.mkdir(parents=True)
    (folder / "nav.xhtml.j2").write_text("<nav>\n<ol></nav>", encoding="utf-8")
    with pytest.raises(TemplateError, match="not well-formed") as broken:
        write_book(edition(MARKUP), tmp_path)
    assert broken.value.where == "formats/epub/nav.xhtml.j2, line 2 of what it renders"


def test_a_page_that_goes_on_is_in_the_namespace_of_the_others(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(dividing, "PAGE_LIMIT", 60)
    long = write_book(edition(HEADER + section("s1", "<h2>题</h2><p>甲乙</p><p>丙丁</p>")))
    assert b'<section class="text">' in long.read("s1-part2.xhtml")


# --- container ---------------------------------------------------------------------------


def test_the_container_begins_with_its_type_and_bears_no_times(book: Book):
    first, *rest = book.zip.infolist()
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert book.zip.read("mimetype") == b"application/epub+zip"
    assert {member.date_time for member in (first, *rest)} == {(1980, 1, 1, 0, 0, 0)}
    assert {member.external_attr >> 16 for member in rest} == {0o644}


def test_the_same_edition_gives_the_same_bytes_in_another_process(book: Book):
    script = (
        "import sys, test_write_epub as t; from epub_books import edition, write;"
        "sys.stdout.buffer.write(write(edition(t.MARKUP)).content)"
    )
    paths = [path for path in sys.path if path]
    environment = {**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": os.pathsep.join(paths)}
    again = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        cwd=Path(__file__).parent,
        capture_output=True,
        check=True,
    )
    assert again.stdout == book.content


def test_every_file_is_in_the_manifest_and_has_an_ascii_name(book: Book):
    listed = [item.get("href", "") for item in book.package.iter("{*}item")]
    assert len(listed) == len(set(listed))
    assert {*listed, "content.opf"} == book.names
    assert all(name.isascii() for name in book.zip.namelist())


def test_every_link_leads_somewhere(book: Book):
    for name in ("nav.xhtml", "toc.ncx", *book.spine):
        for element in book.xml(name).iter("*"):
            for link in filter(None, (element.get("href"), element.get("src"))):
                target, _, fragment = link.partition("#")
                assert target in book.names
                if fragment:
                    assert book.xml(target).xpath("boolean(//*[@id=$id])", id=fragment)


def test_the_program_that_packs_has_the_methods_that_are_overridden():
    for name in ("_write_container", "_write_opf", "_write_opf_file", "_write_items", "write"):
        assert callable(getattr(epub.EpubWriter, name))
    assert list(inspect.signature(epub.EpubWriter._write_opf_file).parameters) == ["self", "root"]
    assert list(inspect.signature(epub.EpubWriter.__init__).parameters)[1:3] == ["name", "book"]
    assert hasattr(epub.EpubBook(), "IDENTIFIER_ID")


@pytest.mark.parametrize("progression", ["rtl", ""])
def test_pages_are_turned_as_is_said_while_the_package_is_in_lines(progression: str):
    """EbookLib writes `book.direction` into the spine; the package's own stays "ltr"."""
    page = Item("s1", "s1.xhtml", "application/xhtml+xml", b"<p/>", in_spine=True)
    content = pack([page], [], language="zh-Hant", modified=IMPRINT.time, progression=progression)
    package = Book(content).package
    (spine,) = package.iter("{*}spine")
    assert spine.get("page-progression-direction") == (progression or None)
    assert package.get("dir") == "ltr"
    assert package.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hant"
    assert [(place.get("idref"), place.get("linear")) for place in spine] == [("s1", None)]


def test_epub_is_a_registered_format():
    assert isinstance(write.writer_for("epub"), EpubWriter)


# --- metadata ----------------------------------------------------------------------------


def test_the_package_names_the_book_its_edition_and_its_language(book: Book):
    assert book.stated("title") == ["上海宣言", "学习版 Study guide"]
    assert book.stated("title-type") == ["main", "subtitle"]
    assert book.stated("alternate-script") == [TEXT.title.pinyin]
    assert book.stated("language") == ["zh-Hans", "en"]
    assert book.package.get(vocabulary.XML_LANG) == "zh-Hans"
    assert book.package.get("dir") == "ltr"


def test_the_package_has_the_editions_identifier_and_the_imprints_time(book: Book):
    unique = book.package.get("unique-identifier")
    named = book.package.find(".//*[@id='identifier']")
    assert unique == "identifier"
    assert named is not None
    assert named.text == edition(MARKUP).identifier
    assert book.stated("dcterms:modified") == ["2024-07-04T08:30:00Z"]


def test_the_package_claims_no_conformance(book: Book):
    package = book.read("content.opf").decode()
    assert "conformsTo" not in package
    assert "certifiedBy" not in package


def test_a_text_without_date_or_source_note_has_no_empty_metadata(book: Book, plain: Book):
    assert book.stated("date") == []
    assert plain.stated("date") == ["1918-05-15"]
    metadata = book.package[0]
    assert all(element.text or element.get("content") for element in metadata)


def test_author_and_publisher_are_stated_where_the_source_names_them(plain: Book):
    assert (plain.stated("creator"), plain.stated("publisher")) == (["鲁迅"], ["新青年"])


@pytest.mark.parametrize(
    ("markup", "coverage"),
    [
        (section("s", f"<p>{ruby('我们', 'wǒ men')}，2024</p>"), "full"),
        (section("s", f"<p>{ruby('我们', 'wǒ men')}好</p>"), "some"),
        (section("s", "<p>我们</p>"), "none"),
        # What the edition says of itself does not count, what the text says does:
        (
            section("s", f"<p>{ruby('好', 'hǎo')}</p>") + section("c", "<p>版</p>", "colophon"),
            "full",
        ),
        (HEADER + section("s", f"<p>{ruby('好', 'hǎo')}</p>"), "some"),
        (section("c", f"<p>{ruby('好', 'hǎo')}</p>", "colophon"), "some"),
    ],
)
def test_readings_are_called_full_only_where_every_character_of_the_text_has_one(
    markup: str, coverage: str
):
    assert ruby_coverage(body(markup)) == coverage


def test_readings_are_stated_as_a_feature(book: Book, plain: Book):
    assert "rubyAnnotations" in book.stated("schema:accessibilityFeature")
    assert not any("uby" in feature for feature in plain.stated("schema:accessibilityFeature"))


def test_english_is_a_language_of_the_book_only_where_words_are_explained_in_it():
    cell = '<table class="{0}"><tr><td class="meaning" lang="en">we</td></tr></table>'
    words = section("w", cell.format("words"), "words")
    changes = section("c", cell.format("changes"), "colophon")
    assert languages(body(words), "zh-Hant") == ("zh-Hant", "en")
    assert languages(body(changes), "zh-Hans") == ("zh-Hans",)


@pytest.mark.parametrize(
    ("pinyin", "form"),
    [("Shànghǎi xuānyán", "Shanghai xuanyan"), ("lǜsè nǚ'ér", "lüse nü'er"), ("ế", "ê")],
)
def test_a_title_is_filed_by_its_pinyin_without_tones(pinyin: str, form: str):
    assert sorting_form(pinyin) == form


# --- contents, cover, font ---------------------------------------------------------------


def test_both_tables_of_contents_say_the_same_without_readings(book: Book):
    nav = book.xml("nav.xhtml")
    toc = nav.find(".//{*}nav[@id='toc']")
    assert toc is not None
    links = [("".join(link.itertext()), link.get("href")) for link in toc.iter("{*}a")]
    assert links == [
        ("引言", "s0.xhtml"),
        ("题", "s1.xhtml"),
        ("生词 Words", "s1.xhtml#s1-words-heading"),
        ("词汇表", "glossary.xhtml"),
        ("版本说明", "colophon.xhtml"),
    ]
    ncx = book.xml("toc.ncx")
    points = [
        (point.findtext("{*}navLabel/{*}text"), found.get("src"))
        for point in ncx.iter("{*}navPoint")
        if (found := point.find("{*}content")) is not None
    ]
    assert points == links
    assert not list(nav.iter("{*}rt"))


def test_landmarks_lead_to_the_parts_of_the_book(book: Book):
    marks = book.xml("nav.xhtml").findall(".//{*}nav[@id='landmarks']//{*}a")
    kinds = {link.get("{http://www.idpf.org/2007/ops}type"): link.get("href") for link in marks}
    assert kinds == {
        "cover": "cover.xhtml",
        "titlepage": "title.xhtml",
        "toc": "nav.xhtml#toc",
        "bodymatter": "s0.xhtml",
        "glossary": "glossary.xhtml",
        "colophon": "colophon.xhtml",
    }


def test_text_that_has_no_headings_at_all_is_not_called_an_introduction(plain: Book):
    link = plain.xml("nav.xhtml").find(".//{*}a")
    assert link is not None
    assert link.text == "正文"


def test_labels_are_in_the_script_of_the_text(plain: Book):
    nav = plain.read("nav.xhtml").decode()
    assert "目錄" in nav
    assert "目录" not in nav


def test_the_cover_is_declared_and_described(book: Book):
    cover = next(i for i in book.package.iter("{*}item") if i.get("properties") == "cover-image")
    assert book.read(cover.get("href", "")).startswith(b"\x89PNG")
    picture = book.xml("cover.xhtml").find(".//{*}img")
    assert picture is not None
    assert picture.get("alt") == "封面：上海宣言，学习版 Study guide"


def test_what_only_some_editions_have_is_styled_only_there(book: Book):
    usual = book.read("reader.css").decode()
    rules = (".tones-mdbg .t2", 'rt[lang="zh-Bopo"]', "span.new")
    for rule in rules:
        assert rule not in usual
    syllable = '<rt lang="zh-Bopo"><span class="t2">ㄖㄣˊ</span></rt>'
    markup = f'<p><ruby>人{syllable}</ruby><span class="new">好</span></p>'
    made = edition(HEADER + section("s0", f"<h2>一</h2>{markup}"))
    coloured = dataclasses.replace(
        made, markup=made.markup.replace('<body class="mine"', '<body class="mine tones-mdbg"')
    )
    special = write_book(coloured)
    style = special.read("reader.css").decode()
    for rule in rules:
        assert rule in style
    assert ".tones-pleco" not in style
    assert ".t1" not in style  # no syllable has the first tone
    assert special.xml("s0.xhtml")[-1].get("class") == "mine tones-mdbg"
    assert set("ㄅㄩㄫˊˇˋ˙") <= letters(special.read("pinyin.ttf"))


def letters(font: bytes) -> set[str]:
    return set(map(chr, TTFont(io.BytesIO(font)).getBestCmap()))


def test_the_pinyin_font_is_in_the_book_only_where_there_is_pinyin(book: Book, plain: Book):
    assert "pinyin.ttf" in book.names
    assert b'url("pinyin.ttf")' in book.read("reader.css")
    assert "pinyin.ttf" not in plain.names
    assert b"pinyin.ttf" not in plain.read("reader.css")


def test_the_font_of_the_readings_has_true_type_outlines_and_its_licence(book: Book):
    font = TTFont(io.BytesIO(book.read("pinyin.ttf")))
    assert font.sfntVersion == "\x00\x01\x00\x00"
    assert "glyf" in font
    assert "CFF " not in font
    assert "Open Font License" in font["name"].getDebugName(13)
    assert len(book.read("pinyin.ttf")) < 40_000
    assert set("āǎǐǒǔǚǜ'A") <= letters(book.read("pinyin.ttf"))


# --- options -----------------------------------------------------------------------------


def made(ebook: Ebook, markup: str = MARKUP, **changes: str) -> Book:
    text = dataclasses.replace(TEXT, **changes)
    return Book(EpubWriter(ebook).write(edition(markup, text=text), Templates()))


def test_a_font_of_the_text_comes_along_only_where_it_is_asked_for(book: Book):
    assert "han.ttf" not in book.names
    asked = made(Ebook(han_font=True))
    assert set("上海宣言我们") <= letters(asked.read("han.ttf"))
    assert "龘" not in letters(asked.read("han.ttf"))
    assert b'url("han.ttf")' in asked.read("reader.css")


def test_columns_go_from_right_to_left_but_for_the_colophon():
    markup = HEADER + section("s1", "<h2>題</h2><p>甲</p>") + section("c", "<p>乙</p>", "colophon")
    vertical = made(Ebook(vertical=True), markup, language="zh-Hant")
    kinds = {name: vertical.xml(name).get("class") for name in vertical.spine}
    assert kinds == {
        "cover.xhtml": None,
        "title.xhtml": "vertical",
        "nav.xhtml": "vertical",
        "s1.xhtml": "vertical",
        "c.xhtml": None,
    }
    spine = vertical.package.find("{*}spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == "rtl"
    assert b"writing-mode: vertical-rl" in vertical.read("reader.css")


def test_study_guides_stay_in_lines(book: Book):
    guide = made(Ebook(vertical=True))
    assert guide.content == book.content


def test_conformance_is_claimed_where_somebody_vouches_for_it():
    claimed = made(Ebook(certified_by="某出版社"))
    assert claimed.stated("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert claimed.stated("a11y:certifiedBy") == ["某出版社"]


def test_readings_in_brackets_are_no_ruby_and_not_called_so(book: Book):
    inline = Book(EpubWriter(ruby="inline").write(edition(MARKUP), Templates()))
    page = inline.read("s1.xhtml").decode()
    assert "<ruby" not in page
    assert "(wǒmen)</span>" in page
    assert not any("uby" in feature for feature in inline.stated("schema:accessibilityFeature"))
    assert inline.read("nav.xhtml") == book.read("nav.xhtml")


# --- style -------------------------------------------------------------------------------

WRITERS_OWN = {"annotated", "long", "cover", "reading"} | {
    *("gloss-ref", "gloss", "glosses", "term", "entry", "legend", "grid", "cross", "frame"),
    *("guidance", "back", "progress", "to-key", "notice", "vertical", "table"),
    *(f"needs-{step}" for step in tables.STEPS),
}


def test_the_style_knows_the_classes_of_the_vocabulary_and_no_others(style: str):
    style += "".join(
        Templates().read(f"formats/epub/{name}")
        for name in ("tones.css", "unread.css", "inline.css", "vertical.css", "narrow.css")
    )
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    selectors = re.sub(r"\{[^{}]*\}", " ", style)
    styled = set(re.findall(r"\.([a-z][a-z0-9-]*)", selectors))
    classes = {name for names in vocabulary.CLASSES.values() for name in names}
    colours = {f"tones-{name}" for name in get_args(ToneColours) if name != "none"}
    assert styled - WRITERS_OWN - colours <= classes
    assert styled >= colours
    assert classes - styled == UNSTYLED
    assert styled >= WRITERS_OWN


def test_the_readers_own_settings_win(style: str):
    """Nothing that a reading app lets people choose is set for the whole page."""
    for selectors, rules in re.findall(r"([^{}]+)\{([^{}]*)\}", style):
        if {"html", "body", ":root", "*"} & {name.strip() for name in selectors.split(",")}:
            assert not re.search(r"(?<![-\w])(color|background|font|line-height)", rules), selectors
        assert "background" not in rules
        assert set(re.findall(r"#[0-9a-f]{3,8}", rules)) <= {"#ce4930"}
        assert "px" not in rules.replace("1px", "").replace("2px", "")


def test_the_accent_is_readable_on_white_and_on_black():
    channels = [int("ce4930"[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    assert 1.05 / (luminance + 0.05) >= 4.5  # WCAG 2.2, 1.4.3, any text
    assert (luminance + 0.05) / 0.05 >= 4.5


def test_every_page_uses_the_style(book: Book):
    for name in book.spine:
        head = book.xml(name)[0]
        sheets = [e.get("href") for e in head if local_name(e) == "link"]
        tabled = book.xml(name).find(".//{*}table") is not None
        assert sheets == ["reader.css", *(["narrow.css"] if tabled else [])]
