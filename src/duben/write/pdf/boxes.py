"""Lower the ruby of words to small boxes, which the layout engine can set.

An edition's tree in, the same tree changed in place. WeasyPrint knows no CSS ruby
(https://github.com/Kozea/WeasyPrint/issues/406), but it sets a small block in a line
like an ideograph. So `<ruby>宣言<rt>xuān yán</rt></ruby>` becomes
`<ruby><rt>xuān</rt>宣</ruby><ruby><rt>yán</rt>言</ruby>`, one block a character with the
reading on top; where words have readings (xuānyán), one block a word. How the blocks look
is not decided here, but in the stylesheet.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from duben.han import han
from duben.ruby import segments
from duben.vocabulary import PINYIN_LANGUAGE, ZHUYIN_LANGUAGE, base_text, local_name

if TYPE_CHECKING:
    from lxml import etree

    from duben.ruby import Segment, Stretch

# Letters of a reading that is never wider than its character: mǎo, but not máng. Such a
# box gets the class "short": where its width is known, setting it takes half the time.
_SHORT = 3
_SHORT_ZHUYIN = 2  # signs, which are as wide as they are high; the tone's mark is narrow


def lower(tree: etree._Element) -> None:
    """Replace each word's ruby in *tree* by one ruby for each of its segments.

    Between two words that both have readings stands a space, so that their readings
    stand further apart than those within a word (GB/T 16159 writes words apart). Where
    the readings are not as many as the characters, the word stays one box. A block in which
    some words have no reading gets the class "partly": it has few spaces, and a line that
    is stretched at one of them alone is torn.
    """
    for block in tree.iter("{*}p", "{*}li"):
        if next(block.iter("{*}ruby"), None) is not None and _has_unread(block):
            block.set("class", " ".join(filter(None, (block.get("class"), "partly"))))
    for word in list(tree.iter("{*}ruby")):
        boxes = [_box(word, segment) for segment in segments(word)]
        boxes[-1].tail = " " if _touches_a_word(word) else word.tail
        parent = word.getparent()
        if parent is None:
            continue
        place = parent.index(word)
        parent[place : place + 1] = boxes


def _has_unread(block: etree._Element) -> bool:
    """Whether Chinese characters of *block* stand outside of all ruby."""
    read = sum(len(han(base_text(word))) for word in block.iter("{*}ruby"))
    return len(han(base_text(block))) > read


def _box(word: etree._Element, segment: Segment) -> etree._Element:
    """Make one box, with the word's class."""
    rt = next(word.iter("{*}rt"), None)
    language = (None if rt is None else rt.get("lang")) or PINYIN_LANGUAGE
    names = [word.get("class") or "", "short" if _is_short(segment, language) else ""]
    box = word.makeelement(word.tag, {"class": " ".join(filter(None, names))})
    above = word.makeelement(word.tag.replace("ruby", "rt"), {"lang": language})
    _write(above, segment.reading)
    above.tail = segment.base
    box.append(above)
    return box


def _write(above: etree._Element, reading: tuple[Stretch, ...]) -> None:
    """Write a reading into its `rt`, which has the tone's class where it has one tone."""
    if len(reading) == 1 and reading[0].tone:
        above.set("class", reading[0].tone)
    if len(reading) <= 1:
        above.text = "".join(stretch.text for stretch in reading)
        return
    for stretch in reading:
        span = above.makeelement(str(above.tag)[:-2] + "span", {})
        if stretch.tone:
            span.set("class", stretch.tone)
        span.text = stretch.text
        above.append(span)


def _is_short(segment: Segment, language: str) -> bool:
    reading = segment.reading_text
    if segment.length > 1:
        return False
    if language == ZHUYIN_LANGUAGE:
        return sum(unicodedata.category(sign) == "Lo" for sign in reading) <= _SHORT_ZHUYIN
    return len(reading) <= _SHORT


def _touches_a_word(word: etree._Element) -> bool:
    following = word.getnext()
    return not word.tail and following is not None and local_name(following) == "ruby"
