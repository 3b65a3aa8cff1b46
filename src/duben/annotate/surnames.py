"""Family names that are read otherwise than the character usually is: 单 Shàn, 任 Rén.

The words of a passage and the place of one in, the readings of the characters that a name
decides out. It finds no names: segmentation says which words are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from duben.annotate import foreign_names, lexicon, name_lists, names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from duben.annotate.token import Token
    from duben.model import Confidence


@dataclass(frozen=True, slots=True)
class NameReading:
    """What a name says of its characters: syllables by their place in the word."""

    syllables: Mapping[int, str]
    confidence: Confidence


def surname_reading(tokens: Sequence[Token], index: int) -> NameReading | None:
    """Return how the name at *index* reads its characters, None where it says nothing.

    A word of several characters counts where it is tagged "nr": its family name, and
    characters of the given name that the words around them would mislead (为 in 李为民); and
    where it is tagged "nrt", 塞 in 塞尔比. Names that the dictionary has, 曾国藩, are left to
    it. A family name alone counts behind 姓 and, tagged "nr", before a title; there it stays
    in doubt if it is an everyday word too: 区主席 may be a Mr Ou or a district's chairman.
    """
    token = tokens[index]
    if len(token.text) == 1:
        return _alone(tokens, index)
    if not token.tag.startswith(names.PERSON) or lexicon.entries(token.text):
        return None
    return _of_foreign(token.text) if token.tag == foreign_names.FOREIGN else _of_name(token.text)


def _alone(tokens: Sequence[Token], index: int) -> NameReading | None:
    reading = _readings().get(tokens[index].text)
    if reading is None:
        return None
    if index and tokens[index - 1].text.endswith("姓"):
        return NameReading({0: reading[0]}, "likely")
    if tokens[index].text in name_lists.table()["nothing_else"]:
        return NameReading({0: reading[0]}, "likely")
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if after not in name_lists.titles() or tokens[index].tag != names.PERSON:
        return None  # 三区书记, 他任校长
    guarded = name_lists.surnames().get(tokens[index].text, True)
    return NameReading({0: reading[0]}, "doubtful" if guarded else "likely")


@cache
def _of_name(name: str) -> NameReading | None:
    """Read 单国强, 尉迟琳 and 老任: the family name, then the given name."""
    start = 1 if name[0] in name_lists.FAMILIAR and name[1:] in name_lists.surnames() else 0
    length = 2 if name[start : start + 2] in name_lists.table()["compound"] else 1
    surname = name[start : start + length]
    found = dict(enumerate(_readings().get(surname, ()), start))
    given: Mapping[str, str] = name_lists.table()["given"]
    for place in range(start + length, len(name)):
        if name[place] in given:
            found[place] = given[name[place]]
    return NameReading(found, "likely") if found else None


@cache
def _of_foreign(name: str) -> NameReading | None:
    table: Mapping[str, str] = name_lists.table()["foreign"]
    found = {place: table[c] for place, c in enumerate(name) if c in table}
    return NameReading(found, "likely") if found else None


@cache
def _readings() -> Mapping[str, tuple[str, ...]]:
    table: Mapping[str, str] = name_lists.table()["readings"]
    return {surname: tuple(reading.split()) for surname, reading in table.items()}
