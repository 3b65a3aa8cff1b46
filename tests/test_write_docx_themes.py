"""Themes of Word files: what the one for official documents changes, and what it leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from docx_documents import FULL, Document, W, edition, value
from docx_lint import lint
from duben.config import Word
from duben.errors import TemplateError, UnknownNameError
from duben.render import Templates
from duben.write.docx import DocxWriter

MM = 1440 / 25.4


@pytest.fixture(scope="module")
def gongwen() -> Document:
    return themed("gongwen")


def themed(theme: str, *templates: Path) -> Document:
    writer = DocxWriter(look=Word(theme))
    return Document(writer.write(edition(FULL), Templates(*templates)))


def property_of(document: Document, style: str, name: str, attribute: str = "val") -> str:
    (found,) = (
        node
        for node in document.part("word/styles.xml").iter(f"{W}style")
        if node.get(f"{W}styleId") == style
    )
    (node,) = found.iter(f"{W}{name}")
    return str(node.get(f"{W}{attribute}"))


def test_an_official_document_has_no_fault(gongwen: Document):
    assert lint(gongwen.content) == []


def test_the_page_is_that_of_the_standard(gongwen: Document):
    (page,) = gongwen.root.iterfind(f"{W}body/{W}sectPr/{W}pgMar")
    margins = {side: int(page.get(f"{W}{side}", "")) / MM for side in ("top", "left", "right")}
    assert margins == pytest.approx({"top": 37, "left": 28, "right": 26}, abs=0.05)
    assert int(page.get(f"{W}bottom", "")) / MM == pytest.approx(35, abs=0.05)


def test_the_page_holds_22_lines_of_28_characters(gongwen: Document):
    (size,), (page,), (grid,) = (
        gongwen.root.iterfind(f"{W}body/{W}sectPr/{W}{name}")
        for name in ("pgSz", "pgMar", "docGrid")
    )
    height = int(size.get(f"{W}h", "")) - sum(
        int(page.get(f"{W}{side}", "")) for side in ("top", "bottom")
    )
    width = int(size.get(f"{W}w", "")) - sum(
        int(page.get(f"{W}{side}", "")) for side in ("left", "right")
    )
    (closer,) = (
        int(value(node))
        for style in gongwen.part("word/styles.xml").iter(f"{W}style")
        if style.get(f"{W}styleId") == "Normal"
        for node in style.iterfind(f"{W}rPr/{W}spacing")
    )
    letter = 16 * 20 + closer
    assert height // int(grid.get(f"{W}linePitch", "")) == 22
    assert width // letter == 28


@pytest.mark.parametrize(
    ("style", "face", "size"),
    [
        ("Title", "方正小标宋简体", "44"),
        ("Heading1", "黑体", "32"),
        ("Heading2", "楷体_GB2312", "32"),
        ("Heading3", "仿宋_GB2312", "32"),
        ("Footer", "宋体", "28"),
    ],
)
def test_type_is_that_of_the_standard(gongwen: Document, style: str, face: str, size: str):
    assert property_of(gongwen, style, "rFonts", "eastAsia") == face
    assert property_of(gongwen, style, "sz") == size


def test_the_text_is_in_fangsong_of_16_points(gongwen: Document):
    (defaults,) = gongwen.part("word/styles.xml").iter(f"{W}rPrDefault")
    (face,), (size,) = defaults.iter(f"{W}rFonts"), defaults.iter(f"{W}sz")
    assert face.get(f"{W}eastAsia") == "仿宋_GB2312"
    assert value(size) == "32"


def test_every_face_has_a_stand_in_that_word_brings(gongwen: Document):
    named = {
        str(node.get(f"{W}{script}"))
        for node in gongwen.part("word/styles.xml").iter(f"{W}rFonts")
        for script in ("ascii", "eastAsia")
        if node.get(f"{W}{script}")
    }
    fonts = {
        font.get(f"{W}name"): value(font.find(f"{W}altName"))
        for font in gongwen.part("word/fontTable.xml")
    }
    assert named <= fonts.keys()
    assert all(fonts.values())


def test_the_folio_is_on_the_right_of_odd_pages_and_on_the_left_of_even_ones(gongwen: Document):
    sides = {}
    for number in (1, 3):
        footer = gongwen.part(f"word/footer{number}.xml")
        assert "".join(footer.itertext()).replace(" PAGE ", "") == f"— {(number + 1) // 2} —"
        sides[number] = property_of(gongwen, gongwen.style(footer[0]), "jc")
    assert sides == {1: "right", 3: "left"}
    assert gongwen.part("word/settings.xml").find(f"{W}evenAndOddHeaders") is not None


def test_what_a_theme_does_not_mention_stays(gongwen: Document):
    usual = themed("handout")
    for style in ("TableWord", "WordBank", "PinyinNewWord"):
        assert property_of(gongwen, style, "name") == property_of(usual, style, "name")
    assert property_of(gongwen, "PinyinNewWord", "color") == "A8321F"


def test_an_unknown_theme_is_refused_with_the_nearest_name():
    with pytest.raises(UnknownNameError, match='Did you mean "gongwen"'):
        themed("gongwan")


def test_a_folder_of_one_s_own_is_a_theme(tmp_path: Path):
    mine(tmp_path, '<w:style w:styleId="BodyText"><w:rPr><w:b/></w:rPr></w:style>')
    assert property_of(themed("mine", tmp_path), "BodyText", "b") == "None"


@pytest.mark.parametrize(
    ("style", "problem"),
    [
        ("<w:tblPr/>", "cannot change tblPr of the style BodyText"),
        ("<w:rPr><w:bold/></w:rPr>", "bold stands in rPr of the style BodyText"),
    ],
)
def test_what_a_theme_cannot_change_is_named(tmp_path: Path, style: str, problem: str):
    mine(tmp_path, f'<w:style w:styleId="BodyText">{style}</w:style>')
    with pytest.raises(TemplateError, match=problem):
        themed("mine", tmp_path)


def mine(folder: Path, styles: str) -> None:
    place = folder / "formats/docx/themes/mine"
    place.mkdir(parents=True)
    (place / "styles.xml.j2").write_text(
        f'<w:styles xmlns:w="{W[1:-1]}">{styles}</w:styles>', encoding="utf-8"
    )
