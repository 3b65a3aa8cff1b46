"""Tables before pages that are narrower than they are."""

from __future__ import annotations

import re

import pytest

from duben.render import Templates
from duben.vocabulary import classes
from duben.write.epub import tables
from epub_books import body, ruby


def boxed(head: str, *rows: str) -> tuple[str, list[str | None]]:
    """Box a table; return its box's class and what each cell is told of its column."""
    heads = "".join(f"<th>{cell}</th>" for cell in head.split("|") if head)
    lines = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split("|")) + "</tr>" for row in rows
    )
    made = body(f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>尾")
    tables.box(made)
    (outer,) = made
    assert outer.tail == "尾"
    assert outer[0].tail is None
    return " ".join(classes(outer)), [cell.get("data-column") for cell in outer.iter("{*}td")]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("甲|乙|丙", "table"),  # fits on any page
        ("语文老师|数学老师|音乐老师", "table"),  # lines end between Chinese characters
        ("characters|different", "table needs-12"),
        (f"{ruby('壮丽', 'zhuàng lì')}|" * 4 + "甲", "table needs-18"),
        ("characters|" * 4 + "different", "table needs-40"),
        ("characters|" * 9 + "different", "table needs-40"),
    ],
)
def test_a_table_is_said_to_need_what_its_longest_words_need(row: str, kind: str):
    assert boxed("", row)[0] == kind


def test_cells_are_told_the_name_of_their_column_but_for_the_first():
    head = f"时间|{ruby('星期一', 'xīng qī yī')}|"
    assert boxed(head, "八点|语文|带课本")[1] == [None, "星期一", None]


def test_the_style_has_a_rule_for_each_width():
    style = Templates().read("formats/epub/narrow.css")
    steps = {int(step) for step in re.findall(r"\.needs-(\d+)", style)}
    limits = [int(limit) for limit in re.findall(r"max-inline-size: (\d+)em\)", style)]
    assert steps == set(limits) == set(tables.STEPS)
    for step in tables.STEPS:
        rules = style.partition(f"(max-inline-size: {step}em)")[2].partition("@container")[0]
        assert set(re.findall(r"\.needs-(\d+)", rules)) == {str(step)}
