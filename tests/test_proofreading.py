"""duben review and duben readings, as a teacher uses them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from duben import publish
from duben.cli.readings import app

if TYPE_CHECKING:
    from click.testing import Result

TEXT = """\
在朝阳的行业

我在朝阳，他也在朝阳。他是校长，这条河很长。

他说要鼓励行业发展，行业发展很快。行业很多。
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def duben(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Run a command in this process: the dictionaries are loaded once for all tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def run(*arguments: str | Path, code: int = 0) -> Result:
        done = CliRunner().invoke(app, [str(argument) for argument in arguments])
        assert done.exit_code == code, done.output
        return done

    return run


def readings(shown: str, word: str) -> list[str]:
    """The readings of *word* in the JSON of `duben inspect`, with where they come from."""
    record = json.loads(shown)
    words = [
        *record["title_words"],
        *(w for s in record["sections"] for p in s["paragraphs"] for w in p["words"]),
    ]
    return [f"{' '.join(w['readings'])} {w['origin']}" for w in words if w["text"] == word]


def test_a_review_lists_the_doubts_and_a_number_behind_choose_settles_them(source, duben):
    duben("check", source, "--strict", code=3)
    done = duben("review", source)
    path = source.with_name("a.readings.toml")
    assert done.stdout == f"{path}\n"
    assert done.stderr == "To settle: 1. Settled: 0. Not in the text: 0.\n"
    written = path.read_text(encoding="utf-8")
    assert 'choices = ["1 cháo yáng", "2 zhāo yáng"]\nchoose = ""\n' in written
    assert '  "我在朝阳，他也在[朝阳]。",\n' in written
    assert duben("review", source).stdout
    assert path.read_text(encoding="utf-8") == written
    assert duben("readings", "list", source).stdout.startswith("open    朝阳 cháo yáng?")

    path.write_text(written.replace('choose = ""', 'choose = "2"'), encoding="utf-8")
    assert readings(duben("inspect", source, "--json").stdout, "朝阳") == ["zhāo yáng user"] * 3
    duben("check", source, "--strict")
    duben("build", source, "--strict", "-l", "plain", "-f", "docx")
    assert "To settle: 0. Settled: 1." in duben("review", source).stderr
    assert duben("readings", "list", source).stdout.startswith("settled 朝阳 zhāo yáng  (text, 3")


def test_a_doubt_that_is_confirmed_is_closed_and_an_open_one_is_not(source, duben):
    path = source.with_name("a.readings.toml")
    duben("review", source)
    duben("build", source, "--strict", "-l", "plain", "-f", "docx", code=3)
    written = path.read_text(encoding="utf-8")
    path.write_text(written.replace('choose = ""', 'choose = "1"'), encoding="utf-8")
    duben("build", source, "--strict", "-l", "plain", "-f", "docx")
    assert readings(duben("inspect", source, "--json").stdout, "朝阳") == ["cháo yáng user"] * 3


def test_a_text_without_doubts_gets_no_file(tmp_path, duben):
    path = tmp_path / "b.txt"
    path.write_text("短文\n\n今天天气很好。\n", encoding="utf-8")
    done = duben("review", path)
    assert (done.stdout, done.stderr) == ("", "No reading is in doubt.\n")
    assert [one.name for one in tmp_path.iterdir()] == ["b.txt"]


def test_check_and_the_report_name_the_command_that_settles_doubts(source, duben, tmp_path):
    assert f"duben review {source}" in duben("check", source).stdout
    duben("build", source, "-l", "plain", "-f", "docx")
    report = (tmp_path / "build/a/a-report.html").read_text(encoding="utf-8")
    assert "duben review" in report


@pytest.mark.parametrize("pinyin", ["háng yé", "hángyé", "hang2ye2"])
def test_a_word_is_set_for_the_whole_text(source, duben, pinyin):
    done = duben("readings", "set", source, "行业", pinyin)
    assert done.stdout == f"{source.with_name('a.readings.toml')}\n"
    assert "行业 is read háng yé in this text (4 places)" in done.stderr
    assert readings(duben("inspect", source, "--json").stdout, "行业") == ["háng yé user"] * 4


def test_setting_a_word_again_takes_the_place_of_the_first(source, duben):
    for pinyin in ("háng yé", "xíng yè"):
        duben("readings", "set", source, "行业", pinyin)
    (row,) = duben("readings", "list", source).stdout.splitlines()
    assert "xíng yè" in row


@pytest.mark.parametrize("here", ["鼓励行业", "鼓励[行业]发展，行业"])
def test_a_word_is_set_at_one_place(source, duben, here):
    done = duben("readings", "set", source, "行业", "xíng yè", "--here", here)
    assert "他说要鼓励[行业]发展" in done.stderr
    found = readings(duben("inspect", source, "--json").stdout, "行业")
    assert [one.split(" ", 2)[0] for one in found] == ["háng", "xíng", "háng", "háng"]


def test_a_word_is_set_in_all_texts(source, duben, tmp_path):
    done = duben("readings", "set", source, "行业", "xíngyè", "--everywhere")
    assert done.stdout == f"{tmp_path / 'config/duben/readings.toml'}\n"
    other = tmp_path / "other.txt"
    other.write_text("题目\n\n各个行业都在发展。\n", encoding="utf-8")
    assert readings(duben("inspect", other, "--json").stdout, "行业") == ["xíng yè user"]
    assert "all texts" in duben("readings", "list", other).stdout
    unrelated = tmp_path / "b.txt"
    unrelated.write_text("短文\n\n今天天气很好。\n", encoding="utf-8")
    duben("check", unrelated, "--strict")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("行业", "hing ye"), "is no syllable of pinyin"),
        (("行业", "háng"), "行业 has 2 characters"),
        (("AI", "ēi"), "is not a Chinese word"),
        (("重庆", "chóng qìng"), "重庆 does not stand in this text"),
        (("行业", "háng yè", "--here", "行业发展"), "stands 2 times in this text"),
        (("行业", "háng yè", "--here", "重庆行业"), "does not stand in this text"),
        (("行业", "háng yè", "--here", "鼓励"), 'stands nowhere in "鼓励"'),
        (("行业", "háng yè", "--here", "行业发展，行业"), "stands 2 times in"),
    ],
)
def test_what_cannot_be_set_is_told_in_one_sentence(source, duben, arguments, told):
    done = duben("readings", "set", source, *arguments, code=1)
    assert told in done.stderr
    assert done.stdout == ""
    assert not source.with_name("a.readings.toml").exists()


