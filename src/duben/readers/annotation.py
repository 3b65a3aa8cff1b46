"""Ruby inside a line: a reading travels with its characters, in Unicode's own brackets.

Readers write 人 with the reading rén as U+FFF9 人 U+FFFA rén U+FFFB, the interlinear
annotation characters (Unicode 23.2). Cleaning takes them out and judges the reading.
"""

from __future__ import annotations

import re

from duben.han import HAN_CLASS

ANCHOR, SEPARATOR, TERMINATOR = "\ufff9", "\ufffa", "\ufffb"

ANNOTATION = re.compile(
    f"{ANCHOR}([^{ANCHOR}{SEPARATOR}{TERMINATOR}]*){SEPARATOR}"
    f"([^{ANCHOR}{SEPARATOR}{TERMINATOR}]*){TERMINATOR}"
)
"""A base and its annotation, which nest in nothing."""

_MARKS = ANCHOR + SEPARATOR + TERMINATOR
_BRACED = re.compile(
    r"(?<![\\{])\{(?=[^\s|])"
    f"(?=[^{{}}|\n]*[{HAN_CLASS}])([^{{}}|\n{_MARKS}]{{1,20}})(?<!\\s)"
    f"\\|(?!\\s)([^{{}}|\n{HAN_CLASS}{_MARKS}]{{1,60}})(?<!\\s)\\}}(?!\\}})"
)
_DECIDED = re.compile(r"\{(.*)\}")


def annotated(base: str, reading: str) -> str:
    """Write *base* with *reading* over it; without one, *base* alone."""
    base, reading = base.strip(), reading.strip()
    if not base or not reading:
        return base
    return f"{ANCHOR}{base}{SEPARATOR}{reading}{TERMINATOR}"


def annotate_braces(text: str) -> str:
    r"""Write each {人|rén} as an annotation, with rén in braces: somebody has decided.

    Han behind the | is no reading; {{ 名|upper }} and \{人|rén} are no such braces.
    """
    return _BRACED.sub(lambda match: annotated(match[1], f"{{{match[2]}}}"), text)


def decided(reading: str) -> str | None:
    """Return the reading of an annotation that was written {人|rén}; None of all others."""
    match = _DECIDED.fullmatch(reading)
    return match[1] if match else None


def braced(base: str, reading: str) -> str:
    """Write *base* with its *reading* as it would stand in a text: {人|rén}."""
    inside = decided(reading)
    return f"{{{base}|{reading if inside is None else inside}}}"


def plain(text: str) -> str:
    """Return *text* without annotations: only their bases."""
    return ANNOTATION.sub(lambda match: match[1], text)
