"""Hostile input: one clear message and nothing written, or the characters that it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import duben
from duben import verify
from duben.errors import DubenError
from hostile_files import LITERAL, REFUSED

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_in_one_sentence_with_place_and_hint(name: str, tmp_path: Path):
    path = tmp_path / name
    path.write_bytes(REFUSED[name])
    with pytest.raises(DubenError) as caught:
        duben.build(path, duben.Options(folder=tmp_path / "out"))
    assert str(path) in caught.value.where or name.split(".", maxsplit=1)[0] in caught.value.where
    assert caught.value.hint
    assert caught.value.exit_code == 1
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@pytest.mark.parametrize("literal", LITERAL)
def test_text_that_looks_like_code_comes_out_as_text(literal: str, suffix: str, tmp_path: Path):
    path = tmp_path / f"text{suffix}"
    shown = literal if suffix == ".txt" else f"`` {literal} ``"
    path.write_text(f"题目\n\n文章里写着{shown}这些字，如此而已。\n", encoding="utf-8")
    publication = duben.read(path)
    assert literal in publication.text


def test_all_nine_editions_show_it_and_fetch_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    import socket

    def refuse(*_: object) -> None:
        pytest.fail("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    path = tmp_path / "text.txt"
    rows = "\n\n".join(f"这里写着{literal}这些字。" for literal in LITERAL)
    path.write_text(f"题目\n\n{rows}\n", encoding="utf-8")
    written = duben.build(path, duben.Options(folder=tmp_path / "out", layouts=("plain",)))
    read_back = {
        ".pdf": verify.pdf_text,
        ".epub": verify.epub_text,
        ".docx": verify.docx_text,
    }
    for made in written:
        content = made.read_bytes()
        assert b"root:x:0" not in content
        assert "{{7*7}}" in read_back[made.suffix](content)
