"""What a typesetter would look at: line ends, even lines, readings that do not touch."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from pdf_pages import CLOSING, OPENING, Line, lines, pieces, readings
from test_write_pdf import section, word, written

EM = 12.0  # the size of the text, in points
KAI = 17.0  # the same in the pinyin layout
MEASURE = 36  # characters a line

# Marks of every kind, ever differently far apart: each will come to a line's end.
MARKS = "".join(
    f"《{'深' * (1 + n % 3)}》，{'海' * (1 + n % 7)}（{'鱼' * (1 + n % 5)}）。”" for n in range(60)
)


def with_readings(text: str) -> str:
    """Give every Chinese character a reading, one word each, short and long by turns."""
    readings = ["é", "shuāng", "ān", "zhuàng", "rén"]
    return "".join(
        character
        if character in CLOSING + OPENING
        else word(character, readings[place % len(readings)])
        for place, character in enumerate(text)
    )


@pytest.fixture(scope="module", params=["plain", "pinyin"])
def marks(request: pytest.FixtureRequest) -> bytes:
    text = with_readings(MARKS[:500]) if request.param == "pinyin" else MARKS
    return written(section(text), request.param)


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(marks: bytes):
    found = lines(marks)
    assert len(found) > 10
    for line in found:
        assert line.text[0] not in CLOSING
        assert line.text[-1] not in OPENING


def test_every_mark_stands_where_the_text_has_it(marks: bytes):
    counted = Counter("".join(line.text for line in lines(marks)))
    assert counted["》"] == counted["《"] > 10
    assert counted["（"] == counted["）"] > 10


def test_lines_of_unjustified_chinese_end_within_one_character():
    text = "".join("天" * (2 + n % 9) + "，。"[n % 2] for n in range(200))
    found = lines(written(section(text)))
    edge = found[1].left + MEASURE * EM
    for line in found[:-1]:
        squares = len(line.text) + (2 if line is found[0] else 0)
        assert MEASURE - 1 <= squares <= MEASURE
        assert line.right <= edge


def test_a_paragraph_begins_two_characters_in():
    first, second, *_ = lines(written(section("天" * 100)))
    assert first.left - second.left == pytest.approx(2 * EM, abs=0.5)


@pytest.mark.parametrize(("layout", "distance"), [("pinyin", 40), ("study", 26)])
def test_lines_are_evenly_spaced_with_and_without_readings(layout: str, distance: float):
    text = "天地" * 30 + word("双庄", "shuāng zhuāng", "new") + "。" + "日月" * 60
    text += word("更为", "gèng wéi", "doubtful") + "天" * 60
    baselines = sorted({line.baseline for line in lines(written(section(text), layout))})
    assert {b - a for a, b in pairwise(baselines)} == {distance}


def test_wide_readings_do_not_touch_and_words_stand_further_apart():
    text = word("双庄", "shuāng zhuāng") + word("床窗", "chuáng chuāng")
    found = [piece for piece in readings(written(section(text), "pinyin")) if "ng" in piece.text]
    assert [piece.text for piece in found] == ["shuāng", "zhuāng", "chuáng", "chuāng"]
    within, between, within_again = (b.left - a.right for a, b in pairwise(found))
    assert min(within, within_again) > 0.05 * KAI
    assert between > 0.25 * KAI - 1  # the space within the letters' own squares is not ink


def test_the_widest_short_readings_do_not_touch():
    found = readings(written(section(word("茂茂", "mǎo mǎo")), "pinyin"))
    first, second = (piece for piece in found if piece.text == "mǎo")
    assert second.left - first.right > 1


def test_a_reading_stands_over_the_middle_of_its_character():
    for reading in ("é", "mǎo", "máng", "zhuāng"):
        content = written(section("天" + word("口", reading) + "天"), "pinyin")
        [above] = [piece for piece in readings(content) if piece.text == reading]
        [below] = [piece for piece in pieces(content) if piece.text == "口"]
        assert above.bottom > below.bottom
        middles = [(piece.left + piece.right) / 2 for piece in (above, below)]
        assert middles[0] == pytest.approx(middles[1], abs=0.8)


def test_full_lines_end_at_one_place_with_and_without_readings(marks: bytes):
    ends = [end for end, is_last in full_ends(lines(marks)) if not is_last]
    assert max(ends) - min(ends) < 1  # the characters' ink, not their squares


def full_ends(found: list[Line]) -> list[tuple[float, bool]]:
    """Where the ink of each line ends that ends with a character; whether it is the last."""
    return [
        (line.right, line is found[-1])
        for line in found
        if line.text[-1] not in CLOSING or line is found[-1]
    ]


def test_a_long_syllable_at_an_edge_stays_over_the_text():
    text = "".join(word("窗", "chuāng") for _ in range(60))
    content = written(section(text), "pinyin")
    left = min(row.left for row in lines(content))
    for piece in readings(content):
        if piece.text == "chuāng":
            assert piece.left > left - 0.5
            assert piece.right < left + MEASURE * EM + 0.5


def test_han_and_latin_stand_a_quarter_em_apart_and_nothing_is_inserted():
    spaced, plain = (lines(written(section(text)))[0] for text in ("天AI天", "天天"))
    letters = 1.08 * EM  # how wide AI is
    assert spaced.text == plain.text
    gaps = spaced.right - plain.right - letters
    assert gaps == pytest.approx(2 * EM / 4, abs=1.5)


def test_two_empty_halves_become_one():
    alone, together = (
        pieces(written(section(text)))[-1].right for text in ("人》天。人", "人》。天人")
    )
    assert alone - together == pytest.approx(EM / 2, abs=0.1)


def test_a_blank_is_not_broken_over_two_lines():
    for before in range(20, 40):
        text = f'{"天" * before}<span class="blank">（　天　）</span>好。'
        found = lines(written(f"<ol><li>{text}</li></ol>", "study"))
        assert sum("（" in line.text and "）" in line.text for line in found) == 1


def rows(count: int) -> str:
    cells = "".join(f"<tr><td>天</td><td>{number}</td></tr>" for number in range(count))
    return (
        '<section class="glossary" role="doc-glossary"><table class="glossary"><thead><tr>'
        f"<th>词语</th><th>拼音</th></tr></thead><tbody>{cells}</tbody></table></section>"
    )


def test_the_head_of_a_table_is_repeated_on_each_page():
    content = written(rows(80), "study")
    heads = [piece.page for piece in pieces(content) if piece.text == "词语"]
    assert heads == list(range(len(heads)))
    assert len(heads) > 1


@pytest.mark.parametrize("layout", ["plain", "pinyin"])
def test_the_lines_of_a_long_title_are_about_as_long(layout: str):
    title = "上海市中小学校学生伤害事故处理条例实施细则暂行规定解读"
    head = f'<header class="title-block"><h1>{with_readings(title)}</h1></header>'
    found = [line.text for line in lines(written(head + section("天"), layout))]
    found = [text for text in found if text in title]
    assert len(found) > 1
    assert "".join(found) == title
    assert max(map(len, found)) - min(map(len, found)) <= 2
