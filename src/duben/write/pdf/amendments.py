"""All places in which WeasyPrint 70 is made to do other than it would, and is asked for more.

Every private name of WeasyPrint that Duben uses is here, and `missing` says which of them
another version lacks: that is why the version is pinned. Outside of `amended` WeasyPrint
is as it was. Nothing is decided here about how a line looks.
"""

from __future__ import annotations

import inspect
import threading
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from duben.write.pdf.footnotes import in_steps
from duben.write.pdf.structure import add_structure
from duben.write.pdf.typesetting.faces import Glyph, Run

if TYPE_CHECKING:
    from collections.abc import Iterator

_ONE_AT_A_TIME = threading.RLock()

_CONTRACT = {
    "weasyprint.layout.inline.split_first_line": "text style context max_width "
    "justification_spacing is_line_start minimum",
    "weasyprint.layout.preferred.split_first_line": "text style context max_width "
    "justification_spacing is_line_start minimum",
    "weasyprint.layout.block._linebox_layout": "context box index child new_children page_is_empty "
    "absolute_boxes fixed_boxes adjoining_margins bottom_space position_y skip_stack "
    "first_letter_style first_line_style draw_bottom_decoration max_lines",
    "weasyprint.layout.LayoutContext._update_footnote_area": "self",
    "weasyprint.layout.block.block_level_layout": "context box bottom_space skip_stack "
    "containing_block page_is_empty absolute_boxes fixed_boxes adjoining_margins "
    "first_letter_style first_line_style discard max_lines",
    "weasyprint.layout.inline.justify_line": "context line extra_width",
    "weasyprint.layout.inline.can_break_text": "text lang",
    "weasyprint.layout.preferred.can_break_text": "text lang",
    "weasyprint.draw.text.draw_first_line": "stream textbox text_overflow block_ellipsis matrix",
    "weasyprint.pdf.stream.Stream.marked": "self box tag",
    "weasyprint.pdf.stream.Stream.add_font": "self pango_font",
    "weasyprint.text.line_break.Layout": "style justification_spacing max_width",
    "weasyprint.text.line_break.Layout.set_text": "self text justify",
    "weasyprint.text.line_break.Layout.get_first_line": "self",
    "weasyprint.text.line_break.line_size": "line style",
}
"""What painted readings need: functions and their parameters."""

_NAMES = (
    "weasyprint.pdf.add_tags",
    "weasyprint.pdf.fonts.harfbuzz_subset",
    "weasyprint.pdf.fonts.get_hb_object_data",
    "weasyprint.text.fonts.get_hb_object_data",
    "weasyprint.document.Page.paint",
    "weasyprint.formatting_structure.build.create_anonymous_boxes",
    "weasyprint.formatting_structure.boxes.TextBox",
    "weasyprint.formatting_structure.boxes.LineBox",
    "weasyprint.formatting_structure.boxes.InlineBox",
    "weasyprint.text.ffi.FROM_UNITS",
    "weasyprint.text.ffi.pango",
    "weasyprint.text.ffi.harfbuzz",
)
"""What must be there by its name."""

_ATTRIBUTES = {
    "weasyprint.pdf.stream.Stream": "_tags",
    "weasyprint.document.Page": "_page_box",
    "weasyprint.pdf.fonts.Font": "file_content",
}
"""Attributes that the instances of a class get when they are made."""


class Typesetting(Protocol):
    """What sets Chinese lines in WeasyPrint's place.

    Each method is asked first, and answers None or False where the text is not its own.
    """

    def first_line(
        self, text: str, style: Any, room: float | None, *, is_line_start: bool
    ) -> tuple[Any, ...] | None:
        """Return layout, bytes of the line, bytes up to the next, width, height, baseline."""
        ...

    def justify(self, line_box: Any, extra: float) -> bool:
        """Spread *extra* over the line."""
        ...

    def draw(
        self, stream: Any, text_box: Any, x: float, y: float
    ) -> list[tuple[str, float]] | None:
        """Draw the text of *text_box*, whose baseline begins at *x*, *y*, and mark it.

        Return what is drawn as images, with the distance from *x*, or None for "not mine".
        """
        ...

    def marks_itself(self, box: Any) -> bool:
        """Whether `draw` marks the content of *box*."""
        ...

    def plain(self, text: str) -> str:
        """Return *text* as one that WeasyPrint may look for places to end a line."""
        ...


