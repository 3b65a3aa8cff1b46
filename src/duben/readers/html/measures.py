"""Elements of a web page → how much Chinese is in each: in all, in links, in sentences.

It judges nothing: `html_article` does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from duben.han import han
from duben.readers.xhtml.elements import CONTROLS, is_block, is_element, is_hidden, is_silent

if TYPE_CHECKING:
    from lxml import etree

_SENTENCE_MARKS = re.compile("[，。！？；…]")
_LEAST_PROSE = 12
_LINKS_IN_PROSE = 0.3


@dataclass(slots=True)
class Measure:
    """Chinese characters of an element: all, those in links, those of running text.

    Running text is a block, itself without blocks, with marks of sentences and few links.
    What begins with `inline` and `marks` counts what stands in no inner block.
    """

    all: int = 0
    linked: int = 0
    prose: int = 0
    inline: int = 0
    inline_linked: int = 0
    marks: int = 0

    @property
    def link_share(self) -> float:
        """The share of the characters that are in links."""
        return self.linked / self.all if self.all else 0.0

    def without(self, block: Measure) -> Measure:
        """Return the measure of the same element without the *block* in it."""
        return replace(
            self,
            all=self.all - block.all,
            linked=self.linked - block.linked,
            prose=self.prose - block.prose,
        )


def measures_of(tree: etree._Element) -> dict[etree._Element, Measure]:
    """Return the measures of *tree* and each element in it that is shown."""
    found: dict[etree._Element, Measure] = {}
    skipped: set[etree._Element] = set()
    order = []
    for node in tree.iter():
        parent = node.getparent()
        if parent in skipped or _is_no_text(node):
            skipped.add(node)
        else:
            order.append(node)
            found[node] = Measure()
    for node in reversed(order):
        measure = found[node]
        _count(measure, node.text)
        for child in node:
            _count(measure, child.tail)
        if node.tag == "a":
            measure.linked, measure.inline_linked = measure.all, measure.inline
        parent = node.getparent()
        outer = None if parent is None else found.get(parent)
        _close(measure, outer, is_a_block=is_block(node))
    return found


def _is_no_text(node: etree._Element) -> bool:
    return is_silent(node) or (is_element(node) and (is_hidden(node) or node.tag in CONTROLS))


def _count(measure: Measure, text: str | None) -> None:
    if text:
        characters = len(han(text))
        measure.all += characters
        measure.inline += characters
        measure.marks += len(_SENTENCE_MARKS.findall(text)) if characters else 0


def _close(measure: Measure, parent: Measure | None, *, is_a_block: bool) -> None:
    """End an element: a block judges its own text; *parent* gets what it has."""
    if is_a_block:
        is_prose = measure.inline >= _LEAST_PROSE and measure.marks
        if is_prose and measure.inline_linked <= _LINKS_IN_PROSE * measure.inline:
            measure.prose += measure.inline
    if parent is None:
        return
    parent.all += measure.all
    parent.linked += measure.linked
    parent.prose += measure.prose
    if not is_a_block:
        parent.inline += measure.inline
        parent.inline_linked += measure.inline_linked
        parent.marks += measure.marks
