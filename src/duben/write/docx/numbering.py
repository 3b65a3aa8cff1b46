"""Give each numbered list of the text numbers of its own.

The numbering part in, changed in place. Which list takes which pattern is said in
`correspondence`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from duben.write.docx import correspondence
from duben.write.docx.stylebook import W

if TYPE_CHECKING:
    from collections.abc import Iterable

DEEPEST = 9
"""Levels of lists in numbering.xml.j2, which are all that Word has; deeper ones look alike."""


def first_free(numbering: etree._Element) -> int:
    """Return the first `w:numId` that no list has."""
    numbers = (int(number.get(f"{W}numId", "0")) for number in numbering.iter(f"{W}num"))
    return 1 + max(numbers, default=0)


def indents(numbering: etree._Element) -> dict[tuple[str, str], tuple[int, int]]:
    """Return by list and level how far its items stand in, and how far their first lines hang.

    Lengths are twentieths of a point. The list "" is that of numbers.
    """
    patterns = {
        pattern.get(f"{W}abstractNumId", ""): pattern
        for pattern in numbering.iter(f"{W}abstractNum")
    }
    lists = {
        number.get(f"{W}numId", ""): patterns[node.get(f"{W}val", "")]
        for number in numbering.iter(f"{W}num")
        for node in number.iterfind(f"{W}abstractNumId")
    }
    lists[""] = patterns[_numbers(numbering)]
    return {
        (name, level.get(f"{W}ilvl", "")): (
            int(indent.get(f"{W}left", "0")),
            int(indent.get(f"{W}hanging", "0")),
        )
        for name, pattern in lists.items()
        for level in pattern.iterfind(f"{W}lvl")
        for indent in level.iterfind(f"{W}pPr/{W}ind")
    }


def begin_anew(numbering: etree._Element, lists: Iterable[int]) -> None:
    """Add a `w:num` for each of *lists*, which begins at 1 (ECMA-376 part 1, 17.9.15)."""
    pattern = _numbers(numbering)
    for identity in lists:
        number = etree.SubElement(numbering, f"{W}num", {f"{W}numId": str(identity)})
        etree.SubElement(number, f"{W}abstractNumId", {f"{W}val": pattern})
        for level in range(DEEPEST):
            override = etree.SubElement(number, f"{W}lvlOverride", {f"{W}ilvl": str(level)})
            etree.SubElement(override, f"{W}startOverride", {f"{W}val": "1"})


def _numbers(numbering: etree._Element) -> str:
    """Return the id of the pattern 1. 2. 3."""
    style = correspondence.PARAGRAPHS["ol"]
    (pattern,) = (
        number.get(f"{W}abstractNumId", "")
        for number in numbering.iter(f"{W}abstractNum")
        if any(used.get(f"{W}val") == style for used in number.iter(f"{W}pStyle"))
    )
    return pattern
