"""Writing Word documents: what a person finds who opens one."""

from __future__ import annotations

import io
import itertools
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

from docx_documents import (
    FULL,
    TEXT,
    Document,
    W,
    base,
    commented,
    edition,
    ruby,
    text,
    value,
    write,
)
from docx_lint import lint
from duben import vocabulary
from duben import write as writing
from duben.errors import TemplateError
from duben.han import han, is_han
from duben.render import Templates
from duben.verify import docx_text, verify_file
from duben.write.docx import DocxWriter, correspondence
from test_render import edition as render_edition

if TYPE_CHECKING:
    from duben.model import Publication

STYLES = Path(__file__).parents[1] / "templates/formats/docx/styles.xml.j2"


@pytest.fixture(scope="module")
def full() -> Document:
    return write(FULL)


def test_the_word_format_is_registered():
    assert writing.writer_for("docx").suffix == ".docx"


# --- the whole -----------------------------------------------------------------------------


def test_the_sample_has_every_element_and_class_of_the_vocabulary():
    found = {("title", ""), ("head", "")}
    for element in edition(FULL).tree().iter("*"):
        names = vocabulary.classes(element)
        found |= {(vocabulary.local_name(element), name) for name in names}
        found.add((vocabulary.local_name(element), ""))
    wanted = {(name, kind) for name, kinds in vocabulary.CLASSES.items() for kind in (*kinds, "")}
    assert wanted <= found


def test_a_document_has_no_fault(full: Document):
    assert lint(full.content) == []


def test_the_chinese_text_is_the_edition_s_in_order(full: Document):
    """Footnotes come behind it, as in every Word file."""
    verify_file(full.content, ".docx", edition(FULL))
    shown = "".join(full.part(f"word/{name}.xml").xpath("string()") for name in ("footnotes",))
    assert han(shown) == "注此续"


def test_the_same_edition_gives_the_same_bytes_in_any_process():
    script = (
        "import hashlib, docx_documents as d; print(hashlib.sha256(d.write(d.FULL).content)"
        ".hexdigest())"
    )
    digests = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        command = [sys.executable, "-c", script]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        digests.add(done.stdout)
    assert len(digests) == 1


def test_python_docx_opens_it_and_finds_its_headings(full: Document):
    opened = docx.Document(io.BytesIO(full.content))
    headings = [p.text for p in opened.paragraphs if p.style.name == "Heading 1"]
    assert headings == ["课文概况", "一、发展", "种种"]
    assert opened.core_properties.title == TEXT.title.text
    assert opened.core_properties.created.isoformat() == "2024-07-04T08:30:00+00:00"


def test_nothing_of_the_library_s_own_template_is_left(full: Document):
    names = full.zip.namelist()
    assert not [name for name in names if "thumbnail" in name or "Effects" in name]
    everything = b"".join(full.zip.read(name) for name in names)
    assert b"python-docx" not in everything
    assert b"ja-JP" not in everything


def test_the_author_is_named_only_if_the_source_names_one(full: Document):
    assert "creator" not in full.zip.read("docProps/core.xml").decode()


# --- paragraphs ----------------------------------------------------------------------------


def test_title_and_headings_are_without_ruby_and_their_pinyin_is_a_line_below(full: Document):
    assert full.paragraphs[:2] == [("Title", "上海宣言"), ("TitlePinyin", "Shànghǎi xuānyán")]
    at = full.paragraphs.index(("Heading1", "一、发展"))
    assert full.paragraphs[at + 1] == ("HeadingPinyin", "Yī fāzhǎn")


@pytest.mark.parametrize("name", ["h2", "h3", "h4"])
def test_a_heading_of_any_level_has_its_pinyin_below(name: str):
    written = write(text(f'<{name} data-pinyin="Tí">{ruby("题", "tí")}</{name}><p>甲</p>'))
    assert written.texts("HeadingPinyin") == ["Tí"]


def test_a_rule_ends_the_title_block_whatever_is_in_it():
    written = write('<header class="title-block"><h1>题</h1></header>' + text("<p>甲</p>"))
    assert [name for name, _ in written.paragraphs] == ["Title", "TitleRule", "BodyText"]


