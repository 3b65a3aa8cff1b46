"""Make a small font for a test: some characters of Kai, under whatever name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fontTools import subset
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.sbixGlyph import Glyph as Picture
from fontTools.ttLib.tables.sbixStrike import Strike

from duben import fonts

if TYPE_CHECKING:
    from pathlib import Path

    from fontTools.ttLib.tables._s_b_i_x import table__s_b_i_x


def font(  # noqa: PLR0913 (all by name but the first three)
    folder: Path,
    family: str,
    characters: str,
    *,
    version: str = "7.5",
    private: str = "",
    image: bytes = b"",
) -> Path:
    """Write a font of *family* with just these *characters* into *folder*.

    The character *private*, which no other font has, looks like the first of them. With
    *image*, a PNG, that one is an image, as an emoji is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{family.replace(' ', '')}.ttf"
    names = {
        1: family,
        2: "Regular",
        3: family,
        4: family,
        5: f"Version {version}",
        6: family.replace(" ", ""),
    }
    kai = fonts.file_of("LXGW WenKai")
    with TTFont(kai, lazy=True, recalcTimestamp=False) as made:
        subsetter = subset.Subsetter(subset.Options(layout_features=[]))
        subsetter.populate(text=characters)
        subsetter.subset(made)
        made["name"].names = []
        for number, name in names.items():
            made["name"].setName(name, number, 3, 1, 0x409)
        if private:
            for table in made["cmap"].tables:
                table.cmap[ord(private)] = table.cmap[ord(characters[0])]
        if image:
            made["sbix"] = _images(made.getBestCmap()[ord(characters[0])], image)
        made.save(path)
    return path


def _images(glyph: str, image: bytes) -> table__s_b_i_x:
    strike = Strike(ppem=100, resolution=72)
    strike.glyphs[glyph] = Picture(glyphName=glyph, graphicType="png ", imageData=image)
    table = newTable("sbix")
    table.strikes[100] = strike
    return table
