"""The measurements of PDFs: each fault is found in a page that has it, and none in one without.

Pages are set by WeasyPrint alone, every piece of text at a place of its own, so that it is known
what there is to find.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from subprocess import CalledProcessError

import pytest

from duben.han import han
from duben.vocabulary import base_text
from test_write_pdf import edition, section, word, written
from typography import cost, report, sources
from typography.cost import Cost, Costs
from typography.drawn import as_drawn, rows, text_as_read
from typography.extraction import commonest_words, extraction
from typography.faults import Faults, faults
from typography.lines import positions
from typography.texts import joined, text
from typography.wanted import Paragraph, Syllable, blocks, paragraphs

EM = 20  # the size of the text, in points
LEFT, TOP = 100, 100
PITCH = 50

Item = tuple[float, float, str]  # from the left edge and the top of the block, in points


def page(*lines: str, readings: tuple[Item, ...] = (), foot: str = "") -> bytes:
    """Set *lines* one below the other, and *readings* of 10 points where they are said to be."""
    import weasyprint

    placed = [(0, number * PITCH, EM, line) for number, line in enumerate(lines)]
    placed += [(x, y - 12, 10, reading) for x, y, reading in readings]
    spans = "".join(
        f'<div style="left:{LEFT + x}pt;top:{TOP + y}pt;font-size:{size}pt">{text}</div>'
        for x, y, size, text in placed
    )
    style = (
        f'@page {{ size: 500pt; margin: 0; @bottom-center {{ content: "{foot}" }} }}'
        "html { font-family: 'Noto Serif CJK SC' }"
        "div { position: absolute; line-height: 1; white-space: nowrap }"
    )
    markup = f'<html lang="zh"><title>题</title><style>{style}</style>{spans}</html>'
    pdf: bytes = weasyprint.HTML(string=markup).write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def found(content: bytes, *wanted: str) -> Faults:
    return faults(rows(content), [Paragraph(each, han(each)) for each in wanted])


def read(readings: tuple[Item, ...], *, one_word: bool = False, text: str = "天地玄黄") -> Faults:
    """Look at a line whose first characters have *readings*, each a word unless *one_word*."""
    syllables = tuple(
        Syllable(reading, place, place + 1, 0 if one_word else place)
        for place, (_, _, reading) in enumerate(readings)
    )
    content = page(text, readings=readings)
    return faults(rows(content), [Paragraph(text, han(text), syllables)])


def test_a_character_is_found_where_it_was_drawn():
    (row,) = rows(page("天地"))
    first, second = row.glyphs
    assert (first.text, second.text) == ("天", "地")
    assert first.x == pytest.approx(LEFT, abs=0.1)
    assert first.right == pytest.approx(second.x, abs=0.1)
    assert second.right == pytest.approx(LEFT + 2 * EM, abs=0.1)
    assert first.size == pytest.approx(EM, abs=0.1)
    assert first.x < first.ink_left < first.ink_right < first.right


def test_what_stands_in_a_margin_is_left_out():
    content = written(section("天" * 2000))  # with running heads and folios
    assert {*"".join(row.text for row in rows(content))} == {"天"}
    assert text_as_read(content) == "天" * 2000


def test_letters_do_not_hide_where_characters_stand():
    content = page("天AI 2024地")  # such a line has an /ActualText
    (row,) = rows(content)
    assert row.text == "天AI2024地"
    assert all(a.x < b.x for a, b in pairwise(row.glyphs))
    assert b"/ActualText" not in as_drawn(content)


def test_good_lines_have_no_fault():
    measured = found(page("天地玄黄，宇", "宙洪荒。"), "天地玄黄，宇宙洪荒。")
    assert (measured.lines, measured.full, measured.even) == (2, 1, 1)
    assert (measured.begins, measured.ends, measured.missing) == ((), (), 0)


def test_lines_with_a_wrong_first_or_last_mark_are_found():
    measured = found(page("天地玄黄", "，宇宙《", "洪荒》。"), "天地玄黄，宇宙《洪荒》。")
    assert measured.begins == ("，宇宙《",)
    assert measured.ends == ("，宇宙《",)


def test_the_edge_is_where_most_full_lines_end():
    measured = found(page("天地玄黄", "宇宙洪", "日月盈昃", "辰宿"), "天地玄黄宇宙洪日月盈昃辰宿")
    assert (measured.full, measured.even) == (3, 2)


@pytest.mark.parametrize(("width", "even"), [(4.0, 3), (4.5, 3), (4.25, 2), (3.5, 2)])
def test_a_mark_at_the_end_counts_with_its_square_or_with_half_of_it(width: float, even: int):
    spaced = f'<span style="margin-left:{(width - 4) * EM}pt">，</span>'
    measured = found(
        page("天地玄黄", "宇宙洪荒", f"日月盈{spaced}", "辰"), "天地玄黄宇宙洪荒日月盈，辰"
    )
    assert measured.even == even


def test_a_paragraph_of_which_a_character_is_lost_is_missing():
    content = page("天地玄黄", "宇宙洪荒")
    assert found(content, "天地玄黄", "宇宙荒").missing == 1


def test_a_torn_paragraph_does_not_hide_those_behind_it():
    parts = ["天地", "玄黄", "宇宙", "洪荒"]
    torn = "天地" + "玄" + "宇宙" + "日" * 6000 + "玄黄" + "洪荒"
    assert list(positions(torn, parts)) == [0, None, 3, None]


def test_readings_that_do_not_touch_have_no_fault():
    measured = read(((0, 0, "tiān"), (25, 0, "dì")))
    assert (measured.readings, measured.unread, measured.overlaps, measured.outside) == (2, 0, 0, 0)


def test_readings_that_overlap_are_found():
    readings = ((0, 0, "zhuāng"), (25, 0, "zhuāng"), (65, 0, "é"))
    for one_word in (True, False):
        assert read(readings, one_word=one_word).overlaps == 1


def test_a_reading_outside_of_the_text_block_is_found():
    assert read(((-5, 0, "zhuāng"),)).outside == 1
    assert read(((-5, 0, "zhuāng"), (75, 0, "é"))).outside == 1
    content = page("天地", readings=((20, 0, "zhuāng"),))
    wanted = Paragraph("天地", "天地", (Syllable("zhuāng", 1, 2, 0),))
    assert faults(rows(content), [wanted]).outside == 1


def test_the_gap_between_words_is_told_from_that_within_a_word():
    near = read(((0, 0, "tiān"), (20, 0, "dì")), one_word=True)
    assert near.gap_between is None
    assert 0 < (near.gap_within or 0) < 0.25
    apart = read(((0, 0, "tiān"), (20, 0, "dì")))
    assert apart.gap_within is None
    assert apart.gap_between == near.gap_within
    assert (near.close, apart.close) == (0, 1)


def test_a_reading_that_is_another_or_not_there_is_unread():
    content = page("天地", readings=((0, 0, "dì"),))
    for syllable in (Syllable("tiān", 0, 1, 0), Syllable("dì", 0, 1, 0)):
        measured = faults(rows(content), [Paragraph("天地", "天地", (syllable,))])
        assert measured.unread == (syllable.text != "dì")
    assert faults(rows(page("天")), [Paragraph("天", "天", (Syllable("tiān", 0, 1, 0),))]).unread


def test_how_far_aside_a_reading_stands_is_measured():
    middle = read(((7.5, 0, "é"),)).aside
    aside = read(((2.5, 0, "é"),)).aside
    assert middle == pytest.approx(0, abs=0.05)
    assert aside == pytest.approx(0.5, abs=0.05)


def test_what_our_writer_sets_is_found_whole():
    text = (word("双庄", "shuāng zhuāng") + "，" + word("儿", "ér") + "天") * 30
    for layout in ("plain", "pinyin"):
        content = written(section(text, "日月。"), layout)
        wanted = paragraphs(edition(section(text, "日月。"), layout))
        measured = faults(rows(content), wanted)
        assert (measured.missing, measured.unread, measured.readings) == (0, 0, 90)
        assert measured.lines > 4


poppler = pytest.mark.conformance  # an outside program, which make conformance installs


@poppler
def test_words_are_found_in_what_others_extract(tmp_path: Path):
    path = tmp_path / "page.pdf"
    path.write_bytes(page("人工智能，人", "工智能。"))
    wanted = [Paragraph("人工智能，人工智能。", "人工智能人工智能")]
    measured = extraction(path, rows(path.read_bytes()), wanted, {"人工智能": 2})
    assert (measured.wanted, measured.in_lines, measured.joined) == (2, 1, 2)
    assert (measured.in_order, measured.in_order_as_read, measured.selectors) == (1, 1, 0)
    assert (measured.full, measured.even) == (1, 1)


@poppler
def test_a_running_head_does_not_come_between_two_pages(tmp_path: Path):
    path = tmp_path / "page.pdf"
    path.write_bytes(written(section("天" * 3000)))
    measured = extraction(path, rows(path.read_bytes()), [Paragraph("天" * 3000, "天" * 3000)], {})
    assert (measured.in_order, measured.in_order_as_read) == (1, 1)
    assert measured.even == measured.full > 60


@poppler
def test_lost_order_is_found_in_what_others_extract(tmp_path: Path):
    path = tmp_path / "page.pdf"
    path.write_bytes(page("地天"))
    measured = extraction(path, rows(path.read_bytes()), [Paragraph("天地", "天地")], {"天地": 1})
    assert (measured.in_order, measured.in_order_as_read, measured.joined) == (0, 0, 0)


@poppler
def test_selectors_that_were_left_in_are_found_in_what_others_extract(tmp_path: Path, monkeypatch):
    path = tmp_path / "page.pdf"
    path.write_bytes(page("天地"))
    monkeypatch.setattr("typography.extraction.text_as_read", lambda _: "天\ufe01地\U000e01ef")
    measured = extraction(path, rows(path.read_bytes()), [Paragraph("天地", "天地")], {})
    assert measured.selectors == 2


def test_the_commonest_words_are_counted_as_they_are_searched_for():
    text = word("人工", "rén gōng") * 2 + word("我", "wǒ") * 3 + "人工"
    assert commonest_words(edition(section(text), "pinyin")) == {"人工": 3}


def test_rivals_set_the_text_of_the_edition():
    given = edition(
        f"<h1>题{word('目', 'mù')}</h1>{section(word('人工', 'rén gōng') + '，<b>&lt;')}"
    )
    given = replace(given, markup=given.markup.replace("<b>&lt;", "&lt;"), layout="pinyin")
    wanted = "".join(base_text(block) for block in blocks(given))
    assert wanted == "题目人工，<"
    assert '#r("人", "rén");#r("工", "gōng");#"，<";' in sources.typst(given)
    assert "<ruby>人<rt>rén</rt></ruby><ruby>工<rt>gōng</rt></ruby>，&lt;" in sources.html(given)


def test_a_text_is_as_long_as_it_should_be_and_the_same_each_time():
    short = text(2000, None)
    assert 2000 <= len(han("".join(short))) < 2400
    assert text(3000, None)[: len(short)] == short


def test_a_text_from_books_is_made_of_their_paragraphs(tmp_path: Path):
    (tmp_path / "luxun").mkdir()
    book = tmp_path / "luxun/book.txt"
    book.write_text("　　天地\n玄黄。\n\n宇\ue463\n\n宇宙\n　　洪荒\n", encoding="utf-8")
    assert text(5, tmp_path) == ["天地玄黄。", "宇宙"]
    with pytest.raises(ValueError, match="there are 8 Chinese characters and not 9"):
        text(9, tmp_path)
    assert list(joined([])) == []


def test_a_process_is_measured_whole():
    code = "held = bytearray(150_000_000); held[::4096] = b'x' * len(held[::4096]); print('{}')"
    wall, cpu, megabytes, said = cost.run([sys.executable, "-c", code])
    assert said.strip() == "{}"
    assert 150 < megabytes < 250 + _own_peak()
    assert 0 < cpu < wall + 1
    with pytest.raises(CalledProcessError):
        cost.run([sys.executable, "-c", "raise SystemExit(3)"])


def test_the_program_that_is_measured_is_the_one_at_hand():
    import duben

    _, _, _, said = cost.run([sys.executable, "-c", "import duben; print(duben.__file__)"])
    assert said.strip() == duben.__file__


def test_a_relative_path_leads_a_process_to_the_same_packages(tmp_path: Path, monkeypatch):
    (tmp_path / "at_hand.py").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [".", *sys.path])
    cost.run([sys.executable, "-c", "import at_hand"])


def test_it_is_said_why_a_process_failed():
    with pytest.raises(CalledProcessError) as caught:
        cost.run([sys.executable, "-c", "raise ValueError('too long')"])
    assert caught.value.stderr == "ValueError: too long"


def _own_peak() -> float:
    """The most that this process had: a child's peak begins with it."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def costs(*given: Cost) -> Costs:
    steps = {"read and annotate": 1.0, "render plain": 0.5, "render pinyin": 0.6}
    return Costs(given, dict.fromkeys((2000, 20_000), steps))


