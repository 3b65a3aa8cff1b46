"""Where in the edition an element stands, as far as its Word style depends on it.

The body of an edition in, its manner of writing and what it holds out. Styles are chosen in
`correspondence`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.vocabulary import HEADINGS, classes, local_name

if TYPE_CHECKING:
    from lxml import etree

_NO_RUNNING_TEXT = frozenset({"section", *HEADINGS})


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the edition an element stands, as far as styles depend on it.

    `section` is the class of the section around it, `block` that of the `div` in between, or
    "blockquote". `language` is the edition's. `manner`
    says how running text is written (a key of `RUNNING_TEXT`), `has_back_matter` whether
    there is a key or a glossary.
    """

    section: str = ""
    block: str = ""
    manner: str = "bare"
    has_back_matter: bool = False
    language: str = "zh-Hans"


def manner(body: etree._Element) -> str:
    """Tell how running text is written: all "annotated", only "new words", or "bare"."""
    rubies = [
        ruby
        for section in body.iter("{*}section")
        if "text" in classes(section)
        for block in section.iterchildren("*")
        if local_name(block) not in _NO_RUNNING_TEXT
        for ruby in block.iter("{*}ruby")
    ]
    if not rubies:
        return "bare"
    return "new words" if all("new" in classes(ruby) for ruby in rubies) else "annotated"


def has_back_matter(body: etree._Element) -> bool:
    """Tell whether the edition has a key or a glossary."""
    kinds = {name for section in body.iterfind("{*}section") for name in classes(section)}
    return not kinds.isdisjoint({"key", "glossary", "index"})
