"""Full-width punctuation (GB/T 15834) where a converter or keyboard left ASCII marks.

In: lines of Chinese text. Out: the same lines with ，；：！？（）……——“”。 beside Chinese.
Numbers, code, URLs and English phrases keep their marks, and lines without Chinese are
not touched. Marks only are restored, never a character that was lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from duben.clean.marks import QUOTE, Scan, is_cjk
from duben.clean.quotes import MAINLAND, TAIWAN, Style, pair_quotes
from duben.han import han
from duben.model import Notice

if TYPE_CHECKING:
    from duben.model import Line, Source

UNBALANCED = "P08"

_FENCE = re.compile(r"[\s\u3000]*(?:```|~~~)")
_SENTENCE_END = frozenset('。！？…”」』"')
_SHOWN = 12


def restore_punctuation(source: Source) -> Source:
    """Return *source* with full-width punctuation; each change is a notice."""
    text = "\n".join(line.text for line in source.lines)
    style = TAIWAN if "「" in text and source.language == "zh-Hant" else MAINLAND
    paragraph = _Paragraph(style, stops_lost="。" not in text)
    lines, notices = [], []
    is_code = False
    for line in source.lines:
        if _FENCE.match(line.text):
            is_code = not is_code
        restored, reports = (line, []) if is_code else paragraph.restore(line)
        lines.append(restored)
        notices += reports
    notices += paragraph.end()
    return replace(source, lines=tuple(lines), notices=(*source.notices, *notices))


@dataclass(slots=True)
class _Paragraph:
    """What a line has to know of the lines before it: whether a quotation is open."""

    style: Style
    stops_lost: bool
    opened: Line | None = None

    def restore(self, line: Line) -> tuple[Line, list[Notice]]:
        """Return the line restored, and what was done."""
        notices = []
        if not line.text.strip() or line.text[0] in " \t\u3000":
            notices += self.end()
        if not han(line.text) and line.text.strip('. \t\u3000"“”'):
            return line, notices
        scan = Scan(line.text)
        scan.restore(stops_lost=self.stops_lost)
        notices += self._quote(scan, line)
        restored = replace(line, text="".join(scan.out))
        return restored, [*notices, *scan.notices(line.number)]

    def end(self) -> list[Notice]:
        """End the paragraph: report a quotation that was never closed."""
        line, self.opened = self.opened, None
        if line is None:
            return []
        message = "A straight quotation mark has no partner; check the marks of this paragraph."
        text = line.text.strip()[:_SHOWN]
        return [Notice(UNBALANCED, "warning", line.number, text, text, message)]

    def _quote(self, scan: Scan, line: Line) -> list[Notice]:
        if not scan.is_chinese:
            return []
        found, is_open = pair_quotes(
            line.text,
            scan.protected,
            is_cjk,
            style=self.style,
            is_open=self.opened is not None,
        )
        for index, mark in found.items():
            scan.put(index, 1, mark, QUOTE)
        if not is_open:
            self.opened = None
        elif found:
            self.opened = line
        # One paragraph a line: what a finished sentence leaves open is open for good.
        restored = "".join(scan.out).rstrip()
        return self.end() if restored[-1:] in _SENTENCE_END else []
