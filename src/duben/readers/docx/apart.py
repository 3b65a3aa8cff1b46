"""What a paragraph holds that is not in its text: deleted, hidden, boxes, pictures.

Inline text fills it, and the notices are made of it. Nothing is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree


@dataclass(slots=True)
class Apart:
    """What a paragraph holds that is not in its text.

    `deleted` was struck out while changes were tracked; `placeholders` and
    `instructions` are not text of the author; `unstored` are fields whose result the file
    does not hold; `boxes` are text boxes, or the words of a WordArt.
    """

    deleted: list[str] = field(default_factory=list)
    inserted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    placeholders: list[str] = field(default_factory=list)
    instructions: list[str] = field(default_factory=list)
    unstored: list[str] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)
    symbols: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    pinyin: list[str] = field(default_factory=list)
    pictures: int = 0
    diagrams: int = 0
    embedded: int = 0
    joined_cells: int = 0
    dissolved_tables: int = 0
    boxes: list[etree._Element | str] = field(default_factory=list)

    @property
    def has_text(self) -> bool:
        """Whether a paragraph without text is not empty to a reader of the document."""
        return any((self.hidden, self.contents, self.placeholders, self.instructions, self.pinyin))
