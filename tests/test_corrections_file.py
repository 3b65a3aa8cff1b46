"""The file of corrections: what a person may write in it, and that nothing of it is lost."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import publication
from duben.corrections import Place, beside, doubts, merging
from duben.corrections import given as corrections_given
from duben.corrections.entry import Entry, quoted
from duben.corrections.file import load, parse
from duben.corrections.spelling import syllables
from duben.errors import SourceError

ENTRY = """\
[[word]]
text = "长"
read = "cháng"
choices = ["1 cháng", "2 zhǎng"]
choose = ""
scope = "text"
sentences = [
  "这条河很[长]。",
]
"""
HEAD = "# 头\n"


def choosing(choice: str) -> str:
    return ENTRY.replace('choose = ""', f"choose = {choice}")


def merge(text: str, *found: Entry, stale: tuple[str, ...] = ()) -> str:
    entries = parse(text, "a.readings.toml")
    return merging.merged(entries, found, head=HEAD, is_stale=lambda entry: entry.text in stale)


@pytest.mark.parametrize(
    "choice",
    ['"2"', "2", '"zhǎng"', '"zhang3"', '" Zhǎng "', '"2 zhǎng"', "'2'", '"ㄓㄤˇ"'],
)
def test_a_choice_is_a_number_or_pinyin_in_any_spelling(choice):
    (entry,) = parse(choosing(choice), "a")
    assert entry.syllables == ("zhǎng",)


@pytest.mark.parametrize("choice", ['"1"', '"ok"', '"cháng"', '"对"'])
def test_a_reading_is_confirmed_by_its_number_or_by_a_word(choice):
    (entry,) = parse(choosing(choice), "a")
    assert entry.syllables == ("cháng",)


@pytest.mark.parametrize(
    ("word", "pinyin", "expected"),
    [
        ("行业", "háng yè", "háng yè"),
        ("行业", "hángyè", "háng yè"),
        ("行业", "hang2ye4", "háng yè"),
        ("行业", "Hang2-ye4", "háng yè"),
        ("西安", "xīān", "xī ān"),
        ("西安", "xi1an1", "xī ān"),
        ("绿色", "lv4se4", "lǜ sè"),
        ("花儿", "huār", "huā r"),
        ("意思", "yìsi", "yì si"),
        ("行", "hǎng", "hǎng"),
    ],
)
def test_pinyin_may_be_joined_or_parted(word, pinyin, expected):
    assert " ".join(syllables(word, pinyin)) == expected


def test_an_entry_that_nobody_has_decided_says_nothing():
    (entry,) = parse(ENTRY, "a")
    assert not entry.is_decided
    assert entry.syllables == ()


@pytest.mark.parametrize(
    ("text", "line", "problem", "hint"),
    [
        (choosing('"3"'), 5, "there is no choice 3", "There are 2"),
        (choosing('"hing2"'), 5, '"hing2" is no syllable of pinyin', "a syllable with its tone"),
        (choosing('"yín háng"'), 5, "the number of syllables here is 2", "for each character"),
        (choosing("true"), 5, '"choose" has a value of another kind', "Write text"),
        (choosing("”2”"), 5, "this is no TOML", "straight quotation marks"),
        (ENTRY.replace("choose", "chose"), 5, 'no key called "chose"', 'Did you mean "choose"?'),
        (ENTRY.replace('"text"', '"txt"'), 6, 'no scope called "txt"', '"text" or "place"'),
        (ENTRY.replace("[长]", "长"), 7, "does not mark 长", "square brackets"),
        (ENTRY.replace("[长]", "[长][长]"), 7, "does not mark 长", "once"),
        (ENTRY.replace('"长"', '"AI"'), 2, "names no Chinese word", "Chinese characters"),
        ('text = "长"\n', 1, '"text" stands here outside of an entry', "[[word]]"),
        ('\nword = "长"\n', 2, '"word" stands here outside of an entry', "[[word]]"),
        ('[[word]]\ntext = "长"\nscope = "place"\n', 3, "says of no place", "sentences"),
        ('word = [{text = "长"}]\n', None, "cannot be told apart", "[[word]]"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_way_out(text, line, problem, hint):
    with pytest.raises(SourceError) as caught:
        parse("\n" * 0 + text, "a.readings.toml")
    place = "a.readings.toml" + (f":{line}" if line else "")
    assert caught.value.where == place
    assert problem in caught.value.problem
    assert hint in caught.value.hint


def test_the_line_is_that_of_the_second_entry_where_the_second_is_wrong():
    with pytest.raises(SourceError) as caught:
        parse(f"# 注\n\n{choosing('1')}\n{choosing('9')}", "a")
    assert caught.value.where == "a:17"


def test_a_file_in_another_encoding_is_refused_with_its_line(tmp_path):
    path = tmp_path / "a.readings.toml"
    path.write_bytes(b"# ok\n" + "# 长".encode("gb18030"))
    with pytest.raises(SourceError, match="not in UTF-8") as caught:
        load(path)
    assert caught.value.where == f"{path}:2"


def test_a_file_of_windows_is_read(tmp_path):
    path = tmp_path / "a.readings.toml"
    path.write_bytes(b"\xef\xbb\xbf" + choosing("2").replace("\n", "\r\n").encode())
    (entry,) = load(path)
    assert entry.syllables == ("zhǎng",)


def test_the_users_own_file_knows_no_places(tmp_path):
    path = tmp_path / "readings.toml"
    path.write_text(choosing("2").replace('"text"', '"place"'), encoding="utf-8")
    with pytest.raises(SourceError, match="for all texts"):
        load(path, is_own=True)


def test_files_that_are_not_there_say_nothing(tmp_path):
    assert corrections_given(tmp_path / "a.txt", tmp_path / "own.toml") == ()
    assert beside(tmp_path / "a.b.txt") == tmp_path / "a.b.readings.toml"


# --- merging -----------------------------------------------------------------------------


def doubt(text: str, read: str, *sentences: str) -> Entry:
    return Entry(text, read=read, choices=(read,), sentences=sentences)


def test_doubts_are_grouped_by_word_and_reading_with_their_sentences():
    text = publication("题", 一="他/长(zhǎng)?/高。|很/长(cháng)?。|又/长(zhǎng)?/大/了。")
    found = doubts.entries_of(text)
    assert [(entry.text, entry.read, entry.sentences) for entry in found] == [
        ("长", "zhǎng", ("他[长]高。", "又[长]大了。")),
        ("长", "cháng", ("很[长]。",)),
    ]


def test_a_short_sentence_takes_its_neighbours_along():
    text = publication("题", 一="他/来/看/我们/了。/长(zhǎng)?！")
    (entry,) = doubts.entries_of(text)
    assert entry.sentences == ("他来看我们了。[长]！",)


def test_the_file_is_what_toml_says():
    entry = replace(doubt("长", "cháng", '他说："[长]\\"'), choose="2", stale=True)
    (table,) = tomllib.loads(entry.as_toml())["word"]
    assert table == {
        "text": "长",
        "read": "cháng",
        "choices": ["1 cháng"],
        "choose": "2",
        "scope": "text",
        "sentences": ['他说："[长]\\"'],
        "stale": True,
    }


@given(st.text())
def test_any_text_is_quoted_as_toml_wants_it(text):
    assert tomllib.loads(f"a = {quoted(text)}")["a"] == text


def test_merging_twice_changes_nothing():
    once = merge("", doubt("长", "cháng", "很[长]。"))
    assert once.startswith(HEAD)
    assert merge(once, doubt("长", "cháng", "很[长]。")) == once
    assert merge(once) == once


def test_what_a_person_wrote_stays_to_the_letter():
    written = (
        "# 我的文件\n\n"
        "  [[word]] # 第一\n  choose='2' # 对吗？\n  text='长'\n  choices=['cháng','zhǎng']\n"
        '\n# 行\n[[ word ]]\ntext = "行"\nread = "xíng"\nchoose = \'\'\n'
    )
    merged = merge(written, doubt("行", "xíng", "不[行]。"), doubt("重", "zhòng", "很[重]。"))
    assert merged.startswith(written)
    assert (
        merged.removeprefix(written).strip() == doubt("重", "zhòng", "很[重]。").as_toml().strip()
    )


def test_a_choice_is_not_asked_for_again():
    merged = merge(choosing('"2"'), doubt("长", "cháng", "好[长]。"))
    assert merged.startswith(choosing('"2"'))
    assert [entry.choose for entry in parse(merged, "a")] == ["2", ""]


def test_new_sentences_come_to_an_open_entry():
    (entry,) = parse(merge(ENTRY, doubt("长", "cháng", "好[长]的路。")), "a")
    assert entry.sentences == ("这条河很[长]。", "好[长]的路。")
    assert entry.choices == ("cháng", "zhǎng")


@pytest.mark.parametrize("written", [choosing('"2"'), choosing("2") + "# 注\n"])
def test_what_is_stale_is_marked_and_kept_and_unmarked_when_it_comes_back(written):
    marked = merge(written, stale=("长",))
    (entry,) = parse(marked, "a")
    assert entry.stale
    assert entry.choose == "2"
    assert merge(marked) == written
    assert merge(marked, stale=("长",)) == marked


def test_setting_a_reading_fills_the_open_entry_and_takes_the_place_of_the_last_one():
    entries = parse(ENTRY, "a")
    text = merging.with_entries(entries, [Entry("长", "zhǎng")], head=HEAD)
    assert [entry.choose for entry in parse(text, "a")] == ["zhǎng", "zhǎng"]
    again = merging.with_entries(parse(text, "a"), [Entry("长", "cháng")], head=HEAD)
    assert [entry.choose for entry in parse(again, "a")] == ["zhǎng", "cháng"]


def test_a_reading_is_set_also_where_keys_stand_in_quotation_marks():
    entries = parse('[[word]]\ntext = "行"\n"choose" = ""\n"stale" = true\n', "x")
    text = merging.with_entries(entries, [Entry("行", "háng")], head="")
    (entry,) = parse(text, "x")
    assert (entry.choose, entry.stale) == ("háng", False)


def test_places_are_entries_of_their_own():
    here, there = (Entry("长", "zhǎng", scope="place", sentences=(f"{one}[长]",)) for one in "好很")
    text = merging.with_entries(parse("", "a"), [here], head=HEAD)
    text = merging.with_entries(parse(text, "a"), [there, replace(here, choose="cháng")], head=HEAD)
    assert [(e.choose, e.sentences) for e in parse(text, "a")] == [
        ("cháng", ("好[长]",)),
        ("zhǎng", ("很[长]",)),
    ]


WORDS = st.sampled_from("长行重的")
ENTRIES = st.builds(
    Entry,
    text=WORDS,
    choose=st.sampled_from(["", "1", "zhǎng", "hang2"]),
    read=st.sampled_from(["cháng", "xíng", ""]),
    choices=st.just(("cháng", "xíng")),
)


@given(
    st.lists(st.tuples(ENTRIES, st.sampled_from(["", "\n", "# 注\n", "  # x\n\n"]))),
    st.lists(
        st.builds(doubt, WORDS, st.sampled_from(["cháng", "xíng"]), st.just("很[长]")), max_size=3
    ),
    st.sets(WORDS),
)
def test_no_merge_ever_loses_an_entry_a_choice_or_a_comment(written, found, stale):
    text = "".join(entry.as_toml() + behind for entry, behind in written)
    found = [replace(entry, sentences=()) for entry in found]
    before = list(parse(text, "a"))
    merged = merge(text, *found, stale=tuple(stale))
    after = list(parse(merged, "a"))
    assert len(after) >= len(before)
    for old, new in zip(before, after, strict=False):
        assert (new.text, new.read, new.choose) == (old.text, old.read, old.choose)
    assert merged.count("# 注") == text.count("# 注")
    assert [entry.stale for entry in after[: len(before)]] == [e.text in stale for e in before]


def test_a_place_writes_its_word_in_brackets():
    assert Place("很", "。").marked("长") == "很[长]。"