@cache
def missing() -> tuple[str, ...]:
    """Name what painted readings need and this version of WeasyPrint does not have."""
    return (
        *(name for name, parameters in _CONTRACT.items() if not _keeps(name, parameters)),
        *(name for name in _NAMES if _found(name) is None),
        *(
            f"{name}.{attribute}"
            for name, attribute in _ATTRIBUTES.items()
            if attribute not in _names_in(_found(f"{name}.__init__"))
        ),
    )


def _names_in(function: Any) -> tuple[str, ...]:
    return getattr(getattr(function, "__code__", None), "co_names", ())


def _keeps(name: str, parameters: str) -> bool:
    found = _found(name)
    return found is not None and list(inspect.signature(found).parameters) == parameters.split()


def _found(name: str) -> Any:
    """Return what has that dotted name, or None."""
    import importlib

    parts = name.split(".")
    for length in range(len(parts) - 1, 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:length]))
        except ImportError:
            continue
        for part in parts[length:]:
            found = getattr(found, part, None)
        return found
    return None


@contextmanager
def amended(typesetting: Typesetting | None = None) -> Iterator[None]:
    """Let WeasyPrint tag by element, subset every font, and set Chinese by *typesetting*.

    Within this block only, and for one thread at a time: the others wait.
    """
    import weasyprint.pdf
    from weasyprint.document import Page
    from weasyprint.layout import LayoutContext, block
    from weasyprint.pdf import fonts
    from weasyprint.pdf.stream import Stream

    paint = Page.paint

    def paint_and_join(page: Any, stream: Any, scale: float = 1) -> None:
        paint(page, stream, scale)
        # Thousands of operators of each page would wait for the last page.
        stream.stream = [b"\n".join(map(_written, stream.stream))]

    changes: list[tuple[Any, str, Any]] = [
        # What was marked in the page streams is forgotten before a `finisher` is called.
        (weasyprint.pdf, "add_tags", add_structure),
        (fonts, "harfbuzz_subset", _WithoutGdef()),
        (fonts, "get_hb_object_data", _Bytes),
        (fonts.Font, "file_content", _FileContent()),
        (Page, "paint", paint_and_join),
        (Stream, "marked", _marked(typesetting)),
        (block, "_linebox_layout", _no_footnote_lost(block._linebox_layout)),  # noqa: SLF001 - no public way
        (LayoutContext, "_update_footnote_area", in_steps(LayoutContext._update_footnote_area)),  # noqa: SLF001 - no public way
    ]
    if typesetting is not None:
        changes += _hooks(typesetting)
    with _ONE_AT_A_TIME:
        originals = [(owner, name, getattr(owner, name, None)) for owner, name, _ in changes]
        for owner, name, value in changes:
            setattr(owner, name, value)
        try:
            yield
        finally:
            for owner, name, value in originals:
                if value is None:
                    delattr(owner, name)
                else:
                    setattr(owner, name, value)


def _hooks(typesetting: Typesetting) -> list[tuple[Any, str, Any]]:
    from weasyprint.draw import text as drawing
    from weasyprint.layout import inline, preferred

    split, justify = inline.split_first_line, inline.justify_line
    draw, can_break = drawing.draw_first_line, inline.can_break_text

    def split_first_line(  # noqa: PLR0913, PLR0917 (WeasyPrint's parameters)
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,  # noqa: FBT001, FBT002 (WeasyPrint's parameters)
        minimum: bool = False,  # noqa: FBT001, FBT002 (as above)
    ) -> Any:
        room = None if style["white_space"] in {"nowrap", "pre"} else max_width
        found = typesetting.first_line(text, style, room, is_line_start=is_line_start)
        return found or split(
            text, style, context, max_width, justification_spacing, is_line_start, minimum
        )

    def justify_line(context: Any, line: Any, extra_width: float) -> None:
        if not typesetting.justify(line, extra_width):
            justify(context, line, extra_width)

    def can_break_text(text: str, lang: str) -> bool:
        return bool(can_break(typesetting.plain(text), lang))

    def draw_first_line(
        stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any
    ) -> list[Any]:
        pictures = typesetting.draw(stream, textbox, matrix.values[4], matrix.values[5])
        if pictures is None:
            return list(draw(stream, textbox, text_overflow, block_ellipsis, matrix))
        return [image for each in pictures for image in _images(draw, stream, textbox, *each)]

    return [
        (inline, "split_first_line", split_first_line),
        (preferred, "split_first_line", split_first_line),
        (inline, "justify_line", justify_line),
        (inline, "can_break_text", can_break_text),
        (preferred, "can_break_text", can_break_text),
        (drawing, "draw_first_line", draw_first_line),
    ]


