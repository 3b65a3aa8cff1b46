"""Find the words of a text and how they are read.

`Publication` in, the same with the words of every passage out, and a notice for each
reading that a person should check. It changes no character of the text.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from duben.annotate import evidence, models, orthography, respelling, segmentation, word_file
from duben.annotate.reading import Reading, read
from duben.annotate.shadow import shadow
from duben.annotate.token import Token
from duben.model import Word
from duben.source import Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from duben.annotate.models import Model
    from duben.annotate.orthography import Spelling
    from duben.annotate.word_file import Words
    from duben.corrections import Correction
    from duben.model import NoteMark, Passage, Publication


def annotate(
    publication: Publication,
    corrections: Sequence[Correction] = (),
    *,
    user: Words = word_file.NONE,
    installed: Sequence[Model] = (),
) -> Publication:
    """Return *publication* with words, readings and notices of what is in doubt.

    The words of *user*, the reader's own word file, are cut as it says; an entry that
    stands nowhere in the text has a notice. *corrections* of readings go before all else;
    *installed* models have a voice where the context decides. Raises `MissingPartError`
    where a dictionary is not installed.
    """
    settled, on_corrections = respelling.with_given(
        with_words(publication, user=user, installed=installed), corrections
    )
    annotated, weighed = evidence.weigh(settled)
    unused = user.unused(shadow(passage.unmarked) for passage in annotated.passages)
    found = (*on_corrections, *weighed, *unused, *_doubts(annotated))
    return replace(annotated, notices=(*annotated.notices, *found))


def with_words(
    publication: Publication,
    *,
    user: Words = word_file.NONE,
    installed: Sequence[Model] = (),
) -> Publication:
    """Return *publication* with its words as Duben reads them when nobody corrects it."""
    cut = partial(words, user=user, installed=installed)
    return publication.map_passages(partial(_passage, cut=cut))


def words(
    text: str,
    edges: Collection[int] = (),
    *,
    user: Words = word_file.NONE,
    installed: Sequence[Model] = (),
) -> tuple[Word, ...]:
    """Cut *text* into words with their readings; joined they are *text*.

    Traditional characters are looked up in their simplified form and stay as they are. No
    word goes beyond one of the *edges*, which count characters from the start. The words of
    *user* are cut as the word file says.
    """
    tokens = segmentation.cut(shadow(text), user)
    if edges:
        tokens = tuple(_divided(tokens, edges))
    if installed:
        tokens = models.heard(tokens, installed)
    readings = read(tokens)
    written = orthography.spellings(tokens, [_spelt(reading) for reading in readings])
    found = []
    start = 0
    for token, reading, spelling in zip(tokens, readings, written, strict=True):
        end = start + len(token.text)
        found.append(_word(text[start:end], token, reading, spelling))
        start = end
    return tuple(found)


def _spelt(reading: Reading) -> tuple[str, ...]:
    return tuple(syllable or "?" for syllable in reading.syllables)


def _word(text: str, token: Token, reading: Reading, spelling: Spelling) -> Word:
    return Word(
        text=text,
        readings=reading.syllables,
        pinyin=spelling.pinyin,
        confidence=reading.confidence,
        origin=reading.origin,
        alternatives=reading.alternatives,
        part_of_speech=token.tag,
        joined=spelling.joined,
        link=spelling.link,
    )


def _divided(tokens: Iterable[Token], edges: Collection[int]) -> Iterator[Token]:
    """Cut the words once more, at the *edges* that stand inside of them."""
    start = 0
    for token in tokens:
        end = start + len(token.text)
        inside = sorted(edge - start for edge in set(edges) if start < edge < end)
        if inside:
            for left, right in pairwise((0, *inside, len(token.text))):
                part = token.text[left:right]
                yield Token(part, segmentation.tag_of(part))
        else:
            yield token
        start = end


def _passage(passage: Passage, cut: Callable[..., tuple[Word, ...]]) -> Passage:
    if not passage.label and not passage.note_marks:
        return replace(passage, words=cut(passage.text))
    return replace(passage, words=tuple(_set_apart(passage, len(passage.label), cut)))


def _set_apart(
    passage: Passage, label_end: int, cut: Callable[..., tuple[Word, ...]]
) -> Iterator[Word]:
    """Cut a passage so that a word ends with its label, and each mark of a note is a word.

    Words are found as if no mark were there, 人工智能 also in 人工智能①的; only a word in
    which a mark stands is parted. A label has nothing to say of how the text is read.
    """
    marks = sorted(passage.note_marks, key=lambda mark: mark.start)
    text = passage.unmarked
    waiting = []
    before = 0
    for mark in marks:
        waiting.append((mark.start - before, _mark(passage.text, mark)))
        before += mark.end - mark.start
    edge = label_end - sum(min(mark.end, label_end) - min(mark.start, label_end) for mark in marks)
    places = {place for place, _ in waiting}
    found = (
        *cut(text[:edge], places),
        *cut(text[edge:], {place - edge for place in places}),
    )
    end = 0
    for word in (*found, None):
        while waiting and waiting[0][0] == end:
            yield waiting.pop(0)[1]
        if word:
            yield word
            end += len(word.text)


def _mark(text: str, mark: NoteMark) -> Word:
    """Make a word of a mark: ①, [1] and （1） alike, and none is read."""
    shown = text[mark.start : mark.end]
    return Word(shown, (None,) * len(shown), note=mark.note)


def _doubts(publication: Publication) -> Iterator[Notice]:
    """Name each doubtful word once for each reading, where it first stands."""
    told: set[tuple[str, tuple[str | None, ...]]] = set()
    for passage in publication.passages:
        for word in passage.words:
            key = (word.text, word.readings)
            if word.confidence == "doubtful" and key not in told:
                told.add(key)
                yield _doubt(passage, word)


def _doubt(passage: Passage, word: Word) -> Notice:
    if word.origin == "unknown":
        message = f"No dictionary here has a reading of {word.text}: it is marked with ?."
        return Notice("R02", "warning", passage.line, word.text, "", message)
    others = ", ".join(" ".join(reading) for reading in word.alternatives)
    message = f"{word.text} is read {word.pinyin}" + (f"; it could be {others}." if others else ".")
    return Notice("R01", "warning", passage.line, word.text, word.pinyin, message)
