"""The font families that our stylesheets name, and where this machine has them.

A family's name in, yes or no or its file out, as fontconfig answers: the same source from
which the PDF is set. It does not look into a font: which characters a font lacks is found out
when a page is set.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duben import system
from duben.errors import MissingPartError

if TYPE_CHECKING:
    from collections.abc import Iterator


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

OPTIONAL = (Family("LXGW WenKai", "the text under pinyin (楷体 Kai)"),)
"""Where one of these is missing, Song stands in."""


def installed(family: str) -> bool:
    """Whether fontconfig knows the *family*, by any of its names ("霞鹜文楷")."""
    return family.casefold() in _families()


def require() -> None:
    """Raise `MissingPartError` unless every family of `REQUIRED` is installed."""
    absent = [family for family in REQUIRED if not installed(family.name)]
    if absent:
        names = ", ".join(family.name for family in absent)
        raise MissingPartError(
            f"the font {names} is missing"
            if len(absent) == 1
            else f"the fonts {names} are missing",
            hint=system.advice(*(family.name for family in absent)),
        )


def file_of(family: str, style: str = "Regular") -> Path:
    """Return the file of *family* in *style*, perhaps a collection with other families.

    Raises `MissingPartError` where the machine does not have it.
    """
    path = _families().get(family.casefold(), {}).get(style)
    if path is None:
        raise MissingPartError(
            f"the font {family} {style} is missing",
            hint=system.advice(family),
        )
    return path


def forget() -> None:
    """Ask fontconfig anew next time: fonts were installed since."""
    _families.cache_clear()


@cache
def _families() -> dict[str, dict[str, Path]]:
    """Map the families of this machine, in lower case, to their styles and files."""
    from weasyprint.text.ffi import ffi, fontconfig

    def values(font: Any, name: bytes) -> Iterator[str]:
        value = ffi.new("FcChar8 **")
        for index in count():
            if fontconfig.FcPatternGetString(font, name, index, value) != fontconfig.FcResultMatch:
                return
            yield ffi.string(value[0]).decode("utf-8", "replace")

    configuration = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
    fonts = fontconfig.FcConfigGetFonts(configuration, fontconfig.FcSetSystem)
    found: dict[str, dict[str, Path]] = {}
    for font in fonts.fonts[0 : fonts.nfont]:
        path = Path(next(values(font, b"file")))
        style = next(values(font, b"style"), "")  # a second one belongs to a narrower family
        # A font has a name for each language: "LXGW WenKai", "霞鹜文楷".
        for family in values(font, b"family"):
            files = found.setdefault(family.casefold(), {})
            files[style] = min(path, files.get(style, path))
    return found
