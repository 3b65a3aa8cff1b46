"""The markup an edition may use: the contract between templates and writers.

A closed list of elements, of their classes and of section roles. A template that uses
anything else is refused before any file is written, so that no writer drops it
silently. Attributes besides `class`: `id`, `lang`, `role`, `href` (of an `a`: "#" and an
id of the page), `data-pinyin` (the pinyin of a title or heading as one line, for
formats that set it apart), and `data-reading` (the same line as it is to be shown, where
whoever reads wants another notation). The class of `body` is the layout's name and, where
tones have colours, the set of colours (`tones-pleco`).
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from duben.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

XHTML = "http://www.w3.org/1999/xhtml"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PINYIN_LANGUAGE = "zh-Latn-pinyin"
ZHUYIN_LANGUAGE = "zh-Bopo"

TONES = ("t1", "t2", "t3", "t4", "t5")
"""Classes of a syllable by its tone, the neutral one last, where tones have colours."""

CLASSES: dict[str, frozenset[str]] = {
    "html": frozenset(),
    "head": frozenset(),
    "title": frozenset(),
    "body": frozenset(),  # its first class is the layout's name, whatever that is
    "header": frozenset({"title-block"}),
    "section": frozenset(
        {"text", "passport", "goals", "words", "exercises", "key", "glossary", "index", "colophon"}
    ),
    "h1": frozenset(),
    "h2": frozenset(),
    "h3": frozenset(),
    "h4": frozenset(),
    "h5": frozenset(),
    "h6": frozenset(),
    "div": frozenset(
        {"verse", "dialogue", "dialogue-wide", "signature", "code", "notes"}  # hold only p
        | {"squares"}  # 田字格: each p is one character, to be written
    ),
    "blockquote": frozenset(),
    "p": frozenset(
        {"subtitle", "author", "edition", "date", "source-note"}
        | {"instruction", "word-bank", "answers", "note"}
        | {"answer-line"}  # empty: a line to write on
    ),
    "a": frozenset({"note-ref", "note-mark"}),
    "span": frozenset(
        {"number", "speaker", "note-ref", "note-mark"}
        | {"blank", "pinyin", "english", "figure", "new", *TONES}
    ),
    "ruby": frozenset({"new", "doubtful"}),
    "rp": frozenset(),
    "rt": frozenset(),
    "table": frozenset({"text", "words", "glossary", "matching", "statistics", "changes"}),
    "caption": frozenset(),
    "thead": frozenset(),
    "tbody": frozenset(),
    "tr": frozenset(),
    "th": frozenset(),
    "td": frozenset({"word", "pinyin", "meaning", "figure", "label"}),
    "ol": frozenset(),
    "ul": frozenset({"labelled", "labelled-wide"}),  # whose items bring their numbers along
    "li": frozenset(),
}
"""Element → the classes it may have."""

ROLES = frozenset(
    {"doc-introduction", "doc-chapter", "doc-glossary", "doc-appendix", "doc-colophon"}
    | {"doc-endnotes", "doc-noteref", "doc-backlink"}
)
"""DPUB-ARIA roles of sections, notes and their links (https://www.w3.org/TR/dpub-aria-1.1/)."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

_READINGS = frozenset({"rt", "rp"})
_COLOURS = "tones-"
_ATTRIBUTES = frozenset(
    {"class", "id", "lang", XML_LANG, "role", "data-pinyin", "data-reading", "scope"}
)


def local_name(element: etree._Element) -> str:
    """Return the element's name without its namespace: "ruby"."""
    return _local(element.tag)


@cache
def _local(tag: object) -> str:
    """Cut the namespace off; a book has few tags, on hundreds of thousands of elements."""
    return str(tag).rpartition("}")[2]


def classes(element: etree._Element) -> tuple[str, ...]:
    """Return the element's classes, none if there is no `class`."""
    return tuple((element.get("class") or "").split())


def tone_colours(body: etree._Element) -> str:
    """Return the set of colours in which a page shows tones ("pleco"), "" for none."""
    names = (name for name in classes(body) if name.startswith(_COLOURS))
    return next(names, "").removeprefix(_COLOURS)


def base_text(element: etree._Element, without: frozenset[str] = frozenset()) -> str:
    """Return the text in *element* without readings (`rt`) and their brackets (`rp`).

    Elements of the classes *without* are left out too.
    """
    pieces: list[str] = []
    _gather(element, without, pieces)
    return "".join(pieces)


def heading_text(heading: etree._Element) -> str:
    """Return a heading's text for a table of contents: no readings, no marks of notes."""
    return " ".join(base_text(heading, frozenset({"note-ref"})).split())


def check(tree: etree._Element, *, where: str) -> None:
    """Raise `TemplateError` at the first markup that is not in the vocabulary.

    *where* names the template for the message.
    """
    if [local_name(part) for part in tree.iterchildren("*")] != ["head", "body"]:
        raise TemplateError(
            "it does not render a page: html with head and body",
            where=where,
            hint="Extend layouts/frame.xhtml.j2, which has them.",
        )
    names = Counter(element.get("id") for element in tree.iter("*") if element.get("id"))
    known: set[tuple[object, ...]] = set()
    for element in tree.iter("*"):
        # Words with readings come by the ten thousand, all alike: one is judged.
        kind = (element.tag, element.get("class"), element.get("role"), *element.keys())
        problem = None if kind in known else _problem(element)
        known.add(kind)
        problem = problem or _broken_link(element, names)
        if problem:
            raise TemplateError(
                problem,
                where=f"{where}, line {element.sourceline} of what it renders",
                hint="The markup that every format carries is listed in duben/vocabulary.py.",
            )


def _problem(element: etree._Element) -> str | None:
    name = local_name(element)
    if name not in CLASSES:
        return f"<{name}> is not part of the edition vocabulary"
    if name != "body":
        unknown = sorted(set(classes(element)) - CLASSES[name])
        if unknown:
            return f'<{name} class="{unknown[0]}"> is not part of the edition vocabulary'
    allowed = _ATTRIBUTES | {"href"} if name == "a" else _ATTRIBUTES
    stray = sorted(str(attribute) for attribute in set(element.attrib) - allowed)
    if stray:
        return f'the attribute "{stray[0]}" of <{name}> is not part of the edition vocabulary'
    role = element.get("role")
    if role and role not in ROLES:
        return f'the role "{role}" of <{name}> is not part of the edition vocabulary'
    return None


def _broken_link(element: etree._Element, names: Mapping[str | None, int]) -> str | None:
    """Say what keeps a link from leading to its place: none, or more than one."""
    name = element.get("id")
    if name and names[name] > 1:
        return f'the id "{name}" is there {names[name]} times'
    if local_name(element) == "a":
        target = element.get("href") or ""
        if not target.startswith("#") or target[1:] not in names:
            return f'the link to "{target}" leads nowhere on the page'
    return None


def _gather(element: etree._Element, without: frozenset[str], pieces: list[str]) -> None:
    """Append the base text of *element* to *pieces*: generators cost twice as much."""
    if local_name(element) in _READINGS or (without and not without.isdisjoint(classes(element))):
        return
    if element.text:
        pieces.append(element.text)
    for child in element:  # a comment says nothing, but text may follow it
        if isinstance(child.tag, str):
            _gather(child, without, pieces)
        if child.tail:
            pieces.append(child.tail)
