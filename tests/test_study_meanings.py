"""The meaning of a word in a text."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from duben.annotate import lexicon, shelf
from duben.model import Word
from duben.study.entries import Dictionary
from duben.study.meanings import meaning_of
from duben.study.position import prevailing, use_of
from duben.study.senses import senses_of
from duben.study.tables import rows
from duben.study.terms import terms_of
from study_texts import passage, publication

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duben.model import Publication
    from duben.study.meanings import Meaning
    from duben.study.model import Entry
    from duben.study.position import Use

STANDARDS = ("2025", "2021", "2.0")
RESIDUE = re.compile(
    r"[\u3400-\u9fff\[\]|]"  # characters, [pin1 yin1], 漢|汉
    r"|\b[a-z]+[1-5]\b"
    r"|variant of|\bsurname [A-Z]|(?:^|; )see\b|\bCL:|Taiwan pr|also pr"
    r"|(?:^|; )\(?used in |same as |abbr\. for"
    r"|\(\s*\)|\(,|,\)|\s\s|\s[;,.)]|\($|^[;,]|[;,]$|\b(?:sb|sth)\b"
)
LONGEST = 64
GOLD = Path(__file__).with_name("study") / "declaration-meanings.tsv"


def meaning(text: str, word: str) -> Meaning:
    """The meaning of the first *word* of *text*, used as it is there."""
    for term in terms_of(passage(text).words):
        if term.text == word:
            return meaning_of(term.words, term.use)
    raise AssertionError(f"{word} is no word of {text}")


def headword(text: str, syllables: tuple[str, ...]) -> Word:
    usage = shelf.usage(text)
    return Word(text, syllables, "x", part_of_speech=usage.tag if usage else "")


def hsk_words() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every word of the three lists in each reading that the dictionary has for it."""
    for text in sorted({word for standard in STANDARDS for word in shelf.hsk_levels(standard)}):
        readings = {entry.syllables for entry in lexicon.entries(text)}
        for syllables in sorted(readings) or [("x",) * len(text)]:
            yield text, syllables


def test_no_word_of_the_hsk_lists_prints_residue_of_the_dictionary():
    uses: tuple[Use, ...] = ("noun", "verb")
    found = {
        (text, meaning_of((headword(text, syllables),), use).text)
        for text, syllables in hsk_words()
        for use in uses
    }
    assert len(found) > 12_000
    assert [pair for pair in found if RESIDUE.search(pair[1])] == []
    assert [pair for pair in found if len(pair[1]) > LONGEST] == []


def test_every_word_of_the_hsk_lists_has_a_meaning():
    without = [
        text
        for text, syllables in hsk_words()
        if meaning_of((headword(text, syllables),)).text.startswith("(not in")
    ]
    assert without == []


def test_our_own_lexicon_is_well_formed():
    lines = rows("meanings.tsv")
    uses = {"-", "noun", "verb", "adjective", "adverb"}
    assert len(lines) > 4000
    assert [line for line in lines if len(line) != 4 or line[2] not in uses] == []
    assert [line for line in lines if RESIDUE.search(line[3]) or len(line[3]) > 44] == []
    keys = [line[:3] for line in lines]
    assert len(keys) == len(set(keys))
    readings = [line for line in lines if line[1] != "-" and len(line[1].split()) != len(line[0])]
    assert readings == []


def gold() -> dict[str, set[str]]:
    """What each word of the declaration may mean there, as a person wrote it down."""
    text = GOLD.read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {word: set(meanings.split("|")) for word, meanings in lines}


def first_part(meaning: str) -> str:
    """The part that a reader meets first: "to raise; to improve" gives "raise"."""
    bare = re.sub(r"^\((.*)\)$", r"\1", re.split("[;,](?![^(]*[)])", meaning)[0])
    return re.sub(r"\s*\([^)]*\)\s*", "", bare.removeprefix("to ")) or meaning


def test_every_word_of_the_declaration_means_what_a_person_wrote_down(declaration: Publication):
    right = gold()
    explained = {
        entry.word: entry.meaning
        for entry in Dictionary(declaration, {}).entries()
        if not entry.doubtful
    }
    assert explained.keys() == right.keys()
    misleading = {
        word: meaning
        for word, meaning in explained.items()
        if not any(
            re.match(rf"{re.escape(each)}(?!\w)", first_part(meaning)) for each in right[word]
        )
    }
    assert misleading == {}


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("为人类带来福祉", "为", "for"),
        ("以人工智能为工具", "为", "to be"),
        ("他长大了", "长大", "to grow up"),
        ("质量与效率的提升", "提升", "improvement"),
        ("提升社会福祉", "提升", "to raise"),
        ("我也去", "也", "also"),
    ],
)
def test_reading_and_use_decide_between_meanings(text: str, word: str, expected: str):
    assert expected in meaning(text, word).text


def test_two_readings_of_a_character_are_two_words():
    assert meaning_of((Word("干", ("gān",), "gān"),)).text.startswith("dry")
    assert meaning_of((Word("干", ("gàn",), "gàn"),)).text.startswith("to do")


def test_a_dead_or_special_sense_yields_to_a_living_one():
    # 恐龙 "(slang) ugly person"; 变质 "(geology) metamorphism".
    assert meaning("恐龙", "恐龙").text == "dinosaur"
    assert meaning("食品变质", "变质").text.startswith("to degenerate")


def test_the_reading_decides_where_only_the_dictionary_knows_the_word():
    assert "thing" in meaning_of((Word("东西", ("dōng", "xi"), "x", part_of_speech="n"),)).text
    assert "east" in meaning_of((Word("东西", ("dōng", "xī"), "x", part_of_speech="n"),)).text


