"""Small objects written in rows: any reader of PDF finds in them what was put in."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

import pikepdf
import pydyf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duben.write.pdf.nodes import Annotated, Node, Piece, Writer
from duben.write.pdf.object_streams import Batch, ObjectStreams


def new_pdf() -> pydyf.PDF:
    pdf = pydyf.PDF()
    box = pydyf.Array([0, 0, 9, 9])
    page = {"Type": "/Page", "MediaBox": box, "Resources": pydyf.Dictionary()}
    pdf.add_page(pydyf.Dictionary(page))
    return pdf


def file_of(streams: ObjectStreams) -> bytes:
    output = BytesIO()
    streams.write(output, identifier=True)
    return output.getvalue()


def opened(content: bytes) -> pikepdf.Pdf:
    pdf = pikepdf.open(BytesIO(content))
    assert pdf.check_pdf_syntax() == []
    return pdf


def filling(number: int) -> str:
    """Return what can hardly be compressed: qpdf refuses files of less than 3 bytes an object."""
    return sha256(b"%d" % number).hexdigest()[: 8 + number % 3]


@pytest.mark.parametrize("width", [7, 24, 40, 200])
def test_hundreds_of_small_objects_read_back_as_they_were_put_in(width: int):
    streams = ObjectStreams(new_pdf())
    first, batch = streams.reserve(7000), Batch(width)
    said = [b"<</N %5d/T(%s)>>" % (n, filling(n).encode()) for n in range(7000)]
    for number, text in enumerate(said):
        batch.add(first + number, text.ljust(-(-len(text) // width) * width))
    streams.add(batch)
    with opened(file_of(streams)) as pdf:
        for number in range(7000):
            found = pdf.get_object(first + number, 0)
            assert (int(found.N), str(found.T)) == (number, filling(number))


def test_a_text_may_be_three_objects():
    streams = ObjectStreams(new_pdf())
    first, batch = streams.reserve(6), Batch(12, lengths=(4, 4, 4))
    batch.add(first, b"[11][12][13]")
    batch.add(first + 3, b"[21][22][23]")
    streams.add(batch)
    with opened(file_of(streams)) as pdf:
        found = [int(pdf.get_object(first + index, 0)[0]) for index in range(6)]
    assert found == [11, 12, 13, 21, 22, 23]


@settings(max_examples=30)
@given(st.lists(st.binary(min_size=3, max_size=30), min_size=1, max_size=40), st.integers(1, 30))
def test_any_bytes_come_through_the_predictor(strings: list[bytes], width: int):
    streams = ObjectStreams(new_pdf())
    first, batch = streams.reserve(len(strings)), Batch(width)
    for number, string in enumerate(strings):
        batch.add(first + number, b"<%s>" % string.hex().encode())
    streams.add(batch)
    with opened(file_of(streams)) as pdf:
        found = [bytes(pdf.get_object(first + index, 0)) for index in range(len(strings))]
    assert found == strings


def test_the_same_objects_are_the_same_file():
    def made() -> bytes:
        streams = ObjectStreams(new_pdf())
        batch = Batch(8)
        batch.add(streams.reserve(1), b"[1 2 3] ")
        streams.add(batch)
        return file_of(streams)

    assert made() == made()


def test_a_long_array_of_kids_reads_back_in_its_order():
    kids: list[Node | Piece | Annotated] = []
    for number in range(0, 300, 3):
        kids += [
            Annotated(0, number, number + 1, "zh-Latn-pinyin"),
            Piece(0, number + 2),
            *([Node("Span", kids=[Piece(0, 900 + number)])] if number % 2 else ()),
        ]
    writer = Writer(new_pdf(), 1, 100)
    root = writer.write(Node("P", kids=kids), b"1 0 R")
    table = writer.page(writer.pages[0])
    with opened(file_of(writer.finish())) as pdf:
        paragraph = pdf.get_object(int(root.split()[0]), 0)
        found = [kid if isinstance(kid, int) else str(kid.S) for kid in paragraph.K]
        expected: list[int | str] = []
        for number in range(0, 300, 3):
            expected += ["/Ruby", number + 2, *(["/Span"] if number % 2 else ())]
        assert found == expected
        ruby = paragraph.K[0]
        assert [str(part.S) for part in ruby.K] == ["/RB", "/RT"]
        assert [int(part.K) for part in ruby.K] == [0, 1]
        elements = pdf.get_object(int(table.split()[0]), 0)
        assert [str(elements[mark].S) for mark in range(3)] == ["/RB", "/RT", "/P"]