def test_a_heading_without_readings_has_no_line_of_pinyin():
    written = write(text('<h2 data-pinyin="Yī fāzhǎn">一、发展</h2><p>我们</p>'))
    assert written.paragraphs == [("Heading1", "一、发展"), ("BodyText", "我们")]


@pytest.mark.parametrize(
    ("paragraphs", "style"),
    [
        (f"<p>{ruby('我', 'wǒ')}</p><p>2024</p>", "PinyinBody"),
        (f"<p>我</p><p>{ruby('赋能', 'fù néng', 'new')}</p>", "StudyBody"),
        ("<p>我</p><p>我们</p>", "BodyText"),
    ],
)
def test_all_running_text_has_the_line_height_that_its_readings_need(paragraphs: str, style: str):
    assert [name for name, _ in write(text(paragraphs)).paragraphs] == [style, style]


def test_key_glossary_and_indices_begin_on_new_pages(full: Document):
    assert full.texts("Heading1NewPage") == ["答案", "句型索引", "词汇表", "专名"]
    styles = full.part("word/styles.xml")
    (style,) = styles.xpath("w:style[@w:styleId='Heading1NewPage']", namespaces={"w": W[1:-1]})
    assert style.find(f"{W}pPr/{W}pageBreakBefore") is not None


def test_the_colophon_of_a_book_has_a_page_of_its_own_that_of_a_text_follows_it(full: Document):
    assert full.texts("ColophonHeadingNewPage") == ["版本说明"]
    written = write('<section class="colophon"><h2>版本说明</h2><p>来源。</p></section>')
    assert [name for name, _ in written.paragraphs] == ["ColophonHeading", "Colophon"]


def test_a_blank_is_an_empty_control_as_wide_as_it_was_and_stays_on_one_line(full: Document):
    (control,) = full.root.xpath("//w:sdt[w:sdtPr/w:tag/@w:val='blank']", namespaces={"w": W[1:-1]})
    assert base(control) == "\N{NO-BREAK SPACE}" * 8
    assert control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
    assert [text for name, text in full.runs if name == "Blank"] == ["(", base(control), ")"]
    assert value(control.find(f".//{W}rStyle")) == "Blank"


def test_each_square_to_write_in_has_its_cross_as_one_picture_behind_it(full: Document):
    (table,) = (
        node
        for node in full.root.iter(f"{W}tbl")
        if value(node.find(f"{W}tblPr/{W}tblStyle")) == "SquaresTable"
    )
    side = int(table.find(f".//{W}tcW").get(f"{W}w"))
    pictures = list(table.iter("{*}anchor"))
    assert len(pictures) == len(list(table.iter(f"{W}tc")))
    assert {node.find("{*}extent").get("cx") for node in pictures} == {str(635 * side)}
    assert len({node.find("{*}docPr").get("id") for node in pictures}) == len(pictures)
    assert all(node.find("{*}docPr").get("descr") for node in pictures)
    assert full.zip.read("word/media/square.png").startswith(b"\x89PNG")
    assert "word/media/square.png" not in write(text("<p>一</p>")).zip.namelist()


def test_the_key_begins_a_section_of_its_own_on_a_new_page(full: Document):
    """So that a teacher can print all that is in front of it."""
    (end,) = full.root.iterfind(f".//{W}pPr/{W}sectPr")
    paragraph = next(end.iterancestors(f"{W}p"))
    following = paragraph.getnext()
    assert base(following) == "答案"
    last = full.root.find(f"{W}body/{W}sectPr")
    assert end.find(f"{W}titlePg") is not None
    assert last.find(f"{W}titlePg") is None
    assert [node.tag for node in last] == [node.tag for node in end if node.tag != f"{W}titlePg"]


def test_a_document_without_a_key_is_one_section():
    written = write(text("<p>一</p>"))
    assert len(list(written.root.iter(f"{W}sectPr"))) == 1


