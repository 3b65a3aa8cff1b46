"""Turn the inside of a heading, paragraph, list item or cell into runs.

An element in, its pieces out (`pieces`), and their WordprocessingML as text (`runs`).
Paragraphs and their styles are not made here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from duben.errors import TemplateError
from duben.han import is_han
from duben.ruby import segments
from duben.vocabulary import XML_LANG, ZHUYIN_LANGUAGE, base_text, classes, local_name
from duben.write import widths
from duben.write.docx import correspondence, doubts, footnotes
from duben.write.docx.ruby import Ruby, properties, ruby_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml import etree

    from duben.write.docx.place import Place
    from duben.write.docx.stylebook import Stylebook

LOCALES = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}
"""The languages as Word names them."""

_SPACES = re.compile(r"[ \t\r\n]+")  # not U+3000, which is text: the blanks of an exercise
_BLANK = re.compile("([^\u3000]*)(\u3000+)([^\u3000]*)")
_LATIN = str.maketrans("（）", "()")
_NO_BREAK = "\N{NO-BREAK SPACE}"  # a quarter of an em in a Latin face


@dataclass(frozen=True, slots=True)
class Text:
    """Characters in one character style; `is_chinese` chooses the face of “ ” … —."""

    text: str
    style: str | None = None
    is_chinese: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """Characters that lead to the place called `target`; they may be such a place, `name`."""

    text: str
    target: str
    name: str
    style: str | None = None


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark that refers to the footnote called `number`; it is a place, `name`.

    Its `text` is empty where Word counts the notes.
    """

    text: str
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class NoteLabel:
    """The mark in front of a footnote itself."""

    text: str


@dataclass(frozen=True, slots=True)
class Tab:
    """The way to where the text of a hanging paragraph begins."""


