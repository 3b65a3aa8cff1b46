"""Structure elements, and how they are written as objects of a PDF.

`Node`s with pieces of pages and links in, structure elements and the entries of the parent
tree out (ISO 32000-1 14.7). It does not say which element takes which type.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


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


@dataclass(slots=True)
class Writer:
    """Writes nodes as objects of `pdf`.

    `pages` has for each page the elements of its marks, `links` the elements of the links.
    """

    pdf: Any
    pages: list[Any]
    links: list[Any] = field(default_factory=list)

    def write(self, node: Node, parent: Any) -> Any:
        """Write *node* and all below it; return its object."""
        import pydyf

        element = pydyf.Dictionary(
            {"Type": "/StructElem", "S": f"/{node.role}", "P": parent.reference}
        )
        self.pdf.add_object(element)
        if node.language:
            element["Lang"] = pydyf.String(node.language)
        if node.name:
            element["ID"] = pydyf.String(node.name)
        if node.attributes:
            element["A"] = pydyf.Dictionary(node.attributes)
        page = next((kid.page for kid in node.kids if isinstance(kid, Piece)), None)
        if page is not None:
            element["Pg"] = self.pdf.page_references[page]
        element["K"] = pydyf.Array(self._kid(kid, element, page) for kid in node.kids)
        return element

    def _kid(self, kid: Node | Piece | Link | Annotated, element: Any, page: int | None) -> Any:
        """Refer to a kid: to a marked piece by its number if it is on the element's *page*."""
        import pydyf

        if isinstance(kid, Annotated):
            kid = Node(
                "Ruby",
                kids=[
                    Node("RB", kids=[Piece(kid.page, kid.base)]),
                    Node("RT", kid.language, kids=[Piece(kid.page, kid.reading)]),
                ],
            )
        if isinstance(kid, Node):
            return self.write(kid, element).reference
        place = {"Pg": self.pdf.page_references[kid.page]}
        if isinstance(kid, Link):
            kid.annotation["StructParent"] = len(self.pages) + len(self.links)
            self.links.append(element.reference)
            return pydyf.Dictionary({"Type": "/OBJR", **place, "Obj": kid.annotation.reference})
        _put(self.pages[kid.page], kid.mark, element.reference)
        if kid.page == page:
            return kid.mark
        return pydyf.Dictionary({"Type": "/MCR", **place, "MCID": kid.mark})


def _put(array: list[Any], index: int, value: Any) -> None:
    array.extend(["null"] * (index + 1 - len(array)))
    array[index] = value
