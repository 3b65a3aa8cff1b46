"""Write small Word files, so that a test shows only the markup that it is about.

word(p("正文", style="Heading1"), p(ruby("人", "rén"), "工")) is the bytes of a document.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from accounts import balance
from duben.readers.base import Request
from duben.readers.docx import read as read_docx

if TYPE_CHECKING:
    from duben.readers.base import Contents
    from duben.source import Line

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "header": "hdr",
    "footer": "ftr",
    "comments": "comments",
    "glossaryDocument": "glossaryDocument",
}


def word(*body: str, core: str = "", **parts: str) -> bytes:
    """Make a document of *body*; each keyword is a related part, by the kind of relation."""
    members = {"word/document.xml": _part("document", f"<w:body>{''.join(body)}</w:body>")}
    related = []
    for kind, markup in parts.items():
        members[f"word/{kind}.xml"] = _part(_ROOTS[kind], markup)
        related.append((f"{RELATIONSHIPS}/{kind}", f"{kind}.xml"))
    top = [(f"{RELATIONSHIPS}/officeDocument", "word/document.xml")]
    if core:
        members["docProps/core.xml"] = core
        top.append((f"{PACKAGE}/metadata/core-properties", "docProps/core.xml"))
    members["_rels/.rels"] = relations(*top)
    members["word/_rels/document.xml.rels"] = relations(*related)
    return zipped(members)


def zipped(members: dict[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in members.items():
            file.writestr(name, text)
    return content.getvalue()


def relations(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="r{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{PACKAGE}">{listed}</Relationships>'


def _part(root: str, markup: str) -> str:
    return f"<w:{root} {_NAMESPACES}>{markup}</w:{root}>"


def p(*content: str, style: str = "", number: tuple[int, int] | None = None, more: str = "") -> str:
    """A paragraph; text that is not markup is a run, *number* is list and level."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        properties += (
            f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
        )
    return f"<w:p><w:pPr>{properties}{more}</w:pPr>{''.join(map(run, content))}</w:p>"


def run(content: str, properties: str = "") -> str:
    """A run of text; markup stays as it is, what belongs into a run is put into one."""
    if content.startswith(("<w:r>", "<w:ins", "<w:del", "<w:move", "<w:hyperlink", "<w:sdt")):
        return content
    if content.startswith(("<w:smartTag", "<w:customXml", "<w:fldSimple", "<w:bdo", "<m:")):
        return content
    text = content if content.startswith("<") else t(content)
    return f"<w:r><w:rPr>{properties}</w:rPr>{text}</w:r>"


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def hidden(text: str) -> str:
    return run(text, "<w:vanish/>")


def ruby(base: str, reading: str) -> str:
    return (
        "<w:r><w:ruby><w:rubyPr/>"
        f"<w:rt>{run(reading)}</w:rt><w:rubyBase>{run(base)}</w:rubyBase></w:ruby></w:r>"
    )


def inserted(*content: str) -> str:
    return f'<w:ins w:id="1" w:author="a">{"".join(map(run, content))}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="1" w:author="a"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def link(*content: str) -> str:
    return f'<w:hyperlink w:anchor="x">{"".join(map(run, content))}</w:hyperlink>'


def control(*content: str, properties: str = "") -> str:
    """A content control, around runs or around paragraphs."""
    inside = "".join(one if one.startswith("<w:p>") else run(one) for one in content)
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def character(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{escape(text)}</w:instrText></w:r>"


def field(instruct: str, *result: str) -> str:
    """A complex field with its result, if there is one."""
    shown = (character("separate"), *map(run, result)) if result else ()
    return "".join((character("begin"), instruction(instruct), *shown, character("end")))


def guide(base: str, reading: str) -> str:
    """A phonetic guide in its old form."""
    return field(f'EQ \\* jc2 \\* "Font:宋体" \\* hps12 \\o\\ad(\\s\\up 11({reading}),{base})')


def box(*paragraphs: str) -> str:
    """A text box as Word writes it: the same text for new versions and for old ones."""
    text = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{text}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{text}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def table(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def row(*cells: str, head: bool = False, more: str = "") -> str:
    properties = ("<w:tblHeader/>" if head else "") + more
    inside = "".join(one if one.startswith("<w:tc>") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def cell(*content: str, span: int = 1, more: str = "") -> str:
    blocks = "".join(one if one.startswith(("<w:p>", "<w:tbl>")) else p(one) for one in content)
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{more}</w:tcPr>{blocks or p()}</w:tc>'


def note(note_id: int, *paragraphs: str, kind: str = "footnote", custom: bool = False) -> str:
    mark = "" if custom else f"<w:r><w:{kind}Ref/></w:r>"
    inside = "".join(paragraphs).replace("</w:pPr>", f"</w:pPr>{mark}", 1)
    return f'<w:{kind} w:id="{note_id}">{inside}</w:{kind}>'


def mark(note_id: int, kind: str = "footnote", custom: str = "") -> str:
    follows = 'w:customMarkFollows="1" ' if custom else ""
    shown = t(custom) if custom else ""
    return f'<w:r><w:{kind}Reference {follows}w:id="{note_id}"/>{shown}</w:r>'


def style(
    style_id: str, name: str, *, on: str = "", kind: str = "paragraph", more: str = ""
) -> str:
    based = f'<w:basedOn w:val="{on}"/>' if on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val={quoteattr(name)}/>'
        f"{based}{more}</w:style>"
    )


def outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


def level(number: int, form: str, text: str, more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f"<w:lvlText w:val={quoteattr(text)}/></w:lvl>"
    )


def lists(*kinds: str, more: str = "") -> str:
    """A numbering part: the levels of each kind, which is list 1, 2 …"""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{levels}</w:abstractNum>'
        for n, levels in enumerate(kinds, 1)
    )
    numbers = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
        for n, _ in enumerate(kinds, 1)
    )
    return abstract + numbers + more


STYLES = "".join(
    (
        style("a", "Normal").replace("<w:style ", '<w:style w:default="1" '),
        style("1", "heading 1", on="a", more=f"<w:pPr>{outline(0)}</w:pPr>"),
        style("2", "heading 2", on="a", more=f"<w:pPr>{outline(1)}</w:pPr>"),
        style("a3", "Title", on="a", more=f"<w:pPr>{outline(0)}</w:pPr>"),
        style("a4", "Subtitle", on="a", more=f"<w:pPr>{outline(1)}</w:pPr>"),
        style("a5", "Quote", on="a"),
        style("10", "toc 1", on="a"),
    )
)


def read(*body: str, **parts: str) -> Contents:
    """Read a document of *body*, with the styles that Word has from the start."""
    return opened(word(*body, **{"styles": STYLES, **parts}))


def opened(content: bytes) -> Contents:
    """Read *content*, and see that no character is lost."""
    contents = read_docx(content, Request("a.docx"))
    assert balance(contents) == {}
    numbers = [line.number for line in contents.lines]
    assert numbers == sorted(set(numbers))
    return contents


def texts(contents: Contents) -> list[str]:
    return [line.text for line in contents.lines]


def roles(contents: Contents) -> list[tuple[str, int, str]]:
    """Role, level and text of every line."""
    return [(markup(line).role, markup(line).level, line.text) for line in contents.lines]


def markup(line: Line):
    assert line.markup
    return line.markup


def codes(contents: Contents) -> set[str]:
    return {notice.code for notice in contents.notices}
