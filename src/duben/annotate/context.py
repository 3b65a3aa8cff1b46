"""Readings of single characters by the words around them.

The words of a passage and the place of one in, the reading that a rule of `rules.toml`
gives it out. It knows no dictionary; the rules say when 为 is wèi.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from duben.annotate.token import Token
from duben.han import is_han

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_NEAR = 5
_ODDS = 3.5  # of a rule that says nothing else
_SAID = ("character", "reading", "odds")


_NONE = Token("", "")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a rule says: a reading, and how much likelier it is than the others together."""

    reading: str
    odds: float


def decide(tokens: Sequence[Token], index: int) -> Decision | None:
    """Decide how the one-character word at *index* is read; None if no rule holds."""
    for rule in _rules().get(tokens[index].text, ()):
        conditions = {k: v for k, v in rule.items() if k not in _SAID}
        if all(_holds(name, value, tokens, index) for name, value in conditions.items()):
            return Decision(rule["reading"], rule.get("odds", _ODDS))
    return None


def _holds(name: str, value: Any, tokens: Sequence[Token], index: int) -> bool:
    wanted = not name.startswith("not_")
    test = _CONDITIONS[name.removeprefix("not_")]
    return test(tokens, index, value) is wanted


def _neighbour(tokens: Sequence[Token], index: int) -> Token:
    return tokens[index] if 0 <= index < len(tokens) and _in_clause(tokens[index]) else _NONE


def _in_clause(token: Token) -> bool:
    return is_han(token.text[0]) or token.text.isalnum() or token.text in "“”‘’《》、"


def _before(tokens: Sequence[Token], index: int, words: list[str]) -> bool:
    return _neighbour(tokens, index - 1).text in words


def _after(tokens: Sequence[Token], index: int, words: list[str]) -> bool:
    return _neighbour(tokens, index + 1).text in words


def _before_tag(tokens: Sequence[Token], index: int, tags: list[str]) -> bool:
    return _tagged(_neighbour(tokens, index - 1), tags)


def _after_tag(tokens: Sequence[Token], index: int, tags: list[str]) -> bool:
    return _tagged(_neighbour(tokens, index + 1), tags)


def _before_ends(tokens: Sequence[Token], index: int, characters: list[str]) -> bool:
    return _neighbour(tokens, index - 1).text.endswith(tuple(characters))


def _after_starts(tokens: Sequence[Token], index: int, characters: list[str]) -> bool:
    return _neighbour(tokens, index + 1).text.startswith(tuple(characters))


def _near(tokens: Sequence[Token], index: int, words: list[str]) -> bool:
    return any(token.text in words for token in tokens[index + 1 : index + 1 + _NEAR])


def _earlier(tokens: Sequence[Token], index: int, words: list[str]) -> bool:
    for token in reversed(tokens[:index]):
        if not _in_clause(token):
            return False
        if token.text in words:
            return True
    return False


def _verb_follows(tokens: Sequence[Token], index: int, _: bool) -> bool:  # noqa: FBT001 (the rule's value)
    """为|人类|带来: behind the word that follows, a verb comes before the clause ends.

    A verbal noun counts where no noun follows it: 为|公司|工作, not 为|工作|中心.
    """
    for place in range(index + 2, len(tokens)):
        token, following = tokens[place], _neighbour(tokens, place + 1)
        if not _in_clause(token):
            return False
        if token.tag.startswith("v") and (token.tag != "vn" or following.tag in ("", "ul", "uz")):
            return True
    return False


def _tagged(token: Token, tags: list[str]) -> bool:
    return any(token.tag.startswith(tag) if tag else token.tag == "" for tag in tags)


_CONDITIONS: Mapping[str, Callable[[Sequence[Token], int, Any], bool]] = {
    "before": _before,
    "after": _after,
    "before_tag": _before_tag,
    "after_tag": _after_tag,
    "before_ends": _before_ends,
    "after_starts": _after_starts,
    "near": _near,
    "earlier": _earlier,
    "verb_follows": _verb_follows,
}


@cache
def _rules() -> Mapping[str, list[dict[str, Any]]]:
    text = resources.files(__package__).joinpath("rules.toml").read_text(encoding="utf-8")
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for rule in tomllib.loads(text)["rule"]:
        found[rule["character"]].append(rule)
    return dict(found)
