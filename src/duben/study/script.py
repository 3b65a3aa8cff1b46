"""The traditional form of a simplified word.

Simplified characters in, traditional ones out, by words (OpenCC s2t). It chooses no
meaning.
"""

from __future__ import annotations

from functools import cache
from typing import Protocol


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def to_traditional(text: str) -> str:
    """Convert *text* to traditional characters: 头发 to 頭髮, 发展 to 發展."""
    return _converter().convert(text)


@cache
def _converter() -> _Converter:
    from opencc import OpenCC

    converter: _Converter = OpenCC("s2t")
    return converter
