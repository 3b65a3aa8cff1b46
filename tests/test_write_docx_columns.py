"""Fitting the columns of a table to the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duben.write.docx.columns import Column, fit
from duben.write.widths import longest_part, text_width

MEASURE = 9120
ems = st.floats(min_value=0, max_value=20_000)
columns = st.builds(
    lambda natural, share, wraps: Column(natural, natural * share, wraps),
    ems,
    st.floats(min_value=0, max_value=1),
    st.booleans(),
)


@given(st.lists(columns, min_size=1, max_size=12), st.integers(100, 20_000))
def test_columns_fill_the_measure_and_none_is_empty(found: list[Column], measure: int):
    widths = fit(found, measure)
    assert sum(widths) == measure
    assert min(widths) > 0


def test_words_stay_whole_and_meanings_take_the_rest():
    widths = fit([Column(1000, 800), Column(20_000, 3000, wraps=True), Column(500, 500)], MEASURE)
    assert widths == (1000, MEASURE - 1500, 500)


def test_with_too_little_room_columns_come_nearer_to_their_least():
    widths = fit([Column(4000, 2000), Column(9000, 3000, wraps=True), Column(5000, 4000)], 10_500)
    assert widths == (3000, 3000, 4500)


def test_without_a_column_of_meanings_all_grow_alike():
    assert fit([Column(100, 100), Column(300, 300)], 4000) == (1000, 3000)


def test_a_table_that_fits_nowhere_still_fills_the_page():
    assert fit([Column(9000, 6000), Column(9000, 6000)], 1000) == (500, 500)


@pytest.mark.parametrize(
    ("text", "width"),
    [("宣言", 2.0), ("（　）", 3.0), ("rén", 1.41), ("ě", 0.54), ("", 0.0)],
)
def test_a_chinese_character_is_an_em_and_a_tone_mark_is_nothing(text: str, width: float):
    assert text_width(text) == pytest.approx(width)


def test_a_head_may_break_between_its_languages():
    assert longest_part("词语 Traditional") == text_width("Traditional")
