"""Ruby of HTML → annotations in the text, so that no later step can lose a reading.

<ruby>人<rt>rén</rt></ruby> becomes the annotated 人. All forms of the HTML standard (§4.5.10)
and of HTML Ruby Markup Extensions are read: pairs in a row, <rb>, <rtc>, end tags left out.
It does not judge readings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.readers.annotation import ANCHOR, SEPARATOR, TERMINATOR, annotated
from duben.readers.xhtml.elements import is_element, is_silent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

_BASE, _READING, _SECOND, _ASIDE = "base", "rt", "rtc", "rp"
_PARTS = {"rb": _BASE, "rt": _READING, "rtc": _SECOND, "rp": _ASIDE}
_MARKS = dict.fromkeys(map(ord, (ANCHOR, SEPARATOR, TERMINATOR)))


def rewrite_ruby(tree: etree._Element) -> None:
    """Put annotated text in the place of each ruby element of *tree*."""
    for ruby in list(tree.iter("ruby")):
        if ruby.tag == "ruby" and not _has_outer(ruby):
            text = ruby_text(ruby)
            del ruby[:]
            ruby.tag, ruby.text = "span", text


def close_brackets(tree: etree._Element) -> None:
    """Move readings out of <rp>, where a parser puts them if it was never closed."""
    for bracket in tree.iter("rp"):
        inside = [
            part
            for part in bracket.iterdescendants(*_PARTS)
            if next(part.iterancestors(*_PARTS)) is bracket
        ]
        for part in reversed(inside):
            bracket.addnext(part)


def ruby_text(ruby: etree._Element) -> str:
    """Return the text of a ruby element, its readings as annotations.

    A second annotation (a translation in <rtc>) follows in brackets; one without a base
    is text.
    """
    found: list[str] = []
    bases: list[str] = []
    readings: list[str] = []
    second: list[str] = []
    for part, text in _segments(ruby):
        if part == _BASE and (readings or second):
            found += _paired(bases, readings, second)
            bases, readings, second = [], [], []
        {_BASE: bases, _READING: readings, _SECOND: second}[part].append(text)
    return "".join((*found, *_paired(bases, readings, second)))


def _has_outer(ruby: etree._Element) -> bool:
    return next(ruby.iterancestors("ruby"), None) is not None


def _segments(ruby: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield what stands in *ruby* in order: part and text, without what is for old programs."""
    current: str = _BASE
    pieces: list[str] = []
    owner: object = None
    for part, at, text in _texts(ruby):
        if at is not owner and pieces:
            yield from _segment(current, pieces)
            pieces = []
        current, owner = part, at
        pieces.append(text)
    yield from _segment(current, pieces)


def _segment(part: str, pieces: Iterable[str]) -> Iterator[tuple[str, str]]:
    text = " ".join("".join(pieces).translate(_MARKS).split())
    if text and part != _ASIDE:
        yield part, text


def _texts(ruby: etree._Element) -> Iterator[tuple[str, object, str]]:
    """Yield each text node: the part it is in, the element that begins the part, the text."""
    stack: list[tuple[etree._Element, str, object, bool]] = [(ruby, _BASE, ruby, False)]
    while stack:
        node, part, owner, done = stack.pop()
        if done:
            yield part, owner, node.tail or ""
            continue
        if node is not ruby:
            stack.append((node, part, owner, True))
        if is_element(node) and node.tag in _PARTS:
            is_second = node.tag == "rt" and (part == _SECOND or _is_outer(node))
            part, owner = (_SECOND if is_second else _PARTS[node.tag]), node
        elif node is not ruby and is_silent(node):
            continue
        yield part, owner, node.text or ""
        stack += [(child, part, owner, False) for child in reversed(node)]


def _is_outer(reading: etree._Element) -> bool:
    """Whether *reading* is over a base that is ruby itself: the second annotation."""
    parent = reading.getparent()
    return parent is not None and parent.tag == "ruby" and parent.find("ruby") is not None


def _paired(bases: list[str], readings: list[str], second: list[str]) -> Iterator[str]:
    """Yield bases with their readings; where the numbers differ, all bases with all readings."""
    if not readings:
        readings, second = second, []
    if not bases:
        yield from readings
    elif len(bases) == len(readings):
        yield from map(annotated, bases, readings)
    else:
        yield annotated("".join(bases), " ".join(readings))
    if second:
        yield f"({' '.join(second)})"
