"""The tree of a web page → the elements that hold its text, and what in them is none.

A page without furniture is its text as a whole. In others readability-lxml says where the
article is; where it keeps too little, the smallest element with most of the sentences is
taken. Where the page itself names its one article, it is looked for in that. The elements
returned are those of the page itself, unchanged.
"""

from __future__ import annotations

import copy
import logging
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree, html

from duben.han import han
from duben.readers.html.comments import comments_of, names_of, take_out
from duben.readers.html.measures import Measure, measures_of
from duben.readers.xhtml.elements import HEADINGS, is_block, is_element, types_of

if TYPE_CHECKING:
    from collections.abc import Callable

logging.getLogger("readability").addHandler(logging.NullHandler())

# Names that pages give to what stands around an article.
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|side_?bar\w*|foot(?:er)?|top_?bar|share\w*|comments?|"
    r"related\w*|recommend\w*|bread_?crumbs?|crumbs?|copyright|banner|ads?|advert\w*|login|"
    r"search\w*|tool_?bar|pager|pagination|hot\w*|rank\w*|friend_?links?|qr_?code|editor|"
    r"zebian|print\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FURNITURE_TYPES = frozenset(
    ("navigation", "search", "menu", "menubar", "toolbar", "banner", "contentinfo", "tablist")
)
_NAVIGATION_TYPES = frozenset(("navigation", "menu", "search"))
_OF_MEDIAWIKI = frozenset(("mw-editsection", "siteSub"))  # [编辑], 自由的百科全书
_PLAIN_LINK_SHARE = 0.1
_MOST_PLAIN_LINKS = 8
_MAIN_SHARE = 0.8  # of the running text is in the main element
# A line too much is seen at once, a paragraph too little is not: readability must keep most
# of the main element to be believed, and an element that it keeps so far is taken whole.
_KEPT_SHARE = 0.6
_NARROWER_KEPT = 0.95
_NARROWER_PROSE, _NARROWER_TEXT = 0.97, 0.75
_SMALL = frozenset(("p", "li", "dt", "dd", "blockquote", "tr", "td", "pre", *HEADINGS))
_LINKS_OF_FURNITURE = 0.5
_MOST_FURNITURE = 0.5  # of the article
_FEW = 0.1
_FEWEST_LINKS = 2
_MOST_FOR_READABILITY = 30_000  # elements: it compares each with all in it
_DEEPEST_FOR_READABILITY = 100
_MARK = "data-duben"
_COMMENT = "comment"
# How pages name their article, the surest and narrowest first (HTML standard §4.3.2, §4.4.14).
_NAMED = (".//*[@itemprop='articleBody']", ".//article", ".//main")
_LEAST_NAMED = 40


@dataclass(frozen=True, slots=True)
class Article:
    """The elements that hold the text, in order, and which elements in them do not.

    `prose` counts the Chinese characters of all running text of the page.
    """

    roots: tuple[etree._Element, ...]
    leaves_out: Callable[[etree._Element], bool]
    prose: int = 0


def is_navigation(element: etree._Element) -> bool:
    """Whether *element* says itself that it leads elsewhere: a menu, [编辑] in a wiki."""
    if element.tag == "nav" or types_of(element) & _NAVIGATION_TYPES:
        return True
    return not _OF_MEDIAWIKI.isdisjoint(names_of(element).split())


def article_of(tree: etree._Element) -> Article:
    """Return where the text of the page *tree* is."""
    measures = measures_of(tree)
    prose = measures[tree].prose
    comments = comments_of(tree, measures)
    if not comments and _is_plain(tree, measures):
        return Article((tree,), is_navigation, prose)
    measures = take_out(measures, comments)
    named = _named(tree, measures)
    main = named if named is not None else _narrowed(tree, measures, _MAIN_SHARE)
    kept = _kept_by_readability(tree, measures, comments)
    start = tree if named is None else named
    roots = _by_readability(start, measures, kept, main) or [main]
    roots = [_narrowed(root, measures, _NARROWER_PROSE, _NARROWER_TEXT) for root in roots]

    whole = sum(measures[root].all for root in roots)

    def leaves_out(element: etree._Element) -> bool:
        if element in comments:
            return True
        measure = measures.get(element)
        if measure is None or measure.all > _MOST_FURNITURE * whole:
            return False
        return _is_furniture(element, measure)

    return Article(tuple(roots), leaves_out, prose)


def _is_plain(tree: etree._Element, measures: dict[etree._Element, Measure]) -> bool:
    """Whether the page is nothing but its text, save what says that it is navigation."""
    everything, linked, links = measures[tree].all, measures[tree].linked, 0
    inside: set[etree._Element | None] = set()
    for element, measure in measures.items():
        if element.getparent() in inside:
            inside.add(element)
        elif is_element(element) and is_navigation(element):
            everything -= measure.all
            linked -= measure.linked
            inside.add(element)
        elif is_element(element) and measure.all and _FURNITURE.search(names_of(element)):
            return False
        links += element.tag == "a" and bool(measure.all)
    return links <= _MOST_PLAIN_LINKS or linked <= _PLAIN_LINK_SHARE * everything


