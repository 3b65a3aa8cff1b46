"""A character of a symbol font (w:sym, ECMA-376 17.3.3.30) → a character of Unicode.

Bullets of Wingdings become nothing, ticks and boxes what they show, letters of Symbol
Greek. A symbol that is not known is None.
"""

from __future__ import annotations

_PRIVATE = range(0xF000, 0xF100)
_LETTERS = (range(0x20, 0xD800), range(0xF900, 0xFFF0), range(0x10000, 0x110000))
_GREEK = dict(
    zip(
        "ABGDEZHQIKLMNXOPRSTUFCYWabgdezhqiklmnxoprstufcyw",
        "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψω",
        strict=True,
    )
)
_SYMBOL = {
    **{ord(latin): greek for latin, greek in _GREEK.items()},
    **{code: chr(code) for code in b"0123456789()[]{}+,./:;<=>|%&!? "},
    **dict(zip(range(0xA3, 0xB0), "≤⁄∞ƒ♣♦♥♠↔←↑→↓", strict=True)),
    **dict(zip(range(0xB0, 0xB7), "°±″≥×∝∂", strict=True)),
    **dict(zip((0x2D, 0xB7, 0xB8, 0xB9, 0xBA, 0xBB, 0xBC), ("−", "", *"÷≠≡≈…"), strict=True)),
    **dict(zip((0xC5, 0xC6, 0xC7, 0xC8, 0xCE, 0xCF, 0xD6, 0xE5), "⊕∅∩∪∈∉√∑", strict=True)),
}
_WINGDINGS = {
    **dict.fromkeys((0x6C, 0x6E, 0x71, 0x72, 0x75, 0x76, 0x77, 0x9F, 0xA7, 0xD8), ""),
    **dict.fromkeys((0x6F, 0xA8), "□"),
    **dict(zip((0x4A, 0xAB, 0xB2, 0xFB, 0xFC, 0xFD, 0xFE), "☺★☆✗✓☒☑", strict=True)),
    **dict(zip((0xDF, 0xE0, 0xE1, 0xE2, 0xE8, 0xF0), "←→↑↓→⇨", strict=True)),
    **{0x80 + digit: chr(0x2460 + digit - 1) for digit in range(1, 11)},
}
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def symbol(font: str, code: str) -> str | None:
    """Return what w:char *code*, hexadecimal, shows in *font*; None where that is not known."""
    try:
        point = int(code, 16)
    except ValueError:
        return None
    known = _FONTS.get(font.lower())
    if known is not None:
        return known.get(point - _PRIVATE.start if point in _PRIVATE else point)
    return chr(point) if any(point in letters for letters in _LETTERS) else None
