"""Read a finished file back and compare its Chinese text with the edition's.

A file's bytes and the `Edition` they were written from in, nothing out: a difference
raises `VerifyError`. The text is read independently of the writers, as another program
would. Validity of the format is the outside validators' business.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from duben import vocabulary
from duben.errors import VerifyError
from duben.han import han, legible
from duben.parse.notes import is_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from duben.render import Edition

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CONTEXT = 12
NO_TEXT = frozenset({"Artifact", "TOC", "Note"})
"""Marks of what is drawn besides the text: heads, contents, notes that repeat what it says."""

_NOTE = "Note"
_BESIDE_THE_TEXT = frozenset({"reading", "guidance"})
"""Classes in an EPUB of what is no text of the edition: readings in brackets, and what the
book says to whoever reads it: "Answers", "How to hide readings"."""

_PINYIN_STYLES = frozenset({"TitlePinyin", "HeadingPinyin"})
_BEHIND_STYLES = frozenset({"PinyinInline", "PinyinInlineDoubtful"})
"""Styles in a Word file of lines of pinyin, and of readings in brackets."""


def verify_edition(edition: Edition) -> None:
    """Raise `VerifyError` unless the edition shows the whole publication, in order.

    A layout may add text (word lists, exercises) but not leave any out.
    """
    shown = legible(vocabulary.base_text(_body(edition)))
    position = 0
    for passage in edition.publication.passages:
        wanted = legible(passage.text)
        found = shown.find(wanted, position)
        if found < 0:
            raise VerifyError(
                f'the layout "{edition.layout}" leaves out text of line {passage.line}: '
                f"{passage.text[:_CONTEXT]}…",
                hint="A layout must show every passage of the text, in order.",
            )
        position = found + len(wanted)


def verify_file(content: bytes, suffix: str, edition: Edition) -> None:
    """Raise `VerifyError` unless the file carries exactly the edition's text.

    Compared are Chinese characters, letters and digits; in a PDF, which mixes readings and
    list numbers with them, Chinese characters alone; and what the notes of a PDF repeat has to
    stand in the edition. *suffix* names the format (".pdf").
    A format of a plug-in is not read back.
    """
    if suffix not in _READERS:
        return
    read_back, kept = _READERS[suffix]
    body = _body(edition)
    expected = kept(_text_with_footnotes(body) if suffix == ".docx" else vocabulary.base_text(body))
    actual = kept(read_back(content))
    if actual != expected:
        raise VerifyError(
            f"the {suffix[1:].upper()} file of the {edition.layout} layout does not carry "
            f"the text of the edition: {_difference(expected, actual)}",
            hint=_REPORT,
        )
    for repeated in map(kept, pdf_notes(content) if suffix == ".pdf" else ()):
        if repeated not in expected:
            raise VerifyError(
                f"a note of the PDF file of the {edition.layout} layout says {repeated}, which "
                "is not in the edition",
                hint=_REPORT,
            )


def pdf_text(content: bytes) -> str:
    """Return the text of a PDF in reading order, without running heads and contents.

    Notes are left out that repeat, at the foot of a page, what stands elsewhere.
    """
    return "".join(text for names, text in _pdf_pieces(content) if NO_TEXT.isdisjoint(names))


def pdf_notes(content: bytes) -> tuple[str, ...]:
    """Return the pieces of text of a PDF that repeat what stands elsewhere in it."""
    return tuple(text for names, text in _pdf_pieces(content) if _NOTE in names)


def _pdf_pieces(content: bytes) -> Iterator[tuple[set[str], str]]:
    """Yield the pieces of text of a PDF, each with the names of its marks."""
    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(content)
    try:
        for page in document:
            text_page = page.get_textpage()
            objects = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
            said: tuple[int, str] | None = None
            for item in objects:
                before, said = said, actual_text(item.raw)
                if said is None:
                    yield set(mark_names(item.raw)), _object_text(item.raw, text_page.raw)
                elif said != before:
                    yield set(mark_names(item.raw)), said[1]
            text_page.close()
            page.close()
    finally:
        document.close()


def epub_text(content: bytes) -> str:
    """Return the text of an EPUB's pages in spine order, without nav and cover.

    Readings are left out, and what the book says of itself to guide its reader.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        container = etree.fromstring(book.read("META-INF/container.xml"))
        package_name = str(container.xpath("string(//*[local-name()='rootfile']/@full-path)"))
        package = etree.fromstring(book.read(package_name))
        items = {item.get("id"): item for item in package.iter("{*}item")}
        found = []
        for reference in package.iter("{*}itemref"):
            item = items[reference.get("idref")]
            if "nav" in (item.get("properties") or "").split() or item.get("id") == "cover":
                continue
            name = posixpath.join(posixpath.dirname(package_name), item.get("href") or "")
            page = etree.fromstring(book.read(name))
            body = page.find("{*}body")
            found.append(vocabulary.base_text(page if body is None else body, _BESIDE_THE_TEXT))
    return "".join(found)


