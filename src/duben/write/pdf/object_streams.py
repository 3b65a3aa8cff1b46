"""Hundreds of thousands of small objects written into a PDF at a few bytes each.

Texts of objects in, object streams out (ISO 32000-1, 7.5.7), and the whole file around
them. A text of 200,000 characters with readings has 400,000 structure elements, which
hardly differ: as dictionaries of pydyf's they take 300 MB of memory, and as text most of
the file. Here they are rows of equal length, of which only the differences from the row above
are stored (the PNG predictor "up", 7.4.4.4): an element then takes two bytes.

What the objects say is not decided here.
"""

from __future__ import annotations

import zlib
from array import array
from dataclasses import dataclass, field
from hashlib import md5
from struct import Struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_UP = 2
_LEVEL = 7
"""How hard to compress: at 9 the objects of 200,000 characters took 1.9 s, at 7 half a second;
the file grows by a thirtieth."""

_PER_STREAM = 3000
"""How many objects a stream has, three to a word: a viewer unpacks all for any of them."""


class _Placeholder:
    """Stands in pydyf's list for an object that is written here; pydyf passes it over."""

    free = "f"
    compressible = False
    generation = 0
    offset = 0
    number = 0
    data = b""


_ENTRY = Struct(">BIH")
"""An entry of the cross-reference table; an offset takes four bytes: no file here has 4 GB."""

_PLACEHOLDER = _Placeholder()


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts with the numbers of their objects, which make rows of `width` bytes in a line.

    A text is as many objects as there are `lengths`, numbered one after another; where there
    are none, it is one.
    """

    width: int
    numbers: array[int] = field(default_factory=lambda: array("L"))
    texts: list[bytes] = field(default_factory=list)
    lengths: tuple[int, ...] = ()

    def add(self, number: int, text: bytes) -> None:
        """Add a text, whose first object has that *number*."""
        self.numbers.append(number)
        self.texts.append(text)

    def parts(self, most: int) -> Iterator[tuple[list[tuple[int, int]], list[bytes]]]:
        """Yield numbers and lengths of at *most* so many objects, and the texts of them."""
        step = most // max(1, len(self.lengths))
        for start in range(0, len(self.texts), step):
            texts = self.texts[start : start + step]
            numbers = self.numbers[start : start + step]
            yield (
                [
                    (number + index, length)
                    for number, text in zip(numbers, texts, strict=True)
                    for index, length in enumerate(self.lengths or (len(text),))
                ],
                texts,
            )


@dataclass(slots=True)
class ObjectStreams:
    """The batches of one file, and the numbers that are reserved for them."""

    pdf: Any
    batches: list[Batch] = field(default_factory=list)

    def reserve(self, count: int) -> int:
        """Reserve *count* object numbers; return the first."""
        first = len(self.pdf.objects)
        self.pdf.objects.extend([_PLACEHOLDER] * count)
        return first

    def add(self, batch: Batch) -> None:
        """Have the objects of *batch* written, whose numbers are reserved."""
        self.batches.append(batch)

    def write(
        self,
        output: Any,
        version: Any = b"1.7",
        identifier: Any = None,
        compress: Any = None,
    ) -> None:
        """Write the file, in the place of pydyf's method of the same name and parameters."""
        del compress
        _File(self.pdf, output).write(self.batches, version, identifier)


