"""E-books: chapters in reading order, without what leads through them, nothing lost."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts import balance
from duben import publish
from duben.config import Options
from duben.errors import SourceError
from duben.han import han
from duben.readers.annotation import annotated, plain
from duben.readers.base import Contents, Request
from duben.readers.epub import read

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
)
XHTML = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
SAMPLE = Path(publish.__file__).parent / "samples/shanghai-declaration.txt"


def page(body: str) -> str:
    return f'<?xml version="1.0" encoding="utf-8"?><html {XHTML}><head/><body>{body}</body></html>'


def nav(**entries: str) -> str:
    items = "".join(f'<li><a href="{name}.xhtml">{text}</a></li>' for name, text in entries.items())
    return page(f'<nav epub:type="toc"><ol>{items}</ol></nav>')


def book(  # noqa: PLR0913 (each is what a book may have)
    pages: dict[str, str | bytes],
    *,
    metadata: str = "",
    toc: str = "",
    guide: str = "",
    linear: dict[str, str] | None = None,
    others: dict[str, str] | None = None,
) -> bytes:
    """Pack pages (name without ending → whole document, or its body) as an EPUB."""
    items = "".join(
        f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>'
        for name in pages
    )
    spine = "".join(
        f'<itemref idref="{name}" linear="{(linear or {}).get(name, "yes")}"/>' for name in pages
    )
    if toc:
        items += '<item id="nav" href="nav.xhtml" properties="nav" media-type="text/html"/>'
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{metadata}</metadata><manifest>{items}</manifest>"
        f"<spine>{spine}</spine><guide>{guide}</guide></package>"
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/epub+zip")
        file.writestr("META-INF/container.xml", CONTAINER)
        file.writestr("OPS/book.opf", package)
        for name, text in pages.items():
            whole = isinstance(text, bytes) or "<html" in text or not text
            file.writestr(f"OPS/{name}.xhtml", text if whole else page(text))
        if toc:
            file.writestr("OPS/nav.xhtml", toc)
        for name, text in (others or {}).items():
            file.writestr(name, text)
    return content.getvalue()


def contents(*bodies: str, **options: object) -> Contents:
    pages = {f"c{number}": body for number, body in enumerate(bodies, 1)}
    return read(book(pages, **options), Request("book.epub"))


def outline(found: Contents) -> list[tuple[str, str]]:
    return [(line.markup.role, line.text) for line in found.lines if line.markup]


def codes(found: Contents) -> list[str]:
    return [notice.code for notice in found.notices]


def complaint(content: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read(content, Request("book.epub"))
    assert caught.value.hint
    return str(caught.value)


# --- order, titles, headings ---------------------------------------------------------------


def test_chapters_are_read_in_the_order_of_the_spine_and_numbered_through():
    found = contents(
        "<h1>第一章</h1><p>甲</p>",
        "<h1>第二章</h1><ul><li>乙</li></ul>",
        "<h1>第三章</h1><ul><li>丙</li></ul>",
    )
    assert outline(found) == [
        ("heading", "第一章"),
        ("paragraph", "甲"),
        ("heading", "第二章"),
        ("item", "乙"),
        ("heading", "第三章"),
        ("item", "丙"),
    ]
    assert [line.number for line in found.lines] == [1, 2, 3, 4, 5, 6]
    assert [line.markup.group for line in found.lines] == [0, 0, 0, 1, 0, 2]
    assert found.unit == "paragraph"


def test_the_package_gives_title_author_date_and_source():
    metadata = (
        '<dc:title id="b">副题</dc:title><dc:title id="a">朝花夕拾</dc:title>'
        '<meta refines="#a" property="title-type">main</meta>'
        "<dc:creator>鲁迅</dc:creator><dc:creator>编者</dc:creator>"
        "<dc:date>1928</dc:date><dc:source>未名社</dc:source>"
    )
    found = contents("<p>甲</p>", metadata=metadata)
    assert found.front_matter == (
        ("title", "朝花夕拾"),
        ("author", "鲁迅、编者"),
        ("page_published", "1928"),
        ("page_source", "未名社"),
    )
    assert outline(found) == [("title", "朝花夕拾"), ("paragraph", "甲")]
    assert codes(found) == ["E04"]
    assert balance(found) == {}


def test_a_title_that_the_text_begins_with_is_not_doubled():
    found = contents("<h1>朝花夕拾</h1><p>甲</p>", metadata="<dc:title>朝花夕拾</dc:title>")
    assert outline(found) == [("title", "朝花夕拾"), ("paragraph", "甲")]
    assert codes(found) == []


def test_a_chapter_without_heading_takes_its_name_from_the_contents():
    found = contents(
        "<h2>第一章</h2><p>甲</p>",
        "<p>乙</p>",
        "<p>第三章</p><p>丙</p>",
        toc=nav(c1="一", c2="第二章", c3="第三章"),
    )
    assert outline(found) == [
        ("heading", "第一章"),
        ("paragraph", "甲"),
        ("heading", "第二章"),
        ("paragraph", "乙"),
        ("heading", "第三章"),
        ("paragraph", "丙"),
    ]
    assert codes(found) == ["E03"]
    assert balance(found) == {}


def test_an_ncx_names_chapters_too():
    ncx = (
        '<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "ncx.dtd">'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel>'
        "<text>第一章</text></navLabel><content src='c1.xhtml'/></navPoint></navMap></ncx>"
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
        '<item id="n" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
        '<item id="c" href="c1.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine toc="n"><itemref idref="c"/></spine></package>'
    )
    content = packed(
        {"OPS/book.opf": package, "OPS/toc.ncx": ncx, "OPS/c1.xhtml": page("<p>甲</p>")}
    )
    assert outline(read(content, Request("b"))) == [("heading", "第一章"), ("paragraph", "甲")]


def packed(members: dict[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("META-INF/container.xml", CONTAINER)
        for name, text in members.items():
            file.writestr(name, text)
    return content.getvalue()


# --- what is left out ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "left_out",
    [
        '<nav epub:type="toc"><h2>目录</h2><ol><li><a href="c2.xhtml">第一章</a></li></ol></nav>',
        '<section epub:type="cover"><p>封面上的字</p></section>',
        '<section epub:type="colophon"><p>版本说明，版权所有。</p></section>',
        '<section role="doc-colophon"><p>版本说明</p></section>',
        "<h1>朝花夕拾</h1><p>鲁迅 著</p><p>未名社</p>",
        "<h1>目录</h1>" + '<p><a href="a">第一章</a></p>' * 3,
    ],
)
def test_what_is_no_text_is_left_out_and_told(left_out):
    metadata = (
        "<dc:title>朝花夕拾</dc:title><dc:creator>鲁迅</dc:creator>"
        "<dc:publisher>未名社</dc:publisher>"
    )
    found = contents(left_out, "<h1>朝花夕拾</h1><p>甲</p>", metadata=metadata)
    assert outline(found) == [("title", "朝花夕拾"), ("paragraph", "甲")]
    assert set(codes(found)) <= {"E01", "E02"}
    assert codes(found)
    assert balance(found) == {}


def test_a_title_page_that_says_more_is_kept():
    found = contents(
        "<h1>朝花夕拾</h1><p>献给一位朋友</p>",
        "<p>甲</p>",
        metadata="<dc:title>朝花夕拾</dc:title>",
    )
    assert outline(found)[:2] == [("title", "朝花夕拾"), ("paragraph", "献给一位朋友")]


def test_the_old_guide_names_the_cover():
    found = contents("<p>封面</p>", "<p>甲</p>", guide='<reference type="cover" href="c1.xhtml"/>')
    assert outline(found) == [("paragraph", "甲")]


def test_a_document_out_of_turn_is_left_out_unless_it_has_notes():
    text = '<p>甲<a epub:type="noteref" href="c2.xhtml#n1">1</a></p>'
    notes = '<section epub:type="endnotes"><ol><li id="n1">注文</li></ol></section>'
    found = contents(text, notes, "<p>插页</p>", linear={"c2": "no", "c3": "no"})
    assert outline(found) == [("paragraph", "甲[1]"), ("note", "[1]注文")]
    assert codes(found) == ["E02"]
    assert balance(found) == {}


# --- documents that are not in order -------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        "",
        "<!DOCTYPE html>",
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11.dtd">',
    ],
)
def test_entities_of_html_are_characters(head):
    document = f"{head}<html {XHTML}><body><p>甲&nbsp;乙&hellip;&amp;丙</p></body></html>"
    assert outline(contents(document)) == [("paragraph", "甲\u00a0乙…&丙")]


def test_an_entity_that_nobody_defined_loses_no_text():
    document = f"<!DOCTYPE html><html {XHTML}><body><p>甲&foo;乙</p></body></html>"
    assert han("".join(line.text for line in contents(document).lines)) == "甲乙"


@pytest.mark.parametrize(
    "document",
    [
        "<html><head><title/></head><body><p>甲<p>乙</body></html>",
        f"<html {XHTML}><body><p>甲<br>乙</p><script/><p>丙</body></html>",
        f'<html {XHTML}><body><a id="x"/><p>甲</p>乙 & 丙</body></html>',
    ],
)
def test_a_document_that_is_not_well_formed_is_read_and_told(document):
    found = contents(document)
    assert set(han("".join(line.text for line in found.lines))) >= {"甲", "乙"}
    assert codes(found) == ["E05"]
    assert balance(found) == {}


def test_utf_16_is_read():
    document = f'<?xml version="1.0" encoding="utf-16"?><html {XHTML}><body>甲</body></html>'
    found = read(book({"c": document.encode("utf-16")}), Request("b"))
    assert outline(found) == [("paragraph", "甲")]


def test_missing_and_empty_documents_are_told():
    content = book({"c1": "<p>甲</p>", "c2": "", "gone": "<p>乙</p>"})
    stripped = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stripped, "w") as new:
        for name in old.namelist():
            if "gone" not in name:
                new.writestr(name, old.read(name))
    found = read(stripped.getvalue(), Request("b"))
    assert outline(found) == [("paragraph", "甲")]
    assert [(n.code, n.before) for n in found.notices] == [
        ("E06", "OPS/gone.xhtml"),
        ("E06", "OPS/c2.xhtml"),
    ]


def test_an_address_outside_of_the_book_is_a_missing_document():
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
        '<item id="x" href="../../etc/passwd" media-type="application/xhtml+xml"/>'
        '<item id="c" href="c%201.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="x"/><itemref idref="c"/></spine></package>'
    )
    content = packed({"OPS/book.opf": package, "OPS/c 1.xhtml": page("<p>甲</p>")})
    found = read(content, Request("b"))
    assert outline(found) == [("paragraph", "甲")]
    assert codes(found) == ["E06"]


# --- what is refused -----------------------------------------------------------------------

ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
    'xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
    '<enc:EncryptionMethod Algorithm="{}"/></enc:EncryptedData></encryption>'
)


def test_a_locked_book_is_refused_in_plain_words():
    way = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"
    others = {"META-INF/encryption.xml": ENCRYPTED.format(way)}
    assert "locked" in complaint(book({"c": "<p>甲</p>"}, others=others))


@pytest.mark.parametrize(
    "way", ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"]
)
def test_scrambled_fonts_do_not_lock_a_book(way):
    others = {"META-INF/encryption.xml": ENCRYPTED.format(way)}
    assert outline(read(book({"c": "<p>甲</p>"}, others=others), Request("b")))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        packed({}),
        packed({"OPS/book.opf": "<package/>"}),
        packed({"OPS/book.opf": "<package"}),
        book({"c": '<p><img src="x" alt="图"/></p>'}),
        book({"c": ""}),
        book({"c": "<p>English</p>"}),
        book({"c": f'<!DOCTYPE html [<!ENTITY x "y">]><html {XHTML}><body>甲&x;</body></html>'}),
        book({"c": "<div>" * 1500 + "甲" + "</div>" * 1500}),
        book({"c": "<div>" * 3000 + "甲" + "</div>" * 3000}),
    ],
)
def test_a_book_that_cannot_be_read_is_refused(content):
    complaint(content)


def test_what_looks_like_code_comes_out_as_characters():
    body = '<p onclick="x()">{{7*7}} &lt;script&gt; 中文</p><script>alert("毒")</script>'
    assert outline(contents(body)) == [("paragraph", "{{7*7}} <script> 中文")]


# --- books of our own ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def own(tmp_path_factory) -> dict[str, Contents]:
    folder = tmp_path_factory.mktemp("own")
    options = Options(folder=folder, layouts=("plain", "pinyin"), formats=("epub",))
    publish.build(SAMPLE, options)
    return {
        layout: read(path.read_bytes(), Request(path.name))
        for layout in ("plain", "pinyin")
        for path in folder.rglob(f"*-{layout}.epub")
    }


def test_a_plain_book_of_our_own_gives_back_its_text(own):
    found = own["plain"]
    assert outline(found)[0] == ("title", "人工智能全球治理上海宣言")
    assert [text for role, text in outline(found) if role == "heading"] == [
        "一、促进人工智能发展",
        "二、维护人工智能安全",
        "三、构建人工智能治理体系",
        "四、加强社会参与和提升公众素养",
        "五、提升生活品质与社会福祉",
    ]
    assert not [text for _, text in outline(found) if "版本说明" in text or "纯文本版" in text]
    assert balance(found) == {}


def test_a_pinyin_book_of_our_own_gives_the_same_text_with_readings(own):
    texts = [plain(text) for _, text in outline(own["pinyin"])]
    assert texts == [text for _, text in outline(own["plain"])]
    assert annotated("人工智能", "rén gōng zhì néng") in own["pinyin"].lines[0].text
    assert balance(own["pinyin"]) == {}


# --- the ledger ----------------------------------------------------------------------------

TEXT = st.text("人工智能目录一二，。 1", min_size=1, max_size=8)
NAMES = st.sampled_from(
    [
        "",
        ' epub:type="toc"',
        ' role="doc-colophon"',
        ' hidden=""',
        ' epub:type="footnote"',
        ' id="a"',
    ]
)


def element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = st.sampled_from(
        ["p", "div", "ul", "li", "h1", "h2", "blockquote", "span", "nav", "ruby", "rt", "a", "pre"]
    )
    return st.builds(
        lambda tag, name, inner: f"<{tag}{name}>{''.join(inner)}</{tag}>",
        tags,
        NAMES,
        st.lists(inner, max_size=3),
    )


BODIES = st.recursive(TEXT | st.sampled_from(["<br/>", "<br>", "&nbsp;"]), element, max_leaves=12)


@given(st.lists(BODIES, min_size=1, max_size=4), TEXT, st.booleans())
@settings(max_examples=200)
def test_every_character_is_in_the_text_or_in_a_notice(bodies, title, has_toc):
    toc = nav(c1=title, c2="第二章") if has_toc else ""
    try:
        found = contents(*bodies, metadata=f"<dc:title>{title}</dc:title>", toc=toc)
    except SourceError:
        return
    assert balance(found) == {}
