"""Reading: bytes of any encoding become numbered lines, or one sentence on what is wrong."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from duben.config import Options
from duben.errors import SourceError, UnknownNameError
from duben.readers import read, safe_name

SIMPLIFIED = "我们深感人工智能对世界的深远影响和巨大潜力"
TRADITIONAL = "我們深感人工智能對世界的深遠影響和巨大潛力"


def texts(content: bytes, **options: str) -> list[str]:
    return [line.text for line in read(None, Options(**options), stdin=content).lines]


def complaint(content: bytes, **options: str) -> str:
    with pytest.raises(SourceError) as caught:
        read(None, Options(**options), stdin=content)
    assert caught.value.where
    assert caught.value.hint
    return str(caught.value)


def test_a_file_gives_its_name_its_lines_and_the_digest_of_its_bytes(tmp_path):
    path = tmp_path / "宣言 全文.txt"
    path.write_text("第一行\n第二行\n", encoding="utf-8")
    source = read(path)
    assert source.name == "宣言-全文"
    assert [(line.number, line.text) for line in source.lines] == [(1, "第一行"), (2, "第二行")]
    assert source.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert source.notices == ()


def test_standard_input_is_named_stdin():
    assert read(None, stdin="中文".encode()).name == "stdin"


def test_lines_end_at_lf_crlf_and_cr_and_nowhere_else():
    content = "一\n二\r\n三\r四\u2028四\u0085四\x0b四\x0c四\n\n六".encode()
    assert texts(content) == ["一", "二", "三", "四\u2028四\u0085四\x0b四\x0c四", "", "六"]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", SIMPLIFIED),
        ("gb18030", TRADITIONAL),
        ("big5", TRADITIONAL),
        ("utf-16-le", SIMPLIFIED),
        ("utf-16-be", TRADITIONAL),
        ("gbk", "人工智能宣言"),
        ("big5", "人工智能宣言發表"),
        ("utf-16-le", "一上下中万三"),
    ],
)
def test_an_encoding_without_a_mark_is_recognised_and_reported(encoding, text):
    source = read(None, stdin=text.encode(encoding))
    assert source.lines[0].text == text
    assert [(notice.code, notice.severity) for notice in source.notices] == [("C10", "info")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_marked_encoding_is_read_without_a_word(encoding):
    source = read(None, stdin=SIMPLIFIED.encode(encoding))
    assert source.lines[0].text == SIMPLIFIED
    assert source.notices == ()


def test_a_named_encoding_overrules_detection():
    assert texts("发展".encode("gbk"), encoding="GB2312") == ["发展"]


def test_a_named_encoding_that_does_not_fit_names_byte_and_line():
    content = "中文\n".encode() + b"\xff\xff"
    assert complaint(content, encoding="utf-8").startswith("stdin:2: byte 8 of this text")


def test_an_unknown_encoding_is_answered_with_the_nearest_one():
    with pytest.raises(UnknownNameError, match='Did you mean "gb18030"'):
        read(None, Options(encoding="gb18O30"), stdin=b"x")


def test_one_bad_byte_is_marked_and_the_rest_is_read():
    content = SIMPLIFIED.encode() + b"\xff" + SIMPLIFIED.encode()
    assert texts(content) == [SIMPLIFIED + "\ufffd" + SIMPLIFIED]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n\t\n", "white space"),
        ("\ufeff\u3000\n".encode(), "white space"),
        (b"PK\x03\x04......word/document.xml", "damaged"),
        (b"PK\x03\x04mimetypeapplication/epub+zip", "damaged"),
        (b"PK\x03\x04......xl/workbook.xml", "Office"),
        (b"PK\x03\x04", "archive"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"GIF89a", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"{\\rtf1", "Rich Text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"\x1f\x8b\x08", "archive"),
        (b"<?xml version='1.0'?><feed>", "XML"),
        (b"MZ\x90\x00", "program"),
        (bytes(range(256)) * 8, "not text"),
        (b"Hello, world. This is English.", "no Chinese characters"),
        ("，。！？".encode(), "no Chinese characters"),
        (b"The word is written " + "中文".encode() + b" here" * 20, "only 2 of"),
        ("これは日本語の文章です。".encode(), "Japanese"),
        ("이것은 한국어 문장입니다. 漢字".encode(), "Korean"),
        ("이것은 한국어 문장입니다 그리고".encode("euc-kr"), "encoding"),
        ("これは日本語の文章です。".encode("shift-jis"), "encoding"),
    ],
)
def test_what_is_not_chinese_text_is_refused_by_name(content, said):
    assert said in complaint(content)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"PK\x03\x04......word/document.xml", "a Word file (DOCX), though its name"),
        ("a.md", b"%PDF-1.7", "a PDF file, though its name"),
        ("a.txt", b"<!DOCTYPE html><p>", "a web page (HTML), though its name"),
        ("a.docx", "中文".encode(), "not a Word file (DOCX), though its name"),
        ("a.docx", b"", "not a Word file (DOCX), though its name"),
        ("a.epub", b"nonsense", "not an EPUB book"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or locked Office file"),
    ],
)
def test_a_file_whose_name_says_another_kind_is_refused(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        read(path)
    assert said in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize("address", ["https://example.org/a.html", "http://a.cn", "ftp://a/b"])
def test_an_address_is_not_fetched_and_says_what_to_do(address):
    with pytest.raises(SourceError, match="save the page"):
        read(Path(address))


@pytest.mark.parametrize("name", ["nothing.txt", ".", "a\0b"])
def test_a_path_without_a_file_is_refused(tmp_path, name):
    with pytest.raises(SourceError) as caught:
        read(tmp_path / name)
    assert caught.value.where
    assert caught.value.hint


def test_a_device_is_not_read():
    with pytest.raises(SourceError, match="ordinary file"):
        read(Path("/dev/null"))


def test_too_large_a_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(Options().max_size + 1)
    with pytest.raises(SourceError, match="too large"):
        read(path)


def test_too_large_an_input_is_refused():
    assert "too large" in complaint(b"x" * (Options().max_size + 1))


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("上海宣言", "上海宣言"),
        ("a b/c:d", "a-b-c-d"),
        ("..", "text"),
        ("CON", "text-CON"),
        ("lpt1.x", "text-lpt1.x"),
        ("a.b_c-d", "a.b_c-d"),
    ],
)
def test_a_name_is_made_safe_for_files(stem, name):
    assert safe_name(stem) == name


def test_a_long_name_leaves_room_for_layout_and_suffix():
    assert len(safe_name("宣" * 300).encode()) <= 200
