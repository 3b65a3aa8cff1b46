"""The structure tree of a tagged PDF: what a screen reader is told.

The pages that WeasyPrint laid out in, structure elements and artifact marks out. It
writes no text. WeasyPrint builds such a tree itself, but with one element for each box:
a paragraph over two pages becomes two, a repeated table head is read again, running
heads are left half tagged, ruby and languages are lost. This one has one element for
each element of the edition (ISO 32000-1 14.7, 14.8; PDF/UA: ISO 14289-1).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

ROLES: dict[str, str | None] = {
    "html": "Document",
    "head": None,
    "title": None,
    "body": None,
    "header": "Div",
    "section": "Sect",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "p": "P",
    "span": None,  # but "Span" where the language changes
    "ruby": "Ruby",
    "rp": None,
    "rt": "RT",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "th": "TH",
    "td": "TD",  # but "TH" where it labels its row
    "ol": "L",
    "ul": "L",
    "li": "LI",
}
"""Element of the edition → structure type; None where its content is the parent's."""

# What stands directly in these is wrapped: the text of a list item, the base of a ruby.
_INNER = {"LI": "LBody", "Ruby": "RB"}
_NUMBERING = {"ol": "/Decimal", "ul": "/Disc"}
_SCOPES = {"col": "/Column", "row": "/Row"}


def add_structure(pdf: Any, document: Any, _version: Any, streams: Iterable[Any]) -> None:
    """Add the structure tree of *document* to *pdf*, and mark artifacts in *streams*.

    Has the parameters of WeasyPrint's own `add_tags`, in whose place it is called.
    """
    import pydyf

    tree = _Tree()
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        tree.read_page(number, page._page_box, stream)  # noqa: SLF001 - no public way
    parents: list[Any] = [pydyf.Array() for _ in document.pages]
    root = pydyf.Dictionary({"Type": "/StructTreeRoot", "ParentTreeNextKey": len(parents)})
    pdf.add_object(root)
    top = _write(tree.root, root, pdf, parents)
    numbers = pydyf.Array()
    for number, elements in enumerate(parents):
        numbers.extend((number, elements))
    parent_tree = pydyf.Dictionary({"Nums": numbers})
    pdf.add_object(parent_tree)
    root.update({"K": pydyf.Array([top.reference]), "ParentTree": parent_tree.reference})
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


@dataclass(slots=True)
class _Node:
    """One structure element to be; `kids` are nodes and pieces of pages, in order."""

    role: str
    language: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    kids: list[_Node | _Piece] = field(default_factory=list)
    inner: _Node | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A marked piece of a page's content."""

    page: int
    mark: int


class _Tree:
    """The structure tree as it grows, page by page."""

    def __init__(self) -> None:
        self.root = _Node("Document")
        self._nodes: dict[tuple[int, str], tuple[_Node, int]] = {}
        self._page = 0
        self._marks: dict[Any, Any] = {}
        self._artifacts: set[int] = set()

    def read_page(self, number: int, page_box: Any, stream: Any) -> None:
        """Read the boxes of one page; what is not the edition's text becomes an artifact."""
        from weasyprint.formatting_structure import boxes

        self._page, self._marks = number, stream._tags  # noqa: SLF001 - no public way
        self._artifacts = set()
        for child in page_box.children:
            if isinstance(child, boxes.MarginBox):
                self._read_artifact(child)
            else:
                self._read(child, self.root)
        _mark_artifacts(stream, self._artifacts)

    def _read(self, box: Any, parent: _Node) -> None:
        from weasyprint.formatting_structure import boxes

        # What is positioned, such as the marker of a list item, stands behind a placeholder.
        box = getattr(box, "_box", box)
        if isinstance(box, boxes.TextBox):
            (parent.inner or parent).kids.append(_Piece(self._page, self._marks.pop(box)["mcid"]))
            return
        node, first_page = self._node(box, parent)
        if node.role == "THead" and first_page < self._page:
            self._read_artifact(box)
            return
        for child in box.children:
            self._read(child, node)

    def _read_artifact(self, box: Any) -> None:
        from weasyprint.formatting_structure import boxes

        if isinstance(box, boxes.TextBox):
            self._artifacts.add(self._marks.pop(box)["mcid"])
            return
        for child in box.children:
            self._read_artifact(getattr(child, "_box", child))

    def _node(self, box: Any, parent: _Node) -> tuple[_Node, int]:
        """Return the node of the element that made *box*, and the page it begins on.

        An element has many boxes: a line, a part on the next page, a table's wrapper.
        """
        role = None if box.element is None else _role(box.element, box.element_tag)
        if role == "Document":
            return self.root, 0
        if role is None:
            return parent, self._page
        key = (id(box.element), box.element_tag)
        if key not in self._nodes:
            self._nodes[key] = _new_node(role, box.element, parent), self._page
        return self._nodes[key]


