"""Glyphs written into text operators, in a made-up font."""

from __future__ import annotations

from dataclasses import dataclass, field

from duben.write.pdf.typesetting.characters import Kind, Token
from duben.write.pdf.typesetting.faces import Cluster, Glyph, Run
from duben.write.pdf.typesetting.painting import Painter


@dataclass
class Font:
    png = svg = colr = False
    widths: dict[int, int] = field(default_factory=lambda: {1: 1000, 2: 0, 0x285C: 0})
    to_unicode: dict[int, str] = field(default_factory=dict)


class Stream:
    def __init__(self) -> None:
        self.font = Font()

    def add_font(self, _: object) -> tuple[Font, float]:
        return self.font, 10.0


def code(*glyphs: Glyph) -> bytes:
    text = "".join(glyph.text for glyph in glyphs)
    cluster = Cluster(
        Token(text, Kind.LATIN), (Run(None, 1, glyphs, 10.0),), 10.0, len(text.encode())
    )
    [shown] = Painter(lambda _: None).show(Stream(), cluster)
    return shown.code


def test_a_glyph_is_two_bytes_and_brackets_are_escaped():
    assert code(Glyph(1, 10, 0, 0, "m")) == b"\x00\x01"
    assert code(Glyph(0x285C, 0, 0, 0, "("), Glyph(2, 0, 0, 0, "x")).startswith(b"\\(\\\\")


def test_a_mark_that_the_font_puts_higher_is_raised_and_what_follows_is_not():
    raised = code(Glyph(1, 10, 0, 0, "m"), Glyph(2, 0, 0, -2.5, "\u0304"))
    assert raised == b"\x00\x01)]TJ\n2.5 Ts\n[(\x00\x02)]TJ\n0 Ts\n[("
