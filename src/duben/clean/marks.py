"""The marks of one paragraph, as GB/T 15834 has them: what stands around each, what replaces it.

In: a paragraph with Chinese characters. Out: its characters with full-width marks, and
the changes. Every rule looks at neighbours that one scan has found before. It leaves
quotation marks to `quotes`.
"""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from duben.clean.protection import protected
from duben.han import HAN_CLASS, han, is_han
from duben.source import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MARK = "P01"
BRACKET = "P02"
ELLIPSIS = "P03"
DASH = "P04"
QUOTE = "P05"
STOP = "P06"
SPACE = "P07"

_MESSAGES = {
    MARK: "A mark was made full-width (GB/T 15834).",
    BRACKET: "Brackets were made full-width (GB/T 15834).",
    ELLIPSIS: "An ellipsis is six dots, …… (GB/T 15834).",
    DASH: "A dash is two characters wide, —— (GB/T 15834).",
    QUOTE: "A straight quotation mark was replaced by a curly one.",
    STOP: "A full stop was made full-width (GB/T 15834).",
    SPACE: "The space beside a full-width mark was removed.",
}
_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "｡": "。", "､": "、"}
_CJK_MARKS = re.compile(
    "[，。、：；？！（）《》〈〉【】〔〕「」『』“”‘’…—·～○①-⒇㈠-㊰㏠-㏾\ue000-\uf8ff]"
)
_HAN = re.compile(f"[{HAN_CLASS}]")
_ANY_BRACKET = re.compile("[()（）]")
_ANY_MARK = re.compile("[,;:!?｡､.．。·…－─-]")
# Only with one of these anything can be restored; most lines have none.
_RESTORABLE = re.compile("[,;:!?｡､().．\"'＂＇－─-]|。。|··|(?<!…)…(?!…)")
_OPENING, _CLOSING = "([{（《“‘「『【〔", ")]}）》”’」』】〕"
_LOOKED_THROUGH = frozenset(" \t\n\u3000\"'*_")
_CHINESE_LINE = 0.3  # share of Han among Han and Latin words from which a line is Chinese
_LABEL = re.compile(r"[\s\u3000]*(?:第?[〇零一二三四五六七八九十百]{1,4}|[0-9]{1,3})[.．]")
_LONGEST_LABEL = 8
_LATIN_WORD = re.compile(r"[A-Za-z]+")
_STOP_BEHIND = frozenset('）》”’』」〕】"')
_STOP_BEFORE = frozenset(" \t\n\u3000”’」』）〕】\"'—-")
_NO_WORD = frozenset((*",;:!?.-", ""))
_DOT_RUN = range(3, 13)
_WHOLE_PASSAGE = 12  # twelve dots: a whole passage is left out
_WITH_STOP = 7  # 。and six dots
_DASH_RUN = range(2, 5)
_CONTEXT = 3


def is_restorable(text: str) -> bool:
    """Whether *text* has any mark that could be wrong."""
    return _RESTORABLE.search(text) is not None


