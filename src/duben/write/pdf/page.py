"""An edition's XHTML as the HTML that WeasyPrint sets.

An `Edition` in, HTML text out: metadata in the head, readings lowered, contents in front,
what the outline and the running head call each heading. Nothing is left out but the brackets
`rp`, and nothing here says how the page looks.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from lxml import etree

from duben.config import Printing
from duben.errors import TemplateError
from duben.outline import width
from duben.render import Templates
from duben.vocabulary import HEADINGS, XML_LANG, classes, heading_text, local_name
from duben.write.pdf import boxes, contents, glosses, marking, punctuation, squares, tables
from duben.write.pdf.sheets import sheet
from duben.write.pdf.structure import ROLES
from duben.write.pdf.typesetting.readings import Readings, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duben.render import Edition

_SPACE = "　"
_HEAD = 12 / 8.5  # characters of a running head on one of the text
_GAP = 3
_MORE = "…"
_STOPS = " 　，。、：；——"
_LEAD_IN = "lead-in"
_LEADS = ("：", ":")
_BROKEN_WORD = re.compile(r"[0-9A-Za-z]+$")


def page(
    edition: Edition,
    printing: Printing = Printing(),  # noqa: B008 (it is frozen)
    templates: Templates | None = None,
    *,
    painted: bool = True,
) -> tuple[str, Readings | None]:
    """Return the page as HTML, with the parts that *printing* asks for, and its readings.

    Readings are None if they are not *painted*, but boxes of the page. *templates* have the
    words of the parts: without them, our own.

    Raises `TemplateError` for an element that has no role in the PDF's structure tree.
    """
    readings = Readings() if painted else None
    # Tag characters have no shape, and here they mean something.
    markup = unmarked(edition.markup)
    if readings is not None:
        markup = marking.lower_markup(markup, readings)
    tree = replace(edition, markup=markup).tree()
    _check(tree)
    for name, content in _metadata(edition):
        etree.SubElement(tree[0], "meta", {"name": name, "content": content})
    for heading in tree.iter(*(f"{{*}}{name}" for name in HEADINGS)):
        heading.set("data-label", unmarked(heading_text(heading)))
    chosen = sheet(printing)
    _name_running_heads(tree, chosen.measure * _HEAD - _GAP)
    for bank in tree.iterfind(".//{*}p[@class='word-bank']"):
        _keep_words_whole(bank)
    _keep_lead_ins(tree)
    tables.stack(tree, chosen)
    contents.put_in(tree, templates or Templates(), printing.contents, chosen, readings)
    glosses.explain(tree, printing.glosses)
    squares.lay_out(tree)
    if readings is None:
        punctuation.fit(tree)
        boxes.lower(tree)
    else:
        marking.lower(tree, readings)
    return _serialize(tree), readings


def _check(tree: etree._Element) -> None:
    for tag in {element.tag: None for element in tree.iter("*")}:
        name = etree.QName(tag).localname
        if name not in ROLES:
            raise TemplateError(
                f"<{name}> cannot be written as PDF",
                hint="The markup that every format carries is listed in duben/vocabulary.py.",
            )


def _metadata(edition: Edition) -> Iterator[tuple[str, str]]:
    """Name what goes into the PDF's information dictionary, besides title and language."""
    authors = [value for name, value in edition.publication.front_matter if name == "author"]
    if not authors and edition.publication.author:
        authors = [edition.publication.author.unmarked]
    for author in authors:
        yield "author", author
    yield "description", edition.name
    yield "generator", f"Duben {edition.imprint.version}"


def _name_running_heads(tree: etree._Element, room: float) -> None:
    """Cut title and section as they stand in the running head, so that both fit side by side.

    The title has at most half of the *room*, in em, and a section what the title leaves. An
    introduction, which has no heading, may go by the title.
    """
    heading = next(tree.iter("{*}h1"), None)
    title = "" if heading is None else _cut(heading.get("data-label") or "", room / 2)
    for element in tree.iter("{*}h1", "{*}section"):
        element.set("data-head", title)
    for element in tree.iter("{*}h2"):
        element.set("data-head", _cut(element.get("data-label") or "", room - width(title)))


def _cut(text: str, room: float) -> str:
    """Cut *text* to *room*: 关于不满300总吨船舶及沿海运输…; no letters of a word are cut off."""
    if width(text) <= room:
        return text
    end = next(end for end in range(len(text), -1, -1) if width(text[:end] + _MORE) <= room)
    kept = text[:end]
    if kept[-1:].isascii() and text[end].isascii() and kept[-1:].isalnum() and text[end].isalnum():
        kept = _BROKEN_WORD.sub("", kept) or kept
    return kept.rstrip(_STOPS) + _MORE


def _keep_words_whole(bank: etree._Element) -> None:
    """Put each word of a word bank into a span of its own, so that no line cuts it."""
    words = (bank.text or "").split(_SPACE)
    if len(bank) or len(words) == 1:
        return
    bank.text = None
    for word in words:
        span = etree.SubElement(bank, bank.tag.replace("}p", "}span"), {"class": "choice"})
        span.text = word
        span.tail = _SPACE
    bank[-1].tail = None


def _keep_lead_ins(tree: etree._Element) -> None:
    """Mark the paragraphs that lead to what follows: 学生要会背这首诗：, and then the poem."""
    sections = (each for each in tree.iter("{*}section") if "text" in classes(each))
    for paragraph in chain.from_iterable(section.iterfind("{*}p") for section in sections):
        if heading_text(paragraph).endswith(_LEADS) and paragraph.getnext() is not None:
            paragraph.set("class", " ".join((*classes(paragraph), _LEAD_IN)))


def _serialize(tree: etree._Element) -> str:
    """Write the tree as HTML: without namespaces, which the HTML parser does not know."""
    for element in tree.iter("*"):
        element.tag = local_name(element)
        element.attrib.pop(XML_LANG, "")
    etree.cleanup_namespaces(tree)
    return "<!DOCTYPE html>" + etree.tostring(tree, encoding="unicode", method="html")
