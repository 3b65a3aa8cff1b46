"""Write a word in pinyin as GB/T 16159-2012 does.

The word and its syllables in, one or more pinyin words out. It chooses no reading.
"""

from __future__ import annotations

from itertools import pairwise

from duben.annotate import lexicon, segmentation, shelf

_VOWELS = frozenset("aāáǎàoōóǒòeēéěè")
_LONG = 4


def join(syllables: tuple[str, ...]) -> str:
    """Join syllables to one word; an apostrophe before a, o, e (6.3): Xī'ān.

    The 儿 of erhua is a bare r (6.1): huār.
    """
    written = ""
    for syllable in syllables:
        written += "'" if written and syllable[0] in _VOWELS else ""
        written += syllable
    return written


def spell(word: str, syllables: tuple[str, ...]) -> str:
    """Write *word* (simplified) with its *syllables*: réngōng zhìnéng, Shànghǎi.

    A compound of four and more syllables is written by its words (6.1.4), an idiom of two
    pairs with a hyphen (6.1.10), a name with capitals (6.2).
    """
    capitals = _capitals(word, syllables)
    parts = _parts(word)
    if capitals and capitals != (0,):
        parts = _cut_at(word, capitals)
    spelt = []
    start = 0
    for part in parts:
        piece = join(syllables[start : start + len(part)])
        spelt.append(_capitalised(piece) if start in capitals else piece)
        start += len(part)
    return ("-" if _is_idiom(word) and len(parts) > 1 else " ").join(spelt)


def _capitals(word: str, syllables: tuple[str, ...]) -> tuple[int, ...]:
    """Name the syllables with a capital, where the dictionary knows the word as a name alone."""
    entries = [entry for entry in lexicon.entries(word) if entry.is_live or entry.proper]
    if len(word) == 1 or not entries or not all(entry.proper for entry in entries):
        return ()
    return next((entry.capitals for entry in entries if entry.syllables == syllables), (0,))


def _parts(word: str) -> tuple[str, ...]:
    if len(word) < _LONG:
        return (word,)
    parts = segmentation.subwords(word)
    if any(len(part) == 1 for part in parts):
        return (word,)  # 不亦乐乎, 可控可靠性: solid
    return parts


def _cut_at(word: str, capitals: tuple[int, ...]) -> tuple[str, ...]:
    edges = sorted({0, *capitals, len(word)})
    return tuple(word[a:b] for a, b in pairwise(edges))


def _is_idiom(word: str) -> bool:
    usage = shelf.usage(word)
    return len(word) == _LONG and usage is not None and usage.tag == "i"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
