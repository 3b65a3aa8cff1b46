"""Bytes of a text file → lines, numbered from 1, with a notice on how they were decoded.

Markdown is read here too: its `#` headings are left for the parser.
"""

from __future__ import annotations

import re

from duben.errors import SourceError
from duben.model import Line, Notice
from duben.readers.encoding import decode

DECODED = "C10"

# str.splitlines() also splits at U+2028, U+0085, \v and \f, which editors do not count as
# line ends: every line number after one would be wrong.
_LINE_END = re.compile(r"\r\n|\r|\n")


def read(
    content: bytes, where: str, encoding: str | None
) -> tuple[tuple[Line, ...], tuple[Notice, ...]]:
    """Decode *content* and split it at LF, CR LF or CR.

    Raises `SourceError` where it is empty or in no encoding that can be told.
    """
    if not content:
        raise SourceError("this is empty", where=where, hint="Put a Chinese text into it.")
    decoded = decode(content, where, encoding)
    if not decoded.text.strip():
        raise SourceError(
            "there is only white space in this", where=where, hint="Put a Chinese text into it."
        )
    rows = _LINE_END.split(decoded.text)
    if not rows[-1]:
        rows.pop()
    lines = tuple(Line(row, number) for number, row in enumerate(rows, 1))
    if not decoded.guessed:
        return lines, ()
    message = f"The file says nothing of its encoding; it was read as {decoded.encoding}."
    return lines, (Notice(DECODED, "info", None, "", decoded.encoding, message),)
