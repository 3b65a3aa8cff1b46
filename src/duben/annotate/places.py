"""Names of places with the kind of place behind them: 浦东 新区, 南京 东路.

The words of a text in, the same with name and kind joined out. It finds no new names: it
adds to those that jieba's list calls places.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from duben.annotate.token import Token

if TYPE_CHECKING:
    from collections.abc import Sequence

PLACE = "ns"

_KINDS = "省市县区州镇乡村岛路街巷河江湖山港寺桥湾峡"
_KIND = re.compile(f"[{_KINDS}]|[东南西北中][路街]|大街|大道|新区|自治区|自治州|自治县|半岛")
_ROAD = re.compile("[东南西北中]?[路街]|大街|大道|巷")
_COUNTRY_ENDS = "国洲"
_SHORTEST = 2


def joined(tokens: Sequence[Token]) -> list[Token]:
    """Return *tokens* with each place and its kind as one word."""
    found: list[Token] = []
    for token in tokens:
        if found and _is_kind(found[-1], token):
            found[-1] = Token(found[-1].text + token.text, PLACE)
        else:
            found.append(token)
    return found


def _is_kind(place: Token, token: Token) -> bool:
    if place.tag != PLACE or place.given or token.given or len(place.text) < _SHORTEST:
        return False
    if _KIND.fullmatch(token.text) is None or place.text[-1] in _COUNTRY_ENDS:
        return False
    return _ROAD.fullmatch(token.text) is not None or place.text[-1] not in _KINDS
