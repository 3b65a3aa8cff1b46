"""What kind of token stands in a line, and between which two the line may end.

Text in, tokens with their kinds out (W3C clreq, "Line composition"; GB/T 15834-2011, 5.1).
Nothing here is measured.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from duben.han import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(IntEnum):
    """What a token is to its line."""

    HAN = 0
    OPENING = 1  # （《“, whose left half is empty
    CLOSING = 2  # ）》”，。、, whose right half is empty
    FILLING = 3  # ！？；： and · have no half to give; they may not begin a line either
    DASH = 4  # —— and ……: neither torn nor stretched
    LATIN = 5  # a word or number in another script
    SPACE = 6
    BLANK = 7  # an ideographic space, which is kept


class Token(NamedTuple):
    """What is set as one: a Chinese character, a mark, a Latin word."""

    text: str
    kind: Kind


OPENING = "“‘（《〈「『【〔〖［｛"
BRACKETS = "”’）》〉」』】〕〗］｝"
STOPS = "，。、．"
FILLING = "！？；：·・‧～％／"
DASHES = "—…⋯⸺"

SELECTORS = "\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""What belongs to the character before it: 葛󠄀 is 葛 and a variation selector."""

_WIDE = (
    HAN_CLASS + "\u2e80-\u2fff\u3001-\u33ff\ua960-\ua97f\uac00-\ud7af\ufe30-\ufe4f"
    "\uff01-\uff60\uffe0-\uffe6"
)
_MARKS = re.escape(OPENING + BRACKETS + STOPS + FILLING)
_OTHER = f"[^ \u200b\u3000{_WIDE}{_MARKS}{DASHES}]"
_TOKEN = re.compile(
    f"(?P<dash>[{DASHES}]+)|(?P<blank>\u3000)|(?P<space>[ \u200b]+)"
    f"|(?P<wide>[{_WIDE}{_MARKS}][{SELECTORS}]*)"
    f"|(?P<latin>(?:{_OTHER}|(?<=[A-Za-z])’(?=[A-Za-z]))+)"
)
# Behind these a long address or compound may be parted; GPT-4 may not.
_JOINT = re.compile("(?<=[/?&=_-])(?=[A-Za-z])")
_LONGEST_WORD = 28  # antidisestablishmentarianism
_CHUNK = 4

_KINDS = {
    **dict.fromkeys(OPENING, Kind.OPENING),
    **dict.fromkeys(BRACKETS + STOPS, Kind.CLOSING),
    **dict.fromkeys(FILLING, Kind.FILLING),
}
# In traditional text ，。、 stand in the middle of their square: they have no half to give.
_KINDS_HANT = {**_KINDS, **dict.fromkeys(STOPS, Kind.FILLING)}

_CHINESE = re.compile(f"[{_WIDE}{re.escape(OPENING + BRACKETS)}…]")
_NOT_FIRST = frozenset(",.;:!?)]}%°\u00a0\u2060")
_NOT_LAST = frozenset("([{$¥£€#\u00a0\u2060")
_SPACED = re.compile("[A-Za-z0-9\u00c0-\u024f\u0370-\u04ff%]")


def is_chinese(text: str) -> bool:
    """Whether *text* has anything that is set by Chinese rules."""
    return _CHINESE.search(text) is not None


def tokens(text: str, *, is_traditional: bool = False) -> Iterator[Token]:
    """Cut *text* into what is set as one; nothing is left out."""
    kinds = _KINDS_HANT if is_traditional else _KINDS
    for match in _TOKEN.finditer(text):
        found = match[0]
        if match.lastgroup == "wide":
            yield Token(found, kinds.get(found[0], Kind.HAN))
        elif match.lastgroup == "latin":
            for part in _parts(found):
                yield Token(part, Kind.LATIN)
        else:
            yield Token(found, _GROUPS[match.lastgroup or ""])


def _parts(word: str) -> Iterator[str]:
    """Part an address at its joints, and what is longer than any word anywhere."""
    for part in _JOINT.split(word):
        step = len(part) if len(part) <= _LONGEST_WORD else _CHUNK
        for start in range(0, len(part), step):
            yield part[start : start + step]


_GROUPS = {"dash": Kind.DASH, "blank": Kind.BLANK, "space": Kind.SPACE}


def may_begin(token: Token) -> bool:
    """Whether a line may begin with *token* (clreq, "Prohibition rules for line start …")."""
    if token.kind is Kind.LATIN:
        return token.text[0] not in _NOT_FIRST
    return token.kind not in {Kind.CLOSING, Kind.FILLING, Kind.SPACE}


def may_end(token: Token) -> bool:
    """Whether a line may end with *token*."""
    if token.kind is Kind.LATIN:
        return token.text[-1] not in _NOT_LAST
    return token.kind is not Kind.OPENING


def is_halved(before: Kind, after: Kind) -> tuple[bool, bool]:
    """Which of two neighbours gives up its empty half: 》 in 《论语》（节选）."""
    if before is Kind.CLOSING:
        return after in {Kind.CLOSING, Kind.OPENING, Kind.FILLING}, False
    return False, before is Kind.OPENING and after is Kind.OPENING


class Edge(IntEnum):
    """What a token is to a neighbour in another script, at its left or right edge."""

    NEUTRAL = 0
    HAN = 1
    LATIN = 2


def edges(token: Token) -> tuple[Edge, Edge]:
    """Return what *token* is at its left and at its right edge."""
    if token.kind is Kind.HAN:
        return (_edge(token.text[0]),) * 2
    return _edge(token.text[0]), _edge(token.text[-1])


def is_spaced(before: Edge, after: Edge) -> bool:
    """Whether a quarter-em stands between two edges: of 人 and A in 人AI (clreq, 3.2.2)."""
    return before + after == Edge.HAN + Edge.LATIN and Edge.NEUTRAL not in {before, after}


def _edge(character: str) -> Edge:
    if _HAN.match(character):
        return Edge.HAN
    return Edge.LATIN if _SPACED.match(character) else Edge.NEUTRAL


_HAN = re.compile(f"[{HAN_CLASS}\u3040-\u30ff]")
