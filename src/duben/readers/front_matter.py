"""The YAML between --- lines at the top of a text → what the author says about it.

In: the lines of a text or Markdown file. Out: its front matter (title, author, date,
readings …) and how many lines it takes. It does not decide what becomes of a title.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

import yaml

from duben.errors import SourceError
from duben.readers.syllables import syllables_of
from duben.source import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duben.source import Severity

FRONT_MATTER = "F01"
FOREIGN = "F03"

_TEXTS = ("title", "subtitle", "author", "date", "language", "source")
_KEYS = (*_TEXTS, "headings", "readings")
_LANGUAGES = ("zh-Hans", "zh-Hant")
_NEAR = 0.8  # the likeness of titel and title
_START = "---"
_ENDS = ("---", "...")
_MOST_LINES = 2000
_MOST_CHARACTERS = 100_000
_MOST_BRACKETS = 200  # [[[[… costs the YAML parser more than time allows
_TAG = "tag:yaml.org,2002:"
# YAML takes 2024-07-04 for a date and 1998 for a number; in a title both are text.
_TEXT_TAGS = tuple(_TAG + kind for kind in ("str", "int", "float", "timestamp"))
_EMPTY_TAG = _TAG + "null"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the author says about the text, as in `Source`; nothing where he says nothing.

    `length` counts the lines that it takes at the top of the file.
    """

    front_matter: tuple[tuple[str, str], ...] = ()
    readings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    headings: tuple[str, ...] = ()
    length: int = 0
    notices: tuple[Notice, ...] = ()


def read_front_matter(rows: Sequence[str], where: str) -> FrontMatter:
    """Return the front matter at the top of *rows*, the lines of the file *where*.

    Keys of other programs (tags, draft) are passed over, whatever their values. What is no
    YAML mapping, and has none of our keys, is text that begins with a rule, and is left
    alone. Raises `SourceError`, with the line, for a misspelt key or wrong value of ours,
    and for the anchors and aliases of YAML.
    """
    block = _block(rows)
    first = next((row for row in block if row.strip() and row[0] != "#"), "")
    if not _key_of(first):
        return FrontMatter()
    try:
        node = _mapping("\n".join(block), where)
    except SourceError:
        if any(_key_of(row) in _KEYS for row in block):
            raise
        return FrontMatter()
    fields = _Fields(node, where)
    length = len(block) + 2
    return FrontMatter(
        fields.texts(),
        fields.readings(),
        fields.headings(),
        length,
        tuple(_notices(fields, "\n".join(rows[:length]))),
    )


def _notices(fields: _Fields, text: str) -> Iterator[Notice]:
    """Say which keys were read and which passed over; the first notice has all the *text*."""
    if fields.names:
        names = ", ".join(fields.names)
        message = f"The front matter was read: {names}."
        yield Notice(FRONT_MATTER, "info", 1, names, "", message, removed=text)
    if fields.foreign:
        names = ", ".join(fields.foreign)
        message = f"Keys of the front matter that are not Duben's were passed over: {names}."
        # 甲: 你好 may be the turn of a speaker.
        severity: Severity = "info" if any(name.isascii() for name in fields.foreign) else "warning"
        removed = "" if fields.names else text
        yield Notice(FOREIGN, severity, 1, names, "", message, removed=removed)


def _block(rows: Sequence[str]) -> list[str]:
    """Return the lines between the marks; none where there are no marks."""
    if not rows or rows[0].removeprefix("\ufeff").rstrip() != _START:
        return []
    for index, row in enumerate(rows[1:_MOST_LINES], 1):
        if row.rstrip() in _ENDS:
            return list(rows[1:index])
    return []


def _key_of(row: str) -> str:
    """Return what stands before the colon of a line that is not indented."""
    key, colon, value = row.partition(":")
    return key.strip("'\"") if colon and (not value or value[0].isspace()) else ""


