"""The options that say what a study guide practises, in a panel of their own in the help.

The types of the options, with what the help says of them. What they do is below, in
`duben.study`.
"""

from __future__ import annotations

from typing import Annotated

import typer

from duben.config import Key

_PANEL = "What a study guide practises"

Kinds = Annotated[
    str,
    typer.Option(
        "--exercises",
        metavar="KIND[=N],…",
        help="cloze, matching, readings, characters, lists, who, truth, order, squares, writing; "
        "on request pinyin, dictation; all; none. N is how many at most.",
        rich_help_panel=_PANEL,
    ),
]
Seed = Annotated[
    str,
    typer.Option(
        "--seed",
        metavar="TEXT",
        help="Other exercises from the same text: a name for each class, say.",
        rich_help_panel=_PANEL,
    ),
]
AnswerKey = Annotated[
    Key,
    typer.Option(
        "--key",
        help="Where the answers go: behind the guide, into a file of their own, or nowhere.",
        rich_help_panel=_PANEL,
    ),
]
