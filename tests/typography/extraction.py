"""What others get out of a PDF, by poppler's pdftotext: words to find, order, ends of lines.

`pdftotext` must be installed (Debian package poppler-utils).
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.han import han, is_han
from duben.vocabulary import base_text
from typography.drawn import CLOSING, text_as_read
from typography.faults import blocks, full_lines, is_even, side
from typography.lines import find, positions
from typography.wanted import blocks as blocks_of
from typography.wanted import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from duben.render import Edition
    from typography.drawn import Row
    from typography.lines import Line
    from typography.wanted import Paragraph

_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_TAGS = re.compile(
    r'<page |<word xMin="(?P<left>[\d.]+)" yMin="(?P<top>[\d.]+)" '
    r'xMax="(?P<right>[\d.]+)" yMax="(?P<bottom>[\d.]+)">(?P<text>[^<]*)'
)
_MARGIN = 1.0  # points


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found: see `report.COUNTING`."""

    wanted: int
    in_lines: int
    joined: int
    paragraphs: int
    in_order: int
    in_order_as_read: int
    selectors: int
    even: int
    full: int


def extraction(
    path: Path,
    rows: Sequence[Row],
    wanted: Sequence[Paragraph],
    words: Mapping[str, int],
) -> Extraction:
    """Extract the text block of the file at *path*, and look for *wanted* and *words*.

    *words* are those that are searched for, and how often the whole file has them.
    """
    content = path.read_bytes()
    text = _pdftotext(path, rows)
    lines = [line for line in text.splitlines() if han(line)]
    whole = "".join(lines)
    source = [paragraph.han for paragraph in wanted]
    everything = _pdftotext(path, ())
    as_read = text_as_read(content)
    even, full = _even(path, rows, wanted)
    return Extraction(
        wanted=sum(words.values()),
        in_lines=sum(_count(lines, word) for word in words),
        joined=sum(whole.count(word) for word in words),
        paragraphs=len(wanted),
        in_order=_in_order(han(text), source),
        in_order_as_read=_in_order(han(as_read), source),
        selectors=len(_SELECTORS.findall(everything + as_read)),
        even=even,
        full=full,
    )


def commonest_words(edition: Edition, count: int = 10) -> dict[str, int]:
    """Return the words of two and more characters that an edition in pinyin has most often.

    With each, how often its characters stand side by side in the edition, as a reader's
    program finds them.
    """
    found: Counter[str] = Counter()
    for paragraph in paragraphs(edition):
        words: dict[int, str] = {}
        for syllable in paragraph.syllables:
            characters = paragraph.han[syllable.start : syllable.end]
            words[syllable.word] = words.get(syllable.word, "") + characters
        found.update(word for word in words.values() if len(word) > 1)
    texts = [han(base_text(block)) for block in blocks_of(edition)]
    return {word: sum(text.count(word) for text in texts) for word, _ in found.most_common(count)}


def _count(lines: Iterable[str], word: str) -> int:
    return sum(line.count(word) for line in lines)


def _in_order(text: str, source: Iterable[str]) -> int:
    """Count the paragraphs that stand in the text whole, each behind those before it."""
    return sum(place is not None for place in positions(text, source))


def _pdftotext(path: Path, rows: Sequence[Row]) -> str:
    """Extract the text, of the block alone in which the *rows* stand if any are given.

    Running heads and folios are outside of it, and do not come between two pages.
    """
    area = []
    if rows:
        height = _page_height(path)
        top = height - max(row.baseline + 2 * row.glyphs[0].size for row in rows)
        bottom = height - min(row.baseline for row in rows) + 6
        area = ["-r", "72", "-x", "0", "-W", "2000"]
        area += ["-y", str(max(0, int(top))), "-H", str(round(bottom - max(0, int(top))))]
    return _run("pdftotext", "-nopgbrk", *area, str(path), "-")


def _page_height(path: Path) -> float:
    (size,) = re.findall(r"Page size: +[\d.]+ x ([\d.]+)", _run("pdfinfo", str(path)))
    return float(size)


def _even(path: Path, rows: Sequence[Row], wanted: Sequence[Paragraph]) -> tuple[int, int]:
    """Count the full lines that end at the same edge by poppler's measure, and all of them."""
    found = find(rows, wanted)
    edges = blocks(found)
    ends = _ends(path)
    full = full_lines(found)
    return sum(is_even(line, _of(line, ends), edges[side(line)].right) for line in full), len(full)


def _of(line: Line, ends: dict[tuple[int, str], tuple[float, str]]) -> tuple[float, ...]:
    """Return where poppler says that a line ends, by its text."""
    known = ends.get((line.row.page, line.row.han))
    if known is None:
        return ()
    right, last = known
    return (right, right - line.size / 2) if last in CLOSING else (right,)


def _ends(path: Path) -> dict[tuple[int, str], tuple[float, str]]:
    """Return the right edge and the last character of each row, by page and Chinese text."""
    found = {}
    for page, row in enumerate(_words(path)):
        for words in _rows(row):
            words.sort()
            text = "".join(word[-1] for word in words)
            found[page, han(text)] = words[-1][3], text[-1]
    return found


_Word = tuple[float, float, float, float, str]  # left, top, bottom, right, text


def _rows(words: Sequence[_Word]) -> list[list[_Word]]:
    """Put the words of a page that are as high as Chinese text into rows."""
    found: list[list[_Word]] = []
    chinese = [word for word in words if any(is_han(c) or c in CLOSING for c in word[4])]
    for word in sorted(chinese, key=lambda word: word[1] + word[2]):
        middle, height = (word[1] + word[2]) / 2, word[2] - word[1]
        row = found[-1] if found else []
        if row and abs(middle - (row[0][1] + row[0][2]) / 2) < height / 3:
            row.append(word)
        else:
            found.append([word])
    return found


def _words(path: Path) -> list[list[_Word]]:
    pages: list[list[_Word]] = []
    for tag in _TAGS.finditer(_run("pdftotext", "-bbox", str(path), "-")):
        if tag["text"] is None:
            pages.append([])
        elif tag["text"]:
            edges = (float(tag[name]) for name in ("left", "top", "bottom", "right"))
            left, top, bottom, right = edges
            pages[-1].append((left, top, bottom, right, tag["text"]))
    return pages


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()
