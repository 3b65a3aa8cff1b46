"""Link the parts of a study guide to each other: words, glosses, glossary, exercises, key.

The body of an edition and the pieces of guidance in, the same body changed: word lists
become glosses that pop up and a glossary, squares become pictures. No text of the edition
is dropped; a layout without such parts is left as it is.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.errors import TemplateError
from duben.vocabulary import HEADINGS, XHTML, classes, local_name
from duben.write.epub.glossing import link_uses, set_glossary, set_glosses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from duben.write.epub.glossing import Key, Use


@dataclass(frozen=True, slots=True)
class Step:
    """How far a section of the text is: its number, and how many words are new until then."""

    number: int
    count: int
    words: int
    so_far: int
    total: int


def steps(body: etree._Element) -> tuple[Step, ...]:
    """Count the new words by section, for the sections that have a list of them."""
    counts = [sum(1 for _ in words.iterfind("{*}table/{*}tbody/{*}tr")) for words in _lists(body)]
    so_far = 0
    found = []
    for number, count in enumerate(counts, start=1):
        so_far += count
        found.append(Step(number, len(counts), count, so_far, sum(counts)))
    return tuple(found)


def link(body: etree._Element, guidance: etree._Element) -> None:
    """Make the links, with the words of *guidance* (what guidance.xhtml.j2 renders).

    Raises `TemplateError` where a piece of it is missing.
    """
    back = _piece(guidance, "back")
    marks = [piece for piece in guidance if "progress" in classes(piece)]
    places: dict[Key, Use] = {}
    links: dict[Key, list[etree._Element]] = {}
    for words, mark in zip(list(_lists(body)), marks, strict=True):
        section = next(words.iterancestors(f"{{{XHTML}}}section"), words)
        found = link_uses(section, words)
        places |= {key: use for key, use in found.items() if key not in places}
        for key, lemma in set_glosses(words, found, back):
            links.setdefault(key, []).append(lemma)
        words.append(deepcopy(mark))
    for table in body.findall(".//{*}table[@class='glossary']"):
        for key, term in list(set_glossary(table, places)):
            for lemma in links.get(key, ()):
                _lead(lemma, term.get("id") or "")
    _link_exercises(body, _piece(guidance, "to-key"), back)


def draw_squares(body: etree._Element, guidance: etree._Element) -> None:
    """Turn the squares in which characters are written into pictures, each with its name."""
    for paragraph in body.findall(".//{*}div[@class='squares']/{*}p"):
        grid = _piece(guidance, "grid")
        grid.set("aria-label", (grid.get("aria-label") or "") + (paragraph.text or ""))
        for text in grid.iter("{*}text"):
            text.text = paragraph.text
        paragraph.text = None
        paragraph.append(grid)


def add_notice(body: etree._Element, guidance: etree._Element) -> None:
    """Put into the colophon what a book says of itself alone: how to hide its readings."""
    notice = _piece(guidance, "notice")
    for colophon in body.findall(".//{*}section[@class='colophon']"):
        if len(notice):
            colophon.append(deepcopy(notice))


def _lists(body: etree._Element) -> Iterator[etree._Element]:
    return body.iterfind(".//{*}section[@class='words']")


def _piece(guidance: etree._Element, kind: str) -> etree._Element:
    """Copy the piece of guidance of a kind."""
    for piece in guidance.iterchildren("*"):
        if kind in classes(piece):
            copy = deepcopy(piece)
            copy.tail = None
            return copy
    raise TemplateError(
        f'it has no element of the class "{kind}"',
        where="formats/epub/guidance.xhtml.j2",
        hint="Restore it, or leave out --templates to use the built-in one.",
    )


def _lead(lemma: etree._Element, term: str) -> None:
    """Make the word of a gloss a link to its *term* in the glossary."""
    lemma.tag = f"{{{XHTML}}}a"
    lemma.set("href", f"#{term}")
    lemma.set("role", "doc-glossref")


# --- exercises ---------------------------------------------------------------------------


def _link_exercises(body: etree._Element, to_key: etree._Element, back: etree._Element) -> None:
    """Lead from each exercise to its answers, and back. The key has them in the same order."""
    keys = list(_answers(body))
    kinds = {kind for answers in keys for kind in answers}
    asked = [
        found
        for block in body.iterfind(".//{*}section[@class='exercises']")
        if (found := {kind: h for kind, h in _exercises(block).items() if kind in kinds})
    ]
    for number, (headings, answers) in enumerate(zip(asked, keys, strict=False), start=1):
        for count, (kind, heading) in enumerate(headings.items(), start=1):
            if kind in answers:
                names = (f"exercise-{number}-{count}", f"answers-{number}-{count}")
                _link_exercise(heading, answers[kind], names, (to_key, back))


def _link_exercise(
    heading: etree._Element,
    answers: etree._Element,
    names: tuple[str, str],
    pieces: tuple[etree._Element, etree._Element],
) -> None:
    heading.set("id", names[0])
    answers.set("id", names[1])
    forth, back = map(deepcopy, pieces)
    for way in forth.iter("{*}a"):
        way.set("href", f"#{names[1]}")
    last = heading
    for following in heading.itersiblings("*"):
        if local_name(following) in HEADINGS:
            break
        last = following
    forth.tail, last.tail = last.tail, None
    last.addnext(forth)
    back.set("href", f"#{names[0]}")
    answers.append(back)


def _exercises(block: etree._Element) -> dict[str, etree._Element]:
    """Find the headings of a section's exercises by what they say: 选词填空."""
    headings = (child for child in block if local_name(child) in HEADINGS)
    return {(heading.text or "").strip(): heading for heading in headings}


def _answers(body: etree._Element) -> Iterator[dict[str, etree._Element]]:
    """Find in the key, section by section, the answers by the exercise that they name."""
    for key in body.iterfind(".//{*}section[@class='key']"):
        group: dict[str, etree._Element] = {}
        for child in key.iterchildren("*"):
            if local_name(child) in HEADINGS and group:
                yield group
                group = {}
            elif "answers" in classes(child):
                group[(child.text or "").strip()] = child
        if group:
            yield group
