"""Orthography: the clauses of GB/T 16159-2012, one example a test, and what must always hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duben import annotate
from duben.annotate import orthography
from duben.annotate.orthography import form, idioms, lists, numerals
from duben.annotate.syllables import toneless
from duben.annotate.token import Token
from duben.model import Passage, Word

CASES = Path(__file__).parent / "orthography/cases.tsv"


def cases() -> list[tuple[str, ...]]:
    """Clause, text, expected pinyin, remark and words given by hand."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(*row, *[""] * (5 - len(row))) for row in rows]


def words_by_hand(given_words: str) -> tuple[Word, ...]:
    """Spell words that are given with tag and syllables: 走/v/zǒu|了/ul/le."""
    rows = [word.split("/") for word in given_words.split("|")]
    tokens = [Token(text, tag) for text, tag, _ in rows]
    syllables = [tuple(spelt.split()) or ("?",) * len(text) for text, _, spelt in rows]
    return tuple(
        Word(token.text, read, spelling.pinyin, joined=spelling.joined, link=spelling.link)
        for token, read, spelling in zip(
            tokens, syllables, orthography.spellings(tokens, syllables), strict=True
        )
    )


def without_tones(pinyin: str) -> str:
    return "".join(toneless(letter) if letter.isalpha() else letter for letter in pinyin)


def cased(pinyin: str) -> str:
    """Letters without tones, which is where orthography ends and readings begin."""
    return "".join(
        bare.upper() if letter.isupper() else bare
        for letter in pinyin
        for bare in (without_tones(letter),)
    )


@pytest.mark.parametrize(
    ("clause", "text", "pinyin", "remark", "by_hand"),
    [pytest.param(*case, id=f"{case[0]} {case[1]}") for case in cases()],
)
def test_the_standard(clause: str, text: str, pinyin: str, remark: str, by_hand: str):
    if by_hand:
        assert Passage(text, words=words_by_hand(by_hand)).pinyin == pinyin
    else:
        got = Passage(text, words=annotate.words(text)).pinyin
        assert cased(got) == cased(pinyin), f"{clause}: {got} ({remark})"


def test_there_are_enough_cases_of_enough_clauses():
    assert len(cases()) >= 200
    assert len({clause for clause, *_ in cases()}) >= 40


def running(*words: Word, label: str = "") -> str:
    text = "".join(word.text for word in words)
    return Passage(text, words=words, label=label).pinyin


def word(text: str, pinyin: str = "", **more: object) -> Word:
    return Word(text, (None,) * len(text), pinyin, **more)


@pytest.mark.parametrize(
    ("words", "label", "line"),
    [
        ((word("一", "yī"), word("、"), word("导言", "dǎoyán")), "一、", "Yī. Dǎoyán"),
        ((word("（"), word("一", "yī"), word("）"), word("文", "wén")), "（一）", "(Yī) Wén"),
        ((word("甲", "jiǎ"), word("："), word("好", "hǎo")), "甲：", "Jiǎ: Hǎo"),
        ((word("1"), word("."), word("文", "wén")), "1.", "1. Wén"),
        ((word("章", "zhāng"), word("章", "zhāng", joined=True)), "章", "Zhāng Zhāng"),
        ((word("2024"), word("年", "nián")), "", "2024 nián"),
        ((word("去", "qù"), word("①", note=1), word("。")), "", "Qù."),
        ((word("好", "hǎo"), word("啊", "a", joined=True)), "", "Hǎo'a"),
        ((word("第", "dì"), word("一", "yī", joined=True, link="-")), "", "Dì-yī"),
        ((word("好", "hǎo"), word("……"), word("吗", "ma"), word("？")), "", "Hǎo… Ma?"),
        ((word("说", "shuō"), word("——"), word("是", "shì")), "", "Shuō —— shì"),
        ((word("“"), word("好", "hǎo"), word("。"), word("”")), "", "“Hǎo.”"),
        ((word("　"), word("好", "hǎo")), "", "Hǎo"),
        ((), "", ""),
    ],
)
def test_a_line_has_capitals_and_latin_punctuation(words: tuple[Word, ...], label: str, line: str):
    assert running(*words, label=label) == line


@given(
    st.text(
        "我你走了看着过第一三十百万朋友们，。！“”：王老师张北京市的儿清楚啊A1 、\n", max_size=30
    )
)
def test_running_pinyin_is_what_the_words_are_and_nothing_else(text: str):
    words = annotate.words(text)
    line = Passage(text, words=words).pinyin
    ours = "".join(w.pinyin or "".join(filter(str.isalnum, w.text)) for w in words)
    assert letters(line) == letters(ours)
    assert line == line.strip()
    assert "  " not in line
    assert not words or not words[0].joined
    assert all(w.joined or not w.link for w in words)


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


@given(st.text("零一二三四五六七八九十百千万亿几两〇", min_size=1, max_size=9))
def test_any_row_of_numerals_has_a_gap_between_each_two(number: str):
    gaps = numerals.gaps(number)
    assert len(gaps) == len(number) - 1
    assert set(gaps) <= {"", " ", "-"}


@given(
    st.lists(st.sampled_from(("ān", "hǎo", "ér", "r", "xī", "ǒu", "?")), min_size=1, max_size=5),
    st.data(),
)
def test_the_shape_of_a_word_is_found_in_its_spelling(syllables: list[str], data: st.DataObject):
    gaps = data.draw(st.tuples(*[st.sampled_from(("", " ", "-"))] * (len(syllables) - 1)))
    shape = form.Form(gaps, frozenset({0} if syllables[0] != "?" else ()))
    assert form.of_spelling(shape.spell(syllables), syllables) == shape


def test_a_corrected_reading_keeps_the_shape():
    assert orthography.respell("Wáng Hé", ("wáng", "hé"), ("wáng", "hè")) == "Wáng Hè"
    assert orthography.respell("xī'ān", ("xī", "ān"), ("xī", "bān")) == "xībān"
    assert orthography.respell("what", ("xī", "ān"), ("xī", "ān")) == "xī'ān"


def test_the_lists_are_in_order():
    for entry in ("中小学", "不是", "长三角"):
        assert entry in lists.forms()
    assert lists.forms()["长三角"].capitals == {0, 1}
    assert all(len(shape.gaps) == len(text) - 1 for text, shape in lists.forms().items())
    assert "" not in lists.words("measure")


def test_what_is_no_idiom_has_no_idioms_shape():
    assert idioms.form_of("严厉打击") is None
    assert idioms.form_of("研究所") is None
