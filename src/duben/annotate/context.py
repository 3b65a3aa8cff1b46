"""Readings of single characters by the words around them.

The words of a passage and the place of one in, the reading that a rule of `rules.toml`
gives it out. It knows no dictionary; the rules say when 为 is wèi.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.annotate import conditions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.annotate.token import Token

_ODDS = 3.5  # of a rule that says nothing else


@dataclass(frozen=True, slots=True)
class Decision:
    """What a rule says: a reading, and how much likelier it is than the others together."""

    reading: str
    odds: float


def decide(tokens: Sequence[Token], index: int) -> Decision | None:
    """Decide how the one-character word at *index* is read; None if no rule holds."""
    rules = conditions.rules("rules.toml", "character").get(tokens[index].text, ())
    rule = conditions.holding(rules, tokens, index, ("character", "reading", "odds"))
    return Decision(rule["reading"], rule.get("odds", _ODDS)) if rule else None
