"""The whole way: nine editions, the same bytes, and nothing half-written."""

from __future__ import annotations

import hashlib
import os
import signal
import stat
import threading
from pathlib import Path

import pytest

import duben
from conftest import DECLARATION
from duben import publish
from duben.errors import DubenError, OutputError, SourceError, TemplateError, UnknownNameError
from duben.han import han
from duben.verify import docx_text, epub_text, pdf_text

GOLDEN_TEXT = (Path(__file__).parent / "golden/declaration.txt").read_text(encoding="utf-8")
READERS = {".pdf": pdf_text, ".epub": epub_text, ".docx": docx_text}
SHORT = "短文\n\n今天天气很好，我们去公园走走。公园里有很多人，大家都很高兴。\n"


@pytest.fixture(scope="session")
def nine(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The nine editions of the declaration, by file name."""
    folder = tmp_path_factory.mktemp("nine")
    paths = duben.build(DECLARATION, duben.Options(folder=folder))
    return {path.name: path for path in paths}


@pytest.fixture
def short(tmp_path: Path) -> Path:
    path = tmp_path / "short.txt"
    path.write_text(SHORT, encoding="utf-8")
    return path


def digests(paths: tuple[Path, ...]) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def test_nine_editions_are_written_under_the_name_of_the_text(nine: dict[str, Path]):
    assert sorted(nine) == sorted(
        f"shanghai-declaration-{layout}.{suffix}"
        for layout in ("plain", "pinyin", "study")
        for suffix in ("pdf", "epub", "docx")
    )
    assert {path.parent.name for path in nine.values()} == {"shanghai-declaration"}


def test_every_edition_carries_the_declaration_in_order(nine: dict[str, Path]):
    for path in nine.values():
        text = han(READERS[path.suffix](path.read_bytes()))
        position = 0
        for line in GOLDEN_TEXT.splitlines():
            found = text.find(han(line), position)
            assert found >= 0, f"{path.name} lacks {line}"
            position = found + len(han(line))


def test_a_second_build_elsewhere_gives_the_same_bytes(
    nine: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    monkeypatch.setenv("LANG", "C")
    again = duben.build(DECLARATION, duben.Options(folder=tmp_path))
    assert digests(again) == digests(tuple(nine.values()))


def test_source_date_epoch_is_the_time_of_the_files(
    short: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    options = duben.Options(folder=tmp_path / "out", layouts=("plain",), formats=("epub",))
    (before,) = duben.build(short, options)
    first = before.read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    (after,) = duben.build(short, options)
    assert after.read_bytes() != first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(DubenError, match="not a number of seconds"):
        duben.build(short, options)


def test_only_the_editions_asked_for_are_written(short: Path, tmp_path: Path):
    options = duben.Options(folder=tmp_path / "o", layouts=("plain",), formats=("epub", "docx"))
    assert [path.name for path in duben.build(short, options)] == [
        "short-plain.epub",
        "short-plain.docx",
    ]


def test_standard_input_is_a_source(tmp_path: Path):
    options = duben.Options(folder=tmp_path, layouts=("plain",), formats=("epub",))
    (path,) = publish.build(None, options, stdin=SHORT.encode())
    assert path == tmp_path / "stdin/stdin-plain.epub"


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"layouts": ("pinyn",)}, UnknownNameError),
        ({"formats": ("pfd",)}, UnknownNameError),
    ],
)
def test_an_unknown_name_is_refused_before_the_work(
    tmp_path: Path, options: dict[str, tuple[str, ...]], error: type[DubenError]
):
    with pytest.raises(error):
        duben.build(tmp_path / "not-read.txt", duben.Options(folder=tmp_path, **options))


def test_a_folder_in_the_way_leaves_all_as_it_was(short: Path, tmp_path: Path):
    options = duben.Options(folder=tmp_path / "out", layouts=("plain",), formats=("epub", "docx"))
    (tmp_path / "out/short/short-plain.docx").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"short-plain\.docx"):
        duben.build(short, options)
    assert [path.name for path in (tmp_path / "out/short").iterdir()] == ["short-plain.docx"]


def test_an_edition_asked_for_twice_is_written_once(short: Path, tmp_path: Path):
    options = duben.Options(folder=tmp_path / "o", layouts=("plain",) * 2, formats=("docx",) * 2)
    assert len(duben.build(short, options)) == 1


def test_a_worker_that_the_system_ends_is_an_error_that_says_so(
    short: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)  # else there is no worker, but this process
    assert threading.active_count() == 1
    monkeypatch.setattr(publish, "_write", _end_this_process)
    with pytest.raises(DubenError, match="-l and -f"):
        duben.build(short, duben.Options(folder=tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def _end_this_process(_: object) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def test_a_source_that_cannot_be_read_leaves_no_folder(tmp_path: Path):
    with pytest.raises(SourceError):
        duben.build(tmp_path / "missing.txt", duben.Options(folder=tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_a_broken_layout_leaves_nothing_behind(short: Path, tmp_path: Path):
    layout = tmp_path / "mine/layouts/loud"
    layout.mkdir(parents=True)
    (layout / "edition.xhtml.j2").write_text("{{ lost }}", encoding="utf-8")
    options = duben.Options(folder=tmp_path / "out", templates=(tmp_path / "mine",))
    with pytest.raises(TemplateError):
        duben.build(short, options)
    assert not (tmp_path / "out").exists()


def test_a_failing_writer_leaves_the_editions_of_before(short: Path, tmp_path: Path):
    options = duben.Options(folder=tmp_path / "out", layouts=("plain",), formats=("epub", "docx"))
    duben.build(short, options)
    before = digests(tuple((tmp_path / "out/short").iterdir()))
    mine = tmp_path / "mine/formats/docx"
    mine.mkdir(parents=True)
    (mine / "styles.xml.j2").write_text("<broken", encoding="utf-8")
    broken = duben.Options(**{**_fields(options), "templates": (tmp_path / "mine",)})
    short.write_text(SHORT + "又一段。\n", encoding="utf-8")
    with pytest.raises(TemplateError):
        duben.build(short, broken)
    files = tuple((tmp_path / "out/short").iterdir())
    assert digests(files) == before


def test_a_word_skeleton_without_a_page_is_named(short: Path, tmp_path: Path):
    mine = tmp_path / "mine/formats/docx"
    mine.mkdir(parents=True)
    (mine / "document.xml.j2").write_text("<a/>", encoding="utf-8")
    templates = (tmp_path / "mine",)
    options = duben.Options(folder=tmp_path / "o", formats=("docx",), templates=templates)
    with pytest.raises(TemplateError, match="sectPr"):
        duben.build(short, options)


@pytest.mark.parametrize("blocked", ["a file in the way", "a folder without write permission"])
def test_a_folder_that_cannot_be_written_is_named(short: Path, tmp_path: Path, blocked: str):
    folder = tmp_path / "out"
    if blocked == "a file in the way":
        folder.write_text("", encoding="utf-8")
    elif os.geteuid() == 0:
        folder = Path("/proc/duben")  # root may write anywhere but here
    else:
        folder.mkdir(mode=stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(OutputError, match="-o") as error:
        duben.build(short, duben.Options(folder=folder))
    assert str(folder) in str(error.value)


def test_what_the_package_exports_stays_what_it_is():
    for _ in range(2):  # a room of the same name would take its place once imported
        for name in duben.__all__:
            assert getattr(duben, name)
        assert callable(duben.read)


def _fields(options: duben.Options) -> dict[str, object]:
    return {name: getattr(options, name) for name in options.__slots__}
