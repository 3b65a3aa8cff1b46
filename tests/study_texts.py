"""Publications for the tests of the study guide, annotated like any other."""

from __future__ import annotations

from duben import annotate
from duben.model import Block, Passage, Publication, Section


def passage(text: str) -> Passage:
    return Passage(text, 1, (), annotate.words(text))


def publication(*paragraphs: str, heading: str = "") -> Publication:
    """One section; a title that is not part of any."""
    section = Section(
        heading=passage(heading) if heading else None,
        level=1 if heading else 0,
        blocks=tuple(Block("paragraph", (passage(text),)) for text in paragraphs),
    )
    return sections(section)


def sections(*parts: Section) -> Publication:
    return Publication(
        name="test", title=passage("测试"), language="zh-Hans", digest="0" * 64, sections=parts
    )
