"""Text → text in which all forms of one character are the same: 發, 髮 and 发.

In: any text. Out: text as long as its composed form (NFC), to compare and to count with,
never to show: 著 and 着 fall together too. It tells nothing about which form is right.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from duben.clean.variants import forms

if TYPE_CHECKING:
    from collections.abc import Mapping


def fold(text: str) -> str:
    """Return *text* with each Chinese character in one form for all its variants.

    Whatever conversion of script a text went through, it folds to the same.
    """
    return unicodedata.normalize("NFC", text).translate(_table())


@cache
def _table() -> Mapping[int, str]:
    """Forms that OpenCC turns into each other, alone or in a phrase → one of them."""
    pairs = [*forms("t2s").items(), *forms("s2tw").items(), *map(tuple, _in_phrases())]
    groups: dict[str, list[str]] = {}
    for first, second in pairs:
        one, other = groups.setdefault(first, [first]), groups.setdefault(second, [second])
        if one is not other:
            one += other
            groups.update(dict.fromkeys(other, one))
    simplified = set(forms("t2s").values()) - set(forms("t2s"))
    return {
        ord(character): min(group, key=lambda member: (member not in simplified, member))
        for character, group in groups.items()
    }


def _in_phrases() -> list[str]:
    """Pairs of forms that only phrases turn into each other: 任何借口, 任何藉口."""
    listing = resources.files("duben.clean").joinpath("phrase_forms.txt")
    return listing.read_text(encoding="utf-8").split()
