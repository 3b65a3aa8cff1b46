"""A Word file of a house, from which styles and pages are taken.

The file in, its styles under our ids, its page, heads and feet out. None of its text is
taken but what its heads and feet say. Which part of ours each takes the place of is said in
`package`.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from duben.errors import SourceError
from duben.readers.base import Request
from duben.readers.docx.package import Package
from duben.write.docx import correspondence
from duben.write.docx.stylebook import Stylebook, W

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SIDES = ("headerReference", "footerReference")
_PAGE = ("pgSz", "pgMar", "paperSrc", "pgBorders", "vAlign", "titlePg", "docGrid")
"""What is taken of a section (ECMA-376 part 1, 17.6.17), in the schema's order."""

_REFERENCES = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
_USED = re.compile(rb'<w:(?:p|r|tbl)Style w:val="([^"]+)"')
_WORD_S_SIZE = "20"  # half-points, where a file has no default of its own
_RUBY_LINE = 2.35
"""The height of a line with readings against the size of its text, at least."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A head or foot of pages: its id in our document, its XML, its pictures.

    A picture is the id by which the XML calls it, the ending of its name, its bytes.
    """

    relation: str
    is_header: bool
    root: etree._Element
    pictures: tuple[tuple[str, str, bytes], ...]


@dataclass(frozen=True, slots=True)
class House:
    """What a house's Word file gives: `theme` are the bytes of its colours and faces."""

    where: str
    styles: etree._Element
    page: etree._Element
    edges: tuple[Edge, ...]
    theme: bytes | None
    fonts: tuple[etree._Element, ...]
    has_even_pages: bool


