"""Footnotes and endnotes: [1] in the text, and the notes behind it in the same order.

Both kinds are numbered through as one. What the notes say is read by the walk, as other
text is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.readers.docx.names import W
from duben.readers.docx.numerals import numeral

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree


_CIRCLED = "decimalEnclosedCircle"


@dataclass(frozen=True, slots=True)
class Note:
    """A note that the text refers to, and what it is marked with."""

    label: str
    node: etree._Element


class Notes:
    """The notes of a document, and which of them the text has referred to so far."""

    def __init__(
        self,
        footnotes: Iterable[etree._Element],
        endnotes: Iterable[etree._Element],
        form: str = "",
    ) -> None:
        """Take the footnotes parts, the endnotes parts, and the `w:numFmt` of footnotes."""
        kinds = (("footnote", footnotes), ("endnote", endnotes))
        self._nodes = {
            (kind, node.get(f"{W}id", "")): node
            for kind, parts in kinds
            for part in parts
            for node in part.findall(f"{W}{kind}")
        }
        self._form = form
        self._labels: dict[tuple[str, str], str] = {}
        self._numbered = 0
        self.missing: list[str] = []

    def mark(self, kind: str, note_id: str, custom: str = "") -> str:
        """Return what is put into the text for a note.

        That is nothing where the author wrote a *custom* mark: it stands in the text.
        """
        key = (kind, note_id)
        if key in self._labels:
            return "" if custom else self._labels[key]
        if not custom:
            self._numbered += 1
        is_circled = kind == "footnote" and self._form.startswith(_CIRCLED)
        counted = numeral(self._numbered, self._form) if is_circled else ""
        label = self._labels[key] = custom or (
            counted if counted and not counted.isdecimal() else f"[{self._numbered}]"
        )
        if key not in self._nodes:
            self.missing.append(label)
        return "" if custom else label

    @property
    def marked(self) -> tuple[Note, ...]:
        """The notes that the text refers to, in the order of their marks."""
        known = ((label, self._nodes.get(key)) for key, label in self._labels.items())
        return tuple(Note(label, node) for label, node in known if node is not None)

    @property
    def unmarked(self) -> tuple[etree._Element, ...]:
        """The notes that the text does not refer to, and the rules above notes."""
        return tuple(node for key, node in self._nodes.items() if key not in self._labels)
