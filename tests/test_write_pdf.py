"""The PDF writer: a finished file, the same each time, and errors that say what to do."""

from __future__ import annotations

import builtins
import hashlib
import os
import pickle
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from pypdfium2 import raw

from builders import publication
from duben import fonts, verify
from duben.errors import MissingPartError, TemplateError
from duben.model import Passage
from duben.render import Edition, Imprint, Templates
from duben.vocabulary import CLASSES, XHTML
from duben.write.pdf import PdfWriter, engine
from duben.write.pdf.writer import STYLESHEETS

if TYPE_CHECKING:
    from pathlib import Path

IMPRINT = Imprint("0.0.0", datetime(2024, 7, 4, tzinfo=UTC))


def word(base: str, readings: str, mark: str = "") -> str:
    """Mark up a word with its readings as the templates do."""
    named = f' class="{mark}"' if mark else ""
    return (
        f'<ruby{named}>{base}<rp>(</rp><rt lang="zh-Latn-pinyin">{readings}</rt><rp>)</rp></ruby>'
    )


def edition(body: str, layout: str = "plain", language: str = "zh-Hans") -> Edition:
    markup = (
        f'<html xmlns="{XHTML}" lang="{language}" xml:lang="{language}">'
        f'<head><title>题目</title></head><body class="{layout}">{body}</body></html>'
    )
    return Edition(layout, "样本 Sample", markup, publication("题目"), IMPRINT)


def section(*paragraphs: str) -> str:
    content = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f'<section class="text" role="doc-chapter">{content}</section>'


def written(body: str, layout: str = "plain", language: str = "zh-Hans") -> bytes:
    return PdfWriter().write(edition(body, layout, language), Templates())


SAMPLE = f"""<header class="title-block"><h1>{word("题目", "tí mù")}</h1>
<p class="subtitle">副题</p><p class="author">鲁迅</p>
<p class="edition">样本 <span class="english" lang="en">Sample</span></p>
<p class="date">2024年7月4日</p><p class="source-note">全文如下：</p></header>
<section class="passport" role="doc-introduction"><h2>课文概况</h2>
<table class="statistics"><caption>篇幅</caption>
<tbody><tr><td class="label">汉字</td><td class="figure">1597</td></tr></tbody></table>
<p class="note">生词首次出现时注音。</p></section>
<section class="text" role="doc-chapter"><h2><span class="number">一、</span>发展</h2>
<section class="goals"><p>本部分12字。</p></section>
<p>我们{word("充分", "chōng fèn", "new")}发挥{word("作用", "zuò yòng", "doubtful")}。</p>
<section class="words"><h3>生词</h3><table class="words">
<thead><tr><th scope="col">词语</th><th scope="col">拼音</th><th scope="col">释义</th></tr></thead>
<tbody><tr><td class="word">充分</td><td class="pinyin" lang="zh-Latn-pinyin">chōngfèn</td>
<td class="meaning" lang="en">fully</td></tr></tbody></table></section>
<section class="exercises"><h3>练习</h3><h4>选词填空</h4><p class="instruction">每词用一次。</p>
<p class="word-bank">充分　作用</p><ol><li>我们<span class="blank">（　　　）</span>发挥。</li></ol>
<table class="matching"><tbody><tr><td class="figure">1</td><td class="word">充分</td></tr></tbody>
</table><ul><li>行：<span class="pinyin" lang="zh-Latn-pinyin">háng</span></li></ul></section>
</section>
<section class="text" role="doc-chapter"><h2>种种<a class="note-ref" id="r" href="#n">①</a></h2>
<div class="verse"><p>白日</p></div><div class="dialogue"><p><span class="speaker">甲：</span>好</p>
</div><div class="dialogue-wide"><p>好</p></div><blockquote><p>引文</p></blockquote>
<ul class="labelled"><li><span class="number">1.</span>一</li></ul><ul class="labelled-wide">
<li>二</li></ul><table class="text"><tbody><tr><td>身</td></tr></tbody></table>
<div class="code"><p>甲 = 1</p></div><div class="notes" role="doc-endnotes"><p id="n">
<a class="note-mark" href="#r" role="doc-backlink">①</a>注</p></div>
<div class="signature"><p>署名</p></div>
<section class="text"><h3>二级</h3><section class="text"><h4>三级</h4><section class="words">
<h5>生词</h5></section><section class="exercises"><h5>练习</h5><h6>连线</h6></section></section>
</section></section>
<section class="key" role="doc-appendix"><h2>答案</h2>
<p class="answers"><span class="figure">1</span> 充分</p></section>
<section class="glossary" role="doc-glossary"><h2>词汇表</h2><table class="glossary"><tbody>
<tr><td class="word">充分</td></tr></tbody></table></section>
<section class="index" role="doc-appendix"><h2>专名</h2></section>
<section class="colophon" role="doc-colophon"><h2>版本说明</h2><table class="changes"><tbody>
<tr><td class="label">G01</td></tr></tbody></table></section>"""


