"""Figures of costs and of typography → the report, in Markdown.

It writes down what was measured; it measures nothing, and judges nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from readings.markdown import count, table
from typography.contenders import (
    BOXES,
    CHROMIUM,
    CONTENDERS,
    LAYOUT,
    PINYIN,
    PLAIN,
    TYPST,
    WORK,
    WRITING,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from typography.cost import Cost, Costs
    from typography.extraction import Extraction
    from typography.faults import Faults

DASH = "–"

HEAD = """\
# PDF: what it costs, and how it is set

Written by `make pdf-report CORPORA=DIR`; do not edit it. `make bench` prints the same. The text
is {text}.
Versions: {versions}."""

COSTS = """\
## What it costs

Each line is a process of its own on one core, from its start to the finished file; the best of
up to {runs} runs. All set the same text on A4, in the same fonts and sizes; Duben also writes a
title block and a colophon, structure tags, an outline and metadata, and the rivals do not. Words
and readings are found before and cost none of them anything. *Memory* is the most that was in use
at once, of Chromium in the largest of its processes; how long all of those worked is not known.
*Bytes* are those of the file for each Chinese character."""

LEFT_OUT = """\
Left out, because they take minutes and gigabytes: {names}.
`ALL=1` measures them as well."""

RATIOS = """\
## Ratios

Of the figures above. Time is processor time of the whole process, for Chromium wall clock; *writer
alone* is without starting Python and loading the edition."""

STEPS = """\
## Where the time goes

Seconds of processor time. Reading, cleaning, parsing and annotating, and rendering to XHTML, come
before the writer, and are the same for all formats. *Layout* and *writing* are the two steps of
WeasyPrint inside of the writer; the rest of it is loading WeasyPrint, lowering the page and
parsing it."""

LOOKS = """\
## How it is set

{length} Chinese characters of the same text."""

COUNTING = """\
* **Lines**: of paragraphs of the text, from the drawn positions of characters (PDFium; /ActualText
  is hidden from it). They are found by their text; a paragraph of which not every Chinese character
  stands in its order is *missing*.
* **Wrong first or last mark**: lines that begin with one of {closing} or end with one of
  {opening}
* **Even lines**: of the full lines, all but the last of a paragraph, the share that ends within
  half a point of where most lines end. A mark at the end counts with its whole square or with
  half of it, since it may be set half wide; a reading wider than its character counts with a
  quarter em beside it. By poppler the same with the edges that `pdftotext -bbox` gives.
* **Overlaps**: readings whose ink begins before that of the reading before ends. **Outside**:
  readings whose ink leaves the text block by more than half a point. **Unread**: characters that
  have not the reading that they should have. **Aside**: how far the middle of a reading is from
  that of its character at the most.
* **Gaps**: the least distance between the ink of two readings that stand side by side in a line, in
  em of the readings; *too close* are those between words of less than a quarter.
* **Words found**: how often `pdftotext` has the ten commonest words of two and more characters, in
  percent of how often they stand in the text (more where a list of contents or a running head has
  them too); *in a line* as it stands, *joined* with its lines of Chinese joined.
* **In order**: paragraphs whose Chinese characters are extracted whole and in their order, by
  poppler (the text block) and by PDFium (without artifacts). **Selectors**: variation selectors in
  both."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What was measured of one file; without poppler there is no extraction."""

    name: str
    faults: Faults
    extraction: Extraction | None


def report(
    costs: Costs | None, looks: Sequence[Looks], *, text: str, versions: str, length: int
) -> str:
    """Write the report."""
    from typography.drawn import CLOSING, OPENING

    parts = [HEAD.format(text=text, versions=versions)]
    if costs:
        from typography.cost import RUNS

        parts += [COSTS.format(runs=RUNS), _costs(costs), *_left_out(costs)]
        parts += [RATIOS, _ratios(costs), STEPS, _steps(costs)]
    if looks:
        parts += [LOOKS.format(length=count(length)), _looks(looks)]
        parts += [COUNTING.format(closing=CLOSING, opening=OPENING)]
    return "\n\n".join(parts) + "\n"


def _costs(costs: Costs) -> str:
    head = ("characters", "contender", "wall s", "CPU s", "memory MB", "pages", "file kB", "bytes")
    return table(head, (_cost(cost) for cost in costs.costs))


def _cost(cost: Cost) -> tuple[str, ...]:
    start = (count(cost.length), cost.contender)
    if cost.problem:
        return (*start, cost.problem, *[DASH] * 5)
    return (
        *start,
        f"{cost.wall:.2f}",
        DASH if cost.contender == CHROMIUM else f"{cost.cpu:.2f}",
        f"{cost.megabytes:.0f}",
        count(cost.pages),
        count(round(cost.size / 1000)),
        f"{cost.size / cost.length:.0f}",
    )


