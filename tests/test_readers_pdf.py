"""PDF: rows become paragraphs again, readings find their characters, heads go."""

from __future__ import annotations

import pytest
import weasyprint
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts import balance
from duben.errors import SourceError
from duben.readers import pdf
from duben.readers.annotation import annotated
from duben.readers.base import Contents, Request

SENTENCE = "清晨的江面上传来轮船的汽笛声，沿江的石阶上已经有人挑着担子走过，"
PARAGRAPH = SENTENCE * 4 + "他停了下来。"
STYLE = """
@page { size: 400pt 300pt; margin: 50pt }
body { font: 12pt/20pt "Noto Serif CJK SC"; margin: 0 }
p { margin: 0; text-indent: 2em; text-align: justify }
.gap { margin-bottom: 20pt; text-indent: 0 }
h1 { font-size: 20pt; text-align: center; margin: 0 0 20pt }
rt { display: block; font: 6pt "Noto Sans"; line-height: 10pt; text-align: center }
ruby { display: inline-block; line-height: 14pt; text-indent: 0; text-align: center }
sup { font-size: 7pt; vertical-align: 4pt; line-height: 0 }
"""


def printed(body: str, style: str = "") -> bytes:
    html = f'<html lang="zh-Hans"><style>{STYLE}{style}</style><body>{body}</body></html>'
    return weasyprint.HTML(string=html).write_pdf()


def contents(body: str, style: str = "") -> Contents:
    return pdf.read(printed(body, style), Request("a.pdf"))


def texts(body: str, style: str = "") -> list[str]:
    return [line.text for line in contents(body, style).lines if line.text]


def complaint(content: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        pdf.read(content, Request("a.pdf"))
    assert caught.value.hint
    return str(caught.value)


def ruby(*pairs: str) -> str:
    return "".join(
        f"<ruby><rt>{reading}</rt>{base}</ruby>" for base, reading in map(str.split, pairs)
    )


def test_rows_become_paragraphs_with_their_indent():
    assert texts(f"<h1>山城</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p>") == [
        "山城",
        "\u3000\u3000" + PARAGRAPH,
        "\u3000\u3000" + PARAGRAPH,
    ]


def test_a_gap_or_a_short_row_ends_a_paragraph_without_indent():
    assert texts(f"<p class=gap>{PARAGRAPH}</p><p class=gap>{PARAGRAPH}</p>") == [PARAGRAPH] * 2
    style = "p { text-indent: 0 }"
    assert texts(f"<p>{PARAGRAPH}</p><p>{PARAGRAPH}</p>", style) == [PARAGRAPH] * 2


def test_a_paragraph_runs_on_over_the_page():
    long = SENTENCE * 20 + "完。"
    assert texts(f"<p>短。</p><p>{long}</p>") == ["\u3000\u3000短。", "\u3000\u3000" + long]


def first(body: str) -> str:
    """The text of *body*, printed above an ordinary paragraph."""
    return texts(f"{body}<p>{PARAGRAPH}</p>")[0].removeprefix("\u3000\u3000")


def test_words_of_latin_letters_keep_their_spaces():
    assert first("<p>用AI technology做事</p>") == "用AI technology做事"


def test_a_wide_space_stays_but_not_in_a_row_that_is_spaced_out():
    assert first("<p>第一章　总则</p>") == "第一章\u3000总则"
    assert first("<h1 style='letter-spacing: 1em'>山城的一天</h1>") == "山城的一天"


def test_a_raised_mark_stays_in_its_row():
    assert first("<p>汽笛声<sup>[1]</sup>传来。</p>") == "汽笛声[1]传来。"


def test_numbers_count_the_rows():
    found = contents(f"<h1>山城</h1><p>{PARAGRAPH}</p><p>完。</p>")
    numbers = [line.number for line in found.lines if line.text]
    assert numbers[0] == 1
    assert numbers[1] == 2
    assert numbers[2] > 4


def test_readings_over_characters_are_annotations():
    body = "<p>这里有" + ruby("工 gōng", "人 rén", "们 men") + "。</p>"
    expected = "".join(annotated(*p.split()) for p in ("工 gōng", "人 rén", "们 men"))
    assert first(body) == f"这里有{expected}。"


def test_a_reading_of_several_characters_stays_with_all_of_them():
    body = "<p>有" + ruby("工人 gōngrén") + "。</p>"
    assert first(body) == f"有{annotated('工人', 'gōngrén')}。"


def test_running_heads_and_page_numbers_are_left_out_and_listed():
    style = """@page { @top-left { content: "山城的一天"; font-size: 8pt }
                       @bottom-center { content: "— " counter(page) " —"; font-size: 9pt } }"""
    found = contents(f"<h1>山城的一天</h1><p>{SENTENCE * 40}完。</p>", style)
    lines = [line.text for line in found.lines if line.text]
    assert lines == ["山城的一天", f"\u3000\u3000{SENTENCE * 40}完。"]
    removed = [notice.removed for notice in found.notices if notice.code == "N02"]
    assert set(removed[0].split("\n")) == {"山城的一天"}
    assert removed[1].split("\n")[:2] == ["— 1 —", "— 2 —"]
    assert balance(found) == {}


def test_the_heads_of_chapters_go_with_the_head_that_all_pages_have():
    style = """@page { @top-left { content: "山城"; font-size: 8pt }
                       @top-right { content: string(c); font-size: 8pt } }
               h2 { string-set: c content(); font-size: 12pt; break-before: page }"""
    body = "".join(f"<h2>第{n}章</h2><p>{PARAGRAPH}</p>" for n in "一二三四")
    found = texts(body, style)
    assert [line for line in found if "山城" in line] == []
    assert [line for line in found if "章" in line] == ["第一章", "第二章", "第三章", "第四章"]


def test_the_same_words_at_the_top_of_the_text_are_no_running_head():
    body = f"<p style='break-before: page'>{PARAGRAPH}</p>" * 4
    assert texts(body) == ["\u3000\u3000" + PARAGRAPH] * 4


def test_a_reader_is_told_to_check_the_result():
    assert [(n.code, n.severity) for n in contents("<p>中文。</p>").notices] == [("N01", "warning")]


def test_pages_without_text_are_named():
    found = contents("<p>中文。</p><p style='break-before: page'></p>")
    assert "N04" in [notice.code for notice in found.notices]
    assert "page 2" in found.notices[-1].message


def test_pictures_of_pages_are_refused_in_plain_words():
    assert "its pages are pictures" in complaint(printed("<p></p>"))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + bytes(range(256)) * 9])
