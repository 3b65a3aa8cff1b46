"""Simplified and traditional: what a machine converted is restored, the rest stays.

In: lines without glosses. Out: lines in one script, and the language of the text. Text
that is in the wanted script already is never put through a converter: OpenCC makes
破壞土壤's 坏 into 坯, and 么 into 幺, where nothing had to be done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from duben.clean.converter import one_to_many, simplified_only, to_hans, to_hant, traditional_only
from duben.config import SCRIPTS
from duben.errors import UnknownNameError
from duben.han import han
from duben.source import Line, Notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from duben.source import Gloss, Language, Source

TO_HANS = "S01"
SLIP = "S02"
ZHE = "S03"
MACHINE = "S04"
TO_HANT = "S05"
ONE_TO_MANY = "S06"
MIXED = "S07"

# Writers of traditional characters leave next to no simplified ones behind.
_LEFT_BEHIND_SHARE = 0.01
_MIXED_SHARE = 0.03
_MIXED_LEAST = 3
_CERTAIN_SLIPS = 2
# 一隻有病的貓: behind a numeral 隻 is the measure word, and right.
_MEASURED = "一二兩两三四五六七八九十百千萬万幾几數数這这那每各半多0-9"
# 鲁迅著, 王小明、李大华 著, 鲁迅著《呐喊》: a line of names
_AUTHOR_LINE = re.compile(
    r"[\s\u3000]*\w{2,4}(?:[\s\u3000、·]+\w{2,4}){0,3}[\s\u3000]*(?=著(?:$|[\s\u3000《、编译]))"
)


@dataclass(frozen=True, slots=True)
class _Census:
    """Characters of one script only, and wrong words that only converters write."""

    traditional: tuple[str, ...]
    simplified: tuple[str, ...]
    slips: tuple[str, ...]

    @property
    def language(self) -> Language:
        return "zh-Hant" if len(self.traditional) > len(self.simplified) else "zh-Hans"

    @property
    def is_machine_made(self) -> bool:
        """Whether simplified text went through a converter that knows no words."""
        both = len(self.traditional) + len(self.simplified)
        left_behind = bool(both) and len(self.simplified) >= _LEFT_BEHIND_SHARE * both
        return self.language == "zh-Hant" and (
            len(set(self.slips)) >= _CERTAIN_SLIPS or (bool(self.slips) and left_behind)
        )

    @property
    def is_mixed(self) -> bool:
        fewer = min(len(self.traditional), len(self.simplified))
        both = len(self.traditional) + len(self.simplified)
        return fewer >= _MIXED_LEAST and fewer > _MIXED_SHARE * both


def restore_script(source: Source, script: str = "auto") -> Source:
    """Return *source* in the script asked for, with its language.

    *script*: "auto" restores machine-made traditional text to simplified and leaves any
    other text alone; "keep" converts nothing; "hans" and "hant" convert the text unless it
    is in that script. Raises `UnknownNameError` for another word.
    """
    if script not in SCRIPTS:
        raise UnknownNameError("script", script, SCRIPTS)
    census = _census(source.lines)
    restore = census.is_machine_made and script != "keep"
    notices = _findings(census, restored=restore)
    language = _named(source) or census.language
    source = replace(source, language=language, notices=(*source.notices, *notices))
    if restore or (script == "hans" and census.traditional):
        source = _simplify(source)
    if script == "hant" and source.language == "zh-Hans":
        source = _traditionalise(source)
    return source


def _named(source: Source) -> Language | None:
    """Return the language that the front matter names."""
    given = dict(source.front_matter).get("language")
    return "zh-Hans" if given == "zh-Hans" else "zh-Hant" if given == "zh-Hant" else None


def _census(lines: Iterable[Line]) -> _Census:
    text = "\n".join(line.text for line in lines)
    return _Census(
        tuple(character for character in text if character in traditional_only()),
        tuple(character for character in text if character in simplified_only()),
        tuple(_slips().findall(text)),
    )


def _findings(census: _Census, *, restored: bool) -> list[Notice]:
    """Tell what the whole text looks like, where that is remarkable."""
    if census.is_machine_made:
        slips = "、".join(_counted(census.slips))
        left = "、".join(_counted(census.simplified))
        done = "restored to simplified" if restored else "left as it is"
        message = f"The traditional text looks machine-converted ({slips}); it was {done}."
        if left:
            message += f" Characters that were left simplified: {left}."
        return [Notice(MACHINE, "warning", None, slips, "", message)]
    if census.is_mixed:
        message = (
            f"The text mixes scripts: {len(census.traditional)} traditional and "
            f"{len(census.simplified)} simplified characters; choose with --script."
        )
        return [Notice(MIXED, "warning", None, "", "", message)]
    return []


def _simplify(source: Source) -> Source:
    lines, notices = [], []
    for line in source.lines:
        converted = to_hans(line.text)
        notices += _slip_notices(line, converted)
        notices += _changes(TO_HANS, line, converted, "simplified")
        text = _restore_zhe(converted, line.glosses)
        notices += _zhe_notices(line.number, converted, text)
        lines.append(_rewritten(line, text))
    return replace(
        source, lines=tuple(lines), notices=(*source.notices, *notices), language="zh-Hans"
    )


def _traditionalise(source: Source) -> Source:
    lines, notices = [], []
    for line in source.lines:
        converted = to_hant(line.text)
        notices += _changes(TO_HANT, line, converted, "traditional")
        doubtful = one_to_many(line.text, converted)
        if doubtful:
            before = "、".join(_around(line.text, index, 1) for index in doubtful)
            after = "、".join(_around(converted, index, 1) for index in doubtful)
            message = "These have more than one traditional form: check which is meant."
            notices.append(Notice(ONE_TO_MANY, "warning", line.number, before, after, message))
        lines.append(_rewritten(line, converted))
    return replace(
        source, lines=tuple(lines), notices=(*source.notices, *notices), language="zh-Hant"
    )


def _slip_notices(line: Line, converted: str) -> list[Notice]:
    return [
        Notice(
            SLIP,
            "warning",
            line.number,
            match[0],
            converted[match.start() : match.end()],
            f"{match[0]} is a converter's slip.",
        )
        for match in _slips().finditer(line.text)
    ]


def _changes(code: str, line: Line, converted: str, script: str) -> list[Notice]:
    """One notice a line: each different run of changed characters in it, old and new."""
    runs = _runs(line.text, converted)
    if not runs:
        return []
    count = sum(end - start for start, end in runs)
    words = {line.text[start:end]: converted[start:end] for start, end in runs}
    more = {(line.text[a:b], converted[a:b]) for a, b in runs} - set(words.items())
    before = "、".join((*words, *sorted(old for old, _ in more)))
    after = "、".join((*words.values(), *(new for _, new in sorted(more))))
    message = f"{count} character{'s' * (count > 1)} of this line made {script}."
    return [Notice(code, "info", line.number, before, after, message)]


def _runs(old: str, new: str) -> list[tuple[int, int]]:
    """Where *old* and *new*, of the same length, differ: start and end of each run."""
    runs: list[tuple[int, int]] = []
    for index, (a, b) in enumerate(zip(old, new, strict=True)):
        if a == b:
            continue
        if runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs


def _restore_zhe(text: str, glosses: Sequence[Gloss]) -> str:
    """著 → 着 except where it is zhù (著作, 显著, 鲁迅著).

    Traditional 著 is two characters in simplified text, and OpenCC leaves it always.
    """
    if "著" not in text:
        return text
    readings = {gloss.position: gloss.reading for gloss in glosses}
    stays = {match.start() + match[0].index("著") for match in _zhu().finditer(text)}
    author = _AUTHOR_LINE.match(text)
    if author:
        stays.add(author.end())
    restored = []
    position = -1
    for index, character in enumerate(text):
        position += bool(han(character))
        if character == "著":
            reading = readings.get(position)
            is_zhu = reading.startswith("zhù") if reading else index in stays
            restored.append("著" if is_zhu else "着")
        else:
            restored.append(character)
    return "".join(restored)


def _zhe_notices(number: int, before: str, after: str) -> list[Notice]:
    return [
        Notice(
            ZHE,
            "warning",
            number,
            _around(before, start),
            _around(after, start),
            "著 that is read zhe is 着 in simplified text.",
        )
        for start, end in _runs(before, after)
        for start in range(start, end)
    ]


def _around(text: str, index: int, behind: int = 0) -> str:
    """Return the character at *index* with the one before it (随著), and some behind."""
    return text[max(index - 1, 0) : index + 1 + behind]


def _rewritten(line: Line, text: str) -> Line:
    """Put *text* into the line; its glosses name the characters that stand there now."""
    characters = han(text) if line.glosses else ""
    glosses = tuple(replace(gloss, character=characters[gloss.position]) for gloss in line.glosses)
    return replace(line, text=text, glosses=glosses)


def _counted(found: Iterable[str]) -> list[str]:
    """Each different string once, in order, with its count: 隻有, 緻力 ×2."""
    counts: dict[str, int] = {}
    for one in found:
        counts[one] = counts.get(one, 0) + 1
    return [one if count == 1 else f"{one} ×{count}" for one, count in counts.items()]


@cache
def _slips() -> re.Pattern[str]:
    words = _listing("slips.txt")
    guarded = (f"(?<![{_MEASURED}]){word}" if word.startswith("隻") else word for word in words)
    return re.compile("|".join(guarded))


@cache
def _zhu() -> re.Pattern[str]:
    """Words in which 著 is zhù; behind a space in the list, what may not follow them."""
    words = (row.partition(" ") for row in _listing("zhu.txt"))
    return re.compile(
        "|".join(word + (f"(?![{others}])" if others else "") for word, _, others in words)
    )


def _listing(name: str) -> list[str]:
    return resources.files("duben.clean").joinpath(name).read_text(encoding="utf-8").splitlines()
