"""What the outside validators judge, and where they are. `make conformance` makes both."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import Browser

from duben.config import Options, Word
from duben.publish import build, build_editions
from every_block import everything

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def editions() -> Path:
    """The folder of the nine editions of the declaration."""
    folder = ROOT / "build/shanghai-declaration"
    suffixes = (".pdf", ".epub", ".docx")
    made = [path for path in folder.glob("shanghai-declaration-*") if path.suffix in suffixes]
    assert len(made) == 9, "run make first"
    return folder


@pytest.fixture(scope="session")
def everything_in_nine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the nine editions of a text with every kind of block."""
    folder = tmp_path_factory.mktemp("editions")
    build_editions(everything(), Options(folder=folder))
    return folder / everything().name


@pytest.fixture(scope="session")
def small_texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the EPUB editions of a story, a law, and verse with notes."""
    folder = tmp_path_factory.mktemp("small")
    for source in sorted((ROOT / "tests/epub_texts").glob("*.txt")):
        build(source, Options(folder=folder, formats=("epub",)))
    return folder


@pytest.fixture(params=["shanghai-declaration", "every-block", "story", "law", "verse"])
def book_text(request: pytest.FixtureRequest) -> Path:
    """Path and stem of the EPUB editions of one text: DIR/STEM."""
    name = str(request.param)
    if name in {"story", "law", "verse"}:
        folder: Path = request.getfixturevalue("small_texts")
        return folder / name / name
    return _editions_of(request, name)


@pytest.fixture(scope="session")
def word_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the Word editions of a story, a law, verse with notes, and tables."""
    folder = tmp_path_factory.mktemp("word")
    sources = (*(ROOT / "tests/epub_texts").glob("*.txt"), ROOT / "tests/docx_texts/penalties.md")
    for source in sorted(sources):
        build(source, Options(folder=folder, formats=("docx",)))
    return folder


@pytest.fixture(scope="session")
def official(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the declaration's Word editions in the theme of official documents."""
    folder = tmp_path_factory.mktemp("official")
    source = ROOT / "src/duben/samples/shanghai-declaration.txt"
    build(source, Options(folder=folder, formats=("docx",), word=Word("gongwen")))
    return folder / source.stem


@pytest.fixture(
    params=["shanghai-declaration", "every-block", "story", "law", "verse", "penalties", "official"]
)
def word_text(request: pytest.FixtureRequest) -> Path:
    """Path and stem of the Word editions of one text: DIR/STEM."""
    name = str(request.param)
    if name == "official":
        official_folder: Path = request.getfixturevalue("official")
        return official_folder / "shanghai-declaration"
    if name in {"shanghai-declaration", "every-block"}:
        return _editions_of(request, name)
    folder: Path = request.getfixturevalue("word_files")
    return folder / name / name


@pytest.fixture(params=["shanghai-declaration", "every-block"])
def text(request: pytest.FixtureRequest) -> Path:
    """Path and stem of the editions of one text: DIR/STEM."""
    return _editions_of(request, str(request.param))


@pytest.fixture(scope="session")
def tools() -> Path:
    """The folder of the validators that npm installs."""
    folder = ROOT / ".conformance/node_modules"
    assert folder.is_dir(), "the validators are missing: run make conformance"
    return folder


@pytest.fixture(scope="session")
def browser(tools: Path) -> Iterator[Browser]:
    with Browser(tools) as opened:
        yield opened


def _editions_of(request: pytest.FixtureRequest, name: str) -> Path:
    kind = "editions" if name == "shanghai-declaration" else "everything_in_nine"
    folder: Path = request.getfixturevalue(kind)
    return folder / name
