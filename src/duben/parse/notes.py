"""Notes at the end of a text or chapter, and the marks in the text that point to them.

①, ⑴ and [1] are marks where a note begins with the same one; everywhere else they are
text: ①②③ may as well number the points of a sentence. Nothing is renumbered.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from duben.model import NoteMark
from duben.source import Markup, Notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duben.parse.piece import Piece

UNMATCHED = "T12"

_MARK = re.compile(
    "[\u2460-\u2473\u3251-\u325f\u32b1-\u32bf\u2474-\u2487\u2776-\u277f]"
    "|(?<![^A-Za-z][A-Za-z])[\\[［〔【](?:注|註)?[0-9０-９]{1,3}[\\]］〕】]"  # not a[1]
)
_LABEL = re.compile(f"(?:{_MARK.pattern})[ \t\u3000.．、:：]*")
_TITLE = re.compile(
    "[【〔\\[]?(?:注[释解]?|註[釋解]?|附注|附註|脚注|腳註|尾注|尾註)[】〕\\]]?[：:]?"
)
_LEAST_SHARE = 0.5
_SHOWN = 16


def is_title(text: str) -> bool:
    """Whether *text* is the line above notes: 注释, 【注释】, 附注：."""
    return _TITLE.fullmatch(text) is not None


def find_notes(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Notice]]:
    """Return the pieces with notes named as such, and with the marks that point to them.

    Notes are numbered through the whole text, whatever their marks begin with. A note
    without a mark in the text and a mark without a note are reported.
    """
    found = list(pieces)
    notices: list[Notice] = []
    number = done = 0
    for start, end in _runs(pieces):
        notes: dict[str, int] = {}
        for index in range(start, end):
            label = _label(pieces[index])
            if label is None:  # a further paragraph of the note before
                continue
            number += 1
            notes.setdefault(_key(label), number)
            found[index] = _as_note(found[index], label, number, -start - 1)
        used = _place_marks(found, done, start, notes)
        notices += _without_mark(found[start:end], notes, used)
        notices += _without_note(found[done:start], notes)
        done = end
    return found, notices


def _runs(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield start and end of the pieces that are notes, one run after another."""
    start = done = 0
    while start < len(pieces):
        end = start
        while end < len(pieces) and _label(pieces[end]) is not None:
            end += 1
        if end == start:
            start += 1
            continue
        if pieces[start].role == "note":
            while end < len(pieces) and pieces[end].role == "note":
                end += 1
            yield start, end
            done = end
        elif _are_notes(pieces, done, start, end):
            yield start, end
            done = end
        start = end


def _label(piece: Piece) -> str | None:
    """Return the mark with which a piece begins, with what follows it; None without one."""
    if piece.markup and piece.markup.role == "note":
        return piece.markup.label or None
    match = _LABEL.match(piece.text) if piece.is_running else None
    return match[0] if match and len(match[0]) < len(piece.text) else None


def _are_notes(pieces: Sequence[Piece], done: int, start: int, end: int) -> bool:
    """Whether the text before refers to most of these, or a line above calls them notes."""
    if start and is_title(pieces[start - 1].text):
        return True
    before = {
        _key(match[0])
        for piece in pieces[done:start]
        for match in _MARK.finditer(piece.text)
        if match.start()
    }
    labels = [_key(_label(piece) or "") for piece in pieces[start:end]]
    return sum(label in before for label in labels) >= max(1, _LEAST_SHARE * len(labels))


def _key(label: str) -> str:
    """Write a mark in one way: ［１］, 〔1〕 and [1] are the same."""
    match = _MARK.match(label)
    mark = match[0] if match else label.strip()
    if len(mark) == 1:
        return mark
    return unicodedata.normalize("NFKC", mark).strip("[]〔〕【】").replace("註", "注")


def _as_note(piece: Piece, label: str, number: int, group: int) -> Piece:
    passage = replace(piece.passage, label=label, note=number)
    markup = piece.markup if piece.role == "note" else Markup("note", label=label, group=group)
    return replace(piece, passage=passage, markup=markup)


def _place_marks(found: list[Piece], start: int, end: int, notes: dict[str, int]) -> set[str]:
    """Note in the pieces from *start* to *end* where they refer to *notes*."""
    used: set[str] = set()
    for index in range(start, end):
        marks = []
        for match in _MARK.finditer(found[index].text):
            key = _key(match[0])
            if key in notes:
                marks.append(NoteMark(match.start(), match.end(), notes[key]))
                used.add(key)
        if marks:
            passage = replace(found[index].passage, note_marks=tuple(marks))
            found[index] = replace(found[index], passage=passage)
    return used


def _without_mark(run: Sequence[Piece], notes: dict[str, int], used: set[str]) -> Iterator[Notice]:
    for piece in run:
        label = piece.passage.label
        if label and _key(label) in notes and _key(label) not in used:
            shown = piece.text[:_SHOWN]
            message = "No mark in the text points to this note."
            yield Notice(UNMATCHED, "warning", piece.line, shown, shown, message)


def _without_note(run: Sequence[Piece], notes: dict[str, int]) -> Iterator[Notice]:
    """Report marks of the same kind as the notes' for which there is no note."""
    kinds = {len(key) == 1 and not key.isascii() for key in notes}
    for piece in run:
        for match in _MARK.finditer(piece.text):
            key = _key(match[0])
            is_single = len(key) == 1 and not key.isascii()
            if key not in notes and is_single in kinds:
                shown = piece.text[max(match.start() - 6, 0) : match.end()]
                message = f"There is no note {match[0]}."
                yield Notice(UNMATCHED, "warning", piece.line, shown, shown, message)
