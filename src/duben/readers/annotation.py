"""Ruby inside a line: a reading travels with its characters, in Unicode's own brackets.

Readers write 人 with the reading rén as U+FFF9 人 U+FFFA rén U+FFFB, the interlinear
annotation characters (Unicode 23.2). Cleaning takes them out and judges the reading.
"""

from __future__ import annotations

import re

ANCHOR, SEPARATOR, TERMINATOR = "\ufff9", "\ufffa", "\ufffb"

ANNOTATION = re.compile(
    f"{ANCHOR}([^{ANCHOR}{SEPARATOR}{TERMINATOR}]*){SEPARATOR}"
    f"([^{ANCHOR}{SEPARATOR}{TERMINATOR}]*){TERMINATOR}"
)
"""A base and its annotation, which nest in nothing."""

_BRACED = re.compile(r"\{([^{}|\n]{1,20})\|([^{}|\n]{1,60})\}")


def annotated(base: str, reading: str) -> str:
    """Write *base* with *reading* over it; without one, *base* alone."""
    base, reading = base.strip(), reading.strip()
    if not base or not reading:
        return base
    return f"{ANCHOR}{base}{SEPARATOR}{reading}{TERMINATOR}"


def annotate_braces(text: str) -> str:
    """Write the ruby of Markdown, {人|rén}, as an annotation."""
    return _BRACED.sub(lambda match: annotated(match[1], match[2]), text)


def plain(text: str) -> str:
    """Return *text* without annotations: only their bases."""
    return ANNOTATION.sub(lambda match: match[1], text)
