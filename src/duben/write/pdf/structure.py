"""The structure tree of a tagged PDF: what a screen reader is told.

The pages that WeasyPrint laid out in, structure elements and artifact marks out. It
writes no text. WeasyPrint builds such a tree itself, but with one element for each box:
a paragraph over two pages becomes two, a repeated table head is read again, running
heads are left half tagged, ruby and languages are lost. This one has one element for
each element of the edition (ISO 32000-1 14.7, 14.8; PDF/UA: ISO 14289-1).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from duben.write.pdf.glosses import GLOSS, LABEL
from duben.write.pdf.nodes import Annotated, Link, Node, Piece, Writer
from duben.write.pdf.squares import TRACE
from duben.write.pdf.typesetting.line import Mark
from duben.write.pdf.typesetting.readings import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from duben.write.pdf.typesetting.line import Stay

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
    "h5": "H5",
    "h6": "H6",
    "div": "Div",
    "blockquote": "BlockQuote",
    "p": "P",  # but "Note" where it begins with the mark of one
    "a": "Reference",  # but "Lbl" where it leads back from a note
    "span": None,  # but "Span" where the language changes, "Lbl" before an item or note
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
_NUMBERED = "/Decimal"  # there is no name for （一） and ①
_MARKED = re.compile(
    rb"/\w+(?P<properties><</MCID (?P<number>\d+)(?:/ActualText\((?:[^\\)]|\\.)*\))?>>BDC)",
    re.DOTALL,
)
_ARTIFACT = "Artifact"
_CONTENTS = {"ul": "TOC", "li": "TOCI"}
CONTENTS_MARK = "TOC"
NOTE_MARK = "Note"
"""The tags, in page streams, of the contents and of notes that repeat what stands elsewhere."""

_SCOPES = {"col": "/Column", "row": "/Row"}


def add_structure(pdf: Any, document: Any, _version: Any, streams: Iterable[Any]) -> None:
    """Add the structure tree of *document* to *pdf*; tag in *streams* what is not its text.

    Has the parameters of WeasyPrint's own `add_tags`, in whose place it is called.
    """
    import pydyf

    tree = _Tree()
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        tree.read_page(number, page._page_box, stream)  # noqa: SLF001 - no public way
        _retag(stream, tree.tags)
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    writer = Writer(pdf, len(document.pages), tree.words)
    top = writer.write(tree.root, bytes(root.reference))
    entries = [*map(writer.page, writer.pages), *writer.links]
    numbers = b" ".join(b"%d %s" % entry for entry in enumerate(entries))
    parent_tree = pydyf.Dictionary({"Nums": b"[" + numbers + b"]"})
    pdf.add_object(parent_tree)
    root["ParentTreeNextKey"] = len(entries)
    root.update({"K": b"[" + top + b"]", "ParentTree": parent_tree.reference})
    pdf.write = writer.finish().write
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


_GLOSS = ("span", GLOSS)
_Home = tuple[Node, Node | None]
"""What holds the paragraph that is read, and the paragraph; None for the end of an item."""


class _Tree:
    """The structure tree as it grows, page by page.

    `tags` says what becomes of those marked pieces of the last page that are not the text of
    the edition: artifacts, contents, and notes that repeat what stands elsewhere.
    """

    def __init__(self) -> None:
        self.root = Node("Document")
        self._nodes: dict[tuple[int, str], tuple[Node, int]] = {}
        self._page = 0
        self._marks: dict[Any, Any] = {}
        self.tags: dict[int, str] = {}
        self.words = 0
        self._parted = Node("RB"), Node("RT")
        self._part = (0, 0)  # which word it is, and up to which character it was read
        self._home: _Home = (self.root, None)
        self._homes: dict[int, _Home] = {}
        self._gloss: Any = None
        self._apart = ""

    def read_page(self, number: int, page_box: Any, stream: Any) -> None:
        """Read the boxes of one page."""
        from weasyprint.formatting_structure import boxes

        self._page, self._marks = number, stream._tags  # noqa: SLF001 - no public way
        self.tags = {}
        for child in page_box.children:
            if isinstance(child, boxes.MarginBox):
                self._read_artifact(child)
            else:
                self._read(child, self.root)

    def _read(self, box: Any, parent: Node) -> None:
        import pydyf
        from weasyprint.formatting_structure import boxes

        # What is positioned, such as the marker of a list item, stands behind a placeholder.
        box = getattr(box, "_box", box)
        if isinstance(box, boxes.TextBox):
            self._read_text(box, (parent.inner or parent).kids)
            return
        if self._read_apart(box):
            return
        node, first_page = self._node(box, parent)
        self._remember_home(box, node, parent)
        if box.link_annotation:
            # What is shown, not the name of the target, describes the link.
            text = unmarked("".join(box.element.itertext()))
            box.link_annotation["Contents"] = pydyf.String(text)
            (node.inner or node).kids.append(Link(self._page, box.link_annotation))
        if getattr(box, "is_header", False) and first_page < self._page:
            self._read_artifact(box)
            return
        before = self._apart
        if node.role == "Sect" and box.element.get("class") == "contents":
            self._apart = CONTENTS_MARK
        for child in box.children:
            self._read(child, node)
        self._apart = before

    def _read_text(self, box: Any, kids: list[Any]) -> None:
        """Take up the pieces of one line: plain ones, and words with their readings."""
        for number, stay, reading in self._pieces(box):
            if self._apart:
                self._tag(self._apart, number, reading)
            if stay is None or (reading is None and stay.is_whole):
                kids.append(Piece(self._page, number))
            elif reading is not None and stay.is_whole:
                kids.append(Annotated(self._page, number, reading, stay.word.language))
                self.words += 1
            else:
                self._read_part(kids, stay, number, reading)

    def _read_part(self, kids: list[Any], stay: Stay, number: int, reading: int | None) -> None:
        """Take up a part of a word that the end of a line has cut: one Ruby for all parts."""
        if self._part != (id(stay.word), stay.start):
            self._parted = Node("RB"), Node("RT", stay.word.language)
            kids.append(Node("Ruby", kids=[*self._parted]))
        self._part = id(stay.word), stay.end
        below, above = self._parted
        below.kids.append(Piece(self._page, number))
        if reading is not None:
            above.kids.append(Piece(self._page, reading))

    def _read_apart(self, box: Any) -> bool:
        """Read what is no part of the text around it: leaders, pale characters, and glosses."""
        kind = "" if box.element is None else box.element.get("class")
        if box.is_leader or kind == TRACE:
            self._read_artifact(box)
            return True
        if kind == GLOSS and box.element_tag == "span" and self._gloss is not box.element:
            self._read_gloss(box)
            return True
        return False

    def _remember_home(self, box: Any, node: Node, parent: Node) -> None:
        """Remember the paragraph that is read, and which gloss belongs to it."""
        if node.role in {"P", "Note"}:
            self._home = parent.inner or parent, node
        elif node.role == "LI":
            self._home = node.inner or node, None
        elif box.element_tag == "span::footnote-call":
            self._homes[id(box.element)] = self._home

    def _read_gloss(self, box: Any) -> None:
        """Read a gloss behind the paragraph that its word is in, not in the midst of it."""
        holder, block = self._homes.setdefault(id(box.element), self._home)
        before = self._gloss, self._home, self._apart
        self._gloss, self._apart = box.element, NOTE_MARK
        behind = Node("")
        self._read(box, behind)
        place = next((i for i, kid in enumerate(holder.kids, 1) if kid is block), None)
        if place is None:
            place = len(holder.kids)
        while place < len(holder.kids) and getattr(holder.kids[place], "role", "") == "Note":
            place += 1
        holder.kids[place:place] = behind.kids
        self._gloss, self._home, self._apart = before

    def _read_artifact(self, box: Any) -> None:
        from weasyprint.formatting_structure import boxes

        if isinstance(box, boxes.TextBox):
            for number, _, reading in self._pieces(box):
                self._tag(_ARTIFACT, number, reading)
            return
        for child in box.children:
            self._read_artifact(getattr(child, "_box", child))

    def _pieces(self, box: Any) -> Sequence[Mark]:
        """Return the marked pieces of a text: one, if it was not painted by `typesetting`."""
        marks: Sequence[Mark] | None = getattr(box, "marks", None)
        return [Mark(self._marks.pop(box)["mcid"])] if marks is None else marks

    def _tag(self, tag: str, number: int, reading: int | None) -> None:
        self.tags[number] = tag
        if reading is not None:
            self.tags[reading] = tag

    def _node(self, box: Any, parent: Node) -> tuple[Node, int]:
        """Return the node of the element that made *box*, and the page it begins on.

        An element has many boxes: a line, a part on the next page, a table's wrapper.
        """
        role = None if box.element is None else _role(box.element, box.element_tag, parent.role)
        if role == "Document":
            return self.root, 0
        if role is None:
            return parent, self._page
        key = (id(box.element), box.element_tag)
        if key not in self._nodes:
            node = _new_node(role, box.element, parent)
            node.name = f"note-{len(self._nodes)}" if role == "Note" else ""
            self._nodes[key] = node, self._page
        return self._nodes[key]


def _role(element: Any, tag: str, holder: str) -> str | None:
    """Choose the structure type of what *tag* makes of *element* ("li::marker" of li).

    *holder* is the type of the element that it stands in.
    """
    if tag in {"li::marker", "span::footnote-marker"}:
        return "Lbl"
    kind = element.get("class")
    if tag == "td" and kind == "label":
        return "TH"
    if (tag == "p" and len(element) and _is_note_mark(element[0])) or (tag, kind) == _GLOSS:
        return "Note"
    if _is_note_mark(element) or (tag == "span" and kind == "number" and holder == "LI"):
        return "Lbl"
    if tag == "span" and element.get("lang"):
        return "Span"
    return (kind == "contents" and _CONTENTS.get(tag)) or ROLES.get(tag)


def _is_note_mark(element: Any) -> bool:
    """Whether *element* is the mark in front of a note's own text."""
    return element.get("class") in {"note-mark", LABEL}


