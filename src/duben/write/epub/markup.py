"""Lower an edition's markup to what an EPUB content document wants.

The body of an edition in, the same body changed: EPUB's own semantics beside the roles,
names for what is linked to, languages in both spellings. No text is added or dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from duben.vocabulary import HEADINGS, ROLES, XHTML, XML_LANG, classes, local_name

if TYPE_CHECKING:
    from lxml import etree

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"

_OWN_ROLES = frozenset({"doc-footnote", "doc-glossref"})  # of this writer's glosses

TYPES = {role: role.removeprefix("doc-") for role in sorted(ROLES | _OWN_ROLES)}
"""DPUB-ARIA role → the same term in EPUB's vocabulary, which reading systems act on.

https://www.w3.org/TR/epub-ssv-11/ has the terms, https://www.w3.org/TR/epub-dpub-aria-1.1/
the pairs.
"""

_NOTES = {"zh-Hans": "注释", "zh-Hant": "注釋"}


def lower(body: etree._Element) -> None:
    """Change the *body* of an edition into that of EPUB content documents."""
    _name_sections(body)
    language = body.getroottree().getroot().get("lang") or ""
    for notes in body.iterfind(".//{*}div[@class='notes']"):
        notes.set("aria-label", _NOTES.get(language, _NOTES["zh-Hans"]))
    for element in _having(body, "data-pinyin", "data-reading"):
        element.attrib.pop("data-pinyin", "")  # the package's metadata has the title's
        element.attrib.pop("data-reading", "")
    for element in _having(body, "lang"):
        element.set(XML_LANG, element.get("lang") or "")  # for readers without an HTML engine
    for element in _having(body, "role", "class"):
        if element.tag.startswith(f"{{{XHTML}}}"):
            _carry_semantics(element)


def _having(body: etree._Element, *attributes: str) -> list[etree._Element]:
    """Find the elements with one of the *attributes*, in the order of the text."""
    having = " or ".join(f"@{name}" for name in attributes)
    found: Any = body.xpath(f"descendant-or-self::*[{having}]")
    return list(found)


def _name_sections(body: etree._Element) -> None:
    """Give each section and heading an id, and each section the name of its heading.

    生词 and 练习 are there in every section: they are named with its heading as well.
    """
    taken = {element.get("id") for element in _having(body, "id")}
    for section in body.iter("{*}section"):
        parent = section.getparent()
        outer = parent.get("id") if parent is not None else None
        wanted = "-".join(filter(None, (outer, *classes(section)[:1])))
        name = section.get("id") or _unique(wanted or "section", taken)
        section.set("id", name)
        own = [child for child in section.iterchildren("*") if local_name(child) in HEADINGS]
        for heading in own:
            if not heading.get("id"):
                heading.set("id", _unique(f"{name}-heading", taken))
        if own:
            names = [own[0].get("id", "")]
            if parent is not None and "text" not in classes(section):
                names[:0] = (parent.get("aria-labelledby") or "").split()
            section.set("aria-labelledby", " ".join(names))


def _unique(wanted: str, taken: set[str | None]) -> str:
    number = 1
    name = wanted
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    taken.add(name)
    return name


def _carry_semantics(element: etree._Element) -> None:
    role = element.get("role")
    if role and role.startswith("doc-"):
        element.set(EPUB_TYPE, TYPES[role])
    elif "title-block" in classes(element):
        element.set(EPUB_TYPE, "titlepage")
    elif not {"edition", "subtitle"}.isdisjoint(classes(element)):
        element.set("role", "doc-subtitle")
        element.set(EPUB_TYPE, "subtitle")
