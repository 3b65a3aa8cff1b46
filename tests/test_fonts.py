"""Fonts: those of the machine, those of a folder, and the characters that none has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from builders import passage, publication
from duben import doctor, fonts
from duben.errors import MissingPartError, OptionError
from duben.write.epub import subsets
from made_fonts import font

if TYPE_CHECKING:
    from pathlib import Path

MINE = "Test Hand"


# --- fonts of a folder --------------------------------------------------------------------


def test_a_font_of_a_folder_is_known_within_the_block_and_not_after_it(tmp_path: Path):
    path = font(tmp_path, MINE, "好")
    with fonts.besides(tmp_path):
        assert fonts.installed(MINE)
        assert fonts.file_of(MINE) == path
    assert not fonts.installed(MINE)


def test_fonts_are_found_in_folders_of_the_folder(tmp_path: Path):
    path = font(tmp_path / "deep/er", MINE, "好")
    assert fonts.font_files(tmp_path) == (path,)


def test_a_family_of_a_folder_takes_the_place_of_the_machines(tmp_path: Path):
    path = font(tmp_path, "Noto Serif CJK SC", "好")
    with fonts.besides(tmp_path):
        assert fonts.file_of("Noto Serif CJK SC") == path
        with pytest.raises(MissingPartError, match="Bold is missing"):
            fonts.file_of("Noto Serif CJK SC", "Bold")


def test_of_two_folders_the_first_has_the_family(tmp_path: Path):
    first, second = (font(tmp_path / name, MINE, "好") for name in ("first", "second"))
    with fonts.besides(first.parent, second.parent):
        assert fonts.file_of(MINE) == first
    with fonts.besides(second.parent, first.parent):
        assert fonts.file_of(MINE) == second


def test_a_font_that_was_changed_is_read_anew(tmp_path: Path):
    font(tmp_path, MINE, "好")
    with fonts.besides(tmp_path):
        assert fonts.file_of(MINE)
    (tmp_path / "TestHand.ttf").unlink()
    font(tmp_path, "Other Hand", "好")
    with fonts.besides(tmp_path):
        assert not fonts.installed(MINE)
        assert fonts.installed("Other Hand")


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("missing", "no such folder"),
        ("file.txt", "this is no folder"),
        ("empty", "no font in this folder"),
    ],
)
def test_a_folder_without_fonts_is_an_error_with_its_name(tmp_path: Path, name: str, problem: str):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.txt").write_text("", encoding="utf-8")
    with pytest.raises(OptionError, match=problem) as caught, fonts.besides(tmp_path / name):
        pass
    assert caught.value.where == str(tmp_path / name)
    assert ".ttf" in caught.value.hint


def test_a_file_that_is_no_font_is_named(tmp_path: Path):
    (tmp_path / "broken.otf").write_text("no font", encoding="utf-8")
    with pytest.raises(OptionError, match="cannot be read") as caught, fonts.besides(tmp_path):
        fonts.installed(MINE)
    assert caught.value.where.endswith("broken.otf")


def test_pinyin_in_an_e_book_comes_from_the_font_of_the_folder(tmp_path: Path):
    usual = subsets.pinyin_font()
    font(tmp_path, subsets.FAMILY, subsets.LETTERS)
    with fonts.besides(tmp_path):
        assert subsets.pinyin_font() != usual
    assert subsets.pinyin_font() == usual


def test_the_doctor_names_the_file_of_each_family_and_knows_the_folder(tmp_path: Path):
    font(tmp_path, "LXGW WenKai", "好")
    found = {each.name: each for each in doctor.examine((tmp_path,))}
    assert found["LXGW WenKai"].detail.endswith("LXGWWenKai.ttf")
    assert found["Noto Serif CJK SC"].detail.startswith("the text (宋体 Song), NotoSerifCJK")


# --- characters that no font has ----------------------------------------------------------


def test_characters_that_no_font_has_are_found_once_and_in_order():
    assert fonts.lacking("好\U0010fffd人\U0010fffc\U0010fffd。\n <p>lǜ\u3000\ufe00") == (
        "\U0010fffd",
        "\U0010fffc",
    )


def test_a_font_of_a_folder_has_what_the_others_lack(tmp_path: Path):
    font(tmp_path, MINE, "好", private="\ue9f0")
    assert fonts.lacking("\ue9f0") == ("\ue9f0",)
    with fonts.besides(tmp_path):
        assert fonts.lacking("\ue9f0") == ()


def test_the_error_names_the_lines_of_the_source():
    text = publication("题目", 一="好\U0010fffd。|好。|\U0010fffd，\U0010fffc。")
    numbers = iter(range(1, 9))
    text = text.map_passages(lambda each: replace(each, line=next(numbers)))
    error = fonts.missing_glyphs("\U0010fffd\U0010fffc?", text)
    assert error.where == text.name
    assert error.problem == (
        "no font on this machine has \U0010fffd (U+10FFFD, lines 3 5), "
        "\U0010fffc (U+10FFFC, line 5), ? (U+003F)"
    )
    assert "--font-dir" in error.hint


def test_a_source_of_paragraphs_has_its_paragraphs_named():
    text = replace(publication("\U0010fffd"), unit="paragraph", title=passage("\U0010fffd", line=4))
    assert "paragraph 4" in str(fonts.missing_glyphs("\U0010fffd", text))


def test_a_hundred_missing_characters_do_not_fill_the_screen():
    error = fonts.missing_glyphs(map(chr, range(0x10FF00, 0x10FF64)))
    assert error.problem.endswith("and 88 more")
