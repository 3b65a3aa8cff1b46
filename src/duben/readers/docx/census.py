"""All characters of a part, counted without regard to what they mean: the other side of the ledger.

In: a tree. Out: its text, in the order of the file. It shares nothing with the walk, so
that what the walk loses is missed. What was deleted while changes were tracked is no
part of the document and is not counted; a text that is there in two versions counts once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from duben.readers.docx.names import NAMESPACES, PARAGRAPH, TEXT, V, W, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_EARLIER = "preceding-sibling::mc:Choice[.//w:t or .//m:t or .//v:textpath]"
_COUNTED = (
    "not(ancestor::w:del or ancestor::w:moveFrom"
    f" or ancestor::mc:Fallback[{_EARLIER}] or ancestor::mc:Choice[{_EARLIER}])"
)
_EVERYTHING = "|".join(f".//{name}[{_COUNTED}]" for name in ("w:t", "m:t", "v:textpath"))
_EQUATION = re.compile(r"\s*EQ\b", re.IGNORECASE)
_FONT = re.compile(r'\\\*\s*"[^"]*"?')


def text_of(part: etree._Element) -> str:
    """Return every character of *part* that is text, and those in phonetic guides of old."""
    nodes: Any = part.xpath(_EVERYTHING, namespaces=NAMESPACES)
    texts = (
        node.get("string", "") if node.tag == f"{V}textpath" else whole(node) for node in nodes
    )
    return "".join(texts) + "".join(_equations(part))


def _equations(part: etree._Element) -> Iterator[str]:
    """Yield the instructions of EQ fields without a result: their only text is there."""
    begun: list[str | None] = []
    for node in part.iter(PARAGRAPH, f"{W}fldChar", f"{W}instrText", f"{W}fldSimple"):
        kind = node.get(f"{W}fldCharType")
        if node.tag == f"{W}fldSimple":
            if next(node.iter(TEXT), None) is None:
                yield from _of_equation(node.get(f"{W}instr", ""))
        elif node.tag == PARAGRAPH:
            begun = [instruction for instruction in begun if instruction is None]
        elif kind == "begin":
            begun.append("")
        elif not begun:
            continue
        elif node.tag == f"{W}instrText" and begun[-1] is not None:
            begun[-1] += whole(node)
        elif kind == "separate":
            begun[-1] = None
        elif kind == "end":
            yield from _of_equation(begun.pop() or "")


def _of_equation(instruction: str) -> Iterator[str]:
    if _EQUATION.match(instruction):
        yield _FONT.sub("", instruction)
