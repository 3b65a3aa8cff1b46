"""Verification: a file that does not say what the text says is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import publication
from duben import verify
from duben.errors import VerifyError
from duben.render import Edition, Templates
from duben.write import formats, writer_for
from test_render import SMALL, edition

EDITION = edition(SMALL, "pinyin")


def altered(old: str, new: str) -> Edition:
    assert old in EDITION.markup
    return replace(EDITION, markup=EDITION.markup.replace(old, new))


@pytest.fixture(scope="module", params=formats())
def file(request: pytest.FixtureRequest) -> tuple[bytes, str]:
    writer = writer_for(request.param)
    return writer.write(EDITION, Templates()), writer.suffix


def test_a_file_that_carries_the_text_passes(file: tuple[bytes, str]):
    verify.verify_file(*file, EDITION)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("充分", "充足"), "has 分发挥"),
        (("发挥", "发发挥"), "instead of 发挥好"),
        (("充分", "分充"), "instead of 分充"),
    ],
)
def test_a_lost_added_or_moved_character_is_found(
    file: tuple[bytes, str], change: tuple[str, str], message: str
):
    with pytest.raises(VerifyError, match=message):
        verify.verify_file(*file, altered(*change))


def test_lost_digits_and_letters_are_found():
    text = publication("题(tí)", 一="甲/2024/年/AI/乙。")
    whole = edition(text, "pinyin")
    lacking = replace(whole, markup=whole.markup.replace("2024", ""))
    with pytest.raises(VerifyError, match="leaves out"):
        verify.verify_edition(lacking)
    for name in ("epub", "docx"):
        writer = writer_for(name)
        verify.verify_file(writer.write(whole, Templates()), writer.suffix, whole)
        with pytest.raises(VerifyError, match="does not carry"):
            verify.verify_file(writer.write(lacking, Templates()), writer.suffix, whole)


def test_readings_do_not_count_as_text(file: tuple[bytes, str]):
    verify.verify_file(*file, altered("chōng fèn", "chōng fēn"))


def test_a_layout_that_leaves_a_passage_out_is_refused():
    with pytest.raises(VerifyError, match="leaves out text of line 1: 好"):
        verify.verify_edition(altered("<p><ruby>好<rp>(</rp>", "<p><ruby>坏<rp>(</rp>"))


def test_a_layout_that_changes_the_order_is_refused():
    other = replace(SMALL, sections=SMALL.sections[::-1], title=SMALL.sections[0].paragraphs[0])
    with pytest.raises(VerifyError, match="leaves out"):
        verify.verify_edition(replace(EDITION, publication=other))


def test_a_format_of_a_plug_in_is_not_read_back():
    verify.verify_file(b"anything", ".txt", EDITION)
