"""Names of people and places: 王 小明 Wáng Xiǎomíng, 黄 河 Huáng Hé (6.2).

A word with its part of speech in, its shape out, or None where it is no name. Whether a
word is a name the dictionary says, or whoever has tagged it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from duben.annotate import lexicon
from duben.annotate.orthography import compounds, lists
from duben.annotate.orthography.form import Form, divided, solid

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_NAME = 4
_FOREIGN = ("nrt", "nrfg", "nz", "nt")
_SURNAME_SENSES = ("surname ", "two-character surname", "compound surname")


def form_of(word: str, tag: str, syllables: Sequence[str] = ()) -> Form | None:
    """Give the shape of a name; *syllables* choose among the dictionary's entries."""
    if tag.startswith("nr") and _is_address(word):
        return divided((1, 1), capitals=(0, 1))  # 6.2.1.3: 老王 Lǎo Wáng
    entries = [entry for entry in lexicon.entries(word) if entry.is_live or entry.proper]
    if entries:
        if not all(entry.proper for entry in entries):
            return None
        capitals = next((e.capitals for e in entries if e.syllables == tuple(syllables)), (0,))
        return _of_dictionary(word, tag, capitals)
    if tag == "nr":
        return _person(word)
    if tag == "ns":
        return _place(word)
    return solid(len(word), (0,)) if tag in _FOREIGN else None


def is_surname(text: str) -> bool:
    """Whether the dictionary knows *text*, of one or two characters, as a family name."""
    return any(
        sense.startswith(_SURNAME_SENSES)
        for entry in lexicon.entries(text)
        for sense in entry.senses
    )


def ends_with_generic(word: str) -> bool:
    """Whether the name of a place says what kind of place it is: 北京市."""
    return _generic(word) > 0


def _is_address(word: str) -> bool:
    return (
        len(word) == 2
        and word[0] in lists.words("address")
        and word[1] in lists.words("surname")
        and not any(entry.is_live for entry in lexicon.entries(word))
    )


def _of_dictionary(word: str, tag: str, capitals: tuple[int, ...]) -> Form:
    """Divide a name where the dictionary has capitals: 北京大学 Běijīng Dàxué.

    One that has a capital only at its start is divided like any compound (马克思主义),
    except the names of people and places: 爱因斯坦.
    """
    if capitals == (0,):
        parts = (word,) if tag.startswith(("nr", "ns")) else compounds.parts(word)
        return divided(map(len, parts), capitals=(0,))
    if len(word) == 2 and word.endswith("节"):
        return solid(len(word), (0,))  # 5.2: 春节 Chūnjié, a whole of two syllables
    edges = sorted({0, *capitals, len(word)})
    return divided((end - start for start, end in pairwise(edges)), capitals=capitals)


def _person(word: str) -> Form:
    """Part the surname from the given name (6.2.1.1): 欧阳修 Ōuyáng Xiū."""
    for length in (2, 1):
        if length < len(word) <= _LONGEST_NAME and is_surname(word[:length]):
            return divided((length, len(word) - length), capitals=(0, length))
    return solid(len(word), (0,))


def _place(word: str) -> Form:
    """Part the name of a place from what kind of place it is (6.2.2.1)."""
    generic = _generic(word)
    if not generic:
        return solid(len(word), (0,))
    name = len(word) - generic
    return divided((name, generic), capitals=(0, name))


def _generic(word: str) -> int:
    """Count the characters at the end that say what kind of place it is: 市, 海峡."""
    if word in lists.words("undivided"):
        return 0
    for length in range(min(5, len(word) - 1), 0, -1):
        if word[-length:] in lists.words("generic") and (length > 1 or len(word) > 2):
            return length
    return 0
