"""Readings that a person has corrected, as they are kept in a file beside the text.

In: the paths of such files, and what is in doubt in a publication. Out: corrections, and
a file's text with new entries. It does not look for the places that a correction is about.
"""

from __future__ import annotations

from pathlib import Path

from duben.corrections.correction import Correction, Place, Scope
from duben.corrections.file import load

__all__ = ["Correction", "Place", "Scope", "beside", "given", "of_file"]


def beside(source: Path) -> Path:
    """Where the corrections of the text at *source* are: a.txt has a.readings.toml."""
    return source.with_name(f"{source.stem}.readings.toml")


def given(source: Path | str | None, own: Path | None) -> tuple[Correction, ...]:
    """Return the corrections of the user's *own* file and of the one beside *source*.

    Raises `SourceError` where one of them cannot be understood.
    """
    for_all = of_file(own, is_own=True) if own else ()
    return (*for_all, *(of_file(beside(Path(source)), is_own=False) if source else ()))


def of_file(path: Path, *, is_own: bool) -> tuple[Correction, ...]:
    """Return what has been decided in the file at *path*; nothing where there is none."""
    entries = load(path, is_own=is_own)
    return tuple(entry.correction(is_own=is_own) for entry in entries if entry.is_decided)
