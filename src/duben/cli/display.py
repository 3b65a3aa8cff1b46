"""The options that say how readings are shown, in a panel of their own in the help.

The types of the options, with what the help says of them. Whether choices go together is
decided below, in `duben.display`.
"""

from __future__ import annotations

from typing import Annotated

import typer

from duben.config import NeutralTones, PinyinUnit, RubyForm, ToneColours, Tones

_PANEL = "How readings are shown"

Pinyin = Annotated[
    PinyinUnit,
    typer.Option(
        "--pinyin",
        help="Syllables over characters, or words over words: réngōng zhìnéng.",
        rich_help_panel=_PANEL,
    ),
]
ToneNotation = Annotated[
    Tones,
    typer.Option(
        "--tones",
        help="rén, ren2, or ㄖㄣˊ; the neutral tone is men, men5, ˙ㄇㄣ.",
        rich_help_panel=_PANEL,
    ),
]
Sandhi = Annotated[
    bool,
    typer.Option(
        "--sandhi", help="一 and 不 as they are said: yí gè, bú duì.", rich_help_panel=_PANEL
    ),
]
Neutral = Annotated[
    NeutralTones,
    typer.Option(
        "--neutral",
        help="optional: neutral also where a full tone is possible, yìshi.",
        rich_help_panel=_PANEL,
    ),
]
Colours = Annotated[
    ToneColours,
    typer.Option(
        "--tone-colours",
        help="Syllables in the colours of their tones; the marks stay.",
        rich_help_panel=_PANEL,
    ),
]
Annotation = Annotated[
    str,
    typer.Option(
        "--annotate",
        metavar="WHICH",
        help="Words with a reading: all, first (where each first stands), above:HSK4, "
        "unknown:FILE (not in your list, one word a line), none.",
        rich_help_panel=_PANEL,
    ),
]
Ruby = Annotated[
    RubyForm,
    typer.Option(
        "--ruby",
        help="EPUB: readings over whole words, so that search finds them; over each character; "
        "or (Word, too) in brackets behind words, for devices that drop readings.",
        rich_help_panel=_PANEL,
    ),
]
