"""Keep of a stylesheet what a book can use.

A stylesheet and the kinds of elements in a book in, the stylesheet out without the rules that
nothing in the book can match. A study guide needs some two hundred rules, a plain poem forty:
whoever opens the file to change its looks finds only what counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tinycss2

from duben.vocabulary import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml import etree

Kind = tuple[str, frozenset[str]]
"""An element's name, and its classes."""

_NESTING = frozenset({"media", "container", "supports"})
_COMBINATORS = frozenset({">", "+", "~"})
_LICENCE = "©"


def kinds(documents: Iterable[etree._Element]) -> frozenset[Kind]:
    """List the kinds of the elements of *documents*."""
    found = {
        (element.tag, element.get("class"), local_name(element))
        for document in documents
        for element in document.iter("*")
    }
    return frozenset((name, frozenset((classes or "").split())) for _, classes, name in found)


def used(style: str, present: frozenset[Kind]) -> str:
    """Return the rules of *style* that elements of the kinds *present* may match.

    Each part of a selector is judged by itself: `.verse p` stays where there are verse and
    paragraphs. Comments go, but for those that name a licence.
    """
    return "".join(f"{rule}\n" for rule in _used(tinycss2.parse_stylesheet(style), present))


def _used(rules: Sequence[Any], present: frozenset[Kind]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [each for each in _selectors(rule.prelude) if _matches(each, present)]
            if selectors:
                names = ", ".join(tinycss2.serialize(each).strip() for each in selectors)
                yield f"{names} {{{tinycss2.serialize(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in _NESTING:
            inner = "\n".join(_used(tinycss2.parse_rule_list(rule.content), present))
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{\n{inner}\n}}"
        elif rule.type == "comment":
            if _LICENCE in rule.value:
                yield rule.serialize()
        elif rule.type != "whitespace":
            yield rule.serialize()


def _selectors(prelude: Sequence[Any]) -> Iterator[list[Any]]:
    """Part a rule's selectors at their commas."""
    selector: list[Any] = []
    for piece in prelude:
        if piece == ",":
            yield selector
            selector = []
        elif piece.type != "comment":
            selector.append(piece)
    yield selector


def _matches(selector: Sequence[Any], present: frozenset[Kind]) -> bool:
    """Whether there is an element for each part of a selector."""
    return all(
        any((not name or name == own) and classes <= theirs for own, theirs in present)
        for name, classes in _parts(selector)
    )


def _parts(selector: Sequence[Any]) -> Iterator[Kind]:
    """Yield name and classes of each part: `.verse > p:first-child` has two."""
    name, classes, before = "", set[str](), ""
    for piece in selector:
        if piece.type == "whitespace" or (piece.type == "literal" and piece.value in _COMBINATORS):
            yield name, frozenset(classes)
            name, classes, before = "", set(), ""
            continue
        if piece.type == "ident" and before == ".":
            classes.add(piece.value)
        elif piece.type == "ident" and before != ":":
            name = piece.lower_value
        before = piece.value if piece.type == "literal" else ""
    yield name, frozenset(classes)
