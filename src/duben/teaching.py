"""The study guide of one run, with what a person has brought to it: glossary, known words.

A publication and the options in, its guide out, and the glossary file as it should be
now. It reads the files that belong to the text and writes none.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from duben import study
from duben.errors import SourceError
from duben.study import glossary_file, translation
from duben.study.entries import Dictionary
from duben.study.learner import Learner, known_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duben.config import Options
    from duben.model import Publication
    from duben.study.glossary_file import Merged, Row
    from duben.study.model import Entry, Guide, Translation

GLOSSARY = ".glossary.csv"
"""What the name of a text's glossary ends in: my-text.glossary.csv."""

TRANSLATION = ".en.txt"
"""What the name of a translation beside the text ends in: my-text.en.txt."""

_MOST_NAMED = 5


def learner(options: Options) -> Learner:
    """Return the reader that the options name. Raises `SourceError` for a bad list of words."""
    known = known_words(options.known) if options.known else frozenset()
    return Learner(options.level, known)


def glossary_path(publication: Publication, options: Options, source: Path | None) -> Path:
    """Return where the text's glossary is: as chosen, beside the text, or among its editions."""
    if options.glossary:
        return options.glossary
    name = f"{publication.name}{GLOSSARY}"
    beside = source.with_name(f"{source.stem}{GLOSSARY}") if source else None
    if beside and beside.is_file():
        return beside
    return Path(options.folder) / publication.name / name


class Lessons:
    """The guide of a publication, made when it is first asked for, and its glossary."""

    def __init__(
        self, publication: Publication, options: Options, source: Path | None = None
    ) -> None:
        """Take what a run is about; *source* is the text's own file, if it has one."""
        self._publication = publication
        self._source = source
        self._learner = learner(options)
        self.path = glossary_path(publication, options, source)
        self.is_asked_for = False

    def guide(self) -> Guide:
        """Make the guide. Raises `SourceError` where the glossary cannot be read."""
        self.is_asked_for = True
        return self._guide

    @cached_property
    def _guide(self) -> Guide:
        guide = study.guide(
            self._publication,
            level=self._learner.level,
            known=self._learner.known,
            dictionary=self._dictionary,
        )
        return replace(guide, translation=self._translation())

    def _translation(self) -> tuple[Translation, ...]:
        """Read the translation beside the text, if there is one."""
        if self._source is None:
            return ()
        path = self._source.with_name(f"{self._source.stem}{TRANSLATION}")
        text = _text_of(path, "translation", "Save it as a text file in UTF-8.")
        return translation.align(text, self._publication, str(path)) if text else ()

    @cached_property
    def glossary(self) -> Merged:
        """The glossary as it should be now: all words of the text, all that a person wrote."""
        rows, columns = self._read
        return glossary_file.merged(rows, self._dictionary.entries(), columns)

    @property
    def content(self) -> bytes:
        """The bytes of the glossary file."""
        return glossary_file.written(self.glossary)

    @cached_property
    def to_check(self) -> tuple[Entry, ...]:
        """New words of the guide whose meaning is in doubt, in the order of the text."""
        words = (entry for part in self._guide.sections for entry in part.new_words)
        return tuple(entry for entry in words if entry.doubtful)

    def remarks(self) -> tuple[str, ...]:
        """Say what a person should hear about the glossary."""
        said = []
        if self.to_check:
            count = len(self.to_check)
            things = "1 meaning" if count == 1 else f"{count} meanings"
            said.append(f"{things} to check: {self.path}")
        if self.glossary.stale:
            words = _named(self.glossary.stale)
            said.append(f"{self.path}: no longer in the text, but kept: {words}")
        if self.glossary.overtaken:
            said.append(
                f"{self.path}: yours are kept, but Duben says something else than before: "
                + "; ".join(f"{r.word} “{r.automatic}”" for r in self.glossary.overtaken)
            )
        return tuple(said)

    @cached_property
    def _dictionary(self) -> Dictionary:
        rows, _ = self._read
        return Dictionary(self._publication, glossary_file.settled(rows))

    @cached_property
    def _read(self) -> tuple[tuple[Row, ...], tuple[str, ...]]:
        hint = 'Make it readable; in Excel save it as "CSV UTF-8".'
        text = _text_of(self.path, "glossary", hint)
        return glossary_file.parse(text, str(self.path))


def _text_of(path: Path, kind: str, hint: str) -> str:
    """Read a file that belongs to the text, "" where there is none. Raises `SourceError`."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except OSError as error:
        problem = f"the {kind} cannot be read ({error.strerror or error})"
        raise SourceError(problem, where=str(path), hint=hint) from error
    except UnicodeDecodeError as error:
        raise SourceError(f"the {kind} is not in UTF-8", where=str(path), hint=hint) from error


def _named(rows: Iterable[Row]) -> str:
    words = [row.word for row in rows]
    more = len(words) - _MOST_NAMED
    return "、".join(words[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
