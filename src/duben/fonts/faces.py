"""The faces that a finished PDF has in it, and what stood in for a family.

WeasyPrint's fonts of a document in, `Face`s out: names and versions as the fonts themselves
give them, files without their folders, so that the same fonts say the same anywhere.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from duben import system
from duben.fonts.catalogue import families

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_FAMILY, _VERSION = (1, 16), 5  # numbers in a font's name table (OpenType, "name")
_MOST = 20  # characters that a message shows


@dataclass(frozen=True, slots=True, order=True)
class Face:
    """A face of a font, as a PDF has it: "Noto Serif CJK SC", "Bold".

    `names` are all names of its family, `file` is the name of the file that it comes from,
    `glyphs` how many of its glyphs are in the PDF, `characters` what they show.
    """

    family: str
    style: str
    version: str
    file: str
    glyphs: int
    names: tuple[str, ...] = ()
    characters: str = ""


@dataclass(frozen=True, slots=True, order=True)
class StandIn:
    """A family that was used in place of another.

    `wanted` is the family that is not there; it is empty where `characters` are in none of
    the families that the stylesheets name.
    """

    wanted: str
    used: str
    characters: str = ""

    def message(self) -> str:
        """Say in one sentence what stands in for what, and what to do."""
        if not self.wanted:
            shown = self.characters[:_MOST] + "…" * (len(self.characters) > _MOST)
            return f"{self.used} is used for {shown}, which the fonts of the text do not have."
        used = self.used or "another font"
        return f"The font {self.wanted} is missing, {used} stands in. {system.advice(self.wanted)}"


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished PDF, with the faces in it and what stood in for families."""

    content: bytes
    faces: tuple[Face, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()


def embedded(fonts: Iterable[Any]) -> tuple[Face, ...]:
    """Return the faces of WeasyPrint's *fonts*, once a document is written, by name."""
    shown: dict[Face, dict[int, str]] = defaultdict(dict)
    for font in fonts:
        shown[_face(font)].update(font.to_unicode)
    return tuple(
        sorted(
            replace(face, glyphs=len(glyphs), characters=_characters(glyphs.values()))
            for face, glyphs in shown.items()
        )
    )


def strangers(faces: Iterable[Face], named: Collection[str]) -> tuple[StandIn, ...]:
    """Return the *faces* of families that are not *named* (in lower case): fontconfig chose them.

    It does so for a character that none of the families has.
    """
    return tuple(
        StandIn("", face.family, face.characters)
        for face in faces
        if not any(name.casefold() in named for name in face.names)
    )


def joined(stand_ins: Iterable[StandIn]) -> tuple[StandIn, ...]:
    """Join the *stand_ins* of several files: each pair of families once."""
    characters: dict[tuple[str, str], str] = defaultdict(str)
    for each in stand_ins:
        characters[each.wanted, each.used] += each.characters
    return tuple(sorted(StandIn(*pair, _characters(c)) for pair, c in characters.items()))


def _face(font: Any) -> Face:
    """Return the face that a font of WeasyPrint is, still without glyphs."""
    from fontTools.ttLib import TTFont, newTable

    table = newTable("name")
    table.decompile(_table(font, b"name"), TTFont())
    family = table.getBestFamilyName() or font.family
    style = table.getBestSubFamilyName() or "Regular"
    version = (table.getDebugName(_VERSION) or "").split(";")[0].removeprefix("Version ")
    names = {str(record) for record in table.names if record.nameID in _FAMILY} | {family}
    return Face(family, style, version, _file(font, family, style), 0, tuple(sorted(names)))


def _file(font: Any, family: str, style: str) -> str:
    """Name the font's file; "" where the one of that name is not the one that was used."""
    from weasyprint.text.ffi import ffi, harfbuzz

    path = families().get(family.casefold(), {}).get(style)
    whole = ffi.gc(harfbuzz.hb_face_reference_blob(font.hb_face), harfbuzz.hb_blob_destroy)
    same = path is not None and path.stat().st_size == harfbuzz.hb_blob_get_length(whole)
    return path.name if path and same else ""


def _table(font: Any, tag: bytes) -> bytes:
    from weasyprint.text.ffi import ffi, harfbuzz

    number = harfbuzz.hb_tag_from_string(tag, -1)
    table = ffi.gc(harfbuzz.hb_face_reference_table(font.hb_face, number), harfbuzz.hb_blob_destroy)
    length = ffi.new("unsigned int *")
    start = harfbuzz.hb_blob_get_data(table, length)
    return bytes(ffi.buffer(start, length[0])) if length[0] else b""


def _characters(texts: Iterable[str]) -> str:
    return "".join(sorted(set("".join(texts))))
