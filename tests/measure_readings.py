"""Measure readings on any file of sentences whose readings are known.

    python tests/measure_readings.py FILE.tsv [--errors N]

Two forms are known by themselves: a sentence with one character in [ ], its reading and, if
given, other right readings; or a sentence and one syllable a Chinese character ("-" is not
scored). Syllables end in a tone number, 5 is the neutral tone, v is ü. Besides the strict
share it prints the share with third-tone sandhi and an optional neutral tone forgiven.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from duben import annotate
from duben.annotate.syllables import numbered
from duben.han import is_han

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN_TONE = {"yi": ("一", "yi1"), "bu": ("不", "bu4")}


def cases(path: Path) -> Iterator[tuple[str, int, str, frozenset[str]]]:
    """Yield sentence, place of the character among the Chinese ones, its readings."""
    for line in path.read_text(encoding="utf-8").splitlines():
        sentence, reading, *others = line.split("\t")
        if "[" in sentence:
            start = sentence.index("[")
            plain = sentence.replace("[", "").replace("]", "")
            place = sum(map(is_han, plain[:start]))
            accepted = {reading, *(other for o in others for other in o.split(",") if other)}
            yield plain, place, plain[start], frozenset(accepted)
        elif " " in reading:
            han = [character for character in sentence if is_han(character)]
            syllables = reading.split()
            if len(han) == len(syllables):
                for place, (character, syllable) in enumerate(zip(han, syllables, strict=True)):
                    if syllable != "-":
                        yield sentence, place, character, frozenset({syllable})


def syllables_of(sentence: str) -> list[str]:
    """Read a sentence: one syllable with a tone number a Chinese character."""
    found = []
    for word in annotate.words(sentence):
        for character, reading in zip(word.text, word.readings, strict=True):
            if is_han(character):
                found.append("er5" if reading == "r" else numbered(reading or "?"))
    return found


def forgiven(wanted: str, got: str) -> bool:
    """Whether two readings differ only in sandhi (2 for 3) or in a neutral tone."""
    tones = {wanted[-1], got[-1]}
    return wanted[:-1] == got[:-1] and (tones == {"2", "3"} or "5" in tones)


def citation(character: str, syllable: str) -> str:
    """Write 一 and 不 in their own tones."""
    own = OWN_TONE.get(syllable[:-1])
    return own[1] if own and own[0] == character else syllable


def main() -> None:
    """Print the shares and, if asked for, the commonest errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    arguments = parser.parse_args()
    total = strict = lenient = 0
    errors: Counter[tuple[str, str, str]] = Counter()
    read: dict[str, list[str]] = {}
    for sentence, place, character, accepted in cases(arguments.file):
        if sentence not in read:
            read = {sentence: syllables_of(sentence)}
        got = citation(character, read[sentence][place])
        wanted = {citation(character, reading) for reading in accepted}
        total += 1
        strict += got in wanted
        right = got in wanted or any(forgiven(reading, got) for reading in wanted)
        lenient += right
        if not right:
            errors[(character, min(wanted), got)] += 1
    share = 100 / max(total, 1)
    sys.stdout.write(
        f"{arguments.file.name}: {total} characters, {strict * share:.2f} % exact, "
        f"{lenient * share:.2f} % with optional tones, {total - lenient} wrong\n"
    )
    for (character, wanted, got), count in errors.most_common(arguments.errors):
        sys.stdout.write(f"  {character} {wanted} read {got}: {count}\n")


if __name__ == "__main__":
    main()
