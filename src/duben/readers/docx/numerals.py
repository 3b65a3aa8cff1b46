"""A number → how Word writes it in a list: 3 → 3, 三, ③, iii, 丙, 叁 (ECMA-376 17.18.59).

It knows the formats that Chinese documents use; any other is written in digits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_DIGITS = "〇一二三四五六七八九"
_COUNTING = ("零一二三四五六七八九", "十百千", "万")
_LEGAL_SIMPLIFIED = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万")
_LEGAL_TRADITIONAL = ("零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬")
_COUNTING_TRADITIONAL = (_COUNTING[0], _COUNTING[1], "萬")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_LETTERS = 26
_TEN, _HUNDRED, _TEN_THOUSAND = 10, 100, 10_000
_MOST = 32_767  # Word counts no further
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def numeral(number: int, form: str) -> str:
    """Write *number* in the format *form*, the name in w:numFmt."""
    if form in ("none", "bullet"):
        return ""
    if not 0 <= number <= _MOST:
        return str(number)
    return _FORMS.get(form, str)(number) or str(number)


def _counting(signs: tuple[str, str, str], number: int) -> str:
    """12 → 十二, 105 → 一百零五, 20 → 二十: as it is read."""
    digits, units, myriad = signs
    if number >= _TEN_THOUSAND:
        high, low = divmod(number, _TEN_THOUSAND)
        gap = digits[0] if 0 < low < _TEN_THOUSAND // _TEN else ""
        return _counting(signs, high) + myriad + gap + (_counting(signs, low) if low else "")
    text, is_gap = "", False
    for power in range(3, -1, -1):
        digit = number // _TEN**power % _TEN
        if not digit:
            is_gap = bool(text)
            continue
        text += (digits[0] if is_gap else "") + digits[digit] + (units[power - 1] if power else "")
        is_gap = False
    return text or digits[0]


def _plain_counting(signs: tuple[str, str, str], number: int) -> str:
    """12 → 十二, without the 一 that 一十二 would have."""
    text = _counting(signs, number)
    return text[1:] if _TEN <= number < 2 * _TEN else text


def _short_counting(number: int) -> str:
    """12 → 十二, but 105 → 一〇五."""
    return _plain_counting(_COUNTING, number) if 0 < number < _HUNDRED else _digital(number)


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _one_of(signs: Sequence[str]) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else ""


def _letters(number: int) -> str:
    """27 → AA, 28 → BB, as Word counts."""
    if not number:
        return ""
    return chr(ord("A") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)


def _roman(number: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        count, number = divmod(number, worth)
        text += letters * count
    return text


def _run(first: int, count: int) -> str:
    return "".join(map(chr, range(first, first + count)))


_CIRCLED = _run(0x2460, 20) + _run(0x3251, 15) + _run(0x32B1, 15)  # ① to ㊿
_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _one_of(_CIRCLED),
    "decimalEnclosedCircleChinese": _one_of(_CIRCLED),
    "decimalEnclosedParen": _one_of(_run(0x2474, 20)),
    "decimalEnclosedFullstop": _one_of(_run(0x2488, 20)),
    "numberInDash": lambda number: f"- {number} -",
    "chineseCounting": _short_counting,
    "taiwaneseCounting": _short_counting,
    "japaneseCounting": lambda number: _plain_counting(_COUNTING, number),
    "chineseCountingThousand": lambda number: _plain_counting(_COUNTING, number),
    "taiwaneseCountingThousand": lambda number: _plain_counting(_COUNTING_TRADITIONAL, number),
    "chineseLegalSimplified": lambda number: _counting(_LEGAL_SIMPLIFIED, number),
    "ideographLegalTraditional": lambda number: _counting(_LEGAL_TRADITIONAL, number),
    "ideographDigital": _digital,
    "taiwaneseDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "ideographEnclosedCircle": _one_of(_run(0x3280, 10)),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "ideographZodiacTraditional": _one_of([_STEMS[n % 10] + _BRANCHES[n % 12] for n in range(60)]),
}