def _mapping(block: str, where: str) -> yaml.MappingNode:
    """Parse *block*, whose first line is line 2 of the file."""
    brackets = block.count("[") + block.count("{")
    if len(block) > _MOST_CHARACTERS or brackets > _MOST_BRACKETS:
        raise SourceError(
            "this front matter is too large",
            where=f"{where}:1",
            hint=f"It may have {_MOST_CHARACTERS} characters and {_MOST_BRACKETS} brackets.",
        )
    try:
        for event in yaml.parse(block, yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                line = event.start_mark.line + 2 if event.start_mark else 1
                raise SourceError(
                    "this front matter has an anchor or alias of YAML (& or *)",
                    where=f"{where}:{line}",
                    hint="Write the value itself, in quotation marks if it begins with & or *.",
                )
        node = yaml.compose(block, yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "a character that may not be there"
        raise SourceError(
            f"this front matter is no YAML ({problem})",
            where=f"{where}:{mark.line + 2 if mark else 1}",
            hint='Write "key: value" lines; put values with : or # in quotation marks.',
        ) from error
    if not isinstance(node, yaml.MappingNode):
        raise SourceError(
            "this front matter is no list of keys",
            where=f"{where}:2",
            hint='Write "key: value" lines.',
        )
    return node


class _Fields:
    """The keys and values of the mapping, each with its line."""

    def __init__(self, node: yaml.MappingNode, where: str) -> None:
        """Take the mapping apart. Raises `SourceError` for a misspelt key of ours."""
        self._where = where
        self._nodes: dict[str, yaml.Node] = {}
        foreign: dict[str, None] = {}
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "[…]"
            if name not in _KEYS:
                self._refuse_misspelt(key, name)
                foreign[name] = None
                continue
            if name in self._nodes:
                raise self._error(key, f'"{name}" stands twice here', "Take one of them out.")
            self._nodes[name] = value
        self.names = tuple(self._nodes)
        self.foreign = tuple(foreign)

    def _refuse_misspelt(self, node: yaml.Node, name: str) -> None:
        """Raise `SourceError` for titel and Title; authors, update, resources are words."""
        low = name.lower()
        for key in get_close_matches(low, _KEYS, n=1, cutoff=_NEAR):
            if key == low or key not in low:
                hint = f'Did you mean "{key}"? There is {", ".join(sorted(_KEYS))}.'
                raise self._error(node, f'there is no front matter key called "{name}"', hint)

    def texts(self) -> tuple[tuple[str, str], ...]:
        """Return the plain values that are not empty, in the order of the file."""
        found = ((name, self._text(node, name)) for name, node in self._nodes.items())
        return tuple((name, text) for name, text in found if text and name in _TEXTS)

    def headings(self) -> tuple[str, ...]:
        """Return the lines that are headings."""
        node = self._nodes.get("headings")
        if node is None or node.tag == _EMPTY_TAG:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            hint = 'Write one line for each, beginning with "- ".'
            raise self._error(node, '"headings" must be a list of lines', hint)
        return tuple(filter(None, (self._text(item, "a heading") for item in node.value)))

    def readings(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return words and their syllables."""
        node = self._nodes.get("readings")
        if node is None or node.tag == _EMPTY_TAG:
            return ()
        if not isinstance(node, yaml.MappingNode):
            hint = 'Write one line for each: "  重庆: chóng qìng".'
            raise self._error(node, '"readings" must be a list of words with pinyin', hint)
        return tuple(self._each_reading(node))

    def _each_reading(self, node: yaml.MappingNode) -> Iterator[tuple[str, tuple[str, ...]]]:
        seen = set()
        for key, value in node.value:
            word, pinyin = self._text(key, "a word"), self._text(value, "a reading")
            if word in seen:
                raise self._error(key, f"{word} stands twice here", "Take one of them out.")
            seen.add(word)
            try:
                yield word, syllables_of(word, pinyin)
            except ValueError as error:
                hint = "Write a syllable for each character: chóng qìng, or chong2 qing4."
                raise self._error(key, str(error), hint) from error

    def _text(self, node: yaml.Node, name: str) -> str:
        """Return the text of a value as it stands in the file, 007 and 2024-07-04 too."""
        if name in ("headings", "readings") or node.tag == _EMPTY_TAG:
            return ""
        if not isinstance(node, yaml.ScalarNode) or node.tag not in _TEXT_TAGS:
            hint = "Write a text behind it, in quotation marks."
            raise self._error(node, f"{_quoted(name)} must be text", hint)
        text = " ".join(str(node.value).split())
        if name == "language" and text not in _LANGUAGES:
            close = get_close_matches(text, _LANGUAGES, n=1, cutoff=0.5)
            listing = f"There is {' and '.join(_LANGUAGES)}."
            hint = f'Did you mean "{close[0]}"? {listing}' if close else listing
            raise self._error(node, f'there is no language called "{text}"', hint)
        return text

    def _error(self, node: yaml.Node, problem: str, hint: str) -> SourceError:
        place = f"{self._where}:{node.start_mark.line + 2}"
        return SourceError(problem, where=place, hint=hint)


def _quoted(name: str) -> str:
    return f'"{name}"' if name in _KEYS else name
