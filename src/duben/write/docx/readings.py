"""Set readings in brackets behind their words, for who has no use for phonetic guides.

The body of an edition in, changed in place. Headings keep their ruby: their reading is a
line of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.inline_readings import READING, set_inline
from duben.vocabulary import classes, local_name

if TYPE_CHECKING:
    from lxml import etree

DOUBTFUL_READING = "doubtful-reading"
"""The class of a reading in brackets that a person should check."""

_HOLDERS = frozenset({"p", "li", "caption", "th", "td"})


def set_behind(body: etree._Element) -> None:
    """Put the readings of *body*, those of headings excepted, behind their words.

    They have no colours of tones: a run has one style, and theirs says that they are readings.
    """
    for holder in [node for node in body.iter("{*}*") if local_name(node) in _HOLDERS]:
        set_inline(holder)
    for span in list(body.iter("{*}span")):
        around = next(span.iterancestors(), None)
        is_doubtful = around is not None and "doubtful" in classes(around)
        if READING not in classes(span):
            continue
        text = "".join(map(str, span.itertext()))
        del span[:]
        span.text = text
        if is_doubtful:
            span.set("class", DOUBTFUL_READING)
    for span in body.iter("{*}span"):
        names = [name for name in classes(span) if name != "doubtful"]
        if len(names) < len(classes(span)):
            span.set("class", " ".join(names))
            if not names:
                del span.attrib["class"]
