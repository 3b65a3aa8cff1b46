"""The options that say how an EPUB is made, in a panel of their own in the help.

The types of the options, with what the help says of them. What they do is below, in
`duben.write.epub`.
"""

from __future__ import annotations

from typing import Annotated

import typer

_PANEL = "How an EPUB is made"

Vertical = Annotated[
    bool,
    typer.Option(
        "--vertical",
        help="Lines from top to bottom, right to left, as in traditional books.",
        rich_help_panel=_PANEL,
    ),
]
HanFont = Annotated[
    bool,
    typer.Option(
        "--embed-font",
        help="Put the characters of the text into the file as a Song font.",
        rich_help_panel=_PANEL,
    ),
]
CertifiedBy = Annotated[
    str,
    typer.Option(
        "--certified-by",
        metavar="NAME",
        help="Who vouches that the book conforms to EPUB Accessibility 1.1, WCAG 2.2 AA.",
        rich_help_panel=_PANEL,
    ),
]
