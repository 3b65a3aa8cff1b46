"""The outline: sections in sections, labels apart, ids of notes given once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from builders import publication
from duben.model import Block, NoteMark, Passage, Publication, Section, Word
from duben.outline import DEEPEST, NoteLinks, Part, Run, outline, runs, whole, widest, width
from every_block import bare


def text_of(*blocks: Block) -> Publication:
    return replace(publication("题"), sections=(Section(None, 0, blocks),))


def leveled(*levels: int) -> Publication:
    """A publication with a section of each level, 0 for one without a heading."""
    sections = [Section(Passage("章") if level else None, level, ()) for level in levels]
    return replace(publication("题"), sections=tuple(sections))


def tree(parts: tuple[Part, ...] | list[Part]) -> list[object]:
    return [part.index if not part.parts else (part.index, tree(part.parts)) for part in parts]


# --- sections ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("levels", "nested"),
    [
        ((1, 1), [0, 1]),
        ((0, 1, 2, 2, 1), [0, (1, [2, 3]), 4]),
        ((1, 2, 3, 2), [(0, [(1, [2]), 3])]),
        ((1, 3, 2), [(0, [1, 2])]),  # a level left out
        ((2, 2, 1), [0, 1, 2]),  # the first level is not the highest
        ((1, 2, 3, 4, 5, 3), [(0, [(1, [2, 3, 4, 5])])]),  # deeper than is told apart
        ((1, 0, 2), [0, 1, 2]),
    ],
)
def test_sections_stand_in_those_of_a_higher_level(levels: tuple[int, ...], nested: list[object]):
    assert tree(outline(leveled(*levels))) == nested


@given(some.lists(some.integers(0, 6), max_size=12))
def test_depths_skip_no_level_and_keep_the_order(levels: list[int]):
    order, depths = [], []

    def walk(parts: tuple[Part, ...] | list[Part], above: int) -> None:
        for part in parts:
            order.append(part.index)
            depths.append(part.depth)
            assert part.depth == above + 1
            walk(part.parts, part.depth)

    walk(outline(leveled(*levels)), 0)
    assert order == list(range(len(levels)))
    assert all(depth <= DEEPEST for depth in depths)


# --- runs ----------------------------------------------------------------------------------


def test_a_label_is_a_run_of_its_own_and_space_behind_it_is_the_layouts():
    words = (Word("第一"), Word("条"), Word("　"), Word("为了"))
    label, body = runs(Passage("第一条　为了", words=words, label="第一条"))
    assert label == Run("第一条", words[:2])
    assert body == Run("为了", words[3:], start=3)


def test_text_without_words_is_parted_by_its_label_too():
    assert runs(Passage("甲：好", label="甲：")) == (Run("甲：", ()), Run("好", ()))


def test_a_label_that_a_word_goes_beyond_is_not_set_apart():
    passage = Passage("一会儿", words=(Word("一会儿"),), label="一")
    assert runs(passage) == (None, whole(passage))


def test_marks_of_notes_are_words_also_where_there_are_none_yet():
    passage = Passage("1.好①吗", label="1.", note_marks=(NoteMark(3, 4, 7),))
    label, body = runs(passage)
    assert label is not None
    assert [(word.text, word.note) for word in (*label.words, *body.words)] == [
        ("1.", 0),
        ("好", 0),
        ("①", 7),
        ("吗", 0),
    ]
    assert body.has_marks


# --- notes ---------------------------------------------------------------------------------


def noted(marks: int, *notes: int) -> NoteLinks:
    """A paragraph with a mark of note 1 or more, and notes with these numbers."""
    paragraph = Passage("①" * marks, note_marks=tuple(NoteMark(n, n + 1, 1) for n in range(marks)))
    block = Block("notes", tuple(Passage("注", note=number) for number in notes))
    return NoteLinks(text_of(Block("paragraph", (paragraph,)), block))


def test_a_note_and_each_of_its_marks_have_names_of_their_own():
    links = noted(2, 1)
    assert [links.mark(1), links.mark(1), links.note(1)] == ["note-ref-1", "note-ref-1-2", "note-1"]


def test_what_has_no_other_end_is_not_linked():
    assert noted(1).mark(1) == ""
    assert noted(0, 1).note(1) == ""
    assert noted(1, 0).note(0) == ""
    assert noted(1, 2).mark(1) == ""


def test_of_two_notes_with_one_number_the_first_is_meant():
    links = noted(1, 1, 1)
    assert [links.note(1), links.note(1)] == ["note-1", ""]


def test_marks_in_code_which_no_layout_writes_are_not_counted():
    code = Block("code", (Passage("①", note_marks=(NoteMark(0, 1, 1),)),))
    links = NoteLinks(text_of(code, Block("notes", (Passage("注", note=1),))))
    assert links.note(1) == ""


def test_a_title_without_the_marks_of_its_notes():
    assert bare().title.text == "乡村学校手册①"
    assert bare().title.unmarked == "乡村学校手册"


# --- widths --------------------------------------------------------------------------------


def test_widths_are_counted_in_characters():
    assert (width("（一）"), width("1."), widest(["a", "①", ""]), widest([])) == (3, 1, 1, 0)
