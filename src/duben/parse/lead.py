"""The first pieces → the title and, apart from the text, what the publisher wrote before it.

In: pieces in order. Out: title, the rest, and the page's title with （全文） and the like. It
does not look below the line 全文如下：.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from duben.han import HAN_CLASS, han
from duben.model import Passage
from duben.parse.numbering import label_of
from duben.parse.piece import joined
from duben.parse.verse import find_verse
from duben.source import Notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.parse.piece import Piece
    from duben.source import Role, Source

NO_TITLE = "T01"
SUFFIX = "T08"
TITLE_BLOCK = "T16"

_ROLES: tuple[Role, ...] = ("title", "subtitle", "author")
_ABOUT = ("关于", "關於")
_DYNASTY = (
    "先秦|秦|[两兩]?[汉漢]|[东東西][汉漢]|魏|[晋晉]|魏[晋晉]|南北朝|隋|唐|五代|[北南]?宋|元|明|清|"
    "近代|[现現]代|[当當]代"
)
_AUTHOR = re.compile(
    "(?:作者|撰文|文|著者|译者|編者|编者)[ \u3000]*[/／:：][ \u3000]*[\\w· \u3000、]{2,20}"
    "|[\\w·]{2,6}(?:[ \u3000、]+[\\w·]{2,6}){0,4}[ \u3000]+(?:编?著|編著|撰|译|譯|作|编|編)"
    f"|[（(\\[［〔](?:{_DYNASTY})[）)\\]］〕][ \u3000]*\\w{{2,4}}"
    f"|\\w{{2,4}}[ \u3000]*[（(\\[［〔](?:{_DYNASTY})[）)\\]］〕]"
)
_LONE_NAME = re.compile(f"[{HAN_CLASS}]{{2,4}}")

_NO_TITLES = frozenset(("目录", "目錄", "目次", "目 录", "目　录", "contents"))
_LABELLED = re.compile("(?:题目|題目|标题|標題|篇名)[：:][ \u3000]*(?=\\S)")
_ISSUER, _ISSUE_NUMBER = (
    re.compile(".{2,30}文件"),
    re.compile(".{1,10}[〔\\[（(]\\d{4}[〕\\]）)].{0,4}号"),
)
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
class TitleBlock:
    """The title and what stands below it; what is left; facts of the page, notices."""

    title: Passage
    rest: list[Piece]
    subtitle: Passage | None = None
    author: Passage | None = None
    front_matter: tuple[tuple[str, str], ...] = ()
    notices: tuple[Notice, ...] = ()


def take_title_block(pieces: Sequence[Piece], source: Source) -> TitleBlock:
    """Return title, subtitle and author as the source marks them, else by their shape.

    The file's name stands in where there is no title.
    """
    marked = {
        role: next((piece for piece in pieces if piece.role == role), None) for role in _ROLES
    }
    taken = [piece for piece in marked.values() if piece]
    rest = [piece for piece in pieces if not any(piece is one for one in taken)]
    front = dict(source.front_matter)
    if marked["title"]:
        block = _trimmed(marked["title"].passage, rest)
    else:
        named = front.get("document_title", "")
        block = _title(rest, named if han(named) else source.name)
    block = _below(block)
    subtitle = marked["subtitle"].passage if marked["subtitle"] else block.subtitle
    author = marked["author"].passage if marked["author"] else block.author
    if author is None and front.get("author"):  # 作者：鲁迅 was a line of its own
        name = front["author"]
        author = Passage(name)
        message = "The author of the page was put below the title."
        notice = Notice(TITLE_BLOCK, "info", None, "", name, message, added=name)
        block = replace(block, notices=(*block.notices, notice))
    return replace(block, subtitle=subtitle, author=author)


def split_source_note(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Return the publisher's lead, up to 全文如下：, and the text proper."""
    for index, piece in enumerate(pieces[:_NOTE_WITHIN]):
        if piece.heading_level:
            break
        if _NOTE_END.search(piece.text) and index + 1 < len(pieces):
            return list(pieces[: index + 1]), list(pieces[index + 1 :])
    return [], list(pieces)


def _title(pieces: Sequence[Piece], name: str) -> TitleBlock:
    """Take the title by its shape, or from the lead, or from the *name* of the file."""
    if not pieces:
        return TitleBlock(Passage(name), [])
    first, *rest = pieces
    place = _below_red_head(pieces)
    if place:  # the head stays where it is, above the text
        passage = pieces[place].passage
        return _trimmed(passage, [*pieces[:place], *pieces[place + 1 :]])
    if _can_be_title(first, rest):
        if rest and _is_second_half(first, rest[0]):
            passage = joined(first.passage, rest[0].passage)
            return _trimmed(passage, rest[1:])
        return _trimmed(first.passage, rest)
    for piece in pieces[:_NOTE_WITHIN]:
        named = _NAMED.search(piece.text)
        if named and any(_NOTE_END.search(other.text) for other in pieces[:_NOTE_WITHIN]):
            message = "The text has no title line; the title was taken from the lead."
            return _without_line(named[1], pieces, piece, message)
    message = "The text has no title line; the file's name stands in."
    return _without_line(name, pieces, first, message)


