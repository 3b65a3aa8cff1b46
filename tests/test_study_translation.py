"""A translation beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from duben import publish
from duben.config import Options
from duben.errors import SourceError
from duben.study.translation import align
from duben.teaching import Lessons
from study_texts import publication

if TYPE_CHECKING:
    from pathlib import Path

TEXT = publication("我们合作。", "我们开放。", heading="一、原则")


@pytest.mark.parametrize(
    "text",
    [
        "I. Principles\n\nWe work\ntogether.\n\nWe are open.\n",
        "\ufeffA title\n\nI. Principles\n\nWe work together.\n\nWe are open.",
        "I. Principles\nWe work together.\nWe are open.\n",
        "I. Principles\r\n\r\nWe work together.\r\n\r\nWe are open.\r\n",
    ],
)
def test_headings_and_paragraphs_meet_in_their_order(text: str):
    [part] = align(text, TEXT, "x.en.txt")
    assert part.heading == "I. Principles"
    assert part.paragraphs == ("We work together.", "We are open.")


def test_a_translation_of_another_length_is_refused_with_both_numbers():
    with pytest.raises(SourceError, match="has 1 paragraphs, and the text 3"):
        align("We work together.", TEXT, "x.en.txt")


def test_the_translation_beside_the_text_is_found_and_none_is_made(tmp_path: Path):
    source = tmp_path / "pact.txt"
    source.write_text("宣言\n\n我们合作。\n\n我们开放。\n", encoding="utf-8")
    text = publish.read(source, Options())
    assert Lessons(text, Options(), source).guide().translation == ()
    (tmp_path / "pact.en.txt").write_text("We work together.\n\nWe are open.\n", encoding="utf-8")
    [part] = Lessons(text, Options(), source).guide().translation
    assert part.paragraphs == ("We work together.", "We are open.")
