"""One line of Chinese: its clusters, the gaps between them, the readings above.

What `compose` found in, places of clusters and readings out. All lengths are in CSS pixels
from the line's left edge. A gap has a fixed part (a quarter-em between 人 and AI) and one
that justification may widen.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from duben.write.pdf.typesetting.characters import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from duben.write.pdf.typesetting.faces import Cluster
    from duben.write.pdf.typesetting.readings import Word


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading in its shape: stretches, each with its tone's class, and their width."""

    stretches: tuple[tuple[Cluster, str], ...]
    width: float


class Group(NamedTuple):
    """Clusters `first` to `last` with one reading, which stands `aside` of their middle."""

    first: int
    last: int
    reading: Reading
    aside: float = 0.0


class Place(NamedTuple):
    """Where the reading of a group begins."""

    start: float
    group: Group


class Stay(NamedTuple):
    """A word, or the part of one that stands in this line: characters `start` to `end`."""

    word: Word
    first: int
    last: int
    start: int
    end: int

    @property
    def is_whole(self) -> bool:
        """Whether all of the word is here."""
        return self.start == 0 and self.end == len(self.word.base)


class Mark(NamedTuple):
    """A piece of marked content: its number; for a word also its reading's number."""

    number: int
    stay: Stay | None = None
    reading: int | None = None


@dataclass(slots=True)
class Line:
    """A composed line. `width` is its advance; only justification changes it."""

    em: float
    clusters: list[Cluster] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    shifts: list[float] = field(default_factory=list)
    fixed: list[float] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    is_elastic: list[bool] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    words: list[Stay] = field(default_factory=list)
    width: float = 0.0

    def elastic(self) -> list[float]:
        """Return the gaps that justification may widen."""
        return [gap for gap, yields in zip(self.gaps, self.is_elastic, strict=True) if yields]

    def widen(self, level: float) -> float:
        """Widen every elastic gap to *level*; return by how much the line has grown."""
        grown = 0.0
        for index, yields in enumerate(self.is_elastic):
            if yields and self.gaps[index] < level:
                grown += level - self.gaps[index]
                self.gaps[index] = level
        self.width += grown
        return grown

    def tracking(self) -> float:
        """Return the width that most gaps have."""
        counted = Counter(
            gap for gap, yields in zip(self.gaps, self.is_elastic, strict=True) if yields
        )
        return counted.most_common(1)[0][0] if counted else 0.0

    def trim_end(self) -> float:
        """Let the mark at the end give up its empty half; return by how much."""
        if not self.clusters or self.clusters[-1].token.kind is not Kind.CLOSING:
            return 0.0
        saved = max(0.0, self.widths[-1] - self.em / 2)
        self.widths[-1] -= saved
        self.width -= saved
        return saved

    def lend(self, lent: float, bound: Collection[int] = ()) -> None:
        """Let the marks in the line give up *lent* of their empty halves, each as much.

        Those at the places *bound* give nothing.
        """
        lenders = [
            index
            for index, cluster in enumerate(self.clusters)
            if cluster.token.kind in {Kind.OPENING, Kind.CLOSING}
            and self.widths[index] > self.em / 2
            and index not in bound
        ]
        for index in lenders:
            share = lent / len(lenders)
            self.widths[index] -= share
            if self.clusters[index].token.kind is Kind.OPENING:
                self.shifts[index] -= share
            self.width -= share

    def places(self) -> tuple[list[float], list[Place]]:
        """Return where each cluster's glyphs begin, and where readings do."""
        origins, lefts, rights = [], [], []
        x = 0.0
        for width, shift, fixed, gap in zip(
            self.widths, self.shifts, self.fixed, self.gaps, strict=True
        ):
            x += fixed + gap
            lefts.append(x)
            origins.append(x + shift)
            x += width
            rights.append(x)
        readings = []
        for group in self.groups:
            width = group.reading.width
            start = (lefts[group.first] + rights[group.last] - width) / 2 + group.aside
            # A long syllable at an edge stays within the line.
            start = max(0.0, min(start, max(x, self.width) - width))
            readings.append(Place(start, group))
        return origins, readings


def level(gaps: Sequence[float], extra: float) -> float:
    """Return how wide the narrow ones of *gaps* become if *extra* is poured over them.

    The narrowest are filled first, as water fills a vessel: a gap that a long syllable
    has widened already gets nothing until the others are as wide.
    """
    total = extra
    ordered = sorted(gaps)
    for count, gap in enumerate(ordered, 1):
        total += gap
        if count == len(ordered) or total / count <= ordered[count]:
            return total / count
    return 0.0
