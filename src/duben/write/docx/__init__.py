"""Write an edition as a Word document that a person can go on editing.

An `Edition` in, the bytes of a .docx out: named styles, native ruby, real headings, lists
and tables. Pages are only estimated.

* `correspondence`, `place`  which element takes which Word style
* `inline`, `ruby`, `blocks`, `tables`, `columns`, `squares`  the text
* `readings`  readings in brackets instead of phonetic guides
* `doubts`, `footnotes`, `contents`, `pages`  what stands beside it
* `stylebook`  what the text must know of the styles
* `package`, `numbering`  the parts around the text
* `themes`, `reference`  looks that take the place of the usual one
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from duben import config
from duben.errors import TemplateError
from duben.vocabulary import tone_colours
from duben.write.docx import (
    blocks,
    contents,
    correspondence,
    doubts,
    footnotes,
    inline,
    numbering,
    package,
    pages,
    readings,
    reference,
    ruby,
    themes,
)
from duben.write.docx.stylebook import Stylebook, W

if TYPE_CHECKING:
    from duben.render import Edition, Templates


class DocxWriter:
    """Packages an edition for Word 2013 and later, LibreOffice and WPS."""

    suffix = ".docx"

    def __init__(
        self,
        listed: config.Contents = "auto",
        ruby_form: config.RubyForm = "word",
        look: config.Word = config.Word(),  # noqa: B008 (it is frozen)
    ) -> None:
        """Say whether a table of contents is *listed*, how readings stand, how all looks."""
        self._contents = listed
        self._ruby_form = ruby_form
        self._look = look

    def write(self, edition: Edition, templates: Templates) -> bytes:
        """Return the finished file. The same edition gives the same bytes.

        Raises `TemplateError` for markup without a Word style, and for a part that is
        missing, broken, or lacks a style, `UnknownNameError` for an unknown theme,
        `SourceError` where the house's file is no Word file.
        """
        themes.check(self._look.theme, templates)
        language = edition.publication.language
        (body,) = edition.tree().iterchildren("{*}body")
        doubtful = doubts.mark(body, edition.publication)
        if self._ruby_form == "inline":
            readings.set_behind(body)
        ruby.lose_tones(body)
        styles = correspondence.styles(body)
        notes = footnotes.let_word_count(footnotes.take(body), body)
        entries = contents.list_in(body, self._contents)
        context: dict[str, Any] = {
            "edition": edition,
            "publication": edition.publication,
            "language": language,
            "locale": inline.LOCALES[language],
            "tone_colours": tone_colours(body),
            "styles": styles,
            "doubts": doubtful,
            "notes": "",
            "counts_notes": any(not note.label for note in notes),
            "theme": self._look.theme,
            "fonts": themes.template(templates, self._look.theme, "fonts.j2"),
        }
        page = package.rendered(package.DOCUMENT, templates, context)
        look = package.styles(templates, context)
        house = reference.read(self._look.reference) if self._look.reference else None
        context |= {"house": house, "ours": look}
        if house:
            (body_of_page,) = page.iterchildren(f"{W}body")
            body_of_page[:] = [copy.deepcopy(house.page)]
            look = reference.dressed(look, house, context["locale"], _measure(page))
        context["references"] = package.references(page)
        context["has_even_pages"] = (
            house.has_even_pages
            if house
            else any(name.startswith("even") for name in context["references"])
        )
        book = Stylebook(look)
        book.require(styles)
        lists = package.rendered(package.NUMBERING, templates, context)
        setting = blocks.Setting(
            book, language, _measure(page), numbering.first_free(lists), _description(page)
        )
        setting.expect_links((body, *(p for note in notes for p in note.paragraphs)))
        setting.bookmarks.update(
            {entry.name: len(setting.bookmarks) + n for n, entry in enumerate(entries)}
        )
        context["notes"] = blocks.notes(notes, body, setting)
        text = blocks.body(body, setting, entries)
        if entries:
            numbers = pages.number(setting.flow, _height(page))
            text = text.replace(blocks.CONTENTS, contents.field(entries, numbers, language), 1)
        first = setting.first_list
        numbering.begin_anew(lists, range(first, first + setting.lists))
        parts = {
            package.DOCUMENT: _filled(page, text, has_sections=setting.page in text),
            package.STYLES: package.serialised(look),
            package.NUMBERING: package.serialised(lists),
            **package.frame(templates, context, comments=bool(doubtful), footnotes=bool(notes)),
        }
        return package.pack(parts)


def _measure(page: etree._Element) -> int:
    """Return the width between the margins, in twentieths of a point."""
    sections = page.findall(f"{W}body/{W}sectPr")
    if not sections:
        raise TemplateError(
            "it has no w:body with a w:sectPr",
            where="formats/docx/document.xml.j2",
            hint="Mend the part, or leave out --templates to use the built-in one.",
        )

    return _length(page, "pgSz", "w") - _length(page, "pgMar", "left", "right", "gutter")


def _height(page: etree._Element) -> int:
    """Return the height between the margins, in twentieths of a point."""
    return _length(page, "pgSz", "h") - _length(page, "pgMar", "top", "bottom")


def _length(page: etree._Element, node: str, *sides: str) -> int:
    (found, *_) = page.iter(f"{W}{node}")
    return sum(int(found.get(f"{W}{side}", "0")) for side in sides)


def _description(page: etree._Element) -> str:
    """Return the page's description as text in which its prefixes are declared already."""
    (section,) = page.iter(f"{W}sectPr")
    return re.sub(' xmlns:[a-z]+="[^"]*"', "", etree.tostring(section, encoding="unicode"))


def _filled(page: etree._Element, text: str, *, has_sections: bool) -> bytes:
    """Put the *text* in front of the page's description, without parsing it.

    Of several sections only the first has a first page that is otherwise.
    """
    for first in list(page.iter(f"{W}titlePg")) if has_sections else ():
        next(first.iterancestors()).remove(first)
    empty = package.serialised(page)
    start = empty.index(b"<w:sectPr")
    return b"".join((empty[:start], text.encode(), empty[start:]))
