"""What a source says of itself apart from its text → lines of the title block.

Title, subtitle and author of the front matter or of a book's package become lines like
all others, so that they are cleaned as the text is. A line that says the same already
takes the role, and nothing is written twice.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from duben.han import legible
from duben.source import Line, Markup, Notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.readers.base import Contents
    from duben.source import Role

GIVEN = "F02"

_ROLES: tuple[Role, ...] = ("title", "subtitle", "author")
_HASHES = "# "  # of Markdown, read as plain text
_AT_THE_TOP = 6  # lines among which the title stands, if it is in the text


def with_title_block(contents: Contents) -> Contents:
    """Return *contents* with a line for each part of the title block that was given apart."""
    given = dict(contents.front_matter)
    lines = list(contents.lines)
    added: list[Line] = []
    notices: list[Notice] = []
    for role in _ROLES:
        text = given.get(role, "").strip()
        if not text or any(line.markup and line.markup.role == role for line in lines):
            continue
        place = _place_of(text, lines)
        if place is not None:
            bare = lines[place].text.lstrip(_HASHES)
            lines[place] = replace(lines[place], text=bare, markup=Markup(role))
            continue
        added.append(Line(text, 1, markup=Markup(role)))
        message = f"The {role} was taken from what the source says of itself."
        notices.append(Notice(GIVEN, "info", None, "", text, message, added=text))
    if not added and lines == list(contents.lines):
        return contents
    return replace(contents, lines=(*added, *lines), notices=(*contents.notices, *notices))


def _place_of(text: str, lines: Sequence[Line]) -> int | None:
    """Return the index of the line near the top that reads so, by its letters."""
    wanted = legible(text)
    filled = (index for index, line in enumerate(lines) if line.text.strip())
    for index, _ in zip(filled, range(_AT_THE_TOP), strict=False):
        if legible(lines[index].text.lstrip(_HASHES)) == wanted:
            return index
    return None
