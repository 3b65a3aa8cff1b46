"""The closed lists of the orthography, read from the files beside this module.

The name of a list in, its words out. What the lists mean their readers know.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from duben.annotate.orthography.form import parsed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from duben.annotate.orthography.form import Form


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of the list *name* of words.toml."""
    return frozenset(_lists()[name].split())


@cache
def forms() -> Mapping[str, Form]:
    """Return the words whose shape no rule finds, with their shapes: 中-小学, 不 是."""
    lines = _text("forms.txt").splitlines()
    return dict(parsed(line) for line in lines if line and not line.startswith("#"))


@cache
def _lists() -> Mapping[str, str]:
    return tomllib.loads(_text("words.toml"))


def _text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
