"""Annotation: words, readings in context, doubts, and the declaration character by character."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import publication
from duben import annotate
from duben.annotate.syllables import numbered
from duben.han import han, is_han
from duben.model import Block, NoteMark, Passage, Publication, Section
from duben.source import Gloss, Notice

GOLDEN = Path(__file__).parent / "golden/declaration-readings.tsv"


def cut(text: str) -> list[str]:
    return [word.text for word in annotate.words(text)]


def read(text: str) -> str:
    """The readings of a text's Chinese characters, joined by spaces."""
    found = (
        reading
        for word in annotate.words(text)
        for character, reading in zip(word.text, word.readings, strict=True)
        if is_han(character)
    )
    return " ".join(reading or "?" for reading in found)


def annotated(text: str, *glosses: Gloss, **given: object) -> Publication:
    bare = publication("题", 一="甲")
    passage = Passage(text, 3, glosses)
    section = replace(bare.sections[0], blocks=(Block("paragraph", (passage,)),))
    return annotate.annotate(replace(bare, sections=(section,), **given))


def notices(text: str, *glosses: Gloss) -> tuple[Notice, ...]:
    return annotated(text, *glosses).notices


def spelt(text: Publication) -> list[str]:
    """The words of the one paragraph in pinyin, with where the readings come from."""
    words = text.sections[0].paragraphs[0].words
    return [f"{word.pinyin} {word.origin}" for word in words if word.is_read]


def test_every_character_of_the_declaration_is_read_right(declaration: Publication):
    with GOLDEN.open(encoding="utf-8") as file:
        gold = list(csv.DictReader(file, delimiter="\t"))
    words = [word for passage in declaration.passages for word in passage.words]
    read_here = [
        (character, numbered(reading or "?"))
        for word in words
        for character, reading in zip(word.text, word.readings, strict=True)
        if is_han(character)
    ]
    # The gold file begins with the title's addition and the page line, which are no text.
    title = han(declaration.title.text)
    rest = gold[: len(title)] + gold[_after_page_line(gold) :]
    assert [row["char"] for row in rest] == [character for character, _ in read_here]
    wrong = [
        (row["char"], row["reading"], got)
        for row, (_, got) in zip(rest, read_here, strict=True)
        if got not in (row["reading"], row["alt"])
    ]
    assert wrong == []


def _after_page_line(gold: list[dict[str, str]]) -> int:
    text = "".join(row["char"] for row in gold)
    return text.index("浏览量") + len("浏览量")


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("才能充分发挥", "cái néng chōng fèn fā huī"),
        ("为人类带来福祉", "wèi rén lèi dài lái fú zhǐ"),
        ("以人为本", "yǐ rén wéi běn"),
        ("更为及时", "gèng wéi jí shí"),
        ("鼓励行业制定规范", "gǔ lì háng yè zhì dìng guī fàn"),
        ("银行行长长大了", "yín háng háng zhǎng zhǎng dà le"),
        ("我认识他，有知识", "wǒ rèn shi tā yǒu zhī shi"),
        ("框架泄露角色", "kuàng jià xiè lòu jué sè"),
        ("一场科技革命", "yī cháng kē jì gé mìng"),
        ("看了一场电影", "kàn le yī chǎng diàn yǐng"),
        ("他跑得很快", "tā pǎo de hěn kuài"),
        ("我得走了", "wǒ děi zǒu le"),
        ("慢慢地走", "màn màn de zǒu"),
        ("这只猫只吃鱼", "zhè zhī māo zhǐ chī yú"),
        ("一个人不对", "yī gè rén bù duì"),
        ("姓单的老师叫任先生", "xìng shàn de lǎo shī jiào rén xiān sheng"),
        ("请把书还给我", "qǐng bǎ shū huán gěi wǒ"),
        ("二〇二四年", "èr líng èr sì nián"),
    ],
)
def test_words_are_read_by_their_neighbours(text: str, reading: str):
    assert read(text) == reading


def set_apart(text: str, *, label: str = "", marks: str = "") -> list[tuple[str, int]]:
    """Annotate a passage in which each of *marks* refers to a note, and list its words."""
    found = tuple(
        NoteMark(text.index(mark), text.index(mark) + len(mark), number)
        for number, mark in enumerate(filter(None, marks.split("|")), 1)
    )
    passage = Passage(text, 3, label=label, note_marks=found)
    section = Section(None, 0, (Block("paragraph", (passage,)),))
    bare = replace(publication("题", 一="甲"), sections=(section,))
    (annotated,) = annotate.annotate(bare).sections[0].paragraphs
    assert "".join(word.text for word in annotated.words) == text
    return [(word.text, word.note) for word in annotated.words]


