"""A text with every kind of block that there is, annotated: for all layouts and formats.

A heading on each of three levels, a poem of two stanzas, a dialogue, a quotation, lists
with and without numbers and in each other, tables, code, notes referred to once, twice and
never, a signature.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from duben import annotate
from duben.model import Block, Kind, NoteMark, Passage, Publication, Section

_MARK = re.compile("[①②③④]")


@cache
def everything() -> Publication:
    """Return the text with its words and readings."""
    return annotate.annotate(bare())


def bare() -> Publication:
    """Return the text as it is before annotation."""
    return Publication(
        name="every-block",
        title=passage("乡村学校手册①"),
        subtitle=passage("——给新老师的几封信"),
        author=passage("陈明远"),
        language="zh-Hans",
        digest="1" * 64,
        date="2024-09-01",
        source_note=(passage("本手册由县教育局编印。"),),
        sections=(
            Section(None, 0, (block("paragraph", "这本小书写给初到山里的年轻老师。"),)),
            _school(),
            _rules(),
            section("第一节 上课", 3, block("paragraph", "第一条|　铃声一响，老师应当走进教室。")),
            section("第二节　作业", 3, block("paragraph", "第二条|为了减轻负担，作业不得过多。")),
            section("第二章　语文", 2, *_poem(), _dialogue(), number="第二章"),
            section("附录", 1, *_tables(), _code()),
            section("注释", 1, _notes()),
            section("结束语", 1, block("paragraph", "祝你们一切顺利。"), _signature()),
        ),
    )


def passage(text: str, *, depth: int = 0, note: int = 0) -> Passage:
    """What stands in front of `|` is the label; ① and the like refer to notes."""
    label, bar, body = text.rpartition("|")
    text = label + body
    start = len(label) if bar and note else 0
    marks = tuple(
        NoteMark(found.start(), found.end(), "①②③④".index(found[0]) + 1)
        for found in _MARK.finditer(text, start)
    )
    return Passage(text, 1, label=label, depth=depth, note=note, note_marks=marks)


def block(kind: Kind, *texts: str) -> Block:
    """Each text is a passage; `-` in front of an item takes it a level deeper."""
    found = []
    for text in texts:
        bare_text = text.lstrip("-")
        found.append(passage(bare_text, depth=len(text) - len(bare_text)))
    return Block(kind, tuple(found))


def section(heading: str, level: int, *blocks: Block, number: str = "") -> Section:
    number = number or (heading.split(maxsplit=1)[0] if heading.startswith("第") else "")
    return Section(replace(passage(heading), label=number), level, blocks)


def _school() -> Section:
    return section(
        "一、学校②",
        1,
        block("paragraph", "学校坐落在半山腰，只有三间教室。校长常说：", "——记住孩子们的名字。"),
        block(
            "quotation",
            "“教育的本质，是一棵树摇动另一棵树，一朵云推动另一朵云，一个灵魂唤醒另一个灵魂。”③",
            "这句话写在黑板上方，已经很多年了。",
        ),
        block("paragraph", "开学以前，请准备好下面的东西："),
        block(
            "list",
            "粉笔、尺子和一块干净的抹布",
            "学生的名单",
            "-一年级的写在红纸上，二年级的写在绿纸上，别弄混了，因为家长们会来看",
            "-其他年级的写在白纸上",
            "--旁听的孩子用铅笔写",
            "一把雨伞",
        ),
        block("list", "1.|先敲门。", "2.|再进屋坐下，说说孩子在学校里的表现。", "3.|最后道谢。"),
        number="一、",
    )


def _rules() -> Section:
    return section(
        "第一章　总则",
        2,
        block("paragraph", "老师每天应当做到以下几点③："),
        block(
            "list",
            "（1）|按时到校，不迟到，不早退，有事向校长请假，并且在前一天晚上告诉同事；",
            "（2）|认真备课：",
            "-a)|读课文；",
            "-b)|查生字；",
            "（3）|爱护学生。",
        ),
    )


def _poem() -> tuple[Block, ...]:
    return (
        block("paragraph", "学生要会背这首诗："),
        block("verse", "白日依山尽，", "黄河入海流。"),
        block("verse", "欲穷千里目，", "更上一层楼。"),
        block("paragraph", "背完以后，两个学生一组练习对话。"),
    )


def _dialogue() -> Block:
    return block(
        "dialogue",
        "甲：|你知道这首诗是谁写的吗？",
        "乙：|当然知道，是唐代诗人王之涣在鹳雀楼上写的，我们去年春天学过。",
        "老师：|说得对。",
        "（两个学生都笑了。）",
    )


def _tables() -> tuple[Block, ...]:
    timetable = ("时间", "星期一", "星期二", "", "八点", "语文", "数学", "带课本", "十点", "音乐")
    return (
        block("paragraph", "课程表如下："),
        Block("table", tuple(map(passage, (*timetable, "", "体育"))), columns=4, head_rows=1),
        Block("table", tuple(map(passage, ("电话", "0571-88886666"))), columns=2),
    )


def _code() -> Block:
    return block(
        "code", "for 学生 in 名单:", "    print(学生,   '到')", "", "# 这一行很长" + "，很长" * 20
    )


def _notes() -> Block:
    return Block(
        "notes",
        (
            passage("①|手册：说明某一方面知识的小书。", note=1),
            passage("这是第一条注释的第二段。"),
            passage("②|学校：本县一共有十二所。", note=2),
            passage(
                "③|这句话流传很广，有人说出自德国的一位哲学家，不过谁也没有找到原文。",
                note=3,
            ),
            passage("④|没有用到的注释。", note=4),
        ),
    )


def _signature() -> Block:
    return block("signature", "县教育局", "二〇二四年九月一日")
