"""Write an edition as an EPUB 3.3 publication.

An `Edition` in, the bytes of an .epub file out (https://www.w3.org/TR/epub-33/). Looks
are in templates/formats/epub/reader.css; the settings of whoever reads go before them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from lxml import etree

from duben import fonts, vocabulary
from duben.config import Ebook
from duben.errors import TemplateError
from duben.inline_readings import set_inline
from duben.write.epub import metadata, study, tables
from duben.write.epub.cover import cover
from duben.write.epub.markup import lower
from duben.write.epub.package import NCX_TYPE, XHTML_TYPE, Item, pack
from duben.write.epub.pages import contents, depth, drop_unused_ids, label_of, pages
from duben.write.epub.rubies import bind
from duben.write.epub.stylesheet import kinds, used
from duben.write.epub.subsets import ZHUYIN, han_font, pinyin_font

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from duben.config import RubyForm
    from duben.render import Edition, Templates
    from duben.write.epub.pages import Page
    from duben.write.epub.stylesheet import Kind

_FOLDER = "formats/epub"
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_ZHUYIN = f".//*[@lang='{vocabulary.ZHUYIN_LANGUAGE}']"
_EXTRAS = (("zhuyin.css", _ZHUYIN), ("unread.css", ".//{*}span[@class='new']"))
"""Stylesheets for what only some editions have, and where it is."""

_CSS_TYPE = "text/css"
_FONT_TYPE = "font/ttf"
_VOID = frozenset({"img", "link", "meta", "wbr"})


class EpubWriter:
    """Packages an edition for reading devices and apps."""

    suffix = ".epub"

    def __init__(
        self,
        ebook: Ebook = Ebook(),  # noqa: B008 (it is frozen)
        ruby: RubyForm = "word",
        font_folders: tuple[Path, ...] = (),
    ) -> None:
        """Write as *ebook* says, with readings in the form *ruby*.

        The fonts in *font_folders* serve the cover and the readings.
        """
        self.ebook = ebook
        self.ruby = ruby
        self.font_folders = font_folders

    def write(self, edition: Edition, templates: Templates) -> bytes:
        """Return the finished file. The same edition gives the same bytes.

        Raises `TemplateError` for markup that is not in the vocabulary or a broken
        template, `MissingPartError` where a font is missing.
        """
        with fonts.besides(*self.font_folders, *templates.font_folders()):
            return self._write(edition, templates)

    def _write(self, edition: Edition, templates: Templates) -> bytes:
        tree = edition.tree()
        vocabulary.check(tree, where=f"layout {edition.layout}")
        body = tree[-1]
        context = _context(edition, body) | {
            "ebook": self.ebook,
            "is_inline": self.ruby == "inline",
            "is_vertical": self.ebook.vertical and _is_text_alone(body),
            "has_tables": False,
            "steps": study.steps(body),
        }
        style = tuple(_style(templates, body, context))
        self._lower(body, _render(templates, "guidance.xhtml.j2", context))
        book = pages(body)
        entries = contents(book)
        drop_unused_ids(book, entries)
        if self.ruby == "inline":  # behind the table of contents, which has no readings
            for block in (block for page in book for block in page.blocks):
                set_inline(block)
        context |= {"pages": book, "entries": entries, "depth": depth(entries)}
        picture = cover(templates, context)
        old_contents = _serialise(_render(templates, "toc.ncx.j2", context))
        documents = tuple(_documents(book, templates, context))
        present = kinds(document.tree for document in documents)
        items = (
            *map(_page, documents),
            Item("ncx", "toc.ncx", NCX_TYPE, old_contents),
            Item("cover-image", "cover.png", "image/png", picture, ("cover-image",)),
            *(_pruned(item, present) for item in style),
        )
        return pack(
            items,
            metadata.statements(_render(templates, "metadata.xml.j2", context)),
            language=context["language"],
            modified=edition.imprint.time,
            progression="rtl" if context["is_vertical"] else "",
        )

    def _lower(self, body: etree._Element, guidance: etree._Element) -> None:
        """Change the body of an edition into that of a book."""
        study.link(body, guidance)
        study.draw_squares(body, guidance)
        study.add_notice(body, guidance)
        if self.ruby != "inline":
            bind(body, self.ruby)
        tables.box(body)
        lower(body)


def _context(edition: Edition, body: etree._Element) -> dict[str, Any]:
    """Gather what the templates of the book are told, besides its pages."""
    publication = edition.publication
    naming = body.find(".//{*}p[@class='edition']")
    return {
        "edition": edition,
        "edition_label": label_of(naming),
        "publication": publication,
        "layout": edition.layout,
        "body_class": body.get("class") or edition.layout,
        "language": publication.language,
        "languages": metadata.languages(body, publication.language),
        "ruby": metadata.ruby_coverage(body),
        "is_zhuyin": body.find(_ZHUYIN) is not None,
        "has_pinyin_font": _shows_pinyin(body),
        "has_pictures": body.find(".//{*}div[@class='squares']") is not None,
        "file_as": metadata.sorting_form(publication.title.pinyin),
        "title": publication.title.unmarked,
    }


def _is_text_alone(body: etree._Element) -> bool:
    """Whether there are no tables of words and exercises, which do not stand in columns."""
    kinds = {"".join(vocabulary.classes(section)[:1]) for section in body.iter("{*}section")}
    return kinds <= {"text", "colophon"}


def _shows_pinyin(body: etree._Element) -> bool:
    return any(
        vocabulary.local_name(element) == "rt" or "pinyin" in vocabulary.classes(element)
        for element in body.iter("*")
    )


@dataclass(frozen=True, slots=True)
class _Document:
    """A page of the book before it is written out: its name without ending, and its tree."""

    name: str
    tree: etree._Element
    properties: tuple[str, ...] = ()


def _documents(
    book: Sequence[Page], templates: Templates, context: dict[str, Any]
) -> Iterator[_Document]:
    """Make the pages in reading order: cover, title page, contents, text."""
    level = context | {"is_vertical": False}
    yield _Document("cover", _render(templates, "cover.xhtml.j2", level))
    yield from (_edition_page(page, templates, context) for page in book if page.is_front)
    yield _Document("nav", _render(templates, "nav.xhtml.j2", context), ("nav",))
    yield from (_edition_page(page, templates, context) for page in book if not page.is_front)


def _edition_page(page: Page, templates: Templates, context: dict[str, Any]) -> _Document:
    """Put a page's blocks into the body that the template gives it."""
    title = page.label.text or context["title"]
    upright = context["is_vertical"] and page.kind != "colophon"
    own = context | {
        "title": title,
        "is_vertical": upright,
        "has_tables": any(block.find(".//{*}table") is not None for block in page.blocks),
    }
    document = _render(templates, "page.xhtml.j2", own)
    document[-1].extend(page.blocks)
    properties = ("svg",) if document.find(".//{*}svg") is not None else ()
    return _Document(page.name.removesuffix(".xhtml"), document, properties)