def test_readings_in_brackets_stand_behind_words_but_not_in_headings():
    markup = text(
        f"<h2 data-pinyin='Fāzhǎn'>{ruby('发展', 'fā zhǎn')}</h2>"
        f"<p>{ruby('我们', 'wǒ men')}{ruby('更为', 'gèng wéi', 'doubtful')}。</p>"
    )
    writer = DocxWriter(ruby_form="inline")
    written = Document(writer.write(edition(markup), Templates()))
    assert written.rubies == []
    assert written.paragraphs == [
        ("Heading1", "发展"),
        ("HeadingPinyin", "Fāzhǎn"),
        ("BodyText", "我们(wǒmen)更为(gèngwéi)。"),
    ]
    assert [run for run in written.runs if run[0].startswith("PinyinInline")] == [
        ("PinyinInline", "(wǒmen)"),
        ("PinyinInlineDoubtful", "(gèngwéi)"),
    ]
    assert docx_text(written.content) == "发展我们更为。"
    assert lint(written.content) == []


def test_white_space_is_that_of_xhtml_but_the_ideographic_space_is_text():
    written = write(text("<p>\n  一　二 \n <span class='english' lang='en'>\n a  b </span> </p>"))
    assert written.paragraphs == [("BodyText", "一　二 a b")]


def test_spaces_between_texts_of_two_styles_are_one_and_are_kept():
    written = write(text("<p>一 <span class='english' lang='en'> a</span>\n<span>b</span></p>"))
    assert written.runs == [("", "一 "), ("English", "a"), ("", " b")]


def test_a_numbered_list_begins_again_at_one(full: Document):
    used = [value(node) for node in full.root.iterfind(f".//{W}numPr/{W}numId")]
    assert used == ["8", "8", "9", *("6", "5", "7", "7")]  # the last are of other kinds
    numbering = full.part("word/numbering.xml")
    for number in ("8", "9"):
        (found,) = numbering.xpath(f"w:num[@w:numId='{number}']", namespaces={"w": W[1:-1]})
        assert value(found.find(f"{W}lvlOverride/{W}startOverride")) == "1"


def test_a_list_in_an_item_is_a_level_deeper_and_has_its_own_numbers():
    written = write(text("<ol><li>一<ol><li>甲</li></ol></li><li>二</li></ol>"))
    levels = [value(node) for node in written.root.iter(f"{W}ilvl")]
    assert levels == ["0", "1", "0"]
    assert [value(node) for node in written.root.iter(f"{W}numId")] == ["8", "9", "8"]
    assert base(written.root) == "一甲二"


def test_no_formatting_is_direct_except_in_readings(full: Document):
    for properties in full.root.iter(f"{W}rPr"):
        names = {node.tag.removeprefix(W) for node in properties}
        if not any(node.tag == f"{W}rt" for node in properties.iterancestors()):
            assert names <= {"rStyle", "rFonts"}


def test_chinese_marks_take_the_chinese_face_and_pinyin_does_not(full: Document):
    for run in full.root.iter(f"{W}r"):
        shown = run.findtext(f"{W}t") or ""
        hint = run.find(f"{W}rPr/{W}rFonts[@{W}hint]")
        if shown in {"“", "”", "，"}:
            assert hint is not None
        if re.search("[āéèǎ]", shown):
            assert hint is None


def test_a_list_deeper_than_word_has_levels_looks_like_the_deepest():
    written = write(text("<ul><li>点" * 11 + "</li></ul>" * 11))
    assert [value(node) for node in written.root.iter(f"{W}ilvl")] == [
        *map(str, range(1, 9)),
        "8",
        "8",
    ]
    assert lint(written.content) == []


# --- kinds of text -------------------------------------------------------------------------


