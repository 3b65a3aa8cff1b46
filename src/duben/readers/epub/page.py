"""Bytes of one document of an e-book → its tree, even where its XML is not in order.

Entities of HTML such as &nbsp; are put in as characters, since XML does not know them. A
document that defines entities of its own is refused.
"""

from __future__ import annotations

import codecs
import re
from html.entities import name2codepoint
from typing import TYPE_CHECKING

from duben.errors import SourceError
from duben.readers.archive import parse_xml
from duben.readers.base import Request
from duben.readers.html.page import page_of
from duben.readers.xhtml.elements import strip_namespaces

if TYPE_CHECKING:
    from lxml import etree

_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_SUBSET = re.compile(rb"<!ENTITY|<!DOCTYPE[^>\[]{0,1000}\[", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_CLOSED = re.compile(
    rb"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)"
    rb"([A-Za-z][\w:-]*)((?:\s[^<>]*)?)/>"
)
_UNTRUSTED = "Do not use this file; ask where it comes from."
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def page_tree(content: bytes, where: str) -> tuple[etree._Element, bool]:
    """Return the tree of a document, and whether it had to be read as HTML.

    Raises `SourceError` for entities of its own and for elements nested too deeply.
    """
    content = _in_utf_8(content)
    if _SUBSET.search(content):
        raise SourceError(
            "it defines entities, as no text needs but attacks do", where=where, hint=_UNTRUSTED
        )
    content = _ENTITY.sub(_character, content)
    try:
        tree = parse_xml(content, where, doctype=True)
    except SourceError:
        # HTML knows no <title/>: all behind it would be the title.
        opened = _CLOSED.sub(rb"<\1\2></\1>", content)
        return page_of(opened, Request(where))[0], True
    strip_namespaces(tree)
    return tree, False


def _in_utf_8(content: bytes) -> bytes:
    if not content.startswith(_UTF_16):
        return content.strip()
    text = content.decode("utf-16", "replace")
    return _DECLARATION.sub("", text, count=1).strip().encode("utf-8", "replace")


def _character(match: re.Match[bytes]) -> bytes:
    name = match[1]
    code = name2codepoint.get(name.decode("ascii"))
    return match[0] if name in _OF_XML or code is None else b"&#%d;" % code
