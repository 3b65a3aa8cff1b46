"""Word files: all of the text comes in, as Word shows it, and nothing else does."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts import balance
from duben.errors import SourceError
from duben.han import han
from duben.readers.annotation import annotated, plain
from duben.readers.base import Request
from duben.readers.docx import read as read_docx
from duben.readers.docx.numerals import numeral
from word_files import (
    PACKAGE,
    RELATIONSHIPS,
    STRICT_W,
    STYLES,
    W,
    box,
    cell,
    character,
    codes,
    control,
    deleted,
    field,
    guide,
    hidden,
    inserted,
    instruction,
    level,
    link,
    lists,
    mark,
    markup,
    note,
    opened,
    outline,
    p,
    read,
    relations,
    roles,
    row,
    ruby,
    run,
    style,
    t,
    table,
    texts,
    word,
    zipped,
)

# ---------------------------------------------------------------- what stands in a paragraph


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (["我们", "深感"], "我们深感"),
        (["前", ruby("人", "rén"), "后"], f"前{annotated('人', 'rén')}后"),
        ([guide("人", "rén"), "工"], f"{annotated('人', 'rén')}工"),
        (["前", inserted("插入"), "后"], "前插入后"),
        (["前", link("链接"), "后"], "前链接后"),
        (["前", control("控件"), "后"], "前控件后"),
        ([f"<w:smartTag>{run('北京')}</w:smartTag>"], "北京"),
        ([f"<w:customXml>{run('北京')}</w:customXml>"], "北京"),
        ([f'<w:bdo w:val="ltr">{run("北京")}</w:bdo>'], "北京"),
        (['<w:moveTo w:id="1">' + run("移来") + "</w:moveTo>"], "移来"),
        (["甲", "<w:tab/>", "乙"], "甲 乙"),
        (["<w:tab/>", "甲"], "甲"),
        (["Wi", "<w:noBreakHyphen/>", "Fi"], "Wi-Fi"),
        (["人", "<w:softHyphen/>", "工"], "人工"),
        (['<w:br w:type="page"/>', "甲"], "甲"),
        (["\u3000\u3000甲"], "\u3000\u3000甲"),
        (["<w:t> 甲 </w:t>", "<w:t>乙</w:t>"], "甲乙"),
        (["a", t(" b")], "a b"),
        ([f'<w:fldSimple w:instr="REF x">{run("图")}</w:fldSimple>'], "图"),
        ([field('HYPERLINK "http://a.b/中文"', "链接")], "链接"),
        ([field("REF x", "第", inserted("三"), "条")], "第三条"),
        ([field("EQ \\o\\ac(○,一)")], "一"),
        (["\ufff9甲\ufffa乙\ufffb"], "甲乙"),
    ],
)
def test_all_that_word_shows_in_a_paragraph_comes_in(content, text):
    assert texts(read(p(*content))) == [text]


def test_text_that_a_tracked_change_deletes_is_listed_and_no_part_of_the_original():
    contents = read(p("全球", deleted("管治"), inserted("治理")))
    assert texts(contents) == ["全球治理"]
    assert contents.original == "全球治理"
    changes = [(n.line, n.before, n.removed) for n in contents.notices if n.code == "W01"]
    assert changes == [(None, "治理", ""), (1, "管治", "")]


def test_text_that_was_moved_away_comes_in_once():
    away = f'<w:moveFrom w:id="1">{run("动的话")}</w:moveFrom>'
    here = f'<w:moveTo w:id="2">{run("动的话")}</w:moveTo>'
    assert texts(read(p("甲", away), p("乙", here))) == ["甲", "乙动的话"]


def test_a_paragraph_whose_mark_was_deleted_runs_on():
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert texts(read(p("上半", more=gone), p("下半"), p("后"))) == ["上半下半", "后"]


def test_what_was_deleted_under_a_phonetic_guide_is_no_base():
    changed = ruby("人", "rén").replace("<w:rubyBase>", f"<w:rubyBase>{deleted('入')}")
    assert texts(read(p(changed))) == [annotated("人", "rén")]


def test_a_drop_cap_is_the_first_character_of_its_paragraph():
    frame = '<w:framePr w:dropCap="drop" w:lines="3"/>'
    assert texts(read(p("人", more=frame), p("工智能"))) == ["人工智能"]


def test_a_phonetic_guide_of_old_may_be_spread_over_runs():
    parts = ("EQ \\* jc2", ' \\* "Font:宋体" \\* hps10 \\o\\ad(\\s\\up 9(', "rén", "),人)")
    content = [character("begin"), *map(instruction, parts), character("end")]
    contents = read(p("好", *content))
    assert texts(contents) == [f"好{annotated('人', 'rén')}"]
    assert contents.original == "好人"


def test_hidden_text_is_left_out_and_listed():
    styles = STYLES + style("h", "answer", kind="character", more="<w:rPr><w:vanish/></w:rPr>")
    by_style = run("藏", '<w:rStyle w:val="h"/>')
    shown = run("露", '<w:rStyle w:val="h"/><w:vanish w:val="0"/>')
    contents = read(p("答案：", hidden("甲乙"), by_style, shown, "。"), styles=styles)
    assert texts(contents) == ["答案：露。"]
    assert [(n.line, n.removed) for n in contents.notices if n.code == "W02"] == [(1, "甲乙藏")]


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "F06C", ""),
        ("Symbol", "F061", "α"),
        ("Symbol", "F0B7", ""),
        ("宋体", "2103", "℃"),
        ("Wingdings", "F0FF", None),
        ("Webdings", "F041", None),
        ("Symbol", "zz", None),
    ],
)
def test_a_symbol_becomes_a_character_or_is_reported(font, code, shown):
    contents = read(p("甲", f'<w:sym w:font="{font}" w:char="{code}"/>', "乙"))
    assert texts(contents) == [f"甲{shown or ''}乙"]
    assert ("W07" in codes(contents)) == (shown is None)


def test_an_emoji_of_new_versions_is_taken_from_the_old_form():
    emoji = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='w16se'><w:noise/></mc:Choice>"
        "<mc:Fallback><w:t>笑</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(read(p("大", emoji))) == ["大笑"]


def test_a_formula_is_written_in_one_line():
    def part(name: str, text: str) -> str:
        return f"<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>"

    fraction = f"<m:f>{part('num', '路程')}{part('den', '时间')}</m:f>"
    power = f"<m:sSup>{part('e', 'x')}{part('sup', '2')}</m:sSup>"
    root = f"<m:rad><m:deg/>{part('e', 'y')}</m:rad>"
    contents = read(p("速度是", f"<m:oMath>{fraction}{power}{root}</m:oMath>", "。"))
    assert texts(contents) == ["速度是路程/时间x^2√y。"]
    assert "W11" in codes(contents)


# ---------------------------------------------------------------- fields


def test_the_text_inside_an_instruction_is_not_shown_but_listed():
    inner = field("MERGEFIELD 性别", "男")
    content = [
        character("begin"),
        instruction("IF "),
        inner,
        instruction('="男"'),
        character("separate"),
        "先生",
        character("end"),
    ]
    contents = read(p(*content))
    assert texts(contents) == ["先生"]
    assert [n.removed for n in contents.notices if n.code == "W06"] == ["男"]


def test_a_field_that_never_ends_takes_no_text_with_it():
    contents = read(p(character("begin"), instruction("IF"), "正文"), p("后文"))
    assert texts(contents) == ["正文", "后文"]
    assert [n.severity for n in contents.notices if n.code == "W06"] == ["warning"]


def test_a_field_that_only_word_can_show_is_reported():
    assert "W06" in codes(read(p(field("LISTNUM"), "正文")))


def test_a_table_of_contents_is_left_out_with_its_heading():
    contents = read(
        p("目　录"),
        p(),
        p(character("begin"), instruction('TOC \\o "1-3"'), character("separate"), "一、总则1"),
        p(link("二、附则2")),
        p(character("end")),
        p("一、总则", style="1"),
    )
    assert texts(contents) == ["一、总则"]
    assert [n.removed for n in contents.notices if n.code == "W03"] == [
        "目　录 一、总则1 二、附则2"
    ]


@pytest.mark.parametrize(
    "listing",
    [
        p("一、总则1", style="10"),
        control(
            p("目录"),
            p("总则1"),
            properties='<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>',
        ),
    ],
)
def test_a_table_of_contents_is_known_by_style_and_control_too(listing):
    contents = read(listing, p("正文"))
    assert texts(contents) == ["正文"]
    assert "W03" in codes(contents)


def test_a_table_of_contents_without_an_end_does_not_swallow_the_text():
    start = p(character("begin"), instruction("TOC"), character("separate"), "总则1")
    assert texts(read(start, p("正文"))) == ["总则1", "正文"]


@pytest.mark.parametrize("inside", ["单击此处输入文字。", p("单击此处输入文字。")])
def test_the_prompt_of_an_empty_control_is_no_text(inside):
    empty = control(inside, properties="<w:showingPlcHdr/>")
    contents = read(p("甲", empty) if not inside.startswith("<") else p("甲") + empty)
    assert texts(contents) == ["甲"]
    assert [n.removed for n in contents.notices] == ["单击此处输入文字。"]


# ---------------------------------------------------------------- styles


def test_headings_are_known_by_outline_level_and_titles_by_name():
    contents = read(
        p("宣言", style="a3"),
        p("2024年", style="a4"),
        p("总则", style="1"),
        p("范围", style="2"),
        p("引文", style="a5"),
        p("正文"),
        p("附录", more=outline(8)),
        p("附件", more=outline(0)),
        p("非标题", style="1", more=outline(9)),
    )
    assert roles(contents) == [
        ("title", 0, "宣言"),
        ("subtitle", 0, "2024年"),
        ("heading", 1, "总则"),
        ("heading", 2, "范围"),
        ("quotation", 0, "引文"),
        ("paragraph", 0, "正文"),
        ("heading", 6, "附录"),
        ("heading", 1, "附件"),
        ("paragraph", 0, "非标题"),
    ]


def test_a_style_is_what_the_styles_are_that_it_is_based_on():
    styles = STYLES + style("b", "章", on="2") + style("c", "甲", on="d") + style("d", "乙", on="c")
    contents = read(
        p("范围", style="b"), p("循环", style="c"), p("未知", style="zz"), styles=styles
    )
    assert [role for role, _, _ in roles(contents)] == ["heading", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("heading 3", "heading"),
        ("标题 3", "heading"),
        ("标题三号", "paragraph"),
        ("Date", "paragraph"),
    ],
)
def test_a_heading_without_outline_level_is_known_by_its_name(name, role):
    contents = read(p("总则", style="x"), styles=style("x", name))
    assert roles(contents)[0][0] == role


def test_bold_and_large_text_is_no_heading():
    big = run("一、总则", '<w:b/><w:sz w:val="44"/>')
    assert roles(read(p(big)))[0][0] == "paragraph"


def test_quotations_that_follow_each_other_are_one():
    contents = read(p("一", style="a5"), p("二", style="a5"), p("正文"), p("三", style="a5"))
    groups = [markup(line).group for line in contents.lines]
    assert groups[0] == groups[1] != 0
    assert groups[3] not in (0, groups[0])
    assert groups[2] == 0


# ---------------------------------------------------------------- automatic numbers

CHAPTERS = level(0, "chineseCountingThousand", "%1、") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
ARTICLES = level(0, "chineseCountingThousand", "第%1条", '<w:suff w:val="space"/>')
BULLETS = level(0, "bullet", "\uf0b7") + level(1, "decimal", "（%2）")


def test_a_heading_gets_the_number_that_word_counts():
    contents = read(
        p("总则", style="1", number=(1, 0)),
        p("目的", style="2", number=(1, 1)),
        p("范围", style="2", number=(1, 1)),
        p("附则", style="1", number=(1, 0)),
        p("解释", style="2", number=(1, 1)),
        numbering=lists(CHAPTERS),
    )
    assert texts(contents) == ["一、总则", "1.1 目的", "1.2 范围", "二、附则", "2.1 解释"]
    assert [markup(line).label for line in contents.lines] == [
        "一、",
        "1.1 ",
        "1.2 ",
        "二、",
        "2.1 ",
    ]
    assert {role for role, _, _ in roles(contents)} == {"heading"}
    assert [n.added for n in contents.notices if n.code == "W05"] == ["一、1.1 1.2 二、2.1 "]


def test_an_article_of_a_law_is_a_paragraph():
    contents = read(p("为了规范……。", number=(1, 0)), numbering=lists(ARTICLES))
    assert roles(contents) == [("paragraph", 0, "第一条 为了规范……。")]
    assert markup(contents.lines[0]).label == "第一条 "


def test_items_of_one_list_share_a_group_and_bullets_have_no_label():
    contents = read(
        p("甲", number=(1, 0)),
        p("子", number=(1, 1)),
        p("乙", number=(1, 0)),
        p("另", number=(2, 0)),
        p("正文"),
        p("丙", number=(1, 0)),
        numbering=lists(BULLETS, level(0, "decimalEnclosedCircle", "%1")),
    )
    assert roles(contents) == [
        ("item", 0, "甲"),
        ("item", 1, "（1）子"),
        ("item", 0, "乙"),
        ("item", 0, "①另"),
        ("paragraph", 0, "正文"),
        ("item", 0, "丙"),
    ]
    groups = [markup(line).group for line in contents.lines]
    assert groups[0] == groups[1] == groups[2]
    assert len({groups[0], groups[3], groups[4], groups[5]}) == 4


def test_a_style_brings_its_list_and_its_level():
    levels = level(0, "decimal", "%1.") + level(1, "upperLetter", "%2)", '<w:pStyle w:val="x"/>')
    pointer = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = STYLES + style("x", "甲", more=pointer) + style("y", "乙", on="x")
    contents = read(
        p("一", style="x"),
        p("二", style="y"),
        p("三", style="x", more='<w:numPr><w:numId w:val="0"/></w:numPr>'),
        p("四", style="x", more='<w:numPr><w:ilvl w:val="0"/></w:numPr>'),
        styles=styles,
        numbering=lists(levels),
    )
    assert texts(contents) == ["A) 一", "B) 二", "三", "1. 四"]


def test_a_list_begins_again_where_it_is_told_to():
    again = (
        '<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:num w:numId="8"><w:abstractNumId w:val="1"/></w:num>'
    )
    numbers = [(1, 0), (1, 0), (9, 0), (9, 0), (8, 0)]
    contents = read(
        *(p("甲", number=number) for number in numbers),
        numbering=lists(level(0, "decimal", "%1."), more=again),
    )
    assert texts(contents) == ["1. 甲", "2. 甲", "5. 甲", "6. 甲", "7. 甲"]


@pytest.mark.parametrize(
    ("restart", "wider", "last"),
    [
        ("", 1, "1)"),
        ('<w:lvlRestart w:val="0"/>', 0, "2)"),
        ('<w:lvlRestart w:val="1"/>', 1, "2)"),
        ('<w:lvlRestart w:val="1"/>', 0, "1)"),
    ],
)
def test_deeper_levels_begin_again_as_their_level_says(restart, wider, last):
    outer = level(0, "decimal", "%1.") + level(1, "decimal", "%2.")
    levels = outer + level(2, "decimal", "%3)", restart)
    numbers = [(1, 0), (1, 1), (1, 2), (1, wider), (1, 2)]
    contents = read(*(p("甲", number=number) for number in numbers), numbering=lists(levels))
    assert texts(contents)[-1] == f"{last} 甲"


def test_a_list_that_a_numbering_style_defines_is_found():
    linked = (
        '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="n"/></w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num>'
    )
    pointer = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    contents = read(
        p("甲", number=(7, 0)),
        styles=STYLES + style("n", "列表", kind="numbering", more=pointer),
        numbering=lists(level(0, "ideographTraditional", "%1、"), more=linked),
    )
    assert texts(contents) == ["甲、甲"]


def test_a_number_format_of_later_versions_has_an_older_one_beside_it():
    new = '<mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001"/></mc:Choice>'
    old = '<mc:Fallback><w:numFmt w:val="upperRoman"/></mc:Fallback>'
    form = f"<mc:AlternateContent>{new}{old}</mc:AlternateContent>"
    levels = level(0, "x", "%1.").replace('<w:numFmt w:val="x"/>', form)
    assert texts(read(p("甲", number=(1, 0)), numbering=lists(levels))) == ["I. 甲"]


@pytest.mark.parametrize(
    ("form", "number", "written"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedCircle", 60, "60"),
        ("decimalEnclosedParen", 3, "⑶"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 26, "z"),
        ("upperRoman", 49, "XLIX"),
        ("lowerRoman", 4, "iv"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 12, "十二"),
        ("chineseCounting", 105, "一〇五"),
        ("taiwaneseCounting", 20, "二十"),
        ("japaneseCounting", 21, "二十一"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1005, "一千零五"),
        ("chineseCountingThousand", 10010, "一万零一十"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographLegalTraditional", 203, "貳佰零參"),
        ("ideographDigital", 2024, "二〇二四"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("ideographZodiacTraditional", 60, "癸亥"),
        ("ideographEnclosedCircle", 1, "㊀"),
        ("none", 3, ""),
        ("bullet", 3, ""),
        ("hebrew1", 3, "3"),
        ("upperRoman", 0, "0"),
        ("decimal", -1, "-1"),
    ],
)
def test_a_number_is_written_as_word_writes_it(form, number, written):
    assert numeral(number, form) == written


# ---------------------------------------------------------------- line breaks in paragraphs


def test_the_lines_of_a_broken_paragraph_share_a_group_that_whole_ones_have_not():
    contents = read(p("联系人：张三", "<w:br/>", "电话：12345"), p("完。"))
    assert [(m.role, m.group) for m in map(markup, contents.lines)] == [
        ("paragraph", 1),
        ("paragraph", 1),
        ("paragraph", 0),
    ]
    assert texts(contents) == ["联系人：张三", "电话：12345", "完。"]


def test_a_break_in_a_heading_is_taken_out():
    contents = read(p("关于发展的", "<w:br/>", "通知", style="a3"))
    assert roles(contents) == [("title", 0, "关于发展的通知")]


def test_a_number_that_a_break_parts_from_its_heading_is_followed_by_a_space():
    contents = read(p("第一章", "<w:br/>", "相遇", style="a3"))
    assert texts(contents) == ["第一章 相遇"]


# ---------------------------------------------------------------- text boxes, notes, tables


def test_a_text_box_comes_once_after_its_paragraph():
    contents = read(p("锚", box(p("框一"), p("框二")), "定"), p("后"))
    assert texts(contents) == ["锚定", "框一", "框二", "后"]


def test_word_art_is_text():
    art = '<w:r><w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict></w:r>'
    assert texts(read(p("正文", art))) == ["正文", "艺术字"]


def test_notes_are_numbered_through_and_follow_the_text():
    contents = read(
        p("甲", mark(5), "乙", mark(3, "endnote"), "。"),
        table(row("丙" + "", cell(p("丁", mark(6))))),
        footnotes=(
            '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
            + note(6, p("注三"))
            + note(5, p(" 注一。"), p("又一段。"))
        ),
        endnotes=note(3, p("注二"), kind="endnote"),
    )
    assert texts(contents) == [
        "甲[1]乙[2]。",
        "丙",
        "丁[3]",
        "[1]注一。又一段。",
        "[2]注二",
        "[3]注三",
    ]
    notes = [markup(line) for line in contents.lines[3:]]
    assert [one.label for one in notes] == ["[1]", "[2]", "[3]"]
    assert {one.role for one in notes} == {"note"}
    assert len({one.group for one in notes}) == 1


def test_the_mark_that_an_author_chose_stays():
    contents = read(
        p("甲", mark(1, custom="※"), "乙", mark(2)),
        footnotes=note(1, p("※星注"), custom=True) + note(2, p("注")),
    )
    assert texts(contents) == ["甲※乙[1]", "※星注", "[1]注"]
    assert [markup(line).label for line in contents.lines[1:]] == ["※", "[1]"]


def test_a_note_without_a_mark_and_a_mark_without_a_note_are_reported():
    contents = read(p("甲", mark(9)), footnotes=note(1, p("孤注")))
    assert texts(contents) == ["甲[1]"]
    found = [(n.before, n.removed) for n in contents.notices if n.code == "W10"]
    assert found == [("[1]", ""), ("孤注", "孤注")]


def test_a_table_has_rows_and_columns_and_merged_cells_are_filled_with_empty_ones():
    contents = read(
        table(
            row("姓名", "年龄", "备注", head=True),
            row(cell("合", span=2), cell("上", more="<w:vMerge w:val='restart'/>")),
            row("甲", "乙", cell(more="<w:vMerge/>")),
            row("丙"),
        )
    )
    cells = [(m.row, m.column, m.is_head) for m in map(markup, contents.lines)]
    assert cells == [(r, c, r == 0) for r in range(4) for c in range(3)]
    grid = [texts(contents)[start : start + 3] for start in range(0, 12, 3)]
    assert grid == [["姓名", "年龄", "备注"], ["合", "", "上"], ["甲", "乙", ""], ["丙", "", ""]]
    assert len({markup(line).group for line in contents.lines}) == 1


@pytest.mark.parametrize(
    ("look", "is_head"), [('w:firstRow="1"', True), ('w:val="0480"', False), ('w:val="04A0"', True)]
)
def test_the_first_row_is_a_head_where_the_style_of_the_table_sets_it_apart(look, is_head):
    properties = f'<w:tblStyle w:val="T"/><w:tblLook {look}/>'
    styles = style("T", "三线表", kind="table", more='<w:tblStylePr w:type="firstRow"/>')
    contents = read(table(row("甲", "乙"), row("丙", "丁"), properties=properties), styles=styles)
    assert markup(contents.lines[0]).is_head is is_head
    assert not markup(contents.lines[2]).is_head


def test_a_cell_is_one_line_whatever_stands_in_it():
    inner = table(row("内一", "内二"))
    contents = read(table(row(cell(p("甲"), p("乙"), inner, p("丙")), cell("丁"))))
    assert texts(contents) == ["甲乙内一内二丙", "丁"]
    assert "W13" in codes(contents)


def test_a_table_that_only_frames_text_is_paragraphs():
    contents = read(table(row(cell(p("总则", style="1"), p("正文"))), row("后")))
    assert [role for role, _, _ in roles(contents)] == ["heading", "paragraph", "paragraph"]


def test_a_table_wider_than_any_is_paragraphs():
    contents = read(table(row(*("甲" for _ in range(70))), row(cell("乙", span=10**9))))
    assert len(contents.lines) == 71


def test_a_deleted_row_is_gone_and_what_it_held_is_listed():
    gone = row(cell(p(deleted("旧一"))), cell(p(deleted("旧二"))), more='<w:del w:id="1"/>')
    contents = read(table(row("甲", "乙"), gone))
    assert texts(contents) == ["甲", "乙"]
    assert [n.before for n in contents.notices if n.code == "W01"] == ["旧一", "旧二"]


# ---------------------------------------------------------------- around the text


def test_what_stands_around_the_text_is_left_out_and_listed():
    contents = read(
        p("正文"),
        header=p("内部资料"),
        footer=p("第1页"),
        comments=f'<w:comment w:id="1">{p("批注")}</w:comment>',
    )
    assert texts(contents) == ["正文"]
    assert [n.removed for n in contents.notices if n.code == "W04"] == ["内部资料第1页批注"]


def test_a_file_inside_the_file_is_reported():
    contents = read(p("正文"), '<w:altChunk r:id="x" xmlns:r="r"/>')
    assert [(n.code, n.severity) for n in contents.notices] == [("W08", "warning")]


def test_pictures_are_counted():
    picture = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
    contents = read(p("甲", picture), p(picture))
    assert [n.message for n in contents.notices] == ["Pictures left out: 2."]


def test_the_properties_of_the_file_are_front_matter():
    core = (
        '<p xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
        "<dc:title>上海宣言</dc:title><dc:creator>Administrator</dc:creator>"
        "<t:created>2024-07-04T08:00:00Z</t:created></p>"
    )
    assert opened(word(p("正文"), core=core)).front_matter == (
        ("document_title", "上海宣言"),
        ("page_author", "Administrator"),
        ("page_published", "2024-07-04"),
    )


def test_lines_are_counted_by_paragraphs_that_are_not_empty():
    contents = read(p("甲"), p(), p(hidden("藏")), p("乙"))
    assert [(line.number, line.text) for line in contents.lines] == [(1, "甲"), (3, "乙")]
    assert [n.line for n in contents.notices] == [2]
    assert contents.unit == "paragraph"


# ---------------------------------------------------------------- files


def test_a_strict_file_with_parts_of_any_name_is_read():
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    part = f'<x:{{0}} xmlns:x="{STRICT_W}">{{1}}</x:{{0}}>'
    body = (
        '<x:body><x:p><x:pPr><x:pStyle x:val="b"/></x:pPr><x:r><x:t>总则</x:t></x:r></x:p></x:body>'
    )
    styles = (
        '<x:style x:type="paragraph" x:styleId="b"><x:name x:val="甲"/>'
        '<x:pPr><x:outlineLvl x:val="0"/></x:pPr></x:style>'
    )
    members = {
        "_rels/.rels": relations((f"{strict}/officeDocument", "/甲/main.xml")),
        "甲/main.xml": part.format("document", body),
        "甲/_rels/main.xml.rels": relations((f"{strict}/styles", "../s.xml")),
        "s.xml": part.format("styles", styles),
    }
    assert roles(opened(zipped(members))) == [("heading", 1, "总则")]


def test_a_document_without_text_has_no_lines():
    assert read(p()).lines == ()


DOCUMENT = f'<w:document xmlns:w="{W}"><w:body/></w:document>'


def packed(document: str) -> bytes:
    target = relations((f"{RELATIONSHIPS}/officeDocument", "d.xml"))
    return zipped({"_rels/.rels": target, "d.xml": document})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no Word file"),
        ("正文".encode(), "no Word file"),
        (b"PK\x03\x04", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "old Word file"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        (zipped({"word/document.xml": DOCUMENT}), "missing"),
        (zipped({"_rels/.rels": relations((f"{PACKAGE}/officeDocument", "x.xml"))}), "missing"),
        (packed("<workbook/>"), "no Word document"),
        (packed(f"<!DOCTYPE x>{DOCUMENT}"), "entities"),
        (packed("<w:document"), "broken"),
        (packed("<a>" * 1001 + "</a>" * 1001), "nest too deeply"),
        (
            word("<w:tbl><w:tr><w:tc>" * 60 + p("甲") + "</w:tc></w:tr></w:tbl>" * 60),
            "nest more than 40",
        ),
        (packed(DOCUMENT.replace("<w:body/>", " " * 20_000_000)), "unpack to"),
    ],
)
def test_what_is_no_honest_word_file_is_refused_in_one_sentence(content, said):
    with pytest.raises(SourceError) as caught:
        read_docx(content, Request("a.docx"))
    assert said in str(caught.value)
    assert caught.value.where
    assert caught.value.hint


def test_deep_wrappers_are_read():
    assert texts(read("<w:customXml>" * 900 + p("深") + "</w:customXml>" * 900)) == ["深"]


# ---------------------------------------------------------------- the ledger

HAN = st.text("人工智能发展〇一二三第条", min_size=1, max_size=4)
SHAPES = st.sampled_from(
    [
        inserted,
        deleted,
        link,
        control,
        hidden,
        lambda text: guide(text, "rén"),
        lambda text: ruby(text, "rén"),
        lambda text: ruby("注", text),
        lambda text: field("REF x", text),
        lambda text: character("begin") + instruction("IF ") + run(text) + character("end"),
        lambda text: control(text, properties="<w:showingPlcHdr/>"),
        lambda text: f"<m:oMath><m:f><m:num><m:r><m:t>{text}</m:t></m:r></m:num></m:f></m:oMath>",
        lambda text: box(p(text), p(ruby(text, "wǒ"))),
        lambda text: f'<w:fldSimple w:instr="TOC">{run(text)}</w:fldSimple>',
        lambda text: f"<w:br/><!--{text}-->",
        lambda text: f"<w:tab/><!--{text}-->",
        lambda text: mark(len(text)),
        lambda text: mark(len(text), "endnote", custom=text),
        lambda text: f"<w:r><w:pict><v:textpath string='{text}'/></w:pict></w:r>",
        str,
    ]
)
PIECES = st.builds(lambda shape, text: shape(text), SHAPES, HAN)
NUMBERS = st.one_of(st.none(), st.tuples(st.integers(1, 3), st.integers(0, 2)))
PARAGRAPHS = st.builds(
    lambda content, style_id, number, more: p(*content, style=style_id, number=number, more=more),
    st.lists(PIECES, max_size=6),
    st.sampled_from(["", "1", "2", "a3", "a5", "10", "zz"]),
    NUMBERS,
    st.sampled_from(["", "", '<w:rPr><w:del w:id="1"/></w:rPr>']),
)
CELLS = st.builds(
    lambda content, span: cell(*content, span=span),
    st.lists(PARAGRAPHS, max_size=2),
    st.integers(1, 2),
)
BLOCKS = st.recursive(
    PARAGRAPHS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(
            lambda blocks: f"<w:customXml>{''.join(blocks)}</w:customXml>"
        ),
        st.lists(st.lists(CELLS, max_size=3), max_size=3).map(
            lambda rows: table(*(row(*cells) for cells in rows))
        ),
        st.lists(inner, max_size=2).map(lambda blocks: table(row(cell(*blocks), cell("格")))),
    ),
    max_leaves=8,
)
PARTS = st.fixed_dictionaries(
    {
        "footnotes": st.lists(PARAGRAPHS, max_size=3).map(
            lambda notes: "".join(note(number, text) for number, text in enumerate(notes, 1))
        ),
        "endnotes": st.lists(PARAGRAPHS, max_size=3).map(
            lambda notes: "".join(
                note(number, text, kind="endnote") for number, text in enumerate(notes, 1)
            )
        ),
        "header": st.lists(PARAGRAPHS, max_size=1).map("".join),
    }
)
LISTS = lists(CHAPTERS, ARTICLES, BULLETS)


@given(st.lists(BLOCKS, max_size=6), PARTS)
@settings(max_examples=150)
def test_no_chinese_character_is_lost_whatever_the_document(blocks, parts):
    opened(word(*blocks, styles=STYLES, numbering=LISTS, **parts))


@given(st.lists(st.lists(HAN, min_size=1, max_size=4), min_size=1, max_size=5))
@settings(max_examples=50)
def test_the_order_of_the_text_is_that_of_the_file(paragraphs):
    contents = read(*(p(*(ruby(text, "rén") for text in content)) for content in paragraphs))
    assert [plain(text) for text in texts(contents)] == ["".join(content) for content in paragraphs]


# ---------------------------------------------------------------- other programs' files


def test_our_own_document_with_pinyin_reads_back():
    from docx_documents import edition
    from docx_documents import ruby as reading
    from docx_documents import text as section
    from duben.render import Templates
    from duben.write.docx import DocxWriter

    page = edition(section(f"<p>{reading('人', 'rén')}{reading('工', 'gōng')}。</p>"))
    contents = opened(DocxWriter().write(page, Templates()))
    assert texts(contents)[-1] == f"{annotated('人', 'rén')}{annotated('工', 'gōng')}。"


SAMPLE = """
# 总则

正文[^1]。

1. 第一项
2. 第二项

> 引文

| 甲 | 乙 |
|---|---|
| 一 | 二 |

[^1]: 脚注。
"""


@pytest.mark.conformance
def test_a_document_by_pandoc_is_read(tmp_path: Path):
    path = tmp_path / "a.docx"
    subprocess.run(["pandoc", "-f", "markdown", "-o", path], input=SAMPLE.encode(), check=True)
    assert roles(opened(path.read_bytes())) == [
        ("heading", 1, "总则"),
        ("paragraph", 0, "正文[1]。"),
        ("item", 0, "1. 第一项"),
        ("item", 0, "2. 第二项"),
        ("quotation", 0, "引文"),
        *(("cell", 0, text) for text in "甲乙一二"),
        ("note", 0, "[1]脚注。"),
    ]


def test_what_the_walk_loses_the_ledger_misses(monkeypatch):
    from duben.readers.docx import inline

    monkeypatch.setattr(inline.Inline, "_ruby", lambda *_: True)
    contents = read_docx(word(p("前", ruby("人", "rén"))), Request("a.docx"))
    assert balance(contents) == {"人": 1}
    assert han(contents.original) == "前人"
