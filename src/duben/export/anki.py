"""Cards as an Anki package (.apkg), by genanki.

A deck in, the bytes of the package out; those of the package that it replaces tell which
notes have changed. genanki makes the database; its zip and its clock are not used.
"""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from contextlib import closing
from html import escape
from itertools import count
from typing import TYPE_CHECKING, Any

from duben.export import fields
from duben.export.cards import digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from duben.export.base import Setting
    from duben.export.cards import Deck
    from duben.render import Templates

_MODEL = 1764072714603
"""The id of the note type. Anki takes one of the same id and other fields for another."""

_DATABASE, _MEDIA = "collection.anki2", "media"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip file can give
_BOLD = "\ue000", "\ue001"  # private characters, until markup is escaped
_BETWEEN_FIELDS = "\x1f"


def package(deck: Deck, setting: Setting) -> bytes:
    """Write the package.

    Anki brings a note up to date only where the package's is younger. So a note that has
    changed is a second younger than in the package that is replaced, and one that has not
    is as old.
    """
    import genanki

    templates, now = setting.templates, int(setting.time.timestamp())
    known = _notes(setting.earlier) if setting.earlier else {}
    made = genanki.Deck(
        int.from_bytes(digest(deck.seed, "deck")[:5]) + (1 << 40),  # JavaScript counts to 2^53
        fields.deck_name(deck),
        templates.render("exports/about.txt.j2", title=deck.title).strip(),
    )
    model = _note_type(templates)
    made.add_model(model)
    # Anki numbers notes and cards by the millisecond; those of two texts had better differ.
    numbers = count(now * 1000 + int.from_bytes(digest(deck.seed, "notes")[:4]) % 1_000_000_000)
    with closing(sqlite3.connect(":memory:")) as connection:
        cursor = connection.cursor()
        genanki.Package(made).write_to_db(cursor, now, numbers)
        for place, card in enumerate(deck.cards, 1):
            values = [_html(value) for value in fields.values(deck, card, _BOLD)]
            note = genanki.Note(model, values, guid=card.id, tags=list(card.tags), due=place)
            content = (_BETWEEN_FIELDS.join(values), " ".join(card.tags))
            first = now + card.is_edited  # the unedited one may have been handed out
            before, modified = known.get(card.id, (content, first))
            if before != content:
                modified = max(modified + 1, first)
            note.write_to_db(cursor, modified, made.deck_id, numbers)
        connection.commit()
        database = connection.serialize()
    return _zipped({_DATABASE: database, _MEDIA: json.dumps({}).encode()})


def _note_type(templates: Templates) -> Any:
    import genanki

    return genanki.Model(
        _MODEL,
        fields.NOTE_TYPE,
        fields=[{"name": name} for name in fields.NAMES],
        templates=[
            {
                "name": "Word",
                "qfmt": templates.read("exports/anki/front.html"),
                "afmt": templates.read("exports/anki/back.html"),
            }
        ],
        css=templates.read("exports/anki/card.css"),
    )


def _html(value: str) -> str:
    start, end = _BOLD
    return escape(value, quote=False).replace(start, "<b>").replace(end, "</b>")


def _notes(package: bytes) -> Mapping[str, tuple[tuple[str, str], int]]:
    """Read the notes of a package by id: fields and tags, and when they were changed.

    There are none in a file that is no package of ours: it is replaced.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            database = archive.read(_DATABASE)
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(database)
            found = connection.execute("SELECT guid, flds, tags, mod FROM notes").fetchall()
    except (zipfile.BadZipFile, KeyError, sqlite3.Error):
        return {}
    return {guid: ((flds, tags.strip()), mod) for guid, flds, tags, mod in found}


def _zipped(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.create_system = 3  # Unix, whose rights these are
            member.external_attr = 0o644 << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return packed.getvalue()
