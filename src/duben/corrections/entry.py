"""One entry of a corrections file: a word, what it could be read, and what was chosen.

In: a table of TOML. Out: an `Entry`, and back its text. It reads no file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from duben.corrections.correction import Correction, Place
from duben.corrections.spelling import syllables
from duben.han import han

if TYPE_CHECKING:
    from collections.abc import Mapping

FileScope = Literal["text", "place"]

_NUMBERED = re.compile(r"\s*(\d+)[.)、]?\s+(.+)")
_CONFIRMING = frozenset(("ok", "yes", "right", "对", "對"))
_KEYS: Mapping[str, type] = {
    "text": str,
    "read": str,
    "choices": list,
    "choose": str,
    "scope": str,
    "sentences": list,
    "stale": bool,
}
_PINYIN_HINT = 'Write a syllable with its tone for each character: "háng yè" or "hang2 ye4".'


class EntryError(ValueError):
    """An entry that cannot be understood: `key` names its line, `hint` says what to do."""

    def __init__(self, problem: str, key: str, hint: str) -> None:
        super().__init__(problem)
        self.key = key
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Entry:
    """A word as a person finds it in the file.

    `read` is how Duben read it when it asked, "" where nobody asked; `choices` are written
    out without their numbers; `choose` is what was written there; `sentences` have the word
    in square brackets. `where` is the file and the line, for messages.
    """

    text: str
    choose: str = ""
    read: str = ""
    choices: tuple[str, ...] = ()
    scope: FileScope = "text"
    sentences: tuple[str, ...] = ()
    stale: bool = False
    where: str = ""

    @property
    def is_decided(self) -> bool:
        """Whether somebody has chosen a reading."""
        return bool(self.choose.strip())

    @property
    def syllables(self) -> tuple[str, ...]:
        """The reading chosen, () if none is. Raises `EntryError` where it is no reading."""
        choose = self.choose.strip()
        if not choose:
            return ()
        number = "1" if choose.lower() in _CONFIRMING else choose
        pinyin = self._choice(int(number)) if number.isdecimal() else _without_number(choose)
        try:
            return syllables(self.text, pinyin)
        except ValueError as error:
            raise EntryError(str(error), "choose", _PINYIN_HINT) from error

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the sentences say that the word stands. Raises `EntryError`."""
        return tuple(map(self._place, self.sentences))

    def correction(self, *, is_own: bool) -> Correction:
        """Return what a decided entry says; *is_own* for one of the user's own file.

        Raises `EntryError` where it cannot be understood.
        """
        read = tuple(self.read.split())
        scope = "everywhere" if is_own else self.scope
        where = Path(self.where).name  # in a report no folder of this machine is told
        return Correction(self.text, self.syllables, scope, read, self.places, where)

    def _choice(self, number: int) -> str:
        if not 1 <= number <= len(self.choices):
            listing = f"There are {len(self.choices)}; or write the pinyin itself."
            raise EntryError(f"there is no choice {number}", "choose", listing)
        return self.choices[number - 1]

    def _place(self, sentence: str) -> Place:
        before, mark, after = sentence.partition(f"[{self.text}]")
        if not mark or f"[{self.text}]" in after:
            hint = f"Put square brackets around the word, once: …[{self.text}]…"
            raise EntryError(f'"{sentence}" does not mark {self.text}', "sentences", hint)
        return Place(before, after)

    def as_toml(self) -> str:
        """Write the entry as a table of TOML, with a line feed at its end."""
        choices = [f"{number} {choice}" for number, choice in enumerate(self.choices, 1)]
        rows = ["[[word]]", f"text = {quoted(self.text)}"]
        if self.read:
            rows.append(f"read = {quoted(self.read)}")
        if choices:
            rows.append(f"choices = [{', '.join(map(quoted, choices))}]")
        rows.append(f"choose = {quoted(self.choose)}")
        if self.scope != "text" or self.sentences:
            rows.append(f"scope = {quoted(self.scope)}")
        if self.sentences:
            rows += ["sentences = [", *(f"  {quoted(one)}," for one in self.sentences), "]"]
        if self.stale:
            rows.append("stale = true")
        return "\n".join(rows) + "\n"


def entry_of(table: Mapping[str, Any], where: str, *, is_own: bool = False) -> Entry:
    """Return the entry that *table* holds, checked. Raises `EntryError`."""
    for key, value in table.items():
        _check(key, value)
    entry = Entry(
        text=table.get("text", "").strip(),
        choose=str(table.get("choose", "")),
        read=table.get("read", ""),
        choices=tuple(map(_without_number, table.get("choices", ()))),
        scope=table.get("scope", "text"),
        sentences=tuple(table.get("sentences", ())),
        stale=table.get("stale", False),
        where=where,
    )
    if not entry.text or han(entry.text) != entry.text:
        hint = 'Write it in Chinese characters: text = "行业".'
        raise EntryError("this entry names no Chinese word", "text", hint)
    if entry.scope not in get_args(FileScope):
        hint = 'It is "text" or "place".'
        raise EntryError(f'there is no scope called "{entry.scope}"', "scope", hint)
    if entry.scope == "place" and is_own:
        hint = "Move it to the file beside that text, or leave the scope out."
        raise EntryError("this file is for all texts, and this entry for a place", "scope", hint)
    if entry.scope == "place" and not entry.sentences:
        hint = f'Write sentences = ["…[{entry.text}]…"], or scope = "text".'
        raise EntryError("this entry says of no place which it is", "scope", hint)
    _ = entry.syllables, entry.places  # raise, if they must, before anything is done
    return entry


def quoted(text: str) -> str:
    """Write *text* as a basic string of TOML 1.0."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return f'"{"".join(escapes.get(character) or _escaped(character) for character in text)}"'


def _escaped(character: str) -> str:
    if character.isprintable() or character == "\N{IDEOGRAPHIC SPACE}":
        return character
    return f"\\U{ord(character):08X}"


def _check(key: str, value: object) -> None:
    if key not in _KEYS:
        close = get_close_matches(key, _KEYS, n=1)
        listing = f"There is {', '.join(sorted(_KEYS))}."
        hint = f'Did you mean "{close[0]}"? {listing}' if close else listing
        raise EntryError(f'there is no key called "{key}" in an entry', key, hint)
    kind = _KEYS[key]
    is_number = key == "choose" and isinstance(value, int) and not isinstance(value, bool)
    are_texts = not isinstance(value, list) or all(isinstance(one, str) for one in value)
    if not (isinstance(value, kind) or is_number) or not are_texts:
        expected = {str: 'text: "…"', list: 'a list of texts: ["…", "…"]', bool: "true or false"}
        raise EntryError(f'"{key}" has a value of another kind', key, f"Write {expected[kind]}.")


def _without_number(choice: str) -> str:
    match = _NUMBERED.fullmatch(choice)
    return match[2] if match else choice
