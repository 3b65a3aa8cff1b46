"""句型: sentence patterns of written Chinese, and where a text has them.

The words of a sentence in, the patterns found in it out, each with its place. The patterns
and the notation of their forms are in `patterns.toml`. It parses nothing: a form says which
words must stand there, and how far apart at most.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from duben.annotate.shadow import shadow
from duben.study.model import Pattern
from duben.study.tables import toml_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from duben.model import Word

_GAP = re.compile(r"(?P<kind>__?)(?P<most>\d*)(?P<optional>\??)")
_USUAL_GAP = 12
_CLAUSE_ENDS = frozenset("，。；：！？…—,;:!?")
_SENTENCE_ENDS = frozenset("。；！？;!?")
_TAGS = {
    "v": frozenset(["v", "vd", "vi", "vq"]),
    "vv": frozenset(["v", "vd", "vi"]),
    "v2": frozenset(["v", "vd", "vi", "vn"]),
    "n": frozenset(["n", "nr", "ns", "nt", "nz", "nrt", "ng", "vn", "an", "s", "j", "l", "r"]),
    "nn": frozenset(["n", "nr", "ns", "nt", "nz", "nrt", "j", "r"]),
    "a": frozenset(["a", "ad", "z", "i"]),
    "m": frozenset(["m", "mq"]),
}
_SHORTEST_DERIVED = 3


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found in a sentence.

    `start` and `end` are indices of the sentence's words, `fixed` those of the words that
    make the pattern: 以 and 为.
    """

    pattern: Pattern
    start: int
    end: int
    fixed: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Element:
    """One element of a form. `texts` are alternatives, `tags` parts of speech.

    `kind` is "text", "tag", "ending", "gap", "before" (~), "behind" (!), "opens" (^) or
    "closes" ($); `most` is how many words a gap has at most, `least` how many at least.
    """

    kind: str
    texts: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    least: int = 1
    most: int = 1
    crosses: bool = False


@dataclass(frozen=True, slots=True)
class _Form:
    pattern: Pattern
    elements: tuple[_Element, ...]
    opening: frozenset[str]  # the first words that are given


@cache
def patterns() -> Mapping[str, Pattern]:
    """Return all patterns by their ids, in the order of the file."""
    table = toml_table("patterns.toml")
    kinds = table["slots"]
    return {
        name: Pattern(
            id=name,
            title=entry["title"],
            level=entry["level"],
            english=entry["english"],
            chinese=entry["chinese"],
            slots=tuple((letter, kinds[kind]) for letter, kind in entry["slots"].items()),
            example=entry["example"],
        )
        for name, entry in table["patterns"].items()
    }


def find(words: Sequence[Word]) -> tuple[Match, ...]:
    """Find the patterns in the words of one sentence, in the order in which they begin.

    The work grows with the length of the sentence alone, for gaps have a limit.
    """
    texts = [shadow(word.text) for word in words]
    found: dict[tuple[str, int], Match] = {}
    busy: dict[str, int] = {}  # where the last match of a pattern ends
    forms = _forms()
    for start in range(len(words)):
        for form in (*forms.get(texts[start][:1], ()), *forms[""]):
            name = form.pattern.id
            if busy.get(name, 0) > start:
                continue
            match = _Attempt(words, texts, form).at(start)
            if match:
                found[name, start] = match
                busy[name] = match.end
    return tuple(found.values())


