"""Readings written into the text, 人(rén), are taken out and kept as evidence.

In: lines. Out: lines without such brackets, each reading a `Gloss` of its line. Whether
a reading is right is not judged here; only whether the bracket is a reading at all, and
上海(Shanghai), 方法(fa), 智能(AI), 氦(He) are not.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from duben.clean.pinyin import Spelling, spell
from duben.clean.ruby import REMOVED, STRANGE, take_out_ruby
from duben.clean.wrapping import is_literal
from duben.han import HAN_CLASS, han, is_han
from duben.source import Gloss, Notice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duben.source import Hand, Line, Severity, Source

PROFILE = "G02"
KEPT = "G03"

# One bracket with Latin letters or bopomofo in it, and its length bounded: linear.
_BRACKET = re.compile(
    "[(（\\[［〔]([A-Za-z\u00c0-\u024f\u0261\u0300-\u036f0-5:'’·\\- /、,，;；"
    "\u3105-\u312f\u31a0-\u31bfˊˇˋ˙ˉ]{1,60})[)）\\]］〕]"
)
_BASE = re.compile(f"[{HAN_CLASS}]+$")
_LONGEST_BASE = 12
_FIRST_MARK = "\u2010"  # behind the Latin letters; “ and … stand here, Han farther on
_PARTICLES = frozenset(
    ("的de", "地de", "得de", "着zhe", "著zhe", "了le", "过guo", "過guo", "们men", "們men")
)

# When a text has this many sure glosses, less sure ones beside them are glosses too.
_SOME, _FEW, _MANY = 3, 5, 20
_TONELESS_SHARE = 0.8
_MACHINE_LEAST = 20
_MACHINE_SHARE = 0.9
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A bracket behind Han characters: where it stands, what it says."""

    start: int
    end: int
    base: str
    inside: str
    spelling: Spelling | None

    @property
    def numbered(self) -> bool:
        return any(character.isdigit() for character in self.inside)

    @property
    def is_sure(self) -> bool:
        """A written tone, and a reading of the character, at least but for the tone.

        长(cháng/zhǎng)这个字有两个读音 speaks of its readings: a choice is text.
        """
        found = self.spelling
        if not found or found.choice:
            return False
        return bool(found.toned and (found.fits if self.numbered else found.sounds))

    @property
    def is_toneless(self) -> bool:
        """Could be a reading without its tone; a capital makes it a name: 上海(Shanghai)."""
        found = self.spelling
        return bool(found and not found.toned and found.sounds and not found.capital)


def take_out_glosses(source: Source) -> Source:
    """Return *source* with the readings taken out of the lines and kept beside them."""
    candidates = [_candidates(line) for line in source.lines]
    accept = _Policy([one for found in candidates for one in found])
    lines, notices = [], []
    for line, found in zip(source.lines, candidates, strict=True):
        stripped, reports = _strip(line, found, accept) if found else (line, [])
        # Last, so that 工人（注） is not looked at as if the text had written the bracket.
        bare, others = take_out_ruby(stripped, literal=is_literal(line))
        lines.append(bare)
        notices += reports + others
    hand, profile = _profile(lines, sum(notice.code in (REMOVED, STRANGE) for notice in notices))
    return replace(
        source,
        lines=tuple(lines),
        notices=(*source.notices, *profile, *notices),
        glosses_by=hand,
    )


class _Policy:
    """Which brackets go, decided by all the brackets of the text together."""

    def __init__(self, candidates: list[_Candidate]) -> None:
        self.sure = sum(one.is_sure for one in candidates)
        toneless = sum(one.is_toneless for one in candidates)
        foreign = sum(one.spelling is None or not one.spelling.sounds for one in candidates)
        names = sum(bool(one.spelling and one.spelling.capital) for one in candidates)
        self.toneless_too = self.sure >= _MANY or (
            toneless >= _FEW and toneless >= _TONELESS_SHARE * (toneless + foreign + names)
        )

    def __call__(self, one: _Candidate) -> bool:
        """Whether the bracket is a reading."""
        found = one.spelling
        if found is None or found.choice:
            return False
        if one.is_sure:
            return True
        if found.toned:
            return self.sure >= _FEW and not found.capital  # not 勒内(René)
        if not one.is_toneless:
            return False
        particle = len(found.syllables) == 1 and one.base[-1] + found.syllables[0] in _PARTICLES
        return self.toneless_too or particle or (found.fits and self.sure >= _SOME)


def _candidates(line: Line) -> list[_Candidate]:
    """Return the brackets of one line that stand behind Han characters."""
    text = line.text
    if is_literal(line) or not any(bracket in text for bracket in "(（[［〔"):
        return []
    found: list[_Candidate] = []
    for match in _BRACKET.finditer(text):
        start = match.start()
        if found and found[-1].end == start:  # 人(rén)(rén)
            base = found[-1].base
        else:
            start -= text[start - 1 : start] == " "  # 人 (rén)
            before = _BASE.search(text[max(start - _LONGEST_BASE, 0) : start])
            base = before[0] if before else ""
        if base:
            inside = match[1].strip()
            found.append(_Candidate(start, match.end(), base, inside, spell(inside, base)))
    return found


