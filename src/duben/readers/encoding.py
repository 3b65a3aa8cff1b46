"""Bytes → text: byte order mark, then strict UTF-8, then whatever gives the commonest text.

Encodings of Chinese overlap: nearly any bytes are *something* in GB 18030. What tells
them apart is that right decoding gives everyday characters (的一是不了) and wrong decoding
rare ones (锟斤拷). It does not look at what the text says beyond that.
"""

from __future__ import annotations

import codecs
import math
import re
from collections import Counter
from dataclasses import dataclass, replace

from duben.errors import SourceError, UnknownNameError
from duben.readers.commonness import cost_of, is_common
from duben.source import Notice

DAMAGED = "C11"

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
_BY_COST = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_REPAIRABLE = ("utf-8", "gb18030", "big5hkscs")
_BAD_BYTES_SHARE = 0.001
_LONGEST_CHARACTER = 4
_BAD_BYTES = re.compile("[\udc80-\udcff]+")
_ROW_END = re.compile("\r\n|\r|\n")
_REPLACEMENT = "\ufffd"
_CONTEXT = 3

_DAMAGED_MARGIN = 1.5
_FIRST_PRINTABLE = 0x20


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes that could not be read: where they are in the file, and their place in the text.

    `offset` counts the bytes before them, `position` the characters before the U+FFFD
    that stands for them.
    """

    offset: int
    content: bytes
    position: int


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the name of the encoding it was in, whether that is a guess, and what is damaged.

    Bytes that could not be read stand in `text` as U+FFFD, one for each run of them.
    """

    text: str
    encoding: str
    guessed: bool = False
    damage: tuple[Damage, ...] = ()


def decode(content: bytes, where: str, encoding: str | None = None) -> Decoded:
    """Decode *content*, in *encoding* if one is named.

    Raises `SourceError` where no encoding fits, `UnknownNameError` for a strange name.
    """
    if encoding is not None:
        return _decode_as_told(content, where, encoding)
    for mark, codec in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _marked(content, codec, where)
    found = None if b"\0" in content else _utf8(content)
    found = found or _cheapest(content) or _utf8(content, nul_share=0.01) or _damaged(content)
    if found:
        return found
    if _looks_binary(content):
        raise SourceError("this is not text", where=where, hint="Name a text file.")
    raise SourceError(
        "the encoding of this text cannot be told",
        where=where,
        hint="Name it with --encoding (gb18030, big5, utf-16), or save the file as UTF-8.",
    )


def damage_notices(found: Decoded) -> tuple[Notice, ...]:
    """Return a notice for each place that could not be read: its line, and its byte."""
    notices = []
    line, done = 1, 0
    for damage in found.damage:
        line += len(_ROW_END.findall(found.text, done, damage.position))
        done = damage.position
        before = _ROW_END.split(found.text[max(done - _CONTEXT, 0) : done])[-1]
        after = _ROW_END.split(found.text[done : done + 1 + _CONTEXT])[0]
        plural = "s" * (len(damage.content) > 1)
        message = (
            f"Byte {damage.offset + 1} of the file could not be read as {found.encoding} "
            f"(byte{plural} {damage.content[:8].hex(' ').upper()}): it is damaged here."
        )
        notices.append(Notice(DAMAGED, "error", line, before + after, before + after, message))
    return tuple(notices)


def _decode_as_told(content: bytes, where: str, encoding: str) -> Decoded:
    name = encoding.lower().replace("_", "-")
    name = {"utf8": "utf-8", "utf16": "utf-16", "utf-8-sig": "utf-8"}.get(name, name)
    if name not in _CODECS:
        raise UnknownNameError("encoding", encoding, _CODECS)
    return Decoded(_strict(content, _CODECS[name], where), name)


def _marked(content: bytes, codec: str, where: str) -> Decoded:
    """Decode as the byte order mark says; UTF-8 with a few bad bytes is mended."""
    try:
        return Decoded(_strict(content, codec, where), codec)
    except SourceError:
        found = _repaired(content, codec) if codec == "utf-8" else None
        if found is None:
            raise
        return replace(found, guessed=False)


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


def _cheapest(content: bytes) -> Decoded | None:
    """Decode so that *content* is the commonest text; None where even that is not Chinese."""
    best, least = None, math.inf
    for codec in _BY_COST:
        try:
            text = content.decode(codec).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        counts = Counter(text)
        cost = cost_of(counts)
        if cost < least:
            found = Decoded(text, _SHOWN[codec], guessed=True)
            best, least = found if is_common(counts) else None, cost
    return best


def _damaged(content: bytes) -> Decoded | None:
    """Text with a few bad bytes: better read with marks in it than refused."""
    if b"\0" in content:
        return None
    for codec in _REPAIRABLE:
        found = _repaired(content, codec)
        if found and is_common(Counter(found.text.replace(_REPLACEMENT, "")), _DAMAGED_MARGIN):
            return found
    return None


def _repaired(content: bytes, codec: str) -> Decoded | None:
    """Decode with U+FFFD for each run of bad bytes; None where there are too many."""
    allowed = max(1, int(_BAD_BYTES_SHARE * len(content)))
    # Each bad byte becomes a lone surrogate for now, so that its place can be counted.
    escaped = content.decode(codec, "surrogateescape")
    pieces: list[str] = []
    damage: list[Damage] = []
    offset = position = done = bad = 0
    for match in _BAD_BYTES.finditer(escaped):
        piece = escaped[done : match.start()]
        lost = match[0].encode("ascii", "surrogateescape")
        offset, position = offset + len(piece.encode(codec)), position + len(piece)
        damage.append(Damage(offset, lost, position))
        pieces += piece, _REPLACEMENT
        offset, position, done, bad = offset + len(lost), position + 1, match.end(), bad + len(lost)
        if bad > max(allowed, _LONGEST_CHARACTER):
            return None
    text = "".join((*pieces, escaped[done:]))
    if text.startswith("\ufeff"):
        text = text[1:]
        damage = [replace(one, position=one.position - 1) for one in damage]
    return Decoded(text, _SHOWN[codec], guessed=True, damage=tuple(damage))


def _looks_binary(content: bytes) -> bool:
    head = content[:4096]
    controls = sum(byte < _FIRST_PRINTABLE and byte not in b"\t\n\r\f\v\x1b" for byte in head)
    return controls > 0.02 * len(head)
