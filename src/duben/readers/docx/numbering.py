"""Automatic numbers: where a paragraph stands in which list → the label that Word shows.

一、 and 第一章 are often not in the text of a document but counted by Word (ECMA-376 17.9).
It is asked once for each numbered paragraph, in order, and keeps count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.readers.docx.names import FALLBACK, W, child, number, switch, value
from duben.readers.docx.numerals import numeral

if TYPE_CHECKING:
    from lxml import etree

    from duben.readers.docx.styles import Styles

_PLACE = re.compile("%([1-9])")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its numbers are counted and written."""

    form: str
    text: str
    start: int = 1
    restart: int | None = None
    suffix: str = "tab"
    is_legal: bool = False
    style: str = ""

    @property
    def is_bullet(self) -> bool:
        """Whether the level has a mark and no number."""
        return self.form == "bullet"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands: list, level, and the label, which is empty for a bullet.

    `is_item` is false where nothing is shown, as for a paragraph that goes on with the
    item before it.
    """

    list_id: int
    level: int
    label: str
    is_item: bool = True


class Numbering:
    """The lists of a document, and how far each has been counted."""

    def __init__(self, part: etree._Element | None, styles: Styles) -> None:
        """Read the lists of *part*; *styles* are asked for lists that belong to styles."""
        lists = [] if part is None else part.findall(f"{W}num")
        kinds = [] if part is None else part.findall(f"{W}abstractNum")
        self._styles = styles
        self._lists = {node.get(f"{W}numId"): node for node in lists}
        self._kinds = {node.get(f"{W}abstractNumId"): node for node in kinds}
        self._levels: dict[int, tuple[str, dict[int, Level]] | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[int, int]] = set()

    def place(self, properties: etree._Element | None) -> Place | None:
        """Count the paragraph with these w:pPr, and return its place in its list."""
        found = self._styles.numbering(properties)
        if found is None:
            return None
        list_id, at, style = found
        if list_id not in self._levels:
            self._levels[list_id] = self._levels_of(list_id)
        known = self._levels[list_id]
        if known is None:
            return None
        kind, levels = known
        # A style finds its level by the level that names it (ECMA-376 17.9.23).
        own = next((n for n, level in levels.items() if style and level.style == style), None)
        at = min(max(at or 0 if own is None else own, 0), _LEVELS - 1)
        level = levels.get(at, Level("none", ""))
        counts = self._counts.setdefault(kind, {})
        self._count(list_id, at, levels, counts)
        if level.is_bullet:
            return Place(list_id, at, "", is_item=bool(level.text.strip()))
        label = _label(level, levels, counts)
        return Place(list_id, at, label, is_item=bool(label))

    def _count(
        self, list_id: int, at: int, levels: dict[int, Level], counts: dict[int, int]
    ) -> None:
        """Count one on at level *at*, and forget the deeper levels that begin again."""
        start = levels[at].start if at in levels else 1
        override = number(self._override(list_id, at), "startOverride")
        if override is not None and (list_id, at) not in self._begun:
            counts[at] = override
        else:
            counts[at] = counts[at] + 1 if at in counts else start
        self._begun.add((list_id, at))
        for deeper in [level for level in counts if level > at]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or at < restart:
                del counts[deeper]

    def _override(self, list_id: int, at: int) -> etree._Element | None:
        node = self._lists[str(list_id)]
        overrides = node.findall(f"{W}lvlOverride")
        return next((found for found in overrides if found.get(f"{W}ilvl") == str(at)), None)

    def _levels_of(self, list_id: int) -> tuple[str, dict[int, Level]] | None:
        """Return the kind of a list, which the count belongs to, and its levels."""
        seen: set[int] = set()
        node, kind, at = None, None, list_id
        while at not in seen:
            seen.add(at)
            node = self._lists.get(str(at))
            kind = self._kinds.get(value(node, "abstractNumId"))
            # A list may leave its levels to a numbering style (ECMA-376 17.9.21).
            linked = self._styles.list_of(value(kind, "numStyleLink") or "")
            if linked is None:
                break
            at = linked
        if kind is None or str(list_id) not in self._lists:
            return None
        levels = {index: _level(level) for index, level in _indexed(kind, "lvl")}
        for index, override in _indexed(self._lists[str(list_id)], "lvlOverride"):
            level = child(override, "lvl")
            if level is not None:
                levels[index] = _level(level)
        return kind.get(f"{W}abstractNumId", ""), levels


def _indexed(node: etree._Element, name: str) -> list[tuple[int, etree._Element]]:
    found = []
    for element in node.findall(f"{W}{name}"):
        index = element.get(f"{W}ilvl", "")
        if index.isascii() and index.isdigit() and int(index) < _LEVELS:
            found.append((int(index), element))
    return found


def _level(node: etree._Element) -> Level:
    form = value(node, "numFmt")
    if form is None:  # a format of later versions, 001, has one of the old beside it
        old = next(node.iter(FALLBACK), None)
        form = value(old, "numFmt") or "decimal"
    start = number(node, "start")
    return Level(
        form,
        value(node, "lvlText") or "",
        0 if start is None else start,
        number(node, "lvlRestart"),
        value(node, "suff") or "tab",
        bool(switch(node, "isLgl")),
        value(node, "pStyle") or "",
    )


def _label(level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    """Put the numbers into the text of the level: 第%1章 → 第三章."""

    def written(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        other = levels.get(index, level)
        form = "decimal" if level.is_legal else other.form
        return numeral(counts.get(index, other.start), form)

    label = _PLACE.sub(written, level.text).strip()
    return f"{label} " if label and _wants_space(label, level.suffix) else label


def _wants_space(label: str, suffix: str) -> bool:
    """Return whether a space stands behind *label*: 第一条 …, 1. …, but 一、…, （一）…, ①…."""
    last = label[-1]
    is_open = last.isascii() or (last.isalnum() and not last.isdigit()) or last.isdecimal()
    return suffix != "nothing" and is_open