def test_each_kind_of_block_has_its_style(full: Document):
    for style, texts in {
        "PinyinVerse": ["白日"],
        "PinyinVerseEnd": ["依山尽"],
        "PinyinDialogue": ["甲：你好", "（笑）"],
        "PinyinDialogueWide": ["鲁侍萍：你好"],
        "PinyinQuote": ["引文"],
        "PinyinList": ["1.一", "（1）二", "三"],
        "PinyinTextHead": ["头"],
        "PinyinTextCell": ["", "身", ""],
        "Code": ["甲 = 1"],
        "PinyinNoteText": ["②又③"],
        "PinyinSignature": ["署名"],
    }.items():
        assert full.texts(style) == texts


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="dialogue"><p><span class="speaker">甲：</span> 好</p><p>好</p></div>',
        '<ul class="labelled"><li><span class="number">1.</span> 好</li><li>好</li></ul>',
        '<div class="notes"><p><span class="note-mark">①</span> 好</p><p>好</p></div>',
    ],
)
def test_what_hangs_and_what_does_not_begin_at_one_line(markup: str):
    paragraphs = [node for node in write(text(markup)).body.iter(f"{W}p") if base(node)]
    tabs = [
        [run.tag.removeprefix(W) for run in node.iterfind(f"{W}r/*") if run.tag != f"{W}rPr"]
        for node in paragraphs
    ]
    assert tabs == [["t", "tab", "t"], ["tab", "t"]]
    assert base(paragraphs[0]).endswith(("：好", ".好", "①好"))


def test_a_note_with_a_mark_in_the_text_is_a_footnote_that_word_counts(full: Document):
    (reference,) = full.root.iter(f"{W}footnoteReference")
    assert reference.get(f"{W}customMarkFollows") is None
    form = full.part("word/settings.xml").find(f"{W}footnotePr/{W}numFmt")
    assert value(form) == "decimalEnclosedCircleChinese"
    (note,) = [n for n in full.part("word/footnotes.xml") if n.get(f"{W}type") is None]
    assert note.get(f"{W}id") == reference.get(f"{W}id")
    assert [(full.style(p), base(p)) for p in note] == [
        ("PinyinFootnoteText", "注此"),
        ("PinyinFootnoteText", "续"),
    ]


def test_a_second_mark_of_a_note_leads_to_the_first():
    def mark(number: str) -> str:
        return (
            f'<a class="note-ref" id="note-ref-1{number}" href="#note-1" role="doc-noteref">①</a>'
        )

    note = (
        '<div class="notes"><p id="note-1"><a class="note-mark" href="#note-ref-1"'
        ' role="doc-backlink">①</a>注</p></div>'
    )
    written = write(text(f"<p>一{mark('')}二{mark('-2')}</p>{note}"))
    assert len(list(written.root.iter(f"{W}footnoteReference"))) == 1
    links = [(base(node), node.get(f"{W}anchor")) for node in written.root.iter(f"{W}hyperlink")]
    assert links == [("①", "note_ref_1")]
    assert lint(written.content) == []


def test_the_title_of_notes_goes_with_them_but_no_other_text():
    mark = '<a class="note-ref" id="note-ref-1" href="#note-1">①</a>'
    note = '<p id="note-1"><a class="note-mark" href="#note-ref-1">①</a>注</p>'
    for kept, inside in (
        ("", f'<h2>注释</h2><div class="notes">{note}</div>'),
        ("附录", f'<h2>附录</h2><div class="notes">{note}</div>'),
        ("注释补", f'<h2>注释</h2><div class="notes">{note}</div><p>补</p>'),
    ):
        notes = text(inside).replace("s0", "s1")
        written = write(text(f"<p>文{mark}</p>") + notes)
        assert base(written.root).removeprefix("文") == kept
        verify_file(written.content, ".docx", edition(text(f"<p>文{mark}</p>") + notes))


def test_a_space_behind_the_mark_of_a_note_does_not_keep_word_from_counting():
    mark = '<a class="note-ref" id="note-ref-1" href="#note-1">①</a>'
    note = '<p id="note-1"><a class="note-mark" href="#note-ref-1">① </a>注</p>'
    written = write(text(f'<p>文{mark}</p><div class="notes">{note}</div>'))
    (reference,) = written.root.iter(f"{W}footnoteReference")
    assert reference.get(f"{W}customMarkFollows") is None
    assert lint(written.content) == []


