"""Family names, titles and the words around names, read from `surnames.toml`.

In goes the name of a list, out come its words. It knows no sentence.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

FAMILIAR = "老小阿"
"""What stands before a family name among people who know each other: 老王."""


@cache
def table() -> Mapping[str, Any]:
    """Return all lists as they stand in the file."""
    text = resources.files(__package__).joinpath("surnames.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def characters(key: str) -> str:
    """Return the characters under *key*: "common", "unlikely"."""
    found: str = table()[key]
    return found.replace("\n", "")


@cache
def listed(key: str) -> tuple[str, ...]:
    """Return the words under *key*: "titles", "saying"."""
    return tuple(table()[key].split())


@cache
def surnames() -> Mapping[str, bool]:
    """List the family names, each with whether it is guarded: an everyday word too."""
    guarded = dict.fromkeys(characters("guarded"), True)
    common = dict.fromkeys((*characters("common"), *table()["compound"]), False)
    return {**guarded, **common}


@cache
def titles() -> frozenset[str]:
    """List titles, ranks and what kin is called by: 校长, 总, 阿姨."""
    return frozenset((*listed("titles"), *listed("short_titles")))


@cache
def before_names() -> frozenset[str]:
    """List the words that names follow."""
    return frozenset(word for key in ("preceding", "introducing", "naming") for word in listed(key))
