"""The report on readings: folds without leaks, doubt where errors are, honest words on sets."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duben import annotate
from duben.model import Word
from readings import report
from readings.calibration import calibrate
from readings.catalogue import CORPUS, LOOKED_AT, SETS, TUNED, Set
from readings.contenders import CONTENDERS
from readings.cost import text
from readings.folds import commonest, cross_validate, folds
from readings.markdown import table
from readings.scoring import score
from readings.sets import Row, load


def marked(character: str, reading: str, behind: str = "") -> Row:
    return Row(character + behind, ((reading,), *((),) * len(behind)))


def strata(rows: list[Row], places: tuple[int, ...]) -> Counter[tuple[str, str]]:
    return Counter((rows[place].text[0], rows[place].wanted[0][0]) for place in places)


@given(st.lists(st.tuples(st.sampled_from("行长得"), st.sampled_from(["a1", "b2", "c5"]))))
def test_folds_are_stratified_and_hold_each_row_once(drawn):
    rows = [marked(*pair) for pair in drawn]
    found = folds(rows, 5)
    assert sorted(place for fold in found for place in fold) == list(range(len(rows)))
    assert max(map(len, found)) - min(map(len, found)) <= 1
    for stratum in set(drawn):
        sizes = [strata(rows, fold)[stratum] for fold in found]
        assert max(sizes) - min(sizes) <= 1


def test_folds_are_the_same_every_time():
    rows = load(CORPUS)
    assert folds(rows, 5) == folds(list(rows), 5)


def test_no_reader_is_trained_on_what_it_reads():
    rows = [marked("行", "hang2", "一二三四五六七八九十"[:length]) for length in range(10)]
    read = []

    def train(given_rows):
        seen = {row.text for row in given_rows}

        def reader(texts):
            read.extend(texts)
            assert not seen & set(texts)
            assert len(seen) + len(texts) == len(rows)
            return [["hang2"] * len(text) for text in texts]

        return reader

    assert cross_validate(rows, train).wrong == 0
    assert sorted(read) == sorted(row.text for row in rows)


def test_the_baseline_reads_as_most_of_the_rows_do():
    rows = [marked("行", "hang2"), marked("行", "xing2"), marked("行", "xing2")]
    assert commonest(rows)(["行了"]) == [["xing2", "?"]]


def test_readings_are_given_back_in_the_order_of_the_rows():
    rows = [marked("行", "hang2"), marked("长", "chang2")] * 5
    assert cross_validate(rows, commonest).wrong == 0


def test_a_token_is_wrong_if_one_of_its_characters_is(monkeypatch: pytest.MonkeyPatch):
    words = (
        Word("银行", ("yín", "xíng"), "yínxíng", "likely"),
        Word("，", (None,)),
        Word("的", ("de",), "de", "doubtful"),
        Word("花儿", ("huā", "r"), "huār"),
    )
    monkeypatch.setattr(annotate, "words", lambda _: words)
    wanted = (("yin2",), ("hang2",), ("de5",), (), ())
    found = calibrate([Row("银行，的花儿", wanted)])
    assert +found.tokens == {"likely": 1, "doubtful": 1}
    assert +found.wrong == {"likely": 1}


@pytest.mark.parametrize("each", SETS, ids=lambda each: each.name)
def test_each_set_says_who_wrote_it_and_whether_we_were_tuned_on_it(each: Set):
    assert each.written_by
    assert each.tuned.split(":")[0] == {TUNED: "yes", LOOKED_AT: "in part", "": "no"}[each.mark]


def test_no_set_that_is_not_ours_lies_in_the_repository():
    names = {path.name for path in Path(__file__).parents[1].rglob("tests/**/*.tsv")}
    assert not names & {each.path.name for each in SETS if not each.is_ours}


def test_a_set_that_was_not_measured_is_said_to_be_so(tmp_path: Path):
    written = report._overview({}) + report._catalogue({})
    for each in SETS:
        assert f"{each.name} {each.mark}".strip() + f" | {each.missing} | –" in written
        if not each.is_ours:
            assert each.file(None) is each.file(tmp_path) is None
            assert each.missing == report.NOT_MEASURED


def test_no_sentence_of_a_set_is_printed():
    rows = (Row("在银行门口", ((), (), ("hang2",), (), ())), Row("快行", (("kuai4",), ("xing2",))))
    reached = score(rows, [["zai4", "yin2", "xing2", "men2", "kou3"], ["kuai4", "xing2"]])
    found = report.Measured(SETS[-1], rows, dict.fromkeys(CONTENDERS, reached))
    written = report._details(found)
    assert "行 hang2 read xing2 (1)" in written
    assert "| Duben | 66.67 | 66.67 | 1 | 50.0 | – | – |" in written
    assert not [row for row in rows if row.text in written]


def test_a_table_with_a_missing_cell_is_refused():
    with pytest.raises(ValueError, match="2 columns have 1 cells"):
        table(("set", "wrong"), [("cgw",)])


def test_the_text_for_the_cost_has_the_length_asked_for():
    assert [len(paragraph) for paragraph in text(450)] == [200, 200, 50]
    with pytest.raises(ValueError, match="and not 1000000"):
        text(1_000_000)
