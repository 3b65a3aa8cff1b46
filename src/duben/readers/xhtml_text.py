"""The inside of one block of a page → its lines: white space closed up, <br> understood.

HTML collapses white space (CSS Text 3 §4.1.1) and leaves none at a line break between
Chinese characters (§4.1.3). A <br> may end a line of verse, a paragraph, or nothing.
"""

from __future__ import annotations

import re
from itertools import groupby

from duben.han import HAN_CLASS, han
from duben.readers.annotation import ANCHOR, SEPARATOR, TERMINATOR, plain

BREAK = "\ufdd0"
"""What stands for a <br>: a code point that is no character (Unicode 23.7)."""

_WIDE = f"[{HAN_CLASS}\u3000-\u303f\uff00-\uffef‘-”…—{ANCHOR}{SEPARATOR}{TERMINATOR}]"
_WRAP = re.compile(f"(?<={_WIDE})[ \t\f]*[\r\n][ \t\r\n\f]*(?={_WIDE})")
_WHITE = re.compile("[ \t\r\n\f]+")
_EDGES = " \t\r\n\f\u00a0\u2002\u2003"
_INDENTED = re.compile("[ \t\r\n\f]*(?:\u3000|[\u00a0\u2002\u2003]{2})")
_ENDS = tuple("。！？…：；”’」』）)")
_VERSE_ENDS = tuple("，。！？；、…")
_LONGEST_VERSE = 20
_LEAST_UNMARKED_VERSE = 4


def close_up(text: str) -> str:
    """Collapse the white space of *text*; a line break between Chinese characters goes."""
    text = _WHITE.sub(" ", _WRAP.sub("", text))
    return text.strip(_EDGES)


def one_line(text: str) -> str:
    """Return *text*, with its breaks, as one line: of a heading, an item, a cell."""
    return close_up(text.replace(BREAK, "\n")).strip("\u3000")


def split_at_breaks(text: str, *, is_verse: bool = False) -> list[tuple[bool, list[str]]]:
    """Split *text* at what its breaks mean: pairs of "is verse" and lines.

    Verse keeps each line. Else two breaks end a paragraph; one does where the lines are
    indented or each ends like a sentence; all other lines are one.
    """
    if BREAK not in text:
        return [(is_verse, [close_up(text)])]
    found: list[tuple[bool, list[str]]] = []
    rows = text.split(BREAK)
    for is_filled, group in groupby(rows, key=lambda row: bool(row.strip(_EDGES + "\u3000"))):
        if not is_filled:
            continue
        lines = list(group)
        if is_verse or _reads_as_verse([close_up(line) for line in lines]):
            found.append((True, [close_up(line) for line in lines]))
        else:
            found += [(False, [paragraph]) for paragraph in _paragraphs(lines)]
    return found


def _reads_as_verse(lines: list[str]) -> bool:
    """Whether lines are short and equal: 床前明月光， / 疑是地上霜。."""
    bare = [plain(line) for line in lines]
    lengths = {len(han(line)) for line in bare}
    if len(lines) < 2 or len(lengths) > 1 or not 2 < min(lengths) <= _LONGEST_VERSE:  # noqa: PLR2004
        return False
    return len(lines) >= _LEAST_UNMARKED_VERSE or all(line.endswith(_VERSE_ENDS) for line in bare)


def _paragraphs(lines: list[str]) -> list[str]:
    begins = [bool(_INDENTED.match(line)) for line in lines[1:]]
    if not any(begins) and all(line.strip(_EDGES).endswith(_ENDS) for line in lines[:-1]):
        begins = [True] * len(begins)
    found = [[lines[0]]]
    for begins_one, line in zip(begins, lines[1:], strict=True):
        if begins_one:
            found.append([line])
        else:
            found[-1].append(line)
    return [close_up("\n".join(paragraph)) for paragraph in found]