def _below_red_head(pieces: Sequence[Piece]) -> int:
    """Return the place of the title below ××大学文件 / 校发〔2024〕12号; 0 without such a head.

    GB/T 9704-2012 7.2: the issuer and the number of a document stand above its title.
    """
    texts = [piece.text for piece in pieces[:_NOTE_WITHIN]]
    if len(texts) < _NOTE_WITHIN - 1 or not _ISSUER.fullmatch(texts[0]):
        return 0
    number = next((i for i, text in enumerate(texts) if _ISSUE_NUMBER.search(text)), 0)
    following = texts[number + 1 : number + 2]
    is_title = bool(number) and bool(following) and following[0][-1] not in _NO_TITLE_END
    return number + 1 if is_title else 0


def _without_line(title: str, pieces: Sequence[Piece], near: Piece, message: str) -> TitleBlock:
    notice = Notice(NO_TITLE, "warning", near.line, near.text[:12], title, message, added=title)
    line = None if near is pieces[0] else near.line
    return TitleBlock(Passage(title, line), list(pieces), notices=(notice,))


def _is_second_half(first: Piece, second: Piece) -> bool:
    """中共中央 国务院 / 关于实施乡村振兴战略的意见: a title of two lines."""
    return (
        second.is_running
        and not second.after_blank
        and len(second.text) <= _LONGEST_TITLE
        and second.text[-1] not in _NO_TITLE_END
        and (second.text.startswith(_ABOUT) or first.text.endswith(_ABOUT))
    )


def _below(block: TitleBlock) -> TitleBlock:
    """Take the subtitle and the author's name where they show what they are."""
    subtitle = author = None
    rest = block.rest
    if len(rest) > 1 and rest[0].is_running and _is_subtitle(rest[0].text):
        subtitle, rest = rest[0].passage, rest[1:]
    if len(rest) > 1 and rest[0].is_running and _is_author(rest[0], rest[1:]):
        author, rest = rest[0].passage, rest[1:]
    notices = [
        Notice(TITLE_BLOCK, "info", found.line, found.text, found.text, f"Set as the {what}.")
        for what, found in (("subtitle", subtitle), ("author's name", author))
        if found
    ]
    return replace(
        block,
        subtitle=subtitle,
        author=author,
        rest=rest,
        notices=(*block.notices, *notices),
    )


def _is_subtitle(text: str) -> bool:
    return text.startswith(("——", "—")) and len(text) <= _LONGEST_TITLE and "。" not in text


def _starts_with_verse(pieces: Sequence[Piece]) -> bool:
    return any(start == 0 for start, _ in find_verse(pieces))


def _is_author(piece: Piece, rest: Sequence[Piece]) -> bool:
    """鲁迅 著, 文/张三, （唐）李白; a name alone only above a poem."""
    if _AUTHOR.fullmatch(piece.text):
        return True
    is_name = _LONE_NAME.fullmatch(piece.text) is not None
    return is_name and (rest[0].role == "verse" or _starts_with_verse(rest))


def _can_be_title(first: Piece, rest: Sequence[Piece]) -> bool:
    text = first.text
    if not han(text) or len(text) > _LONGEST_TITLE or "。" in text:
        return False
    if first.heading_level:
        return True
    if text[-1] in _NO_TITLE_END or _is_one_of_several(text, rest) or text in _NO_TITLES:
        return False
    return text[-1] not in _CRY or (len(text) <= _LONGEST_CRY and bool(rest))


def _is_one_of_several(text: str, rest: Sequence[Piece]) -> bool:
    """第一章 is no title where 第二章 follows; 第一课 alone is the title of the lesson."""
    label = label_of(text)
    if label is None:
        return False
    others = (label_of(piece.text) for piece in rest)
    return not label.is_chapter or any(other and other.kind == label.kind for other in others)


def _trimmed(passage: Passage, rest: list[Piece]) -> TitleBlock:
    """Without （全文） and the brackets of 《宣言》; the page's wording is kept."""
    text = _SUFFIX.sub("", _LABELLED.sub("", passage.text, count=1))
    whole = _WHOLE_TITLE.fullmatch(text)
    text = whole[1] if whole else text
    if text == passage.text or not han(text):
        return TitleBlock(passage, rest)
    skipped = len(han(passage.text[: passage.text.index(text)]))
    glosses = tuple(
        replace(gloss, position=gloss.position - skipped)
        for gloss in passage.glosses
        if 0 <= gloss.position - skipped < len(han(text))
    )
    message = "What the page adds to the title was set apart."
    removed = _without(han(passage.text), han(text))
    notice = Notice(SUFFIX, "info", passage.line, passage.text, text, message, removed=removed)
    start = passage.text.index(text)
    marks = (
        replace(mark, start=mark.start - start, end=mark.end - start)
        for mark in passage.note_marks
        if start <= mark.start and mark.end <= start + len(text)
    )
    trimmed = replace(passage, text=text, glosses=glosses, note_marks=tuple(marks))
    return TitleBlock(
        trimmed, rest, front_matter=(("page_title", passage.text),), notices=(notice,)
    )


def _without(whole: str, kept: str) -> str:
    """Return the characters of *whole* around *kept*, which stands in it once."""
    before, _, after = whole.partition(kept)
    return before + after
