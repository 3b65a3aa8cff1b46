"""Readings in brackets behind their words."""

from __future__ import annotations

import pytest

from duben.inline_readings import set_inline
from duben.vocabulary import base_text
from epub_books import body, ruby


def written(base: str, reading: str, language: str = "zh-Latn-pinyin") -> str:
    markup = ruby(base, reading).replace("zh-Latn-pinyin", language)
    tree = body(f"<p>{markup}</p>")
    set_inline(tree)
    return "".join(tree.itertext())


@pytest.mark.parametrize(
    ("base", "reading", "shown"),
    [
        ("人工智能", "rén gōng zhì néng", "人工智能(réngōngzhìnéng)"),
        ("西安", "Xī ān", "西安(Xī'ān)"),
        ("花儿", "huā r", "花儿(huār)"),
        ("鲁迅", "Lǔ Xùn", "鲁迅(Lǔ Xùn)"),
        ("上海", "Shàng hǎi", "上海(Shànghǎi)"),
        ("方案", "fang1 an4", "方案(fang1an4)"),
        ("人工智能", "réngōng zhìnéng", "人工智能(réngōng zhìnéng)"),
        ("他", "tā", "他(tā)"),
    ],
)
def test_syllables_are_joined_as_pinyin_joins_them(base: str, reading: str, shown: str):
    assert written(base, reading) == shown


def test_zhuyin_keeps_its_syllables_apart():
    assert written("我們", "ㄨㄛˇ ˙ㄇㄣ", "zh-Bopo") == "我們(ㄨㄛˇ ˙ㄇㄣ)"


def test_the_text_stays_and_the_reading_is_told_from_it():
    coloured = '<span class="t3">wǒ</span> <span class="t5">men</span>'
    tree = body(f"<p>看{ruby('我们', coloured, 'new')}的</p>")
    set_inline(tree)
    assert base_text(tree, frozenset({"reading"})) == "看我们的"
    word, reading, *tones = tree.iter("{*}span")
    assert word.get("class") == "new"
    assert (reading.get("class"), reading.get("lang")) == ("reading", "zh-Latn-pinyin")
    assert [tone.text for tone in tones] == ["wǒ", "men"]
    assert "".join(reading.itertext()) == "(wǒmen)"
    assert not list(tree.iter("{*}ruby", "{*}rt", "{*}rp"))
