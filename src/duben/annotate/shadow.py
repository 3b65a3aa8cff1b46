"""The simplified shadow of a text: the same length, for looking words up.

In goes text in any script, out comes text of as many characters with each traditional
character in its simplified form. It does not touch the text that is printed.
"""

from __future__ import annotations

from functools import cache
from typing import Protocol


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


def shadow(text: str) -> str:
    """Simplify *text* character for character (OpenCC t2s); the length stays the same.

    OpenCC looks at words (乾 in 乾燥 is 干, in 乾隆 stays). Where its answer has another
    length, each character is taken by itself.
    """
    whole = _converter().convert(text)
    if len(whole) == len(text):
        return whole
    return "".join(_single(character) for character in text)


@cache
def _single(character: str) -> str:
    simplified = _converter().convert(character)
    return simplified if len(simplified) == 1 else character


@cache
def _converter() -> _Converter:
    from opencc import OpenCC

    converter: _Converter = OpenCC("t2s")
    return converter
