"""The finished Word files as other programs see them.

Microsoft's Open XML SDK judges the markup, openxml-audit whether Word would want to mend
the file, pandoc and LibreOffice what another program makes of it. The lint of the quick
tests sees what both validators overlook.
"""

from __future__ import annotations

import ctypes
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from docx_documents import Document
from docx_lint import lint
from duben.han import han
from duben.verify import docx_text
from duben.vocabulary import base_text, local_name
from test_render import edition as render_edition

if TYPE_CHECKING:
    from duben.model import Publication
    from duben.render import Edition

pytestmark = pytest.mark.conformance

LAYOUTS = ("plain", "pinyin", "study")
PAGES = {"plain": range(2, 5), "pinyin": range(5, 10), "study": range(8, 45)}
CLOSING = "，。、；：！？）》〉】」』”’"


@pytest.fixture(params=LAYOUTS)
def layout(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def path(editions: Path, layout: str) -> Path:
    return editions / f"shanghai-declaration-{layout}.docx"


@pytest.fixture
def any_path(text: Path, layout: str) -> Path:
    """The file of the declaration, then that of the text with every kind of block."""
    return text.with_name(f"{text.name}-{layout}.docx")


@pytest.fixture
def written(path: Path) -> Document:
    return Document(path.read_bytes())


@pytest.fixture
def edition(declaration: Publication, layout: str) -> Edition:
    return render_edition(declaration, layout)


@pytest.fixture(scope="module")
def office(editions: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what LibreOffice makes of the three files: PDF, and DOCX again."""
    folder = tmp_path_factory.mktemp("office")
    files = [editions / f"shanghai-declaration-{layout}.docx" for layout in LAYOUTS]
    for kind in ("pdf", "docx"):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        run("soffice", "--headless", profile, "--convert-to", kind, "--outdir", folder, *files)
    return folder


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("version", ["Microsoft365", "Office2019", "Office2013"])
def test_microsoft_s_validator_finds_no_error(any_path: Path, tools: Path, version: str):
    program = tools / ".bin" / "ooxml-validator"
    judged = json.loads(run(program, any_path, "--officeVersion", version))
    assert judged["errors"] == []
    assert judged["ok"]


def test_openxml_audit_expects_word_to_open_it_without_mending(any_path: Path):
    program = Path(sys.executable).with_name("openxml-audit")
    report = run(program, any_path)
    assert "Errors: 0" in report
    assert "expected to open cleanly" in report


def test_the_lint_finds_no_fault(any_path: Path):
    assert lint(any_path.read_bytes()) == []


def test_the_chinese_text_is_the_edition_s_in_order(path: Path, edition: Edition):
    assert han(docx_text(path.read_bytes())) == han(base_text(edition.tree()[-1]))


def test_every_annotated_character_has_a_ruby(written: Document, edition: Edition):
    """Headings and title excepted: their pinyin is a line below."""
    wanted = "".join(
        base_text(ruby)
        for ruby in edition.tree().iter("{*}ruby")
        if not any(local_name(parent) in {"h1", "h2", "h3"} for parent in ruby.iterancestors())
    )
    assert "".join(base for base, _ in written.rubies) == wanted
    assert len(written.rubies) == len(han(wanted))


def test_pandoc_sees_the_whole_body_of_the_plain_edition(editions: Path, declaration: Publication):
    """The title is taken for metadata; the contents stand before the first heading."""
    shown = han(run("pandoc", "-t", "plain", editions / "shanghai-declaration-plain.docx"))
    body = [passage.text for passage in declaration.passages if passage != declaration.title]
    place = 0
    for passage in map(han, body):
        place = shown.index(passage, place) + len(passage)


def test_libreoffice_lays_it_out_on_as_many_pages_as_expected(office: Path, layout: str):
    assert len(pdf(office, layout)) in PAGES[layout]


def test_libreoffice_keeps_every_reading_over_its_character(
    office: Path, written: Document, layout: str
):
    again = Document((office / f"shanghai-declaration-{layout}.docx").read_bytes())
    pairs = [[(base, reading.strip()) for base, reading in d.rubies] for d in (written, again)]
    assert pairs[0] == pairs[1]


def test_hardly_a_line_begins_with_a_closing_mark(office: Path, layout: str):
    """Even LibreOffice, which knows no rule for the mark behind a ruby."""
    firsts = Counter(line[0] in CLOSING for page in pdf(office, layout) for line in lines(page))
    assert firsts[True] * 100 <= firsts.total()


def test_every_character_of_the_text_is_shown(office: Path, edition: Edition, layout: str):
    shown = Counter(c for page in pdf(office, layout) for c in page.get_textpage().get_text_range())
    for character, count in Counter(han(base_text(edition.tree()[-1]))).items():
        assert shown[character] >= count, character


def pdf(office: Path, layout: str) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(office / f"shanghai-declaration-{layout}.pdf")


def lines(page: pypdfium2.PdfPage) -> list[str]:
    """Return the Chinese text of a page by lines: what stands on one baseline."""
    text = page.get_textpage()
    found: dict[int, list[tuple[float, str]]] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1)
        if character > "\u2000":
            pypdfium2.raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
            found.setdefault(round(y.value), []).append((x.value, character))
    return ["".join(character for _, character in sorted(line)) for line in found.values()]
