"""How readings are shown: what is said, how it is written, and over which words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style
from pypinyin.constants import PINYIN_DICT
from pypinyin.style import convert

from builders import passage
from duben import annotate, display
from duben.config import Display
from duben.display import Readings, neutral, notation, sandhi, spelling
from duben.display.pieces import text_of
from duben.display.selection import Selection
from duben.display.zhuyin import NEUTRAL, zhuyin
from duben.errors import OptionError, SourceError, UnknownNameError
from duben.model import Passage
from duben.outline import whole
from duben.study.learner import known_words
from duben.study.model import Entry, Guide, ReadingChoice, SectionGuide, Statistics

if TYPE_CHECKING:
    from duben.config import Tones


def shown(text: str, **choices: str | bool) -> str:
    """The groups of a text, each with its reading: 我们 wǒ men｜好 hǎo."""
    words = annotate.words(text)
    groups = Readings(Display(**choices)).groups(whole(Passage(text, words=words)))  # type: ignore[arg-type]  # the test names any choice
    return "｜".join(f"{group.text} {text_of(group.reading)}".strip() for group in groups)


def said(text: str) -> str:
    """A text as it is said, with the sandhi of 一 and 不, a syllable a character."""
    words = annotate.words(text)
    syllables = [word.syllables if word.is_read else () for word in words]
    changed = sandhi.changed([word.text for word in words], syllables)
    return " ".join(syllable for word in changed for syllable in word)


# --- sandhi -------------------------------------------------------------------------------

SANDHI = {
    # 一 before the fourth tone, and before 个, which is weak and had it
    "一样": "yí yàng",
    "一个人": "yí gè rén",
    "一次": "yí cì",
    "一半": "yí bàn",
    "一万": "yí wàn",
    "一不小心": "yí bù xiǎo xīn",
    "不一样": "bù yí yàng",
    # before the others
    "一天": "yì tiān",
    "一年": "yì nián",
    "一起": "yì qǐ",
    "一百": "yì bǎi",
    "一两天": "yì liǎng tiān",
    "一心一意": "yì xīn yí yì",
    "一边走一边说": "yì biān zǒu yì biān shuō",
    "一天一天": "yì tiān yì tiān",
    # at the end, and alone
    "唯一": "wéi yī",
    "唯一的": "wéi yī de",
    "唯一一个": "wéi yī yí gè",
    "统一战线": "tǒng yī zhàn xiàn",
    "万一他来": "wàn yī tā lái",
    "三分之一的人": "sān fēn zhī yī de rén",
    "大小不一": "dà xiǎo bù yī",
    "一、二": "yī èr",
    # which, not how many
    "第一": "dì yī",
    "第一个": "dì yī gè",
    "第一次": "dì yī cì",
    "一月一日": "yī yuè yī rì",
    "一年级": "yī nián jí",
    "一楼": "yī lóu",
    "星期一上午": "xīng qī yī shàng wǔ",
    "周一一起去": "zhōu yī yì qǐ qù",
    # in numbers
    "十一个": "shí yī gè",
    "二十一": "èr shí yī",
    "一九四九年": "yī jiǔ sì jiǔ nián",
    "一千一百一十一": "yì qiān yī bǎi yī shí yī",
    "一点五": "yī diǎn wǔ",
    "一点水": "yì diǎn shuǐ",
    "千万一定要来": "qiān wàn yí dìng yào lái",
    # what points is followed by what it points at
    "某一个": "mǒu yí gè",
    "另一方面": "lìng yì fāng miàn",
    # between a word and itself
    "看一看": "kàn yi kàn",
    "试一试": "shì yi shì",
    "去不去": "qù bu qù",
    "好不好": "hǎo bu hǎo",
    # 不
    "不对": "bú duì",
    "不好": "bù hǎo",
    "不行": "bù xíng",
    "不吃": "bù chī",
    "不是": "bú shì",
    "不一定": "bù yí dìng",
    "不，我不去": "bù wǒ bú qù",
    "要不是": "yào bú shì",
}


@pytest.mark.parametrize("text", SANDHI)
def test_yi_and_bu_are_shown_as_they_are_said(text: str):
    assert said(text) == SANDHI[text]


def test_without_the_option_citation_tones_are_shown():
    assert shown("一个") == "一个 yī gè"
    assert shown("一个", sandhi=True) == "一个 yí gè"
    assert shown("一带一路", sandhi=True, pinyin="words").startswith("一带一路 Yí")


def test_a_reading_that_a_person_gave_is_shown_as_given():
    given = replace(annotate.words("一样")[0], origin="user")
    text = Passage("一样", words=(given,))
    (group,) = Readings(Display(sandhi=True, neutral="optional")).groups(whole(text))
    assert text_of(group.reading) == "yī yàng"


@given(st.text("一不个第十二看去好天样，统唯的"))
def test_sandhi_changes_nothing_but_the_tones_of_yi_and_bu(text: str):
    words = annotate.words(text)
    before = [word.syllables if word.is_read else () for word in words]
    after = sandhi.changed([word.text for word in words], before)
    for old, new in zip(before, after, strict=True):
        assert len(old) == len(new)
        assert all(
            a == b or (a, b[0]) in {("yī", "y"), ("bù", "b")} for a, b in zip(old, new, strict=True)
        )


# --- optional neutral tones ---------------------------------------------------------------


def test_an_optional_neutral_tone_is_shown_only_if_asked_for():
    assert shown("意识") == "意识 yì shí"
    assert shown("意识", neutral="optional") == "意识 yì shi"
    assert shown("出来，看起来，从来", neutral="optional") == (
        "出来 chū lai｜，｜看起来 kàn qǐ lai｜，｜从来 cóng lái"
    )


def test_the_list_has_two_syllable_words_with_the_second_weak():
    words = neutral._words()
    assert len(words) >= 120
    assert all(len(word) == 2 and places == {1} for word, places in words.items())


def test_sandhi_goes_by_the_tone_that_a_neutral_syllable_had():
    assert shown("不上来", sandhi=True, neutral="optional").startswith("不 bú")


# --- notation -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("syllable", "number", "sign"),
    [
        ("rén", "ren2", "ㄖㄣˊ"),
        ("gōng", "gong1", "ㄍㄨㄥ"),
        ("men", "men5", "˙ㄇㄣ"),
        ("nǚ", "nü3", "ㄋㄩˇ"),
        ("lüè", "lüe4", "ㄌㄩㄝˋ"),
        ("xiōng", "xiong1", "ㄒㄩㄥ"),
        ("zhī", "zhi1", "ㄓ"),
        ("èr", "er4", "ㄦˋ"),
        ("r", "r", "ㄦ"),
        ("ế", "ê2", "ㄝˊ"),
        ("ńg", "ng2", "ㄫˊ"),
        ("?", "?", "?"),
    ],
)
def test_a_syllable_is_written_with_a_number_or_in_zhuyin(syllable: str, number: str, sign: str):
    assert notation.written(syllable, "numbers") == number
    assert notation.written(syllable, "zhuyin") == sign
    assert notation.written(syllable, "marks") == syllable


def test_a_capital_stays_with_its_number():
    assert notation.written("Ér", "numbers") == "Er2"


def test_zhuyin_of_all_syllables_is_what_pypinyin_makes_of_them():
    syllables = {s for entry in PINYIN_DICT.values() for s in entry.split(",")}
    # pypinyin has no sign of its own for m, n and ng, and puts the neutral dot behind.
    plain = {s for s in syllables if re.search("[aeiouü]", toneless(s)) and s != "wòng"}
    assert len(plain) > 1400
    for syllable in plain:
        expected = convert(syllable, Style.BOPOMOFO, strict=True)
        if expected.endswith(NEUTRAL):
            expected = NEUTRAL + expected[:-1]
        assert zhuyin(syllable) == expected


def toneless(syllable: str) -> str:
    return unicodedata.normalize("NFD", syllable)


# --- words --------------------------------------------------------------------------------


def test_the_reading_of_a_word_is_its_spelling():
    assert shown("人工智能，", pinyin="words") == "人工智能 Réngōng zhìnéng｜，"
    assert shown("人工智能", pinyin="words", tones="numbers") == "人工智能 Ren2gong1 zhi4neng2"


def test_words_written_together_stand_under_one_reading():
    words = passage("走(zǒu)/了(le)/门(mén)/爱(ài)").words
    joined = (words[0], replace(words[1], joined=True), words[2], replace(words[3], joined=True))
    text = Passage("走了门爱", words=joined)
    groups = Readings(Display(pinyin="words")).groups(whole(text))
    assert [(g.text, text_of(g.reading)) for g in groups] == [("走了", "Zǒule"), ("门爱", "mén'ài")]
    assert text.pinyin == "Zǒule mén'ài"


def test_a_hyphen_joins_words_under_one_reading():
    assert shown("第三章", pinyin="words") == "第三 Dì-sān｜章 zhāng"
    assert shown("第三章", pinyin="words", tones="numbers") == "第三 Di4-san1｜章 zhang1"
    assert shown("第三章") == "第 dì｜三 sān｜章 zhāng"


def test_the_mark_of_a_note_parts_what_is_written_together():
    words = passage("走(zǒu)/①/了(le)").words
    text = (words[0], replace(words[1], note=1), replace(words[2], joined=True))
    groups = Readings(Display(pinyin="words")).groups(whole(Passage("走①了", words=text)))
    assert [g.text for g in groups] == ["走", "①", "了"]
    assert Passage("走①了", words=text).pinyin == "Zǒule"


@pytest.mark.parametrize(
    ("text", "capitals"),
    [
        ("我们好。你们好。", ["Wǒmen", "Nǐmen"]),
        ("“我们好。”他们说。", ["Wǒmen", "Tāmen"]),
        ("他们说：“我们好。”", ["Tāmen", "Wǒmen"]),
        ("他们说“一带”。", ["Tāmen"]),
        ("2024年好。我们", ["Wǒmen"]),
        ("——我们好", ["Wǒmen"]),
    ],
)
def test_the_first_word_of_a_sentence_has_a_capital(text: str, capitals: list[str]):
    readings = re.findall("[A-Z]\\w*", shown(text, pinyin="words"))
    assert [reading for reading in readings if reading != "Yīdài"] == capitals


def test_syllables_over_characters_have_no_capitals():
    assert shown("上海。") == "上海 shàng hǎi｜。"


@pytest.mark.parametrize(
    ("spelt", "syllables", "pieces"),
    [
        ("Xī'ān", ("xī", "ān"), ["Xī", "'", "ān"]),
        ("réngōng zhìnéng", ("rén", "gōng", "zhì", "néng"), ["rén", "gōng", " ", "zhì", "néng"]),
        ("huār", ("huā", "r"), ["huā", "r"]),
        ("?hǎo", ("?", "hǎo"), ["?", "hǎo"]),
        ("gāoxìng", ("gāo", "shìng"), ["gāo", " ", "shìng"]),
    ],
)
def test_a_spelling_is_cut_at_its_syllables(
    spelt: str, syllables: tuple[str, ...], pieces: list[str]
):
    assert [part.text for part in spelling.parts(spelt, syllables)] == pieces


# --- colours ------------------------------------------------------------------------------


def test_each_syllable_has_the_class_of_its_tone():
    words = annotate.words("我们西安")
    readings = Readings(Display(pinyin="words", tone_colours="pleco"))
    groups = readings.groups(whole(Passage("我们西安", words=words)))
    assert [(p.text, p.tone) for group in groups for p in group.reading] == [
        ("Wǒ", "t3"),
        ("men", "t5"),
        ("Xī", "t1"),
        ("'", ""),
        ("ān", "t1"),
    ]


@pytest.mark.parametrize(
    ("sheet", "pages"),
    [("pdf/tones.css", ["ffffff"]), ("epub/tones.css", ["ffffff", "000000"])],
)
def test_colours_are_readable_on_the_page(sheet: str, pages: list[str]):
    for colour in re.findall("#([0-9a-f]{6})", formats(sheet)):
        assert all(contrast(colour, page) >= 4.5 for page in pages), colour


def test_word_and_paper_have_the_same_colours():
    paper = re.findall("#([0-9a-f]{6})", formats("pdf/tones.css"))
    styles = formats("docx/styles.xml.j2")
    named = re.findall(r'"(?:dummitt|pleco|mdbg)": \[(.*?)\]', styles)
    assert re.findall("[0-9A-F]{6}", " ".join(named)) == [colour.upper() for colour in paper]


def formats(name: str) -> str:
    return (Path(__file__).parents[1] / "templates/formats" / name).read_text(encoding="utf-8")


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    shares = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# --- which words --------------------------------------------------------------------------

TEXT = "我们赋能人类，我们赋能高铁站。"


def test_words_above_a_level_have_a_reading_and_a_word_in_no_list_is_above():
    assert shown("我们赋能", annotate="above:HSK4") == "我们｜赋能 fù néng"
    assert shown("我们赋能", annotate="above:4") == "我们｜赋能 fù néng"
    assert shown("盘古", annotate="above:7") == "盘古 pán gǔ"


def test_a_traditional_word_has_the_level_of_its_simplified_form():
    assert shown("我們學習", annotate="above:3") == "我們｜學習"


def test_only_the_first_of_each_word_has_a_reading():
    assert shown("我们好，我们好", annotate="first") == "我们 wǒ men｜好 hǎo｜，｜我们｜好"


def test_a_character_read_in_another_way_is_another_word():
    words = passage("长(cháng)/长(zhǎng)/长(cháng)").words
    assert Selection("first").places(words) == {0, 1}


def test_words_of_a_person_s_own_list_have_none(tmp_path: Path):
    known = tmp_path / "known.txt"
    known.write_text(
        "\ufeff# lesson 1\n我们\n高铁站\t gāotiězhàn\n人類 # kin\n\n", encoding="utf-8"
    )
    assert known_words(known) == {"我们", "高铁站", "人类"}
    read = shown(TEXT, annotate=f"unknown:{known}").split("｜")
    assert [group for group in read if " " in group] == ["赋能 fù néng", "赋能 fù néng"]


def test_no_word_has_a_reading_if_none_is_wanted():
    assert shown("我们好", annotate="none") == "我们｜好"


def test_the_line_of_a_heading_says_what_is_left_out():
    words = annotate.words("促进人工智能发展")
    heading = Passage("促进人工智能发展", words=words)
    assert Readings(Display()).line(heading) == ""
    assert Readings(Display(annotate="above:6")).line(heading) == ""
    assert Readings(Display(annotate="above:5")).line(heading) == "Réngōng zhìnéng"
    numbers = Readings(Display(tones="numbers")).line(heading)
    assert numbers == "Cu4jin4 ren2gong1 zhi4neng2 fa1zhan3"


@pytest.mark.parametrize(
    ("tones", "line"),
    [
        ("numbers", "Yi1. Di4-san1, zou3le5 “ren2gong1 zhi4neng2”?"),
        ("zhuyin", "ㄧ. ㄉㄧˋ ㄙㄢ, ㄗㄡˇ ˙ㄌㄜ “ㄖㄣˊ ㄍㄨㄥ ㄓˋ ㄋㄥˊ”?"),
    ],
)
def test_the_line_of_a_heading_has_the_shape_of_its_pinyin(tones: Tones, line: str):
    text = "一、第三，走了“人工智能”？"
    heading = Passage(text, words=annotate.words(text), label="一、")
    assert heading.pinyin == "Yī. Dì-sān, zǒule “réngōng zhìnéng”?"
    assert Readings(Display(tones=tones)).line(heading) == line


@given(st.text("一二、第三章（）我走了“”：。？！……《上海西安》人工智能2024年A·—爱饿 "))
def test_a_heading_is_shown_by_default_as_its_pinyin_is(text: str):
    words = annotate.words(text)
    for count in range(min(len(words), 4)):
        label = "".join(word.text for word in words[:count])
        heading = Passage(text, words=words, label=label)
        assert Readings(Display()).line(heading) == ""
        assert Readings(Display(pinyin="words", tone_colours="pleco")).line(heading) == ""


def test_asking_for_the_line_of_a_heading_does_not_meet_its_words():
    readings = Readings(Display(annotate="first"))
    heading = Passage("我们", words=annotate.words("我们"))
    readings.line(heading)
    assert text_of(readings.groups(whole(heading))[0].reading) == "wǒ men"


# --- the study guide ----------------------------------------------------------------------


def test_a_word_of_the_glossary_is_written_like_the_text():
    entry = Entry("一心一意", "一心一意", "yīxīn-yīyì", "", "5", readings=("yī", "xīn", "yī", "yì"))
    assert text_of(Readings(Display()).entry(entry)) == "yīxīn-yīyì"
    assert text_of(Readings(Display(sandhi=True)).entry(entry)) == "yìxīn-yíyì"
    assert text_of(Readings(Display(tones="zhuyin")).entry(entry)) == "ㄧ ㄒㄧㄣ ㄧ ㄧˋ"


def test_nobody_is_asked_for_a_tone_that_is_not_shown():
    choices = (
        ReadingChoice("意识", "识", ("shí", "zhì"), "shí"),
        ReadingChoice("行动", "行", ("háng", "xíng"), "xíng"),
        ReadingChoice("重要", "重", ("chóng", "zhòng"), "zhòng"),
    )
    figures = Statistics(0, 0, 0, 0, 0, 0, 0, (), (), ())
    guide = Guide((SectionGuide(readings=choices),), (), figures, 4)
    assert Readings(Display()).guide(guide) == guide
    weak = Readings(Display(neutral="optional"))
    assert weak.guide(guide).sections[0].readings == choices[1:]
    few = replace(guide, sections=(SectionGuide(readings=choices[:2]),))
    assert weak.guide(few).sections[0].readings == ()


# --- errors -------------------------------------------------------------------------------


@pytest.mark.parametrize("choice", ["frist", "above", "above:HSK9", "above:x", "unknown:", "all:3"])
def test_a_choice_that_means_nothing_is_refused(choice: str):
    with pytest.raises((OptionError, UnknownNameError)) as refused:
        display.check(Display(annotate=choice))
    assert refused.value.exit_code == 2
    assert refused.value.hint


def test_zhuyin_and_words_do_not_go_together():
    with pytest.raises(OptionError, match="zhuyin stands over characters"):
        display.check(Display(pinyin="words", tones="zhuyin"))


def test_an_unknown_set_of_colours_is_named():
    with pytest.raises(UnknownNameError, match="pleco"):
        display.check(Display(tone_colours="plecco"))  # type: ignore[arg-type]  # a name that is none


def test_a_list_that_is_missing_or_not_utf8_is_named_with_its_place(tmp_path: Path):
    with pytest.raises(SourceError) as missing:
        display.check(Display(annotate=f"unknown:{tmp_path / 'gone.txt'}"))
    assert missing.value.where.endswith("gone.txt")
    other = tmp_path / "gbk.txt"
    other.write_bytes("ok\n好\n我们".encode("gb18030"))
    with pytest.raises(SourceError) as unreadable:
        known_words(other)
    assert unreadable.value.where.endswith("gbk.txt:2")
