"""What a line is made of: tokens, their kinds, and between which two a line may end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duben.write.pdf.typesetting.characters import (
    BRACKETS,
    FILLING,
    OPENING,
    STOPS,
    Edge,
    Kind,
    Token,
    edges,
    is_chinese,
    is_halved,
    is_spaced,
    may_begin,
    may_end,
    tokens,
)

SIGNS = (
    "人一工《》“”‘’（）「」，。、！？；：·—… \u3000\u200bAIgpt4-/?&=.,'$%°é\u0301\ufe00\U000e0100"
    "葛ㄅか"
)


def texts_of(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


def only(text: str, *, is_traditional: bool = False) -> Token:
    [token] = tokens(text, is_traditional=is_traditional)
    return token


@given(st.one_of(st.text(SIGNS), st.text(st.characters(exclude_categories=["Cs"]))))
def test_tokens_lose_nothing(text: str):
    assert "".join(texts_of(text)) == text
    assert all(texts_of(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("人", Kind.HAN),
        ("か", Kind.HAN),
        ("（", Kind.OPENING),
        ("《", Kind.OPENING),
        ("“", Kind.OPENING),
        ("》", Kind.CLOSING),
        ("。", Kind.CLOSING),
        ("、", Kind.CLOSING),
        ("！", Kind.FILLING),
        ("：", Kind.FILLING),
        ("·", Kind.FILLING),
        ("——", Kind.DASH),
        ("……", Kind.DASH),
        ("GPT-4", Kind.LATIN),
        ("3.14%", Kind.LATIN),
        ("  ", Kind.SPACE),
        ("\u3000", Kind.BLANK),
    ],
)
def test_a_token_is_of_one_kind(text: str, kind: Kind):
    assert only(text) == Token(text, kind)


def test_every_mark_has_its_kind():
    assert {token.kind for token in tokens(OPENING)} == {Kind.OPENING}
    assert {token.kind for token in tokens(BRACKETS + STOPS)} == {Kind.CLOSING}
    assert {token.kind for token in tokens(FILLING)} == {Kind.FILLING}


def test_in_traditional_text_stops_have_no_half_to_give_but_brackets_have():
    assert only("。", is_traditional=True).kind is Kind.FILLING
    assert only("」", is_traditional=True).kind is Kind.CLOSING


def test_a_mark_is_a_token_and_a_dash_is_one_too():
    assert texts_of("人》（——……AI") == ["人", "》", "（", "——……", "AI"]


def test_two_blanks_are_two_tokens_and_two_spaces_are_one():
    assert texts_of("\u3000\u3000a  b") == ["\u3000", "\u3000", "a", "  ", "b"]


@pytest.mark.parametrize("selector", ["\U000e0100", "\ufe00", "\u0301"])
def test_a_selector_stays_with_its_character(selector: str):
    assert texts_of(f"葛{selector}城") == [f"葛{selector}", "城"]
    assert only(f"葛{selector}").kind is Kind.HAN
    assert texts_of(f"”{selector}人") == [f"”{selector}", "人"]


def test_an_apostrophe_belongs_to_its_word_and_a_quotation_mark_does_not():
    assert texts_of("don’t") == ["don’t"]
    assert texts_of("‘don’") == ["‘", "don", "’"]


def test_a_long_address_is_parted_behind_its_joints_and_a_name_is_not():
    assert texts_of("a.org/b?c=d") == ["a.org/", "b?", "c=", "d"]
    assert texts_of("GPT-4") == ["GPT-4"]
    assert texts_of("well-known") == ["well-", "known"]


def test_no_line_begins_with_a_mark_that_closes_and_none_ends_with_one_that_opens():
    for token in tokens(BRACKETS + STOPS + FILLING):
        assert not may_begin(token)
        assert may_end(token)
    for token in tokens(OPENING):
        assert may_begin(token)
        assert not may_end(token)


@pytest.mark.parametrize("text", ["人", "——", "\u3000", "AI", "4"])
def test_others_may_stand_at_both_ends(text: str):
    assert may_begin(only(text))
    assert may_end(only(text))


@pytest.mark.parametrize("text", [",", ".", ")", "%", "°C", "\u2060a", "\u00a0a", " "])
def test_what_belongs_to_the_text_before_begins_no_line(text: str):
    assert not may_begin(only(text))


@pytest.mark.parametrize("text", ["(", "$", "£", "a\u2060", "a\u00a0"])
def test_what_belongs_to_the_text_behind_ends_no_line(text: str):
    assert not may_end(only(text))


@pytest.mark.parametrize(
    ("before", "after", "halved"),
    [
        ("》", "（", (True, False)),  # 《论语》（节选）
        ("。", "”", (True, False)),
        ("”", "！", (True, False)),
        ("（", "《", (False, True)),
        ("：", "“", (False, False)),
        ("！", "”", (False, False)),
        ("人", "（", (False, False)),
        ("。", "人", (False, False)),
    ],
)
def test_of_two_marks_one_gives_up_its_empty_half(before: str, after: str, halved: object):
    assert is_halved(only(before).kind, only(after).kind) == halved


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("人", (Edge.HAN, Edge.HAN)),
        ("か", (Edge.HAN, Edge.HAN)),
        ("AI", (Edge.LATIN, Edge.LATIN)),
        ("3.5%", (Edge.LATIN, Edge.LATIN)),
        ("(A", (Edge.NEUTRAL, Edge.LATIN)),
        ("A)", (Edge.LATIN, Edge.NEUTRAL)),
        ("，", (Edge.NEUTRAL, Edge.NEUTRAL)),
        ("——", (Edge.NEUTRAL, Edge.NEUTRAL)),
    ],
)
def test_a_token_has_an_edge_on_each_side(text: str, expected: object):
    assert edges(only(text)) == expected


def test_a_quarter_em_stands_between_chinese_and_another_script_only():
    spaced = {(a, b) for a in Edge for b in Edge if is_spaced(a, b)}
    assert spaced == {(Edge.HAN, Edge.LATIN), (Edge.LATIN, Edge.HAN)}


def test_a_chinese_mark_makes_a_text_chinese():
    assert is_chinese("the 人")
    assert is_chinese("“")
    assert not is_chinese("GPT-4, it's 3.14%")
