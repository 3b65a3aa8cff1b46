"""The parts of a Word package: rendered from our own templates, and packed.

Templates in, the XML of parts out (`rendered`); all parts in, a zip archive out that is the
same at any time and place (`pack`). No text is written here.

python-docx packs them; its own template is not used, nor its tree: the text of a novel would
take two gigabytes in it.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

from duben.errors import TemplateError
from duben.write.docx import reference, themes
from duben.write.docx.stylebook import W

if TYPE_CHECKING:
    from collections.abc import Mapping

    from duben.render import Templates
    from duben.write.docx.reference import House

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """A file in the package: its name, which template makes it, what it is.

    `relation` is the id by which the document (for the two of `docProps` and the
    document itself: the package) refers to it; `holder` is a part that does so instead.
    """

    name: str
    template: str
    content_type: str
    relation: str
    relation_type: str
    holder: Part | None = None


def _of_document(name: str, kind: str = "", relation: str = "", template: str = "") -> Part:
    kind = kind or name
    return Part(
        f"word/{name}.xml",
        f"{template or name}.xml.j2",
        f"{_WORD_TYPE}.{kind}+xml",
        relation or name,
        f"{_OFFICE}/{kind}",
    )


DOCUMENT = Part(
    "word/document.xml",
    "document.xml.j2",
    f"{_WORD_TYPE}.document.main+xml",
    "document",
    f"{_OFFICE}/officeDocument",
)
STYLES = _of_document("styles")
NUMBERING = _of_document("numbering")
_COMMENTS = _of_document("comments")
_FOOTNOTES = _of_document("footnotes")

_THEME = Part(
    "word/theme/theme1.xml",
    "theme.xml.j2",
    "application/vnd.openxmlformats-officedocument.theme+xml",
    "theme",
    f"{_OFFICE}/theme",
)
_FONTS = _of_document("fontTable", relation="fonts")
_ALWAYS = (_THEME, _of_document("settings"), _FONTS)
_EDGES = tuple(
    _of_document(f"{kind}{number}", kind, relation, kind)
    for kind in ("header", "footer")
    for number, relation in enumerate((kind, f"first{kind.title()}", f"even{kind.title()}"), 1)
)
"""Heads and feet of pages: those that the document's page refers to are there."""

_PICTURES = {"jpg": "jpeg", "svg": "svg+xml", "tif": "tiff", "emf": "x-emf", "wmf": "x-wmf"}
"""Endings of names → the rest of "image/…"."""

_ABOUT = (
    Part(
        "docProps/core.xml",
        "core.xml.j2",
        "application/vnd.openxmlformats-package.core-properties+xml",
        "core",
        f"{_PACKAGE}/relationships/metadata/core-properties",
    ),
    Part(
        "docProps/app.xml",
        "app.xml.j2",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "app",
        f"{_OFFICE}/extended-properties",
    ),
)


def rendered(part: Part, templates: Templates, context: Mapping[str, Any]) -> etree._Element:
    """Return the root of a part. Raises `TemplateError` if it is missing or is not XML.

    A part of the theme goes before the one that all themes share.
    """
    name = themes.template(templates, context["theme"], part.template)
    return parsed(name, templates, {**context, "relation": part.relation})


def parsed(name: str, templates: Templates, context: Mapping[str, Any]) -> etree._Element:
    """Return the root of what the template *name* renders. Raises `TemplateError`."""
    text = templates.render(name, **context).strip()
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True)
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise TemplateError(
            f"what it renders is not well-formed XML ({error.msg})",
            where=f"{name}, line {error.lineno} of what it renders",
            hint="Mend the part, or leave out --templates to use the built-in one.",
        ) from error


def styles(templates: Templates, context: Mapping[str, Any]) -> etree._Element:
    """Return the root of the styles part, as the theme changes it. Raises `TemplateError`."""
    root = rendered(STYLES, templates, context)
    changes = themes.changes(templates, context["theme"])
    if changes:
        themes.change(root, parsed(changes, templates, context), changes)
    return root


def references(page: etree._Element) -> frozenset[str]:
    """Return the ids by which a document refers to heads and feet of its pages."""
    ids = (
        str(node.get(f"{{{_OFFICE}}}id"))
        for node in page.iter("{*}headerReference", "{*}footerReference")
    )
    return frozenset(ids)


def frame(
    templates: Templates, context: Mapping[str, Any], *, comments: bool, footnotes: bool
) -> dict[Part, bytes]:
    """Return the parts around the text, with *comments* and *footnotes* if there are any."""
    house = context["house"]
    edges = [part for part in _EDGES if part.relation in context["references"] and not house]
    wanted = [*_ABOUT, *_ALWAYS, *edges, *[_COMMENTS] * comments, *[_FOOTNOTES] * footnotes]
    found = {part: rendered(part, templates, context) for part in wanted}
    if house:
        known = {font.get(f"{W}name") for font in found[_FONTS]}
        found[_FONTS].extend(
            font for font in reference.fonts(house) if font.get(f"{W}name") not in known
        )
    parts = {part: serialised(root) for part, root in found.items()}
    return parts | (house_parts(house, context["ours"]) if house else {})


def house_parts(house: House, ours: etree._Element) -> dict[Part, bytes]:
    """Return the parts that come from a *house*'s file: heads, feet, their pictures, theme."""
    parts = {} if house.theme is None else {_THEME: house.theme}
    count = 0
    for edge in reference.edges(house, ours):
        (part,) = (each for each in _EDGES if each.relation == edge.relation)
        parts[part] = serialised(edge.root)
        for identity, suffix, content in edge.pictures:
            count += 1
            kind = _PICTURES.get(suffix, suffix)
            name = f"word/media/house{count}.{suffix}"
            parts[Part(name, "", f"image/{kind}", identity, f"{_OFFICE}/image", part)] = content
    return parts


def serialised(root: etree._Element) -> bytes:
    """Return the bytes of a part."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def pack(parts: Mapping[Part, bytes]) -> bytes:
    """Return the package of *parts* as a .docx file: the same parts give the same bytes."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part as OpcPart
    from docx.package import Package

    package = Package()
    packed = {
        part: OpcPart(PackURI(f"/{part.name}"), part.content_type, content, package)
        for part, content in parts.items()
    }
    for part, file in packed.items():
        is_outer = part is DOCUMENT or part in _ABOUT
        holder = package if is_outer else packed[part.holder or DOCUMENT]
        holder.load_rel(part.relation_type, file, part.relation)
    written = io.BytesIO()
    package.save(written)
    with zipfile.ZipFile(written) as archive:
        return _archive({name: archive.read(name) for name in archive.namelist()})


def _archive(files: dict[str, bytes]) -> bytes:
    """Zip *files*, the content types first as OPC readers like it, without times."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in sorted(files, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, files[name], compresslevel=6)
    return written.getvalue()
