"""词语搭配: the verbs of a section with the objects that the text gives them.

A lesson in, collocations out, in the order of the text. Each is in the text: nothing is
put together that the author did not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.annotate.shadow import shadow
from duben.study import phrases
from duben.study.model import Collocation, Collocations
from duben.study.tables import toml_table

if TYPE_CHECKING:
    from duben.study.new_words import Lesson

_MOST, _FEWEST = 12, 3
_MOST_OBJECTS = 5


def collect(lesson: Lesson) -> Collocations | None:
    """Collect the verbs of two characters with the nouns that are their objects.

    Verbs with several objects go first where there are too many. None where there are
    hardly any.
    """
    found: dict[str, dict[str, None]] = {}
    for sentence in lesson.sentences:
        for clause in phrases.clauses(sentence):
            for place, heads in phrases.objects(sentence, clause):
                texts = ("".join(sentence[i].text for i in head) for head in heads)
                nouns = [text for text in texts if len(text) > 1]
                if nouns:
                    found.setdefault(sentence[place].text, {}).update(dict.fromkeys(nouns))
    richest = sorted(found, key=lambda verb: -len(found[verb]))[:_MOST]
    if len(richest) < _FEWEST:
        return None
    kept = [verb for verb in found if verb in richest]
    return Collocations(
        pairs=tuple(Collocation(verb, tuple(found[verb])[:_MOST_OBJECTS]) for verb in kept),
        alike=tuple(
            tuple(verb for verb in kept if shadow(verb) in group)
            for group in map(str.split, toml_table("synonyms.toml")["groups"])
            if sum(shadow(verb) in group for verb in kept) > 1
        ),
    )
