"""Take the notes out of the text that are footnotes in Word.

The body of an edition in, the same without the notes that a mark in the text leads to, and
these notes, out. A note that nothing refers to stays where it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from duben.parse.notes import is_title
from duben.vocabulary import HEADINGS, base_text, classes, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

ATTRIBUTE = "data-footnote"
"""Where a mark carries the number of its footnote."""


COUNTED = "data-counted"
"""Set on a mark that Word counts by itself."""

_FIRST, _MOST = ord("①"), 20
"""The circled numbers of Unicode, as far as Word has them."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote: its number in the file, its mark as the text writes it, its paragraphs.

    `label` is empty where Word counts the notes.
    """

    number: int
    label: str
    paragraphs: tuple[etree._Element, ...]


def take(body: etree._Element) -> tuple[Footnote, ...]:
    """Take the footnotes out of *body* and number the marks that lead to them.

    The first mark of a note is its reference; further ones, and other links, lead to the first.
    A heading such as 注释 goes with the last of its notes. Where notes carry readings none is
    taken: LibreOffice loses footnotes with phonetic guides in them.
    """
    if any(_has_readings(block) for block in body.iter("{*}div")):
        return ()
    first_marks: dict[str, etree._Element] = {}
    links = list(body.iter("{*}a"))
    for link in links:
        if "note-ref" in classes(link) and not _is_in_notes(link):
            first_marks.setdefault(_target(link), link)
    found: list[Footnote] = []
    for block in [each for each in body.iter("{*}div") if "notes" in classes(each)]:
        for paragraphs in _notes(block):
            name = paragraphs[0].get("id", "")
            if name in first_marks:
                found.append(_taken(len(found) + 1, paragraphs, first_marks[name]))
        if not len(block):
            _remove_with_title(block)
    names = {_target(mark): mark.get("id", "") for mark in first_marks.values()}
    taken = {name for mark, name in names.items() if first_marks[mark].get(ATTRIBUTE)}
    for link in links:
        if names.get(_target(link)) in taken and link.get(ATTRIBUTE) is None:
            link.set("href", f"#{names[_target(link)]}")
    return tuple(found)


def let_word_count(notes: tuple[Footnote, ...], body: etree._Element) -> tuple[Footnote, ...]:
    """Leave the marks to Word if they are ①, ②, ③ …, so that a new note shifts the others."""
    marks = [mark for mark in body.iter("{*}a") if mark.get(ATTRIBUTE)]
    counted = [chr(_FIRST + place) for place in range(len(notes))]
    is_counted = counted == [base_text(mark) for mark in marks] == [note.label for note in notes]
    if len(notes) > _MOST or not is_counted:
        return notes
    for mark in marks:
        mark.set(COUNTED, "1")
    return tuple(replace(note, label="") for note in notes)


def _has_readings(block: etree._Element) -> bool:
    is_notes = "notes" in classes(block)
    return is_notes and next(block.iter("{*}ruby"), None) is not None


def _is_in_notes(element: etree._Element) -> bool:
    return any("notes" in classes(parent) for parent in element.iterancestors("{*}div"))


def _target(link: etree._Element) -> str:
    return (link.get("href") or "").removeprefix("#")


def _notes(block: etree._Element) -> Iterator[list[etree._Element]]:
    """Yield the paragraphs of each note: those without a mark go on with the note before."""
    running: list[etree._Element] = []
    for paragraph in block.iterchildren("{*}p"):
        if running and _mark(paragraph) is not None:
            yield running
            running = []
        running.append(paragraph)
    if running:
        yield running


def _mark(paragraph: etree._Element) -> etree._Element | None:
    first = next(paragraph.iterchildren("*"), None)
    if first is None or (paragraph.text or "").strip() or "note-mark" not in classes(first):
        return None
    return first


def _taken(number: int, paragraphs: list[etree._Element], reference: etree._Element) -> Footnote:
    reference.set(ATTRIBUTE, str(number))
    mark = _mark(paragraphs[0])
    label = "" if mark is None else base_text(mark).strip()  # "① " as well
    if mark is not None:
        paragraphs[0].text = mark.tail
        paragraphs[0].remove(mark)
    for paragraph in paragraphs:
        next(paragraph.iterancestors()).remove(paragraph)
    return Footnote(number, label, tuple(paragraphs))


def _remove_with_title(block: etree._Element) -> None:
    """Remove an empty block of notes, and a section that holds only 注释 besides."""
    section = next(block.iterancestors())
    section.remove(block)
    left = list(section.iterchildren("*"))
    is_bare = len(left) == 1 and local_name(left[0]) in HEADINGS
    if local_name(section) == "section" and is_bare and is_title(base_text(left[0]).strip()):
        next(section.iterancestors()).remove(section)