def test_a_damaged_file_is_refused(content):
    assert "damaged" in complaint(content)


def test_a_locked_file_is_refused():
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (
        (b"11" * 32,) * 2
    )
    content = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3" + lock + b">>\n%%EOF"
    )
    assert "password" in complaint(content)


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    assert "2 pages" in complaint(printed("<p>一</p><p style='break-before: page'>二</p>"))


PIECES = st.lists(
    st.sampled_from(
        [
            *"中文人工智能，。“”（）〇𠮷 aA1",
            "<br>",
            "</p><p>",
            "</p><p style='break-before: page'>",
            "</p><h1>题</h1><p>",
            "<sup>①</sup>",
            "<ruby><rt>rén</rt>人</ruby>",
            "<ruby><rt>gōngrén</rt>工人</ruby>",
            "<ruby><rt>注音</rt>字</ruby>",
            "<span style='position: relative; top: -9pt; font-size: 6pt'>ā</span>",
            "<span style='float: right'>右</span>",
            SENTENCE,
        ]
    ),
    min_size=1,
    max_size=25,
)
HEADS = st.sampled_from(
    ["", "@page { @top-center { content: '头' counter(page) } @bottom-left { content: '脚' } }"]
)


@given(PIECES, HEADS)
@settings(max_examples=25)
def test_every_chinese_character_is_in_a_line_or_in_a_notice(pieces, heads):
    found = contents(f"<p>文{''.join(pieces)}</p>", heads)
    assert balance(found) == {}


@given(st.data())
@settings(max_examples=30)
def test_a_file_with_holes_is_read_or_refused(data):
    content = bytearray(CONTENT)
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = pdf.read(bytes(content), Request("a.pdf"))
    except SourceError:
        return
    assert balance(found) == {}


CONTENT = printed(f"<h1>山城</h1><p>{PARAGRAPH}</p>")
