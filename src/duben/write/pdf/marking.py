"""Lower the ruby of words to marked text, over which readings are painted.

An edition's tree in, the same tree changed in place: `<ruby>宣言<rt>xuān yán</rt></ruby>`
becomes 宣言 with a mark (`typesetting.readings`) in the text around it, so that a paragraph
is one run of text for the layout engine. The class of a word ("new", "doubtful") goes into its
mark as well. How words and readings look is the stylesheet's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.ruby import segments
from duben.vocabulary import PINYIN_LANGUAGE, local_name
from duben.write.pdf.typesetting.readings import Readings, Word

if TYPE_CHECKING:
    from lxml import etree


def lower(tree: etree._Element) -> Readings:
    """Replace each word's ruby in *tree*, which has no marks yet; return the readings."""
    lowering = _Lowering()
    for parent in {word.getparent(): None for word in tree.iter("{*}ruby")}:
        if parent is not None:
            lowering.lower_in(parent)
    return lowering.readings


class _Lowering:
    """What is known while an edition is lowered: most words of a text occur many times."""

    def __init__(self) -> None:
        self.readings = Readings()
        self._known: dict[tuple[str | None, ...], str] = {}

    def lower_in(self, parent: etree._Element) -> None:
        """Replace the ruby right below *parent*."""
        before: etree._Element | None = None
        parts = [parent.text or ""]
        for child in list(parent):
            if local_name(child) == "ruby":
                parts += (self._marked(child), child.tail or "")
                parent.remove(child)
            else:
                _put(parent, before, parts)
                before, parts = child, [child.tail or ""]
        _put(parent, before, parts)

    def _marked(self, ruby: etree._Element) -> str:
        over = [child for child in ruby if local_name(child) == "rt"]
        language = (over[0].get("lang") if over else None) or PINYIN_LANGUAGE
        kind = ruby.get("class") or ""
        is_simple = len(over) == 1 and not len(over[0])
        if not is_simple:
            return self.readings.mark(Word(segments(ruby), language, kind))
        key = (ruby.text, over[0].text, language, kind)
        if key not in self._known:
            self._known[key] = self.readings.mark(Word(segments(ruby), language, kind))
        return self._known[key]


def _put(parent: etree._Element, before: etree._Element | None, parts: list[str]) -> None:
    if before is None:
        parent.text = "".join(parts)
    else:
        before.tail = "".join(parts)
