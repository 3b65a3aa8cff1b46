"""The names of elements and attributes of WordprocessingML that the reader knows.

In: a local name. Out: the name as lxml has it, in the transitional namespace, to which
`package` brings strict files. What an element means is said where it is read.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

NAMESPACES = {"w": W[1:-1], "m": M[1:-1], "mc": MC[1:-1], "v": V[1:-1]}
"""The prefixes that XPath expressions use."""

PARAGRAPH, RUN, TEXT, TABLE, ROW, CELL = (
    f"{W}{name}" for name in ("p", "r", "t", "tbl", "tr", "tc")
)
CHOICE, FALLBACK = f"{MC}Choice", f"{MC}Fallback"
DELETED = (f"{W}del", f"{W}moveFrom")
"""What was deleted, or moved away, while changes were tracked (ECMA-376 17.13.5)."""

_TO_SPACES = str.maketrans("\t\r\n", "   ")
_TEXTS = (TEXT, f"{M}t", f"{V}textpath")


def child(element: etree._Element | None, path: str) -> etree._Element | None:
    """Return the element at *path*, local names parted by /, below *element*."""
    for tag in _tags(path):
        if element is None:
            return None
        element = next(element.iterchildren(tag), None)
    return element


@cache
def _tags(path: str) -> tuple[str, ...]:
    return tuple(W + name for name in path.split("/"))


def value(element: etree._Element | None, path: str) -> str | None:
    """Return the w:val of the element at *path* below *element*."""
    found = child(element, path)
    return None if found is None else found.get(f"{W}val")


def number(element: etree._Element | None, path: str) -> int | None:
    """Return the w:val of the element at *path* as a whole number, if it is one."""
    try:
        return int(value(element, path) or "")
    except ValueError:
        return None


def switch(element: etree._Element | None, path: str) -> bool | None:
    """Return whether the element at *path* is on (ECMA-376 17.17.4); None without it."""
    found = child(element, path)
    return None if found is None else is_on(found.get(f"{W}val", "1"))


def is_on(text: str | None) -> bool:
    """Return whether an attribute that switches something says so."""
    return text in ("1", "true", "on")


def whole(element: etree._Element) -> str:
    """Return all text in *element* as it stands in the file."""
    return "".join(map(str, element.itertext())) if len(element) else element.text or ""


def characters(text: etree._Element) -> str:
    """Return the text of a w:t as Word shows it: without spaces at its ends, if not kept."""
    content = whole(text)
    if text.get(XML_SPACE) != "preserve":
        content = content.strip(" \t\r\n")
    return content.translate(_TO_SPACES)


def is_chosen(branch: etree._Element) -> bool:
    """Return whether *branch* is the version of mc:AlternateContent to read.

    That is the first that has text. Word writes a text box as mc:Choice and again as
    mc:Fallback, but an emoji only in the second.
    """
    parent = branch.getparent()
    if parent is None:
        return True
    branches = [node for node in parent if node.tag in (CHOICE, FALLBACK)]
    with_text = (node for node in branches if next(node.iter(*_TEXTS), None) is not None)
    return branch is next(with_text, branches[0])


def flattened(
    element: etree._Element, is_leaf: Callable[[etree._Element], bool]
) -> Iterator[etree._Element]:
    """Yield the elements below *element* of which *is_leaf* is true, outermost only.

    All else is a wrapper to look into (w:sdt, w:customXml, w:ins …), except what was
    deleted and the versions of a text that are not to be read.
    """
    stack = [iter(element)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        elif is_leaf(node):
            yield node
        elif node.tag in DELETED or (node.tag in (CHOICE, FALLBACK) and not is_chosen(node)):
            continue
        else:
            stack.append(iter(node))
