"""An ordered list → the number of each of its items, as a browser shows it: "1. ".

Follows `start`, `reversed`, `type` and `value` (HTML standard §4.4.5). What a stylesheet
numbers is not known here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_NUMBER = re.compile(r"[-+]?\d{1,9}")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LARGEST_ROMAN = 3999
_UNNUMBERED = re.compile(r"list-style(-type)?\s*:[^;]*\b(none|disc|circle|square)\b", re.IGNORECASE)


def labels_of(element: etree._Element) -> dict[etree._Element, str]:
    """Return what stands in front of the items of *element*, if it is an ordered list."""
    if element.tag != "ol" or _UNNUMBERED.search(element.get("style") or ""):
        return {}
    items = [child for child in element if child.tag == "li"]
    step = -1 if element.get("reversed") is not None else 1
    first = _whole(element.get("start"))
    number = first if first is not None else (len(items) if step < 0 else 1)
    found = {}
    for item in items:
        own = _whole(item.get("value"))
        number = number if own is None else own
        kind = item.get("type") or element.get("type") or "1"
        found[item] = f"{_written(number, kind)}. "
        number += step
    return found


def _whole(value: str | None) -> int | None:
    value = (value or "").strip()
    return int(value) if _NUMBER.fullmatch(value) else None


def _written(number: int, kind: str) -> str:
    if kind in ("i", "I") and 0 < number <= _LARGEST_ROMAN:
        text = ""
        for value, letters in _ROMAN:
            text += letters * (number // value)
            number %= value
        return text.upper() if kind == "I" else text
    if kind in ("a", "A") and number > 0:
        text = ""
        while number:
            number, place = divmod(number - 1, 26)
            text = chr(ord("a") + place) + text
        return text.upper() if kind == "A" else text
    return str(number)
