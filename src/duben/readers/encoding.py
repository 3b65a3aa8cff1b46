"""Bytes → text: byte order mark, then strict UTF-8, then whatever gives common characters.

Encodings of Chinese overlap: nearly any bytes are *something* in GB 18030. What tells
them apart is that right decoding gives everyday characters (的一是不了) and wrong decoding
rare ones (锟斤拷). It does not look at what the text says beyond that.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from functools import cache
from importlib import resources

from duben.errors import SourceError, UnknownNameError

# The names a user may give → the codec that reads them, each the widest of its family.
_CODECS = {
    "utf-8": "utf-8",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "cp950": "cp950",
}
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SHOWN = {
    "utf-8": "UTF-8",
    "gb18030": "GB 18030",
    "big5hkscs": "Big5",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
}
_BY_SCORE = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_REPAIRABLE = ("utf-8", "gb18030", "big5hkscs")
# Real Chinese reaches 0.7 even in 20 characters, Korean or Japanese read as Chinese 0.45.
_LEAST_SCORE = 0.55
_LEAST_SCORE_OF_DAMAGED = 0.7
_BAD_BYTES_SHARE = 0.001
_PUNCTUATION = "\u3000，。、：；？！“”‘’（）《》—…·「」『』"
_ASCII_LIMIT = 0x80
_FIRST_PRINTABLE = 0x20
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the name of the encoding it was in, and whether that is a guess.

    Bytes that could not be read stand in `text` as U+FFFD, which cleaning reports.
    """

    text: str
    encoding: str
    guessed: bool = False


def decode(content: bytes, where: str, encoding: str | None = None) -> Decoded:
    """Decode *content*, in *encoding* if one is named.

    Raises `SourceError` where no encoding fits, `UnknownNameError` for a strange name.
    """
    if encoding is not None:
        return _decode_as_told(content, where, encoding)
    for mark, codec in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return Decoded(_strict(content, codec, where), codec)
    found = None if b"\0" in content else _utf8(content)
    found = found or _best_by_score(content) or _utf8(content, nul_share=0.01) or _damaged(content)
    if found:
        return found
    if _looks_binary(content):
        raise SourceError("this is not text", where=where, hint="Name a text file.")
    raise SourceError(
        "the encoding of this text cannot be told",
        where=where,
        hint="Name it with --encoding (gb18030, big5, utf-16), or save the file as UTF-8.",
    )


def _decode_as_told(content: bytes, where: str, encoding: str) -> Decoded:
    name = encoding.lower().replace("_", "-")
    name = {"utf8": "utf-8", "utf16": "utf-16", "utf-8-sig": "utf-8"}.get(name, name)
    if name not in _CODECS:
        raise UnknownNameError("encoding", encoding, _CODECS)
    return Decoded(_strict(content, _CODECS[name], where), name)


def _strict(content: bytes, codec: str, where: str) -> str:
    try:
        return content.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SourceError(
            f"byte {error.start + 1} of this text is not {_SHOWN.get(codec, codec)}",
            where=f"{where}:{line}",
            hint="Name another encoding with --encoding, or save the file as UTF-8.",
        ) from error


def _utf8(content: bytes, *, nul_share: float = 1) -> Decoded | None:
    """UTF-8, which is never right by chance; NULs stay few, or it is UTF-16 in disguise."""
    if content.count(0) > nul_share * len(content):
        return None
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _best_by_score(content: bytes) -> Decoded | None:
    best, best_score = None, _LEAST_SCORE
    for codec in _BY_SCORE:
        try:
            text = content.decode(codec).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        score = _score(text)
        if score > best_score:
            best, best_score = Decoded(text, _SHOWN[codec], guessed=True), score
    return best


def _damaged(content: bytes) -> Decoded | None:
    """Text with a few bad bytes: better read with marks in it than refused."""
    allowed = max(1, int(_BAD_BYTES_SHARE * len(content)))
    for codec in _REPAIRABLE:
        text = content.decode(codec, "replace")
        if text.count(_REPLACEMENT) <= allowed and _score(text) >= _LEAST_SCORE_OF_DAMAGED:
            return Decoded(text, _SHOWN[codec], guessed=True)
    return None


def _score(text: str) -> float:
    """Return the share of common characters and marks among all that are not ASCII."""
    common = _common()
    wide = [character for character in text if ord(character) >= _ASCII_LIMIT]
    return sum(character in common for character in wide) / len(wide) if wide else 0.0


@cache
def _common() -> frozenset[str]:
    """Return the 1,500 characters most used in Chinese, with their traditional forms.

    They cover 93 of 100 characters of any text. Counted from jieba's word frequencies.
    """
    listing = resources.files("duben.readers").joinpath("common.txt").read_text(encoding="utf-8")
    return frozenset(listing.replace("\n", "") + _PUNCTUATION)


def _looks_binary(content: bytes) -> bool:
    head = content[:4096]
    controls = sum(byte < _FIRST_PRINTABLE and byte not in b"\t\n\r\f\v\x1b" for byte in head)
    return controls > 0.02 * len(head)
