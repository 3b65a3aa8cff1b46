"""The model: sentences, headings, what a publication can say of itself."""

from __future__ import annotations

import pytest

from builders import passage, publication
from duben.model import Section


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in passage(text).sentences]


def test_a_sentence_ends_after_its_mark():
    assert sentences("他/来/了。/我/走/了！/谁？") == ["他来了。", "我走了！", "谁？"]


def test_a_closing_quotation_mark_stays_with_its_sentence():
    assert sentences("他/说：/“/好。”/我/走。") == ["他说：“好。”", "我走。"]


def test_what_has_no_final_mark_is_a_sentence_too():
    assert sentences("全文/如下：") == ["全文如下："]


def test_sentences_joined_are_the_passage():
    text = passage("甲/说：/“/来！/快/来！”/乙/问/……/谁/来？")
    assert "".join(sentence.text for sentence in text.sentences) == text.text


def test_the_label_of_a_heading_is_told_from_its_title():
    section = Section(passage("一/、/促进/发展"), 1, (), number="一、")
    assert [word.text for word in section.number_words] == ["一", "、"]
    assert [word.text for word in section.title_words] == ["促进", "发展"]


def test_a_heading_may_be_a_label_alone():
    section = Section(passage("第一/章"), 1, (), number="第一章")
    assert [word.text for word in section.number_words] == ["第一", "章"]
    assert section.title_words == ()


def test_a_label_that_no_word_boundary_follows_leaves_the_heading_whole():
    section = Section(passage("第一章节/开始"), 1, (), number="第一章")
    assert section.number_words == ()
    assert [word.text for word in section.title_words] == ["第一章节", "开始"]


def test_doubtful_words_are_named_once():
    text = publication("题(tí)", 一="长(cháng)?/和/长(cháng)?/或/长(zhǎng)?")
    assert [(w.text, w.readings) for w in text.doubtful_words] == [
        ("长", ("cháng",)),
        ("长", ("zhǎng",)),
    ]


def test_a_character_without_a_known_reading_shows_in_the_syllables():
    (word,) = passage("甲").words
    unknown = type(word)("㐂", (None,), "?")
    assert unknown.syllables == ("?",)


@pytest.mark.parametrize("attribute", ["text", "words"])
def test_the_model_is_frozen(attribute: str):
    with pytest.raises(AttributeError):
        setattr(passage("文"), attribute, ())
