"""Elements of a web page → those that hold what its readers wrote below the article.

They are told by their names, whatever they say: a comment is prose as an article is. It
does not look at a page that is nothing else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from duben.han import han
from duben.readers.xhtml.elements import is_block, is_element

if TYPE_CHECKING:
    from lxml import etree

    from duben.readers.html.measures import Measure

# Behind the word stands nothing, or what it is of comments: comment-list, but not the
# comments-open that an article may be called.
_COMMENTS = re.compile(
    r"(?:^|[\s_]|(?<!has)(?<!no)-)(?:comments?|cmts?|reply|replies|discuss(?:ions?)?)"
    r"(?:\s|$|[_-]?(?:list|area|box|wrap(?:per)?|section|container|block|panel|body|content|text|"
    r"items?|main|threads?|respond|form|title|head(?:er)?|meta|info|\d+)(?:[\s_-]|$))"
    "|评论|評論|回复|回覆|网友留言",
    re.IGNORECASE,
)
_ABOUT_COMMENTS = re.compile("评论|評論|回复|回覆|留言|comment|repl(?:y|ies)", re.IGNORECASE)
_ARTICLES = ("article", "main")
_LEAST_ARTICLE = 40  # Chinese characters of running text


def names_of(element: etree._Element) -> str:
    """Return what the author of the page calls *element*."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def comments_of(
    tree: etree._Element, measures: dict[etree._Element, Measure]
) -> frozenset[etree._Element]:
    """Return the outermost elements of *tree* with comments; none where all is comments."""
    found: set[etree._Element] = set()
    for element, measure in measures.items():
        if not measure.all or not _is_called_comment(element):
            continue
        inside = any(above in found for above in element.iterancestors())
        if not inside and not _holds_article(tree, element):
            found.add(element)
    rest = measures[tree].prose - sum(measures[element].prose for element in found)
    return frozenset(found if rest >= _LEAST_ARTICLE else ())


def take_out(
    measures: dict[etree._Element, Measure], comments: frozenset[etree._Element]
) -> dict[etree._Element, Measure]:
    """Return *measures* without the *comments*, as if they did not stand in the page."""
    inside: set[etree._Element | None] = set()
    rest = {}
    for element, measure in measures.items():
        if element in comments or element.getparent() in inside:
            inside.add(element)
        else:
            rest[element] = measure
    for comment in comments:
        taken = measures[comment]
        for above in comment.iterancestors():
            if above in rest:
                rest[above] = rest[above].without(taken)
    return rest


def _is_called_comment(element: etree._Element) -> bool:
    if not is_element(element) or element.tag in ("html", "body", "main") or not is_block(element):
        return False
    return _COMMENTS.search(names_of(element)) is not None


def _holds_article(tree: etree._Element, element: etree._Element) -> bool:
    """Whether *element* has the article in it: 评论 is also a section of a newspaper."""
    titles = ("".join(map(str, title.itertext())) for title in element.iter("h1"))
    if any(han(title) and not _ABOUT_COMMENTS.search(title) for title in titles):
        return True
    inner = {one for one in element.iter(*_ARTICLES) if not _is_called_comment(one)}
    # A comment may be an <article> too, below that of the page.
    return bool(inner) and not any(one not in inner for one in tree.iter(*_ARTICLES))