def docx_text(content: bytes) -> str:
    """Return the text of a Word document without readings and contents, then its footnotes."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = ("word/document.xml", "word/footnotes.xml")
        parts = [etree.fromstring(package.read(n)) for n in names if n in package.namelist()]
    return "".join("".join(_word_texts(part)) for part in parts)


def _word_texts(part: etree._Element) -> Iterator[str]:
    """Yield the texts of a part of a Word document; notes that Word counts are ①, ②, ③ …."""
    counted = 0
    for node in part.iter(f"{_WORD}t", f"{_WORD}footnoteReference", f"{_WORD}footnoteRef"):
        if node.tag != f"{_WORD}t":
            if node.get(f"{_WORD}customMarkFollows") is None:
                yield chr(ord("①") + counted)
                counted += 1
        elif not any(_is_no_text(parent) for parent in node.iterancestors()):
            yield node.text or ""


_REPORT = "No file was written. Please report this with the text that shows it."

_READERS: dict[str, tuple[Callable[[bytes], str], Callable[[str], str]]] = {
    ".pdf": (pdf_text, han),
    ".epub": (epub_text, legible),
    ".docx": (docx_text, legible),
}


def _is_no_text(element: etree._Element) -> bool:
    """Whether a Word element holds readings, of a ruby, a title or in brackets, or contents."""
    if element.tag == f"{_WORD}p":
        style = element.find(f"{_WORD}pPr/{_WORD}pStyle")
        return style is not None and style.get(f"{_WORD}val") in _PINYIN_STYLES
    if element.tag == f"{_WORD}sdt":
        return element.find(f"{_WORD}sdtPr/{_WORD}docPartObj") is not None
    if element.tag == f"{_WORD}r":
        style = element.find(f"{_WORD}rPr/{_WORD}rStyle")
        return style is not None and style.get(f"{_WORD}val") in _BEHIND_STYLES
    return element.tag == f"{_WORD}rt"


def _text_with_footnotes(body: etree._Element) -> str:
    """Return the text of an edition as Word has it: notes with a mark in the text come last.

    The title 注释 is left out where no note is left below it. Notes with readings stay.
    """
    blocks = [each for each in body.iter("{*}div") if "notes" in vocabulary.classes(each)]
    if any(next(block.iter("{*}ruby"), None) is not None for block in blocks):
        return vocabulary.base_text(body)
    referred = {
        (link.get("href") or "")[1:]
        for link in body.iter("{*}a")
        if "note-ref" in vocabulary.classes(link) and not _notes_around(link)
    }
    taken = []
    for block in blocks:
        is_footnote = False
        for paragraph in list(block):
            first = next(paragraph.iterchildren("*"), None)
            if first is not None and "note-mark" in vocabulary.classes(first):
                is_footnote = paragraph.get("id") in referred
            if is_footnote:
                taken.append(vocabulary.base_text(paragraph))
                block.remove(paragraph)
        section = next(block.iterancestors())
        left = [vocabulary.local_name(each) for each in section if each is not block or len(block)]
        is_bare = len(left) == 1 and left[0] in vocabulary.HEADINGS
        if is_bare and is_title(vocabulary.base_text(section[0]).strip()):
            section.remove(section[0])
    return vocabulary.base_text(body) + "".join(taken)


def _notes_around(element: etree._Element) -> bool:
    return any("notes" in vocabulary.classes(above) for above in element.iterancestors("{*}div"))


def _body(edition: Edition) -> etree._Element:
    return edition.tree()[-1]


def _object_text(item: object, text_page: object) -> str:
    """Return the text of one PDF text object."""
    import ctypes

    from pypdfium2 import raw

    size = raw.FPDFTextObj_GetText(item, text_page, None, 0)
    units = (ctypes.c_ushort * (size // 2))()
    raw.FPDFTextObj_GetText(item, text_page, units, size)
    return bytes(units).decode("utf-16-le").rstrip("\0")


def actual_text(item: object) -> tuple[int, str] | None:
    """Return the number of the marked piece and the text that the file says it has, if it does.

    Where characters stand wide apart programs would guess spaces between them.
    """
    import ctypes

    from pypdfium2 import raw

    for index in range(raw.FPDFPageObj_CountMarks(item)):
        mark = raw.FPDFPageObj_GetMark(item, index)
        size = ctypes.c_ulong()
        raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", None, 0, size)
        if size.value:
            content = (ctypes.c_ubyte * size.value)()
            number = ctypes.c_int()
            raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", content, size.value, size)
            raw.FPDFPageObjMark_GetParamIntValue(mark, b"MCID", number)
            return number.value, bytes(content).decode("utf-16")
    return None


def mark_names(item: object) -> Iterator[str]:
    """Yield the tags of the marked content that a text object of a PDF is in."""
    import ctypes

    from pypdfium2 import raw

    for index in range(raw.FPDFPageObj_CountMarks(item)):
        mark = raw.FPDFPageObj_GetMark(item, index)
        units = (ctypes.c_ushort * 64)()
        size = ctypes.c_ulong()
        raw.FPDFPageObjMark_GetName(mark, units, ctypes.sizeof(units), size)
        yield bytes(units)[: size.value].decode("utf-16-le").rstrip("\0")


def _difference(expected: str, actual: str) -> str:
    """Describe the first place at which two texts part."""
    start = next(
        (i for i, (a, b) in enumerate(zip(expected, actual, strict=False)) if a != b),
        min(len(expected), len(actual)),
    )
    before = expected[max(0, start - _CONTEXT) : start]
    wanted = expected[start : start + _CONTEXT] or "the end"
    got = actual[start : start + _CONTEXT] or "the end"
    return f"after …{before} it has {got} instead of {wanted}"
