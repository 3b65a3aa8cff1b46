"""Readings that somebody has decided, put into an annotated publication.

Corrections, what the front matter says and what stands in braces in, the publication with
these readings out, and a notice on each that does nothing or that no dictionary has.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from duben.annotate import candidates, orthography
from duben.annotate.occurrences import Occurrences, match
from duben.annotate.shadow import shadow
from duben.annotate.syllables import is_neutral, toneless
from duben.corrections import Correction, Scope
from duben.han import is_han
from duben.source import Notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from duben.annotate.occurrences import Match
    from duben.model import Passage, Publication, Word

USER = "user"
STALE = "R03"
STRANGE = "R04"

_REACH: tuple[Scope, ...] = get_args(Scope)


def respell(passage: Passage, chosen: Mapping[int, str], *, origin: str) -> Passage:
    """Return *passage* with the *chosen* syllables, by place in the text, in its words."""
    words = []
    start = 0
    for word in passage.words:
        places = range(start, start + len(word.text))
        inside = {place - start: chosen[place] for place in places if place in chosen}
        words.append(_respelt(word, inside, origin) if inside else word)
        start += len(word.text)
    return replace(passage, words=tuple(words))


def with_given(
    publication: Publication, corrections: Sequence[Correction] = ()
) -> tuple[Publication, tuple[Notice, ...]]:
    """Return *publication* with the readings that were decided, and notices on them.

    A correction of a place goes before braces, these before one of the whole text, that
    before one for all texts, and that before the front matter. Of one kind the longer word
    goes before the shorter, the later before the earlier.
    """
    given = [Correction(word, read, "front matter") for word, read in publication.readings]
    occurrences = Occurrences(publication)
    matches = match(occurrences, [*given, *corrections])
    chosen = _chosen(publication, occurrences, matches)
    numbers = iter(range(len(publication.passages)))

    def respelt(passage: Passage) -> Passage:
        here = chosen.get(next(numbers))
        return respell(passage, here, origin=USER) if here else passage

    notices = (*_stale(matches), *_strange(matches), *_strange_braces(publication))
    return publication.map_passages(respelt), notices


def _chosen(
    publication: Publication, occurrences: Occurrences, matches: Iterable[Match]
) -> Mapping[int, Mapping[int, str]]:
    """Return the syllables of each passage by their place in its text, the last word said."""
    chosen: dict[int, dict[int, str]] = defaultdict(dict)
    in_order = sorted(
        matches,
        key=lambda one: (_REACH.index(one.correction.scope), len(one.correction.text)),
    )
    braces = [(number, _braces(passage)) for number, passage in enumerate(publication.passages)]
    of_places = [one for one in in_order if one.correction.scope == "place"]
    for one in (one for one in in_order if one.correction.scope != "place"):
        _put(chosen, occurrences, one)
    for number, decided in braces:
        if decided:
            chosen[number].update(decided)
    for one in of_places:
        _put(chosen, occurrences, one)
    return chosen


def _put(chosen: Mapping[int, dict[int, str]], occurrences: Occurrences, one: Match) -> None:
    for span in one.spans:
        positions = occurrences.letters[span.passage].positions[span.start :]
        chosen[span.passage].update(zip(positions, one.correction.syllables, strict=False))


def _braces(passage: Passage) -> Mapping[int, str]:
    """Return what {行|háng} says, by place in the text."""
    decided = {one.position: one.reading for one in passage.glosses if one.is_decided}
    if not decided:
        return {}
    places = [place for place, character in enumerate(passage.text) if is_han(character)]
    return {places[count]: reading for count, reading in decided.items()}


def _respelt(word: Word, inside: Mapping[int, str], origin: str) -> Word:
    readings = tuple(inside.get(place, old) for place, old in enumerate(word.readings))
    spelt = tuple(syllable or "?" for syllable in readings)
    open_to = _still_open(word, inside)
    doubtful = word.confidence == "doubtful" and open_to is not None
    return replace(
        word,
        readings=readings,
        pinyin=orthography.respell(word.pinyin, word.syllables, spelt),
        confidence="doubtful" if doubtful else "certain",
        origin=origin,
        alternatives=open_to or () if doubtful else (),
    )


def _still_open(word: Word, inside: Mapping[int, str]) -> tuple[tuple[str, ...], ...] | None:
    """Return the other readings of a word of which only a part was decided; None if none is.

    {朝|zhāo}阳 leaves nothing open: its readings differ in 朝 alone.
    """
    rest = [place for place in range(len(word.text)) if place not in inside]
    if not rest:
        return None
    if not word.alternatives:
        return ()
    differing = [
        tuple(inside.get(place, syllable) for place, syllable in enumerate(other))
        for other in word.alternatives
        if any(other[place] != word.readings[place] for place in rest)
    ]
    return tuple(dict.fromkeys(differing)) or None


def _stale(matches: Iterable[Match]) -> Iterator[Notice]:
    """Name the corrections of this text that are about nothing in it."""
    for one in matches:
        correction = one.correction
        if correction.scope in ("front matter", "everywhere"):
            continue
        pinyin = " ".join(correction.syllables)
        if not one.spans:
            message = f"This correction ({correction.where}) is about nothing in the text."
            yield Notice(STALE, "warning", None, correction.text, pinyin, message)
        elif correction.scope == "place":
            for place in one.lost:
                marked_place = place.marked(correction.text)
                message = f"No place in the text is like this one ({correction.where})."
                yield Notice(STALE, "warning", None, marked_place, pinyin, message)


def _strange(matches: Iterable[Match]) -> Iterator[Notice]:
    """Name the corrections that no dictionary bears out; they are followed all the same."""
    for one in matches:
        correction = one.correction
        if not one.spans or correction.scope == "front matter":
            continue
        pairs = zip(correction.text, correction.syllables, strict=True)
        for place, (character, syllable) in enumerate(pairs):
            if not _is_known(character, syllable, is_first=place == 0):
                yield _unknown(correction.text, character, syllable, None, correction.where)


def _strange_braces(publication: Publication) -> Iterator[Notice]:
    for passage in publication.passages:
        for gloss in passage.glosses:
            character, syllable = gloss.character, gloss.reading
            # {意思|yìsi} is parted by now: any neutral tone may be that of a second syllable.
            if gloss.is_decided and not _is_known(character, syllable, is_first=False):
                yield _unknown(character, character, syllable, gloss.line, "in braces")


def _unknown(word: str, character: str, syllable: str, line: int | None, where: str) -> Notice:
    message = f"No dictionary here reads {character} as {syllable}; it is so read ({where})."
    return Notice(STRANGE, "warning", line, word, syllable, message)


def _is_known(character: str, syllable: str, *, is_first: bool) -> bool:
    """Whether a dictionary has the reading; a neutral tone in a word, and sandhi, may differ.

    Where no dictionary has the character at all, the person is the dictionary.
    """
    known = candidates.every_reading(shadow(character))
    if not known or syllable in known or syllable == "r":
        return True
    may_differ = character in "一不" or (is_neutral(syllable) and not is_first)
    return may_differ and toneless(syllable) in map(toneless, known)
