"""Words that are two words in some sentences: 才能 "talent", 才 能 "only then can".

The words of a text in, the same with such words parted out. `divisions.toml` says when;
crossing words, 研究生|命, are the lattice's matter.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from duben.annotate.token import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_ENDS = "。！？"
_NONE = Token("", "")


def divided(tokens: Sequence[Token], tag_of: Callable[[str], str]) -> list[Token]:
    """Return *tokens* with the words parted that a rule parts; *tag_of* tags the parts."""
    found: list[Token] = []
    for index, token in enumerate(tokens):
        rules = () if token.given else _rules().get(token.text, ())
        parts = next((rule["parts"] for rule in rules if _holds(rule, tokens, index)), None)
        if parts:
            found.extend(Token(part, tag_of(part)) for part in parts)
        else:
            found.append(token)
    return found


def _holds(rule: Mapping[str, Any], tokens: Sequence[Token], index: int) -> bool:
    for name, value in rule.items():
        if name in ("word", "parts"):
            continue
        wanted = not name.startswith("not_")
        if _CONDITIONS[name.removeprefix("not_")](tokens, index, value) is not wanted:
            return False
    return True


def _at(tokens: Sequence[Token], index: int) -> Token:
    return tokens[index] if 0 <= index < len(tokens) else _NONE


def _before(tokens: Sequence[Token], index: int, words: list[str]) -> bool:
    return _at(tokens, index - 1).text in words


def _after(tokens: Sequence[Token], index: int, words: list[str]) -> bool:
    return _at(tokens, index + 1).text in words


def _before_tag(tokens: Sequence[Token], index: int, tags: list[str]) -> bool:
    return _tagged(_at(tokens, index - 1), tags)


def _after_tag(tokens: Sequence[Token], index: int, tags: list[str]) -> bool:
    return _tagged(_at(tokens, index + 1), tags)


def _earlier(tokens: Sequence[Token], index: int, words: list[str]) -> bool:
    return any(token.text in words for token in _sentence_before(tokens, index))


def _again(tokens: Sequence[Token], index: int, _: bool) -> bool:  # noqa: FBT001 (the rule's value)
    word = tokens[index].text
    if _earlier(tokens, index, [word]):
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


def _tagged(token: Token, tags: list[str]) -> bool:
    return any(token.tag.startswith(tag) if tag else token.tag == "" for tag in tags)


_CONDITIONS: Mapping[str, Callable[[Sequence[Token], int, Any], bool]] = {
    "before": _before,
    "after": _after,
    "before_tag": _before_tag,
    "after_tag": _after_tag,
    "earlier": _earlier,
    "again": _again,
}


@cache
def _rules() -> Mapping[str, list[dict[str, Any]]]:
    text = resources.files(__package__).joinpath("divisions.toml").read_text(encoding="utf-8")
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for rule in tomllib.loads(text)["rule"]:
        found[rule["word"]].append(rule)
    return dict(found)
