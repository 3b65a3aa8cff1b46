"""The first pieces → the title and, apart from the text, what the publisher wrote before it.

In: pieces in order. Out: title, the rest, and the page's title with （全文） and the like. It
does not look below the line 全文如下：.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from duben.han import han
from duben.model import Notice, Passage
from duben.parse.numbering import label_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.parse.paragraphs import Piece

NO_TITLE = "T01"
SUFFIX = "T08"

_LONGEST_TITLE = 80
_LONGEST_CRY = 20
_NO_TITLE_END = frozenset("。；：，、…,;:.")
_CRY = frozenset("！？!?")
# What a site adds to a title. （试行）, （2024年修订） are part of a law's own name and stay.
_SUFFIX = re.compile(
    "[ \t\u3000]*[（(【\\[]附?(?:全文|全文公布|全文实录|文字实录|实录|完整版|节选|節選|摘要|"
    "摘编|摘錄|摘录|双语|雙語|中英双语|中英对照|中英對照|组图|图|圖|最新|更新)[）)】\\]]$"
    "|[ \t\u3000]*[_|｜-][ \t\u3000]*[^_|｜—-]{2,12}(?:网|網|频道|頻道)$"
)
_WHOLE_TITLE = re.compile("《([^《》]+)》")
_NAMED = re.compile("《([^《》]{2,50})》")
_NOTE_END = re.compile(
    "(?:全文|原文|内容|內容)(?:内容)?(?:如下|为|為)[：:。]?$|^(?:全文|原文)[：:]$"
)
_NOTE_WITHIN = 5


@dataclass(frozen=True, slots=True)
class Title:
    """The title and what is left: pieces, facts of the page, notices."""

    passage: Passage
    rest: list[Piece]
    front_matter: tuple[tuple[str, str], ...] = ()
    notices: tuple[Notice, ...] = ()


def take_title(pieces: Sequence[Piece], name: str) -> Title:
    """Return the title of the text; *name*, the file's, stands in where there is none."""
    first, *rest = pieces
    if _can_be_title(first, rest):
        return _trimmed(first.passage, rest)
    for piece in pieces[:_NOTE_WITHIN]:
        named = _NAMED.search(piece.text)
        if named and any(_NOTE_END.search(other.text) for other in pieces[:_NOTE_WITHIN]):
            message = "The text has no title line; the title was taken from the lead."
            passage = Passage(named[1], piece.line)
            notice = Notice(NO_TITLE, "warning", piece.line, "", named[1], message)
            return Title(passage, list(pieces), notices=(notice,))
    message = "The text has no title line; the file's name stands in."
    notice = Notice(NO_TITLE, "warning", first.line, first.text[:12], name, message)
    return Title(Passage(name), list(pieces), notices=(notice,))


def split_source_note(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Return the publisher's lead, up to 全文如下：, and the text proper."""
    for index, piece in enumerate(pieces[:_NOTE_WITHIN]):
        if piece.hashes:
            break
        if _NOTE_END.search(piece.text) and index + 1 < len(pieces):
            return list(pieces[: index + 1]), list(pieces[index + 1 :])
    return [], list(pieces)


def _can_be_title(first: Piece, rest: Sequence[Piece]) -> bool:
    text = first.text
    if not han(text) or len(text) > _LONGEST_TITLE or "。" in text:
        return False
    if first.hashes:
        return True
    if text[-1] in _NO_TITLE_END or _is_one_of_several(text, rest):
        return False
    return text[-1] not in _CRY or (len(text) <= _LONGEST_CRY and bool(rest))


def _is_one_of_several(text: str, rest: Sequence[Piece]) -> bool:
    """第一章 is no title where 第二章 follows; 第一课 alone is the title of the lesson."""
    label = label_of(text)
    if label is None:
        return False
    others = (label_of(piece.text) for piece in rest)
    return not label.is_chapter or any(other and other.kind == label.kind for other in others)


def _trimmed(passage: Passage, rest: list[Piece]) -> Title:
    """Without （全文） and the brackets of 《宣言》; the page's wording is kept."""
    text = _SUFFIX.sub("", passage.text)
    whole = _WHOLE_TITLE.fullmatch(text)
    text = whole[1] if whole else text
    if text == passage.text or not han(text):
        return Title(passage, rest)
    skipped = len(han(passage.text[: passage.text.index(text)]))
    glosses = tuple(
        replace(gloss, position=gloss.position - skipped)
        for gloss in passage.glosses
        if 0 <= gloss.position - skipped < len(han(text))
    )
    message = "What the page adds to the title was set apart."
    return Title(
        Passage(text, passage.line, glosses),
        rest,
        (("page_title", passage.text),),
        (Notice(SUFFIX, "info", passage.line, passage.text, text, message),),
    )
