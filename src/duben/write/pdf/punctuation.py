"""Mark the Chinese punctuation that is set in another way than the characters around it.

An edition's tree in, the same tree changed in place: such a mark gets a span, whose look
is the stylesheet's business. Lines are not broken here, nor marks at their ends trimmed.

* class "half": a full-width mark is half empty, and two empty halves side by side tear a
  hole into the line. In 《论语》（节选） the 》 gives up its right half (W3C clreq,
  "Punctuation width adjustment").
* class "quote": “ ” ‘ ’ are Latin marks as well, and a Kai font draws them narrow.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from duben.vocabulary import local_name

if TYPE_CHECKING:
    from lxml import etree

_QUOTES = "“”‘’"
_OPENING = "“‘（《〈「『【〔"
_CLOSING = "”’）》〉」』】〕"
_STOPS = "，。、"  # ！？；： fill their square in many fonts


def _marks(halved: str, neighbours: str) -> re.Pattern[str]:
    half = f"[{halved}](?=[{neighbours}])|(?<=[{_OPENING}])[{_OPENING}]"
    return re.compile(f"(?P<half>{half})|(?P<quote>[{_QUOTES}])")


# In traditional text ，。、 stand in the middle of their square: they stay whole.
_MARKS = {
    "zh-Hans": _marks(_CLOSING + _STOPS, _OPENING + _CLOSING + _STOPS + "！？；："),
    "zh-Hant": _marks(_CLOSING, _OPENING + _CLOSING),
}


def fit(tree: etree._Element) -> None:
    """Put a span around each mark in the Chinese of *tree* that needs another look.

    Code is left alone: in it every mark has its width.
    """
    code = {line for block in tree.iterfind(".//{*}div[@class='code']") for line in block.iter()}
    for element in list(tree[-1].iter("*")):
        if element in code:
            continue
        parent = element.getparent()
        name = local_name(element)
        if name not in {"ruby", "rt"}:
            element.text = _set_spans(element, 0, element.text)
        if name != "rt" and parent is not None:
            element.tail = _set_spans(parent, parent.index(element) + 1, element.tail)


def _set_spans(parent: etree._Element, place: int, text: str | None) -> str | None:
    """Insert spans for the marks of *text* at *place* in *parent*; return what is before."""
    marks = _MARKS.get(_language(parent))
    found = list(marks.finditer(text)) if marks and text else []
    if not text or not found:
        return text
    ends = [*(match.start() for match in found[1:]), len(text)]
    for number, (match, end) in enumerate(zip(found, ends, strict=True)):
        tag = str(parent.tag).replace(local_name(parent), "span")
        span = parent.makeelement(tag, {"class": match.lastgroup or ""})
        span.text = match[0]
        span.tail = text[match.end() : end]
        parent.insert(place + number, span)
    return text[: found[0].start()]


def _language(element: etree._Element) -> str:
    """Return the language of the text that stands directly in *element*."""
    languages = (near.get("lang") for near in (element, *element.iterancestors()))
    return next((language for language in languages if language), "")
