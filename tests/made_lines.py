"""Lines composed in a made-up face: no font is asked, every width is known by heart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.ruby import Segment, Stretch
from duben.write.pdf.typesetting.atoms import Setting
from duben.write.pdf.typesetting.characters import Kind, Token
from duben.write.pdf.typesetting.composing import Composed, compose
from duben.write.pdf.typesetting.faces import Face, Glyph, Run
from duben.write.pdf.typesetting.line import Line, Reading
from duben.write.pdf.typesetting.readings import Readings, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

EM = 10.0
LETTER = 5.0
"""How wide a letter of the text is; one of a reading is as wide."""


def width(character: str) -> float:
    if "\U000e0100" <= character <= "\U000e01ef" or character == "\u200b":
        return 0.0
    return LETTER if character < "\u2000" else EM


def shape(text: str) -> tuple[Run, ...]:
    glyphs = tuple(Glyph(ord(sign), width(sign), 0.0, 0.0, sign) for sign in text)
    return (Run(None, 1, glyphs, EM),)


def setting(*, tracking: float = 0.0, cell: float = 0.0, is_traditional: bool = False) -> Setting:
    face = Face(shape, None, EM)

    def reading(word: Word, index: int) -> Reading:
        said = word.segments[index].reading
        shaped = tuple((face.cluster(Token(part.text, Kind.LATIN)), part.tone) for part in said)
        return Reading(shaped, sum(cluster.width for cluster, _ in shaped))

    return Setting(face, tracking, is_traditional, cell, reading)


def word(base: str, readings: str, kind: str = "") -> Word:
    """Make a word of which each character has one of *readings*, which spaces part."""
    parts = readings.split()
    size = len(base) // len(parts)
    bases = [base[at : at + size] for at in range(0, len(base), size)]
    segments = tuple(
        Segment(text, (Stretch(said),), len(text)) for text, said in zip(bases, parts, strict=True)
    )
    return Word(segments, "zh-Latn-pinyin", kind)


def first(
    *parts: str | Word,
    room: float | None = None,
    is_line_start: bool = True,
    how: Setting | None = None,
) -> Composed:
    """Compose the first line of text and words."""
    readings = Readings()
    text = "".join(part if isinstance(part, str) else readings.mark(part) for part in parts)
    return compose(readings.pieces(text), how or setting(), room, is_line_start=is_line_start)


def composed(*parts: str | Word, room: float, how: Setting | None = None) -> Iterator[Composed]:
    """Compose all lines of a paragraph."""
    readings, how = Readings(), how or setting()
    text = "".join(part if isinstance(part, str) else readings.mark(part) for part in parts)
    while True:
        found = compose(readings.pieces(text), how, room, is_line_start=True)
        yield found
        if found.rest is None:
            return
        text = text.encode()[found.rest :].decode()


def text_of(line: Line) -> str:
    return "".join(cluster.token.text for cluster in line.clusters)


def texts(*parts: str | Word, room: float, how: Setting | None = None) -> list[str]:
    return [text_of(found.line) for found in composed(*parts, room=room, how=how)]


def spans(line: Line) -> list[tuple[str, float, float]]:
    """Return the readings of a line: what they say, where they begin and end."""
    return [
        (
            "".join(cluster.token.text for cluster, _ in place.group.reading.stretches),
            place.start,
            place.start + place.group.reading.width,
        )
        for place in line.places()[1]
    ]


def full_width(line: Line) -> float:
    return sum(line.widths) + sum(line.fixed) + sum(line.gaps)
