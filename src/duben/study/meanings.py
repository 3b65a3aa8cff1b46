"""The English meaning of a word in this text.

In goes a word with its reading and use, out comes one short meaning. The lexicon in our
own words (meanings.tsv) goes first, then CC-CEDICT, then the parts of the word. It never
changes what annotation says about the reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from duben.annotate import lexicon, segmentation
from duben.annotate.shadow import shadow
from duben.study import derivation, names
from duben.study.script import to_traditional
from duben.study.senses import label_set, referred, senses_of
from duben.study.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from duben.annotate.lexicon import CedictEntry
    from duben.model import Word
    from duben.study.position import Use
    from duben.study.terms import Term
from duben.study.senses import Sense

_ANY = "-"
_LONGEST = 44  # characters: what a column of the new words takes on one line, or two
_LONGEST_PART = 60
_MOST_PARTS = 3
_CLOSE = 0.6  # how much worse a sense may be and still be printed with the best
_CONTEST = 0.5  # a sense that is no worse than this, and is not printed, makes a doubt

# How much worse a sense is for what it is; later senses are a little worse each.
_LATER = 0.3
_DEAD, _SPECIAL, _LITERAL, _REFERENCE, _NARROW, _LONG = 4.0, 1.6, 1.6, 3.0, 0.8, 0.8
_PROPER, _VARIANT = 5.0, 0.4  # 旗 is rather 旗 than 旂
_MISMATCH: Mapping[tuple[str, str], float] = {
    ("noun", "verb"): 1.5,
    ("noun", "adverb"): 1.0,
    ("noun", "adjective"): 0.5,
    ("verb", "noun"): 1.2,
    ("verb", "adjective"): 1.2,
    ("verb", "adverb"): 1.2,
    ("verb", "other"): 1.2,
    ("adjective", "verb"): 1.0,
    ("adjective", "noun"): 0.6,
    ("adverb", "noun"): 0.9,
    ("adverb", "verb"): 0.9,
}
_NAMES = {"nr": "name of a person", "ns": "name of a place", "nt": "name", "nz": "name"}
_LONG_WORD = re.compile("[a-z]{4,}")
# Small places share their names with words that were cut wrongly: 大竹 in 大竹匾.
_OBSCURE_PLACE = re.compile(
    r"\b(?:county|district|township|prefecture|town|suburb)\b", re.IGNORECASE
)
_UNKNOWN = "(not in the dictionary)"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What to print, whether a person should check it, and the entry it came from."""

    text: str
    doubtful: bool = False
    entry: CedictEntry | None = None

    @property
    def is_noun(self) -> bool:
        """Whether it says what a thing is: not all of it is "to …" or "(…)"."""
        return any(not part.startswith(("to ", "(")) for part in self.text.split("; "))


def meaning_in_text(term: Term, use: Use) -> Meaning:
    """Choose the meaning of a term of the text, doubtful where its place makes it so."""
    if term.is_coined:
        if names.is_person(term.simplified):
            return Meaning(_NAMES["nr"], doubtful=True)
        parts = derivation.explain(tuple(term.simplified), _plain)
        return Meaning(f"name, or: {parts}" if parts else "name", doubtful=True)
    meaning = meaning_of(term.words, use)
    return replace(meaning, doubtful=meaning.doubtful or term.is_fragment)


def meaning_of(words: Sequence[Word], use: Use = "other") -> Meaning:
    """Choose the meaning of a word, read as it is read here and used as *use*.

    *words* is one word, or the parts of a compound. Traditional characters are looked up
    by their simplified form.
    """
    simplified = shadow("".join(word.text for word in words))
    readings = tuple(reading for word in words for reading in word.readings)
    entries = _entries(words, simplified, readings)
    own = _own(simplified, readings, use)
    if own is not None:
        return Meaning(own, entry=_nearest(entries, own))
    chosen = _choose(entries, use)
    if chosen is not None:
        text, entry, contested = chosen
        unsure = (
            contested
            or _OBSCURE_PLACE.search(text) is not None
            or any(word.confidence == "doubtful" for word in words)
            or words[0].part_of_speech.startswith("nr")
        )
        return Meaning(text, doubtful=unsure, entry=entry)
    tag = words[0].part_of_speech[:2]
    if len(words) == 1 and tag in _NAMES:
        return Meaning(_NAMES[tag], doubtful=True)
    parts = [shadow(word.text) for word in words]
    if len(parts) == 1:
        parts = list(segmentation.subwords(simplified))
    return Meaning(derivation.explain(parts, _plain) or _UNKNOWN, doubtful=True)


def of_parts(parts: Sequence[str]) -> str:
    """Say what the parts of a word mean, "" where one is unknown: "can be + control + -ness"."""
    return derivation.explain(parts, _plain) or ""


def is_explained(simplified: str) -> bool:
    """Whether our own lexicon has the word."""
    return simplified in _lexicon()


