"""Mark the words of an edition whose reading a person should check, for comments of Word.

The body of an edition in, the same with its doubtful words marked, and what is to be said of
them, out. What the comments say stands in templates/formats/docx/comments.xml.j2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from duben.han import legible
from duben.vocabulary import classes, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duben.model import Publication, Word

ATTRIBUTE = "data-doubts"
"""Where an element of the tree carries the numbers of the comments on it."""

_NO_TEXT = frozenset({"rt", "rp"})
_ADDED = frozenset({"goals", "words", "exercises", "edition", "date"})
"""Classes of what a layout puts between the passages of the text."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word in doubt, and the number of the comment on it."""

    number: int
    word: Word


@dataclass(frozen=True, slots=True)
class _Letter:
    """Where a letter of the text stands: in which element, or behind it, and where there."""

    element: etree._Element
    is_behind: bool
    offset: int


def mark(body: etree._Element, publication: Publication) -> tuple[Doubt, ...]:
    """Mark each doubtful word of the text in *body*; return them in the order of the page.

    In an edition without any readings none is in doubt.
    """
    if next(body.iter("{*}ruby"), None) is None or not publication.doubtful_words:
        return ()
    letters = list(_letters(body))
    found = list(_found(publication, letters))
    for number, (_, place) in reversed(list(enumerate(found))):
        _mark(letters[place.start : place.stop], number)
    return tuple(Doubt(number, word) for number, (word, _) in enumerate(found))


def _letters(element: etree._Element) -> Iterator[_Letter]:
    """Yield the letters of the text in the order of the page, without those of readings."""
    if local_name(element) in _NO_TEXT or not _ADDED.isdisjoint(classes(element)):
        return
    yield from _of(element, element.text, is_behind=False)
    for child in element.iterchildren("*"):
        yield from _letters(child)
        yield from _of(child, child.tail, is_behind=True)


def _of(element: etree._Element, text: str | None, *, is_behind: bool) -> Iterator[_Letter]:
    for offset, character in enumerate(text or ""):
        if character.isalnum():
            yield _Letter(element, is_behind, offset)


def _found(publication: Publication, letters: Sequence[_Letter]) -> Iterator[tuple[Word, range]]:
    """Yield each doubtful word and the places of its letters, as `verify` finds passages."""
    shown = "".join(_character(letter) for letter in letters)
    position = 0
    for passage in publication.passages:
        wanted = legible(passage.text)
        start = shown.find(wanted, position)
        if start < 0:
            continue
        position = start + len(wanted)
        for word in passage.words:
            length = len(legible(word.text))
            if word.confidence == "doubtful" and length:
                yield word, range(start, start + length)
            start += length


def _character(letter: _Letter) -> str:
    text = letter.element.tail if letter.is_behind else letter.element.text
    return (text or "")[letter.offset]


def _mark(word: Sequence[_Letter], number: int) -> None:
    """Mark the ruby over a word, or put its letters into a span: the last words first."""
    first = word[0]
    if local_name(first.element) == "ruby" and not first.is_behind:
        others = first.element.get(ATTRIBUTE, "")
        first.element.set(ATTRIBUTE, f"{number} {others}".strip())
        return
    same = [w for w in word if w.element is first.element and w.is_behind == first.is_behind]
    end = same[-1].offset + 1
    text = (first.element.tail if first.is_behind else first.element.text) or ""
    span = etree.Element(f"{{{etree.QName(first.element).namespace}}}span")
    span.set(ATTRIBUTE, str(number))
    span.text, span.tail = text[first.offset : end], text[end:]
    before = text[: first.offset]
    if first.is_behind:
        first.element.tail = before
        holder = next(first.element.iterancestors())
        holder.insert(holder.index(first.element) + 1, span)
    else:
        first.element.text = before
        first.element.insert(0, span)