@pytest.fixture(scope="module", params=["plain", "pinyin", "study"])
def sample(request: pytest.FixtureRequest) -> tuple[bytes, Edition]:
    """Everything that the vocabulary has, in each layout."""
    made = edition(SAMPLE, request.param)
    return PdfWriter().write(made, Templates()), made


# --- what is in the file ------------------------------------------------------------------


def test_the_file_carries_the_text_of_the_edition_and_heads_are_artifacts(
    sample: tuple[bytes, Edition],
):
    content, made = sample
    assert len(pypdfium2.PdfDocument(content)) > 1  # so that there is a running head
    verify.verify_file(content, ".pdf", made)


def test_the_outline_has_the_headings_but_for_single_exercises(sample: tuple[bytes, Edition]):
    entries = pypdfium2.PdfDocument(sample[0]).get_toc()
    assert [(entry.level, entry.get_title()) for entry in entries] == [
        (0, "题目"),
        (1, "课文概况"),
        (1, "一、发展"),
        (2, "生词"),
        (2, "练习"),
        (1, "种种"),
        (2, "二级"),
        (3, "三级"),
        (4, "生词"),
        (4, "练习"),
        (1, "答案"),
        (1, "词汇表"),
        (1, "专名"),
        (1, "版本说明"),
    ]


def test_every_font_is_embedded(sample: tuple[bytes, Edition]):
    document = pypdfium2.PdfDocument(sample[0])
    for page in document:
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            assert raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(item.raw)) == 1


def test_a_thousand_characters_of_kai_are_embedded_without_the_rest_of_the_font():
    text = "".join(chr(0x4E00 + n) for n in range(0, 4000, 4))
    assert len(written(section(text), "pinyin")) < 2_000_000


def test_the_file_says_its_title_and_tool_but_no_hour_of_its_making(
    sample: tuple[bytes, Edition],
):
    said = pypdfium2.PdfDocument(sample[0]).get_metadata_dict(skip_empty=True)
    assert said == {
        "Title": "题目",
        "Subject": "样本 Sample",
        "Creator": "Duben 0.0.0",
        "Producer": said["Producer"],
    }


def test_an_author_named_by_the_source_is_the_authors_name_of_the_file():
    text = replace(publication("题目"), front_matter=(("author", "鲁迅"),))
    known = replace(edition(section("好。")), publication=text)
    content = PdfWriter().write(known, Templates())
    assert pypdfium2.PdfDocument(content).get_metadata_value("Author") == "鲁迅"


def test_the_author_of_the_title_block_is_named_where_the_page_names_none():
    text = replace(publication("题目"), author=Passage("鲁迅"))
    content = PdfWriter().write(replace(edition(section("好。")), publication=text), Templates())
    assert pypdfium2.PdfDocument(content).get_metadata_value("Author") == "鲁迅"


LONG = "很长的一格。" * 100


