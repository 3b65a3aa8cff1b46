"""Punctuation: full-width beside Chinese, untouched elsewhere, in time that grows evenly."""

from __future__ import annotations

import time

import pytest

from duben.clean import clean
from duben.clean.punctuation import restore_punctuation
from duben.model import Line, Notice, Source


def source_of(text: str, language="zh-Hans") -> Source:
    lines = tuple(Line(row, number) for number, row in enumerate(text.split("\n"), 1))
    return Source("t", lines, "", language=language)


def restored(text: str, language="zh-Hans") -> str:
    source = restore_punctuation(source_of(text, language))
    return "\n".join(line.text for line in source.lines)


def notices_of(text: str) -> tuple[Notice, ...]:
    return restore_punctuation(source_of(text)).notices


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
)


@pytest.mark.parametrize("pattern", HOSTILE)
def test_a_hostile_line_costs_no_more_than_its_length(pattern):
    """Ten times the length may take ten times the time, not a hundred times."""

    def seconds(length: int) -> float:
        source = source_of((pattern * length)[:length] + "好")
        taken = []
        for _ in range(3):
            start = time.process_time()
            clean(source)
            taken.append(time.process_time() - start)
        return min(taken)

    seconds(100)  # tables are loaded once
    assert seconds(20_000) < 40 * max(seconds(2_000), 0.001)


def test_each_paragraph_of_a_speech_opens_anew():
    assert restored('"第一段,\n"第二段。"') == "“第一段，\n“第二段。”"


def test_a_mark_at_the_end_of_a_line_closes():
    assert restored('他说好。"') == "他说好。”"


def test_a_quotation_of_latin_letters_is_a_quotation():
    assert restored("他说'A'好") == "他说‘A’好"
