"""Numbers in Chinese characters, as pinyin groups them (GB/T 16159, 6.1.5).

Characters in, the gaps between them out. Arabic digits are no business of this module:
they stay as they are (6.1.5.1).
"""

from __future__ import annotations

import re

from duben.annotate import lexicon
from duben.annotate.orthography import lists
from duben.annotate.orthography.form import Form

_ORDER = "一二三四五六七八九"
_DIGITS = frozenset(_ORDER + "两几")
_HUGE = frozenset("万亿")
_UNITS = frozenset("十百千万亿几")
_NUMBER = re.compile("[零〇一二两三四五六七八九十百千万亿几]+")
_FRACTION = re.compile(f"{_NUMBER.pattern}分之(?:{_NUMBER.pattern})?")
_ABOUT = "三五"  # "some", though five does not follow three


def leading(text: str) -> int:
    """Count the characters at the start of *text* that are a number."""
    match = _NUMBER.match(text)
    return match.end() if match else 0


def gaps(number: str) -> tuple[str, ...]:
    """Return what stands between the characters of *number*: "", " " or "-".

    十一 to 九十九 is one piece (6.1.5.2). 百, 千, 万 and 亿 go with the single digit before
    them, and stand apart from larger numbers (6.1.5.3): 三百五十八万 sānbǎi wǔshíbā wàn.
    Two digits side by side mean "about" and have a hyphen (5.6): 三五 sān-wǔ, 十七八
    shíqī-bā. Rows of digits are read one by one (6.1.5.1): 二〇〇八 èr líng líng bā.
    """
    row = not _UNITS.intersection(number)
    if row and len(number) > 2:
        return (" ",) * (len(number) - 1)
    return tuple(_gap(number, place) for place in range(1, len(number)))


def form_of(word: str, tag: str) -> Form | None:
    """Give the shape of a word that is a number, or one with its measure word (6.1.5.6).

    一百二十 yībǎi èrshí, 三个 sān gè, 第一次 dì-yī cì, 三分之一 sān fēn zhī yī. None for any
    other word, also for one in which the number counts nothing (一起, 三角).
    """
    if _FRACTION.fullmatch(word):
        return Form((" ",) * (len(word) - 1))
    start = 1 if word.startswith("第") and len(word) > 1 else 0
    end = start + leading(word[start:])
    rest = word[end:]
    if word[0] == "零" and rest:
        return None  # 零件 is a part
    if end == start or (rest and not _counts(rest, tag, ordinal=bool(start))):
        return None
    before = ("-",) if start else ()  # 6.1.5.4: dì-yī, dì-èrshíbā
    behind = (" ", *("",) * (len(rest) - 1)) if rest else ()
    return Form((*before, *gaps(word[start:end]), *behind))


def _gap(number: str, place: int) -> str:
    before, here = number[place - 1], number[place]
    if here in _HUGE:
        count = re.split("[万亿]", number[:place])[-1].lstrip("零〇")
        return "" if _is_small(count) else " "
    if here in _DIGITS:
        if before == "十":
            return ""
        return "-" if before in _DIGITS and _is_about(before + here) else " "
    return "" if here in "十百千" and before in _DIGITS else " "


def _is_small(count: str) -> bool:
    """Whether 万 is written together with this: 三万, 十万, 三四万, 万亿; not 十二万."""
    return len(count) <= 1 or (_DIGITS.issuperset(count) and _is_about(count))


def _is_about(pair: str) -> bool:
    return pair.replace("两", "二") in _ORDER or pair == _ABOUT


def _counts(rest: str, tag: str, *, ordinal: bool) -> bool:
    """Whether the number counts *rest*; behind 第 that may be any word: 第三 世界."""
    if ordinal:
        return rest in lists.words("measure") or bool(lexicon.entries(rest))
    return rest in lists.words("measure") and tag.startswith("m")
