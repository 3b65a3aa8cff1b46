"""Cut fonts down to what a book needs: the letters of pinyin, the characters of its text.

Letters in, the bytes of a TrueType font out, which every reading system takes; the licence
stays named in its name table. The text is set in what the reader chooses, unless the book
was asked to bring its characters along.
"""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any

from duben import fonts

if TYPE_CHECKING:
    from pathlib import Path

    from fontTools.ttLib import TTFont

FAMILY = "Noto Sans CJK SC"

HAN_FAMILIES = {"zh-Hans": "Noto Serif CJK SC", "zh-Hant": "Noto Serif CJK TC"}

LETTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿêếềĀÁǍÀĒÉĚÈŌÓǑÒÊẾỀ"
    + "\u00b7\u2019\u2013"  # · ’ –
)
"""ASCII, the tone-marked letters of GB/T 16159 (also of ng, n, m and ê), and three marks."""


ZHUYIN = "".join(map(chr, range(0x3105, 0x312A))) + "\u312b" + "ˊˇˋ˙"
"""The signs of zhuyin, ㄅ to ㄩ and ㄫ of ng, and the marks of its tones."""

_ERROR = 1.0  # units of 1000 an em, by which a curve may be off


def pinyin_font(besides: str = "") -> bytes:
    """Return the font, with the letters *besides* those of pinyin.

    Raises `MissingPartError` where its family is not there.
    """
    return _cut(fonts.file_of(FAMILY), FAMILY, LETTERS + besides)


def han_font(text: str, language: str) -> bytes:
    """Return a Song font with the characters of *text*, upright ones for columns too.

    Raises `MissingPartError` where the family of the *language* is not there.
    """
    family = HAN_FAMILIES[language]
    return _cut(fonts.file_of(family), family, "".join(sorted(set(text))))


@cache
def _cut(path: Path, family: str, letters: str) -> bytes:
    from fontTools import subset

    options = subset.Options(
        hinting=False,
        desubroutinize=True,
        layout_features=["kern", "vert"],
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],  # with copyright and licence
        drop_tables=["BASE", "DSIG", "VORG"],
        glyph_names=False,
    )
    file = io.BytesIO()
    with _face(path, family) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=letters)
        subsetter.subset(font)
        if "glyf" not in font:
            _make_quadratic(font)
        font.save(file)
    return file.getvalue()


def _face(path: Path, family: str) -> TTFont:
    """Open the family's face in its file, which is a collection of several families."""
    from fontTools.ttLib import TTCollection, TTFont

    if path.suffix.lower() not in (".ttc", ".otc"):
        return TTFont(path, lazy=True, recalcTimestamp=False)
    with TTCollection(path, lazy=True) as faces:
        number = [face["name"].getBestFamilyName() for face in faces].index(family)
    return TTFont(path, fontNumber=number, lazy=True, recalcTimestamp=False)


def _make_quadratic(font: Any) -> None:
    """Turn PostScript outlines into those of TrueType: Kobo and old devices list no OpenType CFF.

    https://learn.microsoft.com/typography/opentype/spec/maxp has the fields of maxp.
    """
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

    order, outlines = font.getGlyphOrder(), font.getGlyphSet()
    glyphs: dict[str, Any] = {}
    for name in order:
        pen = TTGlyphPen(outlines)
        outlines[name].draw(Cu2QuPen(pen, _ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, glyphs
    font["loca"], font["glyf"] = newTable("loca"), glyf
    for name, glyph in glyphs.items():
        glyph.recalcBounds(glyf)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))
    del font["CFF "]
    font.sfntVersion = "\x00\x01\x00\x00"
    font["post"].formatType = 3.0  # no names of glyphs
    font["post"].glyphOrder = order
    limits = font["maxp"]
    limits.tableVersion, limits.maxZones = 0x00010000, 1
    for field in (
        *("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs"),
        *("maxStackElements", "maxSizeOfInstructions", "maxComponentElements"),
    ):
        setattr(limits, field, 0)
