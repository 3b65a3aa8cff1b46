"""Write an edition as a Word document that a person can go on editing.

An `Edition` in, the bytes of a .docx out: named styles, native ruby, real headings, lists
and tables. Pages are not counted: Word lays them out.

* `correspondence`, `place`  which element takes which Word style
* `inline`, `ruby`, `blocks`, `tables`, `columns`, `widths`  the text
* `stylebook`  what the text must know of the styles
* `package`  the parts around the text
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.errors import TemplateError
from duben.vocabulary import tone_colours
from duben.write.docx import blocks, correspondence, inline, package, ruby
from duben.write.docx.stylebook import Stylebook, W

if TYPE_CHECKING:
    from docx.document import Document

    from duben.render import Edition, Templates


class DocxWriter:
    """Packages an edition for Word 2013 and later, LibreOffice and WPS."""

    suffix = ".docx"

    def write(self, edition: Edition, templates: Templates) -> bytes:
        """Return the finished file. The same edition gives the same bytes.

        Raises `TemplateError` for markup without a Word style, and for a part that is
        missing, broken, or lacks a style.
        """
        language = edition.publication.language
        (body,) = edition.tree().iterchildren("{*}body")
        styles = correspondence.styles(body)
        ruby.lose_tones(body)
        document = package.empty(
            templates,
            edition=edition,
            publication=edition.publication,
            language=language,
            locale=inline.LOCALES[language],
            tone_colours=tone_colours(body),
            styles=styles,
        )
        book = Stylebook(document.styles.element)
        book.require(styles)
        setting = blocks.Setting(book, language, _measure(document), _first_free(document))
        _fill(document, blocks.body(body, setting))
        _number(document, setting)
        return package.pack(document)


def _measure(document: Document) -> int:
    """Return the width between the margins, in twentieths of a point."""
    page = getattr(getattr(document.element, "body", None), "sectPr", None)
    if page is None:
        raise TemplateError(
            "it has no w:body with a w:sectPr",
            where="formats/docx/document.xml.j2",
            hint="Mend the part, or leave out --templates to use the built-in one.",
        )
    return int(
        page.xpath("number(w:pgSz/@w:w) - number(w:pgMar/@w:left) - number(w:pgMar/@w:right)")
    )


def _first_free(document: Document) -> int:
    numbers = document.part.numbering_part.element.iter(f"{W}num")
    return 1 + max((int(number.get(f"{W}numId")) for number in numbers), default=0)


def _fill(document: Document, text: str) -> None:
    """Put the *text* in front of the page's description, parsing it once."""
    from docx.oxml import parse_xml

    empty = document.element.body
    full = parse_xml(f'<w:body xmlns:w="{W[1:-1]}">{text}</w:body>')
    full.append(empty.sectPr)
    # One move for the whole body: moving block after block takes a minute for a novel.
    document.element.replace(empty, full)


def _number(document: Document, setting: blocks.Setting) -> None:
    """Give each numbered list a `w:num` of its own, which begins at 1 (ECMA-376 17.9.15)."""
    from docx.oxml import parse_xml

    numbering = document.part.numbering_part.element
    style = correspondence.PARAGRAPHS["ol"]
    (pattern,) = numbering.xpath(f'w:abstractNum[w:lvl/w:pStyle/@w:val="{style}"]/@w:abstractNumId')
    for index in range(setting.lists):
        numbering.append(
            parse_xml(
                f'<w:num xmlns:w="{W[1:-1]}" w:numId="{setting.first_list + index}">'
                f'<w:abstractNumId w:val="{pattern}"/>'
                + "".join(
                    f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
                    for level in range(blocks.DEEPEST_LIST)
                )
                + "</w:num>"
            )
        )
