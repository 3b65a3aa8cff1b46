"""What stands apart from the text → notices: deleted, hidden, the table of contents, ….

It decides nothing: what is apart, the walk has found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.han import han
from duben.readers.annotation import plain
from duben.source import Notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from duben.readers.docx.apart import Apart
    from duben.source import Severity

CHANGES = "W01"
HIDDEN = "W02"
CONTENTS = "W03"
AROUND = "W04"
NUMBERS = "W05"
FIELDS = "W06"
SYMBOLS = "W07"
UNREAD = "W08"
PINYIN = "W09"
NOTES = "W10"
FORMULAS = "W11"
TABLES = "W13"

_LONGEST = 60


def of_paragraph(apart: Apart, line: int | None) -> list[Notice]:
    """Return the notices on one paragraph, the line *line*."""
    found = []
    deleted = "".join(apart.deleted)
    if deleted.strip():
        message = "Deleted while changes were tracked: not taken in."
        found.append(Notice(CHANGES, "info", line, deleted, "", message))
    hidden = "".join(apart.hidden)
    if hidden.strip():
        message = "Hidden text was left out."
        found.append(_removal(HIDDEN, "warning", line, hidden, message))
    for placeholder in filter(None, apart.placeholders):
        message = "A control that nobody has filled in was left out, with its prompt."
        found.append(_removal(FIELDS, "info", line, placeholder, message))
    for instruction in apart.instructions:
        message = "Text in the instruction of a field, which Word does not show, was left out."
        found.append(_removal(FIELDS, "info", line, instruction, message))
    for field in apart.unstored:
        message = "Word shows something here that the file does not hold: type it in."
        found.append(Notice(FIELDS, "warning", line, field, "", message))
    for text in apart.unfinished:
        message = "A field does not end where it should; its text was taken in."
        found.append(Notice(FIELDS, "warning", line, text, text, message))
    for name in apart.symbols:
        message = "A character of a symbol font is not known and was left out."
        found.append(Notice(SYMBOLS, "warning", line, name, "", message))
    for formula in apart.formulas:
        message = "A formula was written in one line."
        found.append(Notice(FORMULAS, "info", line, "", formula, message))
    if apart.embedded:
        message = "Another file is put in here by Word; its text was not read."
        found.append(Notice(UNREAD, "warning", line, "", "", message))
    return found


def of_document(aparts: Sequence[Apart], labels: Sequence[str]) -> list[Notice]:
    """Return the notices on the document as a whole; *labels* are those written out."""
    found = []
    inserted = [text for apart in aparts for text in apart.inserted if text.strip()]
    if inserted:
        text = "".join(inserted)
        message = f"Inserted while changes were tracked: taken in ({len(han(text))} characters)."
        found.append(Notice(CHANGES, "info", None, _short(text), _short(text), message))
    contents = _joined(apart.contents for apart in aparts)
    if contents:
        message = "The table of contents was left out; each edition makes its own."
        found.append(_removal(CONTENTS, "info", None, contents, message))
    if labels:
        message = (
            f"{len(labels)} number{'s' * (len(labels) > 1)} that Word counts by itself "
            f"{'were' if len(labels) > 1 else 'was'} written into the text."
        )
        shown = _short(" ".join(label.strip() for label in labels))
        found.append(Notice(NUMBERS, "info", None, "", shown, message, added="".join(labels)))
    pinyin = _joined(apart.pinyin for apart in aparts)
    if pinyin:
        message = "Lines of pinyin under headings were left out; the readings are made anew."
        found.append(_removal(PINYIN, "info", None, pinyin, message))
    return [*found, *_counts(aparts)]


def of_surroundings(text: str) -> list[Notice]:
    """Return the notice on headers, footers, comments and building blocks."""
    if not han(text):
        return []
    message = "Headers, footers, comments and building blocks were left out."
    return [_removal(AROUND, "info", None, text, message)]


def of_notes(missing: Iterable[str], unmarked: str) -> list[Notice]:
    """Return the notices on marks without a note, and notes without a mark."""
    found = [
        Notice(NOTES, "warning", None, label, label, "The text refers to a note that is empty.")
        for label in missing
    ]
    if han(unmarked):
        message = "A note that the text does not refer to was left out."
        found.append(_removal(NOTES, "warning", None, unmarked, message))
    return found


def of_note_mark(label: str, line: int) -> list[Notice]:
    """Return the notice on a mark, one in characters, that was written in front of a note."""
    if not han(label):
        return []
    message = "The note does not say its mark, which was written in front of it."
    return [Notice(NOTES, "info", line, "", label, message, added=label)]


def _counts(aparts: Sequence[Apart]) -> list[Notice]:
    """Return a notice for each kind of thing that is only counted."""
    counted: tuple[tuple[str, Severity, int, str], ...] = (
        (UNREAD, "info", sum(a.pictures for a in aparts), "Pictures left out"),
        (UNREAD, "warning", sum(a.diagrams for a in aparts), "Charts and diagrams left out"),
        (TABLES, "info", sum(a.joined_cells for a in aparts), "Cells whose paragraphs were joined"),
        (TABLES, "info", sum(a.dissolved_tables for a in aparts), "Tables taken as paragraphs"),
    )
    return [
        Notice(code, severity, None, "", "", f"{what}: {count}.")
        for code, severity, count, what in counted
        if count
    ]


def _removal(code: str, severity: Severity, line: int | None, text: str, message: str) -> Notice:
    return Notice(code, severity, line, _short(text), "", message, removed=text)


def _joined(texts: Iterable[Iterable[str]]) -> str:
    return " ".join("".join(text) for text in texts if "".join(text).strip())


def _short(text: str) -> str:
    text = plain(text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