class _File:
    """A file as it is written, from its first byte to its last."""

    def __init__(self, pdf: Any, output: Any) -> None:
        self._pdf, self._output = pdf, output
        self._digest = md5(usedforsecurity=False)
        # How many objects there will be is not known yet, but more than there are.
        self._places = bytearray(_ENTRY.size * len(pdf.objects))
        self._place(0, 0, 0, 65535)

    def write(self, batches: Sequence[Batch], version: Any, identifier: Any) -> None:
        import pydyf

        pdf = self._pdf
        if pdf.info:
            pdf.add_object(pdf.info)
        version = version.encode() if isinstance(version, str) else version or b"1.7"
        self._line(b"%PDF-" + version)
        self._line(b"%\xf0\x9f\x96\xa4")
        packed = []
        for number, entry in enumerate(pdf.objects):
            if entry.free == "f":
                continue
            if entry.compressible:
                packed.append((number, entry.data))
            else:
                self._object(entry)
        for start in range(0, len(packed), _PER_STREAM):
            part = packed[start : start + _PER_STREAM]
            texts = [text + b" " for _, text in part]
            sizes = [(n, len(text)) for (n, _), text in zip(part, texts, strict=True)]
            self._object_stream(sizes, texts, None)
        for batch in batches:
            for sizes, texts in batch.parts(_PER_STREAM):
                self._object_stream(sizes, texts, batch.width)
        extra = {"Type": "/XRef", "Root": pdf.catalog.reference}
        if pdf.info:
            extra["Info"] = pdf.info.reference
        if identifier:
            digest = self._digest.hexdigest().encode()
            given = digest if identifier is True else identifier
            extra["ID"] = pydyf.Array((pydyf.String(given).data, pydyf.String(digest).data))
        self._cross_references(extra)

    def _line(self, content: bytes) -> None:
        self._pdf.write_line(content, self._output)

    def _object(self, entry: Any) -> None:
        self._place(entry.number, 1, self._pdf.current_position, entry.generation)
        content = entry.indirect
        self._digest.update(content)
        self._line(content)

    def _place(self, number: int, *place: int) -> None:
        """Note where an object is: its kind of entry, and what the kind asks for."""
        behind = _ENTRY.size * (number + 1)
        if behind > len(self._places):
            self._places.extend(bytes(behind - len(self._places)))
        _ENTRY.pack_into(self._places, behind - _ENTRY.size, *place)

    def _object_stream(
        self, sizes: Sequence[tuple[int, int]], texts: Sequence[bytes], width: int | None
    ) -> None:
        stream = _new_stream(*_packed(sizes, texts, width))
        self._pdf.add_object(stream)
        self._object(stream)
        for index, (number, _) in enumerate(sizes):
            self._place(number, 2, stream.number, index)

    def _cross_references(self, extra: dict[str, Any]) -> None:
        import pydyf

        position = self._pdf.current_position
        size = len(self._pdf.objects) + 1
        self._place(size - 1, 1, position, 0)
        content, parameters = _compressed(_rows(bytes(self._places), _ENTRY.size), _ENTRY.size)
        stream = _new_stream(
            content, {**extra, "W": pydyf.Array((1, 4, 2)), "Size": size, **parameters}
        )
        self._pdf.add_object(stream)
        self._line(stream.indirect)
        self._line(b"startxref")
        self._line(str(position).encode())
        self._line(b"%%EOF")


def _new_stream(content: bytes, extra: dict[str, Any]) -> Any:
    import pydyf

    return pydyf.Stream([content], {**extra, "Filter": "/FlateDecode"})


def _packed(
    sizes: Sequence[tuple[int, int]], texts: Sequence[bytes], width: int | None
) -> tuple[bytes, dict[str, Any]]:
    """Return the content and dictionary of an object stream."""
    kind = {"Type": "/ObjStm", "N": len(sizes)}
    if width is None:
        head = b" ".join(b"%d %d" % pair for pair in _offsets(sizes)) + b" "
        content = zlib.compress(head + b"".join(texts), _LEVEL)
        return content, {**kind, "First": len(head)}
    entries = [b"%7d %8d " % pair for pair in _offsets(sizes)]
    in_row = max(1, width // len(entries[0]))
    heads = [b"".join(entries[at : at + in_row]) for at in range(0, len(entries), in_row)]
    high = (len(entries[0]) + width - 1) // width * width
    heads = [_padded(head, max(high, width)) for head in heads]
    rows = _rows(_padded(b"".join([*heads, *texts]), width), width)
    content, parameters = _compressed(rows, width)
    return content, {**kind, "First": sum(map(len, heads)), **parameters}


def _offsets(sizes: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = 0
    for number, length in sizes:
        yield number, at
        at += length


def _padded(text: bytes, width: int) -> bytes:
    return text.ljust(-(-len(text) // width) * width)


def _rows(content: bytes, width: int) -> list[bytes]:
    return [content[at : at + width] for at in range(0, len(content), width)]


def _compressed(rows: Sequence[bytes], width: int) -> tuple[bytes, dict[str, Any]]:
    """Compress rows of equal *width* by their differences; return also how to undo it."""
    import pydyf

    above = bytes(width + 1)
    raw = b"\0" + b"\0".join(rows)
    moved = above + raw[: -(width + 1)]
    size = len(raw)
    # All bytes are subtracted at once, as digits of two great numbers that borrow nothing.
    high = int.from_bytes(b"\x80" * size, "big")
    low, minus = int.from_bytes(raw, "big"), int.from_bytes(moved, "big")
    differences = ((low | high) - (minus & ~high)) ^ ((low ^ ~minus) & high)
    kinds = int.from_bytes((bytes([_UP]) + bytes(width)) * len(rows), "big")
    content = (differences | kinds).to_bytes(size, "big")
    parameters = pydyf.Dictionary({"Predictor": 12, "Columns": width})
    return zlib.compress(content, _LEVEL), {"DecodeParms": parameters}
