"""Ruby that a reader wrote into a line → glosses beside it, or brackets behind the word.

In: lines with annotations (人 with rén over it). Out: lines without. A reading becomes one
`Gloss` a character, a decided one where it was written {行|háng}; a note (字 with 注 over
it) stays in the text as 字（注）. Whether a reading is right is not judged here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from duben.clean.pinyin import Spelling, cuts, spell
from duben.han import HAN_CLASS, han, is_han
from duben.readers.annotation import ANCHOR, ANNOTATION, braced, decided
from duben.source import Gloss, Notice

if TYPE_CHECKING:
    from duben.source import Line

REMOVED = "G01"
STRANGE = "G04"
NOTE = "G05"
FOREIGN = "G06"
DECIDED = "G07"
UNDECIDED = "G08"

_UNIT = re.compile(f"[{HAN_CLASS}]|[0-9]|[^\\W\\d_]")
_BRACKETS = "()（）[]〔〕"


@dataclass(frozen=True, slots=True)
class _Laid:
    """A reading laid on its base: one syllable a character of it, None where it has none.

    `foreign` are the syllables that stood over digits and Latin letters.
    """

    syllables: tuple[str | None, ...]
    foreign: tuple[str, ...] = ()
    is_strange: bool = False


def take_out_ruby(line: Line, *, literal: bool = False) -> tuple[Line, list[Notice]]:
    """Return *line* without annotations, what they say beside it, and a notice for each.

    In a *literal* line, of code, all of them stay in brackets.
    """
    if ANCHOR not in line.text:
        return line, []
    kept: list[str] = []
    glosses: list[Gloss] = []
    notices: list[Notice] = []
    position = done = 0
    for match in ANNOTATION.finditer(line.text):
        before, base, reading = line.text[done : match.start()], match[1], match[2]
        done = match.end()
        position += len(han(before))
        judge = _weighed if decided(reading) is None else _decided
        shown, laid, reports = judge(base, reading, line.number, literal=literal)
        if laid:
            is_decided = judge is _decided
            glosses += _glosses(base, laid, position, line.number, is_decided=is_decided)
        notices += reports
        position += len(han(shown))
        kept += before, shown
    text = "".join((*kept, line.text[done:]))
    known = sorted((*line.glosses, *glosses), key=lambda gloss: gloss.position)
    return replace(line, text=text, glosses=tuple(known)), notices


def _weighed(
    base: str, written: str, number: int, *, literal: bool
) -> tuple[str, _Laid | None, list[Notice]]:
    """Return what stays of an annotation, the reading laid on it, and what to report."""
    reading = written.strip().strip(_BRACKETS).strip()
    laid = None if literal else _lay(base, reading)
    shown = base if laid or not reading else f"{base}（{reading}）"
    return shown, laid, _notices(base, reading, laid, number) if reading else []


def _decided(
    base: str, written: str, number: int, *, literal: bool
) -> tuple[str, _Laid | None, list[Notice]]:
    """Do the same for {行|háng}: what is no reading of its characters stays as it was written."""
    before, reading = braced(base, written), decided(written) or ""
    if literal:
        return before, None, []
    found = spell(reading, base) if base == han(base) else None
    if (
        found
        and not found.choice
        and len(found.syllables) == len(base)
        # {行|hang} leaves the tone out; {们|men} has none.
        and (found.toned or found.fits)
    ):
        message = f"{base} is read {reading} here, as the text says in braces."
        removed = before.replace(base, "", 1)
        report = Notice(DECIDED, "info", number, before, base, message, removed)
        return base, _Laid(found.syllables), [report]
    toned = spell(reading, "人" * len(reading))
    if not (found and found.sounds) and not (toned and toned.toned):
        return before, None, []  # {甲|A}
    message = f'"{reading}" in braces is not the reading of {base}, tone by tone; it was left.'
    return before, None, [Notice(UNDECIDED, "warning", number, before, before, message)]


def _lay(base: str, reading: str) -> _Laid | None:
    """Lay *reading* on the characters of *base*; None where it is no reading of them."""
    characters = han(base)
    if characters and reading.lower() == "r" and characters in ("儿", "兒"):
        return _Laid(("r",))
    if characters:
        found = spell(_without_latin(base, reading), characters)
        if found and _covers(found, characters):
            choice = (None,) * len(characters)
            return _Laid(choice if found.choice else found.syllables, (), not found.sounds)
    return _lay_on_units(base, reading, characters)


def _covers(found: Spelling, characters: str) -> bool:
    """Whether each character has its syllable, by its tone or its sound a reading of it."""
    width = 1 if found.choice else len(found.syllables)
    return width == len(characters) and (found.toned or found.sounds)


def _without_latin(base: str, reading: str) -> str:
    """Take out of the reading what the base has in Latin letters: K gē over K歌."""
    words = {word.lower() for word in re.findall("[A-Za-z]+", base)}
    pieces = reading.split()
    return " ".join(piece for piece in pieces if piece.lower() not in words) if words else reading


def _lay_on_units(base: str, reading: str, characters: str) -> _Laid | None:
    """Lay a reading on characters, digits and letters: sān gè over 3个, rén over AI."""
    units = _UNIT.findall(base)
    foreign = len(units) - len(characters)
    if not foreign:
        return None
    for syllables in cuts(reading):
        pairs = list(zip(units, syllables, strict=False))
        toned = spell(" ".join(syllables), "人" * len(syllables))
        if len(syllables) != len(units):
            if not characters and toned and toned.toned:
                return _Laid((), tuple(syllables))
            continue
        found = [spell(syllable, unit) for unit, syllable in pairs if is_han(unit)]
        if all(one and (one.toned or one.sounds) for one in found) and (
            (toned and toned.toned) or base.isdigit()
        ):
            own = tuple(syllable for unit, syllable in pairs if is_han(unit))
            others = tuple(syllable for unit, syllable in pairs if not is_han(unit))
            strange = any(one and not one.sounds for one in found)
            return _Laid(own, others, strange)
    return None


def _glosses(
    base: str, laid: _Laid, position: int, number: int, *, is_decided: bool
) -> list[Gloss]:
    return [
        Gloss(position + index, character, syllable, number, is_decided)
        for index, (character, syllable) in enumerate(zip(han(base), laid.syllables, strict=False))
        if syllable
    ]


def _notices(base: str, reading: str, laid: _Laid | None, number: int) -> list[Notice]:
    before = f"{base}({reading})"
    if laid is None:
        message = f'"{reading}", written over {base}, is no reading of it; it stays in brackets.'
        after = f"{base}（{reading}）"
        return [Notice(NOTE, "warning", number, before, after, message, "", "（）")]
    notices = []
    if laid.foreign:
        dropped = " ".join(laid.foreign)
        message = f'"{dropped}", written over {base}, reads no Chinese character; it was dropped.'
        notices.append(Notice(FOREIGN, "info", number, before, base, message, dropped))
    if not laid.syllables:
        return notices
    if laid.is_strange:
        message = f'"{reading}", written over {base}, is no reading that a dictionary has.'
        return [*notices, Notice(STRANGE, "warning", number, before, base, message, reading)]
    message = f'The reading "{reading}" written over {base} was taken out.'
    return [*notices, Notice(REMOVED, "info", number, before, base, message, reading)]
