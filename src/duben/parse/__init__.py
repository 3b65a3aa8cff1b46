"""Cleaned lines → `Publication`: title, source note, sections, paragraphs; no words yet.

Only what the text shows is taken: explicit headings (#) first, then numbering (第一章,
一、, （一）, 1.), then shape. What cannot be classified is a paragraph, and doubt is a
notice. Nothing is moved and no Han character is dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.errors import SourceError
from duben.han import han
from duben.model import Block, Notice, Publication, Section
from duben.parse.dating import text_date
from duben.parse.headings import find_headings
from duben.parse.lead import split_source_note, take_title
from duben.parse.numbering import label_of
from duben.parse.paragraphs import join_lines
from duben.parse.spaces import tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.model import Passage, Source
    from duben.parse.headings import Heading
    from duben.parse.paragraphs import Piece

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
    pieces, spaced = tidy(pieces)
    if not any(han(piece.text) for piece in pieces):
        raise SourceError(
            "no text is left after cleaning", where=source.name, hint="See the notices."
        )
    title = take_title(pieces, source.name)
    note, body = split_source_note(title.rest)
    headings, doubts = find_headings(body)
    sections = _sections(body, headings)
    date, dated = text_date([piece.text for piece in note], [piece.text for piece in body])
    notices = (*joined, *spaced, *title.notices, *_note_notices(note), *dated, *doubts)
    return Publication(
        name=source.name,
        title=title.passage,
        language=source.language,
        digest=source.digest,
        sections=sections,
        date=date,
        source_note=tuple(piece.passage for piece in note),
        front_matter=(*source.front_matter, *title.front_matter),
        notices=(*source.notices, *notices, *_closing(title.passage, sections)),
    )


def _sections(pieces: Sequence[Piece], headings: dict[int, Heading]) -> tuple[Section, ...]:
    """Cut the pieces before each heading."""
    sections: list[Section] = []
    heading: Heading | None = None
    passage: Passage | None = None
    paragraphs: list[Passage] = []
    for index, piece in enumerate(pieces):
        if index not in headings:
            paragraphs.append(piece.passage)
            continue
        sections.append(_section(passage, heading, paragraphs))
        heading, passage, paragraphs = headings[index], piece.passage, []
    sections.append(_section(passage, heading, paragraphs))
    return tuple(section for section in sections if section.passages)


def _section(
    passage: Passage | None, heading: Heading | None, paragraphs: list[Passage]
) -> Section:
    if heading is None:
        return Section(None, 0, _blocks(paragraphs))
    return Section(passage, heading.level, _blocks(paragraphs), heading.label)


def _blocks(passages: Sequence[Passage]) -> tuple[Block, ...]:
    return tuple(Block("paragraph", (passage,)) for passage in passages)


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
