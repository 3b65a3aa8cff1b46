"""The command line as a user meets it: what goes where, and with which exit code."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from conftest import DECLARATION
from duben import __version__
from duben.cli import messages
from duben.source import Notice

TEXT = "短文\n\n今天天气很好，我们去公园走走。公园里有很多人，大家都很高兴。\n"


def duben(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    finished = subprocess.run(
        [sys.executable, "-m", "duben", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "COLUMNS": "100", **environment},
        check=False,
    )
    return subprocess.CompletedProcess(
        finished.args, finished.returncode, finished.stdout.decode(), finished.stderr.decode()
    )


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_build_prints_the_paths_alone_on_stdout(text: Path, tmp_path: Path):
    chosen = ("-l", "plain", "-f", "epub", "-f", "docx", "--export", "csv")
    done = duben("build", text, "-o", "out", *chosen, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    names = ("plain.epub", "plain.docx", "new-words.csv")
    assert done.stdout.splitlines() == [f"out/text/text-{name}" for name in names]
    assert "duben check" in done.stderr
    assert "\x1b" not in done.stdout + done.stderr


def test_version_is_printed():
    assert duben("--version").stdout == f"duben {__version__}\n"


def test_the_help_names_every_command():
    shown = duben("--help").stdout
    for command in ("build", "inspect", "check", "doctor", "explain"):
        assert command in shown


def test_the_help_loads_no_slow_library():
    script = (
        "import sys, duben.cli.commands as c\n"
        "slow = {'lxml', 'weasyprint', 'ebooklib', 'docx', 'pypinyin', 'opencc', 'jinja2', 'PIL'}\n"
        "print(sorted(slow & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_inspect_gives_json_whose_words_are_the_text():
    shown = json.loads(duben("inspect", DECLARATION, "--json").stdout)
    assert shown["schema"] == 1
    assert shown["title"] == "人工智能全球治理上海宣言"
    assert shown["date"] == "2024-07-04"
    assert shown["language"] == "zh-Hans"
    for section in shown["sections"]:
        for paragraph in section["paragraphs"]:
            assert "".join(word["text"] for word in paragraph["words"]) == paragraph["text"]
            for word in paragraph["words"]:
                assert len(word["readings"]) == len(word["text"])
    assert {notice["severity"] for notice in shown["notices"]} <= {"info", "warning", "error"}


def test_inspect_reads_standard_input():
    shown = duben("inspect", "-", stdin=TEXT.encode()).stdout
    assert "今天天气很好" in shown
    assert "Jīntiān tiānqì hěn hǎo" in shown


def test_check_lists_doubts_before_changes():
    shown = duben("check", DECLARATION).stdout
    assert shown.index("充分") < shown.index("Changed or inferred")
    assert "254" in shown


def test_check_with_all_lists_every_single_change():
    some, every = duben("check", DECLARATION).stdout, duben("check", DECLARATION, "--all").stdout
    assert "more: --all" in some
    assert "more: --all" not in every
    assert every.count("人(rén)") > 50


def test_check_says_what_was_done_where_nothing_in_the_text_changed(tmp_path: Path):
    page = tmp_path / "page.html"
    page.write_text("<title>短文</title><p>今天天气很好，我们去公园走走。</p>", encoding="utf-8")
    shown = duben("check", page).stdout
    assert "whole text  Kept " in shown
    assert "whole text  The text has no heading" in shown
    assert "whole text\n" not in shown


def test_check_shows_what_was_put_in_where_nothing_stood_before():
    notice = Notice("F02", "info", 3, "", "山城", "A message.")
    assert messages.place_and_matter(notice, "line") == "line 3  山城"
    bare = Notice("M05", "info", 3, "", "", "A message.")
    assert messages.place_and_matter(bare, "line") == "line 3  A message."


def test_strict_fails_while_findings_are_open(text: Path):
    assert duben("check", DECLARATION, "--strict").returncode == 3
    assert duben("check", text, "--strict").returncode == 0


@pytest.mark.parametrize(("content", "code"), [(TEXT, 0), ("题\n\n朝阳照着。\n", 3)])
def test_a_strict_build_is_built_and_tells_by_its_code(tmp_path: Path, content: str, code: int):
    path = tmp_path / "a.txt"
    path.write_text(content, encoding="utf-8")
    done = duben("build", path, "-o", tmp_path / "o", "-l", "plain", "-f", "epub", "--strict")
    assert done.returncode == code
    assert Path(done.stdout.strip()).is_file()


def test_explain_prints_the_rule_and_lists_them_all():
    assert "人(rén)" in duben("explain", "g01").stdout
    assert "G01" in duben("explain").stdout
    assert duben("explain", "X99").returncode == 2


def test_doctor_finds_this_machine_well():
    done = duben("doctor")
    assert done.returncode == 0, done.stdout
    assert "weasyprint: 70" in done.stdout


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.txt", None, ["missing.txt"]),
        ("empty.txt", b"", ["empty.txt", "empty"]),
        ("blank.txt", b" \n\t\n", ["blank.txt"]),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), ["picture.txt", "picture"]),
        ("english.txt", b"The quick brown fox jumps over the lazy dog.\n" * 9, ["Chinese"]),
        ("noise.txt", bytes(range(128, 256)) * 9, ["noise.txt"]),
    ],
)
def test_bad_input_is_answered_in_one_paragraph(
    tmp_path: Path, name: str, content: bytes | None, words: list[str]
):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = duben("build", path, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    for word in words:
        assert word in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("-l", "pinyn"),
        ("-f", "pfd"),
        ("--script", "klingon"),
        ("--templates", "/nowhere"),
        ("--x",),
        ("--pinyin", "letters"),
        ("--pinyin", "words", "--tones", "zhuyin"),
        ("--annotate", "frist"),
        ("--annotate", "above:HSK9"),
    ],
)
def test_a_wrong_choice_is_a_usage_error(text: Path, arguments: tuple[str, ...]):
    done = duben("build", text, *arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_options_of_readings_reach_the_page_and_the_help_has_them_together(
    text: Path, tmp_path: Path
):
    options = ("--pinyin", "words", "--tones", "numbers", "--tone-colours", "pleco")
    done = duben("build", text, "-o", tmp_path, "-l", "pinyin", "-f", "epub", *options)
    assert done.returncode == 0
    with zipfile.ZipFile(done.stdout.strip()) as book:
        pages = b"".join(book.read(name) for name in book.namelist() if name.endswith(".xhtml"))
    assert b"tones-pleco" in pages
    assert re.search(rb'<span class="t\d">[A-Z][a-z]*\d</span>', pages)
    assert "How readings are shown" in duben("build", "--help").stdout


def test_a_list_of_known_words_that_is_missing_is_told_before_the_work(text: Path, tmp_path: Path):
    done = duben("build", text, "-o", tmp_path / "out", "--annotate", "unknown:gone.txt")
    assert done.returncode == 1
    assert "gone.txt" in done.stderr
    assert not (tmp_path / "out").exists()


def test_one_bad_text_does_not_stop_the_others(text: Path, tmp_path: Path):
    done = duben(
        "build", tmp_path / "gone.txt", text, "-o", tmp_path / "out", "-l", "plain", "-f", "epub"
    )
    assert done.returncode == 1
    assert "gone.txt" in done.stderr
    assert done.stdout.strip().endswith("text-plain.epub")


@pytest.mark.parametrize("name", ["other/text.txt", "text-.txt", "other/TEXT.txt"])
def test_two_texts_of_one_name_are_refused(text: Path, tmp_path: Path, name: str):
    other = tmp_path / name
    other.parent.mkdir(exist_ok=True)
    other.write_text(TEXT, encoding="utf-8")
    done = duben("build", text, other, "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "text.txt" in done.stderr


def test_an_interrupt_leaves_no_half_file_and_says_so(tmp_path: Path):
    out = tmp_path / "out"
    running = subprocess.Popen(
        [sys.executable, "-m", "duben", "build", str(DECLARATION), "-o", str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while not out.exists() and running.poll() is None:  # the work on the files begins
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)
    _, errors = running.communicate(timeout=100)
    assert running.returncode == 130
    assert b"Traceback" not in errors
    assert not out.exists()


def test_an_interrupt_that_python_dropped_stops_the_work_at_the_next_step():
    with messages.progress("text.txt") as report:
        with contextlib.suppress(KeyboardInterrupt):  # as a finalizer would
            signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            report("writing")


def test_no_color_is_honoured():
    done = duben("check", DECLARATION, NO_COLOR="1", FORCE_COLOR="1")
    assert "\x1b[3" not in done.stdout
