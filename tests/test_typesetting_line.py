"""One line: its gaps are widened, its marks halved, its readings placed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duben.write.pdf.typesetting.line import Line, level
from made_lines import EM, first, full_width, setting, spans, word

GAPS = st.lists(st.floats(0, 50), min_size=1, max_size=12)


def test_the_narrow_gaps_are_filled_first():
    assert level([0, 0, 5], 4) == 2
    assert level([0, 0, 5], 10) == 5
    assert level([0, 0, 5], 13) == 6
    assert level([5, 0, 0], 4) == 2


def test_without_gaps_nothing_is_poured():
    assert level([], 7) == 0


@given(GAPS, st.floats(0, 100))
def test_all_that_is_poured_is_in_the_gaps_then(gaps: list[float], extra: float):
    height = level(gaps, extra)
    assert sum(max(0, height - gap) for gap in gaps) == pytest.approx(extra, abs=1e-6)


def test_only_elastic_gaps_are_widened_and_wide_ones_stay():
    line = first("人工AI", "人", how=setting(tracking=1)).line
    line.gaps[1] = 6
    line.is_elastic[2] = False
    grown = line.widen(4)
    assert line.gaps == [0, 6, 1, 4]
    assert grown == 3
    assert line.width == 30 + 10 + 2 * 2.5 + 1 + 1 + 1 + 3


def test_the_elastic_gaps_are_those_that_are_widened():
    line = first("人工AI", how=setting(tracking=1)).line
    assert line.elastic() == [1, 1]
    assert first("AI").line.elastic() == []


def test_the_tracking_of_a_line_is_what_most_of_its_gaps_have():
    line = first("人工智能人", how=setting(tracking=2)).line
    line.gaps[2] = 7
    assert line.tracking() == 2
    assert first("人").line.tracking() == 0


def test_a_mark_at_the_end_gives_up_its_half_once():
    line = first("人。").line
    assert (line.trim_end(), line.trim_end()) == (5, 0)
    assert line.width == full_width(line) == 15


def test_what_has_no_half_gives_none():
    for text in ("人", "人！", "人——", "人（"):
        assert first(text).line.trim_end() == 0
    assert Line(EM).trim_end() == 0


def test_marks_lend_alike_and_what_opens_moves_left_by_it():
    line = first("人，（人、工）人").line
    line.lend(3)  # the half of ，before （ is given up already
    assert line.widths == [10, 5, 9, 10, 9, 10, 9, 10]
    assert line.shifts == [0, 0, -1, 0, 0, 0, 0, 0]
    assert line.width == full_width(line) == pytest.approx(72)


def test_bound_marks_lend_nothing():
    line = first("人，人，人").line
    line.lend(2, bound={1})
    assert line.widths == [10, 10, 10, 8, 10]


def test_glyphs_begin_behind_their_gaps():
    line = first("人AI人工", how=setting(tracking=1)).line
    origins, readings = line.places()
    assert origins == [0, 13.5, 27, 38]
    assert readings == []


def test_a_reading_stands_over_the_middle_of_all_that_it_is_of():
    line = first("人人", word("人工", "réngōng"), "人人").line
    line.widen(4)
    [(said, start, end)] = spans(line)
    assert said == "réngōng"
    assert line.gaps == [0, 4, 4, 4, 4, 4]
    assert (start + end) / 2 == (28 + 52) / 2


def test_a_wide_reading_at_an_edge_is_moved_inside():
    line = first(word("窗", "chuāng"), "人人人", word("窗", "chuāng"), room=70).line
    (_, left, _), (_, _, right) = spans(line)
    assert left == 0
    assert right == pytest.approx(line.width)