def _new_node(role: str, element: Any, parent: Node) -> Node:
    node = Node(role, element.get("lang"))
    if role == "L":
        node.attributes = {"O": "/List", "ListNumbering": _numbering(element)}
    if role == "TH":
        scope = element.get("scope") or ("col" if element.tag == "th" else "row")
        node.attributes = {"O": "/Table", "Scope": _SCOPES[scope]}
    inner = "Link" if element.tag == "a" else _INNER.get(role)
    if inner:
        node.inner = Node(inner)
        node.kids.append(node.inner)
    if role == "Lbl":
        parent.kids.insert(0, node)
    elif role == "RT":
        parent.kids.append(node)
    else:
        (parent.inner or parent).kids.append(node)
    return node


def _numbering(element: Any) -> str:
    is_numbered = (element.get("class") or "").startswith("labelled")
    return _NUMBERED if is_numbered else _NUMBERING[element.tag]


def _retag(stream: Any, tags: Mapping[int, str]) -> None:
    """Give pieces of *stream* other *tags* than the layout did, by their numbers."""

    def tagged(mark: re.Match[bytes]) -> bytes:
        tag = tags.get(int(mark["number"]))
        if tag == _ARTIFACT:
            return b"/Artifact<</Type/Pagination>>BDC"
        return b"/%s%s" % (tag.encode(), mark["properties"]) if tag else mark[0]

    if tags:
        stream.stream = [_MARKED.sub(tagged, b"\n".join(stream.stream))]
