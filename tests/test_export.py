"""New words as cards and lists for other programs."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from duben import export, publish, study
from duben.config import Options
from duben.errors import UnknownNameError
from duben.export import Setting
from duben.export.cards import Card, deck
from duben.export.examples import examples
from duben.model import Block, NoteMark, Passage, Publication, Section, Word
from duben.render import Templates
from duben.study.model import Entry
from study_texts import passage, publication, sections

if TYPE_CHECKING:
    from pathlib import Path

    from duben.study.model import Guide

TIME = datetime(2026, 1, 1, tzinfo=UTC)
SETTING = Setting(Templates(), TIME)
TEXT = ("我们秉持合作原则。他在银行工作。", "我们坚持可控性。")


def cards(text: Publication, level: int = 4) -> dict[str, Card]:
    return {card.word: card for card in deck(text, study.guide(text, level=level)).cards}


def written(name: str, text: Publication, setting: Setting = SETTING) -> bytes:
    return export.write(name, text, study.guide(text), setting)


def with_meaning(guide: Guide, word: str, meaning: str) -> Guide:
    """Return the guide as it is where a person has chosen the meaning of a word."""
    parts = tuple(
        replace(
            part,
            new_words=tuple(
                replace(entry, meaning=meaning) if entry.word == word else entry
                for entry in part.new_words
            ),
        )
        for part in guide.sections
    )
    return replace(guide, sections=parts)


def rows(package: bytes, query: str) -> list[Any]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        database = archive.read("collection.anki2")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database)
        return connection.execute(query).fetchall()


def ages(package: bytes) -> dict[str, int]:
    """Return when each word's note was changed."""
    found = rows(package, "SELECT sfld, mod FROM notes")
    return {word: mod - int(TIME.timestamp()) for word, mod in found}


def table(content: bytes, delimiter: str) -> list[list[str]]:
    lines = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.reader(lines, delimiter=delimiter))


def test_each_new_word_has_one_card_in_the_order_of_the_text(declaration: Publication):
    guide = study.guide(declaration)
    expected = [entry.word for part in guide.sections for entry in part.new_words]
    assert len(expected) > 200
    assert [card.word for card in deck(declaration, guide).cards] == expected
    package = export.write("anki", declaration, guide, SETTING)
    assert rows(package, "SELECT sfld FROM notes ORDER BY id") == [(word,) for word in expected]
    places = rows(package, "SELECT due, ord FROM cards ORDER BY id")
    assert places == [(place, 0) for place in range(1, len(expected) + 1)]


def test_every_card_has_a_sentence_of_its_section_with_the_word_in_it(declaration: Publication):
    headings = {s.heading.text if s.heading else "": s for s in declaration.sections}
    for card in cards(declaration).values():
        text = "\n".join(passage.text for passage in headings[card.section].passages)
        assert card.example.word == card.word
        assert card.example.marked("", "").strip("…") in text
        assert len(card.example.marked("", "")) <= 64


def test_a_word_is_marked_where_it_is_a_word_and_not_a_part_of_another():
    found = cards(publication("重金属有毒，金属很硬。"))
    assert found["金属"].example.marked("[", "]") == "重金属有毒，[金属]很硬。"


def test_a_word_is_marked_where_it_is_read_as_the_card_says():
    words = (Word("行", ("xíng",)), Word("，"), Word("行", ("háng",)))
    block = Block("paragraph", (Passage("行，行", words=words),))
    [example] = examples(
        Section(None, 0, (block,)), [Entry("行", "行", "háng", "", "", readings=("háng",))]
    ).values()
    assert (example.before, example.word, example.after) == ("行，", "行", "")


def test_words_that_the_glossary_explains_as_one_are_marked_as_one():
    assert cards(publication(*TEXT))["可控性"].example.marked("[", "]") == "我们坚持[可控性]。"


def test_a_word_of_the_heading_alone_has_the_heading_and_a_sentence_goes_before_it():
    found = cards(publication("我们合作，秉持原则。", heading="秉持与福祉"))
    assert found["福祉"].example.marked("[", "]") == "秉持与[福祉]"
    assert found["秉持"].example.marked("[", "]") == "我们合作，[秉持]原则。"


def test_a_long_sentence_is_cut_between_clauses_and_says_so():
    first, last = "我们坚持开放合作，", "他们也要努力学习，"
    found = cards(publication(f"{first * 4}也要秉持原则，{last * 4}大家一起生活。"))
    assert found["秉持"].example.before == f"……{first * 3}也要"
    assert found["秉持"].example.after == f"原则，{(last * 2)[:-1]}……"


