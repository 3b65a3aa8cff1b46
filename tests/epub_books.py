"""Make small editions for the EPUB writer, and open what it wrote."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from builders import publication
from duben.render import Edition, Imprint, Templates
from duben.write.epub import EpubWriter

XHTML = "http://www.w3.org/1999/xhtml"
IMPRINT = Imprint("0.0.0", datetime(2024, 7, 4, 8, 30, tzinfo=UTC))
TEXT = publication("上海/宣言(xuān yán)", 一="我们(wǒ men)。")

HEADER = '<header class="title-block"><h1>上海宣言</h1><p class="edition">学习版</p></header>'


def ruby(base: str, reading: str, kind: str = "") -> str:
    attribute = f' class="{kind}"' if kind else ""
    return (
        f"<ruby{attribute}>{base}<rp>(</rp>"
        f'<rt lang="zh-Latn-pinyin">{reading}</rt><rp>)</rp></ruby>'
    )


def section(name: str, inner: str, kind: str = "text", role: str = "doc-chapter") -> str:
    return f'<section class="{kind}" id="{name}" role="{role}">{inner}</section>'


def body(markup: str) -> etree._Element:
    """Parse the inside of a body."""
    return etree.fromstring(f'<body xmlns="{XHTML}">{markup}</body>')


def edition(markup: str, *, text: Any = TEXT, layout: str = "mine") -> Edition:
    """Make an edition whose page has *markup* in its body."""
    page = (
        f'<html xmlns="{XHTML}" lang="{text.language}"><head><title>题</title></head>'
        f'<body class="{layout}">{markup}</body></html>'
    )
    return Edition(layout, "学习版 Study guide", page, text, IMPRINT)


class Book:
    """A written book, opened."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.zip = zipfile.ZipFile(io.BytesIO(content))
        self.package = self.xml("content.opf")

    @property
    def names(self) -> set[str]:
        return {name.removeprefix("EPUB/") for name in self.zip.namelist() if "EPUB/" in name}

    @property
    def spine(self) -> list[str]:
        """The names of the pages in reading order."""
        hrefs = {item.get("id"): item.get("href", "") for item in self.package.iter("{*}item")}
        return [hrefs[place.get("idref")] for place in self.package.iter("{*}itemref")]

    def read(self, name: str) -> bytes:
        return self.zip.read(f"EPUB/{name}")

    def xml(self, name: str) -> etree._Element:
        return etree.fromstring(self.read(name))

    def stated(self, name: str) -> list[str]:
        """The values of the package's `dc:name` or `meta property="name"`."""
        metadata = self.package[0]
        return [
            element.text or ""
            for element in metadata.iter("*")
            if etree.QName(element).localname == name or element.get("property") == name
        ]


def write(made: Edition, *folders: Any) -> Book:
    return Book(EpubWriter().write(made, Templates(*folders)))
