"""Books of all kinds of text before our own lint, and the lint before faults."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from duben import publish, study, vocabulary
from duben.config import Display, Ebook, Options, RubyForm
from duben.render import Edition, Templates, render
from duben.write import writer_for
from epub_books import IMPRINT
from epub_lint import faults
from every_block import everything

TEXTS = Path(__file__).parent / "epub_texts"
ANSWERS = '<span class="english" lang="en" xml:lang="en">Answers</span>'
LAYOUTS = ("plain", "pinyin", "study")


def made(name: str, layout: str, display: Display = Display()) -> Edition:  # noqa: B008 (it is frozen)
    text = everything() if name == "every-block" else publish.read(TEXTS / f"{name}.txt")
    return render(
        text,
        layout,
        templates=Templates(),
        imprint=IMPRINT,
        study_guide=lambda: study.guide(text, level=4),
        display=display,
    )


def written(edition: Edition, options: Options = Options()) -> bytes:  # noqa: B008 (it is frozen)
    return writer_for("epub", options).write(edition, Templates())


def text_of(edition: Edition) -> str:
    return vocabulary.base_text(edition.tree()[-1])


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", ["every-block", "story", "law", "verse"])
def test_a_book_has_no_faults(name: str, layout: str):
    edition = made(name, layout)
    assert faults(written(edition), text_of(edition)) == []


@pytest.mark.parametrize("ruby", ["character", "inline"])
@pytest.mark.parametrize("layout", ["pinyin", "study"])
def test_a_book_whose_readings_are_bound_otherwise_has_no_faults(layout: str, ruby: RubyForm):
    display = Display(ruby=ruby, tone_colours="pleco")
    edition = made("every-block", layout, display)
    assert faults(written(edition, Options(display=display)), text_of(edition)) == []


def test_a_book_in_columns_has_no_faults():
    edition = made("verse", "pinyin")
    assert faults(written(edition, Options(ebook=Ebook(vertical=True))), text_of(edition)) == []


@pytest.fixture(scope="module")
def guide() -> tuple[bytes, str]:
    edition = made("story", "study")
    return written(edition), text_of(edition)


@pytest.mark.parametrize(
    ("file", "right", "wrong", "fault"),
    [
        ("s0.xhtml", "路上走", "路上 走", "stray space"),
        ("s0.xhtml", "路上走", "路上", "not that of the edition"),
        ("s0.xhtml", 'role="doc-backlink"', 'role="doc-biblioref"', "no way back"),
        ("s0.xhtml", 'href="#s0-gloss-1"', 'href="#s0-gloss-999"', "a link to"),
        ("s0.xhtml", '<h4 id="exercise-1-1">', '<h4 id="exercise-9">', "nothing uses"),
        ("s0.xhtml", "h4", "h6", "of level"),
        ("s0.xhtml", 'class="gloss"', 'class="glass"', "no style"),
        ("s0.xhtml", 'lang="zh-Latn-pinyin"', 'lang="en"', "language en"),
        ("content.opf", ">visual<", ">auditory<", "access modes"),
        ("content.opf", 'refines="#title"', 'refines="#nobody"', "refine nobody"),
        ("s0.xhtml", 'id="s0-use-2"', 'id="s0-use-1"', "the id s0-use-1 twice"),
        ("s0.xhtml", f"→ 答案 {ANSWERS}", "", "a link without words"),
        ("s0.xhtml", 'lang="zh-Hans" xml:lang="zh-Hans"', "", "has no language"),
        ("s0.xhtml", ' xml:lang="zh-Latn-pinyin"', "", "its language in one way only"),
        ("s0.xhtml", "<p>", '<p style="color: red">', "a style of its own"),
        ("s0.xhtml", 'role="img" aria-label=', "data-label=", "a picture without words"),
        (
            "nav.xhtml",
            'href="key.xhtml"',
            'href="s0.xhtml"',
            "练习答案 Key to the exercises is not in the contents",
        ),
        ("nav.xhtml", "#s0-exercises-heading", "", "练习 Exercises is not in the contents"),
        ("nav.xhtml", "目录", "<ruby>目录<rt>mù lù</rt></ruby>", "nav.xhtml has ruby"),
        ("toc.ncx", "<text>", "<text><rt/>", "toc.ncx has ruby"),
        ("content.opf", 'href="key.xhtml"', 'href="s0.xhtml"', "s0.xhtml is listed 2 times"),
        ("content.opf", "rubyAnnotations", "ttsMarkup", "readings are stated wrongly"),
        ("content.opf", "</dc:source>", "</dc:source><dc:subject/>", "subject is empty"),
        ("reader.css", ".gloss-ref", ".glass-ref", "nothing uses the style of .glass-ref"),
    ],
)
def test_the_lint_finds(guide: tuple[bytes, str], file: str, right: str, wrong: str, fault: str):
    content, text = guide
    found = faults(_changed(content, file, right, wrong), text)
    assert any(fault in each for each in found), found


def test_the_lint_finds_a_name_that_devices_refuse(guide: tuple[bytes, str]):
    content, text = guide
    book = io.BytesIO(content)
    with zipfile.ZipFile(book, "a") as opened:
        opened.writestr("EPUB/钥匙.xhtml", "")
    assert faults(book.getvalue(), text) == ["the name 钥匙.xhtml"]


def _changed(content: bytes, file: str, right: str, wrong: str) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            kept = old.read(name)
            if name == f"EPUB/{file}":
                assert right.encode() in kept
                kept = kept.decode().replace(right, wrong).encode()
            new.writestr(name, kept)
    return result.getvalue()