def test_a_long_list_is_cut_between_its_things():
    found = cards(publication("他有" + "学校、" * 20 + "福祉、" + "医院、" * 20 + "和老师。"))
    example = found["福祉"].example
    assert example.before.startswith("……学校、")
    assert example.after.endswith("、医院……")


def test_what_has_no_marks_is_cut_between_words():
    found = cards(publication("我们学习" * 30 + "福祉" + "他们工作" * 30))
    text = found["福祉"].example.marked("[", "]")
    assert re.fullmatch("……(们?学习|我们)+.*\\[福祉\\].+……", text)
    assert 50 < len(text) < 70


def test_a_quotation_mark_stands_only_with_its_partner():
    found = cards(publication("他说：“我们秉持原则。我们维护合作。”“保护福祉”很好。"))
    assert found["秉持"].example.marked("", "") == "他说：“我们秉持原则。"
    assert found["维护"].example.marked("", "") == "我们维护合作。"
    assert found["福祉"].example.marked("", "") == "“保护福祉”很好。"


def test_labels_and_marks_of_notes_are_no_part_of_the_sentence():
    text = publication("甲：我们①秉持原则。")
    paragraph = text.sections[0].paragraphs[0]
    words = tuple(replace(w, note=1) if w.text == "①" else w for w in paragraph.words)
    assert any(word.note for word in words)
    mended = replace(paragraph, words=words, label="甲：", note_marks=(NoteMark(4, 5, 1),))
    found = cards(text.map_passages(lambda p: mended if p is paragraph else p))
    assert found["秉持"].example.marked("[", "]") == "我们[秉持]原则。"


def test_cards_say_the_traditional_form_only_where_it_differs():
    found = cards(publication("我们维护合作，秉持原则。"))
    assert (found["维护"].traditional, found["秉持"].traditional) == ("維護", "")


def test_tags_name_the_text_its_section_and_the_level():
    parts = (
        Section(None, 0, (Block("paragraph", (passage("我们秉持原则。"),)),)),
        Section(
            replace(passage("一、福祉 与安全"), label="一、"),
            1,
            (Block("paragraph", (passage("我们维护安全。"),)),),
        ),
    )
    found = cards(replace(sections(*parts), name="my text::1"))
    assert found["秉持"].tags == ("my_text：1", f"HSK::{found['秉持'].level.replace('–', '-')}")
    assert found["维护"].tags == ("my_text：1::01_福祉_与安全", "HSK::6")
    numbered = Section(replace(passage("三"), label="三"), 1, parts[0].blocks)
    assert cards(sections(numbered))["秉持"].tags[0] == "test::01_三"
    assert not any(" " in tag for card in found.values() for tag in card.tags)


def test_a_card_stays_the_same_when_text_meaning_or_reading_is_mended():
    before = cards(publication(*TEXT))
    after = cards(replace(publication("新的开头。", *TEXT), digest="1" * 64))
    assert {word: card.id for word, card in before.items()}.items() <= {
        word: card.id for word, card in after.items()
    }.items()
    text = publication(*TEXT)
    guide = study.guide(text)
    [entry] = [e for e in guide.sections[0].new_words if e.word == "秉持"]
    part = replace(guide.sections[0], new_words=(replace(entry, pinyin="bǐng chí"),))
    [mended] = deck(text, replace(guide, sections=(part,))).cards
    assert mended.id == before["秉持"].id


def test_the_same_word_of_two_texts_is_two_cards():
    one = publication(*TEXT)
    for other in (replace(one, name="other"), replace(one, title=passage("别的"))):
        assert cards(one)["秉持"].id != cards(other)["秉持"].id


def test_a_word_of_two_readings_is_two_cards():
    text = publication("我们秉持原则。")
    guide = study.guide(text)
    [part] = guide.sections
    twice = replace(part, new_words=(part.new_words[0], replace(part.new_words[0], pinyin="x")))
    found = deck(text, replace(guide, sections=(twice,))).cards
    assert len({card.id for card in found}) == 2


@pytest.mark.parametrize("name", export.exports())
def test_the_same_words_give_the_same_bytes_also_over_what_was_there(name: str):
    first = written(name, publication(*TEXT))
    assert written(name, publication(*TEXT)) == first
    assert written(name, publication(*TEXT), replace(SETTING, earlier=first)) == first


def test_a_note_grows_younger_when_it_changes_and_at_no_other_time():
    text = publication(*TEXT)
    guide = study.guide(text)
    first = export.write("anki", text, guide, SETTING)
    assert set(ages(first).values()) == {0}
    later = replace(SETTING, time=TIME.replace(year=2027))
    assert ages(export.write("anki", text, guide, replace(later, earlier=first))) == ages(first)
    earlier = first
    for age, meaning in enumerate(("to keep to", "to hold", "to keep to"), 1):
        edited = with_meaning(guide, "秉持", meaning)
        earlier = export.write("anki", text, edited, replace(SETTING, earlier=earlier))
        assert ages(earlier) == {**ages(first), "秉持": age}
    back = export.write("anki", text, guide, replace(SETTING, earlier=earlier))
    assert ages(back)["秉持"] == 4


