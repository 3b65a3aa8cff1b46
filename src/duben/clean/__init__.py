"""`Source` as read → `Source` fit to be set: each stage lists everything that it does.

The stages run in this order for a reason: 人(rén) hides phrases from the script stage,
a page line is told by its words in either script, and punctuation comes last because
page lines keep theirs. What a paragraph or a heading is, is the parser's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.clean.characters import restore_characters
from duben.clean.debris import drop_debris
from duben.clean.folding import fold
from duben.clean.glosses import take_out_glosses
from duben.clean.punctuation import restore_punctuation
from duben.clean.script import restore_script

if TYPE_CHECKING:
    from duben.source import Source

__all__ = ["clean", "fold"]


def clean(source: Source, *, script: str = "auto") -> Source:
    """Return the text without glosses, converter's slips, page lines and ASCII marks.

    *script* is "auto" (restore what a machine converted), "keep", "hans" or "hant". Every
    change is a notice. Raises `SourceError` where a line holds half a character.
    """
    source = restore_characters(source)
    source = take_out_glosses(source)
    source = restore_script(source, script)
    source = drop_debris(source)
    return restore_punctuation(source)
