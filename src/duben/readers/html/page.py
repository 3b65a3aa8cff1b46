"""Bytes of a web page → its tree, whole: decoded as the page says.

A page that a parser could only read in part is refused. Nothing is fetched, and nothing
is left out here.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from lxml import etree, html

from duben.errors import SourceError, UnknownNameError
from duben.readers import encoding
from duben.readers.archive import refuse_depth
from duben.readers.text import DECODED, decoded
from duben.readers.xhtml.elements import strip_namespaces
from duben.readers.xhtml.ruby import close_brackets
from duben.source import Notice

if TYPE_CHECKING:
    from duben.readers.base import Request

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD = 4096
_CHARSET = re.compile(
    rb"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:-]{2,40})"
    rb"|<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([\w:-]{2,40})",
    re.IGNORECASE,
)
_FAMILIES = {"gb_2312-80": "gb2312", "x-gbk": "gbk", "x-x-big5": "big5", "cp936": "gbk"}
_SAME = {
    "gb2312": "GB 18030",
    "gbk": "GB 18030",
    "gb18030": "GB 18030",
    "big5": "Big5",
    "big5-hkscs": "Big5",
    "utf-8": "UTF-8",
    "utf8": "UTF-8",
}
_SUBSET = re.compile(r"<!ENTITY|<!DOCTYPE[^>\[]{0,1000}\[", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_MOST_ELEMENTS = 1_000_000
_UNTRUSTED = "Do not use this file; ask where it comes from."
_SAVE_AGAIN = "Open it in a browser, copy the text into a .txt file, and use that."


def page_of(content: bytes, request: Request) -> tuple[etree._Element, tuple[Notice, ...]]:
    """Return the tree of a page, and a notice where its encoding had to be guessed.

    The encoding is told by a byte order mark, else by the page (WHATWG Encoding §4.2),
    unless that does not fit. Raises `SourceError` for a page that is empty, defines
    entities, or nests too deeply.
    """
    text, notices = _decoded(content, request)
    return tree_of(text, request.where), notices


def tree_of(text: str, where: str) -> etree._Element:
    """Return the tree of the HTML *text*, or raise `SourceError`, as `page_of` does."""
    if _SUBSET.search(text):
        raise SourceError(
            "it defines entities, as no text needs but attacks do", where=where, hint=_UNTRUSTED
        )
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    text = _DECLARATION.sub("", text, count=1)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise SourceError(
            "there is no text in this page", where=where, hint="Check the file."
        ) from error
    _refuse_part(parser, where)
    refuse_depth(tree, where)
    strip_namespaces(tree)
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise SourceError(
            f"it has more than {_MOST_ELEMENTS} elements", where=where, hint=_SAVE_AGAIN
        )
    close_brackets(tree)
    return tree


def _refuse_part(parser: html.HTMLParser, where: str) -> None:
    """Raise `SourceError` where the parser gave up: what it returns then is cut short."""
    for entry in parser.error_log.filter_from_fatals():
        if entry.type_name == "ERR_RESOURCE_LIMIT":
            problem = "elements nest too deeply in it"
            if "depth" not in entry.message:
                problem = f"it cannot be read to its end ({entry.message})"
            raise SourceError(problem, where=where, hint=_SAVE_AGAIN)


def _decoded(content: bytes, request: Request) -> tuple[str, tuple[Notice, ...]]:
    if request.encoding or content.startswith(_MARKS):
        return decoded(content, request)
    told = _CHARSET.search(content[:_HEAD])
    text, notices = decoded(content, request)
    if not told:
        return text, notices
    name = (told[1] or told[2]).decode("ascii", "replace").lower()
    name = _FAMILIES.get(name, name)
    found = notices[0].after if notices else "UTF-8"
    if _SAME.get(name, found) == found:
        try:
            return encoding.decode(content, request.where, name).text, ()
        except (SourceError, UnknownNameError):
            pass
    message = f"The page says that it is {name}, which does not fit; it was read as {found}."
    return text, (Notice(DECODED, "info", None, name, found, message),)
