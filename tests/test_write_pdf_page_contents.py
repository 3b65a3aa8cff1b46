"""The table of contents of a PDF: what it lists, on which pages, and how it is tagged."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from duben import verify
from duben.config import Printing
from duben.render import Templates
from duben.write.pdf import PdfWriter
from test_write_pdf import edition, section, word
from test_write_pdf_page import TITLE, chapter, pages, printed

if TYPE_CHECKING:
    from duben.config import Contents, TypeSize

NAMES = ("一、发展", "二、安全", "三、治理", "四、参与")
CHAPTERS = "".join(chapter(name, "天" * 1500) for name in NAMES)
GUIDE = (
    TITLE
    + '<section class="passport" role="doc-introduction"><h2>课文概况 '
    + '<span class="english" lang="en">About this text</span></h2><p>好</p></section>'
    + '<section class="text" id="s0" role="doc-introduction"><p>引</p>'
    + '<section class="words"><h3>生词</h3></section></section>'
    + CHAPTERS.replace("</section>", '<section class="words"><h3>生词</h3></section></section>')
    + '<section class="glossary" role="doc-glossary"><h2>词汇表</h2><p>好</p></section>'
)
LINE = re.compile(r"^(.+?)(?: ?\.)+ ?(\d+)$")


def listed(content: bytes) -> list[tuple[str, int]]:
    """Return the lines of the contents on the first page: what they say, and the page."""
    text = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    found = [LINE.match(line.strip()) for line in text.splitlines()]
    return [(match[1].strip(), int(match[2])) for match in found if match]


def always(body: str, layout: str = "plain", language: str = "zh-Hans") -> bytes:
    printing = Printing(contents="always")
    return PdfWriter(printing).write(edition(body, layout, language), Templates())


def test_the_contents_list_headings_with_the_pages_that_they_stand_on():
    content = always(TITLE + CHAPTERS)
    found = listed(content)
    assert [name for name, _ in found] == list(NAMES)
    drawn = pages(content)
    for name, page in found:
        assert any(piece[0] == name.split("、")[1] or piece[0] == name for piece in drawn[page - 1])
    assert found[0][1] == 2  # the text begins on a page of its own


def test_page_numbers_stand_at_the_right_edge_behind_leaders():
    first = pages(always(TITLE + CHAPTERS))[0]
    ends = [p[3] for p in first if re.search(r"\. ?\d$", p[0]) or (p[0].isdigit() and p[2] > 100)]
    assert len(ends) == len(NAMES)
    assert ends == pytest.approx([595.28 - 81.6] * len(NAMES), abs=1.5)


def test_the_parts_of_a_study_guide_and_the_introduction_are_listed():
    names = [name for name, _ in listed(always(GUIDE, "study"))]
    chapters = [entry for name in NAMES for entry in (name, "生词")]
    assert names == ["课文概况 About this text", "引言", "生词", *chapters, "词汇表"]


def test_readings_and_marks_of_notes_are_not_in_the_contents():
    body = TITLE + chapter(word("发展", "fā zhǎn") + '<span class="note-ref">①</span>', "天")
    assert [name for name, _ in listed(always(body, "pinyin"))] == ["发展"]


@pytest.mark.parametrize(("language", "name"), [("zh-Hans", "目录"), ("zh-Hant", "目錄")])
def test_the_contents_are_called_what_the_script_calls_them(language: str, name: str):
    text = pypdfium2.PdfDocument(always(TITLE + CHAPTERS, language=language))[0]
    assert name in text.get_textpage().get_text_range()


@pytest.mark.parametrize(
    ("chapters", "length", "contents", "size", "is_there"),
    [
        (4, 1700, "auto", "normal", True),
        (3, 2000, "auto", "normal", False),
        (4, 1000, "auto", "normal", False),
        (4, 1000, "auto", "large", True),  # which has more pages
        (1, 10, "always", "normal", True),
        (4, 1500, "never", "normal", False),
    ],
)
def test_contents_are_there_where_the_text_is_long_or_somebody_wants_them(
    chapters: int, length: int, contents: Contents, size: TypeSize, *, is_there: bool
):
    body = TITLE + "".join(chapter(f"第{n}", "天" * length) for n in range(chapters))
    content = printed(body, Printing(contents=contents, size=size))
    assert bool(listed(content)) is is_there


def test_readings_make_a_text_longer():
    text = word("天" * 1000, " ".join(["tiān"] * 1000))
    body = TITLE + "".join(chapter(name, text) for name in NAMES)
    assert listed(printed(body, Printing(), "pinyin"))


def test_a_text_without_headings_has_no_contents():
    assert not listed(always(TITLE + section("天" * 100)))


def test_a_long_list_leaves_out_the_deepest_headings():
    inner = "".join(f'<section class="text"><h3>节{n}</h3><p>天</p></section>' for n in range(40))
    body = TITLE + "".join(
        chapter(name, "天").replace("</section>", f"{inner}</section>") for name in NAMES
    )
    assert [name for name, _ in listed(always(body))] == list(NAMES)


def test_the_contents_are_no_text_of_the_edition():
    made = edition(TITLE + CHAPTERS)
    content = PdfWriter(Printing(contents="always")).write(made, Templates())
    verify.verify_file(content, ".pdf", made)
    assert "目" not in verify.pdf_text(content).replace("题目", "")


def test_entries_are_links_to_their_headings_and_tagged_as_a_table_of_contents():
    pikepdf = pytest.importorskip("pikepdf")
    with pikepdf.open(io.BytesIO(always(GUIDE, "study"))) as pdf:
        top = pdf.Root.StructTreeRoot.K[0]
        [tree] = [part for part in _elements(top) if part.S == "/TOC" and part.P.S != "/TOCI"]
        entries = [part for part in _elements(tree) if part.S == "/TOCI"]
        links = [part for part in _elements(tree) if part.S == "/Link"]
        assert len(entries) == len(links) == 12
        assert {str(part.S) for part in _elements(tree)} == {
            *("/TOC", "/TOCI", "/Reference", "/Link", "/Span")
        }
        assert {str(kid.S) for part in entries for kid in part.K} == {"/Reference", "/TOC"}
        targets = {str(name) for name in pdf.Root.Names.Dests.Names[::2]}
        for link in links:
            [annotation] = [kid.Obj for kid in link.K if _is(kid, "/OBJR")]
            assert str(annotation.Dest) in targets
            assert str(annotation.Contents)


def _is(kid: object, kind: str) -> bool:
    return getattr(kid, "Type", None) == kind


def _elements(element: Any) -> list[Any]:
    """Return a structure element and all below it."""
    found = [element]
    for kid in element.K:
        if _is(kid, "/StructElem"):
            found += _elements(kid)
    return found
