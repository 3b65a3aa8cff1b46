"""The font families that our stylesheets name, and where this machine has them.

A family's name in, yes or no or its file out, as fontconfig answers: the same source from
which the PDF is set. Fonts of a folder count within a block `besides`. It does not look into
a font: which characters no font has, `lacking` finds out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben import system
from duben.errors import MissingPartError
from duben.fonts.catalogue import besides, configuration, families, font_files, forget, load
from duben.fonts.faces import Face, StandIn, Typeset, embedded, joined, strangers
from duben.fonts.glyphs import lacking, missing_glyphs

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "OPTIONAL",
    "REQUIRED",
    "Face",
    "Family",
    "StandIn",
    "Typeset",
    "any_file_of",
    "besides",
    "configuration",
    "embedded",
    "file_of",
    "font_files",
    "forget",
    "installed",
    "joined",
    "lacking",
    "load",
    "missing_glyphs",
    "require",
    "strangers",
]


@dataclass(frozen=True, slots=True)
class Family:
    """A font family: its name, and what is set in it."""

    name: str
    purpose: str


REQUIRED = (
    Family("Noto Serif CJK SC", "the text (宋体 Song)"),
    Family("Noto Sans CJK SC", "headings and pinyin (黑体 Hei)"),
)
"""Without these no PDF and no EPUB is written."""

OPTIONAL = (
    Family("LXGW WenKai", "the text under pinyin (楷体 Kai)"),
    Family("Noto Sans Mono CJK SC", "code"),
    Family("Noto Sans CJK JP", "the marks of list items"),
)
"""Where one of these is missing, another stands in, and the user is told."""


def installed(family: str) -> bool:
    """Whether fontconfig knows the *family*, by any of its names ("霞鹜文楷")."""
    return family.casefold() in families()


def require() -> None:
    """Raise `MissingPartError` unless every family of `REQUIRED` is there, and Pango."""
    load()
    absent = [family.name for family in REQUIRED if not installed(family.name)]
    if absent:
        raise MissingPartError(
            f"the font {absent[0]} is missing"
            if len(absent) == 1
            else f"the fonts {' and '.join(absent)} are missing",
            hint=system.advice(*absent, otherwise="name a folder that has them with --font-dir"),
        )


def file_of(family: str, style: str = "Regular") -> Path:
    """Return the file of *family* in *style*, perhaps a collection with other families.

    Raises `MissingPartError` where the machine does not have it.
    """
    path = families().get(family.casefold(), {}).get(style)
    if path is None:
        raise MissingPartError(
            f"the font {family} {style} is missing",
            hint=system.advice(family),
        )
    return path


def any_file_of(family: str) -> Path | None:
    """Return the file of *family* in its usual style, or in another; None where it has none."""
    styles = families().get(family.casefold(), {})
    return styles.get("Regular") or min(styles.values(), default=None)
