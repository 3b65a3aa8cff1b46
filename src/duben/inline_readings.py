"""Readings in brackets behind their words, for devices that drop ruby: 人工智能(réngōngzhìnéng).

A writer's copy of an edition's tree in, the same tree without `ruby` out. It chooses no
readings and moves no text: which words have one was decided before.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from duben.ruby import Stretch, segments
from duben.vocabulary import PINYIN_LANGUAGE, XHTML, base_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from duben.ruby import Segment

READING = "reading"
"""The class of a `span` that holds a reading with its brackets: no text of the edition."""

_OPENING_VOWELS = frozenset("aoe")


def set_inline(tree: etree._Element) -> None:
    """Put each reading of *tree* behind its word, with brackets, in a `span` of its own.

    The word keeps the class that its ruby had ("new", "doubtful").
    """
    for ruby in list(tree.iter("{*}ruby")):
        rt = next(ruby.iter("{*}rt"))
        said = {str(name): str(value) for name, value in rt.items()}  # its language
        stretches = joined(segments(ruby), is_pinyin=said.get("lang") == PINYIN_LANGUAGE)
        base = base_text(ruby)
        del ruby[:]
        ruby.tag = f"{{{XHTML}}}span"
        ruby.text = base
        reading = ruby.makeelement(f"{{{XHTML}}}span", {"class": READING, **said})
        ruby.append(reading)
        fill(reading, (Stretch("("), *stretches, Stretch(")")))


def joined(parts: Iterable[Segment], *, is_pinyin: bool) -> tuple[Stretch, ...]:
    """Write the reading of a word as one: rén gōng → réngōng, Xī ān → Xī'ān (GB/T 16159, 6.6).

    A capital begins a word of its own: Lǔ Xùn. Readings of words, "réngōng zhìnéng", and
    zhuyin keep their spaces.
    """
    parts = tuple(parts)
    is_of_syllables = is_pinyin and all(part.length == 1 for part in parts)
    found = list(parts[0].reading) if parts else []
    for before, part in pairwise(parts):
        gap = _joint(before.reading_text, part.reading_text) if is_of_syllables else " "
        found += [Stretch(gap)] * bool(gap) + list(part.reading)
    return tuple(found)


def fill(element: etree._Element, stretches: Iterable[Stretch]) -> None:
    """Write *stretches* into the empty *element*, those of a tone in a `span` of its class."""
    last: etree._Element | None = None
    for stretch in stretches:
        if stretch.tone:
            last = element.makeelement(f"{{{XHTML}}}span", {"class": stretch.tone})
            last.text = stretch.text
            element.append(last)
        elif last is None:
            element.text = (element.text or "") + stretch.text
        else:
            last.tail = (last.tail or "") + stretch.text


def _joint(before: str, syllable: str) -> str:
    """Return what stands between two syllables of a word."""
    if syllable[0].isupper():
        return " "
    first = unicodedata.normalize("NFD", syllable)[0]
    return "'" if first in _OPENING_VOWELS and before[-1].isalpha() else ""
