"""Lines of the page around the text, 发布时间…浏览量…, are dropped, and listed.

In: lines in either script. Out: lines without page furniture, its facts in the front
matter (the page's date is not the text's). Only the first and last lines are looked at:
来源 in the middle of a text is the author's word.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING

from duben.model import Notice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duben.model import Line, Source

PAGE_LINE = "D01"
PAGE_NUMBER = "D02"
COMMENT = "D03"

_EDGE = 6
_LONGEST_LINE = 160
_LONGEST_VALUE = 40
_KEPT = {
    "published": "page_published",
    "updated": "page_updated",
    "source": "page_source",
    "author": "author",
    "editor": "page_editor",
}
_DATE = re.compile(
    r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})日?(?:[\sT]*(\d{1,2}):(\d{2})(?::\d{2})?)?"
)
_BETWEEN_BUTTONS = re.compile("[\\s\u3000|｜/·\\[\\]【】()（）]+")
_PROSE = re.compile("[。！？；，]")
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–－·]\s*(\d{1,4})\s*[-—–－·]|(\d{1,4})|"
    r"第\s?(\d{1,4})\s?[页頁](?:\s?[共/]\s?\d+\s?[页頁])?)\s*"
)
_LEAST_PAGE_NUMBERS = 3
_COMMENT_START, _COMMENT_END = "<!--", "-->"


def drop_debris(source: Source) -> Source:
    """Return *source* without page lines, page numbers and HTML comments.

    Each line dropped is a notice with the whole line in it; the page's date, source and
    author go to the front matter.
    """
    dropped: dict[int, Notice] = {}
    front_matter = list(source.front_matter)
    for place, line in enumerate(_edges(source.lines)):
        facts = _page_facts(line.text)
        if facts or (facts is not None and place):  # 分享 in the first line is a title
            dropped[line.number] = _notice(PAGE_LINE, line, "A line of the web page was dropped")
            front_matter += facts
    for line in _page_numbers(source.lines):
        dropped[line.number] = _notice(PAGE_NUMBER, line, "A page number was dropped")
    for line in _comments(source.lines):
        dropped[line.number] = _notice(COMMENT, line, "A comment of the markup was dropped")
    return replace(
        source,
        lines=tuple(line for line in source.lines if line.number not in dropped),
        notices=(*source.notices, *(dropped[number] for number in sorted(dropped))),
        front_matter=tuple(dict.fromkeys(front_matter)),
    )


def _notice(code: str, line: Line, what: str) -> Notice:
    return Notice(code, "warning", line.number, line.text.strip(), "", f"{what}.")


def _edges(lines: Iterable[Line]) -> Iterable[Line]:
    """Return the first and the last lines that have text."""
    filled = [line for line in lines if line.text.strip()]
    edges = {line.number: line for line in (*filled[:_EDGE], *filled[-_EDGE:])}
    # A text of one line is text.
    return edges.values() if len(filled) > 1 else ()


def _page_facts(text: str) -> list[tuple[str, str]] | None:
    """Return names and values of a line that is page furniture and nothing else, or None.

    Such a line is labels with short values (来源: 新华社), dates and buttons.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST_LINE or _PROSE.search(text):
        return None
    labels = list(_labels().finditer(text))
    if not labels:
        return [] if _are_buttons(text) else None
    lead = text[: labels[0].start()]
    if not _are_buttons(_DATE.sub("", lead)):
        return None
    facts = [("page_published", _iso(lead))] if _DATE.search(lead) else []
    for label, following in zip(labels, (*labels[1:], None), strict=True):
        value = text[label.end() : following.start() if following else len(text)].strip(
            " \t\u3000|｜"
        )
        told = _told(_page_words()[label[1]], value)
        if told is None:
            return None
        facts += told
    return facts


def _told(kind: str, value: str) -> list[tuple[str, str]] | None:
    """Return what a label says about the page; None where its value is no such thing."""
    if len(value) > _LONGEST_VALUE:
        return None
    if kind in ("published", "updated"):
        return [(_KEPT[kind], _iso(value))] if _DATE.search(value) else None
    if kind == "views":
        return [] if not value or value[0].isdigit() else None
    facts = []
    if kind == "source" and _DATE.search(value):  # 来源:新华社 2024-07-05
        facts.append(("page_published", _iso(value)))
        value = _DATE.sub("", value).strip()
    if kind in _KEPT and value:
        facts.append((_KEPT[kind], value))
    return facts


def _are_buttons(text: str) -> bool:
    """Whether *text* is nothing but words to click on: 【大】【中】【小】 打印 关闭."""
    words = _page_words()
    if len(text.strip()) == 1:  # 大 alone is no choice of sizes
        return False
    return all(words.get(word) == "button" for word in _BETWEEN_BUTTONS.split(text) if word)


def _iso(value: str) -> str:
    """2024年7月5日 18:01 → 2024-07-05T18:01 (ISO 8601)."""
    match = _DATE.search(value)
    if not match:
        return value
    year, month, day, hour, minute = match.groups()
    date = f"{year}-{int(month):02}-{int(day):02}"
    return f"{date}T{int(hour):02}:{minute}" if hour else date


def _page_numbers(lines: Iterable[Line]) -> list[Line]:
    """Lines that are a number and nothing else, when they count up through the text."""
    found = []
    for line in lines:
        match = _PAGE_NUMBER.fullmatch(line.text) if len(line.text) <= _LONGEST_VALUE else None
        if match:
            found.append((int(next(filter(None, match.groups()))), line))
    numbers = [number for number, _ in found]
    rising = all(after == before + 1 for before, after in pairwise(numbers))
    return [line for _, line in found] if rising and len(found) >= _LEAST_PAGE_NUMBERS else []


def _comments(lines: Iterable[Line]) -> list[Line]:
    """Lines that are one HTML comment: <!-- INFO END -->."""
    return [
        line
        for line in lines
        if (text := line.text.strip()).startswith(_COMMENT_START)
        and text.endswith(_COMMENT_END)
        and text.count(_COMMENT_END) == 1
    ]


@cache
def _page_words() -> dict[str, str]:
    """Return words that pages write around a text, and what each is for."""
    listing = resources.files("duben.clean").joinpath("page_words.txt").read_text(encoding="utf-8")
    return dict(row.split("\t") for row in listing.splitlines())


@cache
def _labels() -> re.Pattern[str]:
    labels = [word for word, kind in _page_words().items() if kind != "button"]
    longest_first = sorted(labels, key=lambda label: (-len(label), label))
    return re.compile(f"({'|'.join(longest_first)})[\\s\u3000]*[:：]")
