"""Texts that a reader left out → notices with all of them in full.

A large one has a notice of its own, the small ones share one. What is left out is decided
elsewhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from duben.han import han
from duben.source import Notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from duben.source import Severity

_LEAST_BLOCK = 20  # Chinese characters
_LONGEST_SHOWN = 60
_SENTENCE = re.compile("[。！？]")


def notices_of(texts: Iterable[str], block: str, pieces: str, whole: str) -> Iterator[Notice]:
    """Yield a notice with the code *block* for each large text, *pieces* for all others.

    *whole* names in English what they were part of. What reads as sentences is a warning.
    """
    small = []
    for text in texts:
        count = len(han(text))
        if count < _LEAST_BLOCK:
            small += [text] if count else []
            continue
        severity: Severity = "warning" if len(_SENTENCE.findall(text)) > 1 else "info"
        message = f"A block of {whole} with {count} Chinese characters was left out."
        yield Notice(block, severity, None, shortened(text), "", message, removed=text)
    if small:
        text = "\n".join(small)
        message = (
            f"{len(small)} small pieces of {whole} with {len(han(text))} Chinese characters "
            "were left out."
        )
        yield Notice(pieces, "info", None, shortened(text), "", message, removed=text)


def shortened(text: str) -> str:
    """Return the beginning of *text* in one line."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
