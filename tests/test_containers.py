"""One text in every kind of file and encoding gives one and the same publication."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest

import duben
from duben.ledger import balance
from word_files import p, ruby, word

if TYPE_CHECKING:
    from collections.abc import Callable

    from duben.model import Passage, Publication

DECLARATION = Path(__file__).parents[1] / "src/duben/samples/shanghai-declaration.txt"
TEXT = DECLARATION.read_text(encoding="utf-8")
ROWS = [row for row in TEXT.splitlines() if row.strip()]
GLOSS = re.compile(r"(\w)\(([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+)\)")
HEADING = re.compile("[一二三四五]、")


def as_markdown() -> bytes:
    """Headings with #, glosses as ruby."""

    def line(number: int, row: str) -> str:
        marks = "# " if number == 0 else "## " if HEADING.match(row) else ""
        return marks + GLOSS.sub(r"<ruby>\1<rt>\2</rt></ruby>", row)

    return "\n\n".join(line(number, row) for number, row in enumerate(ROWS)).encode()


def as_html(rows: list[str], *, head: str = "") -> bytes:
    """A plain page: h1, h2 and p, glosses as ruby."""

    def block(row: str) -> str:
        name = "h1" if row == ROWS[0] else "h2" if HEADING.match(row) else "p"
        text = GLOSS.sub(r"<ruby>\1<rp>(</rp><rt>\2</rt><rp>)</rp></ruby>", escape(row))
        return f"<{name}>{text}</{name}>"

    body = "\n".join(map(block, rows))
    return (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><meta charset="utf-8"/>'
        f"<title>{head}</title></head><body>{body}</body></html>"
    ).encode()


def as_docx() -> bytes:
    """Word's phonetic guides, its Title, and headings by their outline level."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    )

    def paragraph(number: int, row: str) -> str:
        style = "a3" if number == 0 else "1" if HEADING.match(row) else ""
        pieces = []
        end = 0
        for match in GLOSS.finditer(row):
            pieces += [row[end : match.start()], ruby(match[1], match[2])]
            end = match.end()
        return p(*filter(None, (*pieces, row[end:])), style=style)

    return word(*(paragraph(number, row) for number, row in enumerate(ROWS)), styles=styles)


def as_epub() -> bytes:
    """A chapter a file, the first with the title."""
    starts = [0, *(i for i, row in enumerate(ROWS) if HEADING.match(row)), len(ROWS)]
    chapters = [ROWS[a:b] for a, b in itertools.pairwise(starts)]
    names = [f"c{number}.xhtml" for number in range(len(chapters))]
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(names)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/>'
        "</rootfiles></container>"
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("mimetype", "application/epub+zip")
        file.writestr("META-INF/container.xml", container)
        file.writestr("book.opf", package)
        for name, rows in zip(names, chapters, strict=True):
            file.writestr(name, as_html(rows))
    return content.getvalue()


CONTAINERS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "GBK": (".txt", lambda: TEXT.encode("gbk")),
    "GB 18030, CR LF": (".txt", lambda: TEXT.replace("\n", "\r\n").encode("gb18030")),
    "UTF-16": (".txt", lambda: TEXT.encode("utf-16")),
    "UTF-16 without mark": (".txt", lambda: TEXT.encode("utf-16-be")),
    "UTF-8 with mark": (".txt", lambda: TEXT.encode("utf-8-sig")),
    "Markdown": (".md", as_markdown),
    "web page": (".html", lambda: as_html(ROWS, head=ROWS[0])),
    "Word file": (".docx", as_docx),
    "e-book": (".epub", as_epub),
}


def told(passage: Passage) -> tuple[str, list[tuple[int, str, str]], list[str]]:
    glosses = [(g.position, g.character, g.reading) for g in passage.glosses]
    return passage.text, glosses, [word.pinyin for word in passage.words]


def content(publication: Publication) -> object:
    """All of a publication but the numbers of its lines and what was done to it."""
    return (
        told(publication.title),
        publication.language,
        publication.date,
        [told(note) for note in publication.source_note],
        [
            (
                section.heading and told(section.heading),
                section.level,
                section.number,
                [(block.kind, [told(p) for p in block.passages]) for block in section.blocks],
            )
            for section in publication.sections
        ],
        dict(publication.front_matter)["page_published"],
    )


@pytest.fixture(scope="module")
def expected(declaration: Publication) -> object:
    return content(declaration)


@pytest.mark.parametrize("name", CONTAINERS)
def test_the_declaration_is_the_same_in_every_container(name: str, expected, tmp_path: Path):
    suffix, make = CONTAINERS[name]
    path = tmp_path / f"declaration{suffix}"
    path.write_bytes(make())
    publication = duben.read(path)
    assert content(publication) == expected
    assert balance(publication).is_balanced


def test_a_traditional_text_is_the_same_in_big5(tmp_path: Path):
    traditional = duben.read(DECLARATION, duben.Options(script="hant")).text
    pages = []
    for encoding in ("utf-8", "big5hkscs"):
        path = tmp_path / f"{encoding}.txt"
        path.write_text(traditional, encoding=encoding)
        publication = duben.read(path)
        pages.append([told(passage) for passage in publication.passages])
    assert pages[0] == pages[1]
    assert publication.language == "zh-Hant"
