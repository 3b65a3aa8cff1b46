"""Encodings: told by what they give, refused where that is no Chinese, damage with its byte."""

from __future__ import annotations

import random

import pytest

from duben.clean import clean
from duben.errors import SourceError
from duben.readers.encoding import Decoded, damage_notices, decode
from duben.source import Line, Source

TEXT = (
    "这是一篇关于城市生活的文章，作者在里面谈到了许多普通人的故事。清晨的街道很安静，"
    "只有几个卖早点的小贩在忙碌。老人们在公园里打太极拳，孩子们背着书包去上学。"
)
HANT = (
    "這是一篇關於城市生活的文章，作者在裡面談到了許多普通人的故事。清晨的街道很安靜，"
    "只有幾個賣早點的小販在忙碌。老人們在公園裡打太極拳，孩子們背著書包去上學。"
)


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("gb18030", TEXT),
        ("gb18030", HANT),
        ("big5hkscs", HANT),
        ("utf-16-le", TEXT),
        ("utf-16-be", HANT),
    ],
)
def test_eight_characters_are_enough(codec, text):
    chance = random.Random(f"{codec}{text}")
    for _ in range(100):
        start = chance.randrange(len(text) - 8)
        sample = text[start : start + 8]
        assert decode(sample.encode(codec), "t").text == sample


def test_pinyin_beside_every_character_is_still_chinese():
    text = "仆(pū)人(rén)来(lái)了(le)，他(tā)说(shuō)你(nǐ)好(hǎo)"
    assert decode(text.encode("gb18030"), "t").text == text


JAPANESE = "これは日本語の文章です。漢字とひらがなが混ざっています。"
KOREAN = "이것은 한국어 문장입니다 서울은 대한민국의 수도이다"


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\xf4\x00\x00\x01\xf4\x08\x02",
        "Voilà une phrase française avec des accents éàùçêô".encode("latin-1"),
        "Größe für Öl ändern übermäßig".encode("latin-1"),
        JAPANESE.encode("shift-jis"),
        JAPANESE.encode("euc-jp"),
        KOREAN.encode("euc-kr"),
        "Русский текст в старой кодировке".encode("koi8-r"),
        "Русский текст в старой кодировке".encode("cp1251"),
        random.Random(7).randbytes(200),
    ],
)
def test_what_is_no_chinese_text_is_refused(content):
    with pytest.raises(SourceError):
        decode(content, "t")


def test_bad_bytes_are_marked_and_their_place_in_the_file_is_told():
    content = f"第一行\n{TEXT}".encode() + b"\xe4\xba" + "人\n".encode()
    found = decode(content, "t")
    assert found.text == f"第一行\n{TEXT}\ufffd人\n"
    (notice,) = damage_notices(found)
    assert (notice.code, notice.severity, notice.line) == ("C11", "error", 2)
    assert notice.before == "上学。\ufffd人"
    offset = content.index(b"\xe4\xba" + "人".encode())
    assert f"Byte {offset + 1} of the file" in notice.message
    assert "E4 BA" in notice.message


@pytest.mark.parametrize("codec", ["gb18030", "big5hkscs"])
def test_damage_is_found_in_the_older_encodings_too(codec):
    start = HANT.encode(codec)
    found = decode(start + b"\xff" + start, "t")
    assert found.text == f"{HANT}\ufffd{HANT}"
    assert [(damage.offset, damage.position) for damage in found.damage] == [
        (len(start), len(HANT))
    ]


def test_damage_behind_a_byte_order_mark_is_marked_and_no_guess():
    found = decode(b"\xef\xbb\xbf" + TEXT.encode() + b"\xff", "t")
    assert found.text == TEXT + "\ufffd"
    assert not found.guessed
    assert found.damage[0].offset == 3 + len(TEXT.encode())


def test_too_many_bad_bytes_are_refused():
    with pytest.raises(SourceError):
        decode((TEXT.encode() + b"\xff") * 8, "t")


def test_damage_that_reading_told_of_is_not_told_again():
    found = decode(TEXT.encode() + b"\xff", "t")
    source = Source("t", (Line(found.text, 1),), "", damage_notices(found))
    assert [notice.code for notice in clean(source).notices].count("C11") == 1
    untold = Source("t", (Line(found.text, 1),), "")
    assert [notice.code for notice in clean(untold).notices].count("C11") == 1


def test_undamaged_text_has_no_notice_of_damage():
    assert damage_notices(Decoded("人", "utf-8")) == ()
