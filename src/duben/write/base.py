"""What every writer promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from duben.fonts import Typeset
    from duben.render import Edition, Templates


class Writer(Protocol):
    """Packages an edition as a file of one format.

    A writer may lower a copy of the edition's tree (ruby to boxes, a table to a Word
    table), never add or drop text. Its looks come from `templates`.
    """

    suffix: str
    """The file name's ending, with the dot: ".pdf"."""

    def write(self, edition: Edition, templates: Templates) -> bytes:
        """Return the finished file. The same edition gives the same bytes.

        Raises `TemplateError` for a broken stylesheet or part, `MissingPartError` where
        a font or library is missing.
        """
        ...


@runtime_checkable
class Typesetter(Writer, Protocol):
    """A writer whose files have fonts in them, and that can tell which."""

    def typeset(self, edition: Edition, templates: Templates) -> Typeset:
        """Return the finished file as `write` does, with the fonts that are in it."""
        ...
