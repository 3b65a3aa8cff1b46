"""Characters that no font has: found before a page is set, and named with their lines.

Text in, the characters out that Pango could draw as an empty box only; or such characters
in, an error out. A mark that only combines with a letter is not tried alone: what comes of it
is seen when the page is drawn.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from duben import system
from duben.errors import MissingPartError
from duben.fonts.catalogue import configuration

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from duben.model import Publication

_FIRST = "Noto Serif CJK SC"
_NOT_ALONE = ("C", "M", "Z")  # categories of Unicode: controls, combining marks, spaces
_PRIVATE = ("Co", "Cn")  # of the controls: what a font may have all the same
_MOST = 12  # characters, or lines of one, that an error names


def lacking(text: str) -> tuple[str, ...]:
    """Return the characters of *text* that no font known here has, in their order."""
    from weasyprint.text.ffi import pango

    unknown = pango.PANGO_GLYPH_UNKNOWN_FLAG
    # Each in a line of its own, so that none changes another.
    characters = "\n".join(filter(_stands_alone, dict.fromkeys(text)))
    numbers = (glyph - unknown for glyph in _glyphs(characters) if glyph & unknown)
    return tuple(dict.fromkeys(map(chr, numbers)))


def missing_glyphs(
    characters: Iterable[str], publication: Publication | None = None
) -> MissingPartError:
    """Phrase the error that no font has *characters*: which, where in the source, what to do."""
    missing = tuple(dict.fromkeys(characters))
    named = [_named(character, publication) for character in missing[:_MOST]]
    if len(missing) > _MOST:
        named.append(f"and {len(missing) - _MOST} more")
    return MissingPartError(
        f"no font on this machine has {', '.join(named)}",
        where=publication.name if publication else "",
        hint=system.advice(
            "rare characters", otherwise="name a folder that has such a font with --font-dir"
        ),
    )


def _stands_alone(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] not in _NOT_ALONE or category in _PRIVATE


def _glyphs(text: str) -> Iterator[int]:
    """Have Pango choose the glyphs of *text*, line by line."""
    from weasyprint.text.ffi import ffi, gobject, pango

    context = ffi.gc(
        pango.pango_font_map_create_context(configuration().font_map), gobject.g_object_unref
    )
    font = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
    family = ffi.new("char[]", _FIRST.encode())
    pango.pango_font_description_set_family(font, family)
    layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    pango.pango_layout_set_font_description(layout, font)
    written = text.encode()
    pango.pango_layout_set_text(layout, ffi.new("char[]", written), len(written))
    for number in range(text.count("\n") + 1):
        line = pango.pango_layout_get_line_readonly(layout, number)
        yield from _of_line(line, ffi.NULL)


def _of_line(line: Any, end: Any) -> Iterator[int]:
    run = line.runs if line != end else end
    while run != end:
        glyphs = run.data.glyphs
        yield from (glyphs.glyphs[index].glyph for index in range(glyphs.num_glyphs))
        run = run.next


def _named(character: str, publication: Publication | None) -> str:
    """Name a character with its code point, and with its lines if it is of the text."""
    lines = _lines(character, publication) if publication else ()
    if not publication or not lines:
        return f"{character} (U+{ord(character):04X})"
    shown = [str(line) for line in lines[:_MOST]] + ["…"] * (len(lines) > _MOST)
    unit = publication.unit if len(lines) == 1 else f"{publication.unit}s"
    return f"{character} (U+{ord(character):04X}, {unit} {' '.join(shown)})"


def _lines(character: str, publication: Publication) -> tuple[int, ...]:
    """Return where the passages begin that have the character."""
    found = (passage.line for passage in publication.passages if character in passage.text)
    return tuple(sorted({line for line in found if line}))
