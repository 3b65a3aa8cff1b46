"""The scorer of readings: what is right, what is forgiven and what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from readings.catalogue import CORPUS
from readings.contenders import duben, pypinyin
from readings.scoring import Score, judge, score
from readings.sets import Row, is_running_text, load

READINGS = Path(__file__).parent / "readings"


def row(text: str, wanted: str) -> Row:
    """A sentence with its right readings: "shi2/shi5" has two, "-" is not scored."""
    return Row(text, tuple(tuple(w.split("/")) if w != "-" else () for w in wanted.split()))


def scored(text: str, wanted: str, got: str) -> Score:
    return score([row(text, wanted)], [got.split()])


@pytest.mark.parametrize(
    ("text", "wanted", "got", "verdicts"),
    [
        ("银行", "yin2 hang2", "yin2 hang2", "right right"),
        ("银行", "yin2 hang2", "yin2 xing2", "right wrong"),
        ("很好", "hen2 hao3", "hen3 hao3", "sandhi right"),
        ("很，好", "hen2 hao3", "hen3 hao3", "sandhi right"),
        ("很好", "hen2 -", "hen3 hao3", "sandhi"),
        ("很忙", "hen2 mang2", "hen3 mang2", "wrong right"),
        ("很", "hen2", "hen3", "wrong"),
        ("很好", "hen3 hao3", "hen2 hao3", "wrong right"),
        ("东西", "dong1 xi5", "dong1 xi1", "right neutral"),
        ("来", "lai2", "lai5", "neutral"),
        ("地", "de5", "di4", "wrong"),
        ("得", "de5", "de2", "wrong"),
        ("得", "de2", "de5", "wrong"),
        ("一个", "yi1 ge4", "yi2 ge5", "right neutral"),
        ("不对", "bu2 dui4", "bu4 dui4", "right right"),
        ("部", "bu4", "bu2", "wrong"),
        ("这谁", "zhei4 shui2", "zhe4 shei2", "right right"),
        ("哪那", "na3 na4", "nei3 nei4", "right right"),
        ("谁", "shei2", "shen2", "wrong"),
        ("意识", "yi4 shi2/shi5", "yi4 shi5", "right right"),
        ("好好", "hao3 hao3/hao1", "hao3 hao1", "right right"),
        ("花儿", "hua1 -", "hua1 er2", "right"),
        ("㐂", "xi3", "?", "wrong"),
    ],
)
def test_each_character_has_the_mildest_verdict(text, wanted, got, verdicts):
    assert " ".join(judge(row(text, wanted), got.split()).values()) == verdicts


def test_a_sentence_with_too_few_syllables_is_refused():
    with pytest.raises(ValueError, match="2 characters have 1 syllables"):
        judge(row("银行", "yin2 hang2"), ["yin2"])


def test_shares_are_of_the_scored_characters_alone():
    reached = scored("这东西很好", "zhe4 dong1 xi5 hen2 -", "zhe4 tong1 xi1 hen3 hao3")
    assert (reached.total, reached.wrong) == (4, 1)
    assert (reached.exact, reached.lenient) == (25.0, 75.0)


def test_a_forgiven_sentence_has_no_error():
    rows = [row("东西", "dong1 xi5"), row("银行", "yin2 hang2")]
    reached = score(rows, [["dong1", "xi1"], ["yin2", "xing2"]])
    assert reached.faultless_share == 50.0


@pytest.mark.parametrize(
    ("wanted", "got", "recall", "precision"),
    [
        ("dong1 xi5 de5", "dong1 xi5 de5", 100.0, 100.0),
        ("dong1 xi5 de5", "dong1 xi1 de5", 50.0, 100.0),
        ("dong1 xi1 de5", "dong1 xi5 de5", 100.0, 50.0),
        ("dong1 xi1/xi5 de5", "dong1 xi5 de5", 100.0, 100.0),
        ("dong1 xi1 di4", "dong1 xi1 di4", None, None),
    ],
)
def test_neutral_tones_are_found_and_wanted(wanted, got, recall, precision):
    reached = scored("东西的", wanted, got)
    assert (reached.neutral_recall, reached.neutral_precision) == (recall, precision)


def test_confusions_are_counted_with_a_sentence():
    rows = [row("银行", "yin2 hang2"), row("行业", "hang2 ye4")]
    reached = score(rows, [["yin2", "xing2"], ["xing2", "ye4"]])
    assert reached.confusions.most_common() == [(("行", "hang2", "xing2"), 2)]
    assert reached.examples["行", "hang2", "xing2"] == "银行"


def written(path: Path, *lines: str) -> tuple[Row, ...]:
    path.write_text("\n".join(lines), encoding="utf-8")
    return load(path)


def test_a_marked_character_is_scored_alone(tmp_path: Path):
    rows = written(tmp_path / "set.tsv", "sentence\treading\talso_accepted", "银[行]\thang2\txing2")
    assert rows == (Row("银行", ((), ("hang2", "xing2"))),)
    assert not is_running_text(rows)


def test_running_text_has_a_syllable_for_each_character(tmp_path: Path):
    rows = written(tmp_path / "set.tsv", "去，A花儿\tqu4 hua1 -")
    assert rows == (Row("去，A花儿", (("qu4",), ("hua1",), ())),)
    assert is_running_text(rows)


@pytest.mark.parametrize(
    "line",
    ["银行\tyin2", "[银行]\tyin2", "银[行]\tháng", "银[行]\thang", "银[行业\thang2", "银行"],
)
def test_a_row_that_cannot_be_scored_is_named(tmp_path: Path, line: str):
    with pytest.raises(ValueError, match=r"set\.tsv, line 2"):
        written(tmp_path / "set.tsv", "[行]\thang2", line)


def test_the_declaration_is_scored_passage_by_passage():
    rows = load(Path(__file__).parent / "golden/declaration-readings.tsv")
    assert sum(len(row.scored) for row in rows) == 1706
    assert all(len(row.characters) == len(row.wanted) for row in rows)


@pytest.mark.parametrize(
    ("path", "sentences"),
    [
        (READINGS / "polyphones.tsv", 330),
        (READINGS / "everyday.tsv", 342),
        (READINGS / "everyday2.tsv", 230),
        (READINGS / "dialogue.tsv", 140),
        (CORPUS, 18302),
    ],
)
def test_our_sets_are_whole(path: Path, sentences: int):
    assert len(load(path)) == sentences


@pytest.mark.parametrize("read", [duben, pypinyin])
def test_a_contender_gives_a_syllable_for_each_chinese_character(read):
    assert read(["绿A 灯，了。", "㐂"])[0] == ["lv4", "deng1", "le5"]
    assert [len(syllables) for syllables in read(["", "3月，好", "𠮷"])] == [0, 2, 1]
