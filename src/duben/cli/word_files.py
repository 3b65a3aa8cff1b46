"""The options that say how a Word file looks, in a panel of their own in the help.

The types of the options, with what the help says of them. What they do is below, in
`duben.write.docx`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_PANEL = "How a Word file looks"

Theme = Annotated[
    str,
    typer.Option(
        "--theme",
        metavar="NAME",
        help="handout, or gongwen: pages of official documents, GB/T 9704.",
        rich_help_panel=_PANEL,
    ),
]
Reference = Annotated[
    Path | None,
    typer.Option(
        "--reference-doc",
        metavar="FILE",
        help="A Word file of your house: its styles and pages are taken.",
        rich_help_panel=_PANEL,
    ),
]