def test_marks_that_word_does_not_count_stay_as_the_text_has_them():
    mark = '<a class="note-ref" id="note-ref-1" href="#note-1">[注7]</a>'
    note = '<p id="note-1"><a class="note-mark" href="#note-ref-1">[注7]</a>注</p>'
    page = text(f'<p>文{mark}</p><div class="notes">{note}</div>')
    written = write(page)
    (reference,) = written.root.iter(f"{W}footnoteReference")
    assert reference.get(f"{W}customMarkFollows") == "1"
    assert base(reference.getparent()) == "[注7]"
    verify_file(written.content, ".docx", edition(page))


def test_notes_with_readings_stay_in_the_text():
    """LibreOffice 7.4 mixes up footnotes that hold phonetic guides."""
    mark = '<a class="note-ref" id="note-ref-1" href="#note-1">①</a>'
    note = f'<p id="note-1"><a class="note-mark" href="#note-ref-1">①</a>{ruby("注", "zhù")}</p>'
    page = text(f'<p>文{mark}</p><div class="notes">{note}</div>')
    written = write(page)
    assert [(found, reading.strip()) for found, reading in written.rubies] == [("注", "zhù")]
    assert "word/footnotes.xml" not in written.zip.namelist()
    verify_file(written.content, ".docx", edition(page))


def test_a_doubtful_reading_has_a_comment_that_says_what_else_it_may_be_and_why():
    for markup in (ruby("我们", "wǒ men", "doubtful"), f"我们{ruby('好', 'hǎo')}"):
        written = commented(markup)
        (start,) = written.root.iter(f"{W}commentRangeStart")
        about = itertools.takewhile(
            lambda node: node.tag != f"{W}commentRangeEnd", start.itersiblings()
        )
        assert "".join(map(base, about)) == "我们"
        (comment,) = written.part("word/comments.xml")
        assert "我们 wǒ men" in base(comment)
        assert "wǒ mén" in base(comment)
        assert "逐字" in base(comment)
        assert lint(written.content) == []


def test_an_edition_without_readings_has_no_comments_on_them(declaration: Publication):
    written = Document(DocxWriter().write(render_edition(declaration, "plain"), Templates()))
    assert "word/comments.xml" not in written.zip.namelist()


def test_notes_stand_below_a_rule_unless_a_heading_stands_there():
    notes = '<div class="notes"><p><span class="note-mark">①</span>注</p></div>'
    assert write(text(f"<p>文</p>{notes}")).texts("NotesRule") == [""]
    assert write(text(f"<h2>注释</h2>{notes}")).texts("NotesRule") == []


def test_a_table_of_the_text_keeps_its_empty_cells_and_a_distance(full: Document):
    (table,) = [t for t in full.root.iter(f"{W}tbl") if base(t) == "头身"]
    assert len(list(table.iter(f"{W}tc"))) == 4
    assert value(table.find(f"{W}tblPr/{W}tblCaption")) == "种种"
    around = [full.style(node) for node in (table.getprevious(), table.getnext())]
    assert around == ["TableEnd", "TableEnd"]


def test_a_column_of_running_text_takes_more_room_than_one_of_words():
    long = "很长的一格" * 40
    written = write(
        text(f'<table class="text"><tbody><tr><td>短的</td><td>{long}</td></tr></tbody></table>')
    )
    narrow, wide = (int(node.get(f"{W}w")) for node in written.root.iter(f"{W}gridCol"))
    assert narrow < wide / 5


def test_spaces_of_code_are_kept():
    written = write(text('<div class="code"><p>\u00a0\u00a0如果 甲:</p><p>\u00a0</p></div>'))
    assert written.texts("Code") == ["\u00a0\u00a0如果 甲:", "\u00a0"]


# --- ruby ----------------------------------------------------------------------------------


def test_every_character_has_its_own_reading_and_erhua_its_r():
    written = write(text(f"<p>{ruby('花儿', 'huā r')}</p>"))
    assert [(base, reading.strip()) for base, reading in written.rubies] == [
        ("花", "huā"),
        ("儿", "r"),
    ]