def test_the_report_compares_what_was_measured_and_says_what_was_left_out():
    measured = costs(
        Cost("Duben, plain", 20_000, 1.5, 1.0, 100, 400_000, 30, {"work": 0.5, "layout": 0.3}),
        Cost("Duben, pinyin", 20_000, 2.0, 1.5, 150, 500_000, 40, {"work": 1.0, "layout": 0.7}),
        Cost("Chromium, pinyin", 20_000, 6.0, 1.0, 500, 5_000_000, 50),
        Cost("Duben, pinyin in boxes", 20_000, problem=cost.LEFT_OUT),
    )
    written = report.report(measured, [], text="天地", versions="1", length=40_000)
    assert "| Duben, pinyin : Duben, plain | 20,000 | 1.50 | 2.00 | 1.50 | 1.25 |" in written
    assert "| Chromium, pinyin : Duben, pinyin | 20,000 | 3.00 | – | 3.33 | 10.00 |" in written
    assert "| 20,000 | Chromium, pinyin | 6.00 | – | 500 | 50 | 5,000 | 250 |" in written
    assert "gigabytes: Duben, pinyin in boxes at 20,000.\n`ALL=1`" in written
    assert "| Duben, pinyin : Typst, pinyin | 20,000 | – | – | – | – |" in written
    assert "| 20,000 | pinyin | 1.00 | 0.60 | 1.00 | 0.70 | – |" in written


def test_a_rival_that_is_not_there_is_named_and_the_others_go_on(monkeypatch, tmp_path: Path):
    def missing(*_: object) -> object:
        raise FileNotFoundError

    monkeypatch.setattr(cost, "run", missing)
    (rival,) = (c for c in cost.CONTENDERS if c.name.startswith("Chromium"))
    assert cost._quickest(rival, tmp_path, 2000).problem == cost.NOT_HERE


def test_the_report_has_a_column_for_each_file_that_was_looked_at():
    measured = found(page("天地玄黄，宇", "宙洪荒。"), "天地玄黄，宇宙洪荒。")
    looks = [report.Looks(name, measured, None) for name in ("one", "two")]
    written = report.report(None, looks, text="天地", versions="1", length=40_000)
    assert "|  | one | two |" in written
    assert "| even lines, % | 100.0 | 100.0 |" in written
    assert "| even lines by poppler, % | – | – |" in written
