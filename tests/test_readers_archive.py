"""Archives: what is in them is read, and what is meant to hurt is refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from duben.errors import SourceError
from duben.readers.archive import Archive, parse_xml
from duben.readers.base import Request

REQUEST = Request("a.docx", largest=50_000_000)


def archive(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in members.items():
            file.writestr(name, text)
    return content.getvalue()


def complaint(content: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        Archive(content, REQUEST)
    assert caught.value.hint
    return str(caught.value)


def test_a_member_is_read_and_found_from_another():
    opened = Archive(archive(**{"a/b.xml": b"<x/>"}), REQUEST)
    assert opened.read("a/b.xml") == b"<x/>"
    assert opened.beside("a/c.xml", "../a/b.xml") == "a/b.xml"
    assert opened.tree("a/b.xml").tag == "x"


def test_a_bomb_is_refused_by_its_ratio_before_it_is_unpacked():
    assert "unpack to 20 MB" in complaint(archive(big=b"a" * 20_000_000))


def test_a_large_archive_is_refused_by_its_size():
    assert "too large when unpacked" in complaint(archive(big=b"a" * 60_000_000))


@pytest.mark.parametrize("name", ["../evil", "/etc/passwd", "a/../../b", "..\\evil"])
def test_a_member_that_points_outside_is_refused(name):
    assert "points outside" in complaint(archive(**{name: b""}))


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"", b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_archive_is_refused(content):
    assert "damaged" in complaint(content)


def test_a_damaged_member_is_refused():
    content = bytearray(archive(a="中文和英文".encode() * 99))
    content[40:60] = b"\xff" * 20
    with pytest.raises(SourceError, match="damaged"):
        Archive(bytes(content), REQUEST).read("a")


def test_a_missing_member_is_named():
    with pytest.raises(SourceError, match='"b" is missing'):
        Archive(archive(a=b""), REQUEST).read("b")


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY x "y">]><a/>'.encode(
            "utf-16"
        ),
        b"<a>" * 3000 + b"</a>" * 3000,
        b"<a>",
        b"",
    ],
)
def test_xml_that_is_no_honest_document_is_refused(content):
    with pytest.raises(SourceError):
        parse_xml(content, "a.docx")


def test_a_document_type_without_entities_may_be_allowed():
    assert parse_xml(b"<!DOCTYPE html><html/>", "a.epub", doctype=True).tag == "html"
