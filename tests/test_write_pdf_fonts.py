"""The fonts of the PDF: named everywhere, reported, and the same bytes from the same fonts."""

from __future__ import annotations

import ctypes
import os
import pickle
import shutil
import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw
from typer.testing import CliRunner

import duben
from duben import fonts, publish
from duben.cli.commands import app
from duben.config import Printing
from duben.errors import MissingPartError, OptionError, TemplateError
from duben.fonts import catalogue
from duben.render import Templates
from duben.write.pdf import PdfWriter, families
from duben.write.pdf.writer import STYLESHEETS
from made_fonts import font
from test_write_pdf import SAMPLE, edition, section, word

if TYPE_CHECKING:
    from pathlib import Path

    from duben.fonts import Typeset

OURS = {family.name for family in (*fonts.REQUIRED, *fonts.OPTIONAL)}
GENERIC = {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"}
MINE = "Test Hand"
KAI_MISSING = "The font LXGW WenKai is missing, Noto Serif CJK SC stands in."


def sheets() -> dict[str, str]:
    return {name: Templates().read(f"formats/pdf/{name}") for name in STYLESHEETS}


def theme(folder: Path, style: str) -> Templates:
    """A theme whose study.css is *style*, the last of the stylesheets."""
    (folder / "formats/pdf").mkdir(parents=True)
    (folder / "formats/pdf/study.css").write_text(style, encoding="utf-8")
    return Templates(folder)


def typeset(
    body: str, layout: str = "plain", *, templates: Templates | None = None, **printing: object
) -> Typeset:
    writer = PdfWriter(Printing(**printing))
    return writer.typeset(edition(body, layout), templates or Templates())


def base_fonts(content: bytes) -> set[str]:
    """Name the fonts of a PDF, as PDFium reads it, without the letters of the subset."""
    found = set()
    for page in pypdfium2.PdfDocument(content):
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            name = ctypes.create_string_buffer(200)
            raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(item.raw), name, 200)
            found.add(name.value.decode().partition("+")[2])
    return found


def without(monkeypatch: pytest.MonkeyPatch, family: str) -> None:
    """A machine that does not have the *family*."""
    from weasyprint.text.ffi import fontconfig

    def rest(files: object) -> dict[str, dict[str, Path]]:
        return {name: styles for name, styles in known(files).items() if name != family.casefold()}

    def configured(files: object) -> object:
        made = configuration.__wrapped__(files)
        system = catalogue._fonts(made._config, fontconfig.FcSetSystem)
        others = [one for one in system if family.casefold() not in catalogue._names(one)]
        catalogue._keep(made._config, fontconfig.FcSetSystem, others)
        return made

    known, configuration = catalogue._families, catalogue._configuration
    monkeypatch.setattr(catalogue, "_families", rest)
    monkeypatch.setattr(catalogue, "_configuration", configured)


# --- the families are named ---------------------------------------------------------------


def test_the_stylesheets_name_families_of_our_list_alone():
    named = {
        family for text in sheets().values() for _, each in families.lists(text) for family in each
    }
    assert named <= OURS


def test_every_margin_box_with_text_names_its_font():
    import tinycss2

    found = 0
    for rule in tinycss2.parse_stylesheet(sheets()["page.css"]):
        if rule.type == "at-rule" and rule.lower_at_keyword == "page":
            for box in tinycss2.parse_blocks_contents(rule.content):
                if box.type != "at-rule":
                    continue
                said = {
                    part.lower_name: part
                    for part in tinycss2.parse_blocks_contents(box.content)
                    if part.type == "declaration"
                }
                content = (
                    tinycss2.serialize(said["content"].value).strip()
                    if "content" in said
                    else "none"
                )
                if content != "none":
                    assert {"font", "font-family"} & set(said), box.lower_at_keyword
                    found += 1
    assert found


@pytest.mark.parametrize("layout", ["plain", "pinyin", "study"])
def test_the_file_has_families_of_our_list_alone(layout: str):
    made = typeset(SAMPLE, layout)
    assert {face.family for face in made.faces} <= OURS
    names = {f"{face.family} {face.style}".replace(" ", "-") for face in made.faces}
    assert base_fonts(made.content) == {name.removesuffix("-Regular") for name in names}
    assert made.stand_ins == ()


@pytest.mark.parametrize(
    ("style", "found"),
    [
        ("p { font-family: 'A B', C }", ["A B", "C"]),
        ('p { font: bold 8.5pt/1 "A B", C D }', ["A B", "C D"]),
        ("@page { @top-left { font: 9pt A } }", ["A"]),
        ("@media print { p { font-family: A /* B */ } }", ["A"]),
        ("p { font-family: inherit; font-size: 9pt }", []),
        ("p { font: inherit }", []),
    ],
)
def test_families_are_found_wherever_they_stand(style: str, found: list[str]):
    assert [family for _, each in families.lists(style) for family in each] == found