@dataclass(frozen=True, slots=True)
class CommentEdge:
    """Where the words begin, or end, that the comment called `number` is about."""

    number: str
    is_end: bool


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to write an answer in, as wide as it was: what stands `before` it and `after`."""

    before: str
    room: int  # no-break spaces
    after: str
    style: str | None = None

    @property
    def text(self) -> str:
        """What is shown while nothing is written in it."""
        return f"{self.before}{_NO_BREAK * self.room}{self.after}"


Piece = Text | Blank | Ruby | Link | NoteMark | NoteLabel | Tab | CommentEdge


def pieces(
    element: etree._Element, place: Place, *, with_readings: bool = True
) -> tuple[Piece, ...]:
    """Return what stands in *element*, in order, with white space as XHTML reads it.

    Without readings a ruby is only its characters. Raises `TemplateError` for an element
    that cannot stand in a line.
    """
    walk = _Walk(place.language, local_name(element), with_readings=with_readings)
    language = _language(element, place.language)
    style = correspondence.LANGUAGES.get(language) if language != place.language else None
    return _tidied(walk.inside(element, language, style))


def text_of(found: Sequence[Piece]) -> str:
    """Return the text of the pieces without readings and marks of notes."""
    return "".join(
        piece.text if isinstance(piece, Text) else piece.base
        for piece in found
        if isinstance(piece, Text | Ruby)
    )


def has_zhuyin(element: etree._Element) -> bool:
    """Whether readings in *element* are in zhuyin, which is set in the Chinese face."""
    return any(rt.get("lang") == ZHUYIN_LANGUAGE for rt in element.iter("{*}rt"))


def runs(
    found: Sequence[Piece],
    book: Stylebook,
    paragraph_style: str,
    locale: str,
    bookmarks: Mapping[str, int],
) -> str:
    """Return the pieces as `w:r` elements, for a paragraph in *paragraph_style*.

    *bookmarks* are the places that something leads to, and the numbers of their bookmarks.
    """
    written = []
    for piece in found:
        match piece:
            case Text():
                written.append(_text_run(piece))
            case Blank():
                written.append(_blank(piece))
            case Ruby():
                written.append(ruby_run(piece, book, book.size(paragraph_style), locale))
            case Link():
                written.append(_link(piece, bookmarks))
            case NoteMark():
                written.append(bookmark(piece.name, bookmarks, _note_mark(piece)))
            case NoteLabel():
                label = f"<w:t>{escape(piece.text)}</w:t>" if piece.text else "<w:footnoteRef/>"
                written.append(_marked(label))
            case Tab():
                written.append("<w:r><w:tab/></w:r>")
            case CommentEdge():
                written.append(_comment_edge(piece))
    return "".join(written)


def advances(found: Sequence[Piece], book: Stylebook, size: int) -> Iterator[tuple[str, float]]:
    """Yield how far each character, or ruby, moves a line of this *size* on."""
    for piece in found:
        if isinstance(piece, Ruby):
            over = widths.text_width("".join(stretch.text for stretch in piece.reading))
            reading = 10 * book.size(piece.reading_style) * over
            yield piece.base, max(size * widths.text_width(piece.base), reading)
        elif isinstance(piece, Text | Link | Blank):
            for character in piece.text:
                yield character, size * widths.text_width(character)


def bookmark(name: str, bookmarks: Mapping[str, int], inside: str = "") -> str:
    """Return what is *inside* as the place called *name*, if anything leads there."""
    if name not in bookmarks:
        return inside
    number = bookmarks[name]
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{_bookmark_name(name)}"/>{inside}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


@dataclass(frozen=True, slots=True)
class _Walk:
    language: str  # of the edition
    paragraph: str  # the element that becomes the paragraph: "h2"
    with_readings: bool

    def inside(self, element: etree._Element, language: str, style: str | None) -> Iterator[Piece]:
        is_chinese = language in LOCALES or language == ZHUYIN_LANGUAGE
        yield Text(element.text or "", style, is_chinese)
        for child in element.iterchildren("*"):
            yield from self._child(child, language, style)
            yield Text(child.tail or "", style, is_chinese)

    def _child(self, child: etree._Element, language: str, style: str | None) -> Iterator[Piece]:
        numbers = child.get(doubts.ATTRIBUTE, "").split()
        yield from (CommentEdge(number, is_end=False) for number in numbers)
        yield from self._uncommented(child, language, style)
        yield from (CommentEdge(number, is_end=True) for number in numbers)

    def _uncommented(
        self, child: etree._Element, language: str, style: str | None
    ) -> Iterator[Piece]:
        name = local_name(child)
        if name == "ruby":
            yield from self._ruby(child, style)
        elif name == "span":
            own_style = correspondence.run_style(child, self.paragraph)
            inside = self.inside(child, _language(child, language), own_style or style)
            yield from map(_whole, inside) if "blank" in classes(child) else inside
            if self._hangs_by(child):
                yield Tab()
        elif name == "a" and child.get(footnotes.ATTRIBUTE):
            number = child.get(footnotes.ATTRIBUTE) or ""
            text = "" if child.get(footnotes.COUNTED) else base_text(child)
            yield NoteMark(text, number, child.get("id") or "")
        elif name == "a":
            target = (child.get("href") or "").removeprefix("#")
            own_style = correspondence.run_style(child, self.paragraph)
            yield Link(base_text(child), target, child.get("id") or "", own_style or style)
            if self._hangs_by(child):
                yield Tab()
        else:
            raise TemplateError(
                f"<{name}> stands inside <{self.paragraph}>, which holds only text",
                where=correspondence.place_of(child),
                hint="Put it after the paragraph.",
            )

    def _hangs_by(self, child: etree._Element) -> bool:
        """Whether the paragraph hangs by *child*: 甲：, the number of an item, ①."""
        names = set(classes(child))
        is_number = self.paragraph == "li" and "number" in names
        return is_number or not correspondence.HANGING.isdisjoint(names)

    def _ruby(self, ruby: etree._Element, style: str | None) -> Iterator[Piece]:
        reading_style, base_style = correspondence.ruby_styles(ruby)
        if not self.with_readings:
            yield Text(base_text(ruby), style)
            return
        is_zhuyin = has_zhuyin(ruby)
        for segment in segments(ruby):
            if segment.length == 1 and not is_han(segment.base[0]):
                yield Text(segment.base, base_style)
            else:
                yield Ruby(segment.base, segment.reading, base_style, reading_style, is_zhuyin)


def _whole(piece: Piece) -> Piece:
    """Keep a blank on one line: （　　） would break at its ideographic spaces.

    Its brackets are Latin: behind （ LibreOffice breaks at no-break spaces, too.
    """
    found = _BLANK.fullmatch(piece.text) if isinstance(piece, Text) else None
    if found is None or not isinstance(piece, Text):
        return piece
    before, spaces, after = (part.translate(_LATIN) for part in found.groups())
    return Blank(before, 4 * len(spaces), after, piece.style)


def _language(element: etree._Element, around: str) -> str:
    return element.get("lang") or element.get(XML_LANG) or around


def _tidied(found: Iterator[Piece]) -> tuple[Piece, ...]:
    """Run white space together, none at the edges; join texts of one style."""
    joined: list[Piece] = []
    for piece in found:
        if not isinstance(piece, Text):
            joined.append(piece)
            continue
        text = _SPACES.sub(" ", piece.text)
        last = joined[-1] if joined else None
        if text.startswith(" ") and (
            last is None
            or isinstance(last, Tab)
            or (isinstance(last, Text) and last.text.endswith(" "))
        ):
            text = text[1:]
        if not text:
            continue
        if isinstance(last, Text) and replace(last, text="") == replace(piece, text=""):
            joined[-1] = replace(last, text=last.text + text)
        else:
            joined.append(replace(piece, text=text))
    if joined and isinstance(joined[-1], Text):
        joined[-1] = replace(joined[-1], text=joined[-1].text.removesuffix(" "))
    return tuple(piece for piece in joined if not isinstance(piece, Text) or piece.text)


# --- WordprocessingML ---------------------------------------------------------------------


def _text_run(piece: Text) -> str:
    return (
        f"<w:r>{properties(piece.style, is_chinese=piece.is_chinese)}"
        f'<w:t xml:space="preserve">{escape(piece.text)}</w:t></w:r>'
    )


def _blank(piece: Blank) -> str:
    """ECMA-376 part 1, 17.5.2: a control for plain text, empty until somebody writes in it."""
    inside = _text_run(Text(_NO_BREAK * piece.room, piece.style, is_chinese=False))
    edges = [
        _text_run(Text(text, piece.style, is_chinese=False)) if text else ""
        for text in (piece.before, piece.after)
    ]
    return (
        f'{edges[0]}<w:sdt><w:sdtPr><w:alias w:val="填空"/><w:tag w:val="blank"/>'
        "<w:showingPlcHdr/><w:text/></w:sdtPr>"
        f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>{edges[1]}"
    )


def _comment_edge(piece: CommentEdge) -> str:
    """ECMA-376 part 1, 17.13.4: a comment's range, and the run that holds it behind."""
    if not piece.is_end:
        return f'<w:commentRangeStart w:id="{piece.number}"/>'
    return (
        f'<w:commentRangeEnd w:id="{piece.number}"/><w:r><w:rPr>'
        f'<w:rStyle w:val="{correspondence.COMMENT_MARK}"/></w:rPr>'
        f'<w:commentReference w:id="{piece.number}"/></w:r>'
    )


