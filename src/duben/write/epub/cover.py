"""Draw the cover picture.

A title and the words around it in, a PNG of 1600 × 2560 px out. The design is the page
cover.html.j2 with cover.css; here the title is broken into lines that suit each other.
"""

from __future__ import annotations

import io
import unicodedata
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from duben import fonts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.model import Publication
    from duben.render import Templates

WIDTH, HEIGHT = 1600, 2560
"""Pixels: the proportion 1 : 1.6 that shops ask for."""

COLOURS = 32
"""Enough for paper, ink, accent and their edges; it keeps the file small."""

_TITLE_WIDTH, _TITLE_HEIGHT = 1190, 1380  # the room that cover.css leaves for the title
_LARGEST = 300  # px; beyond it a short title shouts
_LINE = 1.32  # the line height of cover.css
_MOST_LINES = 12
_LATIN_WIDTH = 0.68  # em, on average, of Song bold's Latin letters and digits
_CLOSING = frozenset("，。、；：？！”’）》〉】」』…—·,.;:?!)")
_OPENING = frozenset("“‘（《〈【「『(")


def cover(templates: Templates, context: dict[str, Any]) -> bytes:
    """Return the picture for the publication in *context*, which the template is told.

    Raises `MissingPartError` where the title's font is missing, or no font has a character.
    """
    import pypdfium2

    fonts.require()
    weasyprint = fonts.load()
    publication: Publication = context["publication"]
    title = publication.title
    lines, size = title_lines(
        [word.text for word in title.words if not word.note] or list(title.unmarked)
    )
    page = templates.render("formats/epub/cover.html.j2", **context, lines=lines, size=size)
    style = weasyprint.CSS(string=templates.read("formats/epub/cover.css"))
    if missing := fonts.lacking(page):
        raise fonts.missing_glyphs(missing, publication)
    written = weasyprint.HTML(string=page).write_pdf(
        stylesheets=[style], font_config=fonts.configuration()
    )
    document = pypdfium2.PdfDocument(written)
    try:
        drawn = document[0]
        picture = drawn.render(scale=WIDTH / drawn.get_width()).to_pil().convert("RGB")
    finally:
        document.close()
    file = io.BytesIO()
    picture.quantize(COLOURS).save(file, "PNG", optimize=True)
    return file.getvalue()


def title_lines(words: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """Break a title between words so that it can be set largest; return lines and px.

    Lines are as even as the words allow: 人工智能｜全球治理｜上海宣言. A mark that closes
    stays with what it closes, one that opens with what it opens (clreq, 3.1.3).
    """
    units = _units(words)
    best: tuple[int, tuple[str, ...]] = (0, ())
    for count in range(1, min(len(units), _MOST_LINES) + 1):
        lines = _even_lines(units, count)
        longest = max(map(_width, lines))
        size = int(min(_TITLE_WIDTH / longest, _TITLE_HEIGHT / count / _LINE, _LARGEST))
        if size > best[0]:
            best = (size, lines)
    return best[1], best[0]


def _units(words: Sequence[str]) -> list[str]:
    """Join to a word the marks that may not be parted from it."""
    units: list[str] = []
    for word in words:
        if units and (word[0] in _CLOSING or units[-1][-1] in _OPENING):
            units[-1] += word
        else:
            units.append(word)
    return units


def _even_lines(units: Sequence[str], count: int) -> tuple[str, ...]:
    """Divide *units* into *count* lines whose longest is as short as can be."""
    edges = [0.0, *accumulate(map(_width, units))]
    # Of the first n units: `longest[n]` is the least longest line, and each of `starts`
    # says for one line more where its last line begins.
    longest = edges
    starts: list[list[int]] = []
    for _ in range(count - 1):
        choices = [
            min((max(longest[begin], edge - edges[begin]), begin) for begin in range(max(end, 1)))
            for end, edge in enumerate(edges)
        ]
        longest = [width for width, _ in choices]
        starts.append([begin for _, begin in choices])
    lines: list[str] = []
    end = len(units)
    for row in (*reversed(starts), [0] * len(edges)):
        lines.insert(0, "".join(units[row[end] : end]))
        end = row[end]
    return tuple(filter(None, lines))


def _width(text: str) -> float:
    """Return the width in em: 1 for a Chinese character or mark."""
    return sum(1 if unicodedata.east_asian_width(c) in "WFA" else _LATIN_WIDTH for c in text)
