"""Levels of words, coverage of texts, figures of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from duben.study import levels
from duben.study.statistics import count
from study_texts import publication

if TYPE_CHECKING:
    from duben.model import Publication


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("我们", "1"),
        ("合作", "5"),
        ("秉持", "7–9"),
        ("篡改", "—"),
        ("花儿", "2"),  # as 花
        ("二十", "1"),  # as 二 and 十
    ],
)
def test_a_word_has_the_level_of_the_syllabus_of_2025(word: str, written: str):
    assert levels.label(levels.level_of(word)) == written


def test_the_three_lists_may_differ():
    assert [levels.level_of("意见", standard) for standard in ("2025", "2021", "2.0")] == [4, 2, 4]


def test_coverage_grows_with_the_level_and_ends_at_what_is_unlisted():
    rows = levels.coverage(["我们", "我们", "合作", "篡改"])
    assert [row.standard for row in rows] == ["HSK 2025", "HSK 2021", "HSK 2.0"]
    assert [len(row.shares) for row in rows] == [7, 7, 6]
    newest = rows[0]
    assert newest.shares == (50.0, 50.0, 50.0, 50.0, 75.0, 75.0, 75.0)
    assert newest.unlisted == 25.0


def test_a_text_without_words_has_no_coverage_and_divides_by_nothing():
    assert levels.coverage([])[0].shares == (0.0,) * 7


def test_headings_marks_and_digits_are_not_counted():
    figures = count(publication("我们有3本书。", "我们！", heading="一、我们的书"))
    assert (figures.characters, figures.distinct_characters) == (7, 5)
    assert (figures.words, figures.distinct_words) == (5, 4)
    assert (figures.sentences, figures.mean_sentence, figures.longest_sentence) == (2, 3.5, 5)


def test_a_sentence_without_chinese_is_none():
    assert count(publication("我们。2024。")).sentences == 1


def test_a_publication_without_paragraphs_has_figures_of_nought():
    figures = count(publication())
    assert (figures.sentences, figures.mean_sentence, figures.longest_sentence) == (0, 0.0, 0)


def test_the_figures_of_the_declaration(declaration: Publication):
    figures = count(declaration)
    assert (figures.characters, figures.distinct_characters) == (1597, 414)
    assert figures.sentences == 34
    newest = figures.coverage[0].shares
    # 17, 18, 26, 46, 71, 86, 93: counted by hand from the list; the cut may change a little.
    assert newest == pytest.approx((17.0, 18.2, 26.6, 45.9, 71.4, 85.5, 92.8), abs=1.0)
    assert "赋能" in figures.unlisted_words
    assert "我们" not in figures.unlisted_words