class _Attempt:
    """One form tried on one sentence; places that failed are not tried again."""

    def __init__(self, words: Sequence[Word], texts: Sequence[str], form: _Form) -> None:
        self.words, self.texts, self.form = words, texts, form
        self.failed: set[tuple[int, int]] = set()

    def at(self, start: int) -> Match | None:
        found = self._match(0, start)
        if found is None:
            return None
        end, fixed = found
        return Match(self.form.pattern, start, end, frozenset(fixed))

    def _match(self, index: int, place: int) -> tuple[int, list[int]] | None:
        """Match the elements from *index* on; give the end and the words that are given."""
        if index == len(self.form.elements):
            return place, []
        if (index, place) in self.failed:
            return None
        element = self.form.elements[index]
        for end in self._ends(element, place):
            rest = self._match(index + 1, end)
            if rest:
                given = element.kind in {"text", "ending"}
                return rest[0], [*(range(place, end) if given else ()), *rest[1]]
        self.failed.add((index, place))
        return None

    def _ends(self, element: _Element, place: int) -> Iterator[int]:
        """Yield the places behind the element, the nearest first."""
        if element.kind == "gap":
            yield from self._gap(element, place)
        elif element.kind == "text":
            yield from self._given(element, place)
        elif element.kind in {"tag", "ending"}:
            if place < len(self.words) and self._is(element, place):
                yield place + 1
        elif self._holds(element, place):
            yield place

    def _gap(self, element: _Element, place: int) -> Iterator[int]:
        stops = _SENTENCE_ENDS if element.crosses else _CLAUSE_ENDS
        if not element.least:
            yield place
        for end in range(place, min(place + element.most, len(self.texts))):
            text = self.texts[end]
            if text[:1] in stops or text in self.form.opening:
                return
            yield end + 1

    def _given(self, element: _Element, place: int) -> Iterator[int]:
        if not element.least:
            yield place
        joined = ""
        longest = max(map(len, element.texts))
        for end in range(place, len(self.texts)):
            joined += self.texts[end]
            if len(joined) > longest:
                return
            if joined in element.texts and self._has_tag(element, place, end):
                yield end + 1

    def _has_tag(self, element: _Element, first: int, last: int) -> bool:
        if not element.tags:
            return True
        return first == last and self.words[first].part_of_speech[:1] in element.tags

    def _is(self, element: _Element, place: int) -> bool:
        text, tag = self.texts[place], self.words[place].part_of_speech
        if element.kind == "ending":
            return len(text) >= element.least and text[-1] in element.texts and tag[:1] in "nvab"
        return tag in element.tags and len(text) >= element.least

    def _holds(self, element: _Element, place: int) -> bool:
        if element.kind == "opens":
            return place == 0 or self.texts[place - 1][:1] in _CLAUSE_ENDS | set("“「")
        if element.kind == "closes":
            return place == len(self.texts) or self.texts[place][:1] in _CLAUSE_ENDS | set("”」")
        looked = place - 1 if element.kind == "before" else place
        if not 0 <= looked < len(self.texts):
            return True
        tag = self.words[looked].part_of_speech
        return self.texts[looked] not in element.texts and tag[:1] not in element.tags


@cache
def _forms() -> Mapping[str, tuple[_Form, ...]]:
    """Return the forms by the character with which they begin; "" has those without one."""
    found: dict[str, list[_Form]] = {"": []}
    for name, entry in toml_table("patterns.toml")["patterns"].items():
        for written in entry["forms"]:
            elements = tuple(map(_element, written.split()))
            first = next((e for e in elements if e.kind not in {"before", "opens"}), elements[0])
            given = first.texts if first.kind == "text" else frozenset()
            form = _Form(patterns()[name], elements, given)
            for character in {text[0] for text in given} or {""}:
                found.setdefault(character, []).append(form)
    return {character: tuple(forms) for character, forms in found.items()}


def _element(written: str) -> _Element:
    gap = _GAP.fullmatch(written)
    if gap:
        most = int(gap["most"] or _USUAL_GAP)
        return _Element("gap", least=not gap["optional"], most=most, crosses=gap["kind"] == "__")
    if written in {"^", "$"}:
        return _Element("opens" if written == "^" else "closes")
    if written[0] == "<":
        kind = written.strip("<>")
        return _Element("tag", tags=_TAGS[kind], least=2 if kind in {"v2", "vv"} else 1)
    if written[0] == "*":
        return _Element("ending", texts=frozenset(written[1]), least=_SHORTEST_DERIVED)
    if written[0] in "~!":
        items = written[1:].split("|")
        kind = "before" if written[0] == "~" else "behind"
        tags = frozenset(item for item in items if item.isascii())
        return _Element(kind, frozenset(items) - tags, tags)
    optional = written.endswith("?")
    texts, _, tag = written.removesuffix("?").partition("/")
    return _Element("text", frozenset(texts.split("|")), frozenset(tag), least=not optional)
