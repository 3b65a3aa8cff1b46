"""Pieces → which of them are headings, with label and level, and what is in doubt.

Headings that the source marks are believed; else numbers: 第一章, 一、, （一）, 1. on a short
line without an end mark. Levels are relative to what occurs: 一、 is level 1 in a text
without chapters. 第一条 is a label inside a paragraph. An unnumbered short line stays a
paragraph, with a warning: only a person can tell, by naming it in the front matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.han import han, legible
from duben.parse import notes
from duben.parse.numbering import Label, label_of, sequence_notices
from duben.parse.signature import is_dateline
from duben.source import Notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.parse.piece import Piece

__all__ = ["Heading", "find_headings", "label_of"]

DOUBTFUL = "T04"
ENDS_IN_MARK = "T10"
UNMARKED = "T14"
CENTRED = "T17"
NOT_FOUND = "T15"

_LONGEST, _LONGEST_BELOW = 40, 30
_END_MARKS = frozenset("。！？；：，…”’」』!?;:,")
_OTHER_ENDS = frozenset("—〕）)》")
_INNER_MARKS = re.compile("[。；，]")
_NAMED = re.compile(
    "(?:前言|序言|引言|序|自序|代序|导言|導言|导读|導讀|绪论|緒論|引子|楔子|结语|結語|结论|結論|"
    "尾声|尾聲|后记|後記|跋|附录[一二三四五六七八九十A-Z]?|附錄[一二三四五六七八九十A-Z]?|附则|附則|参考文献|參考文獻|致谢|致謝|摘要)"
)
_ARABIC = ("third", "fourth")  # 1. and （1）
_SHORT_LINE = 20
_CENTRED = 12  # columns: set in so far, a line stands in the middle
_LEAST_CENTRED = 2
_LONG_PARAGRAPH = 40


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` counts from 1; `label` is its number as written ("一、"), or empty."""

    level: int
    label: str = ""


def find_headings(
    pieces: Sequence[Piece], given: Sequence[str] = ()
) -> tuple[dict[int, Heading], list[Notice]]:
    """Return the headings by the index of their piece, and notices about doubtful ones.

    *given* are lines that the author calls headings, without or with their number.
    """
    labels = [label_of(piece.text) if piece.is_running else None for piece in pieces]
    marked = {i: piece.heading_level for i, piece in enumerate(pieces) if piece.heading_level}
    named, missing = _given(pieces, given)
    if marked:
        labels = [label_of(p.text) if i in marked else labels[i] for i, p in enumerate(pieces)]
        widest = min(marked.values())
        levels = _levels(dict(sorted({**dict.fromkeys(named, widest), **marked}.items())))
        headings = {
            index: Heading(level, _label_text(labels[index])) for index, level in levels.items()
        }
        doubts = _unmarked(pieces, labels, headings)
    else:
        centred = _centred(pieces, labels)
        headings = _numbered(pieces, labels, named, centred)
        doubts = [*_centred_notices(pieces, centred), *_doubts(pieces, labels, headings)]
    return headings, [*missing, *sequence_notices(pieces, labels, headings), *doubts]


def _given(pieces: Sequence[Piece], given: Sequence[str]) -> tuple[set[int], list[Notice]]:
    """Find the pieces that the author calls headings; report those that are not there."""
    wanted = {legible(text): text for text in given}
    found: set[int] = set()
    for index, piece in enumerate(pieces):
        label = label_of(piece.text)
        bare = piece.text[len(label.text) :] if label else piece.text
        for text in {legible(piece.text), legible(bare)} & wanted.keys():
            found.add(index)
            wanted.pop(text)
    message = "No line of the text is this heading of the front matter."
    return found, [Notice(NOT_FOUND, "warning", None, t, "", message) for t in wanted.values()]


def _numbered(
    pieces: Sequence[Piece], labels: Sequence[Label | None], given: set[int], centred: set[int]
) -> dict[int, Heading]:
    found = {
        index: label
        for index, (piece, label) in enumerate(zip(pieces, labels, strict=True))
        if label and not label.is_article and _has_heading_shape(piece.text, label)
    }
    for index in _list_items(found) | _sequences_of_items(found) | _lone_numeral(found):
        del found[index]
    ranks = {index: label.rank for index, label in found.items()}
    widest = min(ranks.values(), default=0)
    named = {
        index: widest
        for index, piece in enumerate(pieces)
        if index in given or (piece.is_running and _is_name(pieces, index))
    }
    titles = dict.fromkeys(centred, widest - 1)  # the stories of a book, each with 一, 二
    levels = _levels(dict(sorted({**named, **titles, **ranks}.items())))
    return {index: Heading(level, _label_text(labels[index])) for index, level in levels.items()}


def _centred(pieces: Sequence[Piece], labels: Sequence[Label | None]) -> set[int]:
    """Find short lines in the middle of the page, as plain text sets the titles of stories."""
    found = {
        index
        for index, piece in enumerate(pieces)
        if labels[index] is None
        and _stands_alone(pieces, index)
        and len(piece.text) <= _SHORT_LINE
        and piece.text[0] not in "（(—“「"
        and piece.text[-1] not in _END_MARKS | _OTHER_ENDS - {"》"}
        and han(piece.text)
        and not is_dateline(piece)
    }
    # One story of a book may have chapters; a novel has more of them than centred lines.
    chapters = sum(
        label is not None and label.is_chapter and _has_heading_shape(piece.text, label)
        for piece, label in zip(pieces, labels, strict=True)
    )
    found -= {index for index in found if index - 1 in found}  # 孔乙己 / 鲁迅
    return found if len(found) >= max(_LEAST_CENTRED, chapters) else set()


