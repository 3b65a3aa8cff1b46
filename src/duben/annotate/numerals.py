"""Numbers in Chinese characters, and the words that they are cut into.

A run of characters in, the places of its numbers out: 三千|五百|二十一, 二〇二四, 第十三. It
does not say what a number counts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUN = re.compile("第?[〇零一二三四五六七八九十百千万亿两几数]{2,}|第[四五六七八九十]")
# 十 to 九十九 is one word, and so is a digit with 百, 千, 万 or 亿 (GB/T 16159 6.1.5); a year
# or a telephone number is read digit by digit and stays together: 二〇二四.
_WORD = re.compile(
    "第?(?:(?P<digits>[一二三四五六七八九〇零]*〇[一二三四五六七八九〇零]*"
    "|[一二三四五六七八九零]{4,}(?![十百千万亿]))"
    "|[二三四五六七八九两几]?十[一二三四五六七八九几]?"
    "|(?:[一二两三四五六七八九几数]|十)[百千万亿](?![百千])"
    "|(?<=第)[一二三四五六七八九])"
)
_WHOLE = re.compile(
    "第?(?:[一二三四五六七八九两几]?十[一二三四五六七八九几]?"
    "|[一二两三四五六七八九几数][百千万亿]"
    "|[一二三四五六七八九〇零]*〇[一二三四五六七八九〇零]*|[一二三四五六七八九零]{4,})"
)
_ALONE = ("十", "第")


def is_numeral(piece: str) -> bool:
    """Whether the piece is a number in Chinese characters: 二十一, 三千."""
    return _WHOLE.fullmatch(piece) is not None


def places(run: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each word of two and more characters in the numbers of *run*."""
    for found in _RUN.finditer(run):
        for word in _WORD.finditer(run, found.start(), found.end()):
            if word.end() - word.start() > 1 and word[0] not in _ALONE:
                yield word.span()
