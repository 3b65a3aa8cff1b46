"""Lower the ruby of words to marked text, over which readings are painted.

An edition's tree in, the same tree changed in place: `<ruby>宣言<rt>xuān yán</rt></ruby>`
becomes 宣言 with a mark (`typesetting.readings`) in the text around it, so that a paragraph
is one run of text for the layout engine. A word with a class of its own ("new", "doubtful")
stays an element, a span with the class "read". How readings look is the stylesheet's
business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.ruby import segments
from duben.vocabulary import PINYIN_LANGUAGE, local_name
from duben.write.pdf.typesetting.readings import Readings, Word, unmarked

if TYPE_CHECKING:
    from lxml import etree


def lower(tree: etree._Element) -> Readings:
    """Replace each word's ruby in *tree* by marked text; return the readings."""
    readings = Readings()
    known: dict[tuple[str | None, str | None, str | None], str] = {}
    for element in tree.iter("*"):
        # Tag characters have no shape, and here they mean something.
        if element.text:
            element.text = unmarked(element.text)
        if element.tail:
            element.tail = unmarked(element.tail)
    for parent in {word.getparent(): None for word in tree.iter("{*}ruby")}:
        if parent is not None:
            _lower_in(parent, readings, known)
    return readings


def _lower_in(
    parent: etree._Element,
    readings: Readings,
    known: dict[tuple[str | None, str | None, str | None], str],
) -> None:
    before: etree._Element | None = None
    parts = [parent.text or ""]
    for child in list(parent):
        if local_name(child) != "ruby":
            _put(parent, before, parts)
            before, parts = child, [child.tail or ""]
            continue
        text = _marked(child, readings, known)
        if child.get("class"):
            _put(parent, before, parts)
            before, parts = child, [child.tail or ""]
            child.tag = str(child.tag).replace("ruby", "span")
            child.set("class", f"{child.get('class')} read")
            del child[:]
            child.text = text
            continue
        parts += (text, child.tail or "")
        parent.remove(child)
    _put(parent, before, parts)


def _put(parent: etree._Element, before: etree._Element | None, parts: list[str]) -> None:
    if before is None:
        parent.text = "".join(parts)
    else:
        before.tail = "".join(parts)


def _marked(
    ruby: etree._Element,
    readings: Readings,
    known: dict[tuple[str | None, str | None, str | None], str],
) -> str:
    """Return a ruby as marked text; most words of a text occur many times."""
    over = [child for child in ruby if local_name(child) == "rt"]
    is_simple = len(over) == 1 and not len(over[0])
    key = (ruby.text, over[0].text, over[0].get("lang")) if is_simple else None
    if key is None or key not in known:
        language = (over[0].get("lang") if over else None) or PINYIN_LANGUAGE
        text = readings.mark(Word(segments(ruby), language))
        if key is None:
            return text
        known[key] = text
    return known[key]
