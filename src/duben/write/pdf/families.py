"""The font families that stylesheets name: one of each list has to be there.

Stylesheets in; the lists of families in them out, or an error with the line of one of which
nothing is there. No generic family (serif) ever decides: it is another font on each machine.
Which characters a family has is not asked here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from duben import fonts, system
from duben.errors import MissingPartError, TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_KEYWORDS = frozenset({"inherit", "initial", "unset", "revert"})
_GENERIC = frozenset({"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"})
_PROPERTIES = frozenset({"font", "font-family", "--reading-family", "--marks-family"})
_SIZES = ("dimension", "percentage", "number")


@dataclass(frozen=True, slots=True)
class Named:
    """A list of families in a stylesheet, and the place where it stands."""

    families: tuple[str, ...]
    where: str = ""


def require(stylesheets: Mapping[str, str]) -> tuple[Named, ...]:
    """Return all lists of families, of each of which one at least is there.

    Raises `TemplateError` for a list of generic families alone, `MissingPartError` where
    none of those named is there.
    """
    found = tuple(
        Named(named, f"{name}:{line}")
        for name, text in stylesheets.items()
        for line, named in lists(text)
    )
    for named in found:
        families = [family for family in named.families if family.lower() not in _GENERIC]
        if not families:
            raise TemplateError(
                f"{', '.join(named.families)} is another font on each machine",
                where=named.where,
                hint='Name a font family: font-family: "Noto Serif CJK SC".',
            )
        if not any(map(fonts.installed, families)):
            raise MissingPartError(
                f"the font {' or '.join(families)} is missing",
                where=named.where,
                hint=system.advice(
                    *families, otherwise="name a folder that has it with --font-dir"
                ),
            )
    return found


def names(named: Iterable[Named]) -> frozenset[str]:
    """Return all families of the lists, in lower case."""
    return frozenset(family.casefold() for each in named for family in each.families)


def replaced(document: Any, named: Iterable[Named]) -> tuple[fonts.StandIn, ...]:
    """Return what stands in, in WeasyPrint's *document*, for families that are not there."""
    if all(map(fonts.installed, names(named) - _GENERIC)):
        return ()
    return tuple(
        sorted(
            {
                fonts.StandIn(family, used)
                for families in _used(document)
                for used in [next(filter(fonts.installed, families), "")]
                for family in families[: families.index(used) if used else None]
                if family.lower() not in _GENERIC
            }
        )
    )


@cache
def lists(stylesheet: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return each list of families in a stylesheet, with its line."""
    import tinycss2

    rules = tinycss2.parse_stylesheet(stylesheet, skip_comments=True, skip_whitespace=True)
    return tuple(_lists(rules))


def _lists(nodes: Iterable[Any]) -> Iterator[tuple[int, tuple[str, ...]]]:
    import tinycss2

    for node in nodes:
        if node.type == "declaration" and node.lower_name in _PROPERTIES:
            families = tuple(_families(node.value, shorthand=node.lower_name == "font"))
            if families:
                yield node.source_line, families
        elif node.type in ("qualified-rule", "at-rule") and node.content:
            parts = tinycss2.parse_blocks_contents(
                node.content, skip_comments=True, skip_whitespace=True
            )
            yield from _lists(parts)


def _families(value: Iterable[Any], *, shorthand: bool) -> Iterator[str]:
    """Return the families of a value: those of `font` come after the size."""
    tokens = [token for token in value if token.type != "comment"]
    if shorthand:
        sizes = [index for index, token in enumerate(tokens) if token.type in _SIZES]
        tokens = tokens[sizes[-1] + 1 :] if sizes else []
    words: list[str] = []
    for token in tokens:
        if token.type in ("ident", "string"):
            words.append(token.value)
        elif token.type == "literal" and token.value == ",":
            yield " ".join(words)
            words = []
    family = " ".join(words)
    if family and family not in _KEYWORDS:
        yield family


def _used(document: Any) -> set[tuple[str, ...]]:
    """Return the lists of families in which text of the document is set."""
    from weasyprint.formatting_structure.boxes import TextBox

    return {
        tuple(box.style["font_family"])
        for page in document.pages
        for box in page._page_box.descendants()  # noqa: SLF001 - no public way
        if isinstance(box, TextBox)
    }
