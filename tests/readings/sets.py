"""Files of sentences whose readings are known → rows of characters and wanted readings.

Three forms are told apart by themselves, all of them TSV:

* a sentence with one character in [ ], its reading, and other right readings (a,b) if any;
* a sentence and one syllable a Chinese character, "-" where it is not scored;
* index, char, reading, alt: the declaration that is shipped, character by character.

Syllables end in a tone number, 5 is the neutral tone, v is ü. A row that fits none of the
forms is an error and never passed over: a set must not shrink unseen.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from duben.han import han, is_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NOT_SCORED = "-"
DECLARATION = Path(__file__).parents[2] / "src/duben/samples/shanghai-declaration.txt"


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence; for each of its Chinese characters the right readings, the first preferred.

    A character without readings is not scored.
    """

    text: str
    wanted: tuple[tuple[str, ...], ...]

    @property
    def characters(self) -> str:
        """The Chinese characters, one for each of `wanted`."""
        return han(self.text)

    @property
    def scored(self) -> tuple[int, ...]:
        """The places of the characters that are scored."""
        return tuple(place for place, wanted in enumerate(self.wanted) if wanted)


def load(path: Path) -> tuple[Row, ...]:
    """Return the rows of a file in any of the three forms.

    Raises `ValueError`, with the number of the line, for what has none of them.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    if lines and lines[0].startswith("index\tchar\treading\talt"):
        return declaration([line.split("\t") for line in lines[1:]])
    found = []
    for number, line in enumerate(lines, 1):
        if line.startswith("sentence\t"):
            continue
        try:
            found.append(_row(line))
        except ValueError as error:
            raise ValueError(f"{path.name}, line {number}: {error}") from error
    return tuple(found)


def declaration(gold: Sequence[Sequence[str]]) -> tuple[Row, ...]:
    """Return the passages of the shipped declaration with the readings of *gold*.

    The gold rows are those of the file as it was saved, with the lines of the page around
    the text; a passage is looked for in them from where the one before it ends.
    """
    from duben import publish

    characters = "".join(row[1] for row in gold)
    found = []
    start = 0
    for passage in publish.read(DECLARATION).passages:
        start = characters.index(han(passage.text), start)
        end = start + len(han(passage.text))
        wanted = tuple(tuple(filter(None, row[2:4])) for row in gold[start:end])
        found.append(Row(passage.text, wanted))
        start = end
    return tuple(found)


def is_running_text(rows: Iterable[Row]) -> bool:
    """Whether whole sentences are scored, and not one character in each."""
    return any(len(row.scored) > 1 for row in rows)


def _row(line: str) -> Row:
    sentence, reading, *others = line.split("\t")
    if "[" in sentence:
        return _marked(sentence, (reading, *",".join(others).split(",")))
    syllables = reading.split()
    if len(syllables) != len(han(sentence)):
        raise ValueError(f"{len(han(sentence))} characters have {len(syllables)} syllables")
    return Row(sentence, tuple(() if s == NOT_SCORED else (_checked(s),) for s in syllables))


def _marked(sentence: str, readings: Iterable[str]) -> Row:
    before, marked, after = sentence.replace("]", "[").split("[")
    if not (len(marked) == 1 and is_han(marked)):
        raise ValueError(f"[{marked}] is not one Chinese character")
    wanted = tuple(_checked(reading) for reading in readings if reading)
    others = ((),) * len(han(before)), ((),) * len(han(after))
    return Row(before + marked + after, (*others[0], wanted, *others[1]))


def _checked(syllable: str) -> str:
    if not (syllable[:-1].isalpha() and syllable[:-1].isascii() and syllable[-1] in "12345"):
        raise ValueError(f"{syllable!r} is no syllable with a tone number")
    return syllable
