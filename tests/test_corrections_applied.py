"""Corrections in a text: which goes before which, and how a place is found again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import publication
from duben import annotate
from duben.corrections import Correction, Place, Scope
from duben.model import Block, NoteMark, Passage, Publication
from duben.source import Gloss

RIVER = "这条河很长。"
CHILD = "孩子长得很高。"


def text_of(*texts: str | Passage, **given: object) -> Publication:
    bare = publication("题", 一="甲")
    passages = tuple(
        Passage(text, number) if isinstance(text, str) else text
        for number, text in enumerate(texts, 1)
    )
    section = replace(bare.sections[0], blocks=(Block("paragraph", passages),))
    return replace(bare, sections=(section,), **given)


def correction(
    text: str, pinyin: str, scope: Scope = "text", *places: str, read: str = ""
) -> Correction:
    marked = (place.partition(f"[{text}]") for place in places)
    return Correction(
        text,
        tuple(pinyin.split()),
        scope,
        tuple(read.split()),
        tuple(Place(before, after) for before, _, after in marked),
        "a.readings.toml:1",
    )


def read(found: Publication, word: str) -> list[str]:
    """What the characters of *word* are read, wherever they stand in the paragraphs."""
    readings = []
    for passage in found.sections[0].paragraphs:
        syllables = [s for w in passage.words for s in (w.syllables or "?" * len(w.text))]
        start = passage.text.find(word)
        while start >= 0:
            readings.append(" ".join(syllables[start : start + len(word)]))
            start = passage.text.find(word, start + 1)
    return readings


def codes(found: Publication) -> list[str]:
    return [notice.code for notice in found.notices]


def test_a_word_of_the_whole_text_is_read_so_everywhere_and_is_certain():
    found = annotate.annotate(
        text_of("朝阳出来了。", "看朝阳。"), [correction("朝阳", "cháo yáng")]
    )
    words = [w for p in found.sections[0].paragraphs for w in p.words if w.text == "朝阳"]
    assert [(w.readings, w.pinyin, w.origin, w.confidence, w.alternatives) for w in words] == [
        (("cháo", "yáng"), "cháoyáng", "user", "certain", ())
    ] * 2
    assert "R01" not in codes(found)


def test_a_place_goes_before_the_text_that_before_all_texts_and_that_before_the_front_matter():
    given = [
        correction("行业", "xíng yè", "place", "鼓励[行业]发展"),
        correction("行业", "hàng yè"),
        correction("行业", "héng yè", "everywhere"),
        correction("发展", "fá zhǎn", "everywhere"),
    ]
    text = text_of(
        "我们鼓励行业发展。",
        "行业在变化。",
        readings=(("行业", ("hǎng", "yè")), ("发展", ("fà", "zhǎn")), ("变化", ("biān", "huà"))),
    )
    found = annotate.annotate(text, given)
    assert read(found, "行业") == ["xíng yè", "hàng yè"]
    assert read(found, "发展") == ["fá zhǎn"]
    assert read(found, "变化") == ["biān huà"]


def test_braces_go_before_the_text_and_behind_a_place():
    passage = Passage("行在行内。", 1, (Gloss(0, "行", "háng", 1, is_decided=True),))
    text = text_of(passage)
    of_text = correction("行", "hàng")
    of_place = correction("行", "héng", "place", "[行]在行内")
    assert read(annotate.annotate(text, [of_text]), "行") == ["háng", "hàng"]
    assert read(annotate.annotate(text, [of_text, of_place]), "行") == ["héng", "hàng"]


def test_the_longer_word_and_the_later_entry_decide():
    given = [
        correction("银行", "yín hàng"),
        correction("行", "héng"),
        correction("行", "hàng"),
    ]
    assert read(annotate.annotate(text_of("银行的行。"), given), "行") == ["hàng", "hàng"]


def test_a_correction_applies_by_characters_however_words_are_cut():
    text = text_of("他鼓励行业发展。")
    found = annotate.annotate(text, [correction("励行", "lí háng"), correction("业发", "yé fá")])
    assert read(found, "鼓励行业发展") == ["gǔ lí háng yé fá zhǎn"]
    assert [w.text for w in found.sections[0].paragraphs[0].words] == [
        w.text for w in annotate.annotate(text).sections[0].paragraphs[0].words
    ]


def test_one_character_leaves_alone_the_longer_words_in_which_it_stands():
    found = annotate.annotate(text_of("校长说，这条河很长。"), [correction("长", "cháng")])
    assert read(found, "长") == ["zhǎng", "cháng"]


def test_one_character_at_a_place_is_read_so_inside_a_word_too():
    given = [correction("长", "cháng", "place", "校[长]说，这")]
    assert read(annotate.annotate(text_of("校长说，这条河很长。"), given), "长")[0] == "cháng"


@pytest.mark.parametrize("word", ["銀行", "银行"])
@pytest.mark.parametrize("text", ["我去銀行。", "我去银行。"])
def test_a_correction_holds_in_either_script(word, text):
    found = annotate.annotate(text_of(text), [correction(word, "yín hàng")])
    assert read(found, text[2:4]) == ["yín hàng"]


def test_of_two_traditional_forms_only_the_one_that_was_meant_is_corrected():
    found = annotate.annotate(text_of("發，髮。"), [correction("發", "fá")])
    assert read(found, "發") == ["fá"]
    assert read(found, "髮") != ["fá"]


def test_the_mark_of_a_note_does_not_part_a_word():
    passage = Passage("支持行①业。", 1, note_marks=(NoteMark(3, 4, 1),))
    found = annotate.annotate(text_of(passage), [correction("行业", "hàng yé")])
    assert read(found, "行①业") == ["hàng ? yé"]


def test_an_entry_on_one_reading_leaves_the_others_alone():
    text = text_of(RIVER, CHILD)
    plain = annotate.annotate(text)
    assert read(plain, "长") == ["cháng", "zhǎng"]
    found = annotate.annotate(text, [correction("长", "chàng", read="cháng")])
    assert read(found, "长") == ["chàng", "zhǎng"]


def test_a_sentence_that_was_decided_holds_whatever_duben_reads_there():
    given = [correction("长", "chàng", "text", "孩子[长]得很高。", read="cháng")]
    assert read(annotate.annotate(text_of(CHILD), given), "长") == ["chàng"]


# --- places ------------------------------------------------------------------------------

HERE = correction("长", "chàng", "place", "河很[长]，山很高。")
SENTENCE = "那条河很长，山很高。"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ((SENTENCE,), ["chàng"]),
        (("新的一段。", "长。", "前面一句。" + SENTENCE + "后面一句。"), ["cháng", "chàng"]),
        (("那条河很长；山，很高！",), ["chàng"]),
        (("那條河很長，山很高。",), ["chàng"]),
    ],
)
def test_a_place_is_found_again_after_edits_elsewhere(texts, expected):
    found = annotate.annotate(text_of(*texts), [HERE])
    assert (read(found, "长") or read(found, "長")) == expected


def test_a_changed_sentence_is_known_by_three_characters_on_each_side():
    given = [correction("长", "chàng", "place", "我看到那条河很[长]，山很高，云很白。")]
    changed = "听说这条河很长，山很高。"
    assert read(annotate.annotate(text_of(changed), given), "长") == ["chàng"]
    other = "听说这座桥很长，山很高。"
    lost = annotate.annotate(text_of(other), given)
    assert read(lost, "长") == ["cháng"]
    assert "R03" in codes(lost)


def test_two_places_alike_are_not_guessed_at():
    given = [correction("长", "chàng", "place", "我看到那条河很[长]，山很高，云很白。")]
    found = annotate.annotate(
        text_of("听说这条河很长，山很高。", "据说有条河很长，山很高呢。"), given
    )
    assert read(found, "长") == ["cháng", "cháng"]
    assert "R03" in codes(found)


def test_a_place_that_another_correction_names_is_not_taken_for_a_changed_one():
    given = [
        correction("长", "chàng", "place", "我看到那条河很[长]，山很高，云很白。"),
        correction("长", "zhǎng", "place", "听说这条河很[长]，山很高。"),
    ]
    found = annotate.annotate(text_of("听说这条河很长，山很高。"), given)
    assert read(found, "长") == ["zhǎng"]
    assert codes(found).count("R03") == 1


def test_a_place_told_by_few_characters_is_a_whole_passage():
    given = [correction("长", "chàng", "place", "[长]")]
    found = annotate.annotate(text_of("长", "这条河很长。", "长。"), given)
    assert read(found, "长") == ["chàng", "cháng", "chàng"]


# --- notices -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (correction("重庆", "chóng qìng"), 1),
        (correction("重庆", "chóng qìng", "everywhere"), 0),
        (correction("长", "zhǎng", "place", "没有的一句话[长]在这里"), 1),
        (correction("长", "zhǎng", "place", "河很[长]。", "没有的一句话[长]在这里"), 1),
        (correction("长", "zhǎng", "text", "没有的一句话[长]在这里"), 0),
    ],
)
def test_a_correction_about_nothing_is_told_but_not_one_for_all_texts(given, told):
    found = annotate.annotate(text_of(RIVER.replace("这", "那")), [given])
    stale = [notice for notice in found.notices if notice.code == "R03"]
    assert [notice.severity for notice in stale] == ["warning"] * told
    assert all("a.readings.toml:1" in notice.message for notice in stale)


@pytest.mark.parametrize(
    ("word", "pinyin", "is_strange"),
    [
        ("行业", "háng yè", False),
        ("行业", "hāng yè", True),
        ("行", "hang", True),
        ("意思", "yì si", False),
        ("不是", "bú shì", False),
        ("花儿", "huā r", False),
    ],
)
def test_a_syllable_that_no_dictionary_has_is_taken_and_told(word, pinyin, is_strange):
    found = annotate.annotate(text_of(f"有{word}，"), [correction(word, pinyin)])
    assert read(found, word) == [pinyin]
    assert ("R04" in codes(found)) == is_strange


def test_a_character_without_a_reading_gets_one():
    found = annotate.annotate(text_of("\U00030000。"), [correction("\U00030000", "xǐ")])
    assert read(found, "\U00030000") == ["xǐ"]
    assert not {"R01", "R02", "R04"} & set(codes(found))


def test_a_word_of_which_a_part_is_decided_stays_in_doubt_for_the_rest():
    text = text_of("朝阳照着。")
    first = annotate.annotate(text, [correction("朝", "cháo", "place", "[朝]阳照着")])
    assert read(first, "朝阳") == ["cháo yáng"]
    assert "R01" not in codes(first)  # its readings differ in 朝 alone
    second = annotate.annotate(text, [correction("阳", "yáng", "place", "朝[阳]照着")])
    assert "R01" in codes(second)


def test_what_a_person_decides_is_not_weighed_against_the_sources_glosses():
    passage = Passage("一场革命", 1, (Gloss(1, "场", "chǎng", 1),))
    text = text_of(passage, glosses_by="machine")
    assert "G11" in codes(annotate.annotate(text))
    found = annotate.annotate(text, [correction("场", "cháng")])
    assert not {"G10", "G11", "G13"} & set(codes(found))
