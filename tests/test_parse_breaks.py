"""Breaks inside a paragraph: verse, lines to be joined again, or a paragraph a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from duben.han import han
from duben.parse import parse
from duben.source import Gloss, Line, Markup, Source

if TYPE_CHECKING:
    from duben.model import Publication


def broken(*lines: str) -> Publication:
    """A title, and one paragraph whose lines are parted by breaks."""
    rows = [Line("题目", 1, markup=Markup("title"))]
    for number, line in enumerate(lines, 2):
        rows.append(Line(line, number, markup=Markup("paragraph", group=7)))
    return parse(Source("t", tuple(rows), "d"))


def outline(publication: Publication) -> list[tuple[str, list[str]]]:
    return [
        (block.kind, [p.text for p in block.passages])
        for section in publication.sections
        for block in section.blocks
    ]


POEM = ("床前明月光，", "疑是地上霜。", "举头望明月，", "低头思故乡。")
SONG = ("你问我爱你有多深", "我爱你有几分", "我的情也真", "我的爱也真", "月亮代表我的心")


@pytest.mark.parametrize("lines", [POEM, SONG])
def test_poems_and_songs_keep_their_lines_and_say_so(lines):
    publication = broken(*lines)
    assert outline(publication) == [("verse", list(lines))]
    assert [notice.code for notice in publication.notices] == ["T13"]


@pytest.mark.parametrize(
    "lines",
    [
        ("地址：北京路一号", "电话：一二三四五"),
        ("北京大学", "清华大学", "复旦大学"),
        ("北京外国语大学", "上海交通大学", "中国人民大学", "南京师范大学"),
        ("第3组我们去了", "第4组你们去了", "第5组他们去了", "第6组大家去了"),
        ("早上八点上班，", "下午五点下班。"),
        ("第一段完了。", "第二段也完了。"),
        ("人工智能", "发展"),
    ],
)
def test_lines_that_may_be_anything_stay_apart(lines):
    assert outline(broken(*lines)) == [("paragraph", [line]) for line in lines]


def test_lines_broken_at_one_width_are_joined_and_each_joint_is_told():
    text = "我们深感人工智能对世界的深远影响和巨大潜力认识到它正在引领一场科技革命深刻影响人类"
    lines = (text[:24], text[10:34], text[12:30])
    publication = broken(*lines)
    assert outline(publication) == [("paragraph", ["".join(lines)])]
    assert [(n.code, n.line) for n in publication.notices] == [("T02", 3), ("T02", 4)]


def test_a_long_line_that_ends_in_mid_sentence_runs_on():
    lines = ("我们深感人工智能对世界的深远影响和巨大的潜力，而且", "也看到风险。")
    assert outline(broken(*lines)) == [("paragraph", ["".join(lines)])]


def test_a_chapter_line_does_not_swallow_the_text_below():
    publication = broken("第一章 开头", "他走进了房间。")
    assert [s.heading.text for s in publication.sections if s.heading] == ["第一章 开头"]
    assert outline(publication) == [("paragraph", ["他走进了房间。"])]


def test_an_indented_line_begins_a_paragraph():
    long = "　　我们深感人工智能对世界的深远影响和巨大的潜力，而且"
    assert outline(broken(long, "　　第二段。")) == [
        ("paragraph", [long.strip("　")]),
        ("paragraph", ["第二段。"]),
    ]


def test_glosses_go_with_their_characters():
    first = Line(
        "我们深感人工智能对世界的深远影响和巨大的潜力，而且", 2, (), Markup("paragraph", group=1)
    )
    second = Line("也看到", 3, (Gloss(1, "看", "kàn", 3),), Markup("paragraph", group=1))
    title = Line("题目", 1, markup=Markup("title"))
    (passage,) = parse(Source("t", (title, first, second), "d")).sections[0].paragraphs
    (gloss,) = passage.glosses
    assert han(passage.text)[gloss.position] == "看"
