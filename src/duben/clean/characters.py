"""Characters: one code point for one character, and none that cannot be seen.

In: lines as read. Out: lines in Unicode's composed form (NFC), with ideographs instead
of look-alike radicals; the annotations that readers write stay whole. It never applies
NFKC, which would turn ①→1, ㎡→m2 and ，→,.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from duben.errors import SourceError
from duben.han import is_han
from duben.readers.annotation import ANNOTATION
from duben.readers.encoding import DAMAGED
from duben.source import Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from duben.source import Line, Severity, Source

COMPOSED = "C01"
RADICAL = "C02"
INVISIBLE = "C03"
PRIVATE = "C04"
FULL_WIDTH = "C05"
ZERO = "C06"
ASSIGNED = "C07"
SPACE = "C08"

_SURROGATE = re.compile("[\ud800-\udfff]")
# C0 and C1 controls, soft hyphen, marks of direction and joining, tags, noncharacters.
# Variation selectors stay: 葛 with a selector is still one character, in a chosen shape.
# A joiner inside an emoji stays: 👨 and 👩 with one between them are one sign.
_EMOJI = "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufdd0-\ufdef\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
    f"|(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}])"
)
_ANCHORS = "\ufff9-\ufffb"
# Ruby that readers wrote into the line stays for now; its marks without partners go.
_STRAY_ANCHOR = re.compile(f"{ANNOTATION.pattern}|[{_ANCHORS}]")
_SEPARATORS = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029")
_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_DAMAGE = re.compile("\ufffd")
_RADICAL = re.compile("[\u2e80-\u2fd5]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]*")
_WIDE = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
_FULL_WIDTH = re.compile(f"[{_WIDE}]+(?:．[{_WIDE}]+)*")
_NUMERALS = "〇零一二三四五六七八九"
_ZERO = re.compile(
    f"(?<=[{_NUMERALS}])(?:[○◯]+(?=[^\\s○◯])|[Oo0]+(?=[{_NUMERALS}年]))"  # 二○二四年, 二0二四年
)
_TO_HALF_WIDTH = 0xFEE0
_CONTEXT = 3

# Positions that GB 18030 once left to private use, and that old files still hold; the
# standard's edition of 2022 names what they stand for. Vertical marks become upright ones.
_OLD_POSITIONS = (
    "\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796\ue816\ue817"
    "\ue818\ue81e\ue826\ue82b\ue82c\ue831\ue832\ue83b\ue843\ue854\ue855\ue864"
)
_NEW_CHARACTERS = (
    "，。、：；！？〖〗…\U00020087\U00020089"
    "\U000200cc\u9fb4\u9fb5\u9fb6\u9fb7\U000215d7\u9fb8\U0002298f\u9fb9\u9fba\U000241fe\u9fbb"
)
_ASSIGNED = dict(zip(_OLD_POSITIONS, _NEW_CHARACTERS, strict=True))
_ASSIGNED_TABLE = str.maketrans(_ASSIGNED)


@dataclass(frozen=True, slots=True)
class _Report:
    code: str
    severity: Severity
    before: str
    after: str
    message: str
    removed: str = ""
    added: str = ""


def restore_characters(source: Source) -> Source:
    """Return *source* with every character in the form that fonts and dictionaries know.

    Raises `SourceError` for a lone surrogate, which no file format can carry.
    """
    lines, notices = [], list(source.notices)
    rules = _RULES[:-1] if _knows_damage(source) else _RULES
    for line in source.lines:
        _refuse_surrogates(line, source.name)
        text = line.text
        for needed, rule in rules:
            if needed.search(text):
                text, reports = rule(text)
                notices += (
                    Notice(
                        r.code,
                        r.severity,
                        line.number,
                        r.before,
                        r.after,
                        r.message,
                        r.removed,
                        r.added,
                    )
                    for r in reports
                )
        lines.append(replace(line, text=text))
    return replace(source, lines=tuple(lines), notices=tuple(notices))


def _knows_damage(source: Source) -> bool:
    """Whether reading has told of all damage already, and of the byte where it is."""
    told = sum(notice.code == DAMAGED for notice in source.notices)
    return told > 0 and told >= sum(line.text.count("\ufffd") for line in source.lines)


def _refuse_surrogates(line: Line, name: str) -> None:
    match = _SURROGATE.search(line.text)
    if match:
        raise SourceError(
            f"character {match.start() + 1} is half a character (U+{ord(match[0]):04X})",
            where=f"{name}:{line.number}",
            hint="Type the character anew.",
        )


def _drop_invisible(text: str) -> tuple[str, list[_Report]]:
    stray = "".join(match[0] for match in _STRAY_ANCHOR.finditer(text) if len(match[0]) == 1)
    if stray:
        text = _STRAY_ANCHOR.sub(lambda match: match[0] if len(match[0]) > 1 else "", text)
    removed = stray + "".join(_INVISIBLE.findall(text))
    if not removed:
        return text, []
    names = "、".join(f"U+{ord(character):04X}" for character in sorted(set(removed)))
    count = len(removed)

    def gap(match: re.Match[str]) -> str:
        """Space, where a separator stood between two words of Latin letters."""
        around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() :][:1]
        return " " if match[0] in _SEPARATORS and around.isascii() and around.isalnum() else ""

    message = f"{count} invisible character{'s' * (count > 1)} removed."
    return _INVISIBLE.sub(gap, text), [_Report(INVISIBLE, "info", names, "", message, removed)]


def _plain_spaces(text: str) -> tuple[str, list[_Report]]:
    found = _SPACE.findall(text)
    names = "、".join(f"U+{ord(space):04X}" for space in sorted(set(found)))
    message = "An unusual space was replaced by an ordinary one."
    return _SPACE.sub(" ", text), [
        _Report(SPACE, "info", names, " ", message, "".join(found), " " * len(found))
    ]


def _assign(text: str) -> tuple[str, list[_Report]]:
    pairs = [(c, _ASSIGNED[c]) for c in _PRIVATE.findall(text) if c in _ASSIGNED]
    text = text.translate(_ASSIGNED_TABLE)
    message = "A position of old GB 18030 was replaced by the character it stands for."
    return text, _grouped(ASSIGNED, "info", pairs, message)


def _report_private(text: str) -> tuple[str, list[_Report]]:
    return text, [
        _Report(
            PRIVATE,
            "error",
            context,
            context,
            f"Character {position} is U+{ord(character):04X}, which means something only in "
            "one font; it stays, and no other font can show it.",
        )
        for position, character, context in _found(_PRIVATE, text)
    ]


def _report_damage(text: str) -> tuple[str, list[_Report]]:
    return text, [
        _Report(
            DAMAGED,
            "error",
            context,
            context,
            f"Character {position} could not be read (U+FFFD): the file is damaged here.",
        )
        for position, _, context in _found(_DAMAGE, text)
    ]


def _ideographs(text: str) -> tuple[str, list[_Report]]:
    table = _radicals()
    found = _RADICAL.findall(text)
    changed = [(c, table[ord(c)]) for c in found if ord(c) in table]
    unknown = {c: c for c in found if ord(c) not in table}
    reports = _grouped(
        RADICAL, "info", changed, "A radical was replaced by the character it shows."
    )
    if unknown:
        shown = "、".join(unknown)
        message = "This is a radical, not a character; it stays."
        reports.append(_Report(RADICAL, "warning", shown, shown, message))
    return text.translate(table), reports


def _compose(text: str) -> tuple[str, list[_Report]]:
    composed = unicodedata.normalize("NFC", text)
    if composed == text:
        return text, []
    clusters = [(c, unicodedata.normalize("NFC", c)) for c in _CLUSTER.findall(text)]
    pairs = [(old, new) for old, new in clusters if old != new]
    message = "Brought into Unicode's composed form (NFC): the same character, one code."
    reports = _grouped(COMPOSED, "info", pairs, message)
    # The same characters in another code: nothing came and nothing went.
    return composed, [replace(report, removed="", added="") for report in reports]


def _half_width(text: str) -> tuple[str, list[_Report]]:
    def narrow(match: re.Match[str]) -> str:
        return "".join("." if c == "．" else chr(ord(c) - _TO_HALF_WIDTH) for c in match[0])

    pairs = [(match[0], narrow(match)) for match in _FULL_WIDTH.finditer(text)]
    message = "Full-width letters and digits made half-width."
    return _FULL_WIDTH.sub(narrow, text), _grouped(FULL_WIDTH, "info", pairs, message)


def _zeros(text: str) -> tuple[str, list[_Report]]:
    reports = []
    for match in _ZERO.finditer(text):
        before, after = text[match.start() - 1 : match.end()], "〇" * len(match[0])
        reports.append(
            _Report(
                ZERO,
                "info",
                before,
                before[0] + after,
                "〇 written for líng in a number.",
                match[0],
                after,
            )
        )
    return _ZERO.sub(lambda match: "〇" * len(match[0]), text), reports


_RULES: tuple[tuple[re.Pattern[str], Callable[[str], tuple[str, list[_Report]]]], ...] = (
    (re.compile(f"[{_ANCHORS}]|{_INVISIBLE.pattern}"), _drop_invisible),
    (_SPACE, _plain_spaces),
    (re.compile(f"[{_OLD_POSITIONS}]"), _assign),
    (_PRIVATE, _report_private),
    (_RADICAL, _ideographs),
    (_NOT_ASCII, _compose),
    (_FULL_WIDTH, _half_width),
    (_ZERO, _zeros),
    (_DAMAGE, _report_damage),
)


def _grouped(
    code: str, severity: Severity, pairs: list[tuple[str, str]], message: str
) -> list[_Report]:
    """One report for a line, each different change in it listed once: ⼈、⽤ → 人、用."""
    if not pairs:
        return []
    different = dict(pairs)
    before, after = "、".join(different), "、".join(different.values())
    removed, added = "".join(old for old, _ in pairs), "".join(new for _, new in pairs)
    return [_Report(code, severity, before, after, message, removed, added)]


def _found(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str, str]]:
    for match in pattern.finditer(text):
        start = max(match.start() - _CONTEXT, 0)
        yield match.start() + 1, match[0], text[start : match.end() + _CONTEXT]


@cache
def _radicals() -> dict[int, str]:
    """Radicals → ideographs.

    Kangxi radicals by their compatibility mapping; the supplement, which has none, by the
    table in radicals.txt (Unicode's property Equivalent_Unified_Ideograph).
    """
    table = {
        radical: unicodedata.normalize("NFKC", radical)
        for radical in map(chr, range(0x2E80, 0x2FD6))
    }
    listing = resources.files("duben.clean").joinpath("radicals.txt").read_text(encoding="utf-8")
    table.update((row[0], row[1]) for row in listing.splitlines())
    return {ord(radical): character for radical, character in table.items() if is_han(character)}
