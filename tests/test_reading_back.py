"""Readings that somebody changed in Word come back, and nothing else does."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from duben import proofreading, publish, readers
from duben.config import Options
from duben.corrections.guides import Position, lay
from duben.errors import SourceError
from duben.inspection import as_record
from duben.reading_back import read_back
from every_block import everything

if TYPE_CHECKING:
    from collections.abc import Callable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = """\
行业与朝阳

一、行业

我们鼓励行业发展，行业发展很快。这条河很长，那座桥也很长。

二、其他

银行很远，小明喜欢长城。花儿很红。
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def built(source: Path, options: Options | None = None) -> Path:
    """The pinyin edition for Word."""
    folder = source.parent / "build"
    options = options or Options(folder, ("pinyin",), ("docx",))
    (path,) = publish.build(source, options)
    return path


def edited(path: Path, change: Callable[[etree._Element], None]) -> Path:
    """The Word file with its text changed as a person would."""
    changed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                tree = etree.fromstring(content)
                change(tree)
                content = etree.tostring(tree)
            new.writestr(name, content)
    other = path.with_name("edited.docx")
    other.write_bytes(changed.getvalue())
    return other


def rubies(tree: etree._Element, character: str) -> list[etree._Element]:
    return [
        ruby
        for ruby in tree.iter(f"{W}ruby")
        if "".join(ruby.find(f"{W}rubyBase").itertext()) == character
    ]


def write_over(character: str, reading: str, *numbers: int) -> Callable[[etree._Element], None]:
    """Change what stands over a character: everywhere, or at the places with these numbers."""

    def change(tree: etree._Element) -> None:
        found = rubies(tree, character)
        for number in numbers or range(len(found)):
            next(found[number].iter(f"{W}t")).text = reading

    return change


def both(*changes: Callable[[etree._Element], None]) -> Callable[[etree._Element], None]:
    def change(tree: etree._Element) -> None:
        for one in changes:
            one(tree)

    return change


def taken(source: Path, change: Callable[[etree._Element], None]):
    path = edited(built(source), change)
    return read_back(proofreading.Desk(source, Options()), path)


def entries(source: Path) -> list[tuple[str, str, str]]:
    from duben.corrections import beside
    from duben.corrections.file import load

    return [(entry.text, entry.choose, entry.scope) for entry in load(beside(source))]


def words(source: Path) -> list[tuple[str, tuple[str | None, ...], str]]:
    return [
        (word.text, word.readings, word.origin)
        for passage in publish.read(source).passages
        for word in passage.words
    ]


def test_a_file_that_nobody_edited_brings_nothing(source):
    found = taken(source, lambda _: None)
    assert (found.taken, found.left, found.missing) == ((), (), "")
    assert entries(source) == []


def test_every_guide_of_every_kind_of_block_is_laid_where_it_was(tmp_path):
    publication = everything()
    (path,) = publish.build_editions(publication, Options(tmp_path, ("pinyin",), ("docx",)))
    laid = lay(publication, readers.read(path).lines)
    wrong = []
    seen = 0
    for number, passage in enumerate(publication.passages):
        start = 0
        for word in passage.words:
            for offset, syllable in enumerate(word.syllables):
                found = laid.readings.get(Position(number, start + offset), syllable)
                seen += Position(number, start + offset) in laid.readings
                wrong += [(word.text, found)] if found != syllable else []
            start += len(word.text)
    assert wrong == []
    assert laid.missing == ""
    assert laid.unplaced == ()
    assert seen == len(laid.readings) > 300


def test_a_word_changed_wherever_it_stands_is_corrected_in_the_text(source):
    found = taken(source, write_over("长", "zhang3", 0, 1))
    assert entries(source) == [("长", "zhǎng", "text")]
    assert [(entry.text, places) for entry, places in found.taken] == [("长", 2)]
    assert [r for t, r, _ in words(source) if t == "长"] == [("zhǎng",)] * 2
    assert [r for t, r, _ in words(source) if t == "长城"] == [("cháng", "chéng")]


def test_a_word_changed_at_one_place_is_corrected_there(source):
    taken(source, write_over("长", "zhǎng", 1))
    assert entries(source) == [("长", "zhǎng", "place")]
    assert [r for t, r, _ in words(source) if t == "长"] == [("cháng",), ("zhǎng",)]


@pytest.mark.parametrize("spelling", ["hàng", "Hàng ", "hang4"])
def test_a_character_of_a_word_is_corrected_with_its_word(source, spelling):
    taken(source, write_over("行", spelling, 2))  # the third is that of 银行
    assert entries(source) == [("银行", "yín hàng", "text")]


def test_exactly_what_was_changed_comes_out_changed(source):
    before = words(source)
    taken(source, both(write_over("长", "zhǎng", 1), write_over("桥", "qiāo")))
    after = words(source)
    changed = [
        (old[0], new[1], new[2]) for old, new in zip(before, after, strict=True) if old != new
    ]
    assert changed == [("桥", ("qiāo",), "user"), ("长", ("zhǎng",), "user")]


