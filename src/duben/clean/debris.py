"""Lines of the page around the text, 发布时间…浏览量…, are dropped, and listed.

In: lines in either script. Out: lines without page furniture, its facts in the front
matter (the page's date is not the text's). Only the first and last lines are looked at:
来源 in the middle of a text is the author's word.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from duben.clean.furniture import begins_links, is_path, is_statement, page_facts, speaker
from duben.source import Notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.source import Line, Source

PAGE_LINE = "D01"
PAGE_NUMBER = "D02"
COMMENT = "D03"

_EDGE = 6
_DATED = frozenset(("page_published", "page_updated"))
_LONGEST_LINK = 40
_SENTENCE_END = frozenset("。！？…”」")
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–－·]\s*(\d{1,4})\s*[-—–－·]|(\d{1,4})|"
    r"第\s?(\d{1,4})\s?[页頁](?:\s?[共/]\s?\d+\s?[页頁])?)\s*"
)
_LONGEST_PAGE_NUMBER = 40
_LEAST_PAGE_NUMBERS = 3
_COMMENT_START, _COMMENT_END = "<!--", "-->"


def drop_debris(source: Source) -> Source:
    """Return *source* without page lines, page numbers and HTML comments.

    Each line dropped is a notice with the whole line in it; the page's date, source and
    author go to the front matter.
    """
    lines = source.lines
    furniture = _furniture(lines)
    dropped = {
        index: _notice(PAGE_LINE, lines[index], "A line of the web page was dropped")
        for index in furniture
    }
    for index in _page_numbers(lines):
        dropped[index] = _notice(PAGE_NUMBER, lines[index], "A page number was dropped")
    for index in _comments(lines):
        dropped[index] = _notice(COMMENT, lines[index], "A comment of the markup was dropped")
    facts = [fact for index in sorted(furniture) for fact in furniture[index]]
    return replace(
        source,
        lines=tuple(line for index, line in enumerate(lines) if index not in dropped),
        notices=(*source.notices, *(dropped[index] for index in sorted(dropped))),
        front_matter=tuple(dict.fromkeys((*source.front_matter, *facts))),
    )


def _notice(code: str, line: Line, what: str) -> Notice:
    text = line.text.strip()
    return Notice(code, "warning", line.number, text, "", f"{what}.", line.text)


def _furniture(lines: Sequence[Line]) -> dict[int, list[tuple[str, str]]]:
    """Return the indexes of page lines among the first and last ones, and their facts."""
    filled = [index for index, line in enumerate(lines) if line.text.strip() and _is_running(line)]
    if len(filled) <= 1:  # a text of one line is text
        return {}
    speakers = Counter(filter(None, (speaker(lines[index].text) for index in filled)))
    found = {}
    for index in filled[1:_EDGE]:
        found[index] = _facts(lines[index], speakers, at_end=False)
    first = _facts(lines[filled[0]], speakers, at_end=False)
    is_title = not first and not is_path(lines[filled[0]].text)  # 分享 in the first line
    found[filled[0]] = None if is_title else first
    links: list[tuple[str, str]] = []
    found |= dict.fromkeys(_links(lines, filled), links)
    last = [index for index in filled[1:] if found.get(index) is not links]
    # Where the last lines are page lines throughout, there may be more above them.
    for place, index in enumerate(reversed(last)):
        found[index] = _facts(lines[index], speakers, at_end=True)
        if place >= _EDGE - 1 and found[index] is None:
            break
    kept = {index: facts for index, facts in found.items() if facts is not None}
    return kept if len(kept) < len(filled) else {}


def _facts(line: Line, speakers: Counter[str], *, at_end: bool) -> list[tuple[str, str]] | None:
    """Return what a line tells of the page; None where it is text."""
    facts = page_facts(line.text)
    if facts is None:
        return [] if at_end and is_statement(line.text) else None
    name = speaker(line.text)
    if name and speakers[name] > 1:  # 记者：您好 in an interview
        return None
    is_item = line.markup is not None and line.markup.role == "item"
    return None if is_item and not _DATED & set(dict(facts)) else facts


def _is_running(line: Line) -> bool:
    """Whether the line is a paragraph or an item; cells and headings are no page lines."""
    return line.markup is None or line.markup.role in ("paragraph", "item")


def _links(lines: Sequence[Line], filled: Sequence[int]) -> Sequence[int]:
    """Return 相关阅读 among the last lines, with the titles of other pages below it."""
    last = filled[-2 * _EDGE :]
    for place, index in enumerate(last):
        if index != filled[0] and begins_links(lines[index].text):
            titles = [lines[below].text.strip() for below in last[place + 1 :]]
            if all(len(t) <= _LONGEST_LINK and t[-1] not in _SENTENCE_END for t in titles):
                return last[place:]
    return ()


def _page_numbers(lines: Sequence[Line]) -> list[int]:
    """Return lines that are a number and nothing else, when they count up through the text."""
    found = []
    for index, line in enumerate(lines):
        if len(line.text) > _LONGEST_PAGE_NUMBER or not _is_running(line):
            continue
        match = _PAGE_NUMBER.fullmatch(line.text)
        if match:
            found.append((int(next(filter(None, match.groups()))), index))
    numbers = [number for number, _ in found]
    rising = all(after == before + 1 for before, after in pairwise(numbers))
    return [index for _, index in found] if rising and len(found) >= _LEAST_PAGE_NUMBERS else []


def _comments(lines: Sequence[Line]) -> list[int]:
    """Return lines that are one HTML comment: <!-- INFO END -->."""
    return [
        index
        for index, line in enumerate(lines)
        if _is_running(line)
        and (text := line.text.strip()).startswith(_COMMENT_START)
        and text.endswith(_COMMENT_END)
        and text.count(_COMMENT_END) == 1
    ]
