"""A lint for Word files: what a schema does not say, and what we promise besides.

The bytes of a .docx in, a list of faults out, empty for a good file. It is written from
ECMA-376 and our own rules, apart from the writer, so that one can find the other's slips.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPES = "[Content_Types].xml"
DOCUMENT = "word/document.xml"
FOOTNOTES = "word/footnotes.xml"

# Orders of children (ECMA-376 part 1, annex A), as far as we use them.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs kinsoku"
    " wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN snapToGrid spacing ind"
    " contextualSpacing jc textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs noProof snapToGrid vanish color spacing w kern position sz"
    " szCs highlight u shd fitText vertAlign em lang",
    "tblPr": "tblStyle tblpPr tblStyleRowBandSize tblW jc tblInd tblBorders tblLayout tblCellMar"
    " tblLook tblCaption tblDescription",
    "trPr": "cantSplit trHeight tblHeader",
    "tcPr": "tcW gridSpan tcBorders shd vAlign",
    "tbl": "tblPr tblGrid tr",
    "rubyPr": "rubyAlign hps hpsRaise hpsBaseText lid",
    "ruby": "rubyPr rt rubyBase",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr"
    " trPr tcPr tblStylePr",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg docGrid",
    "numbering": "abstractNum num",
    "num": "abstractNumId lvlOverride",
    "p": "pPr r hyperlink sdt bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd",
    "hyperlink": "r",
    "r": "rPr t ruby tab br fldChar instrText annotationRef commentReference footnoteReference"
    " footnoteRef separator continuationSeparator",
    "comments": "comment",
    "comment": "p",
    "footnotes": "footnote",
    "footnote": "p",
    "sdt": "sdtPr sdtContent",
    "settings": "zoom bordersDoNotSurroundHeader bordersDoNotSurroundFooter defaultTabStop"
    " evenAndOddHeaders characterSpacingControl footnotePr compat themeFontLang decimalSymbol"
    " listSeparator",
}
VALUES = {
    "jc": {"left", "center", "right", "both"},
    "rubyAlign": {"center", "distributeLetter", "distributeSpace", "left", "right"},
    "fldCharType": {"begin", "separate", "end"},
    "lineRule": {"auto", "atLeast", "exact"},
    "lid": {"zh-CN", "zh-TW"},
}
RESIDUE = ("python-docx", "ja-JP", "stylesWithEffects", "thumbnail", "customXml")


def lint(content: bytes) -> list[str]:
    """Return the faults of a Word file, each a short sentence."""
    package = zipfile.ZipFile(io.BytesIO(content))
    parts: dict[str, etree._Element] = {}
    faults = list(_archive_faults(package))
    for name in package.namelist():
        if name.startswith("word/media/"):
            continue
        try:
            parts[name] = etree.fromstring(package.read(name))
        except etree.XMLSyntaxError as error:
            faults.append(f"{name} is not well-formed: {error}")
        faults += [f"{name} has {word}" for word in RESIDUE if word.encode() in package.read(name)]
    faults += _package_faults(parts)
    if DOCUMENT not in parts or "word/styles.xml" not in parts:
        return [*faults, "there is no document or no styles part"]
    faults += _style_faults(parts)
    faults += _numbering_faults(parts)
    faults += _settings_faults(parts)
    for name, root in parts.items():
        if name.startswith("word/") and not name.endswith(".rels"):
            faults += [f"{name}: {fault}" for fault in _markup_faults(root)]
    faults += _document_faults(parts[DOCUMENT])
    faults += _beside_faults(parts)
    texts = [parts[name] for name in (DOCUMENT, FOOTNOTES) if name in parts]
    faults += _bookmark_faults(texts)
    faults += _core_faults(parts)
    return faults


def _archive_faults(package: zipfile.ZipFile) -> Iterator[str]:
    names = package.namelist()
    if names[0] != TYPES:
        yield "the content types are not the first file"
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{name} is there twice"
    for entry in package.infolist():
        if entry.date_time != (1980, 1, 1, 0, 0, 0):
            yield f"{entry.filename} has a time"


def _package_faults(parts: dict[str, etree._Element]) -> Iterator[str]:
    """Content types and relations: every part is declared, referred to, and there."""
    if TYPES not in parts:
        yield "there are no content types"
        return
    declared = {str(node.get("PartName"))[1:] for node in parts[TYPES].iter("{*}Override")}
    content = {name for name in parts if not name.endswith(".rels") and name != TYPES}
    for name in sorted(declared - content):
        yield f"{name} is declared but missing"
    for name in sorted(content - declared):
        yield f"{name} has no content type"
    reached = set()
    for name, root in parts.items():
        if name.endswith(".rels"):
            targets = set(_targets(name, root))
            reached |= targets
            for path in sorted(path for path in targets - set(parts) if "/media/" not in path):
                yield f"{name} points to {path}, which is missing"
            yield from _relation_faults(name, parts)
    for name in sorted(content - reached):
        yield f"nothing points to {name}"


def _targets(name: str, relations: etree._Element) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in relations:
        path = posixpath.join(folder, str(relation.get("Target")))
        yield posixpath.normpath(path).lstrip("/")


def _relation_faults(name: str, parts: dict[str, etree._Element]) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    source = posixpath.join(folder, posixpath.basename(name).removesuffix(".rels"))
    ids = [relation.get("Id") for relation in parts[name]]
    if len(ids) != len(set(ids)):
        yield f"{name} has an id twice"
    for node in parts[source].iter() if source in parts else ():
        used = node.get(f"{R}id")
        if used and used not in ids:
            yield f"{source} uses the relation {used}, which is missing"


def _style_faults(parts: dict[str, etree._Element]) -> Iterator[str]:
    styles = list(parts["word/styles.xml"].iter(f"{W}style"))
    kinds = {style.get(f"{W}styleId"): style.get(f"{W}type") for style in styles}
    if len(kinds) != len(styles):
        yield "a style id is there twice"
    names = [_value(style.find(f"{W}name")) for style in styles]
    if len(set(names)) != len(names):
        yield "a style name is there twice"
    yield from _family_faults(styles, set(kinds))
    wanted = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    for root in parts.values():
        for node in root.iter(*(W + tag for tag in wanted)):
            kind = wanted[_local(node)]
            if kinds.get(_value(node)) != kind:
                yield f"there is no {kind} style {_value(node)}"


def _family_faults(styles: list[etree._Element], ids: set[str | None]) -> Iterator[str]:
    bases = {}
    for style in styles:
        own = style.get(f"{W}styleId")
        for node in style.iterchildren(f"{W}basedOn", f"{W}next", f"{W}link"):
            if _value(node) not in ids:
                yield f"the style {own} refers to {_value(node)}, which is missing"
        bases[own] = _value(style.find(f"{W}basedOn"))
    for own in bases:
        seen, current = set(), own
        while current and current not in seen:
            seen.add(current)
            current = bases.get(current, "")
        if current:
            yield f"the style {own} is based on itself"


def _numbering_faults(parts: dict[str, etree._Element]) -> Iterator[str]:
    numbering = parts.get("word/numbering.xml")
    if numbering is None:
        yield "there is no numbering part"
        return
    patterns = {node.get(f"{W}abstractNumId") for node in numbering.iter(f"{W}abstractNum")}
    lists = [node.get(f"{W}numId") for node in numbering.iter(f"{W}num")]
    if len(lists) != len(set(lists)):
        yield "a list number is there twice"
    for node in numbering.iterfind(f"{W}num/{W}abstractNumId"):
        if _value(node) not in patterns:
            yield f"a list uses the pattern {_value(node)}, which is missing"
    for name in (DOCUMENT, "word/styles.xml"):
        for node in parts[name].iter(f"{W}numId"):
            if _value(node) not in lists:
                yield f"{name} uses the list {_value(node)}, which is missing"


def _settings_faults(parts: dict[str, etree._Element]) -> Iterator[str]:
    settings = parts.get("word/settings.xml")
    if settings is None:
        yield "there are no settings"
        return
    if settings.find(f"{W}updateFields") is not None:
        yield "Word would ask whether to update fields"
    modes = [
        _value(node)
        for node in settings.iter(f"{W}compatSetting")
        if node.get(f"{W}name") == "compatibilityMode"
    ]
    if modes != ["15"]:
        yield f"the compatibility mode is {modes}"


def _markup_faults(root: etree._Element) -> Iterator[str]:
    """What holds in every part: order, values, fields, white space."""
    depth = 0
    for node in root.iter("*"):
        name = _local(node)
        if node.tag.startswith(W) and name in ORDERS:
            yield from _order_faults(node, ORDERS[name].split())
        for attribute, value in node.attrib.items():
            key = name if attribute == f"{W}val" else etree.QName(attribute).localname
            if key in VALUES and value not in VALUES[key]:
                yield f"{key} cannot be {value}"
            if key.startswith("rsid") or key == "dirty":
                yield f"{name} has {key}"
        if name == "fldChar":
            depth += {"begin": 1, "end": -1}.get(str(node.get(f"{W}fldCharType")), 0)
        text = node.text or ""
        kept = node.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
        if name in {"t", "instrText"} and text != text.strip(" ") and not kept:
            yield f'the spaces of "{text}" would be lost'
    if depth:
        yield "a field is not closed"


def _order_faults(node: etree._Element, order: list[str]) -> Iterator[str]:
    names = [_local(child) for child in node.iterchildren("*")]
    unknown = [name for name in names if name not in order]
    if unknown:
        yield f"{_local(node)} holds {unknown[0]}"
        return
    places = [order.index(name) for name in names]
    in_any_order = {"r": (), "p": ("pPr",)}.get(_local(node))
    if in_any_order is not None:
        places = [order.index(name) for name in names if name in in_any_order]
        if places and names[0] not in in_any_order:
            yield f"{_local(node)} does not begin with {names[0]}"
    if places != sorted(places):
        yield f"the children of {_local(node)} are out of order: {' '.join(names)}"
    once = _local(node) in {"pPr", "rPr", "rubyPr", "ruby", "tblPr"}
    if once and len(set(names)) != len(names):
        yield f"{_local(node)} has a child twice"


def _document_faults(document: etree._Element) -> Iterator[str]:
    body = document.find(f"{W}body")
    blocks = [_local(node) for node in body]
    if blocks[-1] != "sectPr" or blocks.count("sectPr") != 1:
        yield "the body does not end with its page"
    if blocks[-2:-1] == ["tbl"] or ("tbl", "tbl") in pairwise(blocks):
        yield "a table has no paragraph behind it"
    for ruby in document.iter(f"{W}ruby"):
        yield from _ruby_faults(ruby)
    for table in body.iter(f"{W}tbl"):
        yield from _table_faults(table, body.find(f"{W}sectPr"))
    for properties in document.iter(f"{W}rPr"):
        if not any(_local(node) == "rt" for node in properties.iterancestors()):
            yield from _direct_faults(properties, {"rStyle", "rFonts"})
    for properties in document.iter(f"{W}pPr"):
        yield from _direct_faults(properties, {"pStyle", "numPr", "sectPr"})
        if properties.find(f"{W}pStyle") is None:
            yield "a paragraph has no style"


def _bookmark_faults(texts: list[etree._Element]) -> Iterator[str]:
    """Bookmarks begin and end in pairs, once each, and what leads to one finds it."""
    nodes = [node for text in texts for node in text.iter("*")]
    started = [node.get(f"{W}id") for node in nodes if node.tag == f"{W}bookmarkStart"]
    ended = [node.get(f"{W}id") for node in nodes if node.tag == f"{W}bookmarkEnd"]
    if sorted(started) != sorted(ended) or len(set(started)) != len(started):
        yield f"bookmarks begin at {started} and end at {ended}"
    names = [str(node.get(f"{W}name")) for node in nodes if node.tag == f"{W}bookmarkStart"]
    if len(set(names)) != len(names):
        yield "the name of a bookmark is there twice"
    for name in names:
        if not re.fullmatch(r"[^\W\d]\w{0,39}", name):
            yield f"a bookmark cannot be called {name}"
    for node in nodes:
        if node.tag == f"{W}hyperlink" and node.get(f"{W}anchor") not in names:
            yield f"a link leads to {node.get(f'{W}anchor')}, which is missing"
        referred = re.search(r"PAGEREF (\S+)", node.text or "")
        if node.tag == f"{W}instrText" and referred and referred[1] not in names:
            yield f"a page number is of {referred[1]}, which is missing"


def _beside_faults(parts: dict[str, etree._Element]) -> Iterator[str]:
    """Comments and footnotes: each is referred to once, and each reference has one."""
    document = parts[DOCUMENT]
    for kind in ("comment", "footnote"):
        part = parts.get(f"word/{kind}s.xml")
        own = [] if part is None else [n for n in part if n.get(f"{W}type") is None]
        ids = [node.get(f"{W}id") for node in own]
        for tag in (f"{kind}Reference", *_RANGES[kind]):
            used = [node.get(f"{W}id") for node in document.iter(f"{W}{tag}")]
            if sorted(used) != sorted(ids):
                yield f"{tag} is of {used}, but there are {ids}"
        if any(not len(node) or node[-1].tag != f"{W}p" for node in own):
            yield f"a {kind} is empty"
    notes = parts.get(FOOTNOTES)
    if notes is not None:
        rules = {node.get(f"{W}id") for node in notes if node.get(f"{W}type")}
        named = {n.get(f"{W}id") for n in parts["word/settings.xml"].iter(f"{W}footnote")}
        if rules != named:
            yield f"the rules above footnotes are {rules}, the settings say {named}"


_RANGES = {"comment": ("commentRangeStart", "commentRangeEnd"), "footnote": ()}


def _ruby_faults(ruby: etree._Element) -> Iterator[str]:
    if ruby.getparent().tag != f"{W}r":
        yield "a ruby stands outside a run"
    for name in ("rt", "rubyBase"):
        if not "".join(node.text or "" for node in ruby.iterfind(f"{W}{name}/{W}r/{W}t")).strip():
            yield f"the {name} of a ruby is empty"
    settings = [_local(node) for node in ruby.iterfind(f"{W}rubyPr/*")]
    if settings != ORDERS["rubyPr"].split():
        yield f"a ruby has the settings {' '.join(settings)}"
    size = _value(ruby.find(f"{W}rubyPr/{W}hps"))
    for look in ruby.iterfind(f"{W}rt/{W}r/{W}rPr"):
        if _value(look.find(f"{W}sz")) != size:
            yield "a reading is not as large as its ruby says"
        if look.find(f"{W}rStyle") is None:
            yield "a reading has no style"


def _table_faults(table: etree._Element, page: etree._Element) -> Iterator[str]:
    grid = [int(node.get(f"{W}w")) for node in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    margins = page.find(f"{W}pgMar")
    measure = int(page.find(f"{W}pgSz").get(f"{W}w")) - sum(
        int(margins.get(f"{W}{side}")) for side in ("left", "right")
    )
    if sum(grid) != measure or min(grid) <= 0:
        yield f"the columns {grid} do not fill the page's {measure}"
    for row in table.iterfind(f"{W}tr"):
        if row.find(f"{W}trPr/{W}cantSplit") is None:
            yield "a row may be split"
        cells = list(row.iterchildren(f"{W}tc"))
        if [int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for cell in cells] != grid:
            yield "the cells of a row are not as wide as their columns"
        if any(not len(cell) or cell[-1].tag != f"{W}p" for cell in cells):
            yield "a cell does not end with a paragraph"
    if table.find(f"{W}tblPr/{W}tblCaption") is None:
        yield "a table has no alternative text"


def _direct_faults(properties: etree._Element, allowed: set[str]) -> Iterator[str]:
    for node in properties:
        if _local(node) not in allowed:
            yield f"{_local(node)} is direct formatting"
        if _local(node) == "rFonts" and set(node.attrib) != {f"{W}hint"}:
            yield "a face is direct formatting"


def _core_faults(parts: dict[str, etree._Element]) -> Iterator[str]:
    core = parts.get("docProps/core.xml")
    if core is None:
        yield "there are no core properties"
        return
    said = {_local(node): node.text or "" for node in core}
    for name in ("title", "language", "created", "modified"):
        if not said.get(name):
            yield f"the core properties have no {name}"
    for name in ("created", "modified"):
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", said.get(name, "")):
            yield f"{name} is not a time"


def _local(node: etree._Element) -> str:
    return etree.QName(node).localname


def _value(node: etree._Element | None) -> str:
    return "" if node is None else str(node.get(f"{W}val", ""))
