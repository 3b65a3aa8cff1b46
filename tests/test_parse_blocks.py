"""Blocks: what the source marks is believed, and plain text shows its verse, notes, lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from duben.parse import parse
from duben.source import Gloss, Line, Markup, Notice, Source

if TYPE_CHECKING:
    from duben.model import Block, Publication

BODY = "这是一段很普通的话，说了几句就完了。"


def parsed(text: str, **given: object) -> Publication:
    rows = enumerate(text.split("\n"), 1)
    return parse(Source("t", tuple(Line(row, n) for n, row in rows), "d", **given))


def marked(*lines: tuple[str, Markup], **given: object) -> Publication:
    """A source in which markup names every line, below a title."""
    rows = [("题目", Markup("title")), *lines]
    numbered = (Line(text, n, markup=markup) for n, (text, markup) in enumerate(rows, 1))
    return parse(Source("t", tuple(numbered), "d", unit="paragraph", **given))


def blocks(publication: Publication) -> list[Block]:
    return [block for section in publication.sections for block in section.blocks]


def outline(publication: Publication) -> list[tuple[str, list[str]]]:
    return [(block.kind, [p.text for p in block.passages]) for block in blocks(publication)]


def kinds(text: str) -> list[str]:
    return [block.kind for block in blocks(parsed(f"题目\n\n{text}"))]


def notices(publication: Publication, code: str) -> list[Notice]:
    return [notice for notice in publication.notices if notice.code == code]


# --- what the source marks -----------------------------------------------------------------


def test_paragraphs_of_a_marked_source_are_never_joined():
    lines = [("一" * 40, Markup("paragraph")), ("二" * 40, Markup("paragraph"))]
    assert outline(marked(*lines)) == [
        ("paragraph", ["一" * 40]),
        ("paragraph", ["二" * 40]),
    ]


def test_items_of_one_list_are_a_block_and_know_their_depth():
    publication = marked(
        ("1. 水果", Markup("item", label="1. ", group=1)),
        ("苹果", Markup("item", level=1, group=1)),
        ("2. 肉", Markup("item", label="2. ", group=1)),
        ("别的", Markup("item", group=2)),
    )
    first, second = blocks(publication)
    assert [(p.text, p.label, p.depth) for p in first.passages] == [
        ("1. 水果", "1. ", 0),
        ("苹果", "", 1),
        ("2. 肉", "2. ", 0),
    ]
    assert [[inner.passage.text for inner in item.items] for item in first.items] == [["苹果"], []]
    assert [p.text for p in second.passages] == ["别的"]


def test_cells_are_laid_out_and_holes_are_filled():
    publication = marked(
        ("品名", Markup("cell", group=1, is_head=True)),
        ("数", Markup("cell", group=1, column=1, is_head=True)),
        ("", Markup("cell", group=1, row=1, column=0)),
        ("三", Markup("cell", group=1, row=2, column=1)),
    )
    (table,) = blocks(publication)
    assert (table.kind, table.columns, table.head_rows) == ("table", 2, 1)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["品名", "数"],
        ["", ""],
        ["", "三"],
    ]


def test_a_table_that_is_all_head_keeps_a_row_of_text():
    lines = [(str(row), Markup("cell", group=1, row=row, is_head=True)) for row in range(2)]
    assert blocks(marked(*[(f"{text}甲", markup) for text, markup in lines]))[0].head_rows == 1


@pytest.mark.parametrize("role", ["quotation", "verse", "code"])
def test_quotations_poems_and_code_are_blocks(role):
    publication = marked(
        ("甲，", Markup(role, group=1)),
        ("乙。", Markup(role, group=1)),
        ("丙", Markup(role, group=2)),
    )
    assert outline(publication) == [(role, ["甲，", "乙。"]), (role, ["丙"])]


def test_title_subtitle_and_author_stand_apart():
    publication = marked(
        ("——副题", Markup("subtitle")), ("鲁迅", Markup("author")), (BODY, Markup("paragraph"))
    )
    assert publication.title.text == "题目"
    assert publication.subtitle is not None
    assert publication.subtitle.text == "——副题"
    assert publication.author is not None
    assert publication.author.text == "鲁迅"
    assert outline(publication) == [("paragraph", [BODY])]


def test_marked_headings_are_believed_and_numbered_lines_among_them_reported():
    publication = marked(
        ("第一章 甲", Markup("heading", level=2)),
        (BODY, Markup("paragraph")),
        ("第二章 乙", Markup("paragraph")),
        (BODY, Markup("paragraph")),
    )
    assert [s.number for s in publication.sections] == ["第一章"]
    assert [n.before for n in notices(publication, "T14")] == ["第二章 乙"]


def test_without_marked_headings_numbers_are_looked_at_in_marked_sources_too():
    publication = marked(
        ("一、甲", Markup("paragraph")),
        (BODY, Markup("paragraph")),
        ("二、乙", Markup("paragraph")),
        (BODY, Markup("paragraph")),
    )
    assert [s.number for s in publication.sections] == ["一、", "二、"]


# --- marks of plain text ---------------------------------------------------------------------


def test_bullets_are_taken_off_and_inner_ones_are_deeper():
    publication = parsed("题目\n\n- 水果\n  - 苹果\n- 肉")
    (block,) = blocks(publication)
    assert [(p.text, p.depth) for p in block.passages] == [("水果", 0), ("苹果", 1), ("肉", 0)]
    assert [n.code for n in notices(publication, "T11")] == ["T11"]


def test_one_bullet_is_no_list():
    assert outline(parsed("题目\n\n- 谁知道呢？")) == [("paragraph", ["- 谁知道呢？"])]


def test_quoted_lines_are_a_quotation():
    assert outline(parsed("题目\n\n> 学而时习之，\n> 不亦说乎。")) == [
        ("quotation", ["学而时习之，", "不亦说乎。"])
    ]


@pytest.mark.parametrize(
    "rows",
    ["甲\t乙\n丙\t丁", "|甲|乙|\n|丙|丁|", "| 甲 | 乙 |\n|---|:-:|\n| 丙 | 丁 |"],
)
def test_rows_with_tabs_or_bars_are_a_table(rows):
    (table,) = blocks(parsed(f"题目\n\n{rows}"))
    assert [[cell.text for cell in row] for row in table.rows] == [["甲", "乙"], ["丙", "丁"]]
    assert table.head_rows == int("---" in rows)


def test_rows_of_different_lengths_are_no_table():
    assert kinds("甲\t乙\n丙\t丁\t戊") == ["paragraph", "paragraph"]


def test_a_gloss_goes_with_its_cell():
    row = Line("甲\t乙丙", 3, (Gloss(0, "甲", "jiǎ", 3), Gloss(2, "丙", "bǐng", 3)))
    source = Source("t", (Line("题目", 1), Line("", 2), row, Line("丁\t戊", 4)), "d")
    cells = blocks(parse(source))[0].passages
    assert [[(g.position, g.character) for g in cell.glosses] for cell in cells] == [
        [(0, "甲")],
        [(1, "丙")],
        [],
        [],
    ]


# --- shapes of plain text --------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        "白日依山尽，黄河入海流。\n欲穷千里目，更上一层楼。",
        "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。",
        "关关雎鸠，在河之洲。\n窈窕淑女，君子好逑。",
        "故人西辞黄鹤楼，\n烟花三月下扬州。\n孤帆远影碧空尽，\n唯见长江天际流。",
        "床前明月光 疑是地上霜\n举头望明月 低头思故乡。",
    ],
)
def test_lines_of_one_metre_are_verse(lines):
    assert set(kinds(lines)) == {"verse"}


@pytest.mark.parametrize(
    "lines",
    [
        "加强领导\n统一思想\n提高认识\n落实责任",
        "我走了。\n他来了，\n你们好。",
        "白日依山尽，黄河入海流。",
        "今天的天气很好，\n我们去了公园玩，\n那里有很多花和树，\n大家都很高兴。",
    ],
)
def test_short_lines_that_are_no_poem_stay_paragraphs(lines):
    assert set(kinds(lines)) == {"paragraph"}


def test_stanzas_are_parted_by_blank_lines():
    text = "床前明月光，\n疑是地上霜。\n\n举头望明月，\n低头思故乡。"
    assert [len(block.passages) for block in blocks(parsed(f"题目\n\n{text}"))] == [2, 2]


@pytest.mark.parametrize(
    "lines",
    [
        "甲：你好！\n乙：你好！",
        "问：为什么？\n答：不知道。",
        "小王：来了。\n小李：好。\n小王：走吧。",
    ],
)
def test_speakers_in_turn_are_dialogue(lines):
    (block,) = blocks(parsed(f"题目\n\n{lines}"))
    assert block.kind == "dialogue"
    assert block.passages[0].label == lines[: lines.index("：") + 1]


@pytest.mark.parametrize(
    "lines",
    [
        "时间：今天\n地点：北京",
        "会议指出：要发展。\n会议强调：要安全。",
        "甲：你好！",
        "甲：你好！\n甲：再见！",
    ],
)
def test_lines_with_colons_that_nobody_speaks_stay_paragraphs(lines):
    assert set(kinds(lines)) == {"paragraph"}


def test_short_lines_that_count_up_are_a_list_with_their_numbers():
    (block,) = blocks(parsed("题目\n\n1. 苹果\n2. 香蕉"))
    assert [(p.text, p.label) for p in block.passages] == [
        ("1. 苹果", "1. "),
        ("2. 香蕉", "2. "),
    ]


def test_numbers_that_do_not_begin_at_one_are_no_list():
    assert kinds("5. 苹果\n6. 香蕉") == ["paragraph", "paragraph"]


def test_a_name_and_a_date_at_the_end_are_the_signature():
    text = f"题目\n\n{BODY}\n\n某某委员会\n2024年7月4日"
    assert outline(parsed(text))[-1] == ("signature", ["某某委员会", "2024年7月4日"])


def test_a_sentence_before_the_date_is_no_signature():
    assert outline(parsed(f"题目\n\n{BODY}\n\n二〇二四年七月"))[-1] == (
        "signature",
        ["二〇二四年七月"],
    )


def test_a_date_under_the_title_signs_nothing():
    assert outline(parsed("题目\n\n2024年7月4日")) == [("paragraph", ["2024年7月4日"])]


def test_dates_far_to_the_right_end_the_stories_of_a_book():
    text = f"题目\n\n　　{BODY}\n\n                一九二二年十月。\n\n　　{BODY}"
    assert [block.kind for block in blocks(parsed(text))] == ["paragraph", "signature", "paragraph"]


def test_centred_lines_are_headings_above_the_numbers_of_their_stories():
    def story(name):
        rows = [" " * 20 + name, *(" " * 24 + number for number in "一二")]
        return "\n\n".join(f"{row}\n\n　　{BODY}" for row in rows)

    publication = parsed("书名\n\n" + "\n\n".join(map(story, ("白光", "故乡"))))
    assert [(s.level, s.heading.text) for s in publication.sections if s.heading] == [
        *((1, "白光"), (2, "一"), (2, "二")),
        *((1, "故乡"), (2, "一"), (2, "二")),
    ]
    assert len(notices(publication, "T17")) == 2


# --- notes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "label"),
    [("①", "①"), ("⑴", "⑴ "), ("[1]", "［１］"), ("〔1〕", "〔1〕"), ("［注1］", "[注1] ")],
)
def test_notes_are_known_by_their_marks_in_the_text(mark, label):
    publication = parsed(f"题目\n\n学而时习之{mark}，不亦说乎。\n\n{label}习：温习。")
    text, note = (block.passages[0] for block in blocks(publication))
    assert [text.text[m.start : m.end] for m in text.note_marks] == [mark]
    assert (note.note, note.label) == (1, label)
    assert blocks(publication)[-1].kind == "notes"


def test_numbered_points_are_no_notes():
    assert kinds("要点如下：\n①甲是好的。\n②乙也是好的。") == ["paragraph"] * 3


def test_the_line_above_notes_is_a_heading():
    publication = parsed("题目\n\n学而时习之①。\n\n【注释】\n① 习：温习。")
    assert publication.sections[-1].heading is not None
    assert publication.sections[-1].heading.text == "【注释】"


def test_notes_behind_each_chapter_are_numbered_through():
    text = "题目\n\n一、甲\n\n文①。\n\n① 注甲。\n\n二、乙\n\n文①。\n\n① 注乙。"
    notes = [p for block in blocks(parsed(text)) for p in block.passages if p.note]
    marks = [m.note for b in blocks(parsed(text)) for p in b.passages for m in p.note_marks]
    assert [note.note for note in notes] == [1, 2]
    assert marks == [1, 2]


def test_a_note_without_mark_and_a_mark_without_note_are_reported():
    publication = parsed("题目\n\n甲①，乙②，丙③。\n\n① 注甲。\n② 注乙。\n④ 注丁。")
    assert [n.message for n in notices(publication, "T12")] == [
        "No mark in the text points to this note.",
        "There is no note ③.",
    ]


def test_notes_that_the_source_marks_are_believed():
    publication = marked(
        ("学而时习之[1]。", Markup("paragraph")),
        ("[1]习：温习。", Markup("note", label="[1]", group=1)),
        ("再说一句。", Markup("note", group=1)),
    )
    text, notes = blocks(publication)
    assert [m.note for m in text.passages[0].note_marks] == [1]
    assert [(p.text, p.label, p.note) for p in notes.passages] == [
        ("[1]习：温习。", "[1]", 1),
        ("再说一句。", "", 0),
    ]


# --- title block and front matter --------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("鲁迅 著", "鲁迅 著"),
        ("文/张三", "文/张三"),
        ("（唐）李白", "（唐）李白"),
        ("李白〔唐〕", "李白〔唐〕"),
    ],
)
def test_the_author_below_the_title_is_known_by_how_it_is_written(line, author):
    publication = parsed(f"题目\n{line}\n\n{BODY}")
    assert publication.author is not None
    assert publication.author.text == author


def test_a_name_alone_is_an_author_only_above_a_poem():
    poem = "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。"
    assert parsed(f"静夜思\n李白\n\n{poem}").author is not None
    assert parsed(f"故乡\n鲁迅\n\n{BODY}").author is None


def test_a_title_of_two_lines_is_one_title():
    publication = parsed(f"中共中央国务院\n关于实施乡村振兴战略的意见\n\n{BODY}")
    assert publication.title.text == "中共中央国务院关于实施乡村振兴战略的意见"


def test_the_author_of_the_page_is_put_below_the_title_and_listed_as_added():
    publication = parsed(f"题目\n\n{BODY}", front_matter=(("author", "鲁迅"),))
    assert publication.author is not None
    assert publication.author.text == "鲁迅"
    assert [n.added for n in notices(publication, "T16")] == ["鲁迅"]


def test_the_front_matter_names_headings_with_or_without_their_number():
    publication = parsed(
        f"题目\n\n缘起\n\n{BODY}\n\n一、经过\n\n{BODY}", headings=("缘起", "经过", "没有的")
    )
    assert [s.heading.text for s in publication.sections if s.heading] == ["缘起", "一、经过"]
    assert [n.before for n in notices(publication, "T15")] == ["没有的"]


def test_the_date_of_the_front_matter_goes_before_the_signature():
    publication = parsed(f"题目\n\n{BODY}\n\n2023年1月2日", front_matter=(("date", "2024-07-04"),))
    assert publication.date == "2024-07-04"


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-7-4", "2024-07-04"),
        ("2024年7月4日", "2024-07-04"),
        ("二〇二四年七月四日", "2024-07-04"),
        ("2024年7月", "2024-07"),
        ("1998", "1998"),
        ("2024-07-04T18:01", "2024-07-04"),
        ("2024-13-01", None),
        ("去年", None),
    ],
)
def test_the_date_of_the_front_matter_is_read_as_people_write_it(written, date):
    assert parsed(f"题目\n\n{BODY}", front_matter=(("date", written),)).date == date


def test_the_title_in_a_word_files_properties_goes_before_the_files_name():
    text = f"{BODY}\n\n{BODY}"
    assert parsed(text, front_matter=(("document_title", "宣言"),)).title.text == "宣言"
    assert parsed(text, front_matter=(("document_title", "Document1"),)).title.text == "t"
    assert (
        parsed(f"真题目\n\n{BODY}", front_matter=(("document_title", "宣言"),)).title.text
        == "真题目"
    )


# --- what only looks so --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "一九四九年十月一日，中华人民共和国成立。",
        "2024年5月1日 我们去了长城",
        "2021年5月1日 施行",
        "2021年1月15日 中华人民共和国国务院令第735号公布",
    ],
)
def test_a_sentence_that_begins_with_a_date_is_no_signature(line):
    assert kinds(f"{BODY}\n\n{line}") == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "一九二二年十二月三日，鲁迅记于北京。",
        "二〇二四年七月四日于上海",
        "2024年7月",
        "（2024年7月4日）",
    ],
)
def test_a_date_with_where_and_by_whom_is_one(line):
    assert kinds(f"{BODY}\n\n{line}")[-1] == "signature"


def test_attachments_may_stand_below_a_signature():
    text = f"{BODY}\n\n某某大学\n2024年7月4日\n\n附件：1.安排表\n2.值班表"
    publication = parsed(f"题目\n\n{text}")
    assert [block.kind for block in blocks(publication)][:2] == ["paragraph", "signature"]
    assert [s.heading for s in publication.sections] == [None]


@pytest.mark.parametrize(
    "lines",
    [
        "子曰：学而时习之，不亦说乎。\n有子曰：其为人也孝弟。\n子曰：巧言令色，鲜矣仁。",
        "时间：今天。\n地点：北京。\n时间：明天。",
        "优点：便宜。\n缺点：太小。\n优点：很轻。",
        "小王：三斤\n小李：两斤\n小王：一斤",
    ],
)
def test_what_has_colons_and_no_speakers_is_no_dialogue(lines):
    assert set(kinds(lines)) == {"paragraph"}


def test_a_stage_direction_does_not_end_a_dialogue():
    (block,) = blocks(parsed("题目\n\n甲：你好！\n（两个人走进教室）\n乙：你好！"))
    assert [p.label for p in block.passages] == ["甲：", "", "乙："]


def test_items_of_which_some_are_right_below_each_other_are_no_headings():
    publication = parsed(
        "题目\n\n1. 提高质量\n说明：这很重要。\n2. 降低成本\n3. 加快进度\n\n完了。"
    )
    assert [s.heading for s in publication.sections] == [None]


def test_a_table_of_contents_is_no_title():
    assert parsed(f"目录\n\n第一章 甲\n第二章 乙\n\n{BODY}").title.text == "t"


def test_the_title_of_an_official_document_stands_below_its_head():
    head = "某某大学文件\n校发〔2024〕12号\n关于开展安全检查的通知\n\n各学院：\n\n"
    publication = parsed(head + BODY)
    assert publication.title.text == "关于开展安全检查的通知"
    assert [p.text for p in publication.sections[0].paragraphs][:2] == [
        "某某大学文件",
        "校发〔2024〕12号",
    ]


def test_a_label_before_the_title_is_set_apart_and_listed():
    publication = parsed(f"题目：春天的雨\n\n{BODY}")
    assert publication.title.text == "春天的雨"
    assert [n.removed for n in notices(publication, "T08")] == ["题目"]


def test_an_index_in_brackets_is_no_mark_of_a_note():
    publication = parsed("题目\n\n数组a[1]，学而时习之[1]，Python[1]。\n\n[1] 习：温习。")
    text = blocks(publication)[0].passages[0]
    assert [text.text[m.start - 1 : m.end] for m in text.note_marks] == ["之[1]", "n[1]"]


@pytest.mark.parametrize(
    "text",
    [
        "他（   ）去北京，“　　”是什么。",
        "他写道：白日依山尽　黄河入海流，真好。",
        "出席的有总理李克强 外交部长王毅。",
        "他每天　　　　去那儿。",
        "分为“上 中 下”三等。",
    ],
)
def test_spaces_that_say_something_stay(text):
    assert blocks(parsed(f"题目\n\n{text}"))[0].passages[0].text == text


def test_spaces_that_stand_everywhere_go():
    row = "我们 深感人工 智能对世界 的深远影响。"
    (block, *_) = blocks(parsed("题目\n\n" + "\n\n".join([row] * 5)))
    assert block.passages[0].text == row.replace(" ", "")


def test_a_name_above_verse_that_the_source_marks_is_its_author():
    lines = (
        Line("春晓", 1),
        Line("孟浩然", 2),
        Line("春眠不觉晓，", 3, markup=Markup("verse", group=1)),
    )
    publication = parse(Source("t", lines, "d"))
    assert publication.author is not None
    assert publication.author.text == "孟浩然"