def _named(tree: etree._Element, measures: dict[etree._Element, Measure]) -> etree._Element | None:
    """Return the element that the page says is its article, where it says so of one only."""
    for path in _NAMED:
        found = [
            element
            for element in tree.iterfind(path)
            if element in measures and measures[element].prose >= _LEAST_NAMED
        ]
        if len(found) == 1:
            return found[0]
    return None


def _narrowed(
    element: etree._Element,
    measures: dict[etree._Element, Measure],
    prose_share: float,
    text_share: float = 0.0,
) -> etree._Element:
    """Return the smallest element in *element* that has these shares of it."""
    whole = measures[element]
    while True:
        inner = [child for child in element if child in measures and is_block(child)]
        best = max(inner, key=lambda child: measures[child].prose, default=None)
        if best is None or best.tag in _SMALL - {"td"}:
            return element
        measure = measures[best]
        if measure.prose < max(prose_share * whole.prose, 1):
            return element
        if measure.all < text_share * whole.all:
            return element
        element = best


def _by_readability(
    start: etree._Element,
    measures: dict[etree._Element, Measure],
    kept: dict[etree._Element, int],
    main: etree._Element,
) -> list[etree._Element]:
    """Return the largest elements from *start* that are *kept*; none if too little of *main*."""
    if kept.get(main, 0) < max(_KEPT_SHARE * measures[main].all, 1):
        return []
    roots: list[etree._Element] = []
    stack = [start]
    while stack:
        element = stack.pop()
        inner = [child for child in element if kept.get(child)]
        best = max(inner, key=lambda child: kept[child], default=None)
        holds_all = best is not None and kept[best] >= _NARROWER_KEPT * kept[element]
        if best is not None and holds_all and is_block(best) and best.tag not in _SMALL:
            stack.append(best)
        elif kept[element] >= _KEPT_SHARE * measures[element].all:
            roots.append(element)
        else:
            stack += reversed(inner)
    return roots


def _kept_by_readability(
    tree: etree._Element,
    measures: dict[etree._Element, Measure],
    comments: frozenset[etree._Element],
) -> dict[etree._Element, int]:
    """Return how many Chinese characters of each element readability keeps, if any."""
    order = list(measures)
    if not isinstance(tree, html.HtmlElement) or _is_too_much(order):
        return {}
    for number, element in enumerate(order):
        element.set(_MARK, str(number))
    for comment in comments:
        comment.set(_MARK, _COMMENT)
    try:
        article = _readable(_without_comments(copy.deepcopy(tree)))
    finally:
        for element in (*order, *comments):
            del element.attrib[_MARK]
    kept = dict.fromkeys(order, 0)
    for element in article.iter(etree.Element) if article is not None else ():
        own = len(han(element.text or "")) + sum(len(han(child.tail or "")) for child in element)
        at: etree._Element | None = element
        while own and at is not None and _MARK not in at.attrib:  # put in by readability
            at = at.getparent()
        if own and at is not None:
            kept[order[int(at.attrib[_MARK])]] += own
    for element in reversed(order):
        parent = element.getparent()
        if parent in kept:
            kept[parent] += kept[element]
    return {element: count for element, count in kept.items() if count}


def _is_too_much(order: list[etree._Element]) -> bool:
    if len(order) > _MOST_FOR_READABILITY:
        return True
    return any(
        sum(1 for _ in element.iterancestors()) > _DEEPEST_FOR_READABILITY for element in order
    )


def _without_comments(page: html.HtmlElement) -> html.HtmlElement:
    for comment in page.xpath(f"//*[@{_MARK}='{_COMMENT}']"):
        comment.drop_tree()
    return page


def _readable(tree: html.HtmlElement) -> etree._Element | None:
    """Return the tree that readability makes of *tree*, None where it fails."""
    import readability
    from readability.readability import Unparseable

    document = readability.Document(tree)
    document.get_clean_html = lambda: str(document.html.text_content())
    try:
        document.summary()
    except Unparseable:
        return None
    found: etree._Element = document.html
    return found


def _is_furniture(element: etree._Element, measure: Measure) -> bool:
    """Whether *element*, inside an article, is no part of it: buttons to share it, links."""
    if is_navigation(element) or types_of(element) & _FURNITURE_TYPES:
        return True
    if not is_block(element) or element.tag in HEADINGS or not measure.all:
        return False
    if _FURNITURE.search(names_of(element)) and measure.prose <= _FEW * measure.all:
        return True
    if measure.prose or element.tag in ("p", "td", "th", "tr", "tbody"):
        return False
    # One link alone may be the text's: an attachment, the source.
    links = islice(element.iter("a"), _FEWEST_LINKS)
    return measure.link_share > _LINKS_OF_FURNITURE and len(list(links)) == _FEWEST_LINKS
