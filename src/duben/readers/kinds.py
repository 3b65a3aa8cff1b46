"""Bytes or lines → nothing, or a `SourceError`: is this a text file, and is it Chinese.

It looks at first bytes, suffix and letters only; it does not decode or change anything.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from duben.errors import SourceError
from duben.han import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duben.model import Line

_SAVE_AS_TEXT = "Save the text as a .txt file (UTF-8) and use that."
_OPEN_AND_SAVE = "Open it, choose Save as, plain text (UTF-8), and use that file."

_KINDS = {
    "pdf": ("a PDF file", "Copy its text into a .txt file, and check the copy."),
    "image": ("a picture", "Type its text, or have it recognised, into a .txt file."),
    "rtf": ("a Rich Text file", _OPEN_AND_SAVE),
    "old office": ("an old Office file (.doc, .xls, .ppt)", _OPEN_AND_SAVE),
    "archive": ("a compressed archive", "Unpack it and use the text file inside."),
    "word": ("a Word file (DOCX)", _OPEN_AND_SAVE),
    "office": ("an Office file", _OPEN_AND_SAVE),
    "epub": ("an EPUB book", "Open it, copy the text into a .txt file, and use that."),
    "page": ("a web page (HTML)", _SAVE_AS_TEXT),
    "program": ("a program", "Name a file with Chinese text."),
}
_FIRST_BYTES = (
    (b"%PDF", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"GIF8", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"\x7fELF", "program"),
)
# What a zip archive holds: names of members stand uncompressed in the file.
_ZIP_MEMBERS = (
    (b"application/epub+zip", "epub"),
    (b"word/", "word"),
    (b"xl/", "office"),
    (b"ppt/", "office"),
    (b"application/vnd.oasis.opendocument", "office"),
)
_SUFFIXES = {".html": "page", ".htm": "page", ".xhtml": "page"}
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)

_HAN = re.compile(f"[{HAN_CLASS}]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
_HANGUL = re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]")
_OTHER_LANGUAGE_SHARE = 0.2
_LEAST_HAN_SHARE = 0.05


def refuse_other_kinds(content: bytes, suffix: str, where: str) -> None:
    """Raise `SourceError` where the content is not text, and say what it is."""
    kind = _kind(content, suffix)
    if kind:
        what, hint = _KINDS[kind]
        raise SourceError(f"this is {what}, not a text file", where=where, hint=hint)


def require_chinese(lines: Iterable[Line], where: str) -> None:
    """Raise `SourceError` where the lines hold no Chinese text, and say what they hold."""
    text = "\n".join(line.text for line in lines)
    letters = sum(character.isalpha() for character in text)
    han = len(_HAN.findall(text))
    for language, found in (
        ("Japanese", len(_KANA.findall(text))),
        ("Korean", len(_HANGUL.findall(text))),
    ):
        if found > _OTHER_LANGUAGE_SHARE * (found + han):
            raise SourceError(
                f"this looks like {language}, not Chinese",
                where=where,
                hint="Duben publishes Chinese texts only.",
            )
    if not han:
        raise SourceError(
            "there are no Chinese characters in this text",
            where=where,
            hint="Check the file, or name its encoding with --encoding.",
        )
    if han < _LEAST_HAN_SHARE * letters:
        raise SourceError(
            f"only {han} of {letters} letters in this text are Chinese",
            where=where,
            hint="Duben publishes Chinese texts only: take out the other language.",
        )


def _kind(content: bytes, suffix: str) -> str | None:
    for start, kind in _FIRST_BYTES:
        if content.startswith(start):
            return kind
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((kind for member, kind in _ZIP_MEMBERS if member in content), "archive")
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image"
    if suffix in _SUFFIXES or _PAGE.match(content):
        return "page"
    return None
