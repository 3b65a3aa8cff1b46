"""Cleaned lines → `Publication`: title, source note, sections, paragraphs; no words yet.

Only what the text shows is taken: the source's own markup first, then numbering (第一章,
一、, （一）, 1.), then shape. What cannot be classified is a paragraph, and doubt is a
notice. Nothing is moved and no Han character is dropped.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from duben.errors import SourceError
from duben.han import han
from duben.model import Publication, Section
from duben.parse.blocks import form_blocks
from duben.parse.breaks import resolve_breaks
from duben.parse.dating import iso_date, text_date
from duben.parse.headings import find_headings
from duben.parse.lead import split_source_note, take_title_block
from duben.parse.notes import find_notes
from duben.parse.numbering import label_of
from duben.parse.paragraphs import join_lines
from duben.parse.plain_markup import read_marks
from duben.parse.spaces import tidy
from duben.source import Notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.model import Passage
    from duben.parse.headings import Heading
    from duben.parse.piece import Piece
    from duben.source import Source

__all__ = ["parse"]

SOURCE_NOTE = "T06"
CLOSING = "T09"

# 这份宣言的落实…: a last paragraph that speaks of the whole text.
_POINTERS = ("这份", "這份", "本", "此", "该", "該", "上述")
_CONCLUSIONS = ("总之", "總之", "综上", "綜上", "最后，", "最後，", "让我们", "讓我們")


def parse(source: Source) -> Publication:
    """Return the structure of *source*; the passages have no words yet.

    Raises `SourceError` only where nothing is left to publish.
    """
    pieces, joined = join_lines(source.lines)
    pieces, broken = resolve_breaks(pieces)
    pieces, marked = read_marks(pieces)
    pieces, spaced = tidy(pieces)
    if not any(han(piece.text) for piece in pieces):
        raise SourceError(
            "no text is left after cleaning", where=source.name, hint="See the notices."
        )
    pieces, noted = find_notes(pieces)
    block = take_title_block(pieces, source)
    note, body = split_source_note(block.rest)
    headings, doubts = find_headings(body, source.headings)
    sections, shaped = _sections(body, headings)
    date, dated = _date(source, note, body)
    changes = (
        *joined,
        *broken,
        *marked,
        *spaced,
        *noted,
        *block.notices,
        *_note_notices(note),
        *dated,
    )
    return Publication(
        name=source.name,
        title=block.title,
        language=source.language,
        digest=source.digest,
        sections=sections,
        date=date,
        source_note=tuple(piece.passage for piece in note),
        front_matter=(*source.front_matter, *block.front_matter),
        notices=(
            *source.notices,
            *changes,
            *doubts,
            *shaped,
            *_closing(block.title, sections),
        ),
        subtitle=block.subtitle,
        author=block.author,
        unit=source.unit,
        original=source.original,
        readings=source.readings,
        glosses_by=source.glosses_by,
    )


def _sections(
    pieces: Sequence[Piece], headings: dict[int, Heading]
) -> tuple[tuple[Section, ...], list[Notice]]:
    """Cut the pieces before each heading, and form the blocks between."""
    starts = [*sorted({0, *headings}), len(pieces)]
    sections: list[Section] = []
    notices: list[Notice] = []
    for start, end in pairwise(starts):
        heading = headings.get(start)
        blocks, found = form_blocks(pieces[start + 1 if heading else start : end])
        if heading:
            passage = replace(pieces[start].passage, label=heading.label)
            sections.append(Section(passage, heading.level, blocks))
        elif blocks:
            sections.append(Section(None, 0, blocks))
        notices += found
    return tuple(sections), notices


def _date(
    source: Source, note: Sequence[Piece], body: Sequence[Piece]
) -> tuple[str | None, list[Notice]]:
    """Return the date that the front matter gives, else the one that the text shows."""
    given = iso_date(dict(source.front_matter).get("date", ""))
    if given:
        return given, []
    return text_date([piece.text for piece in note], [piece.text for piece in body])


def _note_notices(note: Sequence[Piece]) -> list[Notice]:
    if not note:
        return []
    text = note[-1].text
    message = "What stands before the text itself was set apart as the source's note."
    return [Notice(SOURCE_NOTE, "info", note[0].line, text, text, message)]


def _closing(title: Passage, sections: tuple[Section, ...]) -> list[Notice]:
    """Warn where the last paragraph closes the whole text and not only its section."""
    if not sections or sections[-1].heading is None or not sections[-1].paragraphs[1:]:
        return []
    last = sections[-1].paragraphs[-1]
    genre = title.text[-2:]  # 宣言, 报告, 声明
    closes = last.text.startswith(_CONCLUSIONS) or any(
        pointer + genre in last.text for pointer in _POINTERS
    )
    if not closes or label_of(last.text):
        return []
    message = (
        f"The last paragraph of {sections[-1].heading.text} seems to close the whole text; "
        "it stays where it is."
    )
    opening = last.text[:12]
    return [Notice(CLOSING, "warning", last.line, opening, opening, message)]
