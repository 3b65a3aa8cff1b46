"""Words that are two words in some sentences: 才能 "talent", 才 能 "only then can".

The words of a text in, the same with such words parted out. `divisions.toml` says when;
crossing words, 研究生|命, are the lattice's matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.annotate import conditions
from duben.annotate.token import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def divided(tokens: Sequence[Token], tag_of: Callable[[str], str]) -> list[Token]:
    """Return *tokens* with the words parted that a rule parts; *tag_of* tags the parts."""
    found: list[Token] = []
    every = conditions.rules("divisions.toml", "word")
    for index, token in enumerate(tokens):
        rules = () if token.given else every.get(token.text, ())
        rule = conditions.holding(rules, tokens, index, ("word", "parts"))
        if rule:
            found.extend(Token(part, tag_of(part)) for part in rule["parts"])
        else:
            found.append(token)
    return found
