"""The glossary of a text as a file that a person edits: STEM.glossary.csv.

The text of the file and the entries of the text in, the meanings that a person has settled
and the file's new text out. It reads and writes no file, and never drops what somebody wrote.

Columns: word, traditional, pinyin, meaning, hsk, status, automatic. `automatic` is what the
program would say: a meaning that differs from it is a person's. So is a line whose status is
"edited" or anything else that the program does not write itself, such as "ok".
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from duben.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from duben.study.model import Entry

COLUMNS = ("word", "traditional", "pinyin", "meaning", "hsk", "status", "automatic")
_NEEDED = ("word", "pinyin", "meaning")
_CHECK, _EDITED, _STALE = "check", "edited", "stale"
_OURS = frozenset({"", _CHECK})
_SEPARATORS = ",;\t"
_BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@")  # what a spreadsheet would take for one
_HINT = "Save it as a CSV file in UTF-8 with its first line, or delete it to have a new one."


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file: `more` has the columns that a person added, by their names."""

    word: str
    traditional: str
    pinyin: str
    meaning: str
    hsk: str = ""
    status: str = ""
    automatic: str = ""
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """What the line is about: the same characters read otherwise are another word."""
        return self.word, self.pinyin

    @property
    def is_settled(self) -> bool:
        """Whether a person has decided the meaning. An emptied cell takes that back."""
        return bool(self.meaning) and (self.status not in _OURS or self.meaning != self.automatic)


@dataclass(frozen=True, slots=True)
class Merged:
    """The file after a build: its rows, and what a person should hear about.

    `stale` rows are settled meanings of words that the text no longer has; `overtaken` are
    those for which the program itself says something else than when they were settled.
    """

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    stale: tuple[Row, ...]
    overtaken: tuple[Row, ...]


def parse(text: str, where: str) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Read the file's rows and the names of its columns.

    Commas, semicolons and tabs are understood, as spreadsheets write them. Raises
    `SourceError` with the line for what is no such file.
    """
    text = text.removeprefix(_BYTE_ORDER_MARK)
    if not text.strip():
        return (), COLUMNS
    first = text.splitlines()[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    columns = tuple(name.strip().lower() for name in next(reader))
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        raise SourceError(
            f'this glossary has no column "{missing[0]}"', where=f"{where}:1", hint=_HINT
        )
    twice = [name for name, count in Counter(columns).items() if count > 1]
    if twice:
        raise SourceError(
            f'this glossary has the column "{twice[0]}" twice', where=f"{where}:1", hint=_HINT
        )
    rows = []
    for cells in reader:
        if len(cells) > len(columns):
            raise SourceError(
                f"this line has {len(cells)} cells, not {len(columns)}",
                where=f"{where}:{reader.line_num}",
                hint='Put "" around a cell that has a comma in it.',
            )
        values = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
        if values.get("word"):
            rows.append(_row(values))
    return tuple(rows), columns


def settled(rows: Iterable[Row]) -> dict[tuple[str, str], str]:
    """Return the meanings that a person has decided, by word and pinyin."""
    return {row.key: row.meaning for row in rows if row.is_settled}


def merged(
    rows: Sequence[Row], entries: Iterable[Entry], columns: Sequence[str] = COLUMNS
) -> Merged:
    """Bring the file up to date: a line for each entry, and all that a person wrote.

    Lines stand in the order of the text, stale ones behind.
    """
    kept = {row.key: row for row in rows}
    found: list[Row] = []
    overtaken: list[Row] = []
    for entry in entries:
        fresh = _fresh(entry)
        row = kept.pop(fresh.key, None)
        if row is None:
            found.append(fresh)
        elif not row.is_settled:
            found.append(replace(fresh, more=row.more))
        else:
            status = _EDITED if row.status in {*_OURS, _STALE} else row.status
            if row.automatic and row.automatic != fresh.automatic:
                overtaken.append(replace(row, automatic=fresh.automatic))
            found.append(replace(fresh, meaning=row.meaning, status=status, more=row.more))
    stale = [replace(row, status=_STALE) for row in kept.values() if row.is_settled or row.more]
    extra = tuple(name for name in columns if name not in COLUMNS)
    return Merged((*found, *stale), (*COLUMNS, *extra), tuple(stale), tuple(overtaken))


def written(file: Merged) -> bytes:
    """Write the file so that spreadsheets open it: UTF-8 with a byte order mark, CRLF."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(file.columns)
    for row in file.rows:
        values = {name: getattr(row, name) for name in COLUMNS} | dict(row.more)
        writer.writerow(_safe(values.get(name, "")) for name in file.columns)
    return (_BYTE_ORDER_MARK + sheet.getvalue()).encode()


def _fresh(entry: Entry) -> Row:
    return Row(
        word=entry.word,
        traditional=entry.traditional,
        pinyin=entry.pinyin,
        meaning=entry.automatic,
        hsk=entry.level,
        status=_CHECK if entry.is_unsure else "",
        automatic=entry.automatic,
    )


def _row(values: Mapping[str, str]) -> Row:
    ours = {name: values.get(name, "") for name in COLUMNS}
    more = {name: value for name, value in values.items() if name not in COLUMNS and value}
    return Row(**ours, more=more)


def _safe(cell: str) -> str:
    """Keep a spreadsheet from taking a cell for a formula: a space stands before -ness."""
    return f" {cell}" if cell.startswith(_FORMULA) else cell
