"""Words that a learner can look up: names, affixes, numbers, ambiguities, the user's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import publication
from duben import annotate, publish, study
from duben.annotate import segmentation, word_file
from duben.annotate.surnames import surname_reading
from duben.config import Options
from duben.errors import SourceError
from duben.model import Block, Passage, Publication
from measure_names import measured

NAMES = Path(__file__).parent / "names"


def cut(text: str, words: str = "") -> str:
    """The words of a text, parted by spaces."""
    user = word_file.parse(words, "my.words.txt")
    return " ".join(token.text for token in segmentation.cut(text, user))


def tags(text: str) -> dict[str, str]:
    return {token.text: token.tag for token in segmentation.cut(text)}


@pytest.mark.parametrize(
    "words",
    [
        "确保 公平性 和 可控性",
        "消除 歧视性 做法",
        "互操作性",
        "不可控性",
        "高级别 会议",
        "科技界 、 产业界",
        "多元化 发展",
        "非正式 会谈",
        "反歧视 法",
        "孩子们 和 老师们 都 来 了",
        "社会 使命感",
        "他 是 物理学家",
        "一 位 副市长",
        "准妈妈",
        "可能性",
    ],
)
def test_an_affix_makes_one_word_with_its_stem(words: str):
    assert cut(words.replace(" ", "")) == words


@pytest.mark.parametrize(
    "words",
    [
        "他们 的 国家",
        "作者 来 了",
        "我 回 老师 家",
        "总统 率 代表团 访问",
        "老师 费 了 不少 力气",
        "这 非 三 天 不可",
        "组 成员",
        "同学 家",
    ],
)
def test_what_looks_like_an_affix_stays_a_word(words: str):
    assert cut(words.replace(" ", "")) == words


@pytest.mark.parametrize(
    "words",
    [
        "二十一 本 书",
        "三千 五百 人",
        "二〇二四 年",
        "第一次",
        "第十三 条",
        "百分之 十",
        "两 点 半",
        "三百 万 人",
        "二十 万",
        "十几 岁",
        "五十 多 岁",
        "昨天 十一 点",
        "这 十 分钟",
        "十分 高兴",
        "万一 下雨",
        "一 个 半 小时",
    ],
)
def test_numbers_are_cut_as_the_standard_writes_them(words: str):
    assert cut(words.replace(" ", "")) == words


@pytest.mark.parametrize(
    "words",
    [
        "研究 生命 的 起源",
        "研究生 的 生活",
        "他 将 来 北京 工作",
        "将来 你 想 做 什么",
        "只有 努力 才 能 成功",
        "他 很 有 才能 。",
        "这个 地方 很 美",
        "他 高兴 地 笑 了",
        "和服 是 日本 的 服装",
        "产品 和 服务 都 好",
        "他 和 服务员 说话",
        "白 天鹅 在 湖里 游",
        "结婚 的 和 尚未 结婚 的",
        "使 用户 满意",
        "从 小学 到 大学",
        "这 扇 门把手 坏 了",
        "请 把 手 举 起来",
        "这个 把手 坏 了",
        "他 从 马 上 下来",
        "我 马上 来",
        "长春 市长 春节 致辞",
        "武汉市 长江 大桥",
        "他 说 的 确实 在 理",
        "市场 中 国有企业 很 多",
        "结合 成 分子 时",
        "门前 有 个 人 在 等",
        "个人 利益",
        "如果 可能 的话 ， 我 去",
        "他 的 话 很 有 道理",
        "我 听到 你 说 的 话 了",
        "这样 不成",
        "一时 想 不 起来",
        "第一时间",
        "研究 员工 的 需要",
        "学生会 组织 活动",
        "他 学会 了 开车",
        "有的 是 新 的 ， 有的 是 旧 的",
        "他 有的是 办法",
        "出现 在 我们 面前",
        "与会者",
        "主要 是 因为",
        "将军 任命 了 他",
        "人民 生活 水平",
        "应用 于 实践",
        "我 本来 就 不想 去",
        "南京市 长江 大桥",
        "吃饭 后 再说",
        "同学 会 来",
        "以后 来 的 人",
        "今后 来 看",
        "太 平淡 了",
        "他 不怕 难受",
        "物理 学 起来 很 难",
        "现任 总经理",
        "好 几 个 月",
        "下个 星期四",
        "白人 才 是",
        "这 本 书 来源 不明",
        "中国 菜 好 不 好吃",
        "这么 多 年",
        "发现 美 的 眼睛",
    ],
)
def test_classical_ambiguities_are_cut_as_a_reader_would(words: str):
    assert cut(words.replace(" ", "")) == words


@pytest.mark.parametrize(
    ("file", "least_precision", "least_recall"),
    [("persons.tsv", 0.97, 0.94), ("fresh.tsv", 0.98, 0.88)],
)
def test_names_of_persons_are_found_and_words_are_left_alone(
    file: str, least_precision: float, least_recall: float
):
    precision, recall, errors = measured(NAMES / file)
    assert precision >= least_precision, errors
    assert recall >= least_recall, errors


@pytest.mark.parametrize(
    ("text", "name", "tag"),
    [
        ("王小明说他不来", "王小明", "nr"),
        ("曾校长来了", "曾", "nr"),
        ("我去找老王", "老王", "nr"),
        ("玛丽·居里发现了镭", "居里", "nrt"),
        ("住在南京东路", "南京东路", "ns"),
        ("北京市海淀区", "海淀区", "ns"),
        ("长江很长", "长江", "ns"),
    ],
)
def test_a_name_is_one_word_with_its_tag(text: str, name: str, tag: str):
    assert tags(text)[name] == tag


@pytest.mark.parametrize("text", ["老虎来了", "查清来源", "连他都来了", "我们的友谊"])
def test_words_that_jieba_takes_for_names_are_none(text: str):
    assert not any(tag.startswith("nr") for tag in tags(text).values())


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("单国强说", "shàn guó qiáng shuō"),
        ("任丽丽问", "rén lì lì wèn"),
        ("尉迟琳来了", "yù chí lín lái le"),
        ("我叫解晓东", "wǒ jiào xiè xiǎo dōng"),
        ("冯家村", "féng jiā cūn"),
        ("老任来了", "lǎo rén lái le"),
        ("李为民说", "lǐ wéi mín shuō"),
        ("塞尔比赢了", "sài ěr bǐ yíng le"),
        ("任何人", "rèn hé rén"),
        ("曾经来过", "céng jīng lái guo"),
        ("这个单位", "zhè ge dān wèi"),
    ],
)
def test_a_surname_is_read_as_one_where_a_name_begins(text: str, reading: str):
    words = annotate.words(text)
    assert " ".join(s for word in words for s in word.readings if s) == reading


def test_a_surname_says_how_sure_it_is():
    def asked(text: str, index: int = 0):
        return surname_reading(segmentation.cut(text), index)

    assert asked("王小明来了") is None
    name = asked("单国强来了")
    assert name is not None
    assert (name.syllables, name.confidence) == ({0: "shàn"}, "likely")
    title = asked("区主席来了")
    assert title is not None
    assert title.confidence == "doubtful"


def annotated(text: str, words: str) -> Publication:
    bare = publication("题", 一="甲")
    block = Block("paragraph", (Passage(text, 3),))
    section = replace(bare.sections[0], blocks=(block,))
    user = word_file.parse(words, "my.words.txt")
    return annotate.annotate(replace(bare, sections=(section,)), user=user)


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("+人工智能治理", "加强人工智能治理", "加强 人工智能治理"),
        ("人工/智能", "加强人工智能治理", "加强 人工 智能 治理"),
        ("+王小\n", "王小明", "王小 明"),
        ("# nothing\n\n+治理人  # one word\n", "治理人才", "治理人 才"),
        ("+人工\n+人工智能治理", "人工智能治理", "人工智能治理"),
        ("+公平", "公平性", "公平 性"),
        ("才/能", "他很有才能", "他 很 有 才 能"),
    ],
)
def test_the_words_of_the_word_file_go_before_all_others(words: str, text: str, expected: str):
    assert cut(text, words) == expected


def test_a_word_file_in_traditional_characters_serves_a_text_in_simplified_ones():
    assert cut("加强治理", "+加強治理") == "加强治理"


@pytest.mark.parametrize(
    "line", ["人工智能", "+人工/智能", "/智能", "人工/", "+", "+AI", "人 工/智"]
)
def test_a_line_that_is_not_understood_is_named(line: str):
    with pytest.raises(SourceError) as caught:
        word_file.parse(f"# words\n{line}\n", "my.words.txt")
    assert caught.value.where == "my.words.txt:2"
    assert "+人工智能治理" in caught.value.hint


def test_two_lines_about_the_same_characters_are_refused():
    with pytest.raises(SourceError, match="stands in line 1"):
        word_file.parse("+才能\n才/能\n", "my.words.txt")


def test_an_entry_that_stands_nowhere_is_told():
    text = annotated("加强人工智能治理。", "+人工智能治理\n+治里\n")
    told = [notice for notice in text.notices if notice.code == "W14"]
    assert [(n.severity, n.before) for n in told] == [("warning", "+治里")]
    assert "my.words.txt:2" in told[0].message
    assert "人工智能治理" in [w.text for w in text.sections[0].paragraphs[0].words]


def test_the_word_file_beside_a_source_is_read(tmp_path: Path):
    source = tmp_path / "课文.txt"
    source.write_text("人工智能治理\n\n我们要加强人工智能治理。\n", encoding="utf-8")
    beside = tmp_path / "课文.words.txt"
    beside.write_bytes("\ufeff+人工智能治理\r\n".encode())
    text = publish.read(source)
    assert [word.text for word in text.title.words] == ["人工智能治理"]
    chosen = tmp_path / "mine.txt"
    chosen.write_text("人工智能/治理\n", encoding="utf-8")
    text = publish.read(source, Options(words=chosen))
    assert [word.text for word in text.title.words] == ["人工智能", "治理"]


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_word_file_that_cannot_be_read_is_told(tmp_path: Path, content: bytes | None):
    source = tmp_path / "text.txt"
    source.write_text("我们要加强人工智能治理。\n", encoding="utf-8")
    words = tmp_path / "mine.txt"
    if content:
        words.write_bytes(content)
    with pytest.raises(SourceError, match="word file"):
        publish.read(source, Options(words=words))


def test_names_and_plurals_of_known_words_are_no_new_words():
    text = annotated("王小明和老师们喜欢卡尔普的安全感。", "")
    guide = study.guide(text, level=4)
    assert not {entry.word for entry in guide.glossary} & {"王小明", "老师们", "卡尔普"}


@given(st.text("王小明老师说任单曾可控公平性化者们十二〇第百万玛丽·居里南京东路，。A", max_size=30))
@settings(max_examples=300)
def test_words_joined_are_the_text(text: str):
    tokens = segmentation.cut(text, word_file.parse("+公平性\n小/明\n", "w"))
    assert "".join(token.text for token in tokens) == text
    assert all(token.text for token in tokens)
