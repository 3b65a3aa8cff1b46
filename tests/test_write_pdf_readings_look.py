"""How painted readings look on a finished page: in cells, in colours, with rules below."""

from __future__ import annotations

import ctypes
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from duben.config import Printing
from duben.render import Templates
from duben.write.pdf import PdfWriter
from pdf_pages import _characters, _objects
from test_write_pdf import edition, section, word

if TYPE_CHECKING:
    from collections.abc import Iterator

KAI = 17.0
CELL = 1.6


def page_of(body: str, classes: str = "pinyin", printing: Printing | None = None) -> bytes:
    return PdfWriter(printing).write(edition(body, classes), Templates())


def inks(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield what is written together and its colour."""
    for _, item, text in _objects(content):
        values = [ctypes.c_uint() for _ in range(4)]
        raw.FPDFPageObj_GetFillColor(item.raw, *values)
        yield text.strip(), "#{:02x}{:02x}{:02x}".format(*(value.value for value in values[:3]))


def test_in_equal_cells_characters_stand_at_equal_distances():
    text = "".join(
        word(base, said)
        for base, said in zip("天窗我双人", ["tiān", "chuāng", "wǒ", "shuāng", "é"], strict=True)
    )
    content = page_of(section(text + "，" + text), printing=Printing(ruby_grid=True))
    places = [x for _, sign, x, _, _ in _characters(content) if sign in "天窗我双人"]
    gaps = [b - a for a, b in pairwise(places)]
    assert len(gaps) == 9
    expected = [CELL * KAI] * 4 + [2 * CELL * KAI] + [CELL * KAI] * 4
    assert gaps == pytest.approx(expected, abs=0.15)


def test_syllables_have_the_colours_of_their_tones():
    tones = ["mā", "má", "mǎ", "mà", "ma"]
    text = "".join(
        word("妈", f'<span class="t{number}">{said}</span>') for number, said in enumerate(tones, 1)
    )
    drawn = dict(inks(page_of(section(text), "pinyin tones-pleco")))
    colours = ["#e30000", "#028515", "#1510f0", "#8900bf", "#737373"]
    assert [drawn[said] for said in tones] == colours


def test_without_a_set_of_tones_readings_are_grey():
    drawn = dict(inks(page_of(section(word("妈", '<span class="t1">mā</span>')))))
    assert drawn["mā"] == "#333333"


@pytest.mark.parametrize("kind", ["new", "doubtful"])
def test_a_marked_word_has_a_rule_below_that_is_an_artifact(kind: str):
    def rules(mark: str) -> int:
        content = page_of(section("天" + word("妈", "mā", mark) + "地"), "study")
        pdf = pypdfium2.PdfDocument(content)
        found = list(pdf[0].get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]))
        return sum(0 < item.get_bounds()[2] - item.get_bounds()[0] < 20 for item in found)

    assert rules(kind) == rules("") + 1
    content = page_of(section("天" + word("妈", "mā", kind) + "地"), "study")
    is_artifact, drawn = False, []
    with pikepdf.open(BytesIO(content)) as pdf:
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            if str(operator) in {"BMC", "BDC"}:
                is_artifact = str(operands[0]) == "/Artifact"
            elif str(operator) == "EMC":
                is_artifact = False
            elif str(operator) == "S":
                drawn.append(is_artifact)
    assert drawn
    assert all(drawn)
