"""A publication as one JSON object, for other programs (schema 1).

`Publication` in, JSON text out. It leaves nothing out and decides nothing.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duben.model import Passage, Publication, Section, Word

SCHEMA = 1


def as_json(publication: Publication) -> str:
    """Write *publication* as indented JSON; Chinese stays readable."""
    return json.dumps(as_record(publication), ensure_ascii=False, indent=2)


def as_record(publication: Publication) -> dict[str, Any]:
    """Return *publication* as dictionaries and lists.

    Every passage of a section is a paragraph with the `kind` of its block: a line of verse,
    an item, a cell.
    """
    return {
        "schema": SCHEMA,
        "title": publication.title.text,
        "title_words": _words(publication.title),
        "subtitle": publication.subtitle.text if publication.subtitle else None,
        "author": publication.author.text if publication.author else None,
        "language": publication.language,
        "unit": publication.unit,
        "date": publication.date,
        "front_matter": {
            **dict(publication.front_matter),
            "source_note": [note.text for note in publication.source_note],
        },
        "sections": [_section(section) for section in publication.sections],
        "notices": [
            {
                "code": notice.code,
                "severity": notice.severity,
                "line": notice.line,
                "before": notice.before,
                "after": notice.after,
                "message": notice.message,
            }
            for notice in publication.notices
        ],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "heading": section.heading.text if section.heading else None,
        "heading_words": _words(section.heading) if section.heading else [],
        "level": section.level,
        "paragraphs": [
            {
                "text": passage.text,
                "line": passage.line,
                "kind": block.kind,
                "words": _words(passage),
            }
            for block in section.blocks
            for passage in block.passages
        ],
    }


def _words(passage: Passage) -> list[dict[str, Any]]:
    return [_word(word) for word in passage.words]


def _word(word: Word) -> dict[str, Any]:
    return {
        "text": word.text,
        "readings": list(word.readings),
        "pinyin": word.pinyin,
        "confidence": word.confidence,
        "origin": word.origin,
        "alternatives": [list(alternative) for alternative in word.alternatives],
    }
