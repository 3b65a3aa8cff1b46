"""Page furniture goes from the edges of a text, and is listed."""

from __future__ import annotations

import pytest

from duben.clean.debris import drop_debris
from duben.model import Line, Source

BODY = tuple("这是正文的一行，说的是别的事。" for _ in range(20))


def dropped(*rows: str) -> Source:
    return drop_debris(Source("t", tuple(Line(row, n) for n, row in enumerate(rows, 1)), ""))


@pytest.mark.parametrize(
    ("row", "facts"),
    [
        ("發布時間: 2024-07-05 18:01 浏覽量: 4022", {"page_published": "2024-07-05T18:01"}),
        ("发布时间：2024年7月5日", {"page_published": "2024-07-05"}),
        (
            "来源：新华社 2024/7/5 8:01",
            {"page_source": "新华社", "page_published": "2024-07-05T08:01"},
        ),
        (
            "2024-07-05 来源：人民日报　字号：大 中 小",
            {"page_source": "人民日报", "page_published": "2024-07-05"},
        ),
        ("作者：鲁迅", {"author": "鲁迅"}),
        ("责任编辑：张三", {"page_editor": "张三"}),
        ("阅读量：1.2万", {}),
        ("【大】【中】【小】 打印", {}),
        ("打印 关闭窗口", {}),
    ],
)
def test_a_page_line_is_dropped_and_its_facts_are_kept(row, facts):
    source = dropped("标题", row, *BODY)
    assert row not in [line.text for line in source.lines]
    assert dict(source.front_matter) == facts
    (notice,) = source.notices
    assert (notice.code, notice.line, notice.before, notice.after) == ("D01", 2, row, "")


@pytest.mark.parametrize(
    "row",
    [
        "来源：这句话有句号。",
        "时间：7月4日",
        "浏览：了很多书",
        "发布时间：待定",
        "大",
        "大小",
        "作者：张三，李四",
        "作者说来源：不明",
        "来源" + "很" * 60,
    ],
)
def test_what_only_looks_like_a_page_line_stays(row):
    assert row in [line.text for line in dropped("标题", row, *BODY).lines]


def test_page_lines_in_the_middle_of_a_text_stay():
    source = dropped(*BODY[:8], "来源：新华社", *BODY[:8])
    assert source.notices == ()


def test_page_lines_at_the_end_are_dropped():
    source = dropped("标题", *BODY, "来源：新华社", "上一篇：别的文章")
    assert [notice.line for notice in source.notices] == [22, 23]


def test_a_word_to_click_on_is_a_title_in_the_first_line():
    assert dropped("分享", *BODY).lines[0].text == "分享"


def test_page_numbers_that_count_up_are_dropped():
    source = dropped("甲。", "— 1 —", "乙。", "— 2 —", "丙。", "3", "丁。")
    assert "".join(line.text for line in source.lines) == "甲。乙。丙。丁。"
    assert [notice.before for notice in source.notices] == ["— 1 —", "— 2 —", "3"]


def test_numbers_that_do_not_count_up_stay():
    assert dropped("甲。", "1984", "乙。", "3", "丙。", "7").notices == ()


def test_a_line_that_is_a_comment_is_dropped():
    source = dropped("标题", "<!-- 注 -->", "<!-- 注 --> 正文 <!-- 注 -->", *BODY)
    assert [(notice.code, notice.line) for notice in source.notices] == [("D03", 2)]
