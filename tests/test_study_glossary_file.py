"""The glossary that a person edits, and what becomes of the edits."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duben import publish
from duben.config import Options
from duben.errors import DubenError, SourceError
from duben.study import glossary_file
from duben.study.entries import Dictionary
from duben.study.glossary_file import COLUMNS, Row, merged, parse, settled, written
from duben.study.model import Entry
from duben.teaching import Lessons
from study_texts import publication

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "关于合作的宣言\n\n我们秉持合作原则。我们坚持开放。\n"


def entry(word: str, meaning: str, *, unsure: bool = False) -> Entry:
    return Entry(word, word, "x", meaning, "5", automatic=meaning, is_unsure=unsure)


def read_back(content: bytes) -> tuple[Row, ...]:
    return parse(content.decode(), "x.csv")[0]


def build(source: Path) -> tuple[Path, list[str]]:
    """Make the guide and write its glossary, as a build does; return its place and remarks."""
    options = Options(folder=source.parent / "out")
    lessons = Lessons(publish.read(source, options), options, source)
    lessons.guide()
    lessons.path.parent.mkdir(parents=True, exist_ok=True)
    lessons.path.write_bytes(lessons.content)
    return lessons.path, list(lessons.remarks())


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "pact.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())


def test_the_first_build_writes_a_line_for_every_word_that_excel_opens_right(source: Path):
    path, _ = build(source)
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert {"我们", "秉持", "合作", "原则"} <= {row["word"] for row in rows}
    assert all(row["meaning"] == row["automatic"] != "" for row in rows)


def test_a_meaning_that_a_person_edits_is_printed_and_kept_for_ever(source: Path):
    path, _ = build(source)
    edit(path, "to uphold; to hold fast to", "to keep to")
    for _ in range(2):
        path, _ = build(source)
        [row] = [row for row in read_back(path.read_bytes()) if row.word == "秉持"]
        assert (row.meaning, row.status) == ("to keep to", "edited")
        assert row.automatic == "to uphold; to hold fast to"
    guide = Dictionary(publication("我们秉持原则。"), settled(read_back(path.read_bytes())))
    assert {e.word: e.meaning for e in guide.entries()}["秉持"] == "to keep to"


def test_an_edited_meaning_of_a_word_that_is_gone_stays_and_is_told(source: Path):
    path, _ = build(source)
    edit(path, "to uphold; to hold fast to", "to keep to")
    source.write_text(TEXT.replace("秉持", "坚持"), encoding="utf-8")
    path, remarks = build(source)
    [row] = [row for row in read_back(path.read_bytes()) if row.word == "秉持"]
    assert (row.meaning, row.status) == ("to keep to", "stale")
    assert any("no longer in the text" in said and "秉持" in said for said in remarks)
    source.write_text(TEXT, encoding="utf-8")
    path, remarks = build(source)
    [row] = [row for row in read_back(path.read_bytes()) if row.word == "秉持"]
    assert (row.meaning, row.status) == ("to keep to", "edited")
    assert not any("no longer" in said for said in remarks)


def test_the_same_text_gives_the_same_glossary(source: Path):
    first = build(source)[0].read_bytes()
    assert build(source)[0].read_bytes() == first


def test_the_glossary_is_written_with_the_study_edition_and_with_no_other(source: Path):
    folder = source.parent / "out"
    remarks: list[str] = []
    options = Options(folder=folder, layouts=("plain",), formats=("epub",))
    text = publish.read(source, options)
    for layout in ("plain", "study"):
        chosen = replace(options, layouts=(layout,))
        publish.build_editions(text, chosen, source=source, remark=remarks.append)
        assert (folder / "pact" / "pact.glossary.csv").exists() == (layout == "study")


def test_known_words_and_the_level_decide_what_is_new(source: Path, tmp_path: Path):
    known = tmp_path / "known.txt"
    known.write_text("秉持 # learnt\n", encoding="utf-8")
    text = publish.read(source, Options())

    def new(options: Options) -> set[str]:
        return {entry.word for entry in Lessons(text, options).guide().glossary}

    assert "秉持" in new(Options())
    assert new(Options(known=known)) == new(Options()) - {"秉持"}
    assert new(Options(level=7)) < new(Options())


def test_a_missing_list_of_known_words_is_told_before_the_work(tmp_path: Path):
    with pytest.raises(SourceError, match="known words"):
        publish.check_names(Options(known=tmp_path / "none.txt"))


def test_a_glossary_beside_the_text_counts_instead(source: Path):
    path, _ = build(source)
    beside = source.with_name("pact.glossary.csv")
    path.rename(beside)
    edit(beside, "to uphold; to hold fast to", "to keep to")
    again, _ = build(source)
    assert again == beside
    assert not path.exists()
    assert b"to keep to" in beside.read_bytes()


def test_a_meaning_in_doubt_is_marked_until_a_person_says_ok():
    rows = merged((), [entry("枯", "withered", unsure=True)]).rows
    assert [row.status for row in rows] == ["check"]
    assert settled(rows) == {}
    agreed = [replace(rows[0], status="ok")]
    assert settled(agreed) == {("枯", "x"): "withered"}
    assert merged(agreed, [entry("枯", "withered", unsure=True)]).rows[0].status == "ok"


def test_an_emptied_meaning_goes_back_to_the_programs_own():
    row = Row("枯", "枯", "x", "", status="edited", automatic="withered")
    [again] = merged([row], [entry("枯", "withered")]).rows
    assert (again.meaning, again.status) == ("withered", "")


def test_a_settled_meaning_is_told_of_when_the_program_changes_its_own():
    row = Row("枯", "枯", "x", "dead", status="edited", automatic="withered")
    found = merged([row], [entry("枯", "dry")])
    assert [r.automatic for r in found.overtaken] == ["dry"]
    assert found.rows[0].meaning == "dead"
    assert merged(found.rows, [entry("枯", "dry")]).overtaken == ()


def test_columns_that_a_person_adds_are_kept():
    text = "word,pinyin,meaning,status,automatic,remark\n枯,x,withered,,withered,see p. 3\n"
    rows, columns = parse(text, "x.csv")
    found = merged(rows, [entry("枯", "withered")], columns)
    assert found.columns == (*COLUMNS, "remark")
    assert "see p. 3" in written(found).decode()


@pytest.mark.parametrize("separator", [";", "\t"])
def test_separators_of_other_spreadsheets_are_understood(separator: str):
    text = separator.join(("word", "pinyin", "meaning")) + "\r\n"
    text += separator.join(("枯", "kū", "dead, dry")) + "\r\n"
    [row] = parse(text, "x.csv")[0]
    assert (row.word, row.pinyin, row.meaning) == ("枯", "kū", "dead, dry")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("word,meaning\n", "x.csv:1: this glossary has no column"),
        ("word,pinyin,meaning,word\n", "x.csv:1: this glossary has the column"),
        ("word,pinyin,meaning\n枯,kū,dry,dead\n", "x.csv:2: this line has 4 cells"),
    ],
)
def test_a_file_that_is_no_glossary_is_refused_with_its_line(text: str, said: str):
    with pytest.raises(SourceError, match=said):
        parse(text, "x.csv")


def test_a_glossary_in_another_encoding_is_refused_and_left_alone(source: Path):
    path, _ = build(source)
    content = path.read_bytes().decode("utf-8-sig").replace("é", "e").encode("gb18030")
    path.write_bytes(content)
    with pytest.raises(DubenError, match="UTF-8"):
        build(source)
    assert path.read_bytes() == content


def test_no_cell_is_taken_for_a_formula():
    content = written(merged((), [entry("性", "-ness"), entry("加", "=1+1")])).decode()
    assert ",-ness" not in content
    assert ",=1+1" not in content
    assert settled(read_back(content.encode())) == {}


@given(st.lists(st.tuples(st.text(min_size=1), st.text(min_size=1)), unique_by=lambda p: p[0]))
def test_what_a_person_wrote_comes_back_the_same(pairs: list[tuple[str, str]]):
    rows = [
        Row(w.strip(), w.strip(), "x", m.strip(), status="edited")
        for w, m in pairs
        if w.strip() and m.strip() and not w.startswith("\ufeff")
    ]
    rows = list({row.key: row for row in rows}.values())
    content = written(glossary_file.Merged(tuple(rows), COLUMNS, (), ()))
    assert settled(read_back(content)) == settled(rows)
