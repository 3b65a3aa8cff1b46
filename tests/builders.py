"""Write small publications in one line, so that a test shows only what it is about.

publication("宣言", 一="我们/充分(chōng fèn)/发挥。")
"""

from __future__ import annotations

import re

from duben.han import is_han
from duben.model import Block, Passage, Publication, Section, Word

_WORD = re.compile(r"(?P<text>[^()?]+)(?:\((?P<readings>[^)]*)\))?(?P<doubt>\??)")


def passage(text: str, *, line: int = 1) -> Passage:
    """Words are parted by `/`; readings follow in brackets, `?` marks a doubtful word."""
    words = tuple(word for piece in text.split("/") for word in _words(piece))
    return Passage("".join(word.text for word in words), line, (), words)


def publication(title: str, **sections: str) -> Publication:
    """Each keyword is a heading; `preamble` is text without one. Paragraphs end in `|`."""
    return Publication(
        name="test",
        title=passage(title),
        language="zh-Hans",
        digest="0" * 64,
        sections=tuple(
            Section(
                heading=None if heading == "preamble" else passage(heading),
                level=0 if heading == "preamble" else 1,
                blocks=tuple(Block("paragraph", (passage(text),)) for text in texts.split("|")),
            )
            for heading, texts in sections.items()
        ),
    )


def _words(piece: str) -> list[Word]:
    """One word, with the punctuation behind it as a word of its own."""
    match = _WORD.match(piece)
    assert match, f"not a word: {piece!r}"
    text = match["text"]
    body = text.rstrip("，。、；：？！”）》…—")
    rest = text[len(body) :] + piece[match.end() :]
    readings = (match["readings"] or "").split()
    words = []
    if body:
        given = readings or ["x" if is_han(character) else "" for character in body]
        confidence = "doubtful" if match["doubt"] else "certain"
        syllables = tuple(reading or None for reading in given)
        words.append(Word(body, syllables, "".join(given), confidence))
    if rest:
        words.append(Word(rest, (None,) * len(rest)))
    return words
