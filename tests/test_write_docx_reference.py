"""A house's Word file gives its styles, pages, heads and feet; the text stays ours."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

import docx
import pytest
from docx.shared import Mm, Pt, RGBColor

from docx_documents import FULL, Document, W, edition, ruby, text, value, write
from docx_lint import R, lint
from duben.config import Word
from duben.errors import SourceError
from duben.render import Templates
from duben.write.docx import DocxWriter, reference

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A template with a page, a green heading, a letterhead with a logo, large type."""
    made = docx.Document()
    page = made.sections[0]
    page.page_width, page.page_height = Mm(176), Mm(250)
    page.left_margin = page.right_margin = Mm(20)
    heading = made.styles["Heading 1"]
    heading.font.color.rgb = RGBColor(0, 0x70, 0x30)
    heading.element.set(f"{W}styleId", "1")  # as Word in Chinese calls it
    made.styles["Heading 2"].element.set(f"{W}styleId", "Title2")
    made.styles["Caption"].element.set(f"{W}styleId", "Edition")  # an id of ours
    made.styles["Normal"].font.size = Pt(20)
    head = page.header.paragraphs[0]
    head.style = made.styles["Caption"]
    head.add_run("某某研究院").add_picture(io.BytesIO(logo()))
    page.footer.paragraphs[0].text = "内部资料"
    made.add_paragraph("模板正文不应出现")
    path = tmp_path_factory.mktemp("house") / "house.docx"
    made.save(str(path))
    return path


@pytest.fixture(scope="module")
def dressed(house: Path) -> Document:
    return written(house)


def written(house: Path, markup: str = FULL) -> Document:
    writer = DocxWriter(look=Word(reference=house))
    return Document(writer.write(edition(markup), Templates()))


def logo() -> bytes:
    """A picture of one red point (PNG, ISO/IEC 15948)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(b"\0\xc8\x20\x20"))
    return b"\x89PNG\r\n\x1a\n" + head + data + chunk(b"IEND", b"")


def style(document: Document, identity: str) -> etree._Element:
    (found,) = (
        node
        for node in document.part("word/styles.xml").iter(f"{W}style")
        if node.get(f"{W}styleId") == identity
    )
    return found


def test_a_document_in_a_house_s_dress_has_no_fault(dressed: Document):
    """The house's own parts may hold what ours do not."""
    own = ("word/styles.xml", "word/header1.xml")
    assert [fault for fault in lint(dressed.content) if not fault.startswith(own)] == []


def test_styles_of_the_same_name_are_the_house_s_whatever_their_ids(dressed: Document):
    heading = style(dressed, "Heading1")
    assert value(heading.find(f"{W}name")).casefold() == "heading 1"
    assert value(heading.find(f"{W}rPr/{W}color")) == "007030"
    assert dressed.texts("Heading1") == write(FULL).texts("Heading1")


def test_a_house_s_style_that_has_an_id_of_ours_gets_another(dressed: Document):
    assert value(style(dressed, "Edition").find(f"{W}name")) == "Edition"
    assert value(style(dressed, "Caption").find(f"{W}name")).casefold() == "caption"
    (head,) = dressed.part("word/header1.xml").iter(f"{W}pStyle")
    assert value(head) == "Caption"


def test_the_page_is_the_house_s_and_tables_fill_it(dressed: Document):
    (size,) = dressed.root.iterfind(f"{W}body/{W}sectPr/{W}pgSz")
    assert int(size.get(f"{W}w", "")) == round(Mm(176).twips)
    measure = round(Mm(176 - 40).twips)
    for grid in dressed.root.iter(f"{W}tblGrid"):
        assert sum(int(column.get(f"{W}w", "")) for column in grid) == pytest.approx(measure, abs=2)


def test_the_letterhead_comes_with_its_picture(dressed: Document):
    head = dressed.part("word/header1.xml")
    assert "某某研究院" in "".join(head.itertext())
    (picture,) = (node.get(f"{R}embed") for node in head.iter("{*}blip"))
    relations = dressed.part("word/_rels/header1.xml.rels")
    (target,) = (node.get("Target") for node in relations if node.get("Id") == picture)
    assert dressed.zip.read(f"word/{target}") == logo()
    assert "内部资料" in "".join(dressed.part("word/footer1.xml").itertext())


def test_no_text_of_the_house_s_file_is_taken(dressed: Document):
    texts = [shown for _, shown in dressed.paragraphs]
    assert texts == [shown for _, shown in write(FULL).paragraphs]


def test_numbers_of_headings_and_lists_are_the_text_s(dressed: Document):
    numbered = {
        node.get(f"{W}styleId"): value(number)
        for node in dressed.part("word/styles.xml").iter(f"{W}style")
        for number in node.iterfind(f"{W}pPr/{W}numPr/{W}numId")
    }
    ours = {
        node.get(f"{W}styleId"): value(number)
        for node in write(FULL).part("word/styles.xml").iter(f"{W}style")
        for number in node.iterfind(f"{W}pPr/{W}numPr/{W}numId")
    }
    assert numbered == ours


def test_lines_with_readings_are_high_enough_for_large_type(dressed: Document):
    spacing = style(dressed, "StudyBody").find(f"{W}pPr/{W}spacing")
    assert spacing is not None
    assert int(spacing.get(f"{W}line", "")) == round(2.35 * 20 * 20)


def test_styles_that_the_house_lacks_are_named(house: Path):
    document = written(house, text(f"<h2>题</h2><p>{ruby('我', 'wǒ')}</p>"))
    missing = reference.lacking(reference.read(house), [document.content])
    assert missing == ("Pinyin Body", "Pinyin", "Pinyin Base")


def test_our_own_file_as_a_reference_lacks_nothing(tmp_path: Path):
    path = tmp_path / "own.docx"
    path.write_bytes(write(FULL).content)
    document = written(path)
    assert reference.lacking(reference.read(path), [document.content]) == ()
    assert lint(document.content) == []


def test_what_is_no_word_file_is_refused(tmp_path: Path):
    path = tmp_path / "house.docx"
    path.write_text("不是", encoding="utf-8")
    with pytest.raises(SourceError, match="no Word file"):
        reference.read(path)
    with pytest.raises(SourceError, match=r"cannot be read .*--reference-doc"):
        reference.read(tmp_path / "none.docx")
