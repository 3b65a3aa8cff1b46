"""The conditions that rules of readings and of word divisions may state.

A rule of a TOML table, the words of a passage and a place in, whether the rule holds there
out. It knows no rule; `rules.toml` and `divisions.toml` do.

  before, after              the neighbouring word is one of these
  before_tag, after_tag      its part of speech (jieba) begins with one of these
  before_ends, after_starts  its last or first character is one of these
  near                       one of these words is among the next five
  earlier                    one of these words stands before in the same clause
  sentence_earlier           the same, in the same sentence
  again                      the word itself stands in the sentence a second time
  verb_follows               after the next word the clause goes on to a verb

A condition with "not_" in front must not hold. A word beyond the clause counts as no word,
with the tag "".
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from duben.annotate.token import Token
from duben.han import is_han

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Rule = dict[str, Any]

_NEAR = 5
_ENDS = "。！？"
_NONE = Token("", "")


def holding(
    rules: Sequence[Rule], tokens: Sequence[Token], index: int, said: Sequence[str]
) -> Rule | None:
    """Return the first of *rules* that holds at *index*; keys in *said* are no conditions."""
    for rule in rules:
        conditions = ((name, value) for name, value in rule.items() if name not in said)
        if all(_holds(name, value, tokens, index) for name, value in conditions):
            return rule
    return None


@cache
def rules(name: str, key: str) -> Mapping[str, Sequence[Rule]]:
    """Return the rules of the file *name* beside this module, by the word of their *key*."""
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in tomllib.loads(text)["rule"]:
        found[rule[key]].append(rule)
    return dict(found)


def _holds(name: str, value: Any, tokens: Sequence[Token], index: int) -> bool:
    wanted = not name.startswith("not_")
    return _CONDITIONS[name.removeprefix("not_")](tokens, index, value) is wanted


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


def _sentence_earlier(tokens: Sequence[Token], index: int, words: list[str]) -> bool:
    return any(token.text in words for token in _sentence_before(tokens, index))


def _again(tokens: Sequence[Token], index: int, _: bool) -> bool:  # noqa: FBT001 (the rule's value)
    word = tokens[index].text
    if _sentence_earlier(tokens, index, [word]):
        return True
    for token in tokens[index + 1 :]:
        if token.text in _ENDS:
            return False
        if token.text == word:
            return True
    return False


def _sentence_before(tokens: Sequence[Token], index: int) -> Iterator[Token]:
    for place in range(index - 1, -1, -1):
        if tokens[place].text in _ENDS:
            return
        yield tokens[place]


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
    "sentence_earlier": _sentence_earlier,
    "again": _again,
    "verb_follows": _verb_follows,
}
