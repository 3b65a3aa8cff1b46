"""Settings: what duben.toml, the environment and flags say, and who has the last word."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer
from typer.testing import CliRunner

from duben import new_project, project
from duben.cli import settings
from duben.cli.projects import app, starting_file

if TYPE_CHECKING:
    from collections.abc import Callable

    Shown = dict[str, dict[str, Any]]

TEXT = "短文\n\n今天天气很好，我们去公园走走。公园里有很多人，大家都很高兴。\n"
BUILD = typer.main.get_command(app).commands["build"]


def duben(*arguments: str | Path, **environment: str) -> Any:
    """Run the command line in this process."""
    runner = CliRunner(env={"COLUMNS": "400", "NO_COLOR": "1", **environment})
    return runner.invoke(app, [*map(str, arguments)])


def config(*arguments: str | Path, **environment: str) -> Shown:
    done = duben("config", *arguments, "--json", **environment)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)["settings"]


@pytest.fixture
def text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A text in a folder of its own, seen from the folder above."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "course" / "text.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def said(text: Path) -> Callable[[str], None]:
    """Write what duben.toml says."""

    def write(content: str) -> None:
        (text.parent / "duben.toml").write_text(content, encoding="utf-8")

    return write


def test_a_build_does_what_the_file_says(text: Path, said: Callable[[str], None]):
    said('layout = ["plain"]\nformat = "epub"\noutput = "handouts"\n')
    done = duben("build", text)
    assert done.exit_code == 0, done.output
    assert Path(done.stdout.strip()).samefile(text.parent / "handouts/text/text-plain.epub")


def test_a_flag_goes_before_the_environment_before_the_file_before_the_default(
    text: Path, said: Callable[[str], None]
):
    said('paper = "letter"\nsides = "two"\nsize = "large"\n')
    shown = config(text, "--sides", "one", DUBEN_SIDES="two", DUBEN_SIZE="normal")
    given = {key: tuple(shown[key].values()) for key in ("sides", "size", "paper", "contents")}
    assert given == {
        "sides": ("one", "flag", "--sides"),
        "size": ("normal", "environment", "DUBEN_SIZE"),
        "paper": ("letter", "file", "course/duben.toml:1"),
        "contents": ("auto", "default", None),
    }


def test_config_shows_a_row_for_every_option_with_its_origin(
    text: Path, said: Callable[[str], None]
):
    said("# mine\n\nline-numbers = true\n")
    rows = duben("config", text).stdout.splitlines()
    assert [row.split()[0] for row in rows] == [*settings.settings(BUILD)]
    (row,) = (row for row in rows if row.startswith("line-numbers"))
    assert row.split() == ["line-numbers", "true", "course/duben.toml:3"]


def test_every_option_of_build_has_a_setting_and_a_variable():
    options = {
        max(option.opts, key=len).removeprefix("--")
        for option in BUILD.params
        if option.param_type_name == "option" and option.name != "help"
    }
    assert set(settings.settings(BUILD)) == options
    assert settings.settings(BUILD)["tone-colours"].variable == "DUBEN_TONE_COLOURS"


def test_lists_come_from_the_environment_as_words(text: Path):
    assert config(text, DUBEN_LAYOUT="plain study")["layout"]["value"] == ["plain", "study"]


@pytest.mark.parametrize("command", ["build", "check", "inspect", "review"])
def test_each_command_that_reads_a_text_heeds_the_file(
    text: Path, said: Callable[[str], None], command: str
):
    said('max-size = 1\nwords = "mine.txt"\n')
    (text.parent / "mine.txt").write_text("公园里\n", encoding="utf-8")
    done = duben(command, text)
    assert done.exit_code == 1
    assert "mine.txt:1" in done.stderr


def test_readings_are_set_under_the_settings_too(text: Path, said: Callable[[str], None]):
    said('scirpt = "keep"\n')
    done = duben("readings", "set", text, "公园", "gōngyuán")
    assert done.exit_code == 2
    assert 'Did you mean "script"?' in done.stderr
    assert not text.with_name("text.readings.toml").exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('\npapr = "a4"', ':2: there is no setting called "papr". Did you mean "paper"?'),
        ('tone_colours = "pleco"', ':1: there is no setting called "tone_colours". Did you mean'),
        ('tones = "number"', ':1: there is no tones called "number". Did you mean "numbers"?'),
        ('layout = ["plain",\n "pinyn"]', ':1: there is no layout called "pinyn". Did you mean'),
        ('annotate = "frist"', ':1: there is no choice of words to annotate called "frist"'),
        (
            'max-size = "4"',
            ':1: max-size is "4", and should be a whole number. As in: max-size = 20',
        ),
        ("max-size = true", ":1: max-size is true, and should be a whole number"),
        ("max-size = 0", ":1: max-size cannot be 0"),
        ("level = 9", ':1: "9" is no HSK level'),
        ("words = 9", ":1: words is 9, and should be a text"),
        ("sandhi = 1", ":1: sandhi is 1, and should be true or false"),
        ("paper = ['a4', 'letter']", ':1: paper is ["a4", "letter"], and should be one value'),
        ("layout = [true]", ':1: layout is true, and should be a text. As in: layout = ["…"]'),
        ("[paper]\nsize = 4", ":1: paper is a table, and should be a text"),
        ('sandhi = true\ntemplates = ["gone"]', ":2: "),
        ("sandhi = true\npaper = a4", ":2: this is no TOML (invalid value)"),
        ("sandhi = true\nsandhi = true", ":2: this is no TOML (cannot overwrite a value)"),
        ('words = """\npapr = 1\n"""\npapr = 1', ':4: there is no setting called "papr"'),
    ],
)
def test_what_is_wrong_in_the_file_is_named_with_its_line_before_the_work(
    text: Path, said: Callable[[str], None], content: str, message: str
):
    said(content)
    done = duben("build", text)
    assert done.exit_code == 2
    assert done.stderr.startswith(f"duben: course/duben.toml{message}")
    assert len(done.stderr.strip().splitlines()) == 1
    assert not Path("build").exists()


def test_a_file_in_another_encoding_is_named_with_its_line(text: Path):
    (text.parent / "duben.toml").write_bytes("#\n# 你好\n".encode("gb18030"))
    assert "course/duben.toml:2: these settings are not in UTF-8" in duben("check", text).stderr


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("DUBEN_PAPER", "a9", "Invalid value for DUBEN_PAPER: "),
        ("DUBEN_FORMAT", "pfd", 'duben: DUBEN_FORMAT: there is no format called "pfd".'),
    ],
)
def test_what_is_wrong_in_the_environment_is_named_with_its_variable(
    text: Path, variable: str, value: str, message: str
):
    done = duben("build", text, **{variable: value})
    assert done.exit_code == 2
    assert message in done.stderr


def test_a_wrong_flag_is_not_blamed_on_the_file(text: Path, said: Callable[[str], None]):
    said('layout = "plain"\n')
    done = duben("build", text, "-l", "pinyn")
    assert done.stderr.startswith('duben: there is no layout called "pinyn"')


def test_config_names_a_variable_that_sets_nothing(text: Path):
    assert "DUBEN_PAPRE is set, and sets nothing" in duben("config", text, DUBEN_PAPRE="a4").stderr


def test_paths_are_seen_from_the_file(text: Path, said: Callable[[str], None]):
    said('words = "mine.txt"\nfont-dir = ["f"]\nannotate = "unknown:known.txt"\noutput = "/o"\n')
    shown, home = config(text), text.parent
    assert shown["words"]["value"] == str(home / "mine.txt")
    assert shown["font-dir"]["value"] == [str(home / "f")]
    assert shown["annotate"]["value"] == f"unknown:{home / 'known.txt'}"
    assert shown["output"]["value"] == "/o"


def test_a_number_is_as_good_as_a_text_where_the_flag_takes_both(
    text: Path, said: Callable[[str], None]
):
    said("level = 5\n")
    assert config(text)["level"]["value"] == "5"


def test_the_nearest_file_above_a_text_holds_and_is_the_only_one(
    text: Path, said: Callable[[str], None]
):
    lesson = text.parent / "unit" / "lesson.txt"
    lesson.parent.mkdir()
    lesson.write_text(TEXT, encoding="utf-8")
    Path("duben.toml").write_text('sides = "two"\n', encoding="utf-8")
    assert config(lesson)["sides"]["where"] == "duben.toml:1"
    said('paper = "letter"\n')
    shown = config(lesson)
    assert shown["paper"]["where"] == "course/duben.toml:1"
    assert shown["sides"]["from"] == "default"


def test_standard_input_and_no_text_at_all_have_the_settings_of_the_present_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    Path("duben.toml").write_text('sides = "two"\n', encoding="utf-8")
    assert config()["sides"]["where"] == config("-")["sides"]["where"] == "duben.toml:1"


def test_a_table_of_pyproject_is_read_and_other_tables_are_not(text: Path):
    file = text.parent / "pyproject.toml"
    file.write_text('[tool.other]\npaper = "a9"\n', encoding="utf-8")
    assert config(text)["paper"]["from"] == "default"
    file.write_text(
        '[tool.other]\npaper = """\n[tool.duben]\n"""\n\n[tool.duben]\npaper = "letter"\n',
        encoding="utf-8",
    )
    assert config(text)["paper"] == {
        "value": "letter",
        "from": "file",
        "where": "course/pyproject.toml:7",
    }
    file.write_text("duben, and no TOML\n", encoding="utf-8")
    assert "course/pyproject.toml:1" in duben("check", text).stderr


def test_texts_of_two_projects_are_not_built_at_once(text: Path, said: Callable[[str], None]):
    said('layout = "plain"\n')
    other = Path("other.txt")
    other.write_text(TEXT, encoding="utf-8")
    done = duben("build", text, other)
    assert done.exit_code == 2
    assert f"{text} (course/duben.toml), other.txt (none)" in done.stderr


def test_templates_beside_the_file_are_searched_after_those_of_the_flag(
    text: Path, said: Callable[[str], None]
):
    said("")
    (text.parent / "templates/layouts/mine").mkdir(parents=True)
    (text.parent / "templates/layouts/mine/edition.xhtml.j2").write_text(
        '{% extends "builtin/layouts/plain/edition.xhtml.j2" %}', encoding="utf-8"
    )
    Path("flagged").mkdir()
    assert config(text)["templates"]["where"] == "course/templates"
    shown = config(text, "--templates", "flagged")["templates"]
    assert shown["value"] == ["flagged", str(text.parent / "templates")]
    done = duben("build", text, "-l", "mine", "-f", "epub", "-o", "out")
    assert done.stdout.strip() == "out/text/text-mine.epub", done.output


def test_the_help_is_there_whatever_the_file_says(text: Path, said: Callable[[str], None]):
    said("papr = 1\n")
    assert duben("build", text, "--help").exit_code == 0


def test_a_new_project_has_a_text_settings_corrections_and_words(tmp_path: Path):
    folder = tmp_path / "course"
    done = duben("init", folder)
    names = {path.name for path in folder.iterdir()}
    assert names == {
        new_project.SAMPLE,
        project.FILE,
        "shanghai-declaration.readings.toml",
        "shanghai-declaration.words.txt",
    }
    assert {Path(line).name for line in done.stdout.splitlines()} == names
    assert done.stderr.strip() == f"Next: duben build {folder / new_project.SAMPLE}"
    assert duben("check", folder / new_project.SAMPLE).exit_code == 0


def test_a_new_project_takes_a_copy_of_the_text(tmp_path: Path, text: Path):
    assert duben("init", tmp_path / "new", "--from", text).exit_code == 0
    assert (tmp_path / "new/text.txt").read_bytes() == text.read_bytes()
    assert (tmp_path / "new/text.words.txt").is_file()
    assert not (tmp_path / "new" / new_project.SAMPLE).exists()


def test_init_writes_over_nothing_and_says_so(text: Path, said: Callable[[str], None]):
    said('paper = "letter"\n')
    text.with_name("text.words.txt").write_text("公园/里\n", encoding="utf-8")
    done = duben("init", text.parent)
    assert (text.parent / "duben.toml").read_text(encoding="utf-8") == 'paper = "letter"\n'
    assert text.with_name("text.words.txt").read_text(encoding="utf-8") == "公园/里\n"
    assert text.read_text(encoding="utf-8") == TEXT
    assert [Path(line).name for line in done.stdout.splitlines()] == ["text.readings.toml"]
    assert "Left as they were: " in done.stderr


def test_a_text_that_is_missing_makes_no_project(tmp_path: Path):
    done = duben("init", tmp_path / "new", "--from", tmp_path / "gone.txt")
    assert done.exit_code == 1
    assert "gone.txt" in done.stderr
    assert not (tmp_path / "new").exists()


def test_the_first_file_explains_every_setting_in_one_line_and_sets_none():
    content = starting_file(BUILD)
    assert tomllib.loads(content) == {}
    rows = content.splitlines()
    for key in settings.settings(BUILD):
        (place,) = (n for n, row in enumerate(rows) if row.startswith(f"#{key} = "))
        assert rows[place - 1].startswith("# ")
        assert len(rows[place - 1]) > 10


def test_uncommenting_all_of_the_first_file_changes_no_value(
    text: Path, said: Callable[[str], None]
):
    before = config(text)
    rows = starting_file(BUILD).splitlines()
    said("\n".join(row[1:] if row.startswith("#") and row[1:2].isalpha() else row for row in rows))
    after = config(text)
    assert {after[key]["from"] for key in ("paper", "max-size", "layout", "annotate")} == {"file"}
    assert after.pop("output")["value"] == str(text.parent / before.pop("output")["value"])
    assert {key: after[key]["value"] for key in after} == {
        key: before[key]["value"] for key in before
    }
