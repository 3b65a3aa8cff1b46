"""OpenCC, kept within bounds: which characters belong to one script, and both ways.

It converts characters and never words: 文件 stays 文件 and does not become 檔案. What
should be converted is decided elsewhere.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from duben.clean.folding import fold
from duben.clean.variants import forms, in_words
from duben.han import is_han

if TYPE_CHECKING:
    from collections.abc import Callable

# Big5's first level (A440–C67E): what writers of traditional characters use every day.
_BIG5_FIRST_LEVEL = (0xA440, 0xC67E)
# Simplified characters with several traditional forms, and all of them alive.
_ONE_TO_MANY = frozenset(
    "发后干里面只致复征表周范了台系松斗云余制才丑冲当淀谷划伙几借卷克帘蒙辟签舍沈术涂吁郁折症准"
)


def to_hans(text: str) -> str:
    """Return *text* in simplified characters, as many as there were.

    A character that is simplified already stays, whatever phrase OpenCC sees around it:
    it makes 破坯土壤 of 破坏土壤.
    """
    simplified = forms("s2t")
    return _converted(text, "t2s", lambda character: character not in simplified)


def to_hant(text: str) -> str:
    """Return *text* in traditional characters (Taiwan's standard forms), as many."""
    return _converted(text, "s2tw", lambda _: True)


def one_to_many(hans: str, hant: str) -> list[int]:
    """Where *hant* took the usual form of a character that has several.

    头发 and 发展 are known phrases and sure; 发 alone becomes 發, which may be wrong.
    """
    table = forms("s2tw")
    return [
        index
        for index, (old, new) in enumerate(zip(hans, hant, strict=True))
        if old in _ONE_TO_MANY and new == table.get(old, old)
    ]


@cache
def traditional_only() -> frozenset[str]:
    """Characters that simplified text does not have: GB 2312 lacks them."""
    return frozenset(c for c in forms("t2s") if not _encodes(c, "gb2312"))


@cache
def simplified_only() -> frozenset[str]:
    """Characters that traditional text does not have: Big5's first level lacks them.

    后, 里, 台, 于 are in it: they are traditional characters too.
    """
    variants = forms("t2s")  # 爲 → 為 is no simplification
    return frozenset(c for c in forms("s2tw") if not _is_everyday_big5(c) and c not in variants)


def _converted(text: str, config: str, may_change: Callable[[str], bool]) -> str:
    converted = in_words(config, text)
    if len(converted) != len(text):
        # Nothing may be lost: then one by one, without OpenCC's phrases.
        table = forms(config)
        return "".join(table.get(character, character) for character in text)
    if converted == text:
        return text
    return "".join(
        new if new != old and may_change(old) and _are_forms(old, new) else old
        for old, new in zip(text, converted, strict=True)
    )


@cache
def _are_forms(old: str, new: str) -> bool:
    """Whether both are one character: a phrase may not put another in its place."""
    return is_han(old) and is_han(new) and fold(old) == fold(new)


def _encodes(character: str, codec: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _is_everyday_big5(character: str) -> bool:
    first, last = _BIG5_FIRST_LEVEL
    if not _encodes(character, "big5"):
        return False
    return first <= int.from_bytes(character.encode("big5"), "big") <= last
