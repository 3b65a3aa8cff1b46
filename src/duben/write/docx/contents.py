"""The table of contents: a field of Word with its entries and their pages in it.

The body of an edition in, its listed headings with ids (`list_in`), then the field as text
(`field`). Pages are estimated in `pages`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from duben.vocabulary import HEADINGS, classes, heading_text, local_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml import etree

    from duben import config

_FEWEST = 4
"""The headings of the text from which on a list of them is of use."""

_MOST = 40
"""The entries that are listed: where there are more, the deepest levels are left out."""

_DEEPEST = 3
STYLES = ("TOC1", "TOC2", "TOC3")
TITLE = "TOCHeading"
_TITLES = {"zh-Hans": "目录", "zh-Hant": "目錄"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: its level from 1, its text, the bookmark of its heading."""

    level: int
    text: str
    name: str


def list_in(body: etree._Element, wanted: config.Contents) -> tuple[Entry, ...]:
    """Give the headings in *body* that are to be listed an id, and return them.

    "auto" wants a list where the text has four headings; a text without any has none.
    """
    headed = [
        section
        for section in body.iter("{*}section")
        if "text" in classes(section) and len(section) and local_name(section[0]) in HEADINGS
    ]
    if wanted == "never" or len(headed) < (1 if wanted == "always" else _FEWEST):
        return ()
    found = [
        (int(local_name(heading)[1]) - 1, heading)
        for heading in body.iter(*(f"{{*}}h{level}" for level in range(2, 2 + _DEEPEST)))
    ]
    deepest = _DEEPEST
    while deepest > 1 and sum(level <= deepest for level, _ in found) > _MOST:
        deepest -= 1
    entries: list[Entry] = []
    for level, heading in found:
        if level <= deepest:
            name = heading.get("id") or f"_Toc{len(entries) + 1:09}"
            heading.set("id", name)
            entries.append(Entry(level, heading_text(heading), name))
    return tuple(entries)


def field(entries: Sequence[Entry], pages: Mapping[str, int], language: str) -> str:
    """Return the field in a control that Word knows as a table of contents (17.16.5.68)."""
    deepest = max(entry.level for entry in entries)
    last = len(entries) - 1
    lines = [
        _line(
            entry,
            pages.get(entry.name, 1),
            _begin(f' TOC \\o "1-{deepest}" \\h \\z \\u ') if not index else "",
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if index == last else "",
        )
        for index, entry in enumerate(entries)
    ]
    title = (
        f'<w:p><w:pPr><w:pStyle w:val="{TITLE}"/></w:pPr><w:r><w:rPr>'
        f'<w:rFonts w:hint="eastAsia"/></w:rPr><w:t>{_TITLES[language]}</w:t></w:r></w:p>'
    )
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>{title}{''.join(lines)}"
        "</w:sdtContent></w:sdt>"
    )


def _line(entry: Entry, page: int, before: str, after: str) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{STYLES[entry.level - 1]}"/></w:pPr>{before}'
        f'<w:hyperlink w:anchor="{entry.name}" w:history="1">'
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(entry.text)}</w:t></w:r><w:r><w:tab/></w:r>'
        f"{_page_field(entry.name)}<w:r><w:t>{page}</w:t></w:r>"
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink>{after}</w:p>'
    )


def _page_field(name: str) -> str:
    return _begin(f" PAGEREF {name} \\h ")


def _begin(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