def test_a_reading_of_the_whole_word_stands_over_the_whole_word():
    written = write(text(f"<p>{ruby('巴黎', 'Bālí')}</p>"))
    assert [base for base, _ in written.rubies] == ["巴黎"]


def test_readings_of_words_stand_over_words():
    written = write(text(f"<p>{ruby('人工智能', 'réngōng zhìnéng')}</p>"))
    assert [(base, reading.strip()) for base, reading in written.rubies] == [
        ("人工", "réngōng"),
        ("智能", "zhìnéng"),
    ]


def test_a_syllable_has_the_colour_of_its_tone_in_its_own_look():
    coloured = '<span class="t2">rén</span>'
    written = write(text(f"<p>{ruby('人', coloured)}</p>"), colours="pleco")
    (colour,) = written.root.iterfind(f".//{W}rt//{W}color")
    assert value(colour) == "028515"


def test_readings_of_words_have_no_colours_for_libreoffice_shows_only_the_last_run():
    coloured = '<span class="t2">rén</span><span class="t1">gōng</span>'
    written = write(text(f"<p>{ruby('人工', coloured)}</p>"), colours="pleco")
    assert [reading.strip() for _, reading in written.rubies] == ["réngōng"]
    assert len(list(written.root.iterfind(f".//{W}rt/{W}r"))) == 1


def test_zhuyin_is_smaller_and_in_the_chinese_face():
    markup = '<p><ruby>人<rt lang="zh-Bopo">ㄖㄣˊ</rt></ruby></p>'
    written = write(text(markup))
    assert value(written.root.find(f".//{W}rubyPr/{W}hps")) == "11"
    look = written.root.find(f".//{W}rt//{W}rPr")
    assert value(look.find(f"{W}sz")) == "11"
    assert look.find(f"{W}rFonts").get(f"{W}hint") == "eastAsia"


def test_a_heading_shows_its_reading_as_whoever_reads_wants_it():
    heading = f'<h2 data-pinyin="Tí" data-reading="Ti2">{ruby("题", "ti2")}</h2>'
    written = write(text(f"{heading}<p>甲</p>"))
    assert "Ti2" in "".join(written.root.itertext())
    assert "Tí" not in "".join(written.root.itertext())


def test_a_letter_in_a_word_has_no_reading():
    written = write(text(f"<p>{ruby('T恤', '? xù')}</p>"))
    assert [base for base, _ in written.rubies] == ["恤"]
    assert base(written.body) == "T恤"


def test_a_wide_reading_keeps_clear_of_the_next_and_a_narrow_one_is_centred():
    written = write(text(f"<p>{ruby('双力', 'shuāng lì')}</p>"))
    assert written.rubies == [("双", "shuāng "), ("力", "lì")]


def test_sizes_of_a_ruby_follow_the_styles(tmp_path: Path):
    changed = STYLES.read_text("utf-8").replace("{{ size(annotated) }}", "{{ size(40) }}")
    (tmp_path / "formats/docx").mkdir(parents=True)
    (tmp_path / "formats/docx/styles.xml.j2").write_text(changed, "utf-8")
    settings = write(text(f"<p>{ruby('我', 'wǒ')}</p>"), tmp_path).root.find(f".//{W}rubyPr")
    assert [value(node) for node in settings] == ["center", "16", "39", "40", "zh-CN"]


def test_a_reading_repeats_its_style_s_look_for_libreoffice():
    look = write(text(f"<p>{ruby('我', 'wǒ')}</p>")).root.find(f".//{W}rt//{W}rPr")
    assert [node.tag.removeprefix(W) for node in look] == [
        *("rStyle", "rFonts", "color", "sz", "szCs")
    ]


