"""Straight quotation marks of one line → “ ” ‘ ’ or 「 」『 』, by pairs.

In: the line, what may not be touched, and whether a quotation is open from the line
before. Out: replacements by position. It does not correct marks that are curly already.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_DOUBLE = '"＂'
_SINGLE = "'＇"
_OPENING = "“「"
_CLOSING = "”」"
_QUOTE = re.compile(f"[{_DOUBLE}{_OPENING}{_CLOSING}]")
_SINGLE_QUOTE = re.compile(f"[{_SINGLE}]")
_BEFORE_START = " \t\u3000>*#-（(《“‘"
_AFTER_END = " \t\u3000”’）)"


@dataclass(frozen=True, slots=True)
class Style:
    """The marks of one region: GB/T 15834 has “‘’”, Taiwan and Hong Kong 「『』」."""

    double: str = "“”"
    single: str = "‘’"


MAINLAND = Style()
TAIWAN = Style("「」", "『』")


def pair_quotes(
    text: str,
    protected: bytearray,
    is_beside: Callable[[int], bool],
    *,
    style: Style,
    is_open: bool,
) -> tuple[dict[int, str], bool]:
    """Return the curly mark for each straight one, and whether a quotation stays open.

    *is_beside* tells whether Chinese text stands before or behind a place.
    """
    found: dict[int, str] = {}
    quotes = [(match.start(), match[0]) for match in _QUOTE.finditer(text)]
    straight = sum(mark in _DOUBLE and not protected[index] for index, mark in quotes)
    first, last = _edges(text)
    for index, character in quotes:
        if character in _OPENING:
            is_open = True
        elif character in _CLOSING:
            is_open = False
        elif character in _DOUBLE and not protected[index]:
            if not is_open and straight % 2 and _is_inch(text, index):
                continue
            # At its start a line opens a quotation, be the last one closed or not: in a
            # speech of several paragraphs each begins with “ and only the last ends in ”.
            opens = index <= first or (not is_open and index < last)
            found[index] = style.double[0 if opens else 1]
            is_open = opens
    found.update(_singles(text, protected, is_beside, style))
    return found, is_open


def _edges(text: str) -> tuple[int, int]:
    """Up to where a mark stands at the start of the line, and from where at its end."""
    first = len(text) - len(text.lstrip(_BEFORE_START))
    last = len(text.rstrip(_AFTER_END)) - 1
    return first, last


def _is_inch(text: str, index: int) -> bool:
    return index > 0 and text[index - 1].isascii() and text[index - 1].isdigit()


def _singles(
    text: str, protected: bytearray, is_beside: Callable[[int], bool], style: Style
) -> dict[int, str]:
    """Single marks beside Chinese text, if they come in pairs; else they are apostrophes."""
    places = [
        index
        for index in map(re.Match.start, _SINGLE_QUOTE.finditer(text))
        if not protected[index] and is_beside(index)
    ]
    if len(places) % 2:
        return {}
    return {index: style.single[place % 2] for place, index in enumerate(places)}