@pytest.mark.parametrize(
    ("text", "marks", "words"),
    [
        ("充分①发挥。②", "①|②", [("充分", 0), ("①", 1), ("发挥", 0), ("。", 0), ("②", 2)]),
        ("充①分", "①", [("充", 0), ("①", 1), ("分", 0)]),  # inside a word
        ("①充分", "①", [("①", 1), ("充分", 0)]),
        ("充分[1]发挥", "[1]", [("充分", 0), ("[1]", 1), ("发挥", 0)]),
        ("充分（1）", "（1）", [("充分", 0), ("（1）", 1)]),
        ("充分①②", "①|②", [("充分", 0), ("①", 1), ("②", 2)]),
        ("2024①2025", "①", [("2024", 0), ("①", 1), ("2025", 0)]),
        ("充分〔注一〕发挥", "〔注一〕", [("充分", 0), ("〔注一〕", 1), ("发挥", 0)]),
    ],
)
def test_the_mark_of_a_note_is_a_word_of_its_own(
    text: str, marks: str, words: list[tuple[str, int]]
):
    assert set_apart(text, marks=marks) == words


def test_a_mark_has_no_readings_and_does_not_change_those_of_its_neighbours():
    passage = Passage("银行①行长", note_marks=(NoteMark(2, 3, 1),))
    section = Section(None, 0, (Block("paragraph", (passage,)),))
    bare = replace(publication("题", 一="甲"), sections=(section,))
    (annotated,) = annotate.annotate(bare).sections[0].paragraphs
    mark = annotated.words[1]
    assert (mark.text, mark.readings, mark.is_read) == ("①", (None,), False)
    spelt = [reading for word in annotated.words for reading in word.readings if reading]
    assert spelt == ["yín", "háng", "háng", "zhǎng"]


@pytest.mark.parametrize(
    ("text", "label", "first"),
    [
        ("甲：你好", "甲：", ["甲", "："]),
        ("1.2024年", "1.", ["1", "."]),
        ("一一会儿", "一", ["一"]),
        ("第一条为了", "第一条", ["第一", "条"]),
        ("①见《史记》", "①", ["①"]),
    ],
)
def test_a_word_ends_with_the_label(text: str, label: str, first: list[str]):
    words = [word for word, _ in set_apart(text, label=label)]
    assert "".join(first) == label
    assert "".join(words[: len(first)]) == label


def test_a_word_ends_with_the_number_of_a_heading():
    section = Section(Passage("一一会儿", label="一"), 1, ())
    annotated = annotate.annotate(replace(publication("题", 一="甲"), sections=(section,)))
    heading = annotated.sections[0].heading
    assert heading is not None
    assert [word.text for word in heading.label_words] == ["一"]


@given(st.text("甲①好1：", max_size=12), st.integers(0, 4))
def test_no_character_is_lost_wherever_marks_and_labels_stand(text: str, end: int):
    marks = tuple(NoteMark(n, n + 1, 1) for n, c in enumerate(text) if c == "①")
    passage = Passage(text, label=text[:end], note_marks=marks)
    section = Section(None, 0, (Block("paragraph", (passage,)),))
    bare = replace(publication("题", 一="甲"), sections=(section,))
    (annotated,) = annotate.annotate(bare).sections[0].paragraphs
    assert "".join(word.text for word in annotated.words) == text
    assert [word.text for word in annotated.words if word.note] == ["①"] * len(marks)
    assert "".join(word.text for word in annotated.label_words) == text[:end]
    assert all(len(word.readings) == len(word.text) for word in annotated.words)


def test_erhua_is_an_r():
    (word,) = annotate.words("花儿")
    assert word.readings == ("huā", "r")
    assert word.pinyin == "huār"


def test_traditional_text_is_looked_up_simplified_and_stays():
    words = annotate.words("我們認識銀行行長")
    assert "".join(word.text for word in words) == "我們認識銀行行長"
    assert read("我們認識銀行行長") == "wǒ men rèn shi yín háng háng zhǎng"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("我们才能发挥人工智能的潜力", ["我们", "才", "能", "发挥", "人工智能", "的", "潜力"]),
        ("他很有才能。", ["他", "很", "有", "才能", "。"]),
        ("7月4日，AI技术……", ["7", "月", "4", "日", "，", "AI", "技术", "……"]),
        ("二十一本书", ["二十一", "本", "书"]),
    ],
)
def test_text_is_cut_into_words_a_learner_can_look_up(text: str, words: list[str]):
    assert cut(text) == words


