"""Script: what a machine converted is restored; what people wrote stays."""

from __future__ import annotations

import pytest

from duben.clean.converter import simplified_only, to_hans, traditional_only
from duben.clean.script import restore_script
from duben.errors import UnknownNameError
from duben.source import Gloss, Line, Source

MACHINE = "隻有緻力于确保标準，人類才能發展。"
WRITTEN = "魯迅先生說，這裡的風景與別處不同，後來的人們應該記得。一隻有病的貓。"


def restored(text: str, script: str = "auto", glosses: tuple[Gloss, ...] = ()) -> Source:
    lines = [Line(row, number) for number, row in enumerate(text.split("\n"), 1)]
    lines[0] = Line(lines[0].text, 1, glosses)
    return restore_script(Source("t", tuple(lines), ""), script)


def text_of(source: Source) -> str:
    return "\n".join(line.text for line in source.lines)


def codes(source: Source) -> list[str]:
    return [notice.code for notice in source.notices]


def test_machine_made_traditional_text_is_restored_to_simplified():
    source = restored(MACHINE)
    assert text_of(source) == "只有致力于确保标准，人类才能发展。"
    assert source.language == "zh-Hans"
    slips = [(n.before, n.after, n.severity) for n in source.notices if n.code == "S02"]
    assert slips == [("隻有", "只有", "warning"), ("緻力", "致力", "warning")]


def test_the_warning_names_slips_and_what_was_left_simplified():
    (warning,) = [notice for notice in restored(MACHINE).notices if notice.code == "S04"]
    assert warning.severity == "warning"
    assert "隻有、緻力" in warning.message
    assert "确" in warning.message
    assert "标" in warning.message


def test_written_traditional_text_stays():
    source = restored(WRITTEN)
    assert text_of(source) == WRITTEN
    assert source.language == "zh-Hant"
    assert source.notices == ()


def test_simplified_text_stays_to_the_last_character():
    text = "破坏土壤，显著的著作，什么么，著录，后面的皇后里有台风，征于万里。"
    for script in ("auto", "keep", "hans"):
        source = restored(text, script)
        assert (text_of(source), source.language, source.notices) == (text, "zh-Hans", ())


def test_keep_converts_nothing_and_still_warns():
    source = restored(MACHINE, "keep")
    assert text_of(source) == MACHINE
    assert codes(source) == ["S04"]
    assert source.language == "zh-Hant"


def test_hans_converts_written_traditional_text():
    source = restored(WRITTEN, "hans")
    assert text_of(source).startswith("鲁迅先生说，这里的风景与别处不同，后来的人们应该记得。")
    assert source.language == "zh-Hans"


def test_hant_converts_simplified_text_by_phrases_and_lists_what_is_in_doubt():
    source = restored("头发发白，皇后在后面。", "hant")
    assert text_of(source) == "頭髮發白，皇后在後面。"
    assert source.language == "zh-Hant"
    (review,) = [notice for notice in source.notices if notice.code == "S06"]
    assert (review.severity, review.line) == ("warning", 1)


def test_hant_leaves_written_traditional_text_alone():
    assert text_of(restored(WRITTEN, "hant")) == WRITTEN


def test_hant_converts_machine_made_text_anew():
    assert text_of(restored(MACHINE, "hant")).startswith("只有致力於確保標準")


def test_mixed_text_without_slips_is_left_with_a_warning():
    text = "简体的发和这时们说，繁體的發和這時們說，並存於此。"
    source = restored(text)
    assert text_of(source) == text
    assert codes(source) == ["S07"]


def test_an_unknown_script_is_answered_with_the_nearest_one():
    with pytest.raises(UnknownNameError, match='Did you mean "hans"'):
        restored("中文", "hanss")


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("隨著時間", "随着时间"),
        ("他看著我寫著名字", "他看着我写着名字"),
        ("做著作業", "做着作业"),
        ("顯著的著作", "显著的著作"),
        ("著名作家的原著", "著名作家的原著"),
        ("這樣著手著急沉著", "这样着手着急沉着"),
        ("閉著眼合著眼", "闭着眼合着眼"),
        ("魯迅著", "鲁迅著"),
        ("魯迅著《吶喊》", "鲁迅著《呐喊》"),
        ("他一直這樣站著。", "他一直这样站着。"),
    ],
)
def test_zhe_is_restored_and_zhu_stays(traditional, simplified):
    assert text_of(restored(traditional, "hans")) == simplified


def test_a_gloss_decides_how_zhu_is_read():
    assert text_of(restored("這本書著於此", "hans", (Gloss(3, "著", "zhù", 1),))) == "这本书著于此"
    zhe = restored("名著", "hans", (Gloss(1, "著", "zhe", 1),))
    assert text_of(zhe) == "名著"  # no traditional character here: not converted at all
    assert text_of(restored("這名著", "hans", (Gloss(2, "著", "zhe", 1),))) == "这名着"


def test_a_gloss_names_the_character_that_stands_there_afterwards():
    source = restored("這時候", "hans", (Gloss(1, "時", "shí", 1),))
    assert source.lines[0].glosses == (Gloss(1, "时", "shí", 1),)


def test_each_line_has_one_notice_of_its_changes():
    source = restored("這時，這時說\n說", "hans")
    notices = [n for n in source.notices if n.code == "S01"]
    assert [(n.line, n.before, n.after) for n in notices] == [
        (1, "這時、這時說", "这时、这时说"),
        (2, "說", "说"),
    ]
    assert notices[0].message.startswith("5 characters")


def test_no_character_belongs_to_one_script_only_twice():
    assert not traditional_only() & simplified_only()


def test_a_simplified_character_inside_traditional_text_is_not_touched():
    assert to_hans("破坏土壤說") == "破坏土壤说"


def test_one_slip_in_written_traditional_text_is_no_machine():
    text = WRITTEN * 20 + "隻有他知道。"
    source = restored(text)
    assert (text_of(source), source.language, codes(source)) == (text, "zh-Hant", [])
