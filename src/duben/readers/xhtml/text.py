"""The inside of one block of a page → its lines: white space closed up, parted at each <br>.

HTML collapses white space (CSS Text 3 §4.1.1) and leaves none at a line break between
Chinese characters (§4.1.3). What a <br> means, verse or a paragraph, is not decided here.
"""

from __future__ import annotations

import re
from itertools import groupby

from duben.han import HAN_CLASS
from duben.readers.annotation import ANCHOR, SEPARATOR, TERMINATOR
from duben.readers.one_line import one_line as one_line_of

BREAK = "\ufdd0"
"""What stands for a <br>: a code point that is no character (Unicode 23.7)."""

_WIDE = f"[{HAN_CLASS}\u3000-\u303f\uff00-\uffef‘-”…—{ANCHOR}{SEPARATOR}{TERMINATOR}]"
_WRAP = re.compile(f"(?<={_WIDE})[ \t\f]*[\r\n][ \t\r\n\f]*(?={_WIDE})")
_WHITE = re.compile("[ \t\r\n\f]+")
_EDGES = " \t\r\n\f\u00a0\u2002\u2003"


def close_up(text: str) -> str:
    """Collapse the white space of *text*; a line break between Chinese characters goes."""
    text = _WHITE.sub(" ", _WRAP.sub("", text))
    return text.strip(_EDGES)


def one_line(text: str) -> str:
    """Return *text*, with its breaks, as one line: of a heading, an item, a cell."""
    return one_line_of([close_up(part) for part in text.split(BREAK)]).strip("\u3000")


def split_at_breaks(text: str) -> list[list[str]]:
    """Split *text* into paragraphs at double breaks, and these into lines at single ones."""
    rows = text.split(BREAK)
    filled = groupby(rows, key=lambda row: bool(row.strip(_EDGES + "\u3000")))
    return [[close_up(row) for row in group] for is_filled, group in filled if is_filled]
