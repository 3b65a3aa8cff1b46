r"""Fields: instructions to Word, with the result that it last showed (ECMA-376 17.16).

The result is text, the instruction is not; but in the old form of a phonetic guide,
EQ … \o\ad(\s\up 11(rén),人), the instruction has the only characters there are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from duben.readers.annotation import annotated

_FORMAT = re.compile(r'\\\*\s*(?:"[^"]*"?|[^\s\\]+)')
_GUIDE = re.compile(
    r"\\o\s*(?:\\a[a-z]\s*)?\(\s*\\s\s*\\(?:up|do)\s*-?\d*\s*\(([^()]*)\)\s*[,;](.*)\)\s*",
    re.DOTALL,
)
_OVERLAY = re.compile(r"\\o\s*(?:\\a[a-z]\s*)?\(\s*[○◯△□◇]\s*[,;]([^()]*)\)")
_FRACTION = re.compile(r"\\f\s*\(([^(),;]*)[,;]([^(),;]*)\)")
_COMMAND = re.compile(r"\\[A-Za-z]+\s*-?\d*")
_SEPARATORS = re.compile(r"[(),;\\\s]+")
_CONTENTS = ("TOC", "INDEX")
_UNSTORED = ("AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM", "MACROBUTTON", "FORMDROPDOWN")


def is_equation(instruction: str) -> bool:
    """Return whether a field is a formula or phonetic guide."""
    return _kind(instruction) == "EQ"


def equation(instruction: str) -> str:
    """Return the text of an EQ field: 人 annotated with rén, or the formula in one line."""
    text = _FORMAT.sub("", instruction).strip()[2:].strip()
    guide = _GUIDE.fullmatch(text)
    if guide:
        return annotated(guide[2], guide[1]) or guide[1]
    text = _OVERLAY.sub(r"\1", text)
    text = _FRACTION.sub(r"\1/\2", text)
    return _SEPARATORS.sub(" ", _COMMAND.sub(" ", text)).strip()


@dataclass(slots=True)
class Field:
    """A field that has begun: its instruction, and the text of the document inside that."""

    instruction: str = ""
    text: str = ""
    has_result: bool = False

    @property
    def kind(self) -> str:
        """The first word of the instruction: "TOC"."""
        return _kind(self.instruction)

    @property
    def is_unstored(self) -> bool:
        """Whether Word shows something for this field that is not in the file."""
        return not self.has_result and self.kind in _UNSTORED


@dataclass(slots=True)
class Fields:
    """The fields of one story that have begun and not ended, outermost first.

    `contents_end` says whether every field that begins also ends: else a table of
    contents without an end would take all the rest of the text with it.
    """

    contents_end: bool = True
    _open: list[Field] = field(default_factory=list)

    @property
    def in_instruction(self) -> bool:
        """Whether what comes now is not shown, being part of an instruction."""
        return any(not found.has_result for found in self._open)

    @property
    def in_contents(self) -> bool:
        """Whether what comes now stands in a table of contents."""
        return self.contents_end and any(found.kind in _CONTENTS for found in self._open)

    def begin(self, instruction: str = "", *, has_result: bool = False) -> None:
        """Open a field."""
        self._open.append(Field(instruction, has_result=has_result))

    def instruct(self, text: str) -> None:
        """Add *text* to the instruction of the innermost field."""
        if self._open and not self._open[-1].has_result:
            self._open[-1].instruction += text

    def swallow(self, text: str) -> None:
        """Take *text* of the document that stands inside an instruction."""
        outer = next(found for found in reversed(self._open) if not found.has_result)
        outer.text += text
        outer.instruction += text

    def separate(self) -> None:
        """Begin the result of the innermost field."""
        if self._open:
            self._open[-1].has_result = True

    def end(self) -> Field | None:
        """Close the innermost field and return it."""
        return self._open.pop() if self._open else None

    def drop_unfinished(self) -> str:
        """Forget the fields whose instruction has not ended, and return the text in them."""
        text = "".join(found.text for found in self._open if not found.has_result)
        self._open = [found for found in self._open if found.has_result]
        return text


def _kind(instruction: str) -> str:
    return (instruction.split(None, 1) or [""])[0].upper()
