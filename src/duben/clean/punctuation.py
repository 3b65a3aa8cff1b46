"""Full-width punctuation (GB/T 15834) where a converter or keyboard left ASCII marks.

In: lines of Chinese text. Out: the same lines with ，；：！？（）……——“”。 beside Chinese.
Numbers, code, URLs and English phrases keep their marks, and lines without Chinese are
not touched. Marks only are restored, never a character that was lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from duben.clean.marks import QUOTE, Scan, is_restorable
from duben.clean.quotes import MAINLAND, TAIWAN, Style, pair_quotes
from duben.clean.wrapping import find_paragraphs, is_literal
from duben.han import han
from duben.source import Notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.source import Line, Source

UNBALANCED = "P08"

_FENCE = re.compile(r"[\s\u3000]*(?:```|~~~)")
_SENTENCE_END = frozenset('。！？…”」』"')
_BLANK = " \t\u3000"
# No quotation runs into these from what stands before them.
_APART = frozenset(("title", "subtitle", "heading", "item", "cell", "note"))
_SHOWN = 12


def restore_punctuation(source: Source) -> Source:
    """Return *source* with full-width punctuation; each change is a notice."""
    text = "\n".join(line.text for line in source.lines)
    # Traditional text has corner brackets, except where its author wrote “ ” throughout.
    is_taiwan = source.language == "zh-Hant" and ("「" in text or "“" not in text)
    style = TAIWAN if is_taiwan else MAINLAND
    text_so_far = _Text(style, stops_lost="。" not in text)
    lines: list[Line] = []
    notices: list[Notice] = []
    is_code = False
    for group in find_paragraphs(source.lines).groups:
        paragraph = source.lines[group.start : group.stop]
        if paragraph[0].markup is None and _FENCE.match(paragraph[0].text):
            is_code = not is_code
        if is_code or is_literal(paragraph[0]):
            lines += paragraph
            continue
        restored, reports = text_so_far.restore(paragraph)
        lines += restored
        notices += reports
    notices += text_so_far.end()
    return replace(source, lines=tuple(lines), notices=(*source.notices, *notices))


@dataclass(slots=True)
class _Text:
    """What a paragraph has to know of those before it: whether a quotation is open."""

    style: Style
    stops_lost: bool
    opened: Line | None = None

    def restore(self, lines: Sequence[Line]) -> tuple[Sequence[Line], list[Notice]]:
        """Return the lines of one paragraph restored, and what was done."""
        notices = []
        text = "\n".join(line.text for line in lines)
        markup = lines[0].markup
        if not text.strip() or text[0] in _BLANK or (markup and markup.role in _APART):
            notices += self.end()
        if self.opened is None and not is_restorable(text):
            return lines, notices
        if not han(text) and text.strip('. \t\u3000"“”'):
            return lines, notices
        scan = Scan(text)
        scan.restore(stops_lost=self.stops_lost)
        notices += self._quote(scan, lines)
        rows = "".join(scan.out).split("\n")
        restored = [replace(line, text=row) for line, row in zip(lines, rows, strict=True)]
        return restored, [*notices, *scan.notices([line.number for line in lines])]

    def end(self) -> list[Notice]:
        """End the quotation: report it where it was never closed."""
        line, self.opened = self.opened, None
        if line is None:
            return []
        message = "A straight quotation mark has no partner; check the marks of this paragraph."
        text = line.text.strip()[:_SHOWN]
        return [Notice(UNBALANCED, "warning", line.number, text, text, message)]

    def _quote(self, scan: Scan, lines: Sequence[Line]) -> list[Notice]:
        if not scan.is_chinese:
            return []
        found, is_open = pair_quotes(
            scan.text,
            scan.protected,
            lambda index: scan.is_beside_chinese(index, index + 1),
            style=self.style,
            is_open=self.opened is not None,
        )
        for index, mark in found.items():
            scan.put(index, 1, mark, QUOTE)
        if not is_open:
            self.opened = None
        elif found:
            self.opened = lines[scan.text.count("\n", 0, max(found))]
        # One paragraph a line: what a finished sentence leaves open is open for good.
        restored = "".join(scan.out).rstrip()
        return self.end() if restored[-1:] in _SENTENCE_END else []
