"""Cut a font of about 16 kB that has just the letters of pinyin, and of zhuyin if asked.

Letters in, the bytes of an OpenType font out; the licence stays named in its name table.
The font is for readings only: Chinese text is set in what the reader chooses.
"""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

from duben import fonts

if TYPE_CHECKING:
    from pathlib import Path

    from fontTools.ttLib import TTFont

FAMILY = "Noto Sans CJK SC"

LETTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿêếềĀÁǍÀĒÉĚÈŌÓǑÒÊẾỀ"
    + "\u00b7\u2019\u2013"  # · ’ –
)
"""ASCII, the tone-marked letters of GB/T 16159 (also of ng, n, m and ê), and three marks."""


ZHUYIN = "".join(map(chr, range(0x3105, 0x312A))) + "\u312b" + "ˊˇˋ˙"
"""The signs of zhuyin, ㄅ to ㄩ and ㄫ of ng, and the marks of its tones."""


def pinyin_font(besides: str = "") -> bytes:
    """Return the font, with the letters *besides* those of pinyin.

    Raises `MissingPartError` where its family is not there.
    """
    return _cut(fonts.file_of(FAMILY), LETTERS + besides)


@cache
def _cut(path: Path, letters: str) -> bytes:
    from fontTools import subset

    options = subset.Options(
        hinting=False,
        desubroutinize=True,
        layout_features=["kern"],
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],  # with copyright and licence
        drop_tables=["BASE", "DSIG", "VORG", "vhea", "vmtx"],
    )
    file = io.BytesIO()
    with _face(path) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=letters)
        subsetter.subset(font)
        font.save(file)
    return file.getvalue()


def _face(path: Path) -> TTFont:
    """Open the family's face in its file, which is a collection of several families."""
    from fontTools.ttLib import TTCollection, TTFont

    if path.suffix.lower() not in (".ttc", ".otc"):
        return TTFont(path, lazy=True, recalcTimestamp=False)
    with TTCollection(path, lazy=True) as faces:
        number = [face["name"].getBestFamilyName() for face in faces].index(FAMILY)
    return TTFont(path, fontNumber=number, lazy=True, recalcTimestamp=False)
