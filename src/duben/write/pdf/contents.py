"""The table of contents: the headings of an edition, with the pages on which they stand.

An edition's tree in, the same tree with a list in front out. It says what is listed; page
numbers are filled in when the pages are set, words and looks are in `templates/formats/pdf`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

from duben.outline import width
from duben.vocabulary import HEADINGS, XHTML, base_text, classes, heading_text, local_name
from duben.write.pdf.typesetting.readings import unmarked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben import config
    from duben.render import Templates
    from duben.write.pdf.sheets import Sheet
    from duben.write.pdf.typesetting.readings import Readings

TEMPLATE = "formats/pdf/contents.xhtml.j2"

_FEWEST = 4
"""The headings of the text from which on a list of them is of use."""

_PAGES = 10
_FULL = 0.5
"""How much of the type area is text, by and large: headings, tables and last lines are short."""

_READING = 1.5
"""The room that a reading takes, in characters."""

_MOST = 40
"""The entries that are listed: where there are more, the deepest levels are left out."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents, the id of its heading, and the entries below it.

    The introduction of a text has no words of its own: `text` is empty.
    """

    text: str
    english: str
    target: str
    children: tuple[Entry, ...] = ()


def put_in(
    tree: etree._Element,
    templates: Templates,
    wanted: config.Contents,
    sheet: Sheet,
    readings: Readings | None = None,
) -> None:
    """Put a table of contents into *tree*, behind the title block, if it is *wanted*.

    "auto" wants one where the text has four headings and is longer than ten pages, by an
    estimate. Where no part of the text has a heading, there is nothing to list. *readings* knows
    the words that *tree* is marked with already.
    """
    headings = _listed(tree)
    if (
        not headings
        or wanted == "never"
        or (wanted == "auto" and not _is_long(tree, sheet, readings))
    ):
        return
    for number, heading in enumerate(headings, start=1):
        heading.set("id", heading.get("id") or f"heading-{number}")
    markup = templates.render(TEMPLATE, entries=_nested(headings), language=tree.get("lang"))
    body = tree[-1]
    block = body.find("{*}header")
    body.insert(0 if block is None else body.index(block) + 1, _parsed(markup))


def join_links(document: Any) -> None:
    """Leave each entry of a laid out *document* one area to click on.

    WeasyPrint would give one to every box of a link: to the dots and the page number as well.
    """
    for page in document.pages:
        page.links[:] = [link for link in page.links if link[-1].element_tag == "a"]


def _listed(tree: etree._Element) -> list[etree._Element]:
    """Return the headings that open a section, of as many levels as there is room for.

    A text's introduction, which has no heading, stands for itself.
    """
    sections = [section for section in tree.iter("{*}section") if len(section)]
    if not any(map(_is_headed_text, sections)):
        return []
    found = [
        section if _is_introduction(section) else section[0]
        for section in sections
        if _is_introduction(section) or local_name(section[0]) in HEADINGS
    ]
    levels = sorted({_level(heading) for heading in found})
    while len(found) > _MOST and len(levels) > 1:
        deepest = levels.pop()
        found = [heading for heading in found if _level(heading) < deepest]
    return found


def _is_long(tree: etree._Element, sheet: Sheet, readings: Readings | None) -> bool:
    headed = sum(map(_is_headed_text, tree.iter("{*}section")))
    most = _PAGES * _FULL * sheet.measure * sheet.lines
    return headed >= _FEWEST and _size(tree[-1], readings) > most


def _size(body: etree._Element, readings: Readings | None) -> float:
    """Return how long a text is, in characters; readings make it longer."""
    text = base_text(body)
    annotated = [base_text(word) for word in body.iter("{*}ruby")]
    if readings is not None:
        annotated += (piece.text for piece in readings.pieces(text) if piece.word)
    return width(unmarked(text)) + _READING * sum(map(width, annotated))


def _is_headed_text(section: etree._Element) -> bool:
    return "text" in classes(section) and len(section) > 0 and local_name(section[0]) in HEADINGS


def _is_introduction(section: etree._Element) -> bool:
    return "text" in classes(section) and section.get("role") == "doc-introduction"


def _nested(headings: Sequence[etree._Element]) -> tuple[Entry, ...]:
    """Nest the entries as the headings are, also where levels are left out (h2, then h4)."""
    found = []
    start = 0
    while start < len(headings):
        level = _level(headings[start])
        end = start + 1
        while end < len(headings) and _level(headings[end]) > level:
            end += 1
        found.append(_entry(headings[start], _nested(headings[start + 1 : end])))
        start = end
    return tuple(found)


def _entry(heading: etree._Element, children: tuple[Entry, ...]) -> Entry:
    target = heading.get("id") or ""
    if _is_introduction(heading):
        return Entry("", "", target, children)
    parts = heading.iterfind(".//{*}span[@class='english']")
    english = " ".join(" ".join(base_text(part).split()) for part in parts)
    text = unmarked(heading_text(heading)).removesuffix(english).rstrip()
    return Entry(text or english, english if text else "", target, children)


def _level(heading: etree._Element) -> int:
    """Return the level of a heading; an introduction stands beside chapters."""
    return 2 if _is_introduction(heading) else int(local_name(heading)[1])


def _parsed(markup: str) -> etree._Element:
    return etree.fromstring(f'<section xmlns="{XHTML}" class="contents">{markup}</section>')
