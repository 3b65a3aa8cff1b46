"""The finished Word files as other programs see them.

Microsoft's Open XML SDK judges the markup, openxml-audit whether Word would want to mend
the file, pandoc and LibreOffice what another program makes of it. The lint of the quick
tests sees what both validators overlook.
"""

from __future__ import annotations

import ctypes
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from docx_documents import Document, W, base
from docx_lint import lint
from duben import proofreading, publish, readers
from duben.config import Options, Word
from duben.han import han, is_han
from duben.readers.annotation import ANNOTATION
from duben.reading_back import read_back
from duben.verify import docx_text
from duben.vocabulary import base_text, local_name
from test_reading_back import edited, write_over
from test_render import edition as render_edition

if TYPE_CHECKING:
    from duben.model import Publication
    from duben.render import Edition

pytestmark = pytest.mark.conformance

ROOT = Path(__file__).parents[2]
TEXTS = ("shanghai-declaration", "every-block")
MM = 72 / 25.4

LAYOUTS = ("plain", "pinyin", "study")
PAGES = {"plain": range(2, 5), "pinyin": range(5, 10), "study": range(40, 75)}
CLOSING = "，。、；：！？）》〉】」』”’"


@pytest.fixture(params=LAYOUTS)
def layout(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def path(editions: Path, layout: str) -> Path:
    return editions / f"shanghai-declaration-{layout}.docx"


@pytest.fixture
def any_path(word_text: Path, layout: str) -> Path:
    """The file of one of the texts in this layout."""
    return word_text.with_name(f"{word_text.name}-{layout}.docx")


@pytest.fixture(scope="module")
def folders(editions: Path, everything_in_nine: Path) -> dict[str, Path]:
    """Where our files of the texts are that LibreOffice has read."""
    return dict(zip(TEXTS, (editions, everything_in_nine), strict=True))


@pytest.fixture
def written(path: Path) -> Document:
    return Document(path.read_bytes())


@pytest.fixture
def edition(declaration: Publication, layout: str) -> Edition:
    return render_edition(declaration, layout)


@pytest.fixture(scope="module")
def office(
    editions: Path,
    everything_in_nine: Path,
    official: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A folder with what LibreOffice makes of three texts: PDF, and DOCX again."""
    folder = tmp_path_factory.mktemp("office")
    files = sorted((*editions.glob("*.docx"), *everything_in_nine.glob("*.docx")))
    grid = build(GRID_TEXT, folder / "source")
    for path in (official / "shanghai-declaration-plain.docx", grid):
        copied = folder / "source" / f"official-{path.name}"
        copied.write_bytes(path.read_bytes())
        files.append(copied)
    for kind in ("pdf", "docx"):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        run("soffice", "--headless", profile, "--convert-to", kind, "--outdir", folder, *files)
    return folder


def build(text: str, folder: Path) -> Path:
    """Build the plain Word edition of *text* as official documents are set."""
    folder.mkdir()
    source = folder / "grid.txt"
    source.write_text(text, encoding="utf-8")
    options = Options(folder, ("plain",), ("docx",), word=Word("gongwen"))
    (path,) = publish.build(source, options)
    return path


GRID_TEXT = "网格\n\n" + "人工智能技术的发展深刻影响人类的生产生活" * 150 + "\n"
"""Three pages of characters without a mark, which would move them."""


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("version", ["Microsoft365", "Office2019"])
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


@pytest.mark.parametrize("name", TEXTS)
def test_no_line_begins_with_a_closing_mark(office: Path, name: str, layout: str):
    """Not even in LibreOffice, behind a ruby or behind the blank of an exercise."""
    first = [line.strip()[0] for page in pdf(office, layout, name) for line in lines(page)]
    assert first
    assert set(CLOSING).isdisjoint(first)


def test_an_official_page_holds_22_lines_of_28_characters(office: Path):
    second = pypdfium2.PdfDocument(office / "official-grid-plain.pdf")[1]
    assert [len(line) for line in lines(second)] == [28] * 22 + [len("—2—")]


def test_an_official_text_stands_where_the_standard_has_it(office: Path):
    """The margins, in mm: 28 left, 26 right, 37 above; the folio is 7 mm below the text."""
    page = pypdfium2.PdfDocument(office / "official-grid-plain.pdf")[1]
    text = page.get_textpage()
    boxes = {i: text.get_charbox(i) for i in range(text.count_chars())}
    marks = [b for i, b in boxes.items() if is_han(text.get_text_range(i, 1))]
    dashes = [b for i, b in boxes.items() if text.get_text_range(i, 1) == "—"]
    right, top = 210 - 26, 297 - 37
    assert min(box[0] for box in marks) / MM == pytest.approx(28, abs=0.5)
    assert max(box[2] for box in marks) / MM == pytest.approx(right, abs=1)
    assert max(box[3] for box in marks) / MM == pytest.approx(top, abs=3.2)
    assert max(box[3] for box in dashes) / MM == pytest.approx(35 - 7, abs=0.3)


@pytest.mark.parametrize("name", TEXTS)
def test_the_pages_in_the_contents_are_those_of_libreoffice(
    office: Path, folders: dict[str, Path], name: str, layout: str
):
    """Its outline has every heading, the contents those of the first levels, in one order.

    The tables and exercises of a study guide are only estimated: there a page may be one off.
    """
    said = contents_of(Document((folders[name] / f"{name}-{layout}.docx").read_bytes()))
    assert said
    true = [
        ("".join(entry.get_title().split()).rstrip("①②③④"), entry.get_dest().get_index() + 1)
        for entry in pdf(office, layout, name).get_toc()
    ]
    found = iter(true)
    shown = [next(entry for entry in found if entry[0] == title) for title, _ in said]
    assert [title for title, _ in said] == [title for title, _ in shown]
    off = [abs(page - right) for (_, page), (_, right) in zip(said, shown, strict=True)]
    assert max(off) <= (1 if layout == "study" else 0)


@pytest.mark.parametrize("name", TEXTS)
def test_libreoffice_keeps_comments_footnotes_and_text(
    office: Path, folders: dict[str, Path], name: str, layout: str
):
    before, after = (
        Document((folder / f"{name}-{layout}.docx").read_bytes())
        for folder in (folders[name], office)
    )
    assert remarks(after, "comments") == remarks(before, "comments")
    assert remarks(after, "footnotes") == remarks(before, "footnotes")
    assert han(docx_text(after.content)) == han(docx_text(before.content))
    assert [(b, r.strip()) for b, r in after.rubies] == [(b, r.strip()) for b, r in before.rubies]


@pytest.mark.parametrize("name", TEXTS)
def test_our_reader_reads_what_libreoffice_saved_as_it_read_our_own(
    office: Path, folders: dict[str, Path], name: str, layout: str
):
    read = [
        readers.read(folder / f"{name}-{layout}.docx", Options())
        for folder in (folders[name], office)
    ]
    texts = ["\n".join(line.text for line in source.lines) for source in read]
    assert han(texts[0])
    assert han(texts[1]) == han(texts[0])
    assert ANNOTATION.findall(texts[1]) == ANNOTATION.findall(texts[0])


@pytest.mark.parametrize("saved_by", ["word", "libreoffice"])
def test_a_reading_that_was_changed_comes_back(
    office: Path, folders: dict[str, Path], tmp_path: Path, saved_by: str
):
    name = "shanghai-declaration"
    folder = office if saved_by == "libreoffice" else folders[name]
    source = tmp_path / f"{name}.txt"
    source.write_bytes((ROOT / f"src/duben/samples/{name}.txt").read_bytes())
    path = tmp_path / f"{name}-pinyin.docx"
    path.write_bytes((folder / path.name).read_bytes())
    back = read_back(proofreading.Desk(source, Options()), edited(path, write_over("鼓", "gū", 0)))
    assert [entry.text for entry, _ in back.taken] == ["鼓励"]


def test_every_character_of_the_text_is_shown(office: Path, edition: Edition, layout: str):
    shown = Counter(c for page in pdf(office, layout) for c in page.get_textpage().get_text_range())
    for character, count in Counter(han(base_text(edition.tree()[-1]))).items():
        assert shown[character] >= count, character


def pdf(office: Path, layout: str, name: str = TEXTS[0]) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(office / f"{name}-{layout}.pdf")


def contents_of(document: Document) -> list[tuple[str, int]]:
    """Return the entries of the table of contents, with the page that stands behind each."""
    found = []
    for line in document.root.iter(f"{W}hyperlink"):
        text = "".join(node.text or "" for node in line.iter(f"{W}t"))
        if line.find(f".//{W}tab") is not None:
            title, page = re.fullmatch(r"(.*?)(\d+)", text).groups()
            found.append(("".join(title.split()), int(page)))
    return found


def remarks(document: Document, kind: str) -> list[str]:
    """Return the texts of the comments or footnotes in their order."""
    name = f"word/{kind}.xml"
    if name not in document.zip.namelist():
        return []
    notes = [node for node in document.part(name) if node.get(f"{W}type") is None]
    return [base(note).strip() for note in notes]


def lines(page: pypdfium2.PdfPage) -> list[str]:
    """Return the text of a page by lines: what stands on one baseline."""
    text = page.get_textpage()
    found: dict[int, list[tuple[float, str]]] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1)
        if not character.isspace():
            pypdfium2.raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
            found.setdefault(round(y.value), []).append((x.value, character))
    return ["".join(character for _, character in sorted(line)) for line in found.values()]
