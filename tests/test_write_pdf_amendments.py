"""WeasyPrint is amended while a page is set, and only as far as it is the one that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import weasyprint.pdf
from weasyprint.document import Page
from weasyprint.draw import text as drawing
from weasyprint.layout import inline, preferred
from weasyprint.pdf import fonts
from weasyprint.pdf.stream import Stream

from duben.write.pdf import amendments
from duben.write.pdf.typesetting.readings import Readings
from duben.write.pdf.typesetting.typesetter import Typesetter
from pdf_pages import pieces, readings
from test_write_pdf import section, word, written

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACES = [
    (weasyprint.pdf, "add_tags"),
    (fonts, "harfbuzz_subset"),
    (fonts, "get_hb_object_data"),
    (fonts.Font, "file_content"),
    (Page, "paint"),
    (Stream, "marked"),
    (inline, "split_first_line"),
    (preferred, "split_first_line"),
    (inline, "justify_line"),
    (inline, "can_break_text"),
    (preferred, "can_break_text"),
    (drawing, "draw_first_line"),
]


def state() -> list[Any]:
    return [getattr(owner, name, None) for owner, name in PLACES]


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    amendments.missing.cache_clear()
    yield
    amendments.missing.cache_clear()


def test_the_installed_weasyprint_has_all_that_is_needed():
    assert amendments.missing() == ()


@pytest.mark.parametrize(
    ("owner", "name", "said"),
    [
        (inline, "justify_line", "weasyprint.layout.inline.justify_line"),
        (weasyprint.pdf, "add_tags", "weasyprint.pdf.add_tags"),
        (Page, "paint", "weasyprint.document.Page.paint"),
    ],
)
def test_a_name_that_is_gone_is_said(
    monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, said: str
):
    monkeypatch.delattr(owner, name)
    assert amendments.missing() == (said,)


def test_a_function_with_other_parameters_is_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(inline, "justify_line", lambda _: None)
    assert amendments.missing() == ("weasyprint.layout.inline.justify_line",)


def test_an_attribute_that_is_gone_is_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Stream, "__init__", lambda _: None)
    assert amendments.missing() == ("weasyprint.pdf.stream.Stream._tags",)


def test_where_a_name_is_missing_readings_are_written_in_boxes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(amendments._CONTRACT, "weasyprint.layout.inline.gone", "self")
    assert amendments.missing() == ("weasyprint.layout.inline.gone",)

    def refuse(*_: object) -> None:
        raise AssertionError("nothing is painted")

    monkeypatch.setattr(Typesetter, "draw", refuse)
    content = written(section("天" + word("双庄", "shuāng zhuāng") + "人"), "pinyin")
    assert [piece.text for piece in readings(content)] == ["shuāng", "zhuāng"]
    text = "".join(piece.text for piece in pieces(content))
    assert all(sign in text for sign in "天双庄人")


@pytest.mark.parametrize("is_ours", [True, False])
def test_afterwards_weasyprint_is_as_it_was(*, is_ours: bool):
    before = state()
    typesetter = Typesetter(Readings(), lambda _: None) if is_ours else None
    with amendments.amended(typesetter):
        changed = [a is not b for a, b in zip(before, state(), strict=True)]
        assert changed == [True] * 6 + [is_ours] * 6
    assert all(a is b for a, b in zip(before, state(), strict=True))


def test_after_an_error_weasyprint_is_as_it_was():
    before = state()
    typesetter = Typesetter(Readings(), lambda _: None)
    with pytest.raises(ZeroDivisionError), amendments.amended(typesetter):
        raise ZeroDivisionError
    assert all(a is b for a, b in zip(before, state(), strict=True))


def test_of_a_whole_font_no_bytes_are_kept_and_of_its_subset_all(monkeypatch: pytest.MonkeyPatch):
    kept, whole = [], []

    def embed(pdf: Any, made: dict[Any, Any], *rest: Any) -> Any:
        kept.extend(vars(font)["_content"] for font in made.values())
        whole.extend(len(font.file_content) for font in made.values())
        return original(pdf, made, *rest)

    original = weasyprint.pdf.build_fonts_dictionary
    monkeypatch.setattr(weasyprint.pdf, "build_fonts_dictionary", embed)
    with amendments.amended():
        page = weasyprint.HTML(string='<p style="font-family: Noto Serif CJK SC">好').render()
        page.write_pdf(pdf_tags=True)
        [font] = page.fonts.values()
        subset = font.file_content
    assert not any(isinstance(content, bytes) for content in kept)
    assert min(whole) > 1_000_000
    assert vars(font)["_content"] is subset
    assert len(subset) < 500_000
