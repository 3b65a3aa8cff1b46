"""{行|háng}: an author's own reading of a place, in any kind of source."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts import balance
from duben import publish
from duben.clean import clean
from duben.readers import read
from duben.readers.base import Contents
from duben.source import Gloss, Source
from word_files import p, word


def cleaned(tmp_path: Path, text: str, name: str = "a.txt") -> Source:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return clean(read(path))


def codes(source: Source) -> list[str]:
    return [notice.code for notice in source.notices if notice.code.startswith("G")]


@pytest.mark.parametrize(
    ("written", "readings"),
    [
        ("{行|háng}", "háng"),
        ("{行|hang2}", "háng"),
        ("{行|ㄏㄤˊ}", "háng"),
        ("{银行|yín háng}", "yín háng"),
        ("{银行|yínháng}", "yín háng"),
        ("{银行|yin2hang2}", "yín háng"),
        ("{西安|Xī'ān}", "xī ān"),
        ("{花儿|huār}", "huā r"),
        ("{女|nü3}", "nǚ"),
        ("{们|men}", "men"),
        ("{意思|yìsi}", "yì si"),
    ],
)
def test_a_reading_in_braces_leaves_the_text_and_is_decided(tmp_path, written, readings):
    source = cleaned(tmp_path, f"我们{written}了。\n")
    (line,) = source.lines
    assert "{" not in line.text
    assert [gloss.reading for gloss in line.glosses] == readings.split()
    assert all(gloss.is_decided for gloss in line.glosses)
    assert codes(source) == ["G07"]


@pytest.mark.parametrize(
    ("written", "reported"),
    [
        ("{甲|A}", []),
        ("{心脏|heart}", []),
        ("{甲|乙}", []),
        ("{{ 名|upper }}", []),
        ("{行 | háng}", []),
        ("{银行|háng}", ["G08"]),
        ("{行|hang}", ["G08"]),
        ("{行|xíng/háng}", ["G08"]),
    ],
)
def test_what_is_no_reading_of_its_characters_stays_as_it_is(tmp_path, written, reported):
    source = cleaned(tmp_path, f"我们{written}了解。\n")
    assert source.lines[0].text == f"我们{written}了解。"
    assert codes(source) == reported


def test_its_place_counts_the_characters_before_it(tmp_path):
    (line,) = cleaned(tmp_path, "三(sān)个，{行|háng}人{长|zhǎng}。\n").lines
    assert line.glosses == (
        Gloss(0, "三", "sān", 1),
        Gloss(2, "行", "háng", 1, is_decided=True),
        Gloss(4, "长", "zhǎng", 1, is_decided=True),
    )


def test_decided_readings_say_nothing_of_whose_the_others_are(tmp_path):
    source = cleaned(tmp_path, "{行|háng}{长|zhǎng}{行|háng}人很多。\n")
    assert source.glosses_by == ""
    assert "G02" not in codes(source)


@pytest.mark.parametrize("reading", ["háng", "hóng"])
def test_it_goes_before_the_dictionary_also_where_no_dictionary_has_it(tmp_path, reading):
    path = tmp_path / "a.txt"
    path.write_text(f"题目\n\n我们去银{{行|{reading}}}办事，银行很远。\n", encoding="utf-8")
    words = [w for w in publish.read(path).sections[0].paragraphs[0].words if w.text == "银行"]
    assert [(w.readings, w.origin, w.confidence) for w in words] == [
        (("yín", reading), "user", "certain"),
        (("yín", "háng"), "lexicon", "certain"),
    ]


def test_it_is_read_in_tables_of_markdown_and_left_alone_in_code(tmp_path):
    text = (
        "| 字 | 词 |\n|---|---|\n| {行|háng} | {字|heart} |\n\n"
        "\\{行|háng} `{行|háng}`\n\n```\n{行|háng}\n```\n"
    )
    source = cleaned(tmp_path, text, "a.md")
    assert [line.text for line in source.lines] == [
        "字",
        "词",
        "行",
        "{字|heart}",
        "{行|háng} {行|háng}",
        "{行|háng}",
    ]
    assert codes(source) == ["G07"]


@pytest.mark.parametrize("kind", ["html", "docx", "txt", "md"])
def test_it_is_read_in_every_kind_of_source(tmp_path, kind):
    text = "我们去{银行|yín háng}，再去公园走走。"
    path = tmp_path / f"a.{kind}"
    page = f"<html><body><h1>题目</h1><p>{text}</p></body></html>".encode()
    content = {"html": page, "docx": word(p("题目"), p(text))}.get(kind, f"题目\n\n{text}".encode())
    path.write_bytes(content)
    (line,) = [line for line in clean(read(path)).lines if "银行" in line.text]
    assert line.text == "我们去银行，再去公园走走。"
    assert [(gloss.position, gloss.reading) for gloss in line.glosses] == [(3, "yín"), (4, "háng")]


PIECES = st.sampled_from(
    ["{行|háng}", "{银行|yínháng}", "{甲|乙}", "{银行|a}", "{", "}", "|", "人(rén)", "人", "，"]
)


@given(st.lists(PIECES, max_size=12))
def test_no_character_is_lost(tmp_path_factory, pieces):
    path = tmp_path_factory.mktemp("braces") / "a.txt"
    path.write_text("人" + "".join(pieces), encoding="utf-8")
    source = clean(read(path))
    assert balance(Contents(source.lines, source.original, source.notices)) == {}