def test_new_and_doubtful_words_have_styles_of_their_own():
    written = write(
        text(f"<p>{ruby('甲', 'jiǎ', 'new')}{ruby('乙', 'yǐ', 'doubtful')}</p>")
        + text(f"<p>{ruby('丙', 'bǐng', 'new doubtful')}</p>")
    )
    styles = [
        (value(r.find(f"{W}rubyBase//{W}rStyle")), value(r.find(f"{W}rt//{W}rStyle")))
        for r in written.root.iter(f"{W}ruby")
    ]
    assert styles == [
        ("NewWord", "PinyinNewWord"),
        ("PinyinBase", "PinyinDoubtful"),
        ("NewWord", "PinyinDoubtful"),
    ]


def test_lines_with_readings_are_off_the_grid_and_high_enough():
    written = write(text("<p>我</p>"))
    styles = {
        node.get(f"{W}styleId"): node for node in written.part("word/styles.xml").iter(f"{W}style")
    }
    assert sum(name.startswith(("Pinyin", "Study")) for name in styles) > 25
    rooms = [("PinyinBody", 17), ("StudyBody", 12), ("PinyinSourceNote", 14)]
    rooms += [("PinyinVerse", 17), ("StudyVerseEnd", 12), ("PinyinQuote", 17), ("PinyinList", 17)]
    rooms += [("PinyinDialogue", 17), ("PinyinSignature", 17), ("PinyinListBullet", 17)]
    rooms += [("PinyinNoteText", 13), ("StudyNoteText", 10), ("PinyinTextCell", 14)]
    rooms += [("PinyinTextHead", 13), ("StudyTextCell", 11), ("PinyinSubtitle", 14)]
    for name, points in rooms:
        properties = styles[name].find(f"{W}pPr")
        assert value(properties.find(f"{W}snapToGrid")) == "0"
        spacing = properties.find(f"{W}spacing")
        assert spacing.get(f"{W}lineRule") == "atLeast"
        assert int(spacing.get(f"{W}line")) >= 2.35 * points * 20


# --- tables --------------------------------------------------------------------------------


def test_a_table_repeats_its_head_and_describes_itself(full: Document):
    (table,) = [t for t in full.root.iter(f"{W}tbl") if "to empower" in base(t)]
    rows = list(table.iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False]
    assert value(table.find(f"{W}tblPr/{W}tblCaption")) == "生词"
    assert value(table.find(f"{W}tblPr/{W}tblDescription")).startswith("词语 Word; 繁体;")


def test_a_caption_stands_before_its_table_and_names_it(full: Document):
    table = next(full.root.iter(f"{W}tbl"))
    assert base(table.getprevious()) == "篇幅"
    assert value(table.find(f"{W}tblPr/{W}tblCaption")) == "篇幅"


def test_the_head_of_figures_stands_over_their_middle(full: Document):
    assert full.texts("TableHeadFigure") == ["HSK"]
    assert full.texts("ColophonHeadFigure") == ["数"]


def test_two_tables_and_the_end_of_the_text_have_a_paragraph_between():
    table = "<table><tbody><tr><td>甲</td></tr></tbody></table>"
    written = write(text(table + table))
    names = [node.tag.removeprefix(W) for node in written.body]
    assert names == ["tbl", "p", "tbl", "p", "sectPr"]


def test_the_other_script_has_a_style_and_the_text_s_own_has_none(full: Document):
    assert ("TraditionalChinese", "賦能") in full.runs
    traditional = write(text("<p>甲</p>"), language="zh-Hant")
    assert traditional.runs == [("", "甲")]


# --- languages -----------------------------------------------------------------------------


def test_a_traditional_text_is_taiwan_chinese_throughout():
    written = write(FULL, language="zh-Hant")
    assert lint(written.content) == []
    assert {value(node) for node in written.root.iter(f"{W}lid")} == {"zh-TW"}
    assert b"zh-TW" in written.zip.read("word/settings.xml")
    assert b'w:eastAsia="Noto Serif CJK TC"' in written.zip.read("word/styles.xml")


def test_word_knows_a_stand_in_for_every_face(full: Document):
    table = full.part("word/fontTable.xml")
    listed = {node.get(f"{W}name") for node in table if node.find(f"{W}altName") is not None}
    used = {
        face
        for node in full.part("word/styles.xml").iter(f"{W}rFonts")
        for face in node.attrib.values()
    }
    assert used <= listed


