"""The font families that our stylesheets name, and whether this machine has them.

A family's name in, yes or no out, as fontconfig answers: the same source from which the
PDF is set. It does not look into a font: which characters a font lacks is found out
when a page is set.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from duben.errors import MissingPartError


@dataclass(frozen=True, slots=True)
class Family:
    """A font family: its name, what is set in it, and the Debian package that has it."""

    name: str
    purpose: str
    package: str


REQUIRED = (
    Family("Noto Serif CJK SC", "the text (宋体 Song)", "fonts-noto-cjk"),
    Family("Noto Sans CJK SC", "headings and pinyin (黑体 Hei)", "fonts-noto-cjk"),
)
"""Without these no PDF is written."""

OPTIONAL = (Family("LXGW WenKai", "the text under pinyin (楷体 Kai)", "fonts-lxgw-wenkai"),)
"""Where one of these is missing, Song stands in."""


def installed(family: str) -> bool:
    """Whether fontconfig knows the *family*, by any of its names ("霞鹜文楷")."""
    return family.casefold() in _families()


def require() -> None:
    """Raise `MissingPartError` unless every family of `REQUIRED` is installed."""
    absent = [family for family in REQUIRED if not installed(family.name)]
    if absent:
        names = ", ".join(family.name for family in absent)
        packages = " ".join(sorted({family.package for family in absent}))
        raise MissingPartError(
            f"the font {names} is missing"
            if len(absent) == 1
            else f"the fonts {names} are missing",
            hint=f"Install it: sudo apt-get install {packages}",
        )


def forget() -> None:
    """Ask fontconfig anew next time: fonts were installed since."""
    _families.cache_clear()


@cache
def _families() -> frozenset[str]:
    """Name the families of this machine, in lower case."""
    from weasyprint.text.ffi import ffi, fontconfig

    configuration = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
    fonts = fontconfig.FcConfigGetFonts(configuration, fontconfig.FcSetSystem)
    found: set[str] = set()
    name = ffi.new("FcChar8 **")
    for font in fonts.fonts[0 : fonts.nfont]:
        # A font has a name for each language: "LXGW WenKai", "霞鹜文楷".
        index = 0
        while (
            fontconfig.FcPatternGetString(font, b"family", index, name) == fontconfig.FcResultMatch
        ):
            found.add(ffi.string(name[0]).decode("utf-8", "replace").casefold())
            index += 1
    return frozenset(found)
