"""On which pages paragraphs are reckoned to stand: as Word and LibreOffice fill them."""

from __future__ import annotations

import pytest

from duben.write.docx.pages import Box, Shape, count_lines, number

LINE = Shape(size=100, line=100)


def lines(text: str, measure: int = 500) -> int:
    return count_lines(((character, 100) for character in text), LINE, measure)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("一二三四五", 1),
        ("一二三四五，", 1),  # hangs over the edge
        ("一二三四五六", 2),
        ("一二三四五；", 2),  # takes 五 along
        ("一二三四五；六七八九", 3),
    ],
)
def test_lines_end_where_the_rules_for_marks_let_them(text: str, count: int):
    assert lines(text) == count


def test_between_paragraphs_stands_the_larger_of_their_spaces():
    above = Box("a", Shape(100, 100, after=120))
    below = Box("b", Shape(100, 100, before=80), names=("here",))
    assert number([above, below], 320)["here"] == 1
    assert number([above, below], 319)["here"] == 2


def test_between_items_of_a_list_there_is_none():
    item = Shape(100, 100, before=80, after=120, is_contextual=True)
    boxes = [Box("item", item), Box("item", item, names=("here",))]
    assert number(boxes, 280)["here"] == 1
    assert number(boxes, 279)["here"] == 2


def test_a_frame_takes_room():
    framed = Box("bank", Shape(100, 100, frame=50), names=("here",))
    assert number([Box("a", LINE), framed], 250)["here"] == 1
    assert number([Box("a", LINE), framed], 249)["here"] == 2


def test_a_rule_stands_above_the_footnotes_of_a_page_once():
    noted = Box("a", LINE, notes=100)
    last = Box("b", LINE, names=("here",))
    assert number([noted, noted, last], 400 + 300 + 100)["here"] == 1
    assert number([noted, noted, last], 400 + 300 + 99)["here"] == 2


def test_two_lines_stay_together_only_where_the_style_says_so():
    paired, single = (Shape(100, 100, keeps_pairs=keeps) for keeps in (True, False))
    for shape, page in ((paired, 2), (single, 1)):
        boxes = [Box("a", shape), Box("a", shape, 3, names=("here",))]
        assert number(boxes, 200)["here"] == page
