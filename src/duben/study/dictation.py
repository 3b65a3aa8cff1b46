"""听写: short sentences of a section for a teacher to read aloud.

A lesson in, sentences out. It is the sentence that is the key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.han import han
from duben.study.chance import drawn
from duben.study.model import Question

if TYPE_CHECKING:
    from duben.study.new_words import Lesson

_SHORTEST, _LONGEST = 8, 24  # Chinese characters


def ask(lesson: Lesson, seed: str, most: int) -> tuple[Question, ...]:
    """Choose at most *most* sentences, in the order of the text; ask tells their length."""
    found = []
    for sentence in lesson.sentences:
        text = "".join(term.text for term in sentence).strip()
        doubtful = any(word.confidence == "doubtful" for t in sentence for word in t.words)
        if not doubtful and _SHORTEST <= len(han(text)) <= _LONGEST and _is_whole(text):
            found.append(Question(str(len(han(text))), text))
    return drawn(found, seed, lambda q: q.answer, most)


def _is_whole(text: str) -> bool:
    pairs = ("“”", "《》", "（）")
    return (
        all(text.count(pair[0]) == text.count(pair[1]) for pair in pairs) and text[-1] in "。！？”"
    )
