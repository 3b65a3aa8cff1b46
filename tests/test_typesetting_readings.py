"""Readings on their way through the layout: behind their words, as characters of no width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from duben.write.pdf.typesetting.readings import (
    MARK_SIZE,
    Piece,
    Readings,
    Word,
    is_marked,
    unmarked,
)
from made_lines import word

PLAIN = st.text("人工，《》AI \u3000葛", min_size=1)
WORDS = st.builds(
    word,
    st.sampled_from(["人", "工", "人工", "葛\U000e0100"]),
    st.sampled_from(["rén", "gōng"]),
    st.sampled_from(["", "new", "doubtful"]),
)


def joined(pieces: list[Piece]) -> list[str | Word]:
    """Return words, and the text between them in one piece each."""
    found: list[str | Word] = []
    for piece in pieces:
        if piece.word is not None:
            found.append(piece.word)
        elif found and isinstance(found[-1], str):
            found[-1] += piece.text
        else:
            found.append(piece.text)
    return found


@given(st.lists(st.one_of(PLAIN, WORDS)))
def test_marked_text_is_taken_apart_into_what_it_was_made_of(parts: list[str | Word]):
    readings = Readings()
    text = "".join(part if isinstance(part, str) else readings.mark(part) for part in parts)
    assert joined(list(readings.pieces(text))) == joined(
        [Piece(part) if isinstance(part, str) else Piece(part.base, part) for part in parts]
    )


@given(st.lists(st.one_of(PLAIN, WORDS)))
def test_without_marks_the_text_is_as_it_was(parts: list[str | Word]):
    readings = Readings()
    text = "".join(part if isinstance(part, str) else readings.mark(part) for part in parts)
    whole = "".join(part if isinstance(part, str) else part.base for part in parts)
    assert unmarked(text) == whole
    assert "".join(piece.text for piece in readings.pieces(text)) == whole


def test_a_mark_takes_as_many_bytes_as_is_said_and_no_width():
    marked = Readings().mark(word("人工", "rén gōng"))
    assert len(marked.encode()) == len("人工".encode()) + MARK_SIZE
    assert all(0xE0020 <= ord(sign) < 0xE007F for sign in marked[2:])


def test_equal_words_share_their_mark_and_others_do_not():
    readings = Readings()
    plain, new = word("人", "rén"), word("人", "rén", "new")
    assert readings.mark(plain) == readings.mark(word("人", "rén"))
    assert readings.mark(plain) != readings.mark(new)
    assert readings.mark(plain) != readings.mark(word("人", "rēn"))


def test_ten_thousand_words_have_marks_of_their_own():
    readings = Readings()
    many = [word("人", f"rén{number}") for number in range(10_000)]
    text = "".join(map(readings.mark, many))
    assert [piece.word for piece in readings.pieces(text)] == many


def test_a_word_that_is_cut_goes_on_at_its_middle():
    readings = Readings()
    long = word("人工智能", "rén gōng zhì néng")
    rest = readings.mark(long)[1:] + "人"
    assert list(readings.pieces(rest)) == [Piece("工智能", long, 1), Piece("人")]
    assert list(readings.pieces(readings.mark(long)[:2])) == [Piece("人工")]


def test_a_piece_of_a_word_that_begins_at_a_word_is_whole():
    readings = Readings()
    long = word("人工", "rén gōng")
    assert list(readings.pieces("人" + readings.mark(long))) == [Piece("人"), Piece("人工", long)]


def test_stray_tag_characters_are_no_mark_and_are_taken_out_of_what_is_said():
    readings = Readings()
    for stray in ("\U000e0020", "\U000e0001\U000e007f"):
        assert "".join(piece.text for piece in readings.pieces(f"人{stray}工")) == f"人{stray}工"
        assert unmarked(f"人{stray}工") == "人工"


def test_text_with_a_mark_is_told_from_text_without():
    assert is_marked(Readings().mark(word("人", "rén")))
    assert not is_marked("人工 AI葛\U000e0100")


def test_three_tag_characters_that_no_word_wrote_are_not_taken_for_one():
    readings = Readings()
    text = "人\U000e0020\U000e0021\U000e0022工"
    assert list(readings.pieces(text)) == [Piece(text)]
    marked = readings.mark(word("人工", "rén gōng"))
    assert list(readings.pieces(marked + marked[2:])) == [
        Piece("人工", word("人工", "rén gōng")),
        Piece(marked[2:]),
    ]
    assert list(readings.pieces("天地" + marked[2:])) == [Piece("天地" + marked[2:])]
