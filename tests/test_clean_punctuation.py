"""Punctuation: full-width beside Chinese, untouched elsewhere, in time that grows evenly."""

from __future__ import annotations

import time

import pytest

from duben.clean import clean
from duben.clean.protection import protected
from duben.clean.punctuation import restore_punctuation
from duben.clean.wrapping import find_paragraphs
from duben.readers.annotation import annotated
from duben.source import Line, Markup, Notice, Source


def source_of(text: str, language="zh-Hans") -> Source:
    lines = tuple(Line(row, number) for number, row in enumerate(text.split("\n"), 1))
    return Source("t", lines, "", language=language)


def restored(text: str, language="zh-Hans") -> str:
    source = restore_punctuation(source_of(text, language))
    return "\n".join(line.text for line in source.lines)


def notices_of(text: str) -> tuple[Notice, ...]:
    return restore_punctuation(source_of(text)).notices


ENTRIES = [
    "[1] 张三. 中国经济[J]. 经济研究, 2020(3): 12-20.",
    "[2] 李四. 前景分析[M]. 北京: 某出版社, 2019.",
    "王五. 一篇论文[D]. 上海: 某大学, 2018.",
    "[3] 赵六. 会议论文[C]//某会议论文集. 北京: 某社, 2001: 3-5.",
    "[4] 新华社. 一条新闻[N]. 人民日报, 2020-01-02(3).",
    "[5] 某局. 统计公报[EB/OL]. (2020-02-28)[2021-03-01]. http://a.cn/x.html.",
    "[6] 钱七, 孙八, 等. 网上论文[J/OL]. 学报, 2020, 3(2): 1-9[2020-05-06].",
    "[7] 某部. 标准: GB/T 7714-2015[S]. 北京: 某社, 2015.",
]


@pytest.mark.parametrize("entry", [*ENTRIES, "\n".join(ENTRIES)])
def test_a_bibliography_keeps_its_marks(entry):
    assert restored(f"这是正文,有句号。\n\n{entry}") == f"这是正文，有句号。\n\n{entry}"


def test_the_broken_lines_of_an_entry_are_one():
    assert all(protected("[1] 张三, 李四.\n题[J]. 刊, 3(2)."))
    assert not any(protected("[1] 张三, 李四.\n题[J]. 刊, 3(2).\n[2] 注, 释.")[-8:])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[1] 这是一条注释,不是书目.", "[1] 这是一条注释，不是书目。"),
        ("他用[M]表示书,对吗?", "他用[M]表示书，对吗？"),
        ("按[J]键,再按[K].", "按[J]键，再按[K]."),
        (
            "[1] 见张三[J]. 刊, 3(2).\n[2] 注释,不是书目.",
            "[1] 见张三[J]. 刊, 3(2).\n[2] 注释，不是书目。",
        ),
    ],
)
def test_what_is_no_entry_of_a_bibliography_is_restored(text, expected):
    assert restored(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("潜力,认识;好:坏!吗?", "潜力，认识；好：坏！吗？"),
        ("7月4日,2024年", "7月4日，2024年"),
        ("第3,4月", "第3，4月"),
        ("A,B,C三类", "A，B，C三类"),
        ("宣言(全文)", "宣言（全文）"),
        ("组织(WHO)说", "组织（WHO）说"),
        ("好（坏)", "好（坏）"),
        ("后来...", "后来……"),
        ("后来…好", "后来……好"),
        ("好?......", "好？……"),
        ("后来......。", "后来……。"),
        ("他说--走了", "他说——走了"),
        ("他说──走了", "他说——走了"),
        ("他来了.", "他来了。"),
        ("他来了.我走了.", "他来了。我走了。"),
        ("我读马克.吐温.他读鲁迅.", "我读马克.吐温。他读鲁迅。"),
        ("时间: 10:30", "时间：10:30"),
        ("好 , 坏", "好，坏"),
        ("人工智能 (AI) 是", "人工智能（AI）是"),
        ("他说:\"你好,'世界'!\"", "他说：“你好，‘世界’！”"),
        ('"好"和"坏"', "“好”和“坏”"),
        ("好｡坏､", "好。坏、"),
    ],
)
def test_marks_beside_chinese_become_full_width(text, expected):
    assert restored(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "见http://a.com/x?y=1&z=(2)",
        "邮箱a.b@c.com",
        "在18:01:22",
        "比例3:2",
        "是3.14和1,234,567.8",
        "版本v1.2.3",
        "`a,b;c`",
        "f(x,y)",
        "用 Python, Java 写",
        "don't停",
        '14"的屏幕',
        "三十—五十",
        "一.总则",
        "1. 总则",
        "1)第一",
        "用{{ a, b }}写",
        "用<a href='x'>写",
        "见[图](a.png)",
        "![图](a.png)",
        "C:\\好",
        "2020--2024年",
        "目录" + "." * 40 + "3",
        "Hello, world!",
        'He said: "ok".',
        "key:value是",
        "好，。；：！？“”（）……——",
        "姓名 Smith, John",
        "'90年代",
        "&nbsp;好",
    ],
)
def test_what_is_no_chinese_punctuation_stays(text):
    assert restored(text) == text


