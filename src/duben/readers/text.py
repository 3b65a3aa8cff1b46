"""Bytes of a text file → lines, numbered from 1, with a notice on how they were decoded.

Front matter at the top is taken out of the lines, which keep their numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from duben.errors import SourceError
from duben.han import han
from duben.readers.base import Contents
from duben.readers.encoding import damage_notices, decode
from duben.readers.front_matter import read_front_matter
from duben.source import Line, Notice

if TYPE_CHECKING:
    from duben.readers.base import Request

DECODED = "C10"

# str.splitlines() also splits at U+2028, U+0085, \v and \f, which editors do not count as
# line ends: every line number after one would be wrong.
_LINE_END = re.compile(r"\r\n|\r|\n")


def read(content: bytes, request: Request) -> Contents:
    """Decode *content* and split it at LF, CR LF or CR, behind the front matter.

    Raises `SourceError` where it is empty, in no encoding that can be told, or has front
    matter that cannot be understood.
    """
    text, notices = decoded(content, request)
    found = rows(text)
    front = read_front_matter(found, request.where)
    return Contents(
        tuple(Line(row, n) for n, row in enumerate(found[front.length :], front.length + 1)),
        han(text),
        (*notices, *front.notices),
        front.front_matter,
        readings=front.readings,
        headings=front.headings,
    )


def decoded(content: bytes, request: Request) -> tuple[str, tuple[Notice, ...]]:
    """Return the text of *content*, and notices of a guessed encoding and of damaged bytes.

    Raises `SourceError` where it is empty or in no encoding that can be told.
    """
    if not content:
        raise SourceError("this is empty", where=request.where, hint="Put a Chinese text into it.")
    found = decode(content, request.where, request.encoding)
    if not found.text.strip():
        raise SourceError(
            "there is only white space in this",
            where=request.where,
            hint="Put a Chinese text into it.",
        )
    damage = damage_notices(found)
    if not found.guessed:
        return found.text, damage
    message = f"The file says nothing of its encoding; it was read as {found.encoding}."
    return found.text, (Notice(DECODED, "info", None, "", found.encoding, message), *damage)


def rows(text: str) -> list[str]:
    """Split *text* at LF, CR LF or CR, and nowhere else."""
    found = _LINE_END.split(text)
    if not found[-1]:
        found.pop()
    return found
