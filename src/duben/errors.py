"""Every error a user can cause, and the one place that phrases them.

* DubenError
  - SourceError       the text cannot be read, or there is no Chinese in it
  - TemplateError     a layout's template is missing, broken, or uses markup no writer carries
  - UnknownNameError  no layout, format or rule goes by that name
  - OptionError       options that do not go together, or a value that means nothing
  - OutputError       a file cannot be written
  - MissingPartError  a font or library of the machine is missing
  - VerifyError       a written file does not say what the text says

Whatever is not a `DubenError` is a bug of ours and keeps its traceback.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class DubenError(Exception):
    """An expected failure: what happened, where, and what to do about it.

    `problem` is a phrase without a final stop, `where` names a file and, if known, a
    line ("notes.txt:12"), `hint` is the next step for the user.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, problem: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.where = where
        self.hint = hint

    def __reduce__(self) -> tuple[Callable[..., DubenError], tuple[object, ...]]:
        """Travel whole from a worker process: problem, place and hint."""
        return _rebuilt, (type(self), self.problem, self.where, self.hint)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.problem}." + (f" {self.hint}" if self.hint else "")


class SourceError(DubenError):
    """The source cannot be read, or is not Chinese text."""


class TemplateError(DubenError):
    """A template is missing or broken, or renders markup that no writer carries."""


class OutputError(DubenError):
    """A file cannot be written."""


class MissingPartError(DubenError):
    """A font or a library that the job needs is not on this machine."""


class VerifyError(DubenError):
    """A written file, read back, does not carry the publication's text."""


class UnknownNameError(DubenError):
    """No layout, format or rule goes by this name."""

    exit_code: ClassVar[int] = 2

    def __init__(self, kind: str, name: str, known: Iterable[str], *, where: str = "") -> None:
        names = sorted(known)
        close = get_close_matches(name, names, n=1)
        listing = f"There is {', '.join(names)}."
        hint = f'Did you mean "{close[0]}"? {listing}' if close else listing
        super().__init__(f'there is no {kind} called "{name}"', where=where, hint=hint)


class OptionError(DubenError):
    """Options that do not go together, or a value that means nothing."""

    exit_code: ClassVar[int] = 2


def _rebuilt(kind: type[DubenError], problem: str, where: str, hint: str) -> DubenError:
    error = kind.__new__(kind)
    DubenError.__init__(error, problem, where=where, hint=hint)
    return error
