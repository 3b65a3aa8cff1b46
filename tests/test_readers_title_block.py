"""The title block that a source gives apart from its text becomes lines, once."""

from __future__ import annotations

from duben.readers.base import Contents
from duben.readers.title_block import with_title_block
from duben.source import Line, Markup


def block(*lines: Line, **given: str) -> list[tuple[str, str]]:
    contents = Contents(lines, "", front_matter=tuple(given.items()))
    done = with_title_block(contents)
    return [(line.markup.role if line.markup else "", line.text) for line in done.lines]


def test_what_is_given_apart_stands_above_the_text():
    assert block(Line("正文。", 4), title="题目", subtitle="——副题", author="鲁迅") == [
        ("title", "题目"),
        ("subtitle", "——副题"),
        ("author", "鲁迅"),
        ("", "正文。"),
    ]


def test_what_is_put_in_is_listed_as_added():
    contents = Contents((Line("正文。", 4),), "", front_matter=(("title", "题目"),))
    (notice,) = with_title_block(contents).notices
    assert (notice.code, notice.added) == ("F02", "题目")


def test_a_line_that_says_the_same_takes_the_role_and_nothing_is_added():
    for row in ("# 题目", "《题目》", "题目"):
        lines = (Line("", 1), Line(row, 2), Line("正文。", 4))
        assert block(*lines, title="题目")[1] == ("title", row.lstrip("# "))


def test_a_line_far_below_is_no_title():
    lines = (*(Line(f"第{n}行。", n) for n in range(1, 9)), Line("题目", 9))
    assert block(*lines, title="题目")[0] == ("title", "题目")


def test_the_title_that_the_markup_names_is_believed():
    lines = (Line("真题目", 1, markup=Markup("title")), Line("正文。", 2))
    assert block(*lines, title="题目") == [("title", "真题目"), ("", "正文。")]
