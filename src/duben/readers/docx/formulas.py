"""A formula (m:oMath, ECMA-376 22.1) → one line of text: x^2 + 1/2, √(a+b), 速度 = 路程/时间.

It keeps every letter and character and says what stands above, below and under a root;
it does not set mathematics.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from duben.readers.docx.names import DELETED, TEXT, M, whole

if TYPE_CHECKING:
    from collections.abc import Callable

# What is written before and behind the elements that have a shape.
_AROUND = {
    "num": ("(", ")/"),
    "den": ("(", ")"),
    "sup": ("^(", ")"),
    "sub": ("_(", ")"),
    "lim": ("_(", ")"),
    "rad": ("√", ""),
    "deg": ("[", "]"),
    "m": ("[", "]"),
    "mr": ("", ";"),
}
_SIGNS: dict[str, tuple[str, str, str]] = {
    "nary": ("naryPr", "chr", "∫"),
    "groupChr": ("groupChrPr", "chr", ""),
}
_SINGLE = re.compile(r"([\^_])\((\w)\)")
_TERM = re.compile(r"\((\w+)\)(?=/)|(?<=/)\((\w+)\)")
_EMPTY = re.compile(r"[\^_]\(\)|\[\]|\(\)(?=/)|;(?=\])")


def linear(formula: etree._Element) -> str:
    """Return the formula in one line; the order of what it says is that of the file."""
    text = ""
    walker = etree.iterwalk(formula, events=("start", "end"))
    for event, node in walker:
        is_start = event == "start"
        if is_start and node.tag in DELETED:
            walker.skip_subtree()
        elif node.tag in (f"{M}t", TEXT):
            text += whole(node) if is_start else ""
        elif str(node.tag).startswith(M):
            name = str(node.tag)[len(M) :]
            before, behind = _AROUND.get(name, ("", ""))
            text += before if is_start else behind
            text += _MORE[name](node, is_start) if name in _MORE else ""
    text = _EMPTY.sub("", text)
    text = _SINGLE.sub(r"\1\2", text)
    return " ".join(_TERM.sub(lambda match: match[1] or match[2], text).split())


def _sign(name: str) -> Callable[[etree._Element, bool], str]:
    """∑ and ∫ stand in an attribute."""
    properties, key, default = _SIGNS[name]
    return lambda node, is_start: _value(node, properties, key, default) if is_start else ""


def _bracket(node: etree._Element, is_start: bool) -> str:  # noqa: FBT001 (an entry of a table)
    if is_start:
        return _value(node, "dPr", "begChr", "(")
    return _value(node, "dPr", "endChr", ")")


def _value(node: etree._Element, properties: str, key: str, default: str) -> str:
    found = node.find(f"{M}{properties}/{M}{key}")
    return default if found is None else found.get(f"{M}val", "")


_MORE: dict[str, Callable[[etree._Element, bool], str]] = {
    "nary": _sign("nary"),
    "groupChr": _sign("groupChr"),
    "d": _bracket,
}