@given(st.text(alphabet="我们银行长得为了一不的AI3，。—…“” \n〇㐂𠮷臺", max_size=40))
@settings(max_examples=200)
def test_words_joined_are_the_text_and_each_character_has_one_place(text: str):
    words = annotate.words(text)
    assert "".join(word.text for word in words) == text
    for word in words:
        assert len(word.readings) == len(word.text)
        assert word.is_read == is_han(word.text[0])


@pytest.mark.parametrize(
    ("word", "pinyin"),
    [
        ("人工智能", "réngōng zhìnéng"),
        ("上海", "Shànghǎi"),
        ("北京大学", "Běijīng Dàxué"),
        ("西安", "Xī'ān"),
        ("可持续发展", "kěchíxù fāzhǎn"),
        ("前所未有", "qiánsuǒwèiyǒu"),
    ],
)
def test_pinyin_is_written_as_the_standard_says(word: str, pinyin: str):
    assert " ".join(w.pinyin for w in annotate.words(word)) == pinyin


def test_a_reading_in_doubt_is_told_once_with_its_alternatives():
    told = [n for n in notices("朝阳，朝阳") if n.code == "R01"]
    assert len(told) == 1
    assert told[0].line == 3
    assert told[0].after == "cháoyáng"
    assert "zhāo yáng" in told[0].message


@pytest.mark.parametrize("text", ["区书记来了", "请查教授的邮箱"])
def test_a_surname_before_a_title_stays_in_doubt(text: str):
    assert [n.code for n in notices(text)] == ["R01"]


def test_a_character_nobody_can_read_is_marked_and_told():
    (word,) = annotate.words("\U00030000")
    assert word.syllables == ("?",)
    assert [n.code for n in notices("\U00030000")] == ["R02"]


def test_a_gloss_that_is_wrong_in_its_word_is_told():
    (notice, count) = notices("能充分发挥", Gloss(2, "分", "fēn", 3))
    assert (notice.code, notice.severity, notice.line) == ("G10", "warning", 3)
    assert notice.before == "充分(fēn)"
    assert "fèn" in notice.message
    assert count.message.startswith("0 of 1")


def test_a_gloss_that_may_be_questioned_is_told_as_such():
    codes = [n.code for n in notices("一场革命", Gloss(1, "场", "chǎng", 3))]
    assert codes == ["G11", "G12", "R01"]


@pytest.mark.parametrize("gloss", ["rén", "ren2", "RÉN"])
def test_a_gloss_that_agrees_is_only_counted(gloss: str):
    codes = [n.code for n in notices("人类", Gloss(0, "人", gloss, 3))]
    assert codes == ["G12"]


def test_a_gloss_that_an_author_wrote_goes_before_the_dictionary():
    text = annotated("一场革命", Gloss(1, "场", "chǎng", 3), glosses_by="author")
    assert spelt(text)[1] == "chǎng gloss"
    taken = [n for n in text.notices if n.code == "G13"]
    assert [(n.severity, n.before, n.after) for n in taken] == [
        ("warning", "场(chǎng)", "场 chǎng")
    ]


def test_what_no_dictionary_has_does_not_become_a_reading_even_if_an_author_wrote_it():
    text = annotated("人类", Gloss(0, "人", "rèn", 3), glosses_by="author")
    assert spelt(text) == ["rénlèi lexicon"]
    assert "G10" in [n.code for n in text.notices]


def test_a_machines_gloss_changes_nothing():
    text = annotated("一场革命", Gloss(1, "场", "chǎng", 3), glosses_by="machine")
    assert spelt(text)[1].startswith("cháng")


def test_the_readings_of_the_front_matter_go_before_all_others():
    text = annotated(
        "他叫单于和重庆人不同。", readings=(("单于", ("dān", "yú")), ("重", ("zhòng",)))
    )
    words = {word.text: word for word in text.sections[0].paragraphs[0].words}
    assert words["重庆"].readings[0] == "zhòng"
    assert words["重庆"].origin == "user"
    assert "dān" in read_of(text)


def test_the_longer_word_of_the_front_matter_decides():
    given = (("重庆", ("chóng", "qìng")), ("重", ("zhòng",)))
    assert read_of(annotated("重庆很重", readings=given)) == "chóng qìng hěn zhòng"


def read_of(text: Publication) -> str:
    words = text.sections[0].paragraphs[0].words
    return " ".join(reading for word in words for reading in word.readings if reading)


def test_the_declaration_has_a_handful_of_doubts(declaration: Publication):
    told = {n.code: n.before for n in declaration.notices if n.code[0] == "R" or n.code > "G05"}
    assert told["G10"] == "充分(fēn)"
    assert told["G11"] == "场(chǎng)"
    assert len([n for n in declaration.notices if n.code == "R01"]) <= 3
