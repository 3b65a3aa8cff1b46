"""An edition → the same text as a source for Typst, and as a web page with native ruby.

Paper, margins, fonts, sizes and the distance of lines are ours. Headings and cells become
paragraphs like others, which is less work for the rivals.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from typography.wanted import blocks, pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from duben.render import Edition

_TYPST = """\
#set page(paper: "a4", margin: (top: 82pt, bottom: 79.8pt, x: 81.6pt), numbering: "1")
#set text(font: {fonts}, size: {size}pt, lang: "zh", region: "cn", top-edge: .88em,
  bottom-edge: "baseline")
#set par(justify: true, leading: {leading}pt, spacing: {leading}pt,
  first-line-indent: (amount: 2em, all: true))
#let r(b, t) = box(stack(dir: ttb, spacing: .2em,
  align(center, text(size: 8pt, font: "Noto Sans CJK SC", t)), b))
"""

_HTML = """\
<!DOCTYPE html><html lang="zh-Hans"><meta charset="utf-8"><title>Text</title><style>
@page {{ size: A4; margin: 82pt 81.6pt 79.8pt }}
body {{ margin: 0; font: {size}pt/{pitch}pt {fonts} }}
p {{ margin: 0; text-indent: 2em; text-align: justify }}
ruby {{ text-indent: 0 }} rt {{ font: 8pt "Noto Sans CJK SC" }}
</style>
"""

_LOOKS = {"plain": (12, 20, 20 - 12 * 0.88), "pinyin": (17, 40, 40 - 17 * 1.08 - 8 * 0.88)}
_FONTS = {"plain": ["Noto Serif CJK SC"], "pinyin": ["LXGW WenKai", "Noto Serif CJK SC"]}


def typst(edition: Edition) -> str:
    """Return a source for Typst, readings in boxes over single characters."""
    size, _, leading = _LOOKS[edition.layout]
    fonts = ", ".join(json.dumps(font) for font in _FONTS[edition.layout])
    head = _TYPST.format(fonts=f"({fonts},)", size=size, leading=leading)
    return head + "\n".join(_written(edition, _typst)) + "\n"


def html(edition: Edition) -> str:
    """Return a page for a browser, with a `ruby` for each character that has a reading."""
    size, pitch, _ = _LOOKS[edition.layout]
    fonts = ", ".join(json.dumps(font) for font in _FONTS[edition.layout])
    head = _HTML.format(fonts=fonts, size=size, pitch=pitch)
    return head + "\n".join(f"<p>{line}</p>" for line in _written(edition, _html))


def _written(edition: Edition, write: Callable[[str, str], str]) -> Iterator[str]:
    for block in blocks(edition):
        yield "".join(write(text, reading) for text, reading, _ in pieces(block) if text) + "\n"


def _typst(text: str, reading: str) -> str:
    written = json.dumps(text, ensure_ascii=False)
    if reading:
        return f"#r({written}, {json.dumps(reading, ensure_ascii=False)});"
    return f"#{written};"


def _html(text: str, reading: str) -> str:
    if reading:
        return f"<ruby>{escape(text)}<rt>{escape(reading)}</rt></ruby>"
    return escape(text)
