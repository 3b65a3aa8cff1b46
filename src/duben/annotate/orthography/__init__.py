"""Write words in pinyin as GB/T 16159-2012 does: joined, divided, with capitals.

The words of one passage and their syllables in, the spelling of each out. It chooses no
reading, and writes no punctuation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duben.annotate.orthography import (
    compounds,
    idioms,
    joining,
    lists,
    names,
    neighbours,
    numerals,
)
from duben.annotate.orthography.form import Form, of_spelling, solid
from duben.han import is_han

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.annotate.token import Token

__all__ = ["Spelling", "join", "respell", "spell", "spellings"]


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word in pinyin, and whether and by what it is joined to the word before it.

    `link` is "-" in dì-yī (第|一) and otherwise empty; an apostrophe, where one is needed at
    the join, is written by whoever sets the words in a line.
    """

    pinyin: str
    joined: bool = False
    link: str = ""


def spellings(tokens: Sequence[Token], syllables: Sequence[Sequence[str]]) -> tuple[Spelling, ...]:
    """Spell the words of one passage (simplified), each with its syllables.

    A word that is not Chinese has the spelling "".
    """
    forms = [
        _form(token.text, token.tag, read) for token, read in zip(tokens, syllables, strict=True)
    ]
    links = neighbours.reshape(tokens, forms)
    found = []
    for index, (token, form, read) in enumerate(zip(tokens, forms, syllables, strict=True)):
        pinyin = form.spell(read) if is_han(token.text[0]) else ""
        joined = index in links or joining.joined(tokens, syllables, index)
        found.append(Spelling(pinyin, joined, links.get(index, "")))
    return tuple(found)


def spell(word: str, syllables: Sequence[str], tag: str = "") -> str:
    """Write *word* (simplified) with its *syllables*: réngōng zhìnéng, Shànghǎi."""
    return _form(word, tag, syllables).spell(syllables)


def respell(spelling: str, syllables: Sequence[str], changed: Sequence[str]) -> str:
    """Write a word that was spelt with *syllables* with the *changed* ones, in the same shape."""
    form = of_spelling(spelling, syllables) or solid(len(changed))
    return form.spell(changed)


def join(syllables: Sequence[str]) -> str:
    """Join syllables to one word; an apostrophe before a, o, e: Xī'ān."""
    return solid(len(syllables)).spell(syllables)


def _form(word: str, tag: str, syllables: Sequence[str]) -> Form:
    """Find the shape of a word: what is listed, names, numbers, idioms, and then all others."""
    if len(word) == 1:
        return Form(())
    listed = lists.forms().get(word)
    if listed:
        return listed
    called_idiom = idioms.form_of(word) if idioms.is_called_idiom(word) else None
    return (
        compounds.repetition(word)
        or called_idiom  # before names: 名落孙山 is in lower case (6.3.2.3)
        or names.form_of(word, tag, syllables)
        or numerals.form_of(word, tag)
        or _determined(word)
        or idioms.form_of(word)
        or compounds.form_of(word)
    )


def _determined(word: str) -> Form | None:
    """Part a determiner from what it determines: 各国 gè guó (6.1.4.3), 那次 nà cì (6.1.4.2)."""
    first, rest = word[0], word[1:]
    if first in lists.words("demonstratives"):
        apart = rest in lists.words("measure") - lists.words("not_after_demonstratives")
    else:
        apart = first in lists.words("determiners") and rest in lists.words("determined")
    return Form((" ", *("",) * (len(rest) - 1))) if apart else None
