"""Files that are meant to hurt, or are what they are by accident: name → bytes."""

from __future__ import annotations

import io
import zipfile

from word_files import W, p, word

_ENTITIES = '<!DOCTYPE a [<!ENTITY x "{}"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">]>'
_ELSEWHERE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_DEEP = 3000
_LARGE = 21_000_000


def _zipped(**members: str | bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, member in members.items():
            file.writestr(name, member)
    return content.getvalue()


def _document(before: str, body: str) -> bytes:
    return _zipped(
        **{
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                '<Relationship Id="r" Target="word/document.xml" Type="http://schemas.openxmlformats'
                '.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
            ),
            "word/document.xml": f'{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body>'
            "</w:document>",
        }
    )


def _book(chapter: str, href: str = "a.xhtml", **more: str | bytes) -> bytes:
    return _zipped(
        **{
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": (
                '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
                '<rootfile full-path="b.opf" media-type="application/oebps-package+xml"/>'
                "</rootfiles></container>"
            ),
            "b.opf": (
                '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/><manifest>'
                f'<item id="a" href="{href}" media-type="application/xhtml+xml"/></manifest>'
                '<spine><itemref idref="a"/></spine></package>'
            ),
            "a.xhtml": chapter,
            **more,
        }
    )


def _page(body: str) -> str:
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'


REFUSED: dict[str, bytes] = {
    "entities.docx": _document(
        _ENTITIES.format("中文" * 99), "<w:p><w:r><w:t>&y;</w:t></w:r></w:p>"
    ),
    "elsewhere.docx": _document(_ELSEWHERE, "<w:p><w:r><w:t>中&x;文</w:t></w:r></w:p>"),
    "bomb.docx": _zipped(
        **{"word/document.xml": b"<a>" + b" " * 250_000_000, "[Content_Types].xml": b""}
    ),
    "deep.docx": _document("", "<w:sdt>" * _DEEP + p("中文") + "</w:sdt>" * _DEEP),
    "outside.docx": _zipped(**{"../../evil.txt": b"", "word/document.xml": b"<a/>"}),
    "cut.docx": word(p("中文"))[:300],
    "entities.epub": _book(_ENTITIES.format("中文") + _page("<p>&y;</p>")),
    "outside.epub": _book(_page("<p>中文</p>"), href="../../../etc/passwd"),
    "bomb.epub": _book(_page("<p>中文</p>"), **{"big.css": b"a" * 250_000_000}),
    "deep.epub": _book(_page("<div>" * _DEEP + "中文" + "</div>" * _DEEP)),
    "empty.epub": _book(_page("")),
    "entities.html": (_ENTITIES.format("中文") + _page("<p>&y;</p>")).encode(),
    "deep.html": _page("<div>" * _DEEP + "中文" + "</div>" * _DEEP).encode(),
    "empty.html": b"<html></html>",
    "deep.md": (">" * _DEEP + "中文").encode(),
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "noise.txt": bytes(range(256)) * 4000,
    "nul.txt": b"\0" * 5000,
    "large.txt": "中文。".encode() * (_LARGE // 9),
    "large.html": b"<html><p>" + "中文。".encode() * (_LARGE // 9),
    "half.txt": "一半\ud800在这里".encode("utf-16-le", "surrogatepass").join((b"\xff\xfe", b"")),
    "front.md": "---\ntitle: &a [x]\nauthor: *a\n---\n中文。".encode(),
    "front.txt": ("---\ntitle: " + "[" * 5000 + "\n---\n中文。").encode(),
    "broken.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 40,
}
"""Files that must be answered with one message and exit code 1."""

LITERAL = (
    "{{7*7}}{% for a in b %}",
    "<script>alert(1)</script>",
    "file:///etc/passwd",
    "<img src=http://127.0.0.1:9/x onerror=alert(1)>",
    "&lt;b&gt;&x;",
    "../../evil",
    "`touch evil`",
    "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
)
"""Text that some program somewhere would run, fetch or expand."""

LARGE_PAGES = {
    "paragraphs": ("", "<p>我们深感人工智能对世界的深远影响和巨大潜力，也认识到挑战。</p>", 50_000),
    "one line": ("<p>", "中文，", 700_000),
    "inline": ("", "<b>中</b>", 80_000),
    "breaks": ("", "中<br>", 80_000),
    "links": ("<ul>", "<li><a href=#>中</a>", 30_000),
    "rows": ("<table>", "<tr><td>中<td>文", 15_000),
    "deep": ("<div>" * 200, "<p class=x>中文，好。</p>", 20_000),
    "notes": ("<p id=x>注</p>", '<a href="#x">[1]</a>', 50_000),
    "white": ("<p>中</p>", " \n", 3_000_000),
    "ruby": ("<p>", "<ruby>中<rt>zhōng</ruby>", 30_000),
    "cells": ("<table><tr>", "<td>中", 20_000),
}
"""What stands before, what is repeated, and how often: pages that are only large."""


def large_page(name: str, share: int = 1) -> str:
    """Return the body of a large page, or of one that is *share* times smaller."""
    before, unit, count = LARGE_PAGES[name]
    return before + unit * (count // share)


LONG_LINES = (
    "甲\t",
    "|甲",
    "(",
    "a, ",
    ".",
    '"',
    "a-",
    "{",
    "[",
    "<",
    "人(rén)",
    "**",
    "`",
    "> ",
    "- ",
    "{人|rén}",
)
"""What 200,000 characters of are no reason to wait."""
