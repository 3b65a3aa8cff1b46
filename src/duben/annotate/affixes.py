"""Words that an ending or a beginning makes of other words: 公平性, 反歧视, 互操作性.

The words of a run in, the same with stem and affix joined out. The conditions are in
`affixes.toml`; what a word made so means it does not say.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from duben.annotate.token import Token
from duben.han import is_han

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SHORTEST = 2
_LONGEST = 6
_SENTENCE_ENDS = "。！？；"
_PLURAL = "们"
_PLURAL_TAGS = ("nr", "r")
_TAGS = {"性": "n", "化": "v", "式": "b", "型": "b", "级": "b"}


@dataclass(frozen=True, slots=True)
class _Affix:
    """The conditions of one affix; empty ones hold always."""

    text: str
    stems: frozenset[str]
    only: tuple[str, ...]
    not_stems: str
    not_before: frozenset[str]
    not_after: frozenset[str]
    not_later: frozenset[str]


def joined(tokens: Sequence[Token]) -> list[Token]:
    """Return *tokens* with each stem and its affix as one word."""
    found: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        text = token.text
        if text in _around()["prefixes"] and (length := _around_length(tokens, place)):
            whole = "".join(part.text for part in tokens[place : place + length])
            found.append(Token(whole, _TAGS[_around()["suffix"]]))
            place += length
        elif text in _suffixes() and _ends_word(found, tokens, place):
            found[-1] = Token(found[-1].text + text, _tag(found[-1].tag, text))
            place += 1
        elif text in _prefixes() and _begins_word(tokens, place):
            following = tokens[place + 1]
            found.append(Token(text + following.text, following.tag))
            place += 2
        else:
            found.append(token)
            place += 1
    return found


def _ends_word(found: Sequence[Token], tokens: Sequence[Token], place: int) -> bool:
    """Whether the affix at *place* makes a word with what was found before it."""
    if not found or tokens[place].given:
        return False
    affix, stem = _suffixes()[tokens[place].text], found[-1]
    if stem.given or not is_han(stem.text[0]) or len(stem.text) > _LONGEST:
        return False
    if affix.text == _PLURAL:
        return len(stem.text) >= _SHORTEST and _fits(affix, stem)
    after = tokens[place + 1].text if place + 1 < len(tokens) else ""
    return (
        len(stem.text) >= _SHORTEST
        and stem.text[-1] not in affix.not_stems
        and _fits(affix, stem)
        and after not in affix.not_before
    )


def _begins_word(tokens: Sequence[Token], place: int) -> bool:
    """Whether the affix at *place* makes a word with what stands behind it."""
    if place + 1 >= len(tokens) or tokens[place].given:
        return False
    affix, stem = _prefixes()[tokens[place].text], tokens[place + 1]
    before = tokens[place - 1].text if place else ""
    if stem.given or len(stem.text) < _SHORTEST or not is_han(stem.text[0]):
        return False
    if not _fits(affix, stem) or before in affix.not_after or stem.text in affix.not_before:
        return False
    for token in tokens[place + 2 :]:
        if token.text in _SENTENCE_ENDS:
            break
        if token.text in affix.not_later:
            return False
    return True


def _around_length(tokens: Sequence[Token], place: int) -> int:
    """Count the words of 可|控|性, 互|操作|性; 0 where they make none."""
    parts = tokens[place : place + 3]
    if len(parts) < 3 or any(part.given for part in parts):
        return 0
    _, stem, suffix = parts
    fits = stem.tag[:1] in _around()["stems"] and is_han(stem.text[0])
    return len(parts) if fits and suffix.text == _around()["suffix"] else 0


def _fits(affix: _Affix, stem: Token) -> bool:
    if affix.only:
        return stem.text.endswith(affix.only)
    if stem.tag in affix.stems:
        return True
    return not stem.tag.startswith(("nr", "ns", "nt", "nz")) and stem.tag[:1] in affix.stems


def _tag(stem: str, suffix: str) -> str:
    if suffix == _PLURAL and stem.startswith(_PLURAL_TAGS):
        return "r" if stem.startswith("r") else "n"
    return _TAGS.get(suffix, "n")


@cache
def _table() -> Mapping[str, Any]:
    text = resources.files(__package__).joinpath("affixes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _suffixes() -> Mapping[str, _Affix]:
    return {row["text"]: _affix(row) for row in _table()["suffix"]}


@cache
def _prefixes() -> Mapping[str, _Affix]:
    return {row["text"]: _affix(row) for row in _table()["prefix"]}


@cache
def _around() -> Mapping[str, Any]:
    return dict(_table()["around"])


def _affix(row: Mapping[str, Any]) -> _Affix:
    return _Affix(
        text=row["text"],
        stems=frozenset(row.get("stems", ())),
        only=tuple(row.get("only", "").split()),
        not_stems=row.get("not_stems", ""),
        not_before=frozenset(row.get("not_before", ())),
        not_after=frozenset(row.get("not_after", ())),
        not_later=frozenset(row.get("not_later", ())),
    )
