"""Front matter: what the author says about the text is read, and mistakes are named."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duben.errors import SourceError
from duben.han import han
from duben.readers import text as plain_text
from duben.readers.base import Contents, Request
from duben.readers.syllables import syllables_of


def contents(text: str) -> Contents:
    return plain_text.read(text.encode(), Request("a.txt"))


def fields(block: str) -> Contents:
    return contents(f"---\n{block}\n---\n正文。\n")


def complaint(block: str) -> str:
    with pytest.raises(SourceError) as caught:
        fields(block)
    assert caught.value.hint
    return str(caught.value)


def test_all_keys_are_read_and_lines_keep_their_numbers():
    found = contents(
        "\ufeff---\ntitle: 山城\nsubtitle: 一天\nauthor: 李明\ndate: 2024-07-04\n"
        "language: zh-Hans\nsource: 《人民日报》\nheadings:\n  - 嘉陵江\n  - 长江\n"
        "readings:\n  重庆: chóng qìng\n...\n\n正文。\n"
    )
    assert found.front_matter == (
        ("title", "山城"),
        ("subtitle", "一天"),
        ("author", "李明"),
        ("date", "2024-07-04"),
        ("language", "zh-Hans"),
        ("source", "《人民日报》"),
    )
    assert found.headings == ("嘉陵江", "长江")
    assert found.readings == (("重庆", ("chóng", "qìng")),)
    assert [(line.number, line.text) for line in found.lines] == [(14, ""), (15, "正文。")]
    (notice,) = found.notices
    assert (notice.code, notice.severity, notice.line) == ("F01", "info", 1)
    assert notice.message.endswith(
        "title, subtitle, author, date, language, source, headings, readings."
    )
    assert Counter(han(found.original)) == Counter(han("正文" + notice.removed))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2024-07-04", "2024-07-04"),
        ("1998", "1998"),
        ("007", "007"),
        ("3.14", "3.14"),
        ('"yes"', "yes"),
        ("'a: b # c'", "a: b # c"),
        (">\n  一\n  二", "一 二"),
    ],
)
def test_dates_and_numbers_stay_as_they_are_written(value, text):
    assert fields(f"title: {value}").front_matter == (("title", text),)


def test_a_key_without_a_value_says_nothing():
    found = fields("title:\nheadings:\nreadings: ~\nauthor: 李明")
    assert (found.front_matter, found.headings, found.readings) == ((("author", "李明"),), (), ())


@pytest.mark.parametrize(
    "text",
    [
        "---\n正文。\n---\n",
        "---\n\n正文。",
        "---\ntitle: 没有结尾\n正文。",
        "---\n甲：你好。\n---\n正文。",
        "---\ntags: [读书\n---\n正文。",
        "---\ntags: &a 读书\n---\n正文。",
        "\n---\ntags: 读书\n---\n正文。",
        "----\ntitle: 山城\n---\n",
        "正文。\n---\ntitle: 山城\n---\n",
        "---\n- title: 山城\n---\n",
        "---\n他说：\ntitle: 山城\n---\n",
        "---\n---\n正文。",
    ],
)
def test_a_text_that_begins_with_a_rule_is_left_alone(text):
    found = contents(text)
    assert "\n".join(line.text for line in found.lines) == text.removesuffix("\n")
    assert found.notices == found.front_matter == ()


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (
            "title: 一\ntitel: 二",
            'a.txt:3: there is no front matter key called "titel". Did you mean',
        ),
        (
            "titel: 一",
            'a.txt:2: there is no front matter key called "titel". Did you mean "title"?',
        ),
        ("tags: 一\ntittle: 二", 'a.txt:3: there is no front matter key called "tittle"'),
        ("Title: 一", 'Did you mean "title"? There is author, date, headings,'),
        ("heading: 一", 'Did you mean "headings"?'),
        ("reading: 一", 'Did you mean "readings"?'),
        ("subtitel: 一", 'Did you mean "subtitle"?'),
        ("auther: 一", 'Did you mean "author"?'),
        ("tags: 一\ntitle: [一]", 'a.txt:3: "title" must be text'),
        ("title: 一\ntitle: 二", 'a.txt:3: "title" stands twice'),
        ("title: [一]", 'a.txt:2: "title" must be text'),
        ("title: true", '"title" must be text'),
        ("title: {一: 二}", '"title" must be text'),
        ("title: 一: 二", "a.txt:2: this front matter is no YAML (mapping values"),
        ("title: '一", "no YAML"),
        ("title: \x07", "no YAML"),
        ("language: zh-hans", 'Did you mean "zh-Hans"'),
        ("language: Chinese", 'no language called "Chinese"'),
        ("headings: 一", '"headings" must be a list'),
        ("headings: [[一]]", "a heading must be text"),
        ("readings: 一", '"readings" must be a list of words'),
        ("readings:\n  重庆: chóng", "a.txt:3: 重庆 has 2 characters, but"),
        ("readings:\n  重庆: chóngqìng", "number of syllables here is 1"),
        ("readings:\n  重庆: chóng qing9", '"qing9" is no syllable'),
        ("readings:\n  重庆: chóng Qíngg", "is no syllable"),
        ("readings:\n  AI: ēi ai", "not a Chinese word"),
        ("readings:\n  重: chóng\n  重: zhòng", "重 stands twice"),
        ("title: &a 一\nauthor: *a", "a.txt:2: this front matter has an anchor"),
        ("title: !!python/object:os.system 一", '"title" must be text'),
        ("? [a]\n: b\ntitel: 一", "no front matter key"),
        ("title: " + "[" * 5000, "too large"),
        ("title: " + "一" * 200_000, "too large"),
    ],
)
def test_a_mistake_is_named_with_its_line(block, said):
    if block.startswith("?"):
        block = "title: 二\n" + block
    assert said in complaint(block)


POSTS = [
    "tags: [中文, 读书]\ncategories: 随笔\ndraft: false",
    "layout: post\nauthors:\n  - name: 李明\n    url: x",
    "aliases:\n- 别名\ncreated: 2024-01-01\ncreated: 2024-01-02",
    "resources: {a: {b: [c]}}\nupdate: 2024-01-01\ncreated: {{date}}",
]


@pytest.mark.parametrize("block", POSTS)
def test_keys_of_other_programs_are_passed_over(block):
    found = fields(f"title: 山城\n{block}\nauthor: 李明")
    assert found.front_matter == (("title", "山城"), ("author", "李明"))
    assert [line.text for line in found.lines] == ["正文。"]
    ours, foreign = found.notices
    assert (ours.code, ours.before) == ("F01", "title, author")
    assert (foreign.code, foreign.severity, foreign.removed) == ("F03", "info", "")
    assert foreign.before.startswith(block.partition(":")[0])
    assert foreign.before in foreign.message
    assert Counter(han(found.original)) == Counter(han("正文" + ours.removed))


@pytest.mark.parametrize("block", POSTS)
def test_front_matter_may_have_foreign_keys_alone(block):
    found = fields(block)
    assert [line.text for line in found.lines] == ["正文。"]
    (notice,) = found.notices
    assert (notice.code, notice.severity, found.front_matter) == ("F03", "info", ())
    assert Counter(han(found.original)) == Counter(han("正文" + notice.removed))


def test_keys_in_chinese_alone_may_be_text_and_are_doubted():
    (notice,) = fields("张三: 你好。\n李四: 再见。").notices
    assert (notice.code, notice.severity) == ("F03", "warning")
    assert notice.removed == "---\n张三: 你好。\n李四: 再见。\n---"


@pytest.mark.parametrize(
    "key",
    [
        "tag",
        "tags",
        "categories",
        "layout",
        "draft",
        "aliases",
        "created",
        "updated",
        "update",
        "lastmod",
        "permalink",
        "slug",
        "description",
        "summary",
        "excerpt",
        "keywords",
        "cover",
        "image",
        "lang",
        "authors",
        "sources",
        "resources",
        "dates",
        "type",
        "status",
        "id",
        "weight",
        "toc",
        "comments",
        "published",
        "publish",
        "rating",
        "series",
        "math",
        "mathjax",
        "cssclass",
        "linkTitle",
        "headless",
        "header",
        "headline",
        "authorId",
        "coauthor",
        "pubdate",
        "theme",
        "marp",
        "标签",
    ],
)
def test_a_key_of_another_program_is_no_misspelling(key):
    assert [notice.code for notice in fields(f"title: 一\n{key}: 二").notices] == ["F01", "F03"]


def test_a_bomb_of_aliases_is_refused_at_once():
    bomb = "title: x\na: &a [x]\n" + "\n".join(f"b{n}: &b{n} [*a, *a]" for n in range(50))
    start = time.perf_counter()
    assert "anchor or alias" in complaint(bomb)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("word", "pinyin", "syllables"),
    [
        ("重庆", "chong2 qing4", "chóng qìng"),
        ("重庆", "Chóng Qìng", "chóng qìng"),
        ("西安", "Xī'ān", "xī ān"),
        ("女人", "nv3 ren2", "nǚ rén"),
        ("绿的", "lu:4 de5", "lǜ de"),
        ("绿", "lü4", "lǜ"),
        ("花儿", "huār", "huā r"),
        ("花儿", "huā r", "huā r"),
        ("花儿", "huar1", "huā r"),
        ("花儿", "huā ér", "huā ér"),
        ("一会儿", "yī huìr", "yī huì r"),
        ("女儿", "nǚ'ér", "nǚ ér"),
        ("儿子", "ér zi", "ér zi"),
    ],
)
def test_readings_are_written_in_either_spelling(word, pinyin, syllables):
    assert syllables_of(word, pinyin) == tuple(syllables.split())


@given(st.text(st.sampled_from("title:readings \n-'\"[]{}&*!|>#%@`,?一重chóng12")))
def test_whatever_stands_there_is_read_left_or_refused(block):
    try:
        found = fields("title: 山\n" + block)
    except SourceError as error:
        found = None
        where = error.where
    if found is None:
        assert where.startswith("a.txt:")
        return
    assert Counter(han(found.original)) == Counter(
        han("".join(line.text for line in found.lines) + found.notices[0].removed)
    )
