"""Lower the ruby of words to boxes of single characters, which the layout engine can set.

An edition's tree in, the same tree changed in place. WeasyPrint knows no CSS ruby
(https://github.com/Kozea/WeasyPrint/issues/406), but it sets a small block in a line
like an ideograph. So `<ruby>宣言<rt>xuān yán</rt></ruby>` becomes
`<ruby><rt>xuān</rt>宣</ruby><ruby><rt>yán</rt>言</ruby>`, one block a character with the
reading on top. How the blocks look is not decided here, but in the stylesheet.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from duben.vocabulary import PINYIN_LANGUAGE, base_text, local_name

if TYPE_CHECKING:
    from lxml import etree

# One character with what belongs to it: 葛󠄀 is 葛 and a variation selector.
_CHARACTER = re.compile("(?s:.)[\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ef]*")

# Letters of a reading that is never wider than its character: mǎo, but not máng. Such a
# box gets the class "short": where its width is known, setting it takes half the time.
_SHORT = 3


def lower(tree: etree._Element) -> None:
    """Replace each word's ruby in *tree* by one ruby a character.

    Between two words that both have readings stands a space, so that their readings
    stand further apart than those within a word (GB/T 16159 writes words apart). Where
    the readings are not as many as the characters, the word stays one box.
    """
    for word in list(tree.iter("{*}ruby")):
        boxes = _boxes(word)
        boxes[-1].tail = " " if _touches_a_word(word) else word.tail
        parent = word.getparent()
        if parent is None:
            continue
        place = parent.index(word)
        parent[place : place + 1] = boxes


def _boxes(word: etree._Element) -> list[etree._Element]:
    """Make the boxes of one word, each with the word's class."""
    characters = _CHARACTER.findall(base_text(word))
    readings = " ".join(rt.text or "" for rt in word.iter("{*}rt")).split()
    if len(characters) != len(readings) or not characters:
        characters, readings = ["".join(characters)], [" ".join(readings)]
    return [_box(word, *pair) for pair in zip(characters, readings, strict=True)]


def _box(word: etree._Element, character: str, reading: str) -> etree._Element:
    classes = [word.get("class") or "", "short" if len(reading) <= _SHORT else ""]
    box = word.makeelement(word.tag, {"class": " ".join(filter(None, classes))})
    above = word.makeelement(word.tag.replace("ruby", "rt"), {"lang": PINYIN_LANGUAGE})
    above.text = reading
    above.tail = character
    box.append(above)
    return box


def _touches_a_word(word: etree._Element) -> bool:
    following = word.getnext()
    return not word.tail and following is not None and local_name(following) == "ruby"
