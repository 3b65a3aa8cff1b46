"""What every reader takes and gives.

A reader turns the bytes of one kind of file into lines, and says what it left out. It
changes nothing in the text: cleaning does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from duben.source import Line, LineUnit, Notice


@dataclass(frozen=True, slots=True)
class Request:
    """What is wanted of a file.

    `where` names it for messages. `encoding` overrules detection. `select` is a CSS
    selector of the elements of a web page that hold the text, `whole_page` asks for all
    of the page. `largest` is how many bytes may be unpacked from an archive.
    """

    where: str
    encoding: str | None = None
    select: str | None = None
    whole_page: bool = False
    largest: int = 200_000_000


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in a file.

    `original` has every Chinese character of the file, counted apart from `lines`: what is
    in neither `lines` nor a notice's `removed` is lost, and the ledger will say so. The
    other fields are as in `Source`.
    """

    lines: tuple[Line, ...]
    original: str
    notices: tuple[Notice, ...] = ()
    front_matter: tuple[tuple[str, str], ...] = ()
    unit: LineUnit = "line"
    readings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    headings: tuple[str, ...] = ()


class Reader(Protocol):
    """A reader of one kind of file."""

    def __call__(self, content: bytes, request: Request) -> Contents:
        """Return what stands in *content*. Raises `SourceError` where it cannot be read."""
        ...