# --- refusals ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "problem"),
    [
        (text("<p class='date note'>甲</p>"), "two classes"),
        (text("<p><table><tbody><tr><td>甲</td></tr></tbody></table></p>"), "holds only text"),
        (text("<span>甲</span>"), "where a paragraph, list or table belongs"),
        (text("甲<p>乙</p>"), "outside a paragraph"),
        (text("<ol><li>甲</li>乙</ol>"), "outside a paragraph"),
        (text("<ol><li>甲<ol><li>乙</li></ol>丙</li></ol>"), "behind a list"),
        (text("<p class='fancy'>甲</p>"), "has no Word style"),
        (text("<p><ruby class='old'>甲<rt>jiǎ</rt></ruby></p>"), "has no Word style"),
        (text("<p><em>甲</em></p>"), "holds only text"),
        (text("<table><tbody><tr><td>甲</td></tr><tr/></tbody></table>"), "number of cells"),
        (text("<table/>"), "number of cells"),
    ],
)
def test_what_word_cannot_carry_is_refused(markup: str, problem: str):
    with pytest.raises(TemplateError, match=problem):
        write(markup)


def test_a_missing_style_is_named(tmp_path: Path):
    changed = STYLES.read_text("utf-8").replace('w:styleId="Answers"', 'w:styleId="Replies"')
    (tmp_path / "formats/docx").mkdir(parents=True)
    (tmp_path / "formats/docx/styles.xml.j2").write_text(changed, "utf-8")
    with pytest.raises(TemplateError, match='style "Answers" is missing'):
        write(text("<p>甲</p>"), tmp_path)


def test_a_broken_part_is_named(tmp_path: Path):
    (tmp_path / "formats/docx").mkdir(parents=True)
    (tmp_path / "formats/docx/header.xml.j2").write_text("<w:hdr>", "utf-8")
    with pytest.raises(TemplateError, match=r"header\.xml\.j2.*not well-formed"):
        write(text("<p>甲</p>"), tmp_path)


# --- the table of styles -------------------------------------------------------------------


def test_the_table_covers_the_vocabulary_and_no_more():
    vocabulary_selectors = {
        f"{name}.{kind}" if kind else name
        for name, kinds in vocabulary.CLASSES.items()
        for kind in (*kinds, "")
    }
    assert correspondence.selectors() == vocabulary_selectors


def test_every_style_of_the_styles_part_is_for_something(full: Document):
    styles = full.part("word/styles.xml")
    defined = {node.get(f"{W}styleId") for node in styles.iter(f"{W}style")}
    defaults = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Header", "Footer"}
    parents = {value(node) for node in styles.iter(f"{W}basedOn")}
    needed = correspondence.styles(edition(FULL).tree())
    assert defined == needed | defaults | (parents & defined)


def test_headings_are_on_word_s_outline(full: Document):
    styles = full.part("word/styles.xml")
    levels = {
        node.get(f"{W}styleId"): value(node.find(f"{W}pPr/{W}outlineLvl"))
        for node in styles.iter(f"{W}style")
        if node.find(f"{W}pPr/{W}outlineLvl") is not None
    }
    assert levels == {f"Heading{level}": str(level - 1) for level in range(1, 6)}


# --- the declaration -----------------------------------------------------------------------


def test_every_character_of_the_declaration_s_passages_has_one_ruby(declaration):
    rendered = render_edition(declaration, "pinyin")
    written = Document(DocxWriter().write(rendered, Templates()))
    passages = [*declaration.source_note, *(p for s in declaration.sections for p in s.paragraphs)]
    wanted = [c for passage in passages for c in passage.text if is_han(c)]
    assert [base for base, _ in written.rubies] == wanted
    assert lint(written.content) == []
    doubtful = [w for p in declaration.passages for w in p.words if w.confidence == "doubtful"]
    assert len(written.part("word/comments.xml")) == len(doubtful) > 0
    assert len(zipfile.ZipFile(io.BytesIO(written.content)).namelist()) == 15
