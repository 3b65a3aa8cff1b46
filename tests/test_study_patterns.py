"""Sentence patterns: each is found in its own example, and what is found is judged by hand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from duben import annotate
from duben.study import patterns

if TYPE_CHECKING:
    from duben.model import Word

JUDGED = Path(__file__).parent / "patterns" / "judged.tsv"
NAMES = tuple(patterns.patterns())


def found(text: str) -> list[tuple[str, str]]:
    """Give the patterns in a sentence, each with the words that make it."""
    words = annotate.words(text)
    return [
        (m.pattern.id, " ".join(words[i].text for i in sorted(m.fixed)) or _span(words, m))
        for m in patterns.find(words)
    ]


def _span(words: tuple[Word, ...], match: patterns.Match) -> str:
    return "".join(word.text for word in words[match.start : match.end])


def test_there_are_more_than_a_hundred_patterns():
    assert len(NAMES) >= 100
    titles = [pattern.title for pattern in patterns.patterns().values()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("name", NAMES)
def test_a_pattern_is_found_in_its_own_example(name: str):
    assert name in [found_name for found_name, _ in found(patterns.patterns()[name].example)]


@pytest.mark.parametrize("name", NAMES)
def test_a_pattern_says_what_its_letters_stand_for(name: str):
    pattern = patterns.patterns()[name]
    in_title = set(re.findall("[A-Z][₁₂]?", pattern.title))
    assert in_title == {letter for letter, _ in pattern.slots}
    assert pattern.level in {"1", "2", "3", "4", "5", "6", "7–9"}
    assert pattern.english.isascii() or set(pattern.english) & set("起来下去相被₁₂着…–")
    assert len(pattern.chinese) <= 30


def test_at_least_95_per_cent_of_what_is_found_is_right():
    """What is found in a judged sentence and was not judged fails too: judge it."""
    judged: dict[str, Counter[tuple[str, str, str]]] = defaultdict(Counter)
    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            _, name, given, verdict, sentence = line.split("\t")
            judged[sentence][name, given, verdict] += bool(name)
    right = wrong = 0
    for sentence, rows in judged.items():
        for name, given in found(sentence):
            assert (name, given, "right") in rows or (name, given, "wrong") in rows, (
                f"not judged: {name} ({given}) in {sentence}"
            )
            right += (name, given, "right") in rows
            wrong += (name, given, "wrong") in rows
    assert right >= 300
    assert wrong <= 0.05 * (right + wrong)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("我坐在中间的椅子上。", "zai-zhong"),
        ("他在家，我把书放在桌上。", "zai-zhong"),
        ("请求和文化等相关部门。", "yu-xiang"),
        ("平等的权利。", "deng-n"),
        ("其他人都走了。", "qi-n"),
        ("他要么不来。", "huozhe"),
    ],
)
def test_words_that_only_look_like_a_pattern_are_none(text: str, name: str):
    assert name not in [found_name for found_name, _ in found(text)]


def test_gaps_end_at_the_clause():
    assert "zai-fangmian" not in [name for name, _ in found("我住在上海，这方面我懂。")]
    assert "zai-fangmian" in [name for name, _ in found("我在这方面懂一点。")]


def test_the_inner_of_two_openings_is_taken():
    words = annotate.words("他在上海在工作方面很努力。")
    [match] = [m for m in patterns.find(words) if m.pattern.id == "zai-fangmian"]
    assert _span(words, match) == "在工作方面"


def test_a_sentence_without_end_does_not_take_for_ever():
    """Steps are counted, not timed: twice the words, twice the steps."""
    steps = []
    for times in (200, 400):
        words = annotate.words("如果在把对从以") * times
        steps.append(_steps(words))
    assert steps[1] < 2.2 * steps[0]


def _steps(words: tuple[Word, ...]) -> int:
    count = 0
    texts = [word.text for word in words]

    class Counted(list[str]):
        def __getitem__(self, place: int) -> str:  # type: ignore[override] (only by numbers)
            nonlocal count
            count += 1
            return super().__getitem__(place)

    for forms in patterns._forms().values():
        for form in forms:
            for start in range(0, len(words), 50):
                patterns._Attempt(words, Counted(texts), form).at(start)
    return count