def _entries(
    words: Sequence[Word], simplified: str, readings: tuple[str | None, ...]
) -> tuple[CedictEntry, ...]:
    """Find the entries of the word, those that fit its reading and its script if any do."""
    found = lexicon.entries(simplified)
    text = "".join(word.text for word in words)
    if text != simplified:
        found = tuple(entry for entry in found if entry.traditional == text) or found
    found = tuple(entry for entry in found if entry.syllables == readings) or found
    live = tuple(entry for entry in found if senses_of(entry))
    return live or tuple(other for entry in found for other in referred(entry) if senses_of(other))


def _own(simplified: str, readings: tuple[str | None, ...], use: Use) -> str | None:
    """Look the word up in our own lexicon: the line for its reading and use wins."""
    reading = " ".join(syllable or "?" for syllable in readings)
    lines = _lexicon().get(simplified, {})
    for key in ((reading, use), (reading, _ANY), (_ANY, use), (_ANY, _ANY)):
        if key in lines:
            return lines[key]
    return None


@cache
def _lexicon() -> Mapping[str, Mapping[tuple[str, str], str]]:
    found: dict[str, dict[tuple[str, str], str]] = {}
    for word, reading, use, meaning in rows("meanings.tsv"):
        found.setdefault(word, {})[reading, use] = meaning
    return found


def _choose(entries: Iterable[CedictEntry], use: Use) -> tuple[str, CedictEntry, bool] | None:
    """Choose the best sense and those that go with it; say whether another comes close."""
    ranked = sorted(
        (
            (_cost(sense, entry, use) + 0.2 * number, number, sense.order, sense, entry)
            for number, entry in enumerate(entries)
            for sense in senses_of(entry)
        ),
        key=lambda candidate: candidate[:3],
    )
    if not ranked:
        return None
    best, number, _, sense, entry = ranked[0]
    near = [
        other
        for cost, its_number, _, other, _ in ranked[1:]
        if its_number == number and cost - best < _CLOSE and _same_kind(other, sense)
    ]
    text, used = _phrase(sense, near)
    contested = any(
        cost - best < _CONTEST and not (other in used or _overlap(other.text, text))
        for cost, _, _, other, _ in ranked[1:]
    )
    return text, entry, contested


def _cost(sense: Sense, entry: CedictEntry, use: Use) -> float:
    cost = _LATER * sense.order + _MISMATCH.get((use, sense.kind), 0.0)
    cost += _DEAD * bool(sense.labels & label_set("dead_labels"))
    cost += _SPECIAL * bool(sense.labels & label_set("special_labels"))
    cost += _LITERAL * ("lit." in sense.labels)
    cost += _REFERENCE * bool(sense.labels & {"reference", "abbreviation"})
    cost += _NARROW * sense.narrow + _LONG * (len(sense.text) > _LONGEST)
    cost += _VARIANT * (entry.traditional != to_traditional(entry.simplified))
    return cost + _PROPER * entry.proper


def _same_kind(other: Sense, sense: Sense) -> bool:
    return (other.kind == "verb") == (sense.kind == "verb")


def _overlap(one: str, other: str) -> bool:
    """Whether two meanings share a word of some length: "to collect", "to collect fees"."""
    return bool(set(_LONG_WORD.findall(one)) & set(_LONG_WORD.findall(other)))


def _phrase(sense: Sense, near: list[Sense]) -> tuple[str, list[Sense]]:
    """Join the parts of the best senses, as many as fit in a line of the table."""
    parts: list[str] = []
    used = [sense]
    for candidate in [sense, *near]:
        for part in candidate.text.split("; "):
            length = len("; ".join([*parts, part]))
            if not parts:
                parts.append(_shortened(part))
            elif length <= _LONGEST and len(parts) < _MOST_PARTS and part not in parts:
                parts.append(part)
                used.append(candidate)
    return "; ".join(parts), used


def _shortened(part: str) -> str:
    """Leave out brackets, then words, where one part alone is too long."""
    if len(part) <= _LONGEST:
        return part
    bare = re.sub(r"\s*\([^()]*\)", "", part).strip()
    if not bare:
        bare = part
    if len(bare) <= _LONGEST_PART:
        return bare
    head = re.split(r"[,:] |\. ", bare)[0]
    if len(head) > _LONGEST_PART:
        head = head[:_LONGEST_PART].rsplit(" ", 1)[0] + " …"
    return head


def _nearest(entries: tuple[CedictEntry, ...], own: str) -> CedictEntry | None:
    """Of several entries, the one whose senses share most words with our own meaning.

    里 is 里 (a length) or 裡 (inside): the lexicon's "inside" decides for 裡.
    """
    words = set(own.replace(";", "").split())

    def shared(entry: CedictEntry) -> int:
        return len(words & {word for sense in senses_of(entry) for word in sense.text.split()})

    return max(entries, key=shared, default=None)


def _plain(word: str) -> str | None:
    """Give the first part of a word's meaning, for use in a compound: 控 gives "control"."""
    own = _own(word, (), "other")
    if own is None:
        chosen = _choose(lexicon.entries(word), "other")
        own = chosen[0] if chosen else None
    return own.split("; ")[0].removeprefix("to ") if own else None
