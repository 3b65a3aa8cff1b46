"""The options that say how a PDF is printed, in a panel of their own in the help.

The types of the options, with what the help says of them. What they do is below, in
`duben.write.pdf`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from duben import config

_PANEL = "How a PDF is printed"

Paper = Annotated[
    config.Paper, typer.Option("--paper", help="The sheet of paper.", rich_help_panel=_PANEL)
]
Sides = Annotated[
    config.Sides,
    typer.Option(
        "--sides",
        help="two: margins and folios mirrored, for paper printed on both.",
        rich_help_panel=_PANEL,
    ),
]
Size = Annotated[
    config.TypeSize,
    typer.Option("--size", help="large: for weak eyes, or a class.", rich_help_panel=_PANEL),
]
RubyGrid = Annotated[
    bool,
    typer.Option(
        "--ruby-grid",
        help="Pinyin layout: characters in equal cells, as in primers.",
        rich_help_panel=_PANEL,
    ),
]
LineNumbers = Annotated[
    bool,
    typer.Option(
        "--line-numbers", help="Number every fifth line of the text.", rich_help_panel=_PANEL
    ),
]
Contents = Annotated[
    config.Contents,
    typer.Option(
        "--contents",
        help="A list of sections in front; auto: where there are enough of them.",
        rich_help_panel="In PDF and Word files",
    ),
]
Glosses = Annotated[
    config.Glosses,
    typer.Option(
        "--glosses",
        help="Study layout: new words explained at the foot of the page, or in the margin.",
        rich_help_panel=_PANEL,
    ),
]
Variant = Annotated[
    config.PdfVariant,
    typer.Option(
        "--pdf-variant",
        help="The standard that the file keeps: for readers of any ability, or for archives.",
        rich_help_panel=_PANEL,
    ),
]
FontFolders = Annotated[
    list[Path] | None,
    typer.Option(
        "--font-dir",
        metavar="DIR",
        help="Fonts that are not installed; may be repeated.",
        rich_help_panel=_PANEL,
    ),
]