def _images(draw: Any, stream: Any, text_box: Any, text: str, x: float) -> Iterator[list[Any]]:
    """Let WeasyPrint find the images of a coloured *text*, which stands *x* pixels in its line."""
    from weasyprint.matrix import Matrix
    from weasyprint.text.line_break import Layout

    box = text_box.copy()
    box.text, box.pango_layout = text, Layout(box.style)
    box.pango_layout.set_text(text)
    written = len(stream.stream)
    found = draw(stream, box, "clip", "none", Matrix())
    del stream.stream[written:]  # the text itself is there already
    for image, font, width, height, right, down in found:
        yield [image, font, width, height, right + x / box.style["font_size"], down]


def is_coloured(font: Any) -> bool:
    """Whether a font of the document, such as that of 😀, has images in place of outlines."""
    return bool(font.png or font.svg or font.colr)


def _marked(typesetting: Typesetting | None) -> Any:
    @contextmanager
    def marked(stream: Any, box: Any, tag: str) -> Iterator[None]:
        if typesetting is not None and typesetting.marks_itself(box):
            yield
            return
        number = new_mark(stream)
        stream._tags[box] = {"tag": tag, "mcid": number}  # noqa: SLF001 - no public way
        stream.stream.append(b"/%s<</MCID %d>>BDC" % (tag.encode(), number))
        yield
        stream.stream.append(b"EMC")

    return marked


def _no_footnote_lost(layout: Any) -> Any:
    """Let also the last line of a page report its footnotes.

    Where a line overflows only because of footnotes, WeasyPrint moves those of earlier lines to
    the next page and keeps the line, but forgets its own: nothing would be there to link to.
    """

    def linebox_layout(context: Any, *arguments: Any) -> Any:
        found = layout(context, *arguments)
        is_aborted, new_footnotes, lines = found[0], found[4], arguments[3]
        if context.footnotes and lines and not is_aborted:
            for part in lines[-1].descendants():
                if part.footnote in context.footnotes:
                    context.layout_footnote(part.footnote)
                    context.report_footnote(part.footnote)
                    new_footnotes.append(part.footnote)
        return found

    return linebox_layout


def _written(operator: Any) -> bytes:
    """Return an operator of a page, or its operand, as it is written."""
    if isinstance(operator, bytes):
        return operator
    return str(operator).encode() if isinstance(operator, str) else bytes(operator.data)


class Shaper:
    """Shapes text in one style, by Pango; `height` and `baseline` are those of its lines."""

    def __init__(self, style: Any, **changes: Any) -> None:
        """Shape in *style* but for *changes*, without regard to letter spacing."""
        from weasyprint.text.line_break import Layout, line_size

        self._style = style.copy()
        self._style.update({"letter_spacing": "normal", "word_spacing": 0, **changes})
        self._layout = Layout(self._style)
        self._layout.set_text("水")
        line, _ = self._layout.get_first_line()
        _, self.height = line_size(line, self._style)
        from weasyprint.text.ffi import FROM_UNITS, pango

        self.baseline = pango.pango_layout_get_baseline(self._layout.layout) * FROM_UNITS

    def __call__(self, text: str) -> tuple[Run, ...]:
        """Return the glyphs of *text*, which is one line."""
        from weasyprint.text.ffi import FROM_UNITS, ffi, pango

        self._layout.set_text(text)
        pango.pango_layout_set_single_paragraph_mode(self._layout.layout, True)
        line, _ = self._layout.get_first_line()
        raw = text.encode()
        runs = []
        run = line.runs[0]
        while run != ffi.NULL:
            item, run = run.data, run.next
            count = item.glyphs.num_glyphs
            offset, length = item.item.offset, item.item.length
            starts = [item.glyphs.log_clusters[index] for index in range(count)] + [length]
            glyphs = []
            for index in range(count):
                info = item.glyphs.glyphs[index]
                if info.glyph == pango.PANGO_GLYPH_EMPTY:
                    continue
                is_missing = bool(info.glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG)
                glyphs.append(
                    Glyph(
                        info.glyph,
                        info.geometry.width * FROM_UNITS,
                        info.geometry.x_offset * FROM_UNITS,
                        info.geometry.y_offset * FROM_UNITS,
                        raw[offset + starts[index] : offset + starts[index + 1]].decode(),
                        info.glyph - pango.PANGO_GLYPH_UNKNOWN_FLAG if is_missing else 0,
                    )
                )
            font = item.item.analysis.font
            address = int(ffi.cast("uintptr_t", font))
            runs.append(Run(font, address, tuple(glyphs), self._style["font_size"]))
        return tuple(runs)


