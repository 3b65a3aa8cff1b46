"""Cards as tables: text with tabs for flashcard programs, CSV for spreadsheets.

A deck in, the bytes of a file out. Neither has markup: 【】 stand around the word in its
sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.export import fields
from duben.study import spreadsheet

if TYPE_CHECKING:
    from duben.export.base import Setting
    from duben.export.cards import Deck

_TAGS, _ID = "Tags", "GUID"


def tsv(deck: Deck, setting: Setting) -> bytes:
    """Write a file that Anki imports without a question where it knows our note type.

    Its first lines say what Anki wants to know (docs.ankiweb.net/importing/text-files.html).
    The ids are those of the package, so that either brings the other's notes up to date.
    """
    columns = (*fields.NAMES, _TAGS, _ID)  # Anki takes the first for the front of other types
    about = setting.templates.render("exports/about.txt.j2", title=deck.title).strip()
    remarks = (
        "#separator:tab",
        "#html:false",
        f"#notetype:{fields.NOTE_TYPE}",
        f"#deck:{fields.deck_name(deck)}",
        "#columns:" + "\t".join(columns),
        f"#guid column:{columns.index(_ID) + 1}",
        f"#tags column:{columns.index(_TAGS) + 1}",
        f"# {about}",
    )
    rows = [(*fields.values(deck, card), " ".join(card.tags), card.id) for card in deck.cards]
    return spreadsheet.tabbed(rows, remarks)


def csv(deck: Deck, _: Setting) -> bytes:
    """Write a list of the words to sort, print and hand out."""
    kept = [index for index, name in enumerate(fields.NAMES) if name not in fields.OF_ALL]
    rows = [fields.NAMES, *(fields.values(deck, card) for card in deck.cards)]
    return spreadsheet.table([row[index] for index in kept] for row in rows)