def test_all_nine_editions_carry_what_was_changed(source, tmp_path):
    texts = {}
    for name in ("before", "after"):
        record = as_record(publish.read(source))
        pages = {layout: rendered(source, layout).markup for layout in ("plain", "pinyin", "study")}
        texts[name] = (record, pages)
        if name == "before":
            taken(source, both(write_over("长", "zhǎng", 1), write_over("桥", "qiāo")))
    (old, old_pages), (new, new_pages) = texts["before"], texts["after"]
    assert [s["heading"] for s in old["sections"]] == [s["heading"] for s in new["sections"]]
    assert ruby_of(old_pages["plain"]) == ruby_of(new_pages["plain"]) == []
    pairs = zip(ruby_of(old_pages["pinyin"]), ruby_of(new_pages["pinyin"]), strict=True)
    assert [(a, b) for a, b in pairs if a != b] == [
        ("桥 qiáo", "桥 qiāo"),
        ("长 cháng", "长 zhǎng"),
    ]
    # In the guide 长 zhǎng is now a second new word beside 长 cháng.
    in_guide = (set(ruby_of(pages["study"])) for pages in (old_pages, new_pages))
    before, after = in_guide
    assert after - before == {"桥 qiāo", "长 zhǎng"}
    assert before - after == {"桥 qiáo"}
    paths = publish.build(source, Options(tmp_path / "nine"))
    assert len(paths) == 9


def rendered(source: Path, layout: str):

    from duben.render import Imprint, Templates, render
    from duben.teaching import Lessons

    publication = publish.read(source)
    return render(
        publication,
        layout,
        templates=Templates(),
        imprint=Imprint("0", publish.RELEASED),
        study_guide=Lessons(publication, Options(level=1)).guide,
    )


def ruby_of(markup: str) -> list[str]:
    tree = etree.fromstring(markup.encode())
    return [
        f"{ruby.text} {' '.join(rt.text for rt in ruby.iter('{*}rt'))}"
        for ruby in tree.iter("{*}ruby")
    ]


def test_sentences_that_came_and_went_are_no_hindrance(source):
    def change(tree: etree._Element) -> None:
        write_over("长", "zhǎng", 1)(tree)
        paragraphs = [p for p in tree.iter(f"{W}p") if rubies(p, "鼓")]
        (paragraph,) = paragraphs
        run = etree.SubElement(paragraph, f"{W}r")
        etree.SubElement(run, f"{W}t").text = "又加了一句新的话。"
        for ruby in (*rubies(paragraph, "快"), *rubies(paragraph, "鼓"), *rubies(paragraph, "励")):
            ruby.getparent().getparent().remove(ruby.getparent())
        new = etree.Element(f"{W}p")
        etree.SubElement(etree.SubElement(new, f"{W}r"), f"{W}t").text = "新的一段。"
        paragraph.addprevious(new)

    found = taken(source, change)
    assert entries(source) == [("长", "zhǎng", "place")]
    assert sorted(found.missing) == sorted("鼓励快")


def test_what_cannot_be_placed_is_told(source):
    def change(tree: etree._Element) -> None:
        write_over("长", "zhxng", 0)(tree)
        (ruby,) = rubies(tree, "桥")
        next(ruby.find(f"{W}rubyBase").iter(f"{W}t")).text = "船"

    found = taken(source, change)
    assert found.taken == ()
    assert "长: zhxng over 长 is no syllable of pinyin" in found.left
    assert "船 qiáo: this character is not in the text" in found.left
    assert found.missing == "桥"


def test_a_changed_line_of_pinyin_under_a_heading_is_told(source):
    def change(tree: etree._Element) -> None:
        (text,) = [t for t in tree.iter(f"{W}t") if t.text and t.text.startswith("Hángyè yǔ")]
        text.text = "Xíngyè yǔ zhāoyáng"

    found = taken(source, change)
    assert found.taken == ()
    assert "readings set" in found.left[0]


def test_an_older_edition_does_not_take_a_correction_back(source):
    old = built(source)
    proofreading.set_reading(source, "桥", "qiāo", Options())
    found = read_back(proofreading.Desk(source, Options()), edited(old, lambda _: None))
    assert found.taken == ()
    assert "it stays" in found.left[0]
    assert entries(source) == [("桥", "qiāo", "text")]


def test_a_guide_that_was_grouped_over_a_word_is_parted(source):
    def change(tree: etree._Element) -> None:
        first, second = rubies(tree, "银")[0], rubies(tree, "行")[2]
        next(first.iter(f"{W}t")).text = "yínhàng"
        next(first.find(f"{W}rubyBase").iter(f"{W}t")).text = "银行"
        second.getparent().getparent().remove(second.getparent())

    taken(source, change)
    assert entries(source) == [("银行", "yín hàng", "text")]


def test_a_place_that_was_corrected_before_can_be_corrected_again(source):
    proofreading.set_reading(source, "长", "zhǎng", Options(), here="河很长")
    taken(source, write_over("长", "chāng", 0))
    assert [r for t, r, _ in words(source) if t == "长"] == [("chāng",), ("cháng",)]


def test_the_only_place_that_was_corrected_before_can_be_corrected_again(source):
    proofreading.set_reading(source, "桥", "qiào", Options(), here="那座桥")
    taken(source, write_over("桥", "qiāo"))
    assert entries(source) == [("桥", "qiāo", "place")]
    assert [r for t, r, _ in words(source) if t == "桥"] == [("qiāo",)]


def test_a_text_that_was_corrected_before_can_be_corrected_again(source):
    proofreading.set_reading(source, "桥", "qiào", Options())
    taken(source, write_over("桥", "qiāo"))
    assert entries(source) == [("桥", "qiāo", "text")]


def test_a_file_without_guides_of_this_text_is_refused(source, tmp_path):
    plain = built(source, Options(tmp_path / "build", ("plain",), ("docx",)))
    with pytest.raises(SourceError, match="no phonetic guides"):
        read_back(proofreading.Desk(source, Options()), plain)
