"""The finished PDF files as other programs see them: qpdf, poppler, pikepdf.

PDF/UA-1 (ISO 14289-1) asks for tags, a language, a title shown in the window, artifacts
marked as such, embedded fonts. The program names are Debian's: qpdf, poppler-utils.
"""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pikepdf
import pytest

from duben.han import han
from duben.vocabulary import base_text, local_name
from pdf_pages import CLOSING, FOOT, HEAD, OPENING, marked_text
from test_render import edition as render_edition

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from duben.model import Publication
    from duben.render import Edition

pytestmark = pytest.mark.conformance

PAGES = {"plain": range(2, 6), "pinyin": range(5, 12), "study": range(40, 75)}
_WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax=".*?" yMax="(.*?)">(.*?)</word>')


@pytest.fixture(params=list(PAGES))
def layout(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def path(editions: Path, layout: str) -> Path:
    return editions / f"shanghai-declaration-{layout}.pdf"


@pytest.fixture
def pdf(path: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(path) as opened:
        yield opened


@pytest.fixture
def any_path(text: Path, layout: str) -> Path:
    """The file of the declaration, then that of the text with every kind of block."""
    return text.with_name(f"{text.name}-{layout}.pdf")


@pytest.fixture
def any_pdf(any_path: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(any_path) as opened:
        yield opened


@pytest.fixture
def edition(declaration: Publication, layout: str) -> Edition:
    return render_edition(declaration, layout)


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not done.stderr
    return done.stdout


def test_qpdf_finds_no_fault(any_path: Path):
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", any_path)


def test_every_font_is_embedded_subset_and_searchable(any_path: Path):
    fonts = run("pdffonts", any_path).splitlines()[2:]
    assert fonts
    for font in fonts:
        assert font.split()[-5:-2] == ["yes", "yes", "yes"], font


def test_the_file_claims_to_be_pdf_ua_1(pdf: pikepdf.Pdf):
    with pdf.open_metadata() as said:
        assert said["pdfuaid:part"] == "1"
        assert said["dc:title"] == "人工智能全球治理上海宣言"


def test_the_catalogue_says_what_pdf_ua_asks_for(any_pdf: pikepdf.Pdf):
    assert any_pdf.Root.MarkInfo.Marked is True
    assert any_pdf.Root.ViewerPreferences.DisplayDocTitle is True
    assert str(any_pdf.Root.Lang) == "zh-Hans"
    assert all(page.Tabs == pikepdf.Name.S for page in any_pdf.pages)


def test_no_date_tells_when_the_file_was_made(pdf: pikepdf.Pdf):
    assert not {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys())


def test_all_that_is_drawn_is_tagged_or_an_artifact(any_pdf: pikepdf.Pdf):
    for page in any_pdf.pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in {"BDC", "BMC"}:
                depth += 1
                assert depth == 1
                assert (
                    str(operator) == "BMC"
                    or "/MCID" in operands[1]
                    or (operands[0] == pikepdf.Name.Artifact)
                )
            depth -= str(operator) == "EMC"
            if str(operator) in {"Tj", "TJ", "f", "f*", "S", "Do", "sh"}:
                assert depth == 1, f"{operator} outside of marked content"


def test_every_mark_on_a_page_has_its_element_and_every_element_its_mark(any_pdf: pikepdf.Pdf):
    numbers = list(any_pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    owners = {(page, mark): owner for page, mark, owner in marks(any_pdf.Root.StructTreeRoot)}
    drawn = {}
    for page in any_pdf.pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "BDC" and "/MCID" in operands[1]:
                mark = int(operands[1]["/MCID"])
                drawn[page.obj.objgen, mark] = parents[int(page.StructParents)][mark].objgen
    assert drawn == owners


def test_elements_stand_where_they_may(any_pdf: pikepdf.Pdf):
    """ISO 32000-1 14.8.4: list, table and ruby elements belong into their like."""
    homes = {
        "/LI": {"/L"},
        "/Lbl": {"/LI", "/Note"},
        "/Link": {"/Reference", "/Lbl"},
        "/LBody": {"/LI"},
        "/TR": {"/Table", "/THead", "/TBody"},
        "/TH": {"/TR"},
        "/TD": {"/TR"},
        "/RB": {"/Ruby"},
        "/RT": {"/Ruby"},
        "/Caption": {"/Table"},
    }
    for element in walk(any_pdf.Root.StructTreeRoot.K[0]):
        kind = str(element.S)
        assert str(element.P.get("/S")) in homes.get(kind, {str(element.P.get("/S"))})


def test_every_link_has_its_element_and_a_description(any_pdf: pikepdf.Pdf):
    """ISO 14289-1 7.18.5."""
    numbers = list(any_pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for page in any_pdf.pages:
        for annotation in page.get("/Annots", []):
            element = parents[int(annotation.StructParent)]
            assert str(element.S) == "/Link"
            areas = [kid for kid in kids(element) if isinstance(kid, pikepdf.Dictionary)]
            assert annotation.objgen in {area.Obj.objgen for area in areas if "/Obj" in area}
            assert str(annotation.Contents)


def test_headings_skip_no_level(any_pdf: pikepdf.Pdf):
    before = 0
    for element in walk(any_pdf.Root.StructTreeRoot.K[0]):
        if re.fullmatch(r"/H\d", str(element.S)):
            level = int(str(element.S)[2])
            assert level <= before + 1
            before = level
    assert before


def test_every_row_of_a_table_has_as_many_cells(any_pdf: pikepdf.Pdf):
    for table in walk(any_pdf.Root.StructTreeRoot.K[0]):
        if str(table.S) == "/Table":
            counts = {len(row.K) for row in walk(table) if str(row.S) == "/TR"}
            assert len(counts) == 1


def test_the_outline_is_the_headings(pdf: pikepdf.Pdf, edition: Edition):
    with pdf.open_outline() as outline:
        found = list(titles(outline.root, 1))
    tree = edition.tree()
    assert found == [
        (int(local_name(heading)[1]), " ".join(base_text(heading).split()))
        for heading in tree.iter("{*}h1", "{*}h2", "{*}h3")
    ]


def test_the_structure_tree_reads_the_text_of_the_edition(
    path: Path, pdf: pikepdf.Pdf, edition: Edition
):
    texts = marked_text(path.read_bytes())
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    read = "".join(
        texts.get((pages[page], mark), "") for page, mark, _ in marks(pdf.Root.StructTreeRoot)
    )
    assert han(read) == han(base_text(edition.tree()[1]))


def test_poppler_reads_the_structure_tree_alike(editions: Path, declaration: Publication):
    """Of the plain layout only: poppler looks through a page for each piece of text."""
    read = run("pdfinfo", "-struct-text", editions / "shanghai-declaration-plain.pdf")
    assert han(read) == han(base_text(render_edition(declaration, "plain").tree()[1]))


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(path: Path):
    for row in rows(run("pdftotext", "-bbox", path, "-")):
        assert row[0] not in CLOSING, row
        assert row[-1] not in OPENING, row


def test_the_number_of_pages_is_what_a_reader_expects(pdf: pikepdf.Pdf, layout: str):
    assert len(pdf.pages) in PAGES[layout]


def kids(element: pikepdf.Object) -> list[Any]:
    """Return what stands right below *element*; one kid need not be in an array."""
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def is_element(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def walk(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield a structure element and all below it, in reading order."""
    yield element
    for kid in filter(is_element, kids(element)):
        yield from walk(kid)


def marks(element: pikepdf.Object) -> Iterator[tuple[tuple[int, int], int, tuple[int, int]]]:
    """Yield page, mark and owner of the content that *element* names, in reading order."""
    for kid in kids(element):
        if isinstance(kid, int):
            yield element.Pg.objgen, kid, element.objgen
        elif kid.get("/Type") == "/MCR":
            yield kid.Pg.objgen, int(kid.MCID), element.objgen
        elif is_element(kid):
            yield from marks(kid)


def titles(items: list[pikepdf.OutlineItem], level: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield level, str(item.title)
        yield from titles(item.children, level + 1)


def rows(boxes: str) -> Iterator[str]:
    """Yield the Chinese of each row of the text block, from left to right."""
    for page in boxes.split("<page ")[1:]:
        found: dict[int, list[tuple[float, str]]] = {}
        for left, top, bottom, text in _WORD.findall(page):
            middle = (float(top) + float(bottom)) / 2
            if 842 - HEAD < middle < 842 - FOOT and (
                han(text) or set(text) & set(CLOSING + OPENING)
            ):
                near = next((row for row in found if abs(row - middle) < 4), round(middle))
                found.setdefault(near, []).append((float(left), text))
        for row in found.values():
            yield "".join(text for _, text in sorted(row))
