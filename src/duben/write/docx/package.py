"""Build the empty Word package from our own parts, and pack the finished one.

Templates in, an opened python-docx document out (`empty`); the document in, a zip archive
out that is the same at any time and place (`pack`). No text is written here.

python-docx's own template is not used: it brings a picture, styles and settings of 2013.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

from duben.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document

    from duben.render import Templates

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Part:
    """A file in the package: which template makes it, what it is, who points to it.

    `relation` is the id by which the document (for the two of `docProps` and the
    document itself: the package) refers to it.
    """

    name: str
    template: str
    content_type: str
    relation: str
    relation_type: str


_PARTS = (
    _Part(
        "word/document.xml",
        "document.xml.j2",
        f"{_WORD_TYPE}.document.main+xml",
        "document",
        f"{_OFFICE}/officeDocument",
    ),
    _Part(
        "docProps/core.xml",
        "core.xml.j2",
        "application/vnd.openxmlformats-package.core-properties+xml",
        "core",
        f"{_PACKAGE}/relationships/metadata/core-properties",
    ),
    _Part(
        "docProps/app.xml",
        "app.xml.j2",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "app",
        f"{_OFFICE}/extended-properties",
    ),
    _Part(
        "word/theme/theme1.xml",
        "theme.xml.j2",
        "application/vnd.openxmlformats-officedocument.theme+xml",
        "theme",
        f"{_OFFICE}/theme",
    ),
    *(
        _Part(
            f"word/{name}.xml",
            f"{template}.xml.j2",
            f"{_WORD_TYPE}.{kind}+xml",
            relation,
            f"{_OFFICE}/{kind}",
        )
        for name, template, kind, relation in (
            ("styles", "styles", "styles", "styles"),
            ("settings", "settings", "settings", "settings"),
            ("numbering", "numbering", "numbering", "numbering"),
            ("fontTable", "fontTable", "fontTable", "fonts"),
            ("header1", "header", "header", "header"),
            ("footer1", "footer", "footer", "footer"),
            ("footer2", "footer", "footer", "firstFooter"),
        )
    ),
)


def empty(templates: Templates, **context: Any) -> Document:
    """Return a document without text, rendered from our parts with *context*.

    Raises `TemplateError` for a part that is missing or is not XML.
    """
    import docx

    of_package = [part for part in _PARTS if part.relation in {"document", "core", "app"}]
    of_document = [part for part in _PARTS if part not in of_package]
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(of_package, folder=""),
        "word/_rels/document.xml.rels": _relations(of_document, folder="word/"),
        **{part.name: _rendered(part, templates, context) for part in _PARTS},
    }
    return docx.Document(io.BytesIO(_archive(files)))


def pack(document: Document) -> bytes:
    """Return the document as a .docx file: the same document gives the same bytes."""
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as package:
        return _archive({name: package.read(name) for name in package.namelist()})


def _rendered(part: _Part, templates: Templates, context: dict[str, Any]) -> bytes:
    name = f"formats/docx/{part.template}"
    text = templates.render(name, **context).strip()
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise TemplateError(
            f"what it renders is not well-formed XML ({error.msg})",
            where=f"{name}, line {error.lineno} of what it renders",
            hint="Mend the part, or leave out --templates to use the built-in one.",
        ) from error
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _content_types() -> bytes:
    types = "".join(
        f'<Override PartName="/{part.name}" ContentType="{part.content_type}"/>' for part in _PARTS
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
    ).encode()


def _relations(parts: Iterable[_Part], *, folder: str) -> bytes:
    relations = "".join(
        f'<Relationship Id="{part.relation}" Type="{part.relation_type}" '
        f'Target="{part.name.removeprefix(folder)}"/>'
        for part in parts
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'.encode()


def _archive(files: dict[str, bytes]) -> bytes:
    """Zip *files*, the content types first as OPC readers like it, without times."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in sorted(files, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, files[name], compresslevel=9)
    return written.getvalue()
