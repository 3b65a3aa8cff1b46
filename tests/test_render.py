"""Rendering: layouts, the search path, broken templates, and the golden editions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from lxml import etree

import study_texts
from builders import publication
from duben import study
from duben.config import Display
from duben.errors import DubenError, TemplateError, UnknownNameError
from duben.han import han
from duben.render import Edition, Imprint, Templates, changes, chinese_date, render
from duben.vocabulary import base_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from duben.model import Publication

IMPRINT = Imprint("0.0.0", datetime(2024, 7, 4, tzinfo=UTC))
SMALL = publication("题目(tí mù)", 一="我们(wǒ men)/充分(chōng fèn)/发挥(fā huī)。|好(hǎo)？！")


def edition(
    text: Publication,
    layout: str,
    templates: Templates | None = None,
    display: Display = Display(),  # noqa: B008 (it is frozen)
) -> Edition:
    return render(
        text,
        layout,
        templates=templates or Templates(),
        imprint=IMPRINT,
        study_guide=lambda: study.guide(text),
        display=display,
    )


@pytest.mark.parametrize("layout", ["plain", "pinyin", "study"])
def test_the_declaration_renders_as_its_golden_edition(
    layout: str, declaration: Publication, golden: Callable[[str, str], None]
):
    golden(f"layouts/{layout}.xhtml", edition(declaration, layout).markup)


def test_every_layout_shows_the_text_in_order():
    for layout in Templates().layouts():
        shown = han(base_text(edition(SMALL, layout).tree()))
        position = 0
        for piece in SMALL.passages:
            position = shown.index(han(piece.text), position) + len(han(piece.text))


def test_a_word_is_one_ruby_with_a_syllable_a_character():
    ruby = edition(SMALL, "pinyin").tree().find(".//{*}p/{*}ruby[2]")
    assert ruby is not None
    assert ruby.text == "充分"
    assert ruby.findtext("{*}rt") == "chōng fèn"


def test_readings_of_words_stand_over_words_and_begin_a_sentence_with_a_capital():
    ruby = edition(SMALL, "pinyin", display=Display(pinyin="words")).tree().find(".//{*}p/{*}ruby")
    assert ruby is not None
    assert (ruby.text, ruby.findtext("{*}rt")) == ("我们", "Wǒmen")


def test_a_syllable_in_colour_has_the_class_of_its_tone_and_the_page_that_of_the_set():
    tree = edition(SMALL, "pinyin", display=Display(tone_colours="pleco")).tree()
    assert tree[-1].get("class") == "pinyin tones-pleco"
    rt = tree.find(".//{*}p/{*}ruby/{*}rt")
    assert rt is not None
    assert [(span.get("class"), span.text, span.tail) for span in rt] == [
        ("t3", "wǒ", " "),
        ("t5", "men", None),
    ]


def test_zhuyin_is_named_as_its_language_and_metadata_stays_pinyin():
    tree = edition(SMALL, "pinyin", display=Display(tones="zhuyin")).tree()
    heading, rt = tree.find(".//{*}h1"), tree.find(".//{*}h1/{*}ruby/{*}rt")
    assert heading is not None
    assert rt is not None
    assert rt.get("lang") == "zh-Bopo"
    assert heading.get("data-pinyin") == SMALL.title.pinyin
    assert heading.get("data-reading") == "ㄊㄧˊ ㄇㄨˋ"


def test_a_new_word_without_a_reading_is_still_marked(declaration: Publication):
    bare = edition(declaration, "study", display=Display(annotate="none")).tree()
    assert bare.find(".//{*}ruby") is None
    words = "".join(span.text or "" for span in bare.iterfind(".//{*}span[@class='new']"))
    usual = edition(declaration, "study").tree()
    assert words == "".join(ruby.text or "" for ruby in usual.iterfind(".//{*}ruby[@class='new']"))


def test_a_doubtful_reading_is_marked_in_words_too():
    text = publication("题目(tí mù)", 一="长(zhǎng)?大(dà)")
    tree = edition(text, "pinyin", display=Display(pinyin="words")).tree()
    assert tree.find(".//{*}p/{*}ruby[@class='doubtful']") is not None


def test_text_is_never_taken_for_markup():
    text = publication("<b>{{ 7 * 7 }}", 一="甲&乙")
    assert "<b>{{ 7 * 7 }}" in base_text(edition(text, "plain").tree())


def test_an_edition_keeps_its_identifier_for_the_same_source_and_layout():
    plain, pinyin = (edition(SMALL, layout) for layout in ("plain", "pinyin"))
    assert plain.identifier == edition(SMALL, "plain").identifier
    assert plain.identifier != pinyin.identifier


def test_an_unknown_layout_is_named_with_the_nearest():
    with pytest.raises(UnknownNameError, match="pinyin"):
        edition(SMALL, "pinyn")


def test_a_dropped_folder_is_a_layout_and_may_extend_ours(tmp_path: Path):
    folder = tmp_path / "layouts/loud"
    folder.mkdir(parents=True)
    (folder / "edition.xhtml.j2").write_text(
        '{% extends "builtin/layouts/plain/edition.xhtml.j2" %}'
        "{% block edition %}朗读版{% endblock %}",
        encoding="utf-8",
    )
    templates = Templates(tmp_path)
    assert templates.layouts() == ("plain", "pinyin", "study", "loud")
    assert edition(SMALL, "loud", templates).name == "朗读版"


@pytest.mark.parametrize(
    ("source", "line", "problem"),
    [
        ("{% for x in %}", ":1", "Expected an expression"),
        ("文\n{{ nothing.here }}", ":2", "is undefined"),
        ("<p>文", "line 1 of what it renders", "not well-formed"),
        ('{% include "lost.j2" %}', "edition.xhtml.j2", 'no template "lost.j2"'),
        ("{{ 1 / 0 }}", ":1", "division by zero"),
        ("<html/>", "edition.xhtml.j2", "html with head and body"),
    ],
)
def test_a_broken_template_is_named_with_its_line(
    tmp_path: Path, source: str, line: str, problem: str
):
    folder = tmp_path / "layouts/mine"
    folder.mkdir(parents=True)
    (folder / "edition.xhtml.j2").write_text(source, encoding="utf-8")
    with pytest.raises(TemplateError) as broken:
        edition(SMALL, "mine", Templates(tmp_path))
    assert line in broken.value.where
    assert problem in broken.value.problem


def test_a_template_that_is_not_utf8_is_named(tmp_path: Path):
    folder = tmp_path / "layouts/mine"
    folder.mkdir(parents=True)
    (folder / "edition.xhtml.j2").write_bytes("文".encode("gb18030"))
    (tmp_path / "page.css").write_bytes("文".encode("gb18030"))
    templates = Templates(tmp_path)
    with pytest.raises(TemplateError, match="not UTF-8"):
        edition(SMALL, "mine", templates)
    with pytest.raises(TemplateError, match="not UTF-8"):
        templates.read("page.css")


def test_a_fault_of_ours_is_not_blamed_on_the_template():
    def fault() -> study.Guide:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        render(SMALL, "study", templates=Templates(), imprint=IMPRINT, study_guide=fault)


def test_an_error_for_the_user_passes_through_a_template():
    def missing() -> study.Guide:
        raise DubenError("no dictionary")

    with pytest.raises(DubenError, match="no dictionary") as error:
        render(SMALL, "study", templates=Templates(), imprint=IMPRINT, study_guide=missing)
    assert type(error.value) is DubenError


def test_the_colophon_counts_what_was_changed(declaration: Publication):
    counted = {change.code: change.count for change in changes(declaration)}
    assert sum(counted.values()) == len(declaration.notices)
    tree = edition(declaration, "plain").tree()
    table = tree.find(".//{*}table[@class='changes']")
    assert table is not None
    shown = {row[0].text: int(row[2].text or 0) for row in table.iterfind("{*}tbody/{*}tr")}
    assert shown == counted


def test_a_date_is_written_as_chinese_does():
    assert chinese_date("2024-07-04") == "2024年7月4日"
    assert chinese_date("2024") == "2024年"


def test_markup_is_well_formed_and_marked_with_its_language():
    root = etree.fromstring(edition(SMALL, "plain").markup.encode())
    assert root.get("lang") == "zh-Hans"


def test_labels_of_a_traditional_text_are_traditional_and_words_are_simplified_beside_them():
    text = replace(study_texts.publication("我們秉持合作原則。"), language="zh-Hant")
    page = edition(text, "study").markup
    for label in ("生詞", "詞語", "簡體", "釋義", "課文概況", "複習計劃", "版本說明"):
        assert label in page, label
    assert "生词" not in page
    assert '<td class="word" lang="zh-Hans">原则</td>' in page


def test_a_meaning_in_doubt_is_marked_where_it_is_printed():
    page = edition(study_texts.publication("上面是铅色的天。"), "study").markup
    assert "lead (?)</td>" in page
    assert "should be checked by a teacher" in page