def advance(stream: Any, font: Any, number: int, size: float) -> int:
    """Return the advance of glyph *number* as the font has it, in thousandths of its *size*."""
    from weasyprint.text.ffi import FROM_UNITS, pango

    pango.pango_font_get_glyph_extents(font, number, stream.ink_rect, stream.logical_rect)
    return round(float(stream.logical_rect.width) * 1000 * float(FROM_UNITS) / size)


def new_mark(stream: Any) -> int:
    """Return the number of a new piece of marked content in *stream*."""
    return _numbers(stream).plain()


def new_marks(stream: Any) -> tuple[int, int]:
    """Return the numbers of a word and its reading, two new pieces of marked content."""
    return _numbers(stream).word()


class _Numbers:
    """The numbers of marked content in one page: 0, 1, 3, 4, 6 … of words, 2, 5, 8 … of others.

    So the array that leads from marks to structure elements is three columns of even steps,
    which take next to nothing in the file.
    """

    def __init__(self) -> None:
        self._words = self._others = -1

    def word(self) -> tuple[int, int]:
        self._words += 1
        return 3 * self._words, 3 * self._words + 1

    def plain(self) -> int:
        self._others += 1
        return 3 * self._others + 2


def _numbers(stream: Any) -> _Numbers:
    found: _Numbers = stream._tags.setdefault(None, _Numbers())  # noqa: SLF001 - no public way
    return found


def decoration(style: Any) -> Any:
    """Return what has the places and thicknesses of underlines in *style*."""
    from weasyprint.text.line_break import Layout

    return Layout(style)


class _Bytes:
    """The bytes of a font, taken from HarfBuzz when they are asked for."""

    def __init__(self, face: Any) -> None:
        self._face = face

    def __call__(self) -> bytes:
        from weasyprint.text.fonts import get_hb_object_data

        content: bytes = get_hb_object_data(self._face)
        return content

    def __bool__(self) -> bool:
        return bool(self())


class _FileContent:
    """A font's bytes: of the whole font none are kept, of its subset all.

    WeasyPrint would hold 20 MB of each Chinese font from the first character on, and needs
    none of it: HarfBuzz has the font.
    """

    def __set__(self, font: Any, content: Any) -> None:
        is_whole = "_content" not in vars(font)
        font._content = content if is_whole else _now(content)  # noqa: SLF001 - named here alone

    def __get__(self, font: Any, _: type) -> Any:
        return self if font is None else _now(font._content)  # noqa: SLF001 - as above


def _now(content: Any) -> Any:
    return content() if isinstance(content, _Bytes) else content


class _WithoutGdef:
    """HarfBuzz's subsetting library, told to leave out one more table.

    GDEF says which glyphs are marks: a PDF has no use for it. With some 850 characters of
    LXGW WenKai, HarfBuzz 6 fails to subset it, and the whole font of 10 MB would be
    embedded.
    """

    def __getattr__(self, name: str) -> Any:
        from weasyprint.text import ffi

        return getattr(ffi.harfbuzz_subset, name)

    def hb_subset_or_fail(self, face: Any, plan: Any) -> Any:
        """Subset *face* by *plan* without GDEF."""
        from weasyprint.text.ffi import ffi, harfbuzz

        dropped = self.hb_subset_input_set(plan, self.HB_SUBSET_SETS_DROP_TABLE_TAG)
        tables = ffi.new("hb_codepoint_t[1]", [harfbuzz.hb_tag_from_string(b"GDEF", -1)])
        harfbuzz.hb_set_add_sorted_array(dropped, tables, 1)
        return self.__getattr__("hb_subset_or_fail")(face, plan)
