"""Which characters are Chinese: the one place that says so."""

from __future__ import annotations

import re

# CJK Unified Ideographs with extensions A to H, the compatibility block, and 〇, which
# Unicode files under symbols although it is read líng.
HAN_CLASS = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_HAN = re.compile(f"[{HAN_CLASS}]")


def is_han(character: str) -> bool:
    """Whether the one *character* is a Chinese character."""
    return _HAN.match(character) is not None


def legible(text: str) -> str:
    """Return the characters, letters and digits of *text*: without marks and spaces."""
    return "".join(filter(str.isalnum, text))


def han(text: str) -> str:
    """Return only the Chinese characters of *text*, in order."""
    return "".join(_HAN.findall(text))