def test_a_generic_family_never_decides(tmp_path: Path):
    templates = theme(tmp_path, "p {\n font-family: serif\n}")
    with pytest.raises(TemplateError, match="serif is another font on each machine") as caught:
        typeset(section("好。"), templates=templates)
    assert caught.value.where == "formats/pdf/study.css:2"


def test_a_font_that_is_nowhere_is_named_with_its_line(tmp_path: Path):
    templates = theme(tmp_path, f"p {{ font-family: '{MINE}', serif }}")
    with pytest.raises(MissingPartError, match=f"the font {MINE} is missing") as caught:
        typeset(section("好。"), templates=templates)
    assert caught.value.where == "formats/pdf/study.css:1"
    assert "--font-dir" in caught.value.hint


# --- what is used, is told ----------------------------------------------------------------


def test_the_faces_of_the_file_are_told_with_version_file_and_glyphs(tmp_path: Path):
    font(tmp_path / "fonts", MINE, "好人")
    templates = theme(tmp_path, f".text p {{ font-family: '{MINE}' }}")
    (face,) = [
        each
        for each in typeset(section("好人好"), templates=templates).faces
        if each.family == MINE
    ]
    assert (face.style, face.version, face.file) == ("Regular", "7.5", "TestHand.ttf")
    assert (face.glyphs, face.characters) == (2, "人好")


def test_what_stands_in_for_a_missing_family_is_told_where_it_is_used(
    monkeypatch: pytest.MonkeyPatch,
):
    without(monkeypatch, "LXGW WenKai")
    made = typeset(section("好。"), "pinyin")
    assert made.stand_ins == (fonts.StandIn("LXGW WenKai", "Noto Serif CJK SC"),)
    assert made.stand_ins[0].message().startswith(KAI_MISSING)
    assert typeset(section("好。"), "plain").stand_ins == ()


def test_a_character_of_another_font_is_told(tmp_path: Path):
    font(tmp_path, MINE, "好", private="\ue9f0")
    made = typeset(section("好\ue9f0"), font_folders=(tmp_path,))
    assert made.stand_ins == (fonts.StandIn("", MINE, "\ue9f0"),)
    assert made.stand_ins[0].message().startswith(f"{MINE} is used for \ue9f0")


def test_a_character_that_is_an_image_is_drawn_in_its_place(tmp_path: Path):
    picture = BytesIO()
    Image.new("RGB", (100, 100), "red").save(picture, "PNG")
    font(tmp_path, MINE, "好", private="\ue9f0", image=picture.getvalue())
    body = section(f"{word('好人', 'hǎo rén')}\ue9f0，{word('人', 'rén')}")
    made = typeset(body, "pinyin", font_folders=(tmp_path,))
    page = pypdfium2.PdfDocument(made.content)[0]
    [image] = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
    left, bottom, right, top = image.get_bounds()
    texts = [item.get_bounds() for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])]
    line = [(start, end) for start, low, end, high in texts if low < top and high > bottom]
    assert right - left == pytest.approx(17, abs=1.5)
    assert any(end < left + 1 for _, end in line)
    assert any(right - 1 < start < right + 12 for start, _ in line)
    text = page.get_textpage().get_text_bounded()
    assert text.count("\ue9f0") == 1


def test_the_report_lists_the_faces_without_a_path_of_the_machine(tmp_path: Path):
    text = tmp_path / "text.txt"
    text.write_text("短文\n\n今天天气很好。\n", encoding="utf-8")
    options = duben.Options(folder=tmp_path / "o", layouts=("plain", "study"), formats=("pdf",))
    duben.build(text, options)
    page = (tmp_path / "o/text/text-report.html").read_text(encoding="utf-8")
    told = page[page.index("Fonts in the PDFs") :]
    assert "<td>text-plain.pdf</td><td>Noto Sans CJK SC</td>" in told
    assert "NotoSerifCJK-Regular.ttc" in told
    assert "/usr" not in told
    assert str(tmp_path) not in told


def test_a_report_without_pdf_has_no_fonts(tmp_path: Path):
    text = tmp_path / "text.txt"
    text.write_text("短文\n\n今天天气很好。\n", encoding="utf-8")
    duben.build(text, duben.Options(folder=tmp_path / "o", layouts=("plain",), formats=("docx",)))
    page = (tmp_path / "o/text/text-report.html").read_text(encoding="utf-8")
    assert "Fonts in the PDFs" not in page


