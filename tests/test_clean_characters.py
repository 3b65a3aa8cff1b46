"""Characters: one code for one character, nothing invisible, nothing lost in silence."""

from __future__ import annotations

import pytest

from duben.clean.characters import restore_characters
from duben.errors import SourceError
from duben.readers.annotation import annotated
from duben.source import Line, Notice, Source


def restored(text: str) -> tuple[str, tuple[Notice, ...]]:
    source = restore_characters(Source("t", (Line(text, 7),), ""))
    return source.lines[0].text, source.notices


def test_ordinary_text_is_left_alone():
    text = "人工智能①⑴㎡℃№…（全文）　ＵＲＬ"[:-3]
    assert restored(text) == (text, ())


def test_a_variation_selector_stays_with_its_character():
    assert restored("葛\U000e0100城") == ("葛\U000e0100城", ())


def test_every_kangxi_radical_becomes_a_character():
    radicals = "".join(map(chr, range(0x2F00, 0x2FD6)))
    text, notices = restored(radicals)
    assert not set(text) & set(radicals)
    assert [notice.code for notice in notices] == ["C02"]
    assert notices[0].before == "、".join(radicals)


def test_a_notice_lists_each_different_change_of_a_line_once():
    _, (notice,) = restored("⼈人⼈⽤")
    assert (notice.line, notice.before, notice.after) == (7, "⼈、⽤", "人、用")


def test_a_private_character_stays_and_is_an_error_with_its_position():
    text, (notice,) = restored("中\ue000文")
    assert text == "中\ue000文"
    assert (notice.code, notice.severity, notice.line) == ("C04", "error", 7)
    assert "Character 2 is U+E000" in notice.message


def test_half_a_character_is_refused_with_line_and_position():
    with pytest.raises(SourceError, match="t:7: character 3 is half a character"):
        restored("中文\ud800")


def test_a_line_separator_between_latin_words_becomes_a_space():
    assert restored("one\u2028two\u2028中")[0] == "one two中"


def test_all_invisible_characters_go():
    hidden = "\u200b\u200c\u200d\u200e\u202a\u202e\u2060\u2066\u2069\ufeff\u00ad\x00\x08\x0b\x85"
    assert restored(f"中{hidden}文")[0] == "中文"
    assert restored("中\t文")[0] == "中\t文"


@pytest.mark.parametrize(
    ("text", "removed", "added"),
    [
        ("⼈人⼈⽤", "⼈⼈⽤", "人人用"),
        ("二○二○年", "○○", "〇〇"),
        ("中\u200b文\u200b", "\u200b\u200b", ""),
        ("中\ue816文", "\ue816", "\U00020087"),
        ("ＡＢ１", "ＡＢ１", "AB1"),
        ("\uf9e4e\u0301", "", ""),
    ],
)
def test_a_notice_has_all_that_went_and_came(text, removed, added):
    _, notices = restored(text)
    assert "".join(notice.removed for notice in notices) == removed
    assert "".join(notice.added for notice in notices) == added


def test_a_joiner_stays_inside_an_emoji_and_goes_elsewhere():
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert restored(f"一家{family}人")[0] == f"一家{family}人"
    assert restored("一\u200d家")[0] == "一家"


def test_an_annotation_stays_whole():
    text = annotated("人", "rén")
    assert restored(text) == (text, ())