def test_a_word_that_only_points_elsewhere_means_what_it_points_to():
    # 黯淡 is a "variant of 暗淡".
    assert meaning_of((Word("黯淡", ("àn", "dàn"), "x"),)).text.startswith("dark")


def test_a_word_with_an_equal_rival_meaning_is_doubtful():
    assert meaning_of((Word("大竹", ("dà", "zhú"), "x", part_of_speech="ns"),)).doubtful


def test_a_word_that_no_dictionary_has_is_explained_by_its_parts_and_doubtful():
    found = meaning("提高透明性", "透明性")
    assert found.text == "transparent + -ness"
    assert found.doubtful


def test_a_name_that_no_dictionary_has_is_called_a_name():
    word = Word("弗林德斯", ("fú", "lín", "dé", "sī"), "x", part_of_speech="nr")
    assert meaning_of((word,)).text == "name of a person"


def test_a_traditional_word_is_looked_up_by_its_own_form():
    word = Word("麵", ("miàn",), "miàn", part_of_speech="n")
    found = meaning_of((word,))
    assert found.entry is not None
    assert found.entry.traditional == "麵"


def test_the_dictionarys_shorthand_is_written_out():
    [entry] = [e for e in lexicon.entries("辜负") if e.is_live]
    assert all("sb" not in sense.text.split() for sense in senses_of(entry))


def test_the_use_of_a_word_depends_on_its_neighbors():
    words = passage("质量与效率的提升，提升福祉。").words
    uses = [use_of(words, index) for index, word in enumerate(words) if word.text == "提升"]
    assert uses == ["noun", "verb"]
    assert prevailing(["verb", "noun", "noun"]) == "noun"


@pytest.mark.parametrize(
    ("text", "term", "pinyin"),
    [
        ("确保其可控性", "可控性", "kěkòngxìng"),
        ("利益攸关方能够响应", "利益攸关方", "lìyì yōuguānfāng"),
        ("数据的互操作性", "互操作性", "hùcāozuòxìng"),
        ("科技界、产业界", "产业界", "chǎnyèjiè"),
    ],
)
def test_words_that_belong_together_are_one_term(text: str, term: str, pinyin: str):
    found = {t.text: t.pinyin for t in terms_of(passage(text).words)}
    assert found.get(term) == pinyin


def test_words_cut_apart_on_purpose_stay_apart():
    # 只有……才|能: "only then can", not 才能 "talent".
    texts = [term.text for term in terms_of(passage("只有努力，我们才能充分发挥潜力。").words)]
    assert "才能" not in texts


def test_terms_joined_are_the_passage():
    text = "促进智能化，确保安全性、可靠性、可控性，推动AI技术向善发展。"
    terms = terms_of(passage(text).words)
    assert "".join(term.text for term in terms) == text
    assert all(one.end == other.start for one, other in pairwise(terms))


def entries(*paragraphs: str) -> dict[str, Entry]:
    return {e.word: e for e in Dictionary(publication(*paragraphs), {}).entries()}


def test_a_single_character_beside_another_may_be_part_of_a_word_and_is_doubtful():
    assert entries("上面是铅色的天。")["铅"].doubtful  # 铅|色
    assert not entries("上面是铅。")["铅"].doubtful


def test_a_pair_of_characters_that_the_text_keeps_together_is_a_name_perhaps():
    story = ("我看见长富。", "长富来了。", "长富不在家。")
    found = entries(*story)["长富"]
    assert found.meaning == "name, or: long + rich"
    assert found.doubtful
    assert "长富" not in entries(story[0])


def test_a_person_called_as_at_home_is_a_person():
    found = entries("阿昭来了。", "阿昭走了。", "阿昭哭了。")["阿昭"]
    assert found.meaning == "name of a person"
    assert found.is_name


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("公开征求意见。", "征求", "征求意见"),
        ("我们看到巨大潜力。", "巨大", "巨大潜力"),
        ("带来更大的福祉。", "福祉", "更大的福祉"),
        ("引领一场科技革命。", "引领", "引领一场科技革命"),
        ("释放人工智能在医疗领域的应用潜力。", "释放", ""),
        ("我们研究人工智能对世界的影响。", "人工智能", ""),
    ],
)
def test_a_collocation_is_a_whole_phrase_or_none(text: str, word: str, expected: str):
    assert entries(text)[word].collocation == expected


def test_a_noun_has_the_measure_words_that_are_its_own():
    found = entries("公开意见和调查。", "开展一项活动，这是什么知识？")
    assert found["意见"].measure_words == ("点", "条")
    assert "个" not in found["知识"].measure_words


def test_a_word_of_no_dictionary_tells_its_parts():
    found = entries("确保可控性和公平性。", "我们合作。")
    assert found["可控性"].parts == ("可", "控", "性")
    assert found["公平性"].parts == ("公平", "性")
    assert found["合作"].parts == ()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("店主的母亲，老发奶奶来了。", "发"),  # a name
        ("教我的子曰诗云去。", "云"),  # "to say" here, and read as "cloud"
        ("比不上一个愉鸡贼。", "愉"),  # misprinted for 偷
        ("一技山茶树。", "技"),  # misprinted for 枝
        ("风景凄清，精悍的人。", "悍"),
    ],
)
def test_what_misled_a_reader_of_a_story_is_in_doubt(text: str, word: str):
    assert word not in entries(text) or entries(text)[word].doubtful


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("独有原是木棂的后窗。", "独有", "only"),
        ("药粉的沙糖。", "沙", "sand"),
        ("头上戴着红花。", "戴", "to wear"),
        ("对于这差使很喜欢。", "差使", "errand"),
        ("我支吾着走了。", "支吾", "to hedge"),
    ],
)
def test_words_of_a_story_mean_what_they_mean_there(text: str, word: str, expected: str):
    assert entries(text)[word].meaning.startswith(expected)
