"""How readings are shown: over what, in which notation, in which colours.

`config.Display` and words in, what stands over them out. Nothing here decides how a word is
read, and nothing draws it: that is for `annotate` and for the formats' stylesheets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from duben import config
from duben.display.pieces import Piece
from duben.display.readings import Group, Readings
from duben.display.selection import Selection
from duben.errors import OptionError, UnknownNameError

if TYPE_CHECKING:
    from duben.config import Display

__all__ = ["Group", "Piece", "Readings", "check"]


def check(display: Display) -> None:
    """Raise a `DubenError` where the choices name what is not there, or contradict each other.

    A list of known words is read, so that a missing one is told before the work.
    """
    for kind, chosen, known in (
        ("unit of pinyin", display.pinyin, config.PinyinUnit),
        ("notation of tones", display.tones, config.Tones),
        ("choice of neutral tones", display.neutral, config.NeutralTones),
        ("set of tone colours", display.tone_colours, config.ToneColours),
    ):
        if chosen not in get_args(known):
            raise UnknownNameError(kind, chosen, get_args(known))
    if display.tones == "zhuyin" and display.pinyin == "words":
        raise OptionError(
            "zhuyin stands over characters, not over words",
            hint="Leave out --pinyin words, or --tones zhuyin.",
        )
    Selection(display.annotate)
