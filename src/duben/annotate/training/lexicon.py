"""Compile the dictionaries' readings into one small table.

CC-CEDICT and pypinyin in, `readings.tsv.xz` out: the readings of characters, and of the
words that are not read as their characters usually are. `make lexicon` runs it; the same
packages give the same bytes.

    python -m duben.annotate.training.lexicon
"""

from __future__ import annotations

import lzma
import re
import sys
from collections import Counter
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from duben.annotate import candidates, lexicon, shelf
from duben.annotate.candidates import CEDICT, PHRASES, TABLE, plain, row_of
from duben.annotate.syllables import numbered, toneless
from duben.han import is_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from duben.annotate.candidates import Syllables

_LEAST_SHARE = 0.03
# A reading that only old books, dialects or other entries use is none to doubt about.
_RARE = re.compile(
    r"\((?:[^)]*\b)?(?:archaic|old|literary|dialect|Tw|bound form in|onom\.)\b[^)]*\)"
    r"|used in |(?:\w+ )?variant of |see |surname |abbr\. |Taiwan pr\.|CL:"
)
_OWN_TONES = {"一": "yī", "不": "bù"}


def compiled() -> bytes:
    """Return the table, compressed."""
    words = {word: found for word in sorted(_all_words()) if (found := _word(word))}
    masses = _masses(words)
    usual: dict[str, str] = {}
    lines = []
    for character in sorted(_all_characters()):
        readings, source = _character(character, masses.get(character, Counter()))
        usual[character] = readings[0][0]
        lines.append(f"{character}\t{row_of(readings, source)}")
    for word, (readings, source) in words.items():
        regular = tuple(usual.get(character, "") for character in word)
        if readings != (regular,):
            lines.append(f"{word}\t{row_of(readings, source)}")
    return lzma.compress("\n".join(lines).encode(), preset=9)


def main() -> None:
    """Write the table to its place."""
    content = compiled()
    (Path(str(resources.files("duben.annotate"))) / candidates.COMPILED).write_bytes(content)
    sys.stdout.write(f"{len(content):,} bytes: {candidates.COMPILED}\n")


def _all_words() -> set[str]:
    from pypinyin.phrases_dict import phrases_dict

    return {word for word in (*lexicon.all_words(), *phrases_dict) if len(word) > 1}


def _all_characters() -> set[str]:
    from pypinyin.constants import PINYIN_DICT

    single = {
        word
        for word in lexicon.all_words()
        if len(word) == 1 and any(len(entry.syllables) == 1 for entry in lexicon.entries(word))
    }
    return single | {character for character in map(chr, PINYIN_DICT) if is_han(character)}


def _word(word: str) -> tuple[tuple[Syllables, ...], str] | None:
    """Merge the entries of CC-CEDICT with pypinyin's phrase, which decides between two."""
    entries = _unique(
        _citation(word, entry.syllables)
        for proper in (False, True)
        for entry in lexicon.entries(word)
        if entry.proper is proper and len(entry.syllables) == len(word)
        if entry.is_live or entry.syllables[-1] == "r" or proper
    )
    listed = sorted(entries, key=lambda reading: reading[-1] != "r")  # 花儿: huār first
    phrase = _phrase(word)
    if not listed:
        return ((phrase,), PHRASES) if phrase else None
    chosen = next((reading for reading in listed if reading == phrase), listed[0])
    others = (r for r in _unique([*listed, *([phrase] if phrase else [])]) if r != chosen)
    differing = (other for other in others if not _same_but_neutral(chosen, other))
    return (chosen, *differing), CEDICT + (PHRASES if phrase else "")


def _character(character: str, masses: Mapping[str, int]) -> tuple[tuple[Syllables, ...], str]:
    """Give the usual reading of a character, and the others with a living use."""
    from pypinyin.constants import PINYIN_DICT

    table = PINYIN_DICT.get(ord(character))
    entries = [entry for entry in lexicon.entries(character) if len(entry.syllables) == 1]
    common = _unique(
        entry.syllables
        for entry in entries
        if not entry.proper and any(not _RARE.search(sense) for sense in entry.senses)
    )
    usual: Syllables = (plain(table.split(",")[0]),) if table else entries[0].syllables
    if common and usual not in common:
        usual = common[0]
    least = _LEAST_SHARE * sum(masses.values())
    others = (r for r in common if r != usual and masses.get(r[0], 0) >= least)
    return (usual, *others), (CEDICT if common else "") + (TABLE if table else "")


def _masses(words: Mapping[str, tuple[tuple[Syllables, ...], str]]) -> dict[str, Counter[str]]:
    """Count how often each reading of a character is met in running words."""
    masses: dict[str, Counter[str]] = {}
    for word in lexicon.headwords():
        usage = shelf.usage(word)
        if usage and word in words:
            for character, syllable in zip(word, words[word][0][0], strict=True):
                masses.setdefault(character, Counter())[syllable] += usage.times
    return masses


def _phrase(word: str) -> Syllables | None:
    from pypinyin.phrases_dict import phrases_dict

    found = phrases_dict.get(word)
    if not found or len(found) != len(word):
        return None
    return _citation(word, tuple(plain(choices[0]) for choices in found))


def _citation(word: str, syllables: Syllables) -> Syllables:
    """Write 一 and 不 in their own tones (GB/T 16159 6.5.2): bú duì → bù duì."""
    return tuple(
        _OWN_TONES[character]
        if character in _OWN_TONES and toneless(syllable) in ("yi", "bu")
        else syllable
        for character, syllable in zip(word, syllables, strict=True)
    )


def _same_but_neutral(one: Syllables, other: Syllables) -> bool:
    """Whether two readings differ at most in a neutral tone or erhua: shēngyi, shēngyì."""
    return all(
        a == b
        or "r" in (a, b)
        or (toneless(a) == toneless(b) and "5" in (numbered(a)[-1], numbered(b)[-1]))
        for a, b in zip(one, other, strict=True)
    )


def _unique(readings: Iterable[Syllables]) -> tuple[Syllables, ...]:
    return tuple(dict.fromkeys(readings))


if __name__ == "__main__":
    main()
