"""An edition's XHTML as the HTML that WeasyPrint sets.

An `Edition` in, HTML text out: metadata in the head, readings lowered, what the outline
and the running head call each heading. Nothing is left out but the brackets `rp`, and
nothing here says how the page looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from duben.errors import TemplateError
from duben.vocabulary import HEADINGS, XML_LANG, heading_text, local_name
from duben.write.pdf import glosses, punctuation, ruby, squares, tables
from duben.write.pdf.structure import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duben.config import Glosses
    from duben.render import Edition

_SPACE = "　"


def page(edition: Edition, explained: Glosses = "footnotes") -> str:
    """Return the page as HTML; *explained* says where new words are.

    Raises `TemplateError` for an element that has no role in the PDF's structure tree.
    """
    tree = edition.tree()
    _check(tree)
    for name, content in _metadata(edition):
        etree.SubElement(tree[0], "meta", {"name": name, "content": content})
    for heading in tree.iter(*(f"{{*}}{name}" for name in HEADINGS)):
        heading.set("data-label", heading_text(heading))
    for bank in tree.iterfind(".//{*}p[@class='word-bank']"):
        _keep_words_whole(bank)
    tables.stack(tree)
    glosses.explain(tree, explained)
    squares.lay_out(tree)
    punctuation.fit(tree)
    ruby.lower(tree)
    return _serialize(tree)


def _check(tree: etree._Element) -> None:
    for element in tree.iter("*"):
        if local_name(element) not in ROLES:
            raise TemplateError(
                f"<{local_name(element)}> cannot be written as PDF",
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


def _serialize(tree: etree._Element) -> str:
    """Write the tree as HTML: without namespaces, which the HTML parser does not know."""
    for element in tree.iter("*"):
        element.tag = local_name(element)
        element.attrib.pop(XML_LANG, "")
    etree.cleanup_namespaces(tree)
    return "<!DOCTYPE html>" + etree.tostring(tree, encoding="unicode", method="html")