def test_build_says_what_stands_in_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    without(monkeypatch, "LXGW WenKai")
    text = tmp_path / "text.txt"
    text.write_text("短文\n\n今天天气很好。\n", encoding="utf-8")
    arguments = ["build", str(text), "-o", str(tmp_path / "o"), "-f", "pdf"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0
    assert result.stderr.count(KAI_MISSING) == 1


# --- characters that no font has ----------------------------------------------------------


def test_a_missing_character_is_told_with_its_line(tmp_path: Path):
    text = tmp_path / "text.txt"
    text.write_text("短文\n\n今天天气很好。\n\n他姓𰻞，名\U0010fffd。\n", encoding="utf-8")
    options = duben.Options(folder=tmp_path / "o", layouts=("pinyin",), formats=("pdf",))
    with pytest.raises(MissingPartError, match=r"\(U\+10FFFD, line 5\)") as caught:
        duben.build(text, options)
    assert caught.value.where == "text"
    assert not (tmp_path / "o").exists()


def test_a_character_that_only_a_stylesheet_has_is_told_when_it_is_drawn(tmp_path: Path):
    templates = theme(tmp_path, ".text p::before { content: '\U0010fffd' }")
    with pytest.raises(MissingPartError, match=r"\(U\+10FFFD\)"):
        typeset(section("好。"), templates=templates)


def test_a_cover_without_a_glyph_is_not_drawn(tmp_path: Path):
    text = tmp_path / "text.txt"
    text.write_text("短文\U0010fffd\n\n今天天气很好。\n", encoding="utf-8")
    options = duben.Options(folder=tmp_path / "o", layouts=("plain",), formats=("epub",))
    with pytest.raises(MissingPartError, match=r"\(U\+10FFFD, line 1\)"):
        duben.build(text, options)


def test_a_machine_without_chinese_fonts_is_told_what_to_install(tmp_path: Path):
    text = tmp_path / "text.txt"
    text.write_text("短文\n\n今天天气很好。\n", encoding="utf-8")
    (tmp_path / "fonts.conf").write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
        f"<fontconfig><dir>{tmp_path / 'few'}</dir><cachedir>{tmp_path / 'cache'}</cachedir>"
        "</fontconfig>",
        encoding="utf-8",
    )
    font(tmp_path / "few", MINE, "abc")
    ran = subprocess.run(
        [sys.executable, "-m", "duben", "build", str(text), "-o", str(tmp_path / "o")],
        env={
            **os.environ,
            "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"),
            "PYTHONPATH": os.pathsep.join(sys.path),
        },
        capture_output=True,
        check=False,
        text=True,
    )
    assert ran.returncode == 1
    assert "the fonts Noto Serif CJK SC and Noto Sans CJK SC are missing" in ran.stderr
    assert "--font-dir" in ran.stderr
    assert "Traceback" not in ran.stderr


# --- fonts of a folder --------------------------------------------------------------------


def test_a_stylesheet_may_name_a_font_of_a_folder_in_workers_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    font(tmp_path / "hand", MINE, "今天气很好")
    theme(tmp_path / "mine", f".text p {{ font-family: '{MINE}', 'Noto Serif CJK SC' }}")
    text = tmp_path / "text.txt"
    text.write_text("短文\n\n今天天气很好。\n", encoding="utf-8")
    options = duben.Options(
        folder=tmp_path / "o",
        layouts=("plain", "study"),
        formats=("pdf",),
        templates=(tmp_path / "mine",),
        printing=Printing(font_folders=(tmp_path / "hand",)),
    )
    for path in duben.build(text, options):
        assert MINE.replace(" ", "-") in base_fonts(path.read_bytes())
    page = (tmp_path / "o/text/text-report.html").read_text(encoding="utf-8")
    assert page.count(f"<td>{MINE}</td>") == 2


def test_a_folder_of_fonts_that_is_not_there_is_told_before_the_work(tmp_path: Path):
    printing = Printing(font_folders=(tmp_path / "nowhere",))
    with pytest.raises(OptionError, match="no such folder of fonts"):
        publish.check_names(duben.Options(printing=printing))


def test_the_same_fonts_give_the_same_bytes_in_any_process_and_from_any_folder(tmp_path: Path):
    font(tmp_path / "here", MINE, "好人")
    shutil.copytree(tmp_path / "here", tmp_path / "elsewhere/deep")
    theme(tmp_path / "mine", f".text p {{ font-family: '{MINE}', 'Noto Serif CJK SC' }}")
    made = edition(section("好人吃饭。"))
    script = (
        "import pickle, sys; from pathlib import Path\n"
        "from duben.config import Printing; from duben.render import Templates\n"
        "from duben.write.pdf import PdfWriter\n"
        "made = pickle.load(sys.stdin.buffer)\n"
        "writer = PdfWriter(Printing(font_folders=(Path(sys.argv[1]),)))\n"
        "sys.stdout.buffer.write(writer.write(made, Templates(Path(sys.argv[2]))))"
    )
    written = {
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / folder), str(tmp_path / "mine")],
            input=pickle.dumps(made),
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        ).stdout
        for folder, seed in (("here", "1"), ("elsewhere", "2"))
    }
    (same,) = written
    printing = {"font_folders": (tmp_path / "here",)}
    assert (
        typeset(section("好人吃饭。"), templates=Templates(tmp_path / "mine"), **printing).content
        == same
    )