@dataclass(slots=True)
class Scan:
    """One paragraph: what stands around each mark, and what comes in its place."""

    text: str
    protected: bytearray = field(init=False)
    out: list[str] = field(init=False)
    left: list[str] = field(init=False)
    right: list[str] = field(init=False)
    is_chinese: bool = field(init=False)
    changes: list[tuple[int, int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.protected = protected(self.text)
        self.out = list(self.text)
        self.left = _neighbours(self.text, _CLOSING)
        self.right = _neighbours(self.text[::-1], _OPENING)[::-1]
        characters = len(han(self.text))
        words = len(_LATIN_WORD.findall(self.text))
        self.is_chinese = characters >= _CHINESE_LINE * (characters + words)

    def put(self, index: int, length: int, mark: str, code: str) -> None:
        """Put *mark* in the place of *length* characters from *index*."""
        if self.text[index : index + length] == mark:
            return
        for place in range(index + 1, index + length):
            if self.text[place] != "\n":  # the end of a broken line
                self.out[place] = ""
        self.out[index] = mark
        self.changes.append((index, length, code))

    def restore(self, *, stops_lost: bool) -> None:
        """Run all rules but the quotation marks."""
        self._brackets()
        label = _LABEL.match(self.text)
        done = label.end() if label else 0
        for start in range(done):
            self._mark(start)
        for match in _ANY_MARK.finditer(self.text, done):
            if match.start() >= done:
                done = self._run(match.start(), stops_lost=stops_lost)

    def is_beside_chinese(self, start: int, end: int) -> bool:
        """Whether what stands from *start* to *end* has Chinese on one side."""
        before, after = self.left[start], self.right[end - 1]
        if is_cjk(before) or is_cjk(after):
            return True
        # 好?......  and a line of nothing but dots
        return self.is_chinese and before in _NO_WORD and after in _NO_WORD

    def notices(self, numbers: Sequence[int]) -> Iterator[Notice]:
        """Return the changes in text order, each with a few characters around it.

        *numbers* are those of the lines that the text was broken into.
        """
        line = done = 0
        for index, end, code in self._runs():
            line, done = line + self.text.count("\n", done, index), index
            yield Notice(
                code,
                "info",
                numbers[line],
                self._around(index, end),
                self._around(index, end, self.out),
                _MESSAGES[code],
                self.text[index:end].replace("\n", ""),
                "".join(self.out[index:end]).replace("\n", ""),
            )

    def _runs(self) -> Iterator[tuple[int, int, str]]:
        """Return start and end of the changes; marks side by side (!!!) are one."""
        start = end = 0
        code = ""
        for index, length, kind in sorted(self.changes):
            if kind == code and index == end:
                end += length
                continue
            if code:
                yield start, end, code
            start, end, code = index, index + length, kind
        if code:
            yield start, end, code

    def _around(self, start: int, end: int, out: Sequence[str] | None = None) -> str:
        """Return what stands from *start* to *end* with its context, on one line."""
        place = slice(max(start - _CONTEXT, 0), end + _CONTEXT)
        return ("".join(out[place]) if out else self.text[place]).replace("\n", "")

    def _run(self, index: int, *, stops_lost: bool) -> int:
        """Treat the mark at *index*, or the run of marks that begins there; return its end."""
        character = self.text[index]
        end = index + 1
        if character in ".。·-－─…":
            while self.text[end : end + 1] == character or (
                self.text[end : end + 1] == "\n" and self.text[end + 1 : end + 2] == character
            ):
                end += 1
            if not self.protected[index] and self.is_beside_chinese(index, end):
                if character in "-－─":
                    self._dash(index, end)
                elif character == "…":
                    self._half_ellipsis(index, end)
                else:
                    self._dots(index, end)
        if character in ".．" and end == index + 1:
            self._stop(index, stops_lost=stops_lost)
        self._mark(index)
        return end

    def _mark(self, index: int) -> None:
        """, ; : ! ? beside Chinese."""
        character = self.text[index]
        if character not in _FULL or self.protected[index]:
            return
        before, after = self.left[index], self.right[index]
        spaced = self.text[index + 1 : index + 2] == " "
        if not (is_cjk(before) or is_cjk(after)):
            is_english = not self.is_chinese or (spaced and after)  # 用 Python, Java 写
            if is_english or (character == ":" and before and after):  # key:value
                return
        self.put(index, 1, _FULL[character], MARK)
        self._close_up(index, index + 1)

    def _brackets(self) -> None:
        """Pairs of brackets with Chinese in them or beside them."""
        opened: list[int] = []
        places = [match.start() for match in _HAN.finditer(self.text)]
        for match in _ANY_BRACKET.finditer(self.text):
            index = match.start()
            if self.protected[index]:
                continue
            if match[0] in "(（":
                opened.append(index)
            elif match[0] in ")）":
                if opened:
                    start = opened.pop()
                    inner = bisect(places, index) - bisect(places, start)
                    self._pair(start, index, inner=inner)
                elif self.text[index - 1 : index] in (":", ";"):  # 谢谢:)
                    self.protected[index - 1] = 1
                elif is_cjk(self.left[index]) and not _is_label(self.text, index):
                    self._bracket(index)
        for index in opened:
            if self.text[index + 1 : index + 2] not in "(（" and _is_han(self.right[index]):
                self._bracket(index)

    def _pair(self, start: int, end: int, *, inner: int) -> None:
        before, after = self.left[start], self.right[end]
        spaced = self.text[start - 1 : start] == " "
        if not inner:
            if spaced and not is_cjk(before):  # Artificial Intelligence (AI) 是
                return
            beside = is_cjk(before) or is_cjk(after)
            if not beside and (not self.is_chinese or (before.isascii() and before.isalpha())):
                return
        self._bracket(start)
        self._bracket(end)

    def _bracket(self, index: int) -> None:
        if self.text[index] in "()":
            self.put(index, 1, "（" if self.text[index] == "(" else "）", BRACKET)
            self._close_up(index, index + 1)

    def _dots(self, start: int, end: int) -> None:
        """... and 。。。 and ··· → ……; longer runs are leaders of a table of contents."""
        length = self._length(start, end)
        if length in _DOT_RUN:
            mark = "…………" if length == _WHOLE_PASSAGE else "……"
            if length == _WITH_STOP:
                mark = "。……"
            self.put(start, end - start, mark, ELLIPSIS)

    def _half_ellipsis(self, start: int, end: int) -> None:
        if self._length(start, end) == 1:
            self.put(start, 1, "……", ELLIPSIS)

    def _dash(self, start: int, end: int) -> None:
        if self._length(start, end) in _DASH_RUN:
            self.put(start, end - start, "——", DASH)
            self._close_up(start, end)

    def _stop(self, index: int, *, stops_lost: bool) -> None:
        """Restore a full stop behind Chinese, at the line's end or before a space."""
        # Brackets were restored before: ).( reads as ）.（ here.
        before = "".join(self.out[index - 1 : index])
        after = "".join(self.out[index + 1 : index + 2])
        if self.protected[index] or not (_is_han(before) or before in _STOP_BEHIND):
            return
        ends = not after or after in _STOP_BEFORE
        begins = _is_han(after) or after.isdigit() or after in _OPENING
        if ends or (begins and (stops_lost or before in _STOP_BEHIND)):
            self.put(index, 1, "。", STOP)
            self._close_up(index, index + 1)

    def _length(self, start: int, end: int) -> int:
        return end - start - self.text.count("\n", start, end)

    def _close_up(self, start: int, end: int) -> None:
        """Take out ASCII spaces around a mark that was restored: ： 2024 → ：2024."""
        before, after = start, end
        while before and self.text[before - 1] == " " and self.out[before - 1]:
            before -= 1
        while self.text[after : after + 1] == " " and self.out[after]:
            after += 1
        if before and before < start:
            self.put(before, start - before, "", SPACE)
        if after > end:
            self.put(end, after - end, "", SPACE)


def _neighbours(text: str, brackets: str) -> list[str]:
    """For each character the nearest one before it, through spaces, quotes, *brackets*."""
    found, last = [], ""
    for character in text:
        found.append(last)
        if character not in _LOOKED_THROUGH and character not in brackets:
            last = character
    return found


def is_cjk(character: str) -> bool:
    """Whether *character* is Chinese, or a mark of Chinese text; an empty one is not."""
    return bool(character) and (is_han(character) or _CJK_MARKS.match(character) is not None)


def _is_han(character: str) -> bool:
    return bool(character) and is_han(character)


def _is_label(text: str, index: int) -> bool:
    """一) and 1) at the start of a line are labels, and keep the single bracket."""
    return index < _LONGEST_LABEL and not text[:index].strip(
        " \t\u3000〇零一二三四五六七八九十0123456789"
    )
