"""The ranker of readings: what it learns from sentences, and what it does with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from duben.annotate import candidates, ranker, reading, segmentation, training
from duben.annotate.ranker import Answer

CORPUS = """\
师傅[倒]茶。\tdao4
她[倒]水。\tdao4
我[倒]酒。\tdao4
大树[倒]了。\tdao3
那面墙[倒]了。\tdao3
房子[倒]了。\tdao3
"""


@pytest.fixture(scope="module")
def weights() -> ranker.Weights:
    return training.train(training.read_examples(CORPUS))


def ranked(sentence: str, answer: Answer) -> dict[str, float]:
    """Rank 倒 in a sentence: the probability of each reading."""
    tokens = segmentation.cut(sentence)
    index = next(i for i, token in enumerate(tokens) if token.text == "倒")
    return {r.syllable: r.probability for r in ranker.rank(tokens, index, 0, answer)}


EVEN = Answer("dao4", "usual")


def test_the_ranker_learns_from_the_words_around(weights: ranker.Weights):
    with ranker.using(weights):
        assert ranked("他倒茶。", EVEN)["dao4"] > 0.8
        assert ranked("那棵树倒了。", EVEN)["dao3"] > 0.8


def test_probabilities_add_up_and_the_likeliest_comes_first(weights: ranker.Weights):
    with ranker.using(weights):
        shares = list(ranked("他倒茶。", EVEN).values())
    assert sum(shares) == pytest.approx(1)
    assert shares == sorted(shares, reverse=True)


def test_odds_of_running_text_speak_for_the_usual_reading(weights: ranker.Weights):
    with ranker.using(weights):
        even = ranked("那棵树倒了。", EVEN)
        usual = ranked("那棵树倒了。", replace(EVEN, odds=1000.0))
    assert usual["dao4"] / usual["dao3"] == pytest.approx(1000 * even["dao4"] / even["dao3"])


def test_nothing_is_ranked_of_which_nothing_was_learned(weights: ranker.Weights):
    with ranker.using(weights):
        tokens = segmentation.cut("还书")
        assert ranker.rank(tokens, 0, 0, Answer("hai2", "usual")) == ()


def test_the_same_sentences_give_the_same_bytes(weights: ranker.Weights):
    again = training.train(training.read_examples(CORPUS))
    assert training.dump(again) == training.dump(weights)


def test_training_does_not_listen_to_what_was_learned_before(
    weights: ranker.Weights, monkeypatch: pytest.MonkeyPatch
):
    heard = []
    locate = training.locate

    def watched(example: training.Example):
        heard.append(ranker.current())
        return locate(example)

    monkeypatch.setattr(training, "locate", watched)
    with ranker.using(weights):
        training.train(training.read_examples(CORPUS))
    assert heard == [ranker.UNLEARNED] * 6


def test_a_word_is_contested_where_more_sentences_speak_against_the_dictionary_than_for_it():
    against = "数[重]量\tchong2\n" * 2
    assert "重量" in training.train(training.read_examples(against)).contested
    both = against + "重[量]\tliang4\n" * 2
    assert "重量" not in training.train(training.read_examples(both)).contested


def test_a_doubt_always_has_an_alternative():
    sentences = ("墙倒了", "他得走", "那座山的背", "我在朝阳", "一人一卷", "场上有人")
    found = [r for s in sentences for r in reading.read(segmentation.cut(s))]
    doubtful = [r for r in found if r.confidence == "doubtful"]
    assert doubtful
    assert all(r.alternatives and r.syllables not in r.alternatives for r in doubtful)


def test_the_likeliest_alternative_is_offered_even_where_each_is_unlikely():
    shares = (("he2", 0.97), ("huo2", 0.017), ("huo4", 0.013))
    assert reading._alternatives([ranker.Ranked(*share) for share in shares]) == (("huó",),)


@pytest.mark.parametrize(
    ("word", "syllables", "origin"),
    [
        ("框架", ("kuàng", "jià"), "lexicon"),
        ("花儿", ("huā", "r"), "lexicon"),
        ("人工智能", ("rén", "gōng", "zhì", "néng"), "lexicon"),
        ("值得", ("zhí", "dé"), "override"),
        ("不对", ("bù", "duì"), "lexicon"),
    ],
)
def test_the_compiled_lexicon_knows_words_and_where_they_come_from(
    word: str, syllables: tuple[str, ...], origin: str
):
    known = candidates.of_word(word)
    assert known is not None
    assert (known.chosen, known.origin) == (syllables, origin)


def test_a_word_that_no_dictionary_has_is_not_in_the_compiled_lexicon():
    assert candidates.of_word("冯河树") is None