def read(path: Path) -> House:
    """Read the file at *path*. Raises `SourceError` where it is no Word file with styles."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"the reference document cannot be read ({error.strerror or error})",
            where=str(path),
            hint="Choose another with --reference-doc.",
        ) from error
    package = Package(content, Request(str(path)))
    styles = package.related("styles")
    sections = package.main.findall(f"{W}body/{W}sectPr")
    is_page = sections and all(sections[-1].find(f"{W}{name}") is not None for name in _PAGE[:2])
    if not styles or not is_page:
        raise SourceError(
            "there are no styles or no page in it",
            where=str(path),
            hint="Open it in Word, save it as Word document (.docx), and use that file.",
        )
    edges = tuple(_edges(package, sections[-1]))
    settings = package.related("settings")
    themes = [name for kind, name in package.relations(package.name).values() if _is(kind, "theme")]
    return House(
        str(path),
        styles[0],
        _page(sections[-1], edges),
        edges,
        package.content(themes[0]) if themes else None,
        tuple(font for table in package.related("fontTable") for font in table),
        any(_is_on(part.find(f"{W}evenAndOddHeaders")) for part in settings),
    )


def dressed(ours: etree._Element, house: House, locale: str, measure: int) -> etree._Element:
    """Return the styles of *house* with those of *ours* that it lacks.

    Styles are the same where their names are (Word's own names are English in every
    language of Word); they come under our ids. Numbers of headings and lists stay with the
    text. *measure* is the width between the margins.
    """
    root = copy.deepcopy(house.styles)
    renamed = _new_ids(ours, root)
    _rename(root, renamed)
    _forget(root)
    _mend_defaults(root, locale)
    theirs = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
    has_default = {style.get(f"{W}type") for style in theirs.values() if _is_default(style)}
    added = []
    for style in ours.iter(f"{W}style"):
        identity = style.get(f"{W}styleId", "")
        if identity in theirs:
            _number(theirs[identity], style)
            continue
        own = copy.deepcopy(style)
        if _is_default(own) and own.get(f"{W}type") in has_default:
            del own.attrib[f"{W}default"]
        root.append(own)
        added.append(own)
    _fit(added, Stylebook(root), measure)
    return root


def edges(house: House, ours: etree._Element) -> tuple[Edge, ...]:
    """Return the heads and feet of *house*, with their styles under our ids."""
    renamed = _new_ids(ours, house.styles)
    found = []
    for edge in house.edges:
        root = copy.deepcopy(edge.root)
        _rename(root, renamed)
        _forget(root)
        found.append(Edge(edge.relation, edge.is_header, root, edge.pictures))
    return tuple(found)


def fonts(house: House) -> tuple[etree._Element, ...]:
    """Return what *house* says of its fonts, without fonts that lie in its file."""
    found = copy.deepcopy(house.fonts)
    for font in found:
        for node in list(font):
            name = etree.QName(node).localname
            if name.startswith("embed"):
                font.remove(node)
            if name == "charset":  # LibreOffice writes characterSet="utf-8", which is none
                node.attrib.pop(f"{W}characterSet", "")
    return found


def lacking(house: House, files: Iterable[bytes]) -> tuple[str, ...]:
    """Name the styles that the Word *files* use and *house* lacks: "Pinyin Body"."""
    names = {_name(style) for style in house.styles.iter(f"{W}style")}
    found: dict[str, None] = {}
    for content in files:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            used = {name.decode() for name in _USED.findall(archive.read("word/document.xml"))}
            styles = etree.fromstring(archive.read("word/styles.xml"))
        for style in styles.iter(f"{W}style"):
            if style.get(f"{W}styleId") in used and _name(style) not in names:
                found.update((node.get(f"{W}val", ""), None) for node in style.iterfind(f"{W}name"))
    return tuple(found)


def _new_ids(ours: etree._Element, theirs: etree._Element) -> dict[tuple[str, str], str]:
    """Map kind and id of their styles to the ids that these shall have.

    LibreOffice writes two styles, caption and Caption: the first is ours.
    """
    known = {
        (_kind(style), _name(style)): style.get(f"{W}styleId", "")
        for style in ours.iter(f"{W}style")
    }
    reserved = frozenset(known.values())
    found: dict[tuple[str, str], str] = {}
    for style in theirs.iter(f"{W}style"):
        identity = style.get(f"{W}styleId", "")
        wanted = known.pop((_kind(style), _name(style)), "")
        if not wanted:
            wanted = f"{identity}House" if identity in reserved else identity
        found[_kind(style), identity] = wanted
    return found


def _rename(root: etree._Element, renamed: dict[tuple[str, str], str]) -> None:
    kinds = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    for style in root.iter(f"{W}style"):
        kind = _kind(style)
        style.set(f"{W}styleId", renamed[kind, style.get(f"{W}styleId", "")])
        for node in style.iterchildren(f"{W}basedOn", f"{W}next"):
            _follow(node, kind, renamed)
        for node in style.iterchildren(f"{W}link"):
            _follow(node, "paragraph" if kind == "character" else "character", renamed)
    for name, kind in kinds.items():
        for node in root.iter(f"{W}{name}"):
            _follow(node, kind, renamed)


def _forget(root: etree._Element) -> None:
    """Take out numbers of lists, which are of another file, and marks of editing sessions."""
    for node in list(root.iter(f"{W}numPr", f"{W}rsid")):
        holder = node.getparent()
        if holder is not None:
            holder.remove(node)
    for node in root.iter("*"):
        for attribute in [name for name in node.attrib if str(name).startswith(f"{W}rsid")]:
            del node.attrib[attribute]


def _follow(node: etree._Element, kind: str, renamed: dict[tuple[str, str], str]) -> None:
    """Let *node* name its style by the new id, or take it out where there is no such style."""
    key = kind, node.get(f"{W}val", "")
    if key in renamed:
        node.set(f"{W}val", renamed[key])
    else:
        holder = node.getparent()
        if holder is not None:
            holder.remove(node)


def _mend_defaults(root: etree._Element, locale: str) -> None:
    """Give the defaults the language of the text, and a size where they have none."""
    defaults = root.find(f"{W}docDefaults")
    if defaults is None:
        defaults = etree.Element(f"{W}docDefaults")
        root.insert(0, defaults)
    runs = defaults.find(f"{W}rPrDefault")
    if runs is None:
        runs = etree.Element(f"{W}rPrDefault")
        defaults.insert(0, runs)
    properties = runs.find(f"{W}rPr")
    if properties is None:
        properties = etree.SubElement(runs, f"{W}rPr")
    if properties.find(f"{W}sz") is None:
        size = etree.Element(f"{W}sz", {f"{W}val": _WORD_S_SIZE})
        behind = [
            node
            for node in properties
            if etree.QName(node).localname in {"szCs", "highlight", "u", "lang", "em"}
        ]
        properties.insert(properties.index(behind[0]) if behind else len(properties), size)
    language = properties.find(f"{W}lang")
    if language is None:
        language = etree.SubElement(properties, f"{W}lang")
    language.set(f"{W}eastAsia", locale)


def _number(theirs: etree._Element, style: etree._Element) -> None:
    """Give a list style of a house our numbers, and our indents with them."""
    numbers = style.find(f"{W}pPr/{W}numPr")
    if numbers is None:
        return
    properties = theirs.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        runs = theirs.find(f"{W}rPr")
        theirs.insert(len(theirs) if runs is None else theirs.index(runs), properties)
    before = {"keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"}
    place = sum(etree.QName(node).localname in before for node in properties)
    properties.insert(place, copy.deepcopy(numbers))


def _fit(added: list[etree._Element], book: Stylebook, measure: int) -> None:
    """Fit our styles to letters and pages of a house: lines with readings, and tabs."""
    roomy = {
        style
        for manner in ("annotated", "new words")
        for style in correspondence.RUNNING_TEXT[manner].values()
    }
    for style in added:
        for tab in style.iterfind(f"{W}pPr/{W}tabs/{W}tab"):
            tab.set(f"{W}pos", str(measure))
        identity = style.get(f"{W}styleId", "")
        if identity in roomy:
            for spacing in style.iterfind(f"{W}pPr/{W}spacing"):
                least = round(_RUBY_LINE * 10 * book.size(identity))
                spacing.set(f"{W}line", str(max(int(spacing.get(f"{W}line", "0")), least)))


def _page(section: etree._Element, found: tuple[Edge, ...]) -> etree._Element:
    """Return the description of the page alone, with references to the edges *found*."""
    page = etree.Element(f"{W}sectPr", nsmap={"w": W[1:-1], "r": R[1:-1]})
    for edge in found:
        name = _SIDES[0] if edge.is_header else _SIDES[1]
        kind = next(kind for kind, stem in _STEMS.items() if edge.relation.startswith(stem))
        etree.SubElement(page, f"{W}{name}", {f"{W}type": kind, f"{R}id": edge.relation})
    for name in _PAGE:
        for node in section.iterchildren(f"{W}{name}"):
            page.append(copy.deepcopy(node))
    return page


_STEMS = {"first": "first", "even": "even", "default": ""}


def _edges(package: Package, section: etree._Element) -> Iterator[Edge]:
    relations = package.relations(package.name)
    for name in _SIDES:
        for node in section.iterchildren(f"{W}{name}"):
            _, part = relations.get(node.get(f"{R}id", ""), ("", ""))
            kind = node.get(f"{W}type", "default")
            if not part or kind not in _STEMS:
                continue
            side = name.removesuffix("Reference")
            relation = f"{_STEMS[kind]}{side.title()}" if _STEMS[kind] else side
            root = package.tree(part)
            yield Edge(relation, side == "header", root, tuple(_pictures(package, part, root)))


def _pictures(
    package: Package, part: str, root: etree._Element
) -> Iterator[tuple[str, str, bytes]]:
    """Yield the pictures of a head or foot; take out of *root* what else it refers to."""
    relations = package.relations(part)
    kept = set()
    for node in list(root.iter("*")):
        for attribute in (f"{R}id", f"{R}embed", f"{R}link"):
            identity = node.get(attribute)
            if identity is None:
                continue
            kind, target = relations.get(identity, ("", ""))
            if _is(kind, "image"):
                if identity not in kept:
                    kept.add(identity)
                    yield identity, target.rpartition(".")[2].lower(), package.content(target)
            elif attribute == f"{R}id" and node.tag == f"{W}hyperlink":
                del node.attrib[attribute]
            else:
                _drop_run(node)


def _drop_run(node: etree._Element) -> None:
    for run in node.iterancestors(f"{W}r"):
        holder = run.getparent()
        if holder is not None:
            holder.remove(run)
        return


def _kind(style: etree._Element) -> str:
    return style.get(f"{W}type", "paragraph")


def _name(style: etree._Element) -> str:
    node = style.find(f"{W}name")
    return "" if node is None else node.get(f"{W}val", "").casefold()


def _is_default(style: etree._Element) -> bool:
    return style.get(f"{W}default") in {"1", "true", "on"}


def _is(kind: str, name: str) -> bool:
    return kind.rpartition("/")[2] == name


def _is_on(node: etree._Element | None) -> bool:
    return node is not None and node.get(f"{W}val", "1") not in {"0", "false", "off"}