def _note_mark(piece: NoteMark) -> str:
    """ECMA-376 part 1, 17.11.14; a mark that Word does not count is the text's own."""
    if not piece.text:
        return _marked(f'<w:footnoteReference w:id="{piece.number}"/>')
    return _marked(
        f'<w:footnoteReference w:customMarkFollows="1" w:id="{piece.number}"/>'
        f"<w:t>{escape(piece.text)}</w:t>"
    )


def _marked(inside: str) -> str:
    style = correspondence.FOOTNOTE_MARK
    hint = '<w:rFonts w:hint="eastAsia"/>'
    return f'<w:r><w:rPr><w:rStyle w:val="{style}"/>{hint}</w:rPr>{inside}</w:r>'


def _link(piece: Link, bookmarks: Mapping[str, int]) -> str:
    """ECMA-376 part 1, 17.16.22: a hyperlink to a bookmark of the same document."""
    run = _text_run(Text(piece.text, piece.style))
    if piece.target not in bookmarks:
        return bookmark(piece.name, bookmarks, run)
    anchor = _bookmark_name(piece.target)
    link = f'<w:hyperlink w:anchor="{anchor}" w:history="1">{run}</w:hyperlink>'
    return bookmark(piece.name, bookmarks, link)


def _bookmark_name(name: str) -> str:
    """Word's names of bookmarks are of letters, digits and low lines, 40 at most."""
    return re.sub(r"\W", "_", name)[:40]