@pytest.mark.parametrize("layout", ["plain", "pinyin"])
@pytest.mark.parametrize(
    "rows",
    [
        [["甲", "乙"], ["短", LONG], [LONG, "短"]],
        [["甲"] * 24, ["乙"] * 24],
        [["甲", "乙"], *[["短", LONG[:60]]] * 20],
    ],
    ids=["high", "wide", "long"],
)
def test_a_table_loses_nothing_however_large_it_is(rows: list[list[str]], layout: str):
    def row(cells: list[str], name: str) -> str:
        inside = (
            word(c, " ".join(["zhuāng"] * len(c))) if layout == "pinyin" else c for c in cells
        )
        return "<tr>" + "".join(f"<{name}>{cell}</{name}>" for cell in inside) + "</tr>"

    head, *others = rows
    table = (
        f'<table class="text"><thead>{row(head, "th")}</thead>'
        f"<tbody>{''.join(row(cells, 'td') for cells in others)}</tbody></table>"
    )
    made = edition(f'<section class="text"><p>文</p>{table}</section>', layout)
    verify.verify_file(PdfWriter().write(made, Templates()), ".pdf", made)


def test_the_same_edition_gives_the_same_bytes_in_any_process():
    made = edition(SAMPLE, "pinyin")
    script = (
        "import hashlib, pickle, sys\n"
        "from duben.render import Templates\nfrom duben.write.pdf import PdfWriter\n"
        "made = pickle.load(sys.stdin.buffer)\n"
        "print(hashlib.sha256(PdfWriter().write(made, Templates())).hexdigest())"
    )
    here = hashlib.sha256(PdfWriter().write(made, Templates())).hexdigest()
    there = subprocess.run(
        [sys.executable, "-c", script],
        input=pickle.dumps(made),
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
    )
    assert there.stdout.decode().strip() == here


def test_every_class_of_the_vocabulary_is_known_to_a_stylesheet():
    sheets = "".join(
        Templates().read(f"formats/pdf/{name}") for name in (*STYLESHEETS, "boxes.css")
    )
    known = set(
        re.findall(r"\.([a-z][a-z0-9-]*)", re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL))
    )
    assert set().union(*CLASSES.values()) <= known


# --- what is missing or broken ------------------------------------------------------------


def test_a_character_that_no_font_has_is_named_with_what_to_install():
    with pytest.raises(MissingPartError) as caught:
        written(section("好\U0010fffd人\U0010fffc"))
    assert "\U0010fffd (U+10FFFD), \U0010fffc (U+10FFFC)" in str(caught.value)
    assert "apt-get install" in str(caught.value)


def test_a_missing_pango_is_an_error_that_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    def fail(name: str, *rest: object, **more: object) -> object:
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0'")
        return original(name, *rest, **more)

    original = builtins.__import__
    monkeypatch.setattr(builtins, "__import__", fail)
    with pytest.raises(MissingPartError, match="apt-get install libpango"):
        engine.load()


def test_a_missing_harfbuzz_subset_is_an_error_that_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr("weasyprint.text.ffi.harfbuzz_subset", None)
    with pytest.raises(MissingPartError, match="apt-get install libharfbuzz-subset0"):
        engine.load()


def test_a_missing_font_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fonts, "installed", lambda family: family != "Noto Sans CJK SC")
    with pytest.raises(MissingPartError, match=r"Noto Sans CJK SC is missing.*fonts-noto-cjk"):
        written(section("好。"))


def test_a_family_is_found_by_any_of_its_names():
    assert fonts.installed("Noto Serif CJK SC")
    assert fonts.installed("noto serif cjk sc")
    assert not fonts.installed("No Such Family")


def stylesheet(folder: Path, text: str) -> Templates:
    (folder / "formats/pdf").mkdir(parents=True)
    (folder / "formats/pdf/study.css").write_text(text, encoding="utf-8")
    return Templates(folder)


def test_a_stylesheet_that_is_not_understood_is_named(tmp_path: Path):
    templates = stylesheet(tmp_path, "p {\n  colour: red\n}")
    with pytest.raises(
        TemplateError, match=r"^formats/pdf/study.css:2: WeasyPrint warns: Ignored `colour: red"
    ):
        PdfWriter().write(edition(section("好。")), templates)


@pytest.mark.parametrize("address", ["https://example.org/a.png", "file:///etc/hostname"])
def test_nothing_is_fetched_from_the_network_or_from_disk(tmp_path: Path, address: str):
    templates = stylesheet(tmp_path, f"p {{ background: url({address}) }}")
    with pytest.raises(TemplateError, match="nothing is fetched for a PDF"):
        PdfWriter().write(edition(section("好。")), templates)
