"""The model: sentences, headings, what a publication can say of itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import passage, publication


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


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("一/、/促进/发展", "一、", ["一", "、"]),
        ("第一/章", "第一章", ["第一", "章"]),
        ("第一章节/开始", "第一章", []),
        ("促进/发展", "", []),
    ],
)
def test_the_words_of_a_label_end_where_it_does(text, label, words):
    labelled = replace(passage(text), label=label)
    assert [word.text for word in labelled.label_words] == words


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
