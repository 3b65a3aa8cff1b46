"""Structure elements, and how they are written as objects of a PDF.

`Node`s with pieces of pages and links in, structure elements and the entries of the parent
tree out (ISO 32000-1 14.7). It does not say which element takes which type.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from duben.write.pdf.object_streams import Batch, ObjectStreams

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(slots=True)
class Node:
    """One structure element to be: its type, kids in order, and what is said of it.

    What stands directly in it belongs to `inner`, if it has one. `name` is its /ID.
    """

    role: str
    language: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    kids: list[Node | Piece | Link | Annotated] = field(default_factory=list)
    inner: Node | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A marked piece of a page's content."""

    page: int
    mark: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """A word with its reading, each one marked piece of a page: a Ruby with RB and RT."""

    page: int
    base: int
    reading: int
    language: str


@dataclass(frozen=True, slots=True)
class Link:
    """The area of a page that leads elsewhere when it is clicked."""

    page: int
    annotation: Any


_ELEMENT, _MARK = 12, 6
"""How wide a reference to an object and the number of a mark are in arrays made of rows."""

_LONG = 8
"""From how many entries on an array is written in rows."""


class Writer:
    """Writes nodes as objects of a PDF.

    `pages` has for each page the numbers of the elements of its marks, 0 for none; `links`
    has references to the elements of the links.
    """

    def __init__(self, pdf: Any, pages: int, words: int) -> None:
        """Write into *pdf*, which has *pages* pages and that many annotated *words*."""
        self.streams = ObjectStreams(pdf)
        self.pages = [array("L") for _ in range(pages)]
        self.links: list[bytes] = []
        self._pdf = pdf
        self._sheets = pdf.page_references
        self._next = self.streams.reserve(3 * words)
        self._words: dict[str, Batch] = {}
        self._arrays: dict[int, Batch] = {}

    def write(self, node: Node, parent: bytes) -> bytes:
        """Write *node* and all below it; return its reference."""
        import pydyf

        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}", "P": parent})
        self._pdf.add_object(element)
        reference = bytes(element.reference)
        if node.language:
            element["Lang"] = pydyf.String(node.language)
        if node.name:
            element["ID"] = pydyf.String(node.name)
        if node.attributes:
            element["A"] = pydyf.Dictionary(node.attributes)
        page = next((kid.page for kid in node.kids if isinstance(kid, Piece)), None)
        if page is not None:
            element["Pg"] = self._sheets[page]
        element["K"] = self.kids([self._kid(kid, reference, page) for kid in node.kids])
        return reference

    def kids(self, entries: Sequence[bytes]) -> bytes:
        """Write the array of an element's kids: here, or in rows, where it is long."""
        if len(entries) < _LONG:
            return b"[" + b" ".join(entries) + b"]"
        return self._in_rows(_kids_in_rows(entries), _ELEMENT + _MARK)

    def page(self, elements: Sequence[int]) -> bytes:
        """Write the array of the elements that the marks of a page lead to, by their numbers.

        Three in a row: a word's base, its reading, and what stands by itself.
        """
        return self._in_rows(_elements_in_rows(elements), 3 * _ELEMENT)

    def _in_rows(self, rows: bytes, width: int) -> bytes:
        number = self.streams.reserve(1)
        batch = self._arrays.setdefault(width, Batch(width))
        batch.add(number, b"[".ljust(width) + rows + b"]".ljust(width))
        return b"%d 0 R" % number

    def finish(self) -> ObjectStreams:
        """Return what writes the file: the nodes, and all that is written in rows."""
        for batch in (*self._arrays.values(), *self._words.values()):
            self.streams.add(batch)
        return self.streams

    def _kid(
        self, kid: Node | Piece | Link | Annotated, reference: bytes, page: int | None
    ) -> bytes:
        """Refer to a kid: to a marked piece by its number if it is on the element's *page*."""
        if isinstance(kid, Node):
            return self.write(kid, reference)
        if isinstance(kid, Annotated):
            return self._annotated(kid, _number(reference))
        place = b"/Pg " + self._sheets[kid.page]
        if isinstance(kid, Link):
            kid.annotation["StructParent"] = len(self.pages) + len(self.links)
            self.links.append(reference)
            return b"<</Type/OBJR%s/Obj %s>>" % (place, bytes(kid.annotation.reference))
        _put(self.pages[kid.page], kid.mark, _number(reference))
        if kid.page == page:
            return b"%d" % kid.mark
        return b"<</Type/MCR%s/MCID %d>>" % (place, kid.mark)

    def _annotated(self, word: Annotated, parent: int) -> bytes:
        number, self._next = self._next, self._next + 3
        _put(self.pages[word.page], word.base, number + 1)
        _put(self.pages[word.page], word.reading, number + 2)
        objects = self._ruby(number, parent, word)
        if word.language not in self._words:
            lengths = tuple(map(len, objects))
            self._words[word.language] = Batch(sum(lengths), lengths=lengths)
        self._words[word.language].add(number, b"".join(objects))
        return b"%d 0 R" % number

    def _ruby(self, number: int, parent: int, word: Annotated) -> tuple[bytes, bytes, bytes]:
        """Return the three elements of a word, whatever the numbers are equally long."""
        sheet = _number(self._sheets[word.page])
        return (
            b"<</S/Ruby/P %7d 0 R/K[%7d 0 R %7d 0 R]>>" % (parent, number + 1, number + 2),
            b"<</S/RB/P %7d 0 R/Pg %7d 0 R/K %5d>>" % (number, sheet, word.base),
            b"<</S/RT/P %7d 0 R/Pg %7d 0 R/K %5d/Lang(%s)>>"
            % (number, sheet, word.reading, word.language.encode()),
        )


def _kids_in_rows(entries: Sequence[bytes]) -> bytes:
    """Put the kids of an element into rows: an element, and a mark that follows it."""
    parts = []
    is_open = False  # a row that has room for a mark
    for entry in entries:
        if entry.endswith(b"R"):
            parts.append(_padded(b"", _MARK) if is_open else b"")
            parts.append(_padded(entry, _ELEMENT))
            is_open = True
        elif len(entry) < _MARK:
            parts.append(_padded(entry, _MARK if is_open else _ELEMENT + _MARK))
            is_open = False
        else:
            parts.append(_padded(b"", _MARK) if is_open else b"")
            parts.append(_padded(entry, _ELEMENT + _MARK))
            is_open = False
    parts.append(_padded(b"", _MARK) if is_open else b"")
    return b"".join(parts)


def _elements_in_rows(elements: Sequence[int]) -> bytes:
    """Put references into rows of three."""
    full = [*elements, *[0] * (-len(elements) % 3)]
    return b"".join(b"%7d 0 R " % number if number else b"       null " for number in full)


def _padded(entry: bytes, width: int) -> bytes:
    """Pad an entry to a multiple of *width*: numbers stand right, so that they line up."""
    full = max(1, -(-(len(entry) + 1) // width)) * width
    return entry.rjust(full - 1) + b" "


def _number(reference: bytes) -> int:
    """Return the number of the object that is referred to."""
    return int(reference.split()[0])


def _put(elements: array[int], index: int, number: int) -> None:
    if len(elements) <= index:
        elements.extend([0] * (index + 1 - len(elements)))
    elements[index] = number