def _stands_alone(pieces: Sequence[Piece], index: int) -> bool:
    piece, following = pieces[index], pieces[index + 1 : index + 2]
    is_centred = piece.role is None and piece.indent >= _CENTRED and piece.after_blank
    return is_centred and bool(following) and following[0].after_blank


def _centred_notices(pieces: Sequence[Piece], centred: set[int]) -> list[Notice]:
    message = "Set as a heading: the line stands alone in the middle of the page."
    return [
        Notice(CENTRED, "info", pieces[i].line, pieces[i].text, pieces[i].text, message)
        for i in sorted(centred)
    ]


def _is_name(pieces: Sequence[Piece], index: int) -> bool:
    """前言, 附录 are headings wherever they stand alone, 注释 where notes follow."""
    text = pieces[index].text
    if notes.is_title(text):
        return index + 1 < len(pieces) and pieces[index + 1].role == "note"
    return _NAMED.fullmatch(text) is not None


def _has_heading_shape(text: str, label: Label) -> bool:
    """Short, and no sentence: 一、总则 is a heading, 一、甲方应当……； is an item."""
    if text == label.text:  # 第一回, 一
        return label.is_chapter or label.is_bare
    if len(text) > _LONGEST or text[-1] in _END_MARKS:
        return False
    if label.is_chapter or label.is_first_order:
        return True
    return len(text) <= _LONGEST_BELOW and not _INNER_MARKS.search(text)


def _list_items(found: dict[int, Label]) -> set[int]:
    """Find lists and tables of contents: 1, 2, 3 right below each other, without text."""
    items: set[int] = set()
    for index, label in found.items():
        following = found.get(index + 1)
        if following and (following.rank, following.value) == (label.rank, label.value + 1):
            items |= {index, index + 1}
    return items


def _sequences_of_items(found: dict[int, Label]) -> set[int]:
    """Find 1., 2., 3. of which some are list items, or that begin in the middle.

    1. 提高质量 with a line below it, then 2. 降低成本 and 3. 加快进度: all are items.
    """
    items: set[int] = set()
    adjacent = _list_items(found)
    for kind in _ARABIC:
        sequence: list[int] = []
        for index, label in [*found.items(), (-1, None)]:
            is_next = label and label.kind == kind and sequence and label.value > 1
            if is_next:
                sequence.append(index)
                continue
            if sequence and (adjacent & set(sequence) or found[sequence[0]].value != 1):
                items.update(sequence)
            if label is None or label.kind == kind or label.rank < _rank(kind, found):
                sequence = [index] if label and label.kind == kind else []
    return items


def _rank(kind: str, found: dict[int, Label]) -> int:
    return next((label.rank for label in found.values() if label.kind == kind), 0)


def _lone_numeral(found: dict[int, Label]) -> set[int]:
    """One 一 that stands alone numbers nothing."""
    bare = {index for index, label in found.items() if label.is_bare}
    return bare if len(bare) == 1 else set()


def _levels(ranks: dict[int, int]) -> dict[int, int]:
    """Give each heading the level below the nearest wider one before it, from 1.

    一、 is level 1 in a text without chapters, and level 2 below a chapter.
    """
    levels: dict[int, int] = {}
    above: list[int] = []
    for index, rank in ranks.items():
        while above and above[-1] >= rank:
            above.pop()
        above.append(rank)
        levels[index] = len(above)
    return levels


def _label_text(label: Label | None) -> str:
    return label.text if label and not label.is_article else ""


def _unmarked(
    pieces: Sequence[Piece], labels: Sequence[Label | None], headings: dict[int, Heading]
) -> list[Notice]:
    """Report chapters without a mark in a text that marks its headings."""
    message = "This looks like a heading, but is not marked as the others are."
    return [
        Notice(UNMARKED, "warning", piece.line, piece.text, piece.text, message)
        for index, (piece, label) in enumerate(zip(pieces, labels, strict=True))
        if index not in headings
        and label
        and (label.is_chapter or label.is_first_order)
        and not label.is_bare
        and _has_heading_shape(piece.text, label)
    ]


def _doubts(
    pieces: Sequence[Piece], labels: Sequence[Label | None], headings: dict[int, Heading]
) -> list[Notice]:
    notices = []
    for index, (piece, label) in enumerate(zip(pieces, labels, strict=True)):
        text = piece.text
        if index in headings:
            continue
        if label and label.is_chapter and len(text) <= _LONGEST and text[-1] in _END_MARKS:
            message = "This looks like a heading, but ends in a mark; it was left a paragraph."
            notices.append(Notice(ENDS_IN_MARK, "warning", piece.line, text, text, message))
        elif not label and _may_be_heading(pieces, index):
            message = "This short line may be a heading; put # before it if it is."
            notices.append(Notice(DOUBTFUL, "warning", piece.line, text, text, message))
    return notices


def _may_be_heading(pieces: Sequence[Piece], index: int) -> bool:
    """Whether this is a short line without an end mark before a long paragraph."""
    text = pieces[index].text
    if not pieces[index].is_running or len(text) > _SHORT_LINE or not han(text):
        return False
    if index + 1 == len(pieces) or not pieces[index + 1].is_running:
        return False
    if text[-1] in _END_MARKS | _OTHER_ENDS or text[0] in "“「":
        return False
    before, after = pieces[index - 1].text if index else "。", pieces[index + 1].text
    return before[-1:] in _END_MARKS and len(after) >= _LONG_PARAGRAPH and after[-1] in _END_MARKS
