"""The number at the start of a piece, and whether the numbers run on without a gap.

In: 第三章 …, 二、…, （一）…, 1. …, 第四条 …. Out: kind, value and the label as written. It does
not decide whether the piece is a heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.source import Notice

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from duben.parse.piece import Piece

GAP = "T03"

_CHINESE = "〇零一二两三四五六七八九十百千"
_NUMBER = f"(?P<number>[{_CHINESE}]+|[0-9]+)"
# From the widest to the narrowest; an item is looked for inside the one above it.
_KINDS = (
    (
        "part",
        re.compile(
            f"第{_NUMBER}(?:[编編卷篇]|部分|单元|單元)(?=[\\s\u3000：:]|[^的和与及中之、，])"
        ),
    ),
    ("chapter", re.compile(f"第{_NUMBER}[章回课課讲講](?![的中之、，])")),
    ("section", re.compile(f"第{_NUMBER}[节節](?![的中之、，课課])")),
    ("article", re.compile(f"第{_NUMBER}[条條](?:之[{_CHINESE}]+)?(?=[\\s\u3000：:])")),
    ("first", re.compile("(?P<number>[一二三四五六七八九十百]{1,3})(?:[、.．]|$)")),
    ("second", re.compile("[（(](?P<number>[一二三四五六七八九十百]{1,3})[）)]、?")),
    ("third", re.compile("(?P<number>[0-9]{1,2})(?:[.．](?![0-9])|、)")),
    ("fourth", re.compile("[（(](?P<number>[0-9]{1,2})[）)]")),
)
_CHAPTERS = frozenset(("part", "chapter", "section"))
_RUNNING = _CHAPTERS | {"article"}  # may count through the whole text
_UNITS = {"十": 10, "百": 100, "千": 1000}
_DIGITS = {"〇": 0, "零": 0, "两": 2, **{c: n for n, c in enumerate("一二三四五六七八九", 1)}}
_SHOWN = 16


@dataclass(frozen=True, slots=True)
class Label:
    """A number as written (`text`), its value, and its kind; a lower `rank` is wider."""

    text: str
    value: int
    kind: str
    rank: int

    @property
    def is_chapter(self) -> bool:
        """第一编, 第一章, 第一节."""
        return self.kind in _CHAPTERS

    @property
    def is_article(self) -> bool:
        """第一条, which begins a paragraph of a law."""
        return self.kind == "article"

    @property
    def is_first_order(self) -> bool:
        """一、, the widest division of ordinary texts (GB/T 9704)."""
        return self.kind == "first"

    @property
    def is_bare(self) -> bool:
        """一 and nothing else, as between the parts of a story."""
        return self.is_first_order and self.text[-1] not in "、.．"

    @property
    def is_inserted(self) -> bool:
        """第十条之一, put between 第十条 and 第十一条."""
        return "之" in self.text


def label_of(text: str) -> Label | None:
    """Return the number at the start of *text*, None where there is none."""
    for rank, (kind, pattern) in enumerate(_KINDS):
        match = pattern.match(text)
        if match:
            return Label(match[0], number(match["number"]), kind, rank)
    return None


def number(text: str) -> int:
    """Return the value of a number in digits or characters: 12, 十二, 一百零三, 二〇."""
    if text.isascii():
        return int(text)
    if not any(character in _UNITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total, digit = 0, 0
    for character in text:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def sequence_notices(
    pieces: Sequence[Piece], labels: Sequence[Label | None], headings: Container[int]
) -> list[Notice]:
    """Return a warning for each number that does not follow the one before it.

    Items begin again at 1 under each wider number; the articles of a law, and often the
    chapters of a book, run on through all its parts.
    """
    notices = []
    last: dict[str, int] = {}
    for index, (piece, label) in enumerate(zip(pieces, labels, strict=True)):
        if label is None:
            if index in headings:
                _restart(last, 0)
            continue
        if label.is_inserted:
            continue
        _restart(last, label.rank + 1)
        before = last.get(label.kind, 0)
        if label.value not in (before + 1, 1) or (label.value == before == 1):
            notices.append(_gap(piece, label, before))
        last[label.kind] = label.value
    return notices


def _restart(last: dict[str, int], rank: int) -> None:
    """Forget the items narrower than *rank*: inside a new heading they begin again."""
    for kind, _ in _KINDS[rank:]:
        if kind not in _RUNNING:
            last.pop(kind, None)


def _gap(piece: Piece, label: Label, before: int) -> Notice:
    if not before:
        message = f"The numbering begins with {label.value}."
    elif label.value == before:
        message = f"The number {label.value} comes twice."
    else:
        message = f"The numbering goes from {before} to {label.value}."
    text = piece.text[:_SHOWN]
    return Notice(GAP, "warning", piece.line, text, text, message)
