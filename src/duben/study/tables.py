"""The word lists of the study guide, read from the files beside this module.

In goes the name of a file, out come its rows or values. It knows nothing of what they
are for.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def toml_table(name: str) -> dict[str, Any]:
    """Return the values of a TOML file of this package."""
    return tomllib.loads(_text(name))


@cache
def word_set(name: str) -> frozenset[str]:
    """Return a list of words of grammar.toml."""
    return frozenset(str(toml_table("grammar.toml")[name]).split())


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a tab-separated file; lines that begin with # are remarks."""
    lines = _text(name).splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


def _text(name: str) -> str:
    return files("duben.study").joinpath(name).read_text(encoding="utf-8")
