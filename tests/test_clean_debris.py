"""Page furniture goes from the edges of a text, and is listed."""

from __future__ import annotations

import pytest

from duben.clean.debris import drop_debris
from duben.source import Line, Markup, Source

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
        (
            "作者：王五 发表于 2023-01-02",
            {"author": "王五", "page_published": "2023-01-02"},
        ),
        ("作者：王五 发布于2023年1月2日", {"author": "王五", "page_published": "2023-01-02"}),
        (
            "作者：王五 时间：2023/1/2 8:01",
            {"author": "王五", "page_published": "2023-01-02T08:01"},
        ),
        ("編輯：王五 2023-01-02", {"page_editor": "王五", "page_published": "2023-01-02"}),
        ("来源：办公室 【字体：大 中 小】", {"page_source": "办公室"}),
        ("来源：办公室 [大] [中] [小]", {"page_source": "办公室"}),
        ("来源：新华社  第三版", {"page_source": "新华社"}),
        ("来源：时间财经", {"page_source": "时间财经"}),
        ("作者：威廉 莎士比亚", {"author": "威廉 莎士比亚"}),
        ("责任编辑：张三", {"page_editor": "张三"}),
        ("阅读量：1.2万", {}),
        ("【大】【中】【小】 打印", {}),
        ("打印 关闭窗口", {}),
        ("（责任编辑：张三）", {"page_editor": "张三"}),
        ("来源丨新华社", {"page_source": "新华社"}),
        ("编辑丨李四  校对丨王五", {"page_editor": "李四"}),
        ("文/张三 图/视觉中国", {}),
        ("原创 小编 上海发布 2024-07-05 18:01 上海", {"page_published": "2024-07-05T18:01"}),
        ("2024-07-05 18:01", {"page_published": "2024-07-05T18:01"}),
        ("点击上方蓝字关注我们👇", {}),
        ("长按二维码，关注公众号！", {}),
        ("阅读 10万+ 在看 12", {}),
        ("分享到：微信 微博 QQ空间", {}),
        ("— END —", {}),
        ("阅读原文", {}),
        ("当前位置：首页 > 新闻 > 正文", {}),
        ("首页 > 新闻 > 正文", {}),
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
        "2024年7月5日",
        "微博",
        "图：上海的街头",
        "新华社北京7月5日电",
        "声明：我们反对一切战争。",
        "未经许可，不得进入。",
        "点击鼠标的声音",
        "关键词：人工智能",
        "时间：2024年7月5日",
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


def test_the_way_to_the_page_goes_from_the_first_line_too():
    assert dropped("首页 > 新闻 > 国内", "标题", *BODY).lines[0].text == "标题"


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


@pytest.mark.parametrize(
    "row",
    [
        "声明：本文转载自新华社，版权归原作者所有，如有侵权请联系我们删除。",
        "版权所有，未经授权不得转载。",
        "本文来源：网络，仅代表作者观点。",
        "Copyright © 2024 All Rights Reserved",
        "京ICP备12345678号",
    ],
)
def test_a_word_about_rights_goes_at_the_end_and_not_at_the_beginning(row):
    assert row not in [line.text for line in dropped("标题", *BODY, row).lines]
    assert row in [line.text for line in dropped("标题", row, *BODY).lines]


def test_titles_of_other_pages_go_with_the_line_above_them():
    source = dropped(
        "标题", *BODY, "相关阅读：", "上海今天发布了新政策", "周末去哪儿玩", "阅读原文"
    )
    assert [notice.line for notice in source.notices] == [22, 23, 24, 25]


def test_text_below_such_a_line_stays():
    rows = ("标题", *BODY, "相关阅读：", "这是一个完整的句子。")
    assert len(dropped(*rows).lines) == 22


def test_page_lines_at_the_end_may_be_many_if_nothing_stands_between_them():
    tail = [f"{label}：张三" for label in ("来源", "作者", "编辑", "校对", "审核", "监制", "排版")]
    source = dropped("标题", *BODY, *tail, "阅读原文")
    assert len(source.notices) == 8


def test_the_turns_of_an_interview_are_no_page_lines():
    source = dropped("标题", "记者：您好", "王先生：你好", *BODY, "记者：谢谢您", "王先生：不谢")
    assert source.notices == ()


def test_a_text_of_nothing_but_page_lines_is_left_alone():
    assert dropped("来源：新华社", "编辑：张三").notices == ()


def marked(text: str, role: str, number: int = 1) -> Line:
    return Line(text, number, markup=Markup(role))


def test_cells_headings_and_code_are_no_page_lines():
    lines = [marked("来源：新华社", role) for role in ("cell", "heading", "code", "item", "note")]
    body = [Line(row, 9) for row in BODY]
    assert drop_debris(Source("t", (*body, *lines), "")).notices == ()


def test_an_item_with_the_date_of_the_page_is_one():
    body = [marked(row, "paragraph", 9) for row in BODY]
    item = marked("发布时间：2024-07-05", "item", 9)
    source = drop_debris(Source("t", (*body, item), ""))
    assert source.lines == tuple(body)
    assert source.front_matter == (("page_published", "2024-07-05"),)


def test_of_lines_that_share_a_number_only_the_page_line_goes():
    lines = [Line(row, 1) for row in ("标题", "来源：新华社", *BODY)]
    assert [line.text for line in drop_debris(Source("t", tuple(lines), "")).lines] == [
        "标题",
        *BODY,
    ]


def test_numbers_in_cells_are_no_page_numbers():
    cells = tuple(marked(str(number), "cell") for number in range(1, 6))
    assert drop_debris(Source("t", cells, "")).notices == ()


def test_what_is_dropped_is_accounted_for():
    (notice,) = dropped("标题", "  来源：新华社", *BODY).notices
    assert notice.removed == "  来源：新华社"
