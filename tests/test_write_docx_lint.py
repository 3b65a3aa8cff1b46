"""The lint finds what it is there for: defects are seeded into a good file."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from docx_documents import FULL, commented, ruby, write
from docx_lint import DOCUMENT, FOOTNOTES, TYPES, lint

if TYPE_CHECKING:
    from collections.abc import Callable

Files = dict[str, str]
NUMBERING = "word/numbering.xml"
RELATIONS = "word/_rels/document.xml.rels"
SETTINGS = "word/settings.xml"
STYLES = "word/styles.xml"


def put(name: str, pattern: str, replacement: str) -> Callable[[Files], Files]:
    """Replace the first match of *pattern* in the part *name*."""

    def seed(files: Files) -> Files:
        changed, count = re.subn(pattern, replacement, files[name], count=1, flags=re.DOTALL)
        assert count == 1, pattern
        return {**files, name: changed}

    return seed


def drop(name: str) -> Callable[[Files], Files]:
    def seed(files: Files) -> Files:
        assert name in files
        return {key: content for key, content in files.items() if key != name}

    return seed


DEFECTS: dict[str, tuple[Callable[[Files], Files], str]] = {
    "settings of a ruby out of order": (
        put(DOCUMENT, r"(<w:rubyAlign [^>]*/>)(<w:hps [^>]*/>)", r"\2\1"),
        "a ruby has the settings",
    ),
    "ruby without a language": (put(DOCUMENT, r"<w:lid [^>]*/>", ""), "a ruby has the settings"),
    "base before reading": (
        put(DOCUMENT, r"(<w:rt>.*?</w:rt>)(<w:rubyBase>.*?</w:rubyBase>)", r"\2\1"),
        "children of ruby are out of order",
    ),
    "ruby outside a run": (
        put(
            DOCUMENT,
            r"<w:r><w:rPr><w:rStyle [^>]*/><w:rFonts [^>]*/></w:rPr>(<w:ruby>.*?</w:ruby>)</w:r>",
            r"\1",
        ),
        "a ruby stands outside a run",
    ),
    "ruby without a base": (
        put(DOCUMENT, r"<w:t>[^<]*</w:t>(</w:r></w:rubyBase>)", r"<w:t/>\1"),
        "the rubyBase of a ruby is empty",
    ),
    "reading larger than its ruby says": (
        put(DOCUMENT, r'(<w:rt>.*?<w:sz w:val=")\d+', r"\g<1>99"),
        "a reading is not as large",
    ),
    "unknown alignment of a ruby": (
        put(DOCUMENT, '<w:rubyAlign w:val="center"/>', '<w:rubyAlign w:val="middle"/>'),
        "rubyAlign cannot be middle",
    ),
    "size before face": (
        put(DOCUMENT, r"(<w:rFonts w:ascii[^>]*/>)(<w:color [^>]*/>)", r"\2\1"),
        "children of rPr are out of order",
    ),
    "unknown paragraph style": (
        put(DOCUMENT, 'w:pStyle w:val="Edition"', 'w:pStyle w:val="Nope"'),
        "there is no paragraph style Nope",
    ),
    "paragraph style on a run": (
        put(DOCUMENT, 'w:rStyle w:val="English"', 'w:rStyle w:val="BodyText"'),
        "there is no character style BodyText",
    ),
    "paragraph without a style": (
        put(DOCUMENT, '<w:pStyle w:val="Note"/>', ""),
        "a paragraph has no style",
    ),
    "bold by hand": (
        put(DOCUMENT, r"(<w:rStyle [^>]*/>)(</w:rPr>)", r"\1<w:b/>\2"),
        "b is direct formatting",
    ),
    "centred by hand": (
        put(DOCUMENT, '(<w:pStyle w:val="Title"/>)', r'\1<w:jc w:val="center"/>'),
        "jc is direct formatting",
    ),
    "cell without a paragraph": (
        put(DOCUMENT, r"(<w:tc><w:tcPr>.*?</w:tcPr>)<w:p>.*?</w:p>(</w:tc>)", r"\1\2"),
        "a cell does not end with a paragraph",
    ),
    "column too wide": (
        put(DOCUMENT, r'<w:gridCol w:w="\d+"/>', '<w:gridCol w:w="9999"/>'),
        "do not fill the page",
    ),
    "cell wider than its column": (
        put(DOCUMENT, r'<w:tcW w:w="\d+"', '<w:tcW w:w="3"'),
        "not as wide as their columns",
    ),
    "row that may be split": (put(DOCUMENT, "<w:cantSplit/>", ""), "a row may be split"),
    "table without a text": (
        put(DOCUMENT, r"<w:tblCaption [^>]*/>", ""),
        "a table has no alternative text",
    ),
    "table at the end": (
        put(DOCUMENT, "(<w:sectPr(?!.*<w:sectPr))", r"<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>\1"),
        "a table has no paragraph behind it",
    ),
    "text behind the page": (
        put(DOCUMENT, "(</w:body>)", r'<w:p><w:pPr><w:pStyle w:val="Note"/></w:pPr></w:p>\1'),
        "the body does not end with its page",
    ),
    "list that is not there": (
        put(DOCUMENT, '<w:numId w:val="8"/>', '<w:numId w:val="33"/>'),
        "uses the list 33",
    ),
    "list without a pattern": (
        put(NUMBERING, '<w:abstractNumId w:val="1"/>', '<w:abstractNumId w:val="9"/>'),
        "uses the pattern 9",
    ),
    "lists before their patterns": (
        put(NUMBERING, r"(<w:abstractNum .*</w:abstractNum>)(<w:num .*?</w:num>)", r"\2\1"),
        "children of numbering are out of order",
    ),
    "bookmark that does not end": (
        put(DOCUMENT, r"<w:bookmarkEnd [^>]*/>", ""),
        "bookmarks begin at",
    ),
    "bookmark twice": (
        put(DOCUMENT, "(<w:body>)", r'\1<w:bookmarkStart w:id="0" w:name="note_ref_1"/>'),
        "the name of a bookmark is there twice",
    ),
    "number of a bookmark twice": (
        put(DOCUMENT, "(<w:bookmarkStart[^>]*>)", r'\1<w:bookmarkStart w:id="0" w:name="b"/>'),
        "bookmarks begin at",
    ),
    "bookmark with a forbidden name": (
        put(DOCUMENT, 'w:name="note_ref_1"', 'w:name="1-note"'),
        "cannot be called 1-note",
    ),
    "link that leads nowhere": (
        put(FOOTNOTES, 'w:anchor="note_ref_1"', 'w:anchor="note_9"'),
        "a link leads to note_9",
    ),
    "footnote that is missing": (
        put(DOCUMENT, '(<w:footnoteReference [^>]*w:id=")1"', r'\g<1>7"'),
        "footnoteReference is of ['7']",
    ),
    "rules above footnotes that the settings do not name": (
        put(SETTINGS, '<w:footnote w:id="0"/>', ""),
        "the rules above footnotes",
    ),
    "properties behind the text": (
        put(DOCUMENT, r"<w:p>(<w:pPr>.*?</w:pPr>)(<w:r>.*?</w:r>)", r"<w:p>\2\1"),
        "p does not begin with r",
    ),
    "spaces that are lost": (
        put(DOCUMENT, r' xml:space="preserve"(>[^<]* </w:t>)', r"\1"),
        "would be lost",
    ),
    "editing session kept": (put(DOCUMENT, "<w:p>", '<w:p w:rsidR="00AA"><w:pPr/>'), "has rsidR"),
    "relation that is missing": (
        put(RELATIONS, 'Id="header"', 'Id="heading"'),
        "uses the relation header",
    ),
    "part that is missing": (drop("word/header1.xml"), "which is missing"),
    "part that nothing points to": (
        put(RELATIONS, '<Relationship [^>]*Target="theme[^>]*/>', ""),
        "nothing points to word/theme/theme1.xml",
    ),
    "part without a content type": (
        put(TYPES, '<Override PartName="/word/numbering.xml"[^>]*/>', ""),
        "word/numbering.xml has no content type",
    ),
    "no styles": (drop(STYLES), "no document or no styles"),
    "style based on a missing one": (
        put(STYLES, '<w:basedOn w:val="BodyText"/>', '<w:basedOn w:val="Zzz"/>'),
        "refers to Zzz",
    ),
    "style based on itself": (
        put(STYLES, '(w:styleId="BodyText">.*?<w:basedOn w:val=")Normal', r"\1PinyinBody"),
        "is based on itself",
    ),
    "style id twice": (
        put(STYLES, 'w:styleId="TableWord"', 'w:styleId="Caption"'),
        "a style id is there twice",
    ),
    "properties of a style out of order": (
        put(STYLES, r"(<w:keepNext/>)(<w:keepLines/>)", r"\2\1"),
        "children of pPr are out of order",
    ),
    "field that is not closed": (
        put("word/footer1.xml", '<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""),
        "a field is not closed",
    ),
    "question on opening": (
        put(SETTINGS, "(<w:compat>)", r'<w:updateFields w:val="true"/>\1'),
        "ask whether to update",
    ),
    "old layout rules": (put(SETTINGS, 'w:val="15"', 'w:val="14"'), "compatibility mode"),
    "residue": (put(SETTINGS, "zh-CN", "ja-JP"), "has ja-JP"),
    "broken XML": (put(DOCUMENT, "</w:body>", ""), "not well-formed"),
    "character that XML forbids": (put(DOCUMENT, "学习版", "学\x0b习版"), "not well-formed"),
    "no title": (put("docProps/core.xml", r"<dc:title>.*</dc:title>", ""), "have no title"),
    "no time": (put("docProps/core.xml", "2024-07-04T", "yesterday "), "is not a time"),
}


@pytest.fixture(scope="module")
def files() -> Files:
    with zipfile.ZipFile(io.BytesIO(write(FULL).content)) as package:
        names = [name for name in package.namelist() if not name.startswith("word/media/")]
        return {name: package.read(name).decode() for name in names}


COMMENT_DEFECTS: dict[str, tuple[Callable[[Files], Files], str]] = {
    "comment that is missing": (
        put(DOCUMENT, '(<w:commentReference w:id=")0"', r'\g<1>7"'),
        "commentReference is of ['7']",
    ),
    "comments that are missing": (drop("word/comments.xml"), "which is missing"),
    "range of a comment that does not end": (
        put(DOCUMENT, "<w:commentRangeEnd [^>]*/>", ""),
        "commentRangeEnd is of []",
    ),
}


@pytest.mark.parametrize("defect", COMMENT_DEFECTS)
def test_a_defect_of_comments_is_found(defect: str):
    with zipfile.ZipFile(io.BytesIO(commented(ruby("我们", "wǒ men")).content)) as package:
        good = {name: package.read(name).decode() for name in package.namelist()}
    assert lint(archive(good, (1980, 1, 1, 0, 0, 0))) == []
    seed, fault = COMMENT_DEFECTS[defect]
    found = lint(archive(seed(good), (1980, 1, 1, 0, 0, 0)))
    assert [line for line in found if fault in line], found


def archive(files: Files, date: tuple[int, int, int, int, int, int]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, date), content)
    return written.getvalue()


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_seeded_defect_is_found(defect: str, files: Files):
    seed, fault = DEFECTS[defect]
    found = lint(archive(seed(files), (1980, 1, 1, 0, 0, 0)))
    assert [line for line in found if fault in line], found


def test_a_file_with_times_is_found(files: Files):
    assert "word/document.xml has a time" in lint(archive(files, (2024, 7, 4, 0, 0, 0)))


def test_a_good_file_has_no_fault(files: Files):
    assert lint(archive(files, (1980, 1, 1, 0, 0, 0))) == []
