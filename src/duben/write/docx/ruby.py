"""Write native ruby of Word: characters with a reading over them.

A `Ruby` and the styles in, WordprocessingML as text out. Which characters have which reading
is decided before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from duben.ruby import segments
from duben.write import widths
from duben.write.docx import correspondence

if TYPE_CHECKING:
    from lxml import etree

    from duben.ruby import Stretch
    from duben.write.docx.stylebook import Stylebook

_GAP = " "
"""Parts two readings. Every font has it: a thin or no-break space may be taken from another
font, and then the reading stands higher than its neighbours, or the line grows."""

_CLOSE = 0.8
"""From this share of its characters' width on, a reading comes close to the next."""

_ZHUYIN_SIZE = 0.7
"""The size of zhuyin against that of pinyin: its signs are as wide as they are high."""

_HINT = '<w:rFonts w:hint="eastAsia"/>'
"""Sets “ ” … — in the Chinese face. Never on pinyin: it would set é and à there, too."""

_RUBY = (
    "<w:r>{base_properties}<w:ruby><w:rubyPr>"
    '<w:rubyAlign w:val="center"/><w:hps w:val="{size}"/><w:hpsRaise w:val="{lift}"/>'
    '<w:hpsBaseText w:val="{base_size}"/><w:lid w:val="{locale}"/></w:rubyPr>'
    "<w:rt>{reading}</w:rt>"
    "<w:rubyBase><w:r>{base_properties}<w:t>{base}</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)
"""ECMA-376 part 1, 17.3.3.25. Word takes a ruby only inside a run."""


@dataclass(frozen=True, slots=True)
class Ruby:
    """Characters with a reading over them, and the styles of both."""

    base: str
    reading: tuple[Stretch, ...]
    base_style: str
    reading_style: str
    is_zhuyin: bool = False


def ruby_run(piece: Ruby, book: Stylebook, base_size: int, locale: str) -> str:
    """Return one ruby as a `w:r` element; all sizes are half-points.

    The reading's baseline is lifted over the character's body (0.88 em above its
    baseline) by what the tails of g, q and y need. A gap behind a wide reading keeps it
    from the next: 装双 zhuāng shuāng; a narrow one stands over the middle exactly.
    """
    size = book.size(piece.reading_style)
    if piece.is_zhuyin:
        size = round(_ZHUYIN_SIZE * size)
    text = "".join(stretch.text for stretch in piece.reading)
    is_wide = widths.text_width(text) * size > _CLOSE * base_size * len(piece.base)
    texts = [escape(stretch.text) for stretch in piece.reading]
    if is_wide:
        texts[-1] += _GAP
    return _RUBY.format(
        base_properties=properties(piece.base_style, is_chinese=True),
        size=size,
        lift=round(0.88 * base_size + 0.25 * size),
        base_size=base_size,
        locale=locale,
        reading="".join(
            _reading_run(written, stretch.tone, piece, book, size)
            for written, stretch in zip(texts, piece.reading, strict=True)
        ),
        base=escape(piece.base),
    )


def lose_tones(body: etree._Element) -> None:
    """Take the colours off the readings of *body*, if they are of words.

    LibreOffice shows only the last run of a reading: of Réngōng it would leave gōng.
    """
    if all(
        len(segment.reading) == 1 for ruby in body.iter("{*}ruby") for segment in segments(ruby)
    ):
        return
    for rt in body.iter("{*}rt"):
        text = "".join(map(str, rt.itertext()))
        del rt[:]
        rt.text = text


def properties(style: str | None, *, is_chinese: bool) -> str:
    """Return the properties of a run, in the schema's order."""
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    hint = _HINT if is_chinese else ""
    return f"<w:rPr>{named}{hint}</w:rPr>" if named or hint else ""


def _reading_run(text: str, tone: str, piece: Ruby, book: Stylebook, size: int) -> str:
    coloured = correspondence.TONES[f"span.{tone}"] if tone else None
    look = book.direct(piece.reading_style, coloured_by=coloured)
    if piece.is_zhuyin:
        look = book.resized(look.replace("<w:rFonts ", '<w:rFonts w:hint="eastAsia" '), size)
    return (
        f'<w:r><w:rPr><w:rStyle w:val="{piece.reading_style}"/>{look}</w:rPr>'
        f'<w:t xml:space="preserve">{text}</w:t></w:r>'
    )