def test_a_mistake_in_the_file_stops_the_build_with_its_line(source, duben):
    path = source.with_name("a.readings.toml")
    path.write_text('[[word]]\ntext = "行业"\nchoose = "hing ye"\n', encoding="utf-8")
    for command in (("build",), ("check",), ("review",), ("readings", "list")):
        done = duben(*command, source, code=1)
        assert f"{path}:3" in done.stderr
        assert "no syllable of pinyin" in done.stderr


def test_an_entry_whose_sentence_is_gone_is_told_marked_and_kept(source, duben):
    path = source.with_name("a.readings.toml")
    duben("readings", "set", source, "长", "zhǎng", "--here", "河很长")
    source.write_text(TEXT.replace("这条河很长", "这座山很高"), encoding="utf-8")
    assert "R03" in duben("check", source, "--strict", code=3).stdout
    assert "Not in the text: 1." in duben("review", source).stderr
    written = path.read_text(encoding="utf-8")
    assert 'choose = "zhǎng"' in written
    assert "stale = true" in written
    assert any(
        row.startswith("stale") for row in duben("readings", "list", source).stdout.splitlines()
    )
    source.write_text(TEXT, encoding="utf-8")
    duben("review", source)
    assert "stale" not in path.read_text(encoding="utf-8").split("[[word]]", 1)[1]


def test_a_corrected_place_survives_edits_elsewhere(source, duben):
    duben("readings", "set", source, "行业", "xíng yè", "--here", "鼓励行业")
    source.write_text(
        TEXT.replace("我在朝阳", "行业很好，我在朝阳").replace("行业很多。", "") + "\n行业在前。\n",
        encoding="utf-8",
    )
    found = readings(duben("inspect", source, "--json").stdout, "行业")
    assert [one.split(" ", 2)[0] for one in found] == ["háng", "háng", "xíng", "háng", "háng"]


def test_here_and_everywhere_exclude_each_other(source, duben):
    duben("readings", "set", source, "行业", "hángyè", "--here", "行业", "--everywhere", code=2)


def test_a_source_that_is_not_there_is_a_wrong_argument(tmp_path, duben):
    duben("review", tmp_path / "none.txt", code=2)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [("/etc/x", "/etc/x/duben/readings.toml"), ("x", "/home/u/.config/duben/readings.toml")],
)
def test_the_users_own_file_is_where_the_system_keeps_such_files(monkeypatch, chosen, expected):
    monkeypatch.setenv("XDG_CONFIG_HOME", chosen)
    monkeypatch.setenv("HOME", "/home/u")
    assert publish.own_readings() == Path(expected)


def test_a_user_without_a_home_has_no_file_of_his_own(monkeypatch, source, duben):
    def nowhere() -> Path:
        raise RuntimeError

    monkeypatch.setenv("XDG_CONFIG_HOME", "")
    monkeypatch.setattr(Path, "home", nowhere)
    duben("check", source)
    duben("readings", "set", source, "行业", "hángyè", "--everywhere", code=2)