def test_an_edited_meaning_is_younger_also_where_the_earlier_package_is_lost():
    text = publication(*TEXT)
    edited = with_meaning(study.guide(text), "秉持", "to keep to")
    for earlier in (None, b"", b"no package", written("csv", text)):
        package = export.write("anki", text, edited, replace(SETTING, earlier=earlier))
        assert [word for word, age in ages(package).items() if age] == ["秉持"]


def test_characters_of_markup_reach_the_card_as_characters():
    text = publication("我们秉持<b>原则&合作。")
    edited = with_meaning(study.guide(text), "秉持", "to <keep> & hold")
    package = export.write("anki", text, edited, SETTING)
    [(found,)] = rows(package, "SELECT flds FROM notes WHERE sfld = '秉持'")
    assert "to &lt;keep&gt; &amp; hold" in found
    assert "我们<b>秉持</b>&lt;b&gt;原则&amp;合作。" in found


def test_the_list_for_flashcards_tells_anki_what_its_columns_are():
    content = written("tsv", publication(*TEXT)).decode("utf-8-sig")
    said = dict(re.findall("^#([a-z ]+):(.*)$", content, re.MULTILINE))
    columns = said["columns"].split("\t")
    assert (said["separator"], said["html"], said["deck"]) == ("tab", "false", "Duben 读本::测试")
    lines = [line for line in table(content.encode(), "\t") if not line[0].startswith("#")]
    word = dict(zip(columns, next(line for line in lines if line[0] == "秉持"), strict=True))
    card = cards(publication(*TEXT))["秉持"]
    assert (word["Pinyin"], word["Meaning"]) == ("bǐngchí", card.meaning)
    assert word["Sentence"] == "我们【秉持】合作原则。"
    assert columns[int(said["guid column"]) - 1] == "GUID"
    assert (word["GUID"], word["Tags"].split()) == (card.id, list(card.tags))


@pytest.mark.parametrize(("name", "delimiter"), [("tsv", "\t"), ("csv", ",")])
def test_lists_open_in_excel_with_their_characters_and_no_formulas(name: str, delimiter: str):
    text = publication(*TEXT)
    guide = with_meaning(study.guide(text), "秉持", '=HYPERLINK("x")\tand\n"more"')
    content = export.write(name, text, guide, SETTING)
    assert content.startswith(b"\xef\xbb\xbf")
    found = next(row for row in table(content, delimiter) if row[0] == "秉持")
    assert ' =HYPERLINK("x")\tand\n"more"' in found


def test_the_list_for_spreadsheets_has_a_head_and_nothing_that_is_alike_in_all_rows():
    head, *words = table(written("csv", publication(*TEXT)), ",")
    assert head[:5] == ["Word", "Traditional", "Pinyin", "Meaning", "HSK"]
    assert [row[0] for row in words] == list(cards(publication(*TEXT)))
    assert not {"Text", "Language", "GUID"} & set(head)


def test_exports_lie_beside_the_editions_and_are_told_after_them(tmp_path: Path):
    source = tmp_path / "pact.txt"
    source.write_text("关于合作的宣言\n\n我们秉持合作原则。\n", encoding="utf-8")
    options = Options(
        folder=tmp_path / "out", layouts=("plain",), formats=("epub",), exports=("anki", "csv")
    )
    first = publish.build(source, options)
    assert [path.name for path in first] == [
        "pact-plain.epub",
        "pact-new-words.apkg",
        "pact-new-words.csv",
    ]
    contents = [path.read_bytes() for path in first]
    glossary = first[0].with_name("pact.glossary.csv")
    text = glossary.read_text(encoding="utf-8-sig")
    assert "to uphold; to hold fast to" in text
    assert [path.read_bytes() for path in publish.build(source, options)] == contents
    glossary.write_text(text.replace("to uphold; to hold fast to", "to keep to", 1), "utf-8")
    _, package, words = publish.build(source, options)
    assert "to keep to" in words.read_text(encoding="utf-8-sig")
    [(changed,)] = rows(
        package.read_bytes(), "SELECT sfld FROM notes WHERE mod > (SELECT min(mod) FROM notes)"
    )
    assert changed == "秉持"


def test_an_unknown_export_is_refused_before_the_work(tmp_path: Path):
    with pytest.raises(UnknownNameError, match="There is anki, csv, tsv"):
        publish.build(tmp_path / "none.txt", Options(exports=("pleco",)))
