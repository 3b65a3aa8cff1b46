"""Bytes or lines → what kind of file this is, and whether it is Chinese.

What a file holds goes before what its name says: a Word file called .txt is no text.
What cannot be read is refused by name, with what to do about it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from duben.errors import SourceError
from duben.han import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duben.source import Line

Kind = Literal["text", "markdown", "html", "docx", "epub", "pdf"]

_OPEN_AND_SAVE = "Open it, choose Save as, DOCX or plain text (UTF-8), and use that file."

_REFUSED = {
    "image": ("a picture", "Type its text, or have it recognised, into a .txt file."),
    "rtf": ("a Rich Text file", _OPEN_AND_SAVE),
    "old office": ("an old or locked Office file (.doc, .xls, .ppt)", _OPEN_AND_SAVE),
    "archive": ("a compressed archive", "Unpack it and use a file inside."),
    "office": ("an Office file without running text", _OPEN_AND_SAVE),
    "xml": ("an XML file that is no web page", "Copy its text into a .txt file."),
    "program": ("a program", "Name a file with Chinese text."),
}
_NAMES: dict[Kind, str] = {
    "text": "a text file",
    "markdown": "a Markdown file",
    "html": "a web page (HTML)",
    "docx": "a Word file (DOCX)",
    "epub": "an EPUB book",
    "pdf": "a PDF file",
}
_SUFFIXES: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".epub": "epub",
    ".pdf": "pdf",
}
_MARKED: frozenset[Kind] = frozenset(("docx", "epub", "pdf"))  # told by their first bytes
_FIRST_BYTES = (
    (b"%PDF", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"GIF8", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\x00", "program"),
    (b"SQLite format 3\x00", "program"),
)
# What a zip archive holds: names of members stand uncompressed in the file.
_ZIP_MEMBERS = (
    (b"application/epub+zip", "epub"),
    (b"META-INF/container.xml", "epub"),
    (b"word/", "docx"),
    (b"xl/", "office"),
    (b"ppt/", "office"),
    (b"application/vnd.oasis.opendocument", "office"),
    (b"[Content_Types].xml", "docx"),
)
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)?"
    rb"<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE,
)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\s")

_HAN = re.compile(f"[{HAN_CLASS}]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
_HANGUL = re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]")
_OTHER_LANGUAGE_SHARE = 0.2
_LEAST_HAN_SHARE = 0.05


def kind_of(content: bytes, suffix: str, where: str) -> Kind:
    """Return the kind of file; *suffix* (".docx", or empty) decides where bytes do not tell.

    Raises `SourceError` for a kind that is not read, and for a name that says another kind
    than the file is.
    """
    named = _SUFFIXES.get(suffix)
    held = _held(content)
    if held in _REFUSED:
        what, hint = _REFUSED[held]
        raise SourceError(f"this is {what}", where=where, hint=hint)
    found = next((kind for kind in _NAMES if kind == held), None)
    if named in _MARKED and found is None:
        raise SourceError(
            f"this is not {_NAMES[named]}, though its name says so",
            where=where,
            hint="The file may be damaged or cut off: get it anew.",
        )
    if found and named and found != named:
        suffixes = " or ".join(end for end, kind in _SUFFIXES.items() if kind == found)
        raise SourceError(
            f"this is {_NAMES[found]}, though its name says {_NAMES[named]}",
            where=where,
            hint=f"If you trust it, rename it to end in {suffixes}.",
        )
    return found or named or "text"


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


def _held(content: bytes) -> str | None:
    """Tell from the bytes what kind of file this is; None where they could be any text."""
    for start, kind in _FIRST_BYTES:
        if content.startswith(start):
            return kind
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((kind for member, kind in _ZIP_MEMBERS if member in content), "archive")
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image"
    if _PAGE.match(content):
        return "html"
    return "xml" if _XML.match(content) else None
