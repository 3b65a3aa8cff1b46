"""Markdown: marks go, text stays, and each line knows what it is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts import balance
from duben.errors import SourceError
from duben.readers import text as plain_text
from duben.readers.annotation import annotated
from duben.readers.base import Contents, Request
from duben.readers.markdown import read

REN = annotated("人", "rén")
DECIDED = annotated("人", "{rén}")
MARK = "# 题\n\n"  # makes any text Markdown


def contents(markdown: str) -> Contents:
    return read(markdown.encode(), Request("a.md"))


def texts(markdown: str) -> list[str]:
    """The lines of the text, without the heading that makes it Markdown."""
    return [line.text for line in contents(MARK + markdown).lines[1:]]


def roles(markdown: str) -> list[tuple[str, str]]:
    """What the lines are, and the lines; levels of headings and items behind the role."""
    return [
        (f"{line.markup.role} {line.markup.level or ''}".strip(), line.text)
        for line in contents(markdown).lines
        if line.markup
    ]


def notices(markdown: str) -> dict[str, str]:
    """What each notice says was removed, or added."""
    return {n.code: n.removed or n.added for n in contents(markdown).notices}


def test_headings_paragraphs_and_their_lines():
    found = contents("# 宣言\n\n第一段。\n\n## 一、目标 ##\n\n第二段。\n\n小节\n---\n")
    assert [(line.number, line.markup.role, line.markup.level) for line in found.lines] == [
        (1, "title", 1),
        (3, "paragraph", 0),
        (5, "heading", 2),
        (7, "paragraph", 0),
        (9, "heading", 2),
    ]
    assert found.lines[2].text == "一、目标"
    assert found.notices == ()


@pytest.mark.parametrize("markdown", ["# 一\n\n# 二", "前言。\n\n# 一\n\n正文。"])
def test_only_a_single_heading_at_the_top_is_the_title(markdown):
    assert "title" not in [role for role, _ in roles(markdown)]


@pytest.mark.parametrize(
    "text",
    [
        "第一行很长的文字\n续行\n",
        "　　第一段。\n　　第二段。\n",
        "    四格的一段。\n续行。\n\n    又一段。\n",
        "1. 总则\n2. 范围\n",
        "第一条　为了。\n第二条　凡是。\n\n- 5 -\n",
        "正文到此为止。\n---\n下文。\n",
        "———\n\n* * *\n\n完。\n",
    ],
)
def test_a_file_without_markdown_is_read_as_text(text):
    request = Request("a.md")
    assert read(text.encode(), request) == plain_text.read(text.encode(), request)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**中文。**中文", "中文。中文"),
        ("中文**“中文”**中文", "中文“中文”中文"),
        ("*中*文，__强__。", "中文，强。"),
        ("~~删除。~~中", "删除。中"),
        ("`代码` ``a`b``", "代码 a`b"),
        ("[链接](http://a.b)和<http://c.d>", "链接和http://c.d"),
        ("&lt;中&amp;&#25991;&gt;", "<中&文>"),
        (r"\*中\* \# \\", r"*中* # \ ".strip()),
        ("H<sub>2</sub>O，<b>粗</b><span class='x'>体</span>", "H2O，粗体"),
        ("{人|rén}工", f"{DECIDED}工"),
        ("**{人|rén}**", DECIDED),
        ("`{人|rén}`", "{人|rén}"),
        (r"\{人|rén}", "{人|rén}"),
        ("{{7*7}} {{ 名|upper }}", "{{7*7}} {{ 名|upper }}"),
        ("$a_1*b*c$，$5和$6", "$a_1*b*c$，$5和$6"),
        ("2 * 3 * 4 中", "2 * 3 * 4 中"),
        ("图![说明](a.png)后", "图后"),
        ("前<!-- 注 -->后", "前后"),
        ("前<!-- 注", "前<!-- 注"),
        ("&emsp;&emsp;段落", "段落"),
    ],
)
def test_inside_a_line_marks_go_and_text_stays(markdown, text):
    assert texts(markdown) == [text]


@pytest.mark.parametrize(
    "ruby",
    [
        "<ruby>人<rt>rén</rt></ruby>",
        "<ruby>人<rp>(</rp><rt>rén</rt><rp>)</rp></ruby>",
        "<ruby><rb>人</rb><rt>rén</rt></ruby>",
        "<ruby>人<rt>rén</ruby>",
        "<RUBY>人<RT>rén</RT></RUBY>",
        "<ruby>\n人<rt>rén</rt>\n</ruby>",
    ],
)
def test_ruby_of_html_is_an_annotation(ruby):
    assert texts(f"中{ruby}工") == [f"中{REN}工"]
    assert texts(f"<p>中{ruby}工</p>") == [f"中{REN}工"]


def test_ruby_of_several_characters_keeps_each_reading_with_its_own():
    each = annotated("工", "gōng") + REN
    assert texts("x<ruby>工<rt>gōng</rt>人<rt>rén</rt></ruby>") == ["x" + each]
    assert texts("x<ruby><rb>工</rb><rb>人</rb><rt>gōng</rt><rt>rén</rt></ruby>") == ["x" + each]
    assert texts("x<ruby>工人<rt>gōng rén</rt></ruby>") == ["x" + annotated("工人", "gōng rén")]
    assert texts("x<ruby><rt>只有</rt></ruby>") == ["x只有"]


def test_lists_have_depth_labels_and_one_group():
    found = contents("3. 甲\n4. 乙\n   - 子\n     - [x] 孙\n\n   又一段\n")
    assert [
        (line.text, line.markup.role, line.markup.level, line.markup.label) for line in found.lines
    ] == [
        ("3. 甲", "item", 0, "3. "),
        ("4. 乙", "item", 0, "4. "),
        ("子", "item", 1, ""),
        ("孙", "item", 2, ""),
        ("又一段", "paragraph", 0, ""),
    ]
    assert len({line.markup.group for line in found.lines[:4]}) == 1
    assert [notice.code for notice in found.notices] == ["M05"]


def test_the_numbers_of_a_list_are_the_authors_if_they_rise():
    assert texts("2. 甲\n5. 乙") == ["2. 甲", "5. 乙"]
    assert texts("1) 甲\n1) 乙") == ["1) 甲", "2) 乙"]


def test_quotations_code_and_verse():
    assert roles(
        "> 引文\n> > 深\n\n```py\na = 1\n\n# 中\n```\n\n床前明月光，  \n疑是地上霜。\n"
    ) == [
        ("quotation", "引文"),
        ("quotation", "深"),
        ("code", "a = 1"),
        ("code", ""),
        ("code", "# 中"),
        ("paragraph", "床前明月光，"),
        ("paragraph", "疑是地上霜。"),
    ]


def test_a_line_block_is_verse():
    assert roles(MARK + "| 白日依山尽\n| 黄河入海流")[1:] == [
        ("verse", "白日依山尽"),
        ("verse", "黄河入海流"),
    ]


def test_lines_without_a_blank_one_between_share_a_group():
    found = contents(MARK + "甲\n乙  \n丙\n\n丁\n\n戊\n　　己\n庚").lines[1:]
    assert [(line.text, line.markup and line.markup.group) for line in found] == [
        *(("甲", 1), ("乙", 1), ("丙", 1)),
        *(("丁", 0), ("戊", 0)),
        *(("己", 2), ("庚", 2)),
    ]


def test_a_table_has_its_cells_in_full_rows():
    found = contents("| 甲 | 乙 |\n|---|---|\n| {人|rén} | 丙 | 多 |\n| 丁\n")
    assert [
        (line.markup.row, line.markup.column, line.markup.is_head, line.text)
        for line in found.lines
    ] == [
        (0, 0, True, "甲"),
        (0, 1, True, "乙"),
        (0, 2, True, ""),
        (1, 0, False, DECIDED),
        (1, 1, False, "丙"),
        (1, 2, False, "多"),
        (2, 0, False, "丁"),
        (2, 1, False, ""),
        (2, 2, False, ""),
    ]


def test_footnotes_are_numbered_by_their_marks_and_stand_at_the_end():
    found = contents("甲[^乙]丙[^x]。\n\n[^x]: 后注\n[^乙]: 先注\n\n    其二\n[^z]: 无人\n")
    assert [(line.text, line.number) for line in found.lines] == [
        ("甲[1]丙[2]。", 1),
        ("[1]先注", 4),
        ("其二", 6),
        ("[2]后注", 3),
        ("[3]无人", 7),
    ]
    assert [line.markup.label for line in found.lines] == ["", "[1]", "", "[2]", "[3]"]


def test_hard_breaks_part_running_text():
    assert texts("第一行文字  \n第二行\\\n第三<br>第四") == ["第一行文字", "第二行", "第三", "第四"]


LONG = "这是没有空行的一段话，它写得很长很长，一直写到一百个字以上才停下来，" * 3


@pytest.mark.parametrize(
    "lines",
    [
        ["　　第一段没有写完", "　　第二段。"],
        ["第一条　甲乙丙丁", "第二条　甲乙丙丁"],
        ["一、甲乙丙", "（一）甲乙丙", "1.甲乙丙"],
        [LONG + "。", "短的一段。", LONG + "完。"],
        ["甲：你好吗？", "乙：我很好。"],
        ["总则", "为了规范某些行为，根据某某法，制定本办法。"],
        ["&emsp;&emsp;甲乙丙", "&emsp;&emsp;甲乙丙"],
    ],
)
def test_lines_that_are_paragraphs_of_their_own_stay_apart(lines):
    found = contents(MARK + "\n".join(lines))
    assert [line.text for line in found.lines[1:]] == [
        line.replace("&emsp;", "").strip("　") for line in lines
    ]
    assert [line.number for line in found.lines[1:]] == list(range(3, 3 + len(lines)))
    assert found.notices == ()


def test_wrapped_lines_of_an_item_are_joined():
    wrapped = "一段话在三十个字的地方换行，行行一样长。" * 6
    lines = [wrapped[start : start + 30] for start in range(0, len(wrapped), 30)]
    assert texts("- " + "\n  ".join(lines)) == [wrapped]


def test_four_spaces_make_code_of_code_and_no_code_of_prose():
    assert roles(MARK + "    print(1)  # 中\n\n    “中文的一段。”\n")[1:] == [
        ("code", "print(1)  # 中"),
        ("paragraph", "“中文的一段。”"),
    ]


def test_a_rule_below_a_paragraph_makes_no_heading_of_it():
    assert roles(MARK + "这是一段话，后面有线。\n---\n")[1:] == [
        ("paragraph", "这是一段话，后面有线。")
    ]


def test_blocks_of_html_keep_their_text():
    html = (
        '<div title="属性">\n<h2>标题</h2>\n<p align="center">甲<br>乙</p>\n'
        "<script>var 丙</script><table><tr><td>丁<td>戊</table></div>"
    )
    assert roles(MARK + html)[1:] == [
        ("heading 2", "标题"),
        ("paragraph", "甲"),
        ("paragraph", "乙"),
        ("paragraph", "丁"),
        ("paragraph", "戊"),
    ]
    assert notices(html) == {"M03": "var 丙", "M05": "属性"}


@pytest.mark.parametrize("start", ["<!-- 注", "<script>", "<style>", "<?中", "<![CDATA[中"])
def test_markup_without_its_end_hides_nothing(start):
    assert "后文。" in texts(f"{start}\n\n后文。")


def test_what_is_left_out_is_listed():
    assert notices('[甲](乙 "丙") ![丁](戊)\n\n<!-- 己 -->\n\n[庚]: /辛') == {
        "M01": "乙丙戊庚辛",
        "M02": "丁",
        "M03": "己",
    }
    assert notices("`x` &#20154;") == {"M06": "人"}
    assert notices("```中\nx\n```") == {"M05": "中"}


def test_the_title_of_the_front_matter_is_not_said_twice():
    front = "---\ntitle: 山城\nauthor: 李明\n---\n"
    same = contents(front + "# **山城**\n\n正文。")
    assert same.front_matter == (("author", "李明"),)
    assert [(line.number, line.markup.role) for line in same.lines] == [
        (5, "title"),
        (7, "paragraph"),
    ]
    other = contents(front + "# 第一章\n\n正文。")
    assert other.front_matter == (("title", "山城"), ("author", "李明"))
    assert other.lines[0].markup.role == "heading"


@pytest.mark.parametrize("deep", [">" * 3000, "- " * 3000, "1. " * 100])
def test_what_is_nested_too_deep_is_refused(deep):
    with pytest.raises(SourceError, match="too deep") as caught:
        contents(f"中文\n\n{deep}中")
    assert caught.value.where == "a.md:3"


@pytest.mark.parametrize(
    "hostile",
    [
        *(mark * 200_000 for mark in "([*`{<"),
        "[" * 100_000 + "]" * 100_000,
        "[^1]: 中\n\n" + "[^" * 100_000,
        "[a](" * 25_000,
        "<!--\n" * 20_000,
        "<a" * 100_000,
        "<div>" * 3000,
        "<ruby>" * 20_000,
        "{人|" * 50_000,
        "**中" * 20_000,
        "中\n" * 30_000,
    ],
)
def test_hostile_lines_take_no_longer_than_others_and_lose_nothing(hostile):
    start = time.perf_counter()
    found = contents(MARK + hostile + "\n\n末。")
    assert time.perf_counter() - start < 5
    assert found.lines[-1].text in ("末。", "[1]中")
    assert balance(found) == {}


PIECES = st.sampled_from(
    [
        *"中文人工智能，。：“”（） \n\n",
        *"*_~`#>-+.[]()!<>|\\&$^{}:\"'=1a",
        "\n\n",
        "　　",
        "    ",
        "\t",
        "\n- ",
        "\n  - ",
        "\n1. ",
        "\n> ",
        "\n# ",
        "\n## 题",
        "**",
        "~~",
        "  \n",
        "\\\n",
        "{人|rén}",
        "{人|中}",
        "{ |中}",
        "`{人|rén}`",
        "<ruby>人<rp>（</rp><rt>rén</rt></ruby>",
        "<ruby>",
        "<rt>",
        "</ruby>",
        "[中](文)",
        '[中](<文> "题")',
        "[人][中]",
        "\n\n[中]: /文 '题'\n",
        "![图](文)",
        "<http://中.文>",
        "<!-- 注 -->",
        "<!--",
        "-->",
        "\n<div>\n",
        "</div>",
        '<p title="属性">',
        "<br>",
        "<b>",
        "<script>",
        "</script>",
        "<pre>",
        "<title>",
        "<?中?>",
        "<!X 中>",
        "<![CDATA[中]]>",
        "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 | 戊 |\n",
        "|",
        "[^注]",
        "\n[^注]: 注文\n",
        "\n[^二]: 注文\n\n    又",
        "\n```中\n",
        "\n~~~\n",
        "\n---\n",
        "\n===\n",
        "[ ] ",
        "&#20154;",
        "&amp;",
        "&emsp;",
        "$中$",
        "$$",
        "\u3007",
        "𠮷",
    ]
)
FRONT = st.sampled_from(["", "", "---\ntitle: 中文\nheadings: [题]\n---\n", "---\n中\n---\n"])
MARKDOWN = st.builds(
    lambda front, pieces: front + "".join(pieces), FRONT, st.lists(PIECES, max_size=40)
)


@given(MARKDOWN)
@settings(max_examples=300)
def test_every_chinese_character_is_in_a_line_or_in_a_notice(markdown):
    found = contents("中" + markdown if not markdown.strip() else markdown)
    assert balance(found) == {}


@given(MARKDOWN)
@settings(max_examples=300)
def test_lines_are_numbered_within_the_file_and_labels_begin_them(markdown):
    markdown = "中" + markdown if not markdown.strip() else markdown
    found = contents(markdown)
    count = len(plain_text.rows(markdown))
    for line in found.lines:
        assert 1 <= line.number <= count
        assert "\n" not in line.text
        if line.markup:
            assert line.text.startswith(line.markup.label)