def _strip(line: Line, candidates: list[_Candidate], accept: _Policy) -> tuple[Line, list[Notice]]:
    """Return the line without readings, and a notice for each that goes or is in doubt."""
    kept: list[str] = []
    glosses: list[Gloss] = []
    notices: list[Notice] = []
    position = done = 0
    for one in candidates:
        kept.append(line.text[done : one.start])
        position += len(han(kept[-1]))
        bracket = line.text[one.start : one.end]
        if accept(one) and one.spelling:
            glosses += _glosses(one, position, line.number)
            notices.append(_removed(one, bracket, line.number))
            # 人 (rén) 们: of the two spaces around the bracket none is left; 人 (rén) OK has one.
            is_spaced = bracket[0] == line.text[one.end : one.end + 1] == " "
            done = one.end + (is_spaced and _is_chinese(line.text[one.end + 1 : one.end + 2]))
        else:
            kept.append(bracket)
            done = one.end
            notices += _doubt(one, bracket, line.number)
    text = "".join((*kept, line.text[done:]))
    # 火(huǒ)(ㄏㄨㄛˇ) says the same twice.
    known = dict.fromkeys((*line.glosses, *glosses))
    in_order = tuple(sorted(known, key=lambda gloss: gloss.position))
    return replace(line, text=text, glosses=in_order), notices


def _is_chinese(character: str) -> bool:
    """Whether a Chinese character or mark follows, or nothing."""
    return not character or character >= _FIRST_MARK


def _glosses(one: _Candidate, position: int, number: int) -> Iterable[Gloss]:
    """One gloss a syllable."""
    found = one.spelling
    if found is None:
        return
    first = position - len(found.syllables)
    characters = one.base[-len(found.syllables) :]
    for index, (character, reading) in enumerate(zip(characters, found.syllables, strict=True)):
        yield Gloss(first + index, character, reading, number)


def _removed(one: _Candidate, bracket: str, number: int) -> Notice:
    found = one.spelling
    width = 1 if found is None else len(found.syllables)
    base = one.base[-width:]
    if found and found.toned and not found.sounds:
        message = f'"{one.inside}", taken out behind {base}, is no reading that a dictionary has.'
        return Notice(STRANGE, "warning", number, base + bracket, base, message, bracket)
    message = f'The reading "{one.inside}" written behind {base} was taken out.'
    return Notice(REMOVED, "info", number, base + bracket, base, message, bracket)


def _doubt(one: _Candidate, bracket: str, number: int) -> list[Notice]:
    """Report a bracket that could be a reading and stays."""
    if not (one.spelling and (one.is_toneless or one.spelling.toned)):
        return []
    text = one.base[-len(one.spelling.syllables) :] + bracket
    message = f'"{one.inside}" may be a reading; it was left in the text.'
    if one.spelling.choice:
        message = f'"{one.inside}" offers a choice of readings; it was left in the text.'
    return [Notice(KEPT, "warning", number, text, text, message)]


def _profile(lines: list[Line], removed: int) -> tuple[Hand, list[Notice]]:
    """Tell what kind of glosses these were: a machine's, or the author's.

    On every character they are a machine's, too, or as good as one's: nobody who writes
    them all thinks of each.
    """
    if not removed:
        return "", []
    readings: dict[str, set[str]] = {}
    glossed: Counter[str] = Counter()
    weighed = (gloss for line in lines for gloss in line.glosses if not gloss.is_decided)
    for gloss in weighed:
        readings.setdefault(gloss.character, set()).add(gloss.reading)
        glossed[gloss.character] += 1
    occurring = Counter(character for line in lines for character in line.text if is_han(character))
    steady = {
        character
        for character, count in glossed.items()
        if count == occurring[character] and len(readings[character]) == 1
    }
    often = [character for character in glossed if occurring[character] >= _OFTEN]
    share = sum(character in steady for character in often) / len(often) if often else 0.0
    severity: Severity = "info"
    hand: Hand = "machine"
    if sum(glossed.values()) >= _MACHINE_SHARE * sum(occurring.values()):
        pattern = "every character has one"
    elif removed >= _MACHINE_LEAST and share >= _MACHINE_SHARE:
        every = "every" if len(steady) == len(glossed) else "nearly every"
        pattern = (
            f"machine pattern ({len(glossed)} characters, {every} occurrence, one reading each)"
        )
        severity = "warning"
    else:
        hand = "author"
        plural = "s" * (len(glossed) != 1)
        pattern = f"an author's choice ({len(glossed)} character{plural})"
    plural = "es" * (removed > 1)
    message = f"{removed} reading gloss{plural} removed: {pattern}."
    return hand, [Notice(PROFILE, severity, None, "", "", message)]
