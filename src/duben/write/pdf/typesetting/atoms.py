"""What a line is composed of: clusters, each with all that composing asks of it.

Pieces of text in, atoms out, the same ones for the same word each time: most words of a text
occur often. Where a line ends is not asked here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import ceil
from typing import TYPE_CHECKING

from duben.write.pdf.typesetting.characters import (
    Edge,
    Kind,
    edges,
    may_begin,
    may_end,
    tokens,
)
from duben.write.pdf.typesetting.readings import MARK_SIZE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from duben.write.pdf.typesetting.faces import Cluster, Face
    from duben.write.pdf.typesetting.line import Reading
    from duben.write.pdf.typesetting.readings import Piece, Word

BETWEEN_WORDS = 0.25
"""The least gap between readings of two words, in em of the text."""

_WITHIN_WORDS = 0.08
_CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: `face`, gaps of `tracking` between characters, the readings.

    `cell` is the width of an equal cell (of primers), or 0. `shape` gives a segment of a
    word its reading in its shape. All lengths are in CSS pixels.
    """

    face: Face
    tracking: float
    is_traditional: bool
    cell: float
    shape: Callable[[Word, int], Reading]
    words: dict[tuple[int, int], tuple[Atom, ...]] = field(default_factory=dict)
    tokens: dict[str, Atom] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Atom:
    """A cluster, and what begins with it.

    `shift` is where in its `width` the glyphs begin. `reading` is one that begins here and
    stands over `group` clusters; it is wider than they are by `half` to each side, and wants
    `space` to the reading before. `stay` is the word with the characters that the cluster
    shows, `size` how many bytes of the marked text it takes.
    """

    cluster: Cluster
    kind: Kind
    width: float
    shift: float
    may_begin: bool
    may_end: bool
    is_mark: bool
    left: Edge
    right: Edge
    size: int
    reading: Reading | None = None
    group: int = 0
    half: float = 0.0
    space: float = 0.0
    stay: tuple[Word, int, int] | None = None


def atoms(piece: Piece, setting: Setting) -> Iterable[Atom]:
    """Return the atoms of *piece*, of plain text as they are asked for."""
    if piece.word is None:
        return _of_text(piece.text, setting)
    key = (id(piece.word), piece.start)
    found = setting.words.get(key)
    if found is None:
        found = setting.words[key] = tuple(_of_word(piece, piece.word, setting))
    return found


def _of_text(text: str, setting: Setting) -> Iterator[Atom]:
    known = setting.tokens
    for token in tokens(text, is_traditional=setting.is_traditional):
        found = known.get(token.text)
        if found is None:
            cluster = setting.face.cluster(token)
            found = known[token.text] = _atom(cluster, setting, cluster.size)
        yield found


def _of_word(piece: Piece, word: Word, setting: Setting) -> Iterator[Atom]:
    """Yield the atoms of a word, whose mark takes room in the text behind the last."""
    end = piece.start + len(piece.text)
    at = 0
    for index, segment in enumerate(word.segments):
        begin, at = at, at + len(segment.base)
        if begin < piece.start:
            continue
        parts = tokens(segment.base, is_traditional=setting.is_traditional)
        clusters = list(map(setting.face.cluster, parts))
        reading = setting.shape(word, index)
        for number, cluster in enumerate(clusters):
            first, begin = begin, begin + len(cluster.token.text)
            size = cluster.size + MARK_SIZE * (begin == end)
            atom = _atom(cluster, setting, size)
            base = atom.width + (len(clusters) - 1) * (setting.face.em + setting.tracking)
            space = _WITHIN_WORDS if first > piece.start else BETWEEN_WORDS
            yield replace(
                atom,
                may_begin=atom.may_begin and number == 0,
                reading=None if number else reading,
                group=len(clusters),
                half=(reading.width - base) / 2,
                space=space * setting.face.em,
                stay=(word, first, begin),
            )


def _atom(cluster: Cluster, setting: Setting, size: int) -> Atom:
    token, cell = cluster.token, setting.cell
    width, shift = cluster.width, 0.0
    if cell and token.kind is not Kind.SPACE:
        width = max(1, ceil(cluster.width / cell - _CLOSE)) * cell
        shift = (width - cluster.width) / 2
    return Atom(
        cluster,
        token.kind,
        width,
        shift,
        may_begin(token),
        may_end(token),
        token.kind in {Kind.OPENING, Kind.CLOSING},
        *edges(token),
        size,
    )