def test_code_between_fences_stays():
    assert restored("好,\n```\n好,(a)\n```\n好,") == "好，\n```\n好,(a)\n```\n好，"


def test_a_full_stop_inside_a_line_stays_where_the_text_has_real_ones():
    assert restored("马克.吐温写。") == "马克.吐温写。"


def test_a_quotation_runs_over_the_end_of_a_line():
    assert restored('他说:"一行\n二行"好') == "他说：“一行\n二行”好"


def test_traditional_text_with_corner_brackets_gets_corner_brackets():
    assert restored("「好」和\"壞\"和'好'", "zh-Hant") == "「好」和「壞」和『好』"


def test_a_quotation_that_is_not_closed_is_reported():
    (notice,) = [notice for notice in notices_of('"我们走吧。\n\n好') if notice.code == "P08"]
    assert (notice.severity, notice.line) == ("warning", 1)


def test_a_change_is_a_notice_with_a_few_characters_around_it():
    (notice,) = notices_of("巨大潜力,认识到了")
    assert (notice.code, notice.line) == ("P01", 1)
    assert (notice.before, notice.after) == ("大潜力,认识到", "大潜力，认识到")


def test_every_change_of_a_line_has_its_notice():
    codes = [notice.code for notice in notices_of('(好): "坏"...,他--走了.')]
    assert codes == ["P02", "P02", "P01", "P07", "P05", "P05", "P03", "P01", "P04", "P06"]


HOSTILE = (
    "(",
    "a, ",
    ".",
    '"',
    "a-",
    "{{",
    "1,222,",
    "a(",
    "<a ",
    '好"',
    "](",
    "人(rén)",
    "`",
    "<!--",
    "[",
    "<",
    "〔",
    "1,2,3,",
    "——",
    "'a",
    "著",
    "隻有",
    "人 ",
    "人(ren)",
    "人[a",
    "二○",
    "来源：",
    annotated("人", "rén"),
    "\ufff9人",
    "\ufff9",
)


@pytest.mark.parametrize("pattern", HOSTILE)
def test_a_hostile_line_costs_no_more_than_its_length(pattern):
    """Eight times the length may take eight times the time, not sixty-four times."""

    def seconds(length: int) -> float:
        source = source_of((pattern * length)[:length] + "好")
        taken = []
        for _ in range(3):
            start = time.process_time()
            clean(source)
            taken.append(time.process_time() - start)
        return min(taken)

    seconds(100)  # tables are loaded once
    assert seconds(8_000) < 28 * max(seconds(1_000), 0.001)


def test_each_paragraph_of_a_speech_opens_anew():
    assert restored('"第一段,\n"第二段。"') == "“第一段，\n“第二段。”"


