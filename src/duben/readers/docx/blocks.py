"""What the walk finds in a document: paragraphs and tables, in order.

They have no line numbers yet, and nothing has been split or joined for the text to flow.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from duben.readers.docx.apart import Apart

if TYPE_CHECKING:
    from duben.source import Role


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its breaks as line feeds; the text begins with the `label`.

    `list_id` is the list that an item belongs to. The text is empty where all of it is
    `apart`.
    """

    text: str
    role: Role = "paragraph"
    level: int = 0
    label: str = ""
    list_id: int = 0
    apart: Apart = field(default_factory=Apart)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its text as one, and what was written in front of its paragraphs."""

    text: str = ""
    labels: tuple[str, ...] = ()
    aparts: tuple[Apart, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of equal length, the first `heads` of them its head."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0


Block = Paragraph | Table
