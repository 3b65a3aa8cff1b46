"""Measure how pinyin is divided into words, on any file of sentences with their pinyin.

    python tests/measure_orthography.py FILE.tsv [--differences N] [--examples N]

A line is a sentence, anything, and its running pinyin, between tabs. Of each two neighbouring
syllables (with no punctuation between them) it is asked whether a space stands between them:
precision, recall and F1 are of the spaces. A hyphen or apostrophe is no space. Sentences are
equal where all spaces, hyphens and capitals agree; tones, punctuation and apostrophes are
not looked at. A line whose syllables are not ours (another reading, figures that are read) is
left out and counted.

A file need not follow GB/T 16159-2012, so differences have a kind. Where learners' texts write
"zǒu le", "lái guo" or "zuò wán", "aspect apart in the file" and "result or suffix joined by us"
are departures of the file from 6.1.2.1 and 6.1.2.4; "number" is one where it has "yī bǎi", from
6.1.5.3. "Words of ours apart in the file" and "joined in the file" are mostly other opinions of
what a word is (tīng de dǒng, yīgèrén), and the rest may be faults of ours.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from duben import annotate
from duben.annotate.syllables import toneless
from duben.han import is_han
from duben.romanization import running_pinyin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duben.model import Word

_NUMBERS = frozenset("零〇一二两三四五六七八九十百千万亿几第")
_SKIPPED = re.compile(r"[^A-Za-zü]*")


@dataclass
class Tally:
    """What was counted: spaces by agreement, sentences, differences by kind."""

    both: int = 0
    ours_only: int = 0
    theirs_only: int = 0
    neither: int = 0
    sentences: int = 0
    equal: int = 0
    left_out: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    pairs: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


@dataclass(frozen=True)
class Place:
    """Where two syllables meet: their words, the characters, and what stands between them."""

    left: Word
    right: Word
    characters: str
    is_inside: bool

    @property
    def name(self) -> str:
        """The words with the place marked: 走|了, 打·电话."""
        return self.left.text if self.is_inside else f"{self.left.text}|{self.right.text}"


def main() -> None:
    """Print the shares and, if asked for, the commonest differences."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("file", type=Path)
    parser.add_argument("--differences", type=int, default=0)
    arguments = parser.parse_args()
    tally = Tally()
    for line in arguments.file.read_text(encoding="utf-8").splitlines():
        sentence, *_, pinyin = line.split("\t")
        compare(sentence, pinyin, tally)
    report(arguments.file.name, tally, arguments.differences)


def compare(sentence: str, pinyin: str, tally: Tally) -> None:
    """Count where the *pinyin* of a sentence has spaces, hyphens and capitals, and we."""
    words = annotate.words(sentence)
    places = list(syllables_of(words))
    ours = separators(running_pinyin(words), [syllable for syllable, *_ in places])
    theirs = separators(pinyin, [syllable for syllable, *_ in places])
    if ours is None or theirs is None:
        tally.left_out += 1
        return
    tally.sentences += 1
    same = True
    for index, ((our_gap, our_capital), (their_gap, their_capital)) in enumerate(
        zip(ours, theirs, strict=True)
    ):
        if index and our_capital != their_capital:  # what is no sentence may begin in lower case
            same = False
            note(tally, "capital", places[index][1].text)
        if not index or re.search(r"[^\s'’-]", our_gap + their_gap):
            continue
        place = place_of(places, index)
        space, wanted = " " in our_gap, " " in their_gap
        tally.both += space and wanted
        tally.neither += not space and not wanted
        tally.ours_only += space and not wanted
        tally.theirs_only += wanted and not space
        if space != wanted:
            same = False
            note(tally, kind(place, ours_has_space=space), place.name)
        elif ("-" in our_gap) != ("-" in their_gap):
            same = False
            note(tally, "hyphen", place.name)
    tally.equal += same


def syllables_of(words: tuple[Word, ...]) -> Iterator[tuple[str, Word, str]]:
    """Yield the syllables that stand in the pinyin, each with its word and character."""
    for word in words:
        for character, reading in zip(word.text, word.readings, strict=True):
            if reading:
                yield toneless(reading), word, character
            elif character.isalpha() and not is_han(character):
                yield character.lower(), word, character


def separators(pinyin: str, syllables: list[str]) -> list[tuple[str, bool]] | None:
    """Return what stands before each syllable and whether it is capital; None if they differ."""
    text = toneless_text(pinyin)
    found, place = [], 0
    for syllable in syllables:
        gap = _SKIPPED.match(text, place)
        start = gap.end() if gap else place
        end = start + len(syllable)
        if text[start:end].lower() != syllable:
            return None
        found.append((text[place:start], text[start].isupper()))
        place = end
    return found if not re.search("[A-Za-z]", text[place:]) else None


def toneless_text(pinyin: str) -> str:
    """Take the tone marks off a line, and leave its capitals."""
    return "".join(
        bare.upper() if character.isupper() else bare
        for character in pinyin
        for bare in (toneless(character) if character.isalpha() else character,)
    )


def place_of(places: list[tuple[str, Word, str]], index: int) -> Place:
    """Say where the syllables before and at *index* meet."""
    (_, left, before), (_, right, after) = places[index - 1], places[index]
    return Place(left, right, before + after, left is right)


def kind(place: Place, *, ours_has_space: bool) -> str:
    """Name the kind of a difference in a space."""
    if place.characters[1] in "了着过" and not place.is_inside:
        return "aspect apart in the file" if not ours_has_space else "aspect apart here"
    if _NUMBERS & set(place.characters):
        return "number"
    if place.is_inside:
        return "word of ours apart in the file" if not ours_has_space else "word divided by us"
    if ours_has_space:
        return "words of ours joined in the file"
    return "result or suffix joined by us"


def note(tally: Tally, name: str, example: str) -> None:
    """Count a difference."""
    tally.kinds[name] += 1
    tally.pairs[name][example] += 1


def report(name: str, tally: Tally, differences: int) -> None:
    """Print what was counted."""
    precision = tally.both / max(tally.both + tally.ours_only, 1)
    recall = tally.both / max(tally.both + tally.theirs_only, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    total = tally.both + tally.neither + tally.ours_only + tally.theirs_only
    sys.stdout.write(
        f"{name}: {tally.sentences} sentences ({tally.left_out} left out), {total} places, "
        f"{100 * (tally.both + tally.neither) / max(total, 1):.2f} % agree; spaces: precision "
        f"{100 * precision:.2f}, recall {100 * recall:.2f}, F1 {100 * f1:.2f}; "
        f"{100 * tally.equal / max(tally.sentences, 1):.1f} % of sentences equal\n"
    )
    for what, count in tally.kinds.most_common():
        shown = ", ".join(f"{p} {n}" for p, n in tally.pairs[what].most_common(differences))
        sys.stdout.write(f"  {count:5} {what}" + (f": {shown}\n" if shown else "\n"))


if __name__ == "__main__":
    main()
