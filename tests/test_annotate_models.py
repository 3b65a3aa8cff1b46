"""Installed models of readings: they have a voice, and no more than that."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from duben import annotate
from duben.annotate import models
from duben.errors import DubenError, MissingPartError, UnknownNameError


def saying(syllable: str) -> models.Model:
    """A model that gives the same syllable to every character."""
    return lambda text: [syllable] * len(text)


def reading_of(text: str, word: str, *installed: models.Model) -> tuple[str, ...]:
    return next(w for w in annotate.words(text, installed=installed) if w.text == word).syllables


def test_models_tip_the_scales_where_the_context_leaves_them_even():
    text = "墙倒了"
    assert reading_of(text, "倒", *[saying("dao4")] * 9) == ("dào",)
    assert reading_of(text, "倒", *[saying("dao3")] * 9) == ("dǎo",)


def test_models_have_no_voice_in_what_dictionaries_and_people_have_settled():
    assert reading_of("银行行长", "银行", *[saying("yin1")] * 9) == ("yín", "háng")


def test_an_opinion_that_no_reading_of_the_character_is_changes_nothing():
    assert reading_of("还书", "还", *[saying("xyz1")] * 9) == ("huán",)


def test_a_model_without_an_opinion_changes_nothing():
    assert reading_of("还书", "还", lambda text: [None] * len(text)) == ("huán",)


def test_a_name_that_nobody_offers_is_an_error_with_the_names_there_are():
    with pytest.raises(UnknownNameError, match=r'no model called "g2p"(.|\n)*g2pm'):
        models.load(["g2p"])


def test_a_model_that_is_not_installed_is_an_error_that_says_how():
    with pytest.raises(MissingPartError, match="pip install g2pM"):
        models.load(["g2pm"])


def test_a_package_offers_a_model_as_an_entry_point(monkeypatch: pytest.MonkeyPatch):
    point = EntryPoint("mine", "test_annotate_models:offered", models.GROUP)
    monkeypatch.setattr(models, "entry_points", lambda group: [point] if group else [])
    (model,) = models.load(["mine"])
    assert model("好") == ["hao3"]
    with pytest.raises(DubenError, match="the model mine gave 2 readings for 1 characters"):
        model("x")


def offered() -> models.Model:
    """Make the model that an entry point names."""
    return lambda text: ["hao3"] if text == "好" else [None, None]