def _page(document: _Document) -> Item:
    name = document.name
    return Item(
        name if name in {"cover", "nav"} else f"page-{name}",
        f"{name}.xhtml",
        XHTML_TYPE,
        _serialise(document.tree),
        document.properties,
        in_spine=True,
    )


def _pruned(item: Item, present: frozenset[Kind]) -> Item:
    """Leave out of a stylesheet what no element of the book can use."""
    if item.media_type != _CSS_TYPE:
        return item
    return replace(item, content=used(item.content.decode(), present).encode())


def _style(templates: Templates, body: etree._Element, context: dict[str, Any]) -> Iterator[Item]:
    """Make the stylesheet, the font of the readings where there are any, and that of the text."""
    sheets = ["reader.css", *(name for name, path in _EXTRAS if body.find(path) is not None)]
    if context["is_inline"]:
        sheets.append("inline.css")
    if vocabulary.tone_colours(body):
        sheets.append("tones.css")
    if context["is_vertical"]:
        sheets.append("vertical.css")
    if _shows_pinyin(body):
        letters = ZHUYIN if body.find(_ZHUYIN) is not None else ""
        yield Item("pinyin-font", "pinyin.ttf", _FONT_TYPE, pinyin_font(letters))
        sheets.insert(0, "pinyin-face.css")
    if context["ebook"].han_font:
        face = han_font(vocabulary.base_text(body), context["language"])
        yield Item("han-font", "han.ttf", _FONT_TYPE, face)
        sheets.append("han-face.css")
    style = "".join(templates.read(f"{_FOLDER}/{name}") for name in sheets)
    yield Item("style", "reader.css", _CSS_TYPE, style.encode())
    if body.find(".//{*}table") is not None:
        narrow = templates.read(f"{_FOLDER}/narrow.css")
        yield Item("style-narrow", "narrow.css", _CSS_TYPE, narrow.encode())


def _render(templates: Templates, name: str, context: dict[str, Any]) -> etree._Element:
    """Render a template of ours and parse it. Raises `TemplateError`."""
    path = f"{_FOLDER}/{name}"
    try:
        return etree.fromstring(templates.render(path, **context).encode())
    except etree.XMLSyntaxError as error:
        raise TemplateError(
            f"what it renders is not well-formed ({error.msg})",
            where=f"{path}, line {error.lineno} of what it renders",
        ) from error


def _serialise(document: etree._Element) -> bytes:
    """Write out XML in which no empty element closes itself, for those who read HTML."""
    for element in document.iter("*"):
        if not len(element) and not element.text and vocabulary.local_name(element) not in _VOID:
            element.text = ""
    etree.cleanup_namespaces(document, keep_ns_prefixes=["epub"])
    return (_DECLARATION + etree.tostring(document.getroottree(), encoding="unicode")).encode()