def _left_out(costs: Costs) -> list[str]:
    from typography.cost import LEFT_OUT as NOT_MEASURED

    names = [
        f"{cost.contender} at {count(cost.length)}"
        for cost in costs.costs
        if cost.problem == NOT_MEASURED
    ]
    return [LEFT_OUT.format(names="; ".join(names))] if names else []


_PAIRS = ((PINYIN, PLAIN), (PINYIN, TYPST), (BOXES, PINYIN), (CHROMIUM, PINYIN))


def _ratios(costs: Costs) -> str:
    lengths = sorted(costs.before)
    rows = [
        (
            f"{first} : {second}",
            count(length),
            *_compared(costs.of(first, length), costs.of(second, length)),
        )
        for first, second in _PAIRS
        for length in lengths
    ]
    rows += [
        (
            f"{contender.name}, {length // before} times the text",
            count(length),
            *_compared(costs.of(contender.name, length), costs.of(contender.name, before)),
        )
        for contender in CONTENDERS
        for before, length in list(pairwise(lengths))[-1:]
    ]
    return table(("", "characters", "time", "writer alone", "memory", "file"), rows)


def _compared(first: Cost | None, second: Cost | None) -> tuple[str, ...]:
    if first is None or second is None:
        return (DASH,) * 4
    by_wall = CHROMIUM in {first.contender, second.contender}

    def time(cost: Cost) -> float:
        return cost.wall if by_wall else cost.cpu

    works = [cost.steps.get(WORK, 0.0) for cost in (first, second)]
    return (
        _ratio(time(first), time(second)),
        _ratio(*works) if all(works) else DASH,
        _ratio(first.megabytes, second.megabytes),
        _ratio(first.size, second.size),
    )


def _ratio(first: float, second: float) -> str:
    return f"{first / second:.2f}" if second else DASH


def _steps(costs: Costs) -> str:
    head = (
        "characters",
        "layout",
        "read and annotate",
        "render",
        "writer",
        "of it layout",
        "writing",
    )
    return table(head, _step_rows(costs))


def _step_rows(costs: Costs) -> Iterator[tuple[str, ...]]:
    for length, before in costs.before.items():
        for name, layout in ((PLAIN, "plain"), (PINYIN, "pinyin")):
            found = costs.of(name, length)
            steps = found.steps if found else {}
            shown = (steps.get(step) for step in (WORK, LAYOUT, WRITING))
            yield (
                count(length),
                layout,
                f"{before['read and annotate']:.2f}",
                f"{before[f'render {layout}']:.2f}",
                *(DASH if seconds is None else f"{seconds:.2f}" for seconds in shown),
            )


_FAULTS: tuple[tuple[str, Callable[[Faults], str]], ...] = (
    ("lines", lambda f: count(f.lines)),
    ("paragraphs missing", lambda f: count(f.missing)),
    ("wrong first mark", lambda f: count(len(f.begins))),
    ("wrong last mark", lambda f: count(len(f.ends))),
    ("even lines, %", lambda f: _percent(f.even, f.full)),
    ("readings", lambda f: count(f.readings)),
    ("unread", lambda f: count(f.unread)),
    ("overlaps", lambda f: count(f.overlaps)),
    ("outside", lambda f: count(f.outside)),
    ("least gap within a word, em", lambda f: _em(f.gap_within)),
    ("least gap between words, em", lambda f: _em(f.gap_between)),
    ("too close", lambda f: count(f.close)),
    ("aside, em", lambda f: _em(f.aside)),
)

_EXTRACTION: tuple[tuple[str, Callable[[Extraction], str]], ...] = (
    ("even lines by poppler, %", lambda e: _percent(e.even, e.full)),
    ("words found in a line, %", lambda e: _percent(e.in_lines, e.wanted)),
    ("words found, joined, %", lambda e: _percent(e.joined, e.wanted)),
    ("paragraphs in order, %", lambda e: _percent(e.in_order, e.paragraphs)),
    ("paragraphs in order, PDFium, %", lambda e: _percent(e.in_order_as_read, e.paragraphs)),
    ("selectors", lambda e: count(e.selectors)),
)


def _looks(looks: Sequence[Looks]) -> str:
    rows = [(name, *(write(each.faults) for each in looks)) for name, write in _FAULTS]
    for name, write in _EXTRACTION:
        found = (each.extraction for each in looks)
        rows.append((name, *(DASH if each is None else write(each) for each in found)))
    return table(("", *(each.name for each in looks)), rows)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else DASH


def _em(size: float | None) -> str:
    return DASH if size is None else f"{size:.2f}"
