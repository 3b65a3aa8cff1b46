"""Bytes of a web page → the lines of its article, and a notice on all that was left out.

The text is what a selector names, else the whole page where that is asked for, else the
article that `html_article` finds. Nothing is fetched, run or shown of the page's own code.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import cssselect
from lxml import etree
from lxml.cssselect import CSSSelector

from duben.errors import SourceError
from duben.han import han
from duben.readers.base import Contents
from duben.readers.html import title as html_title
from duben.readers.html.article import Article, article_of, is_navigation
from duben.readers.html.page import page_of
from duben.readers.left_out import notices_of
from duben.readers.xhtml import finished, nothing, walk, with_title
from duben.readers.xhtml.elements import is_silent, shown_han, shown_text
from duben.readers.xhtml.notes import find_notes
from duben.readers.xhtml.ruby import rewrite_ruby
from duben.source import Line, Markup, Notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from duben.readers.base import Request

KEPT = "H01"
BLOCK = "H02"
PIECES = "H03"
TITLE = "H04"

_MUCH = 1.25  # times as much running text as was kept


def read(content: bytes, request: Request) -> Contents:
    """Return the lines of the page in *content*, one a paragraph, heading, item or cell.

    `original` has the Chinese characters of the page's `<title>` and of all its text nodes,
    those of hidden elements included, but for what is not shown at all: scripts, styles,
    templates, `<noscript>`, `<iframe>`, what replaces sound and film, brackets of ruby.

    Raises `SourceError` where there is no text, where the selector is wrong or names
    nothing, where the page defines entities or nests too deeply.
    """
    tree, decoding = page_of(content, request)
    original = han(html_title.page_title(tree)) + shown_han(tree)
    rewrite_ruby(tree)
    article = _article(tree, request)
    title = html_title.page_title(tree)
    is_chosen = request.select is not None
    heading = html_title.heading_of(tree, title) if han(title) or not is_chosen else None
    roots = _with_heading(article.roots, heading)
    notes = find_notes([("", tree)])
    walked = walk(roots, notes, article.leaves_out)
    if request.select is None and not any(han(line.text) for line in walked.lines):
        roots = (tree,)  # the page is nothing but links
        walked = walk(roots, notes)
    name = "" if heading is None else html_title.text_of(heading)
    lines, title_notices = _titled(tree, walked.lines, title, name)
    if not any(han(line.text) for line in lines):
        raise SourceError(
            "no Chinese text was found in this page",
            where=request.where,
            hint="Name its element with --select, or take all of it with --whole-page.",
        )
    blocks = [*_outside(tree, roots), *walked.left_out]
    dropped = notices_of(blocks, BLOCK, PIECES, "the page")
    kept = sum(len(han(line.text)) for line in lines)
    kept -= sum(len(han(notice.added)) for notice in title_notices)
    much = article.prose > _MUCH * kept
    return Contents(
        finished(lines),
        original,
        (*decoding, _summary(kept, len(original), much=much), *title_notices, *dropped),
        html_title.front_matter_of(tree),
        unit="paragraph",
    )


def _article(tree: etree._Element, request: Request) -> Article:
    if request.select is not None:
        roots = _selected(tree, request.select, request.where)
        return Article(roots, lambda element: is_navigation(element) and element not in roots)
    if request.whole_page:
        return Article((tree,), nothing)
    return article_of(tree)


def _selected(tree: etree._Element, selector: str, where: str) -> tuple[etree._Element, ...]:
    """Return the elements that *selector* names, none inside another."""
    try:
        named: Any = CSSSelector(selector, translator="html")(tree)
    except (cssselect.SelectorError, etree.XPathError, ValueError) as error:
        raise SourceError(
            f'"{selector}" is no CSS selector',
            where=where,
            hint="Write it as #content, .article or article p.",
        ) from error
    inside = set(named)
    outermost = [
        element
        for element in named
        if not is_silent(element)
        and not any(above in inside or is_silent(above) for above in element.iterancestors())
    ]
    if not any(shown_han(element) for element in outermost):
        problem = "names nothing" if not named else "names nothing with Chinese text"
        raise SourceError(
            f'the selector "{selector}" {problem} in this page',
            where=where,
            hint="Look up the element in a browser, or leave --select out.",
        )
    return tuple(outermost)


def _with_heading(
    roots: tuple[etree._Element, ...], heading: etree._Element | None
) -> tuple[etree._Element, ...]:
    """Return *roots* with the *heading* of the article, where that stands outside of them."""
    if heading is None:
        return roots
    inside = set(roots)
    above = {element for root in roots for element in root.iterancestors()}
    is_in_them = any(element in inside for element in (heading, *heading.iterancestors()))
    if is_in_them or heading in above or any(True for root in roots for _ in root.iter("h1")):
        return roots
    return (heading, *roots)


def _titled(
    tree: etree._Element, lines: tuple[Line, ...], title: str, heading: str
) -> tuple[tuple[Line, ...], tuple[Notice, ...]]:
    """Return *lines* with their title, from the text or else from the page's head."""
    name = title or html_title.told_title(tree)
    place = html_title.place_of_title(lines, name, heading)
    if place is not None:
        message = "The title is the text's own; that of the page was left out."
        shown = " ".join(title.split())
        notice = Notice(TITLE, "info", None, shown, "", message, removed=title)
        return with_title(lines, place), ((notice,) if han(title) else ())
    stem = html_title.without_site(tree, title)
    if not han(stem):
        told = html_title.told_title(tree)
        if not han(told):
            removed = (Notice(TITLE, "info", None, title, "", _NO_TITLE, removed=title),)
            return with_title(lines, None), (removed if han(title) else ())
        message = "The title is the one that the page tells other sites."
        notice = Notice(TITLE, "info", None, "", told, message, removed=title, added=told)
        return with_title((_title_line(told), *lines), 0), (notice,)
    rest = "".join((Counter(han(title)) - Counter(han(stem))).elements())
    message = "The text has no heading: its title is that of the page, without the site's name."
    notice = Notice(TITLE, "info", None, " ".join(title.split()), stem, message, removed=rest)
    return with_title((_title_line(stem), *lines), 0), (notice,)


_NO_TITLE = "The page's title was left out."


def _title_line(text: str) -> Line:
    return Line(text, 0, markup=Markup("title"))


def _outside(tree: etree._Element, roots: Iterable[etree._Element]) -> Iterator[str]:
    """Yield the text around *roots*: that of each largest element without one of them."""
    inside = set(roots)
    above = {element for root in inside for element in root.iterancestors()}
    stack = [] if tree in inside else [tree]
    while stack:
        element = stack.pop()
        if element in above:
            yield element.text or ""
            yield from (child.tail or "" for child in element)
            stack += reversed(element)
        elif element not in inside and not is_silent(element):
            yield shown_text(element)


def _summary(kept: int, total: int, *, much: bool) -> Notice:
    message = f"Kept {kept} of {total} Chinese characters of the page."
    if much:
        message += " Much of the rest is running text: look whether it belongs to yours."
    return Notice(KEPT, "warning" if much else "info", None, "", "", message)
