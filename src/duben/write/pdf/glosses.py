"""Explain new words where they are met: at the foot of the page, or in its margin.

An edition's tree in, the same tree changed in place: behind the first use of a new word
stands a gloss, which repeats the word's line of the section's list. The stylesheet says
where a gloss is set. Nothing is explained that the lists do not explain.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.han import han
from duben.vocabulary import XHTML, base_text, classes, local_name
from duben.write.pdf.typesetting.readings import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml import etree

    from duben.config import Glosses

GLOSS = "gloss"
"""The class of a gloss."""

GATHERED = "glosses"
"""The class of what holds the glosses of a paragraph that stand in the margin."""

LABEL = "gloss-label"
"""The class of the word that a gloss begins with, where it has no number."""

MARGIN_SHEETS = {
    "one": ("glosses-margin.css",),
    "two": ("glosses-margin.css", "glosses-margin-two-sided.css"),
}
"""The stylesheets in `formats/pdf/` that make room in the margin, by the sides printed on."""

_FLOORS = (0, 6, 7)
"""Levels from which words may be explained: all new ones, or only the harder ones."""

_CHARACTERS_A_GLOSS = {"footnotes": 16, "margin": 22}
"""Characters of text for each gloss: more of them would take the page from the text."""

_LEVELS = {"7–9": 7, "—": 8}
_LAST = 99  # A page has fewer: its numbers stay small, and none is there twice.
_UNGLOSSED = frozenset({"table", "h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a word list."""

    word: str
    reading: etree._Element
    meaning: etree._Element
    level: int


@dataclass(frozen=True, slots=True)
class _Use:
    """The first use of a word: the last of its elements in the text, and its line."""

    element: etree._Element
    line: _Line


def explain(tree: etree._Element, where: Glosses) -> None:
    """Put a gloss behind the first uses of the new words in *tree*.

    Where a text has too many of them, the harder ones alone are explained, throughout the
    text. Layouts without word lists are left as they are.
    """
    if where == "none":
        return
    uses = [use for section in tree.iter(f"{{{XHTML}}}section") for use in _uses(section)]
    if not uses:
        return
    chosen = _chosen(uses, _length(tree) / _CHARACTERS_A_GLOSS[where])
    if where == "footnotes":
        for number, use in enumerate(chosen):
            _refer(use.element, _gloss(use, number, "gloss-word"))
    else:
        _set_beside(chosen)


def are_in(html: str) -> bool:
    """Whether a page has glosses."""
    return f'class="{GLOSS}"' in html


def _chosen(uses: Sequence[_Use], room: float) -> Sequence[_Use]:
    for floor in _FLOORS:
        chosen = [use for use in uses if use.line.level >= floor]
        if len(chosen) <= room:
            break
    return chosen


def _length(tree: etree._Element) -> int:
    """Count the Chinese characters of the text without its lists and exercises."""
    texts = (block for block in tree.iter("{*}p", "{*}li") if _is_of_text(block))
    return sum(len(han(base_text(block))) for block in texts)


def _is_of_text(element: etree._Element) -> bool:
    section = next(element.iterancestors(f"{{{XHTML}}}section"), None)
    return section is not None and "text" in classes(section)


def _uses(section: etree._Element) -> Iterator[_Use]:
    """Yield the first uses in *section*, the sections inside it left out."""
    lines = _lines(section)
    if not lines:
        return
    for together in _neighbours(_marked(section)):
        start = 0
        while start < len(together):
            for end in range(len(together), start, -1):
                word = "".join(map(base_text, together[start:end]))
                line = lines.pop(word, None)
                if line is not None:
                    yield _Use(together[end - 1], line)
                    start = end
                    break
            else:
                start += 1


def _lines(section: etree._Element) -> dict[str, _Line]:
    """Read the section's word list."""
    found: dict[str, _Line] = {}
    for row in section.iterfind("{*}section[@class='words']/{*}table/{*}tbody/{*}tr"):
        cells: Mapping[str, etree._Element] = {  # the first of each class: 词语, not 繁体
            "".join(classes(cell)): cell for cell in reversed(row.findall("{*}td"))
        }
        if {"word", "pinyin", "meaning"} <= cells.keys():
            word, level = unmarked(base_text(cells["word"])), _level(cells.get("figure"))
            found.setdefault(word, _Line(word, cells["pinyin"], cells["meaning"], level))
    return found


def _level(cell: etree._Element | None) -> int:
    text = "" if cell is None else base_text(cell).strip()
    return int(text) if text.isdecimal() else _LEVELS.get(text, max(_LEVELS.values()))


def _marked(section: etree._Element) -> Iterator[etree._Element]:
    """Yield what is marked as new in the paragraphs of *section*."""
    for element in section.iter("{*}ruby", "{*}span"):
        if "new" not in classes(element):
            continue
        outer = [local_name(near) for near in element.iterancestors()]
        own = next(element.iterancestors(f"{{{XHTML}}}section"))
        if own is section and _UNGLOSSED.isdisjoint(outer):
            yield element


def _neighbours(elements: Iterator[etree._Element]) -> Iterator[list[etree._Element]]:
    """Group elements with nothing between them: 基础 and 设施 are one word of the list."""
    together: list[etree._Element] = []
    for element in elements:
        if together and (together[-1].tail or together[-1].getnext() is not element):
            yield together
            together = []
        together.append(element)
    if together:
        yield together


def _refer(word: etree._Element, gloss: etree._Element) -> None:
    """Put behind *word* what leads to its gloss, which holds the gloss itself."""
    link = word.makeelement(
        f"{{{XHTML}}}a",
        {"class": "gloss-ref", "href": f"#{gloss.get('id')}", "role": "doc-noteref"},
    )
    link.append(gloss)
    link.tail, word.tail = word.tail, None
    word.addnext(link)


def _set_beside(uses: Sequence[_Use]) -> None:
    """Put the glosses of each paragraph in front of it, out of the flow.

    There they part no word from what follows it; `margin_glosses` sets each beside its line.
    """
    gathered: dict[etree._Element, etree._Element] = {}
    for number, use in enumerate(uses):
        block = next(
            near for near in use.element.iterancestors() if local_name(near) in {"p", "li"}
        )
        if block not in gathered:
            gathered[block] = block.makeelement(f"{{{XHTML}}}span", {"class": GATHERED})
            gathered[block].tail, block.text = block.text, None
            block.insert(0, gathered[block])
        gathered[block].append(_gloss(use, number, LABEL))


def _gloss(use: _Use, number: int, kind: str) -> etree._Element:
    gloss = use.element.makeelement(
        f"{{{XHTML}}}span", {"class": GLOSS, "id": f"gloss-{number + 1}"}
    )
    gloss.set("data-number", str(number % _LAST + 1))
    lemma = _span(gloss, kind)
    lemma.text = use.line.word
    lemma.tail = " "
    for name, cell in (("pinyin", use.line.reading), ("english", use.line.meaning)):
        part = _span(gloss, name)
        part.set("lang", cell.get("lang") or "en")
        part.text = cell.text
        part.extend(deepcopy(child) for child in cell)
        part.tail = " "
    return gloss


def _span(parent: etree._Element, kind: str) -> etree._Element:
    span = parent.makeelement(f"{{{XHTML}}}span", {"class": kind})
    parent.append(span)
    return span
