"""Characters → their forms in the other script, one by one or in their words, by OpenCC.

In: text, and the name of a conversion ("t2s", "s2tw"). Out: text, or the table of all
characters that change when they stand alone. It does not decide what should be converted.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ALL_HAN = tuple(map(chr, (0x3007, *range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))))


def in_words(config: str, text: str) -> str:
    """Convert *text* by phrases (头发 → 頭髮); the result may have another length."""
    return _converter(config)(text)


@cache
def forms(config: str) -> Mapping[str, str]:
    """Return the characters that change when they stand alone, and what they become."""
    converted = _converter(config)("\n".join(_ALL_HAN)).split("\n")
    return {
        old: new
        for old, new in zip(_ALL_HAN, converted, strict=True)
        if old != new and len(new) == 1
    }


@cache
def _converter(config: str) -> Callable[[str], str]:
    import opencc

    # Its "tofu risk" dictionaries give 𬭭 for 錞: right, and in hardly any font.
    convert: Callable[[str], str] = opencc.OpenCC(
        config, include_tofu_risk_dictionaries=False
    ).convert
    return convert
