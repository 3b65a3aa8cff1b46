"""State what the package says of the book.

An edition and its body in, `Statement`s out. What is said, and in which words, is in the
template metadata.xml.j2; here is only what must be found out.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Literal

from lxml import etree

from duben.han import han
from duben.vocabulary import base_text, classes, local_name
from duben.write.epub.package import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

_TONE_MARKS = frozenset("\u0300\u0301\u0304\u030c")  # grave, acute, macron, caron

_TITLE_BLOCK = frozenset({"subtitle", "author", "source-note"})


def statements(rendered: etree._Element) -> tuple[Statement, ...]:
    """Read the metadata that the template rendered, in its order."""
    return tuple(
        Statement(
            namespace=etree.QName(element).namespace or "",
            name=local_name(element),
            text=element.text,
            attributes=tuple((str(name), str(value)) for name, value in element.attrib.items()),
        )
        for element in rendered.iterchildren("*")
    )


def languages(body: etree._Element, language: str) -> tuple[str, ...]:
    """Return the languages that a reader of the book needs: its own, and that of meanings."""
    taught = any(
        "meaning" in classes(cell) and cell.get("lang") == "en" and not _in_colophon(cell)
        for cell in body.iter("{*}td")
    )
    return (language, "en") if taught else (language,)


def ruby_coverage(body: etree._Element) -> Literal["full", "some", "none"]:
    """Say whether every Chinese character of the text has a reading, or some, or none.

    The text is the title block and the text's sections: not what the edition
    says of itself. The difference is that of fullRubyAnnotations and rubyAnnotations in
    https://w3c.github.io/a11y-discov-vocab/#fullRubyAnnotations.
    """
    text = "".join(han(base_text(block)) for block in _text_blocks(body))
    read = "".join(
        han(base_text(ruby)) for block in _text_blocks(body) for ruby in block.iter("{*}ruby")
    )
    if text and len(read) == len(text):
        return "full"
    return "some" if body.find(".//{*}ruby") is not None else "none"


def sorting_form(pinyin: str) -> str:
    """Write pinyin without tones, for `file-as`: Shànghǎi → Shanghai; ü stays (lǜ → lü)."""
    bare = (mark for mark in unicodedata.normalize("NFD", pinyin) if mark not in _TONE_MARKS)
    return unicodedata.normalize("NFC", "".join(bare))


def _text_blocks(body: etree._Element) -> Iterator[etree._Element]:
    for block in body.iterchildren("*"):
        if "text" in classes(block):
            yield block  # sections inside are part of it
    for element in body.iter("{*}h1", "{*}p"):
        if local_name(element) == "h1" or _TITLE_BLOCK.intersection(classes(element)):
            yield element


def _in_colophon(element: etree._Element) -> bool:
    return any("colophon" in classes(outer) for outer in element.iterancestors("{*}section"))
