"""写一写: what is worth writing, and what is not asked."""

from __future__ import annotations

import pytest

from duben.study import guide, writing
from duben.study.model import Entry, Writing
from study_texts import publication


def entry(word: str, *, doubtful: bool = False) -> Entry:
    return Entry(word, word, "", "", "", doubtful=doubtful)


def test_characters_are_those_to_be_written_by_hand_above_the_level_the_easiest_first():
    entries = [entry("篡改"), entry("深远"), entry("巨大"), entry("引领")]
    assert writing.task(entries, 4).characters == ("巨", "领")  # 篡 is read, not written
    assert "大" not in writing.task(entries, 1).characters


def test_a_row_or_two_is_enough():
    entries = [entry("巨大"), entry("引领"), entry("人类"), entry("未来"), entry("研究创新")]
    assert len(writing.task(entries, 3).characters) == 4


def test_a_character_is_written_once_in_a_text():
    assert writing.task([entry("巨大"), entry("引领")], 4, {"巨"}).characters == ("领",)


def test_traditional_characters_are_written_as_they_stand():
    assert writing.task([entry("巨大"), entry("引領")], 4).characters == ("巨", "領")


def test_words_to_use_are_the_next_to_be_learnt():
    entries = [entry("引领"), entry("善"), entry("赋能"), entry("深远"), entry("潜力")]
    assert writing.task(entries, 4).words == ("深远", "潜力", "引领")


@pytest.mark.parametrize(
    "entries", [[], [entry("深远")], [entry("深远"), entry("巨大", doubtful=True)]]
)
def test_nothing_is_asked_where_words_are_too_few(entries: list[Entry]):
    assert writing.task(entries, 4).words == ()


def test_sections_without_new_words_have_nothing_to_write():
    (section,) = guide(publication("我们是朋友。"), level=4).sections
    assert section.writing == Writing()