def _role(element: Any, tag: str) -> str | None:
    """Choose the structure type of what *tag* makes of *element* ("li::marker" of li)."""
    if tag == "li::marker":
        return "Lbl"
    if tag == "td" and element.get("class") == "label":
        return "TH"
    if tag == "span" and element.get("lang"):
        return "Span"
    return ROLES.get(tag)


def _new_node(role: str, element: Any, parent: _Node) -> _Node:
    node = _Node(role, element.get("lang"))
    if role == "L":
        node.attributes = {"O": "/List", "ListNumbering": _NUMBERING[element.tag]}
    if role == "TH":
        scope = element.get("scope") or ("col" if element.tag == "th" else "row")
        node.attributes = {"O": "/Table", "Scope": _SCOPES[scope]}
    if role in _INNER:
        node.inner = _Node(_INNER[role])
        node.kids.append(node.inner)
    if role == "Lbl":
        parent.kids.insert(0, node)
    elif role == "RT":
        parent.kids.append(node)
    else:
        (parent.inner or parent).kids.append(node)
    return node


def _write(node: _Node, parent: Any, pdf: Any, parents: list[Any]) -> Any:
    """Write *node* and all below it as objects of *pdf*; fill in the *parents* by page."""
    import pydyf

    pieces = [kid for kid in node.kids if isinstance(kid, _Piece)]
    element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}", "P": parent.reference})
    pdf.add_object(element)
    if node.language:
        element["Lang"] = pydyf.String(node.language)
    if node.attributes:
        element["A"] = pydyf.Dictionary(node.attributes)
    if pieces:
        element["Pg"] = pdf.page_references[pieces[0].page]
    kids = pydyf.Array()
    for kid in node.kids:
        if isinstance(kid, _Node):
            kids.append(_write(kid, element, pdf, parents).reference)
        else:
            kids.append(_content(kid, pieces[0].page, pdf))
            _put(parents[kid.page], kid.mark, element.reference)
    element["K"] = kids
    return element


def _content(piece: _Piece, page: int, pdf: Any) -> Any:
    """Refer to a marked piece: by its number alone if it is on the element's own *page*."""
    import pydyf

    if piece.page == page:
        return piece.mark
    return pydyf.Dictionary(
        {"Type": "/MCR", "Pg": pdf.page_references[piece.page], "MCID": piece.mark}
    )


def _put(array: list[Any], index: int, value: Any) -> None:
    array.extend(["null"] * (index + 1 - len(array)))
    array[index] = value


def _mark_artifacts(stream: Any, marks: set[int]) -> None:
    """Turn the marked pieces in *marks* into artifacts, which have no place in the tree."""
    import pydyf

    for index, token in enumerate(stream.stream):
        if isinstance(token, pydyf.Dictionary) and token.get("MCID") in marks:
            stream.stream[index - 1 : index + 1] = [
                "/Artifact",
                pydyf.Dictionary({"Type": "/Pagination"}),
            ]
