"""Bind readings to their characters so that no line's end tears them apart.

The body of an edition in, the same body changed: words too long for a line as several
rubies, room above the lines, places where a line may end. No text is added or dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.inline_readings import fill
from duben.ruby import Stretch, segments
from duben.vocabulary import HEADINGS, XHTML, base_text, classes, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from duben.config import RubyForm
    from duben.ruby import Segment

ANNOTATED = "annotated"
"""The class of a block that holds ruby: its lines need more room."""

LONG = "long"
"""The class of a ruby that has to be cut at a line's end, since its parts are not known."""

_LONGEST_UNCUT = 6  # characters: with long readings they fill a phone's width at 200 %
_LONGEST_IN_HEADINGS = 4  # which are set larger
_PIECE = 4  # characters of a long word that are kept together: 中华人民|共和国

_INLINE = frozenset({"a", "span"})
_BLOCKS = frozenset({"p", "li", "td", "th", "dt", "dd", "caption", *HEADINGS})


def bind(body: etree._Element, form: RubyForm) -> None:
    """Make each ruby of *body* one that is never cut, and let lines end between two.

    A ruby is a word, or of the form "character" each of its characters.
    """
    for ruby in list(body.iter("{*}ruby")):
        block = next((near for near in ruby.iterancestors() if local_name(near) in _BLOCKS), None)
        _give_room(block)
        in_heading = block is not None and local_name(block) in HEADINGS
        most = _LONGEST_IN_HEADINGS if in_heading else _LONGEST_UNCUT
        if form == "character":
            _divide(ruby, most=1, piece=1)
        else:
            _divide(ruby, most, _PIECE)
    for ruby in list(body.iter("{*}ruby")):
        _part_from_next(ruby)


def _give_room(block: etree._Element | None) -> None:
    """Mark a block with ruby: old engines cannot ask for `p:has(ruby)`."""
    if block is not None:
        _add_class(block, ANNOTATED)


def _divide(ruby: etree._Element, most: int, piece: int) -> None:
    """Cut a ruby of more than *most* characters into even ones of about *piece*.

    Engines cut a reading that spans a line's end anywhere, 养|料 as "yǎn|g liào", and set
    the rest over whatever follows: only rubies that are whole keep it in its place.
    """
    if len(base_text(ruby)) <= most:
        return
    parts = segments(ruby)
    if len(parts) == 1:
        if parts[0].length > most:
            _add_class(ruby, LONG)
        return
    first, *others = _even(parts, piece)
    language = next((rt.get("lang") for rt in ruby.iter("{*}rt")), None)
    tail, ruby.tail = ruby.tail, None
    last = ruby
    for group in others:
        following = ruby.makeelement(ruby.tag, {str(k): str(v) for k, v in ruby.items()})
        _write(following, group, language)
        last.addnext(following)
        last = following
    last.tail = tail
    del ruby[:]
    _write(ruby, first, language)


def _even(parts: Sequence[Segment], piece: int) -> Iterator[tuple[Segment, ...]]:
    """Group *parts* so that the groups are about as long as each other."""
    total = sum(part.length for part in parts)
    count = -(-total // piece)
    done = number = 0
    group: list[Segment] = []
    for part in parts:
        group.append(part)
        done += part.length
        if done * count >= (number + 1) * total:
            yield tuple(group)
            group, number = [], done * count // total
    if group:
        yield tuple(group)


def _write(ruby: etree._Element, parts: Sequence[Segment], language: str | None) -> None:
    """Write characters and readings into an empty ruby, with brackets for who lacks ruby."""
    ruby.text = "".join(part.base for part in parts)
    for name, stretches in (
        ("rp", (Stretch("("),)),
        ("rt", tuple(_spaced(parts))),
        ("rp", (Stretch(")"),)),
    ):
        element = ruby.makeelement(f"{{{XHTML}}}{name}")
        if name == "rt" and language:
            element.set("lang", language)
        fill(element, stretches)
        ruby.append(element)


def _spaced(parts: Sequence[Segment]) -> Iterator[Stretch]:
    for number, part in enumerate(parts):
        if number:
            yield Stretch(" ")
        yield from part.reading


def _part_from_next(ruby: etree._Element) -> None:
    """Let a line end between *ruby* and a ruby right behind it.

    A word is kept whole by `white-space: nowrap`; between two such words browsers then
    break no line either: 引领一场科技革命 would run out of the page.
    """
    while not ruby.tail and ruby.getnext() is None:  # 引领 may be the last of a link
        outer = ruby.getparent()
        if outer is None or local_name(outer) not in _INLINE:
            return
        ruby = outer
    following = ruby.getnext()
    if following is not None and not ruby.tail and _begins_with_ruby(following):
        ruby.addnext(ruby.makeelement(f"{{{XHTML}}}wbr"))


def _begins_with_ruby(element: etree._Element) -> bool:
    while local_name(element) in _INLINE and not element.text and len(element):
        element = element[0]
    return local_name(element) == "ruby"


def _add_class(element: etree._Element, name: str) -> None:
    if name not in classes(element):
        element.set("class", " ".join((*classes(element), name)))
