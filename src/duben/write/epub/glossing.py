"""Word lists as glosses that pop up over the text, and as a glossary that leads back to it.

A section, a list or a glossary of an edition in, the same changed: first uses of new words
are links, lines of tables are notes and definitions. It drops no text but the dash that
stands for "the same in traditional characters".
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.vocabulary import HEADINGS, XHTML, base_text, classes, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

Key = tuple[str, str]
"""A word of the lists and its reading: 行 háng is another than 行 xíng."""

_SAME = "–"


@dataclass(frozen=True, slots=True)
class Use:
    """Where a word is first met: the id of its link, and that of its gloss."""

    id: str
    gloss: str


def link_uses(section: etree._Element, words: etree._Element) -> dict[Key, Use]:
    """Make the first uses of the words of the list *words* links to their glosses.

    They are marked as new in the *section* around the list; headings are left alone. Returns
    those that were found, by the keys of their lines.
    """
    keys: dict[str, list[Key]] = {}
    for row in _rows(words):
        keys.setdefault(_key(row)[0], []).append(_key(row))
    found: dict[Key, Use] = {}
    for together in _neighbours(_marked(section)):
        start = 0
        while start < len(together):
            end = next(
                (e for e in range(len(together), start, -1) if _text(together[start:e]) in keys), 0
            )
            if not end:
                start += 1
                continue
            word = _text(together[start:end])
            name = f"{section.get('id')}-{{}}-{len(found) + 1}"
            use = Use(name.format("use"), name.format("gloss"))
            found[keys[word].pop(0)] = use
            if not keys[word]:
                del keys[word]
            _wrap(together[start:end], use)
            start = end
    return found


def set_glosses(
    words: etree._Element, found: Mapping[Key, Use], back: etree._Element
) -> list[tuple[Key, etree._Element]]:
    """Turn the table of the list *words* into notes, each with a way *back* to its use.

    They are no `aside`s, which Apple Books would hide: the list is there to be read as well.
    Returns the word of each note, with its key.
    """
    lemmas = []
    (table,) = words.findall("{*}table")
    notes = _made(table, "div", "glosses")
    notes.append(_legend(table))
    for row in _rows(words):
        key = _key(row)
        use = found.get(key)
        note = _made(table, "div", "gloss")
        line = _made(table, "p")
        note.append(line)
        _add_cells(line, row)
        lemmas.append((key, line[0]))
        if use:
            note.set("id", use.gloss)
            note.set("role", "doc-footnote")
            leading = deepcopy(back)
            leading.set("href", f"#{use.id}")
            line.append(leading)
        notes.append(note)
    _replace(table, notes)
    return lemmas


def set_glossary(
    table: etree._Element, places: Mapping[Key, Use]
) -> Iterator[tuple[Key, etree._Element]]:
    """Turn the table of a glossary into a `dl` whose terms lead to their first use.

    Yields each term with its key.
    """
    definitions = _made(table, "dl", "glossary")
    for number, row in enumerate(_rows(table), start=1):
        key = _key(row)
        entry = _made(table, "div", "entry")
        term, meaning = _made(table, "dt"), _made(table, "dd")
        entry.extend((term, meaning))
        definition = _made(table, "dfn")
        term.set("id", f"term-{number}")
        term.append(definition)
        definition.text = key[0]
        if key in places:
            way = _made(table, "a", "term")
            way.set("href", f"#{places[key].id}")
            way.set("role", "doc-backlink")
            way.text, definition.text = definition.text, None
            definition.append(way)
        _add_cells(meaning, row, first=1)
        definitions.append(entry)
        yield key, term
    legend = _legend(table)
    table.addprevious(legend)
    _replace(table, definitions)


def _rows(list_: etree._Element) -> Iterator[etree._Element]:
    for body in list_.iter("{*}tbody"):
        yield from body.iterchildren("{*}tr")


def _key(row: etree._Element) -> Key:
    word = next((base_text(cell) for cell in row if "word" in classes(cell)), "")
    reading = next((base_text(cell) for cell in row if "pinyin" in classes(cell)), "")
    return word, reading


def _text(elements: list[etree._Element]) -> str:
    return "".join(map(base_text, elements))


def _marked(section: etree._Element) -> Iterator[etree._Element]:
    """Yield what is marked as new in *section*, the sections inside it left out."""
    for element in section.iter("{*}ruby", "{*}span"):
        outer = [local_name(near) for near in element.iterancestors()]
        own = next(element.iterancestors(f"{{{XHTML}}}section"), None)
        if "new" in classes(element) and own is section and outer[0] not in HEADINGS:
            yield element


def _neighbours(elements: Iterator[etree._Element]) -> Iterator[list[etree._Element]]:
    """Group elements with nothing between them: 基础 and 设施 are one word of the list."""
    together: list[etree._Element] = []
    for element in list(elements):
        if together and (together[-1].tail or together[-1].getnext() is not element):
            yield together
            together = []
        together.append(element)
    if together:
        yield together


def _wrap(elements: list[etree._Element], use: Use) -> None:
    """Put the elements of a word into a link to its gloss."""
    link = _made(elements[0], "a", "gloss-ref")
    link.set("id", use.id)
    link.set("href", f"#{use.gloss}")
    link.set("role", "doc-noteref")
    elements[0].addprevious(link)
    link.tail, elements[-1].tail = elements[-1].tail, None
    link.extend(elements)


def _legend(table: etree._Element) -> etree._Element:
    """Say in a line what the heads of the table's columns said."""
    legend = _made(table, "p", "legend")
    for head in table.iterfind("{*}thead/{*}tr/{*}th"):
        _add_span(legend, head)
    return legend


def _add_cells(line: etree._Element, row: etree._Element, first: int = 0) -> None:
    for cell in list(row)[first:]:
        if cell.text != _SAME:
            _add_span(line, cell)


def _add_span(line: etree._Element, cell: etree._Element) -> None:
    """Append a cell to a line of text as a `span` of its class, a space behind it."""
    span = _made(line, "span", cell.get("class") or "")
    if cell.get("lang"):
        span.set("lang", cell.get("lang") or "")
    span.text = cell.text
    span.extend(cell)
    span.tail = " "
    line.append(span)


def _made(near: etree._Element, name: str, kind: str = "") -> etree._Element:
    return near.makeelement(f"{{{XHTML}}}{name}", {"class": kind} if kind else {})


def _replace(old: etree._Element, new: etree._Element) -> None:
    new.tail, old.tail = old.tail, None
    parent = old.getparent()
    if parent is not None:
        parent.replace(old, new)
