"""Order: what is kept of a source stands in the publication as it stood in the source."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from duben.clean import clean, fold
from duben.config import Options
from duben.errors import SourceError
from duben.han import han
from duben.ledger import balance
from duben.parse import parse
from duben.readers import read
from word_files import p, word

# Every character of a text stands in it once, so that each can be found again.
CHARACTERS = [chr(code) for code in range(0x4E01, 0x4F01)]
MARKS = st.sampled_from(["，", "。", "\n", "\n\n", "：", "、", " ", "（", "）", "①", "— ", "\t"])
STARTS = st.sampled_from(["", "", "- ", "# ", "## ", "> ", "1. ", "（1）", "　　", "| ", "[1] "])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Lines of characters that do not come again, with marks of every kind between."""
    supply = iter(CHARACTERS)
    pieces = ["题目\n\n"]
    for _ in range(draw(st.integers(1, 12))):
        pieces.append(draw(STARTS))
        for _ in range(draw(st.integers(1, 6))):
            pieces += [next(supply) for _ in range(draw(st.integers(1, 3)))]
            pieces.append(draw(MARKS))
    return "".join(pieces)


def kept_in_order(content: bytes) -> bool:
    try:
        publication = parse(clean(read(None, Options(script="keep"), stdin=content)))
    except SourceError:
        return True
    assert balance(publication).is_balanced
    body = (q.text for section in publication.sections for q in section.passages)
    return in_order(publication.original, "".join(body))


def in_order(source: str, kept: str) -> bool:
    """Whether the Chinese characters of *kept* stand in *source* in the same order."""
    rest = iter(fold(source))
    return all(character in rest for character in fold(han(kept)))


@given(texts())
@settings(max_examples=80)
def test_plain_text_keeps_its_order(text: str):
    assert kept_in_order(text.encode())


@given(texts())
@settings(max_examples=40)
def test_a_web_page_keeps_its_order(text: str):
    body = "".join(f"<p>{row.replace('，', '<br>')}</p>" for row in text.split("\n\n"))
    assert kept_in_order(f"<html><body>{body}</body></html>".encode())


@given(texts())
@settings(max_examples=30)
def test_a_word_file_keeps_its_order(text: str):
    assert kept_in_order(word(*(p(row) for row in text.split("\n"))))


def test_a_changed_order_is_seen():
    assert in_order("甲乙丙丁", "甲，丙")
    assert not in_order("甲乙丙丁", "丙，甲")
