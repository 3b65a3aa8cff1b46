"""Where lines of Chinese end, in a face of which every character is 10 wide, letters 5."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duben.write.pdf.typesetting.characters import Kind, may_begin, may_end, tokens
from duben.write.pdf.typesetting.readings import Word
from made_lines import (
    EM,
    composed,
    first,
    full_width,
    setting,
    spans,
    text_of,
    texts,
    word,
)

CLOSING = "，。、；：？！”’）》·"
OPENING = "“‘（《"
SIGNS = "人工智能" + CLOSING + OPENING
SOUNDS = st.sampled_from(["é", "rén", "zhuāng", "chuángr", "shuāngshuāng"])
WORDS = st.builds(
    lambda sounds: word("人工智能"[: len(sounds)], " ".join(sounds)),
    st.lists(SOUNDS, min_size=1, max_size=4),
)
BREATHS = st.lists(
    st.one_of(WORDS, st.text(SIGNS, min_size=1, max_size=6)), min_size=1, max_size=12
)


def has_an_end(text: str) -> bool:
    """Whether a line could have ended anywhere within *text*."""
    kinds = list(tokens(text))
    return any(may_end(a) and may_begin(b) for a, b in pairwise(kinds))


# --- where a line ends --------------------------------------------------------------------


@given(st.text(SIGNS + "—…AI4 ", min_size=1, max_size=80), st.integers(3, 20))
def test_lines_together_are_the_text(text: str, ems: int):
    found = texts(text, room=ems * EM)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")


@given(st.text(SIGNS + "AI", min_size=1, max_size=80), st.integers(3, 20))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text: str, ems: int):
    found = texts(text, room=ems * EM)
    for line, after in pairwise(found):
        assert after[0] not in CLOSING
        assert line[-1] not in OPENING


@given(st.text(SIGNS + "AI ", min_size=1, max_size=80), st.integers(3, 20))
def test_no_line_is_wider_than_its_room_unless_it_cannot_be_parted(text: str, ems: int):
    for found in composed(text, room=ems * EM):
        if has_an_end("".join(cluster.token.text for cluster in found.line.clusters)):
            assert full_width(found.line) <= ems * EM + 0.001
        assert found.line.width == pytest.approx(full_width(found.line))


@given(BREATHS, st.integers(4, 20))
def test_lines_with_readings_keep_to_their_room_and_lose_nothing(parts: list[str | Word], ems: int):
    whole = "".join(part if isinstance(part, str) else part.base for part in parts)
    lines = [found.line for found in composed(*parts, room=ems * EM)]
    assert "".join(map(text_of, lines)) == whole
    for line in lines:
        if has_an_end(text_of(line)):
            assert line.width <= ems * EM + 0.001


@given(BREATHS, st.integers(7, 20))
def test_neighbouring_readings_never_touch(parts: list[str | Word], ems: int):
    for found in composed(*parts, room=ems * EM):
        for (_, _, end), (_, start, _) in pairwise(spans(found.line)):
            assert start - end > 0.08 * EM - 0.001


def test_a_line_of_characters_takes_as_many_as_fit():
    assert texts("人" * 12, room=50) == ["人" * 5, "人" * 5, "人" * 2]
    assert texts("人" * 12, room=59) == ["人" * 5, "人" * 5, "人" * 2]


def test_without_limit_all_is_one_line():
    found = first("人工，智能。" * 20)
    assert found.rest is None
    assert found.line.width == 120 * EM


def test_nothing_is_an_empty_line():
    found = first("", room=50)
    assert (found.line.clusters, found.size, found.rest) == ([], 0, None)


def test_where_nothing_fits_a_line_gets_its_first_unit():
    assert texts("人工", room=3) == ["人", "工"]
    assert texts("Wissenschaft人人", room=20) == ["Wissenschaft", "人人"]


def test_a_space_at_a_line_end_is_not_set_but_its_bytes_are_counted():
    found = first("人人 AI", room=30)
    assert text_of(found.line) == "人人"
    assert found.rest == len("人人 ".encode())
    assert found.line.width == 2 * EM


def test_dashes_and_ellipses_are_not_parted():
    for sign in ("——", "……"):
        assert texts(f"人人人人{sign}人", room=50) == ["人人人人", f"{sign}人"]
        assert texts(f"人人人{sign}人", room=50) == [f"人人人{sign}", "人"]


def test_a_latin_word_is_not_parted_but_a_long_address_is():
    assert texts("人人人GPT-4", room=50) == ["人人人", "GPT-4"]
    assert texts("人人人人a.org/b", room=73) == ["人人人人a.org/", "b"]


# --- marks ----------------------------------------------------------------------------------


def test_what_is_longer_than_any_word_is_parted_anywhere():
    lines = [found.line for found in composed("a" * 100, room=10 * EM)]
    assert len(lines) == 5
    assert max(full_width(line) for line in lines) <= 10 * EM


def test_a_mark_halved_for_its_neighbour_leaves_no_hole_if_the_line_ends_before_that():
    line = first(word("论语", "l y"), "》（", "x" * 28, room=12 * EM).line
    assert text_of(line) == "论语》"
    assert line.gaps == [0, 0, 0]


def test_a_mark_at_the_end_of_a_line_is_halved():
    found = first("人人人人，人人", room=45)
    assert text_of(found.line) == "人人人人，"
    assert found.line.widths[-1] == EM / 2
    assert found.line.width == 45


def test_a_whole_paragraph_that_fits_keeps_the_mark_at_its_end_whole():
    assert first("人人，", room=100).line.width == 3 * EM


def test_an_opening_mark_at_the_start_of_a_line_is_halved_and_within_it_is_not():
    line = first("（人", room=100).line
    assert (line.widths, line.places()[0]) == ([5, 10], [-5, 5])
    assert first("（人", is_line_start=False).line.widths == [10, 10]
    assert first("人（人").line.widths == [10, 10, 10]


def test_of_two_marks_side_by_side_one_is_halved():
    line = first("人《论语》（节选）人").line
    marks = {
        (index, cluster.token.text): line.widths[index]
        for index, cluster in enumerate(line.clusters)
        if cluster.token.kind is not Kind.HAN
    }
    assert marks == {(1, "《"): 10, (4, "》"): 5, (5, "（"): 10, (8, "）"): 10}
    assert first("人（《人").line.widths == [10, 10, 5, 10]
    assert first("人（《人").line.places()[0] == [0, 10, 15, 25]


def test_centred_stops_of_traditional_text_keep_their_square():
    how = setting(is_traditional=True)
    assert first("人。」人", how=how).line.widths == [10, 10, 10, 10]
    assert first("人。」人").line.widths == [10, 5, 10, 10]


def test_marks_lend_of_their_halves_to_bring_a_mark_in():
    # 人，人、人，人人人 is 90 wide; its last mark needs half an em more than 90.
    line = first("人，人、人，人人人。人人", room=92).line
    assert text_of(line) == "人，人、人，人人人。"
    assert full_width(line) == pytest.approx(92)
    assert line.widths[1] == line.widths[3] == line.widths[5] == 9
    assert line.widths[-1] == EM / 2


def test_a_mark_between_two_readings_that_touch_lends_nothing():
    wide = word("窗", "chuángr")
    for room in range(70, 180):
        for found in composed(wide, "‘", wide, "，", wide, "人人，人人。", room=room):
            for (_, _, end), (_, start, _) in pairwise(spans(found.line)):
                assert start - end > 0.25 * EM - 0.001
            assert found.line.width <= room + 0.001


def test_marks_lend_a_quarter_em_at_most():
    assert text_of(first("人，人人人人！人人", room=67.4).line) == "人，人人人"
    assert text_of(first("人，人人人人！人人", room=67.6).line) == "人，人人人人！"


# --- scripts --------------------------------------------------------------------------------


def test_a_quarter_em_stands_between_chinese_and_another_script():
    assert first("人AI人").line.fixed == [0, 2.5, 2.5]
    assert first("人，AI。").line.fixed == [0, 0, 0, 0]
    assert first("人AI人").line.width == 35


def test_letters_are_not_tracked_apart_but_characters_are():
    line = first("人工AI/bi人", how=setting(tracking=2)).line
    assert [cluster.token.text for cluster in line.clusters] == ["人", "工", "AI/", "bi", "人"]
    assert line.gaps == [0, 2, 2, 0, 2]
    assert line.is_elastic == [False, True, True, False, True]


# --- readings -------------------------------------------------------------------------------


def test_a_reading_stands_over_the_middle_of_its_character():
    [(_, start, end)] = spans(first("人", word("人", "rén"), "人").line)
    assert (start + end) / 2 == pytest.approx(15)


def test_a_reading_may_stand_over_its_neighbours_by_half_an_em():
    assert first("人", word("装", "zhuā"), "人").line.width == 30
    assert first("人", word("装", "zhuāng"), "人").line.gaps == [0, 5, 0]


def test_readings_of_two_words_keep_a_quarter_em_and_within_a_word_less():
    def distance(*parts: Word) -> float:
        (_, _, end), (_, start, _) = spans(first("人", *parts, "人").line)
        return start - end

    assert distance(word("双", "shuā"), word("庄", "zhuā")) == pytest.approx(0.25 * EM)
    assert distance(word("双庄", "shuā zhuā")) == pytest.approx(0.08 * EM)


def test_a_wide_reading_at_an_edge_stays_inside():
    wide = word("窗", "chuāng")
    for found in composed(*[wide] * 7, room=100):
        line = found.line
        assert spans(line)[0][1] >= 0
        assert spans(line)[-1][2] <= line.width + 0.001
        assert line.width <= 100.001


def test_a_reading_wider_than_the_only_character_of_its_line_stays_inside():
    wide = word("装", "zhuāng")
    for found in composed(wide, wide, wide, room=3 * EM):
        [(_, start, end)] = spans(found.line)
        assert 0 <= start < end <= found.line.width


def test_one_reading_over_two_characters_is_not_parted():
    long = word("人工", "réngōng")
    assert texts("人人人", long, "人", room=40) == ["人人人", "人工人"]


def test_a_word_is_parted_and_its_parts_together_are_the_word():
    long = word("人工智能", "é é é é")
    parts = [stay for found in composed("人", long, "人", room=30) for stay in found.line.words]
    assert [(stay.start, stay.end) for stay in parts] == [(0, 2), (2, 4)]
    assert [stay.is_whole for stay in parts] == [False, False]
    assert {stay.word for stay in parts} == {long}


@given(BREATHS, st.integers(4, 20))
def test_the_parts_of_every_word_are_the_word(parts: list[str | Word], ems: int):
    said = ""
    for found in composed(*parts, room=ems * EM):
        for stay in found.line.words:
            clusters = found.line.clusters[stay.first : stay.last + 1]
            shown = "".join(cluster.token.text for cluster in clusters)
            assert shown == stay.word.base[stay.start : stay.end]
            said += shown
    assert said == "".join(part.base for part in parts if isinstance(part, Word))


def test_two_equal_words_side_by_side_are_two():
    twice = word("人", "rén")
    assert [stay.first for stay in first(twice, twice).line.words] == [0, 1]


def test_a_word_s_mark_is_counted_in_the_bytes_of_the_line():
    found = first(word("人", "é"), "人", room=10)
    assert found.rest == len("人".encode()) + 12


# --- equal cells ----------------------------------------------------------------------------


def test_in_equal_cells_all_advances_are_cells():
    line = first("人", word("装", "zhuā"), "，AIAI人", how=setting(cell=16)).line
    assert line.widths == [16, 16, 16, 32, 16]
    assert line.gaps == line.fixed == [0] * 5


def test_in_equal_cells_glyphs_stand_in_the_middle_and_nothing_is_halved():
    line = first("（人》（，", how=setting(cell=16)).line
    assert line.places()[0] == [3, 19, 35, 51, 67]


def test_in_equal_cells_a_line_is_a_whole_number_of_cells():
    widths = [found.line.width for found in composed("人，" * 20, room=100, how=setting(cell=16))]
    assert set(widths[:-1]) <= {80, 96}