def test_a_mark_at_the_end_of_a_line_closes():
    assert restored('他说好。"') == "他说好。”"


def test_a_quotation_of_latin_letters_is_a_quotation():
    assert restored("他说'A'好") == "他说‘A’好"


WRAPPED = """　　他站在门口，望着远处的山，一句话也没有说，只是慢慢地把烟点上
{}然后转过身来，看着我们这些站在院子里的人，好像第一次看见我们
一样，过了很久，他才说出一句谁也没有想到的话来，把大家都惊呆
了。"""


def test_a_mark_at_the_start_of_a_broken_line_has_its_neighbour_in_the_line_before():
    text = WRAPPED.format(",")
    assert restored(text) == text.replace(",", "，")


def test_an_ellipsis_broken_over_two_lines_is_one():
    text = WRAPPED.format("...").replace("烟点上", "烟点上...")
    wanted = WRAPPED.format("").replace("烟点上", "烟点上……")
    assert restored(text) == wanted
    split = WRAPPED.format("…").replace("烟点上", "烟点上…")
    assert restored(split) == split


def test_brackets_and_quotes_run_over_the_ends_of_broken_lines():
    text = WRAPPED.format("(").replace("站在院子里", "站在院子里)")
    assert restored(text) == text.replace("(", "（").replace(")", "）")
    quoted = WRAPPED.format('"').replace("站在院子里", '站在院子里"')
    assert restored(quoted) == WRAPPED.format("“").replace("站在院子里", "站在院子里”")


def test_a_change_in_a_broken_line_is_reported_with_its_own_line():
    (notice,) = notices_of(WRAPPED.format("").replace("惊呆\n", "惊呆,\n"))
    assert (notice.line, notice.removed, notice.added) == (3, ",", "，")


def test_lines_that_are_paragraphs_do_not_touch_each_other():
    text = "这是第一段，说的是一件很普通的事。\nHello, world!\n这是第三段，也是很普通的。"
    assert restored(text) == text


def test_a_line_that_the_source_calls_code_keeps_its_marks():
    line = Line("打印(好,坏)", 1, markup=Markup("code"))
    assert restore_punctuation(Source("t", (line,), "")).lines == (line,)


def test_cells_of_one_line_are_no_broken_paragraph():
    cells = tuple(Line("甲" * 30, 1, markup=Markup("cell", column=n)) for n in range(4))
    assert find_paragraphs(cells).groups == tuple(range(n, n + 1) for n in range(4))
    unmarked = [Line(cell.text, 1) for cell in cells]
    assert find_paragraphs(unmarked).groups == (range(4),)


def test_a_smiley_is_no_bracket():
    assert restored("明天见:)\n他说(好:)") == "明天见:)\n他说（好：）"


def test_single_quotes_side_by_side_are_pairs():
    assert restored("他说'好!''是,好的.'") == "他说‘好！’‘是，好的。’"


def test_traditional_text_with_straight_marks_only_gets_corner_brackets():
    assert restored("他說:\"好,'壞'\"", "zh-Hant") == "他說：「好，『壞』」"
    assert restored('“好”和"壞"', "zh-Hant") == "“好”和“壞”"


def test_a_full_stop_behind_a_closing_mark_is_one_inside_a_line_too():
    assert restored("他说“好”.我说不。") == "他说“好”。我说不。"


def test_an_open_quotation_does_not_run_into_the_next_cell():
    cells = tuple(Line(text, 1, markup=Markup("cell")) for text in ('说"好', '"坏"'))
    source = restore_punctuation(Source("t", cells, ""))
    assert [line.text for line in source.lines] == ["说“好", "“坏”"]


def test_a_fence_inside_code_of_the_markup_opens_no_other():
    lines = (Line("```", 1, markup=Markup("code")), Line("好,", 2, markup=Markup("paragraph")))
    assert restore_punctuation(Source("t", lines, "")).lines[1].text == "好，"
