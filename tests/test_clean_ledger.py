"""The ledger: whatever the text, every Han character is in the result or in a notice."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from duben.clean import clean, fold
from duben.errors import SourceError
from duben.han import han, is_han
from duben.parse import parse
from duben.readers.annotation import annotated
from duben.source import Line, Source

PIECES = st.sampled_from(
    [
        *"人工智能发展发著着隻有緻力這時說后里理⼈⽤⻅○〇\uf9e4葛的和分一二三第章条年",
        *"(),.:;!?\"'-…—（）《》“”，。：　 \n\n",
        "(rén)",
        "(AI)",
        "（nǐ hǎo）",
        "(fa)",
        "[de]",
        "\u200b",
        "\ue000",
        "# ",
        "一、",
        "（一）",
        "1.",
        "第一章",
        "来源：",
        "发布时间：2024-07-05",
        "浏览量：3",
        "— 1 —",
        "<!-- 注 -->",
        "全文如下：",
        "……",
        "abc",
        "Ｑ",
        "12",
        "http://a.b/c",
        "```",
        "（全文）",
        "《宣言》",
        "隻有",
        "這份宣言",
        "任何藉口",
        "一目瞭然",
        "甚麼",
        *"乾幹干髮裡於麼幺爲锺鐘\U0002f800𠮷",
        "二○二四年",
        "\ue816",
        "相关阅读：",
        "声明：版权归原作者所有。",
        "点赞 在看",
        "記者：",
        annotated("人", "rén"),
        annotated("字", "注"),
        annotated("3个", "sān gè"),
        annotated("髮", "头发"),
        "\ufff9",
        "\ufffa",
        "\ufffb",
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)
SCRIPTS = st.sampled_from(["auto", "keep", "hans", "hant"])


def source_of(text: str) -> Source:
    return Source("t", tuple(Line(row, n) for n, row in enumerate(text.split("\n"), 1)), "")


@given(TEXTS, SCRIPTS)
@settings(max_examples=300)
def test_no_han_character_is_lost_in_cleaning(text, script):
    source = clean(source_of(text), script=script)
    result = "\n".join(line.text for line in source.lines)
    listed = "".join(notice.before for notice in source.notices)
    assert {character for character in text if is_han(character)} <= set(result + listed)
    dropped = "".join(notice.before for notice in source.notices if notice.code[0] == "D")
    assert len(han(result)) + len(han(dropped)) >= len(han(text))


@given(TEXTS, SCRIPTS)
@settings(max_examples=500)
def test_the_account_of_characters_balances(text, script):
    """What stood in the source and was put in, stands in the result or was taken out."""
    source = clean(source_of(text), script=script)
    result = "".join(line.text for line in source.lines)
    removed = "".join(notice.removed for notice in source.notices)
    added = "".join(notice.added for notice in source.notices)
    before = Counter(fold(han(text))) + Counter(fold(han(added)))
    assert before == Counter(fold(han(result))) + Counter(fold(han(removed)))


@given(TEXTS, SCRIPTS)
@settings(max_examples=200)
def test_no_annotation_leaves_cleaning(text, script):
    source = clean(source_of(text), script=script)
    assert not any(set(line.text) & set("\ufff9\ufffa\ufffb") for line in source.lines)


@given(TEXTS, SCRIPTS)
@settings(max_examples=300)
def test_every_gloss_points_at_its_character(text, script):
    source = clean(source_of(text), script=script)
    for line in source.lines:
        for gloss in line.glosses:
            assert han(line.text)[gloss.position] == gloss.character


@given(TEXTS)
@settings(max_examples=300)
def test_no_han_character_is_lost_in_parsing_and_glosses_move_along(text):
    source = clean(source_of(text))
    before = han("".join(line.text for line in source.lines))
    if not before:
        with pytest.raises(SourceError):
            parse(source)
        return
    publication = parse(source)
    page_title = dict(publication.front_matter).get("page_title", publication.title.text)
    rest = "".join(passage.text for passage in publication.passages[1:])
    if publication.title.line is not None and before.startswith(han(page_title)):
        rest = page_title + rest
    assert han(rest) == before
    for passage in publication.passages:
        for gloss in passage.glosses:
            assert han(passage.text)[gloss.position] == gloss.character


@given(TEXTS)
@example("来源：;\n来源：")
@settings(max_examples=200)
def test_cleaning_twice_changes_nothing_more_in_the_characters(text):
    once = clean(source_of(text))
    twice = clean(once)
    assert han("".join(line.text for line in twice.lines)) == han(
        "".join(line.text for line in once.lines)
    )
