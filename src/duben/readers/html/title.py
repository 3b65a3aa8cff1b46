"""What a web page says of itself: its title without the site's name, date, author, source.

In: the tree of a page. Out: the element or text that is the title, and front matter. The
text of the page is not looked at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from duben.han import han, legible
from duben.readers.annotation import plain
from duben.readers.xhtml.elements import CONTROLS, HEADINGS, SILENT, is_hidden
from duben.readers.xhtml.text import close_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from duben.source import Line

_FACTS = {
    "page_published": (
        *("article:published_time", "pubdate", "publishdate", "datepublished", "og:release_date"),
        *("article:create_at", "weibo: article:create_at", "publishtime", "dc.date", "date"),
    ),
    "author": ("author", "article:author", "og:article:author", "dc.creator"),
    "page_source": ("contentsource", "og:site_name", "source", "sitename", "dc.publisher"),
}
_LONGEST_FACT = 60
_DATE = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})(?:\D{1,2}(\d{1,2}):(\d{2}))?")
_SITES = "网|網|网站|網站|在线|在線|频道|頻道|首页|首頁|中心|日报|日報|新闻|新聞"
_SITE = re.compile(f"(?:{_SITES})$")
_SEAMS = re.compile(
    rf"\s*[_|｜]\s*|\s+[-–—·»]+\s+|\s*--+\s*|\s*[-–—]+\s*(?=[^-–—]{{1,12}}(?:{_SITES})$)"
)
_TITLE_ELEMENTS = ("h1", "h2", "h3", "h4", "p", "div", "td", "strong", "span", "center", "font")
_NO_TITLE = ("a", "head", "nav", "footer", "aside", *SILENT, *CONTROLS)
_LEAST_HEADING = 4
_LONGEST_TITLE = 120
_LONGEST_CUT = 1000
_MOST_PARTS = 6
_LABEL = re.compile(r"^(?:来源|來源|作者)\s*[:：]\s*")


def text_of(element: etree._Element) -> str:
    """Return the text of *element*, or nothing where it is too long for a title."""
    found = ""
    for text in element.itertext():
        found += str(text)
        if len(found.strip()) > _LONGEST_TITLE:
            return ""
    return plain(found)


def page_title(tree: etree._Element) -> str:
    """Return the text of the `<title>` of the page, as it stands."""
    for title in tree.iter("title"):
        if not any(above.tag == "svg" for above in title.iterancestors()):
            return "".join(str(text) for text in title.itertext())
    return ""


def without_site(tree: etree._Element, title: str) -> str:
    """Return *title* without what a page adds to it: 宣言_新华网 → 宣言."""
    title = close_up(title)
    if len(title) > _LONGEST_CUT:
        return title
    told = close_up(_meta(tree).get("og:title", ""))
    if told and told in title:
        return told
    site = _meta(tree).get("og:site_name", "").strip()
    parts = [part for part in _SEAMS.split(title) if part]
    for part in parts:
        if han(part) and part != site and not (_SITE.search(part) and len(parts) > 1):
            return part
    return parts[0] if parts else ""


def told_title(tree: etree._Element) -> str:
    """Return the title that a page tells other sites (Open Graph), if any."""
    return close_up(_meta(tree).get("og:title", ""))


def front_matter_of(tree: etree._Element) -> tuple[tuple[str, str], ...]:
    """Return date, author and source of the page as its head has them (ISO 8601)."""
    meta = _meta(tree)
    found = []
    for name, keys in _FACTS.items():
        value = next((meta[key] for key in keys if meta.get(key)), "")
        if name == "page_published":
            value = _iso(value)
        value = _LABEL.sub("", value)
        if value and len(value) <= _LONGEST_FACT and not value.isdigit():
            found.append((name, value))
    return tuple(found)


def heading_of(tree: etree._Element, title: str) -> etree._Element | None:
    """Return the element of the page that the article is called by, if it can be told.

    That is an `<h1>` with which the page's *title* begins, else the longest heading or
    short block, no link, that *title* repeats; of other blocks only what it repeats before
    the site's name: not 自由的百科全书 for 孔子 - 维基百科，自由的百科全书. Without a title
    it is an `<h1>` that has no equal.
    """
    name, first = legible(title), legible(without_site(tree, title))
    best, highest = None, (0, 0)
    for element in tree.iter(*_TITLE_ELEMENTS):
        text = text_of(element) if len(element) <= _MOST_PARTS else ""
        rank = _rank(element.tag, legible(text), name, first) if han(text) else (0, 0)
        if rank > highest and not _is_linked(element):
            best, highest = element, rank
    headings = [heading for heading in tree.iter("h1") if han(text_of(heading))]
    if best is None and not han(title) and len(headings) == 1:
        return headings[0]
    return best


def _rank(tag: str, text: str, name: str, first: str) -> tuple[int, int]:
    """Return how well *text* fits the page's title *name*, whose *first* part is no site."""
    begins = name.startswith(text)
    length = len(text) + (tag == "h1")
    is_long = length >= _LEAST_HEADING
    # 孔子 is short, but all that stands before the site's name.
    if tag == "h1" and begins and (text.startswith(first) or (is_long and text in first)):
        return 3, length
    if not is_long or text not in name:
        return 0, 0
    if text in first or (begins and text.startswith(first)):
        return 2, length
    return (1, length) if tag in HEADINGS else (0, 0)


def place_of_title(lines: Sequence[Line], title: str, heading: str) -> int | None:
    """Return which of *lines* is the title: *heading*, the `<h1>`, or the page's *title*.

    Where there are several `<h1>` they are chapters, unless the page is called by one.
    """
    texts = [legible(plain(line.text)) for line in lines]
    levels = [
        line.markup.level if line.markup and line.markup.role == "heading" else 0 for line in lines
    ]
    name = legible(title)
    highest = [place for place, level in enumerate(levels) if level == 1]
    for place, text in enumerate(texts):
        if heading and text == legible(heading):
            return place
    for place in highest:
        if texts[place] and texts[place] in name:
            return place
    return highest[0] if len(highest) == 1 else None


def _is_linked(element: etree._Element) -> bool:
    if element.find(".//a") is not None or any(
        is_hidden(above) for above in element.iterancestors()
    ):
        return True
    return is_hidden(element) or next(element.iterancestors(*_NO_TITLE), None) is not None


def _meta(tree: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = " ".join((meta.get("content") or "").split())
        if key and content:
            found.setdefault(key.strip().lower(), content)
    return found


def _iso(value: str) -> str:
    """2024/7/5 18:01:22 → 2024-07-05T18:01 (ISO 8601)."""
    match = _DATE.search(value)
    if not match:
        return ""
    year, month, day, hour, minute = match.groups()
    date = f"{year}-{int(month):02}-{int(day):02}"
    return f"{date}T{int(hour):02}:{minute}" if hour else date
