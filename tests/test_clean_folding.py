"""Folding: all forms of a character are one, whatever was converted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duben.clean import converter, fold
from duben.clean.converter import to_hans, to_hant

HAN = st.text(
    st.one_of(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.sampled_from("着著发發髮后後里裡裏干乾幹瞭了藉借么麼幺甚什沈沉覆复乐樂头頭目然口"),
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    "forms", ["发發髮", "着著", "后後", "干乾幹", "里裡裏", "为為爲", "借藉", "复復複覆"]
)
def test_the_forms_of_a_character_fold_together(forms):
    assert len(set(fold(forms))) == 1


def test_different_characters_stay_apart():
    assert len(set(fold("人工智能发展的和坏坯未末"))) == 12


def test_a_compatibility_ideograph_folds_to_its_character():
    assert fold("\uf9e4\U0002f800") == fold("理丽"[0]) + fold("\u4e3d")


@given(HAN)
def test_a_text_and_its_conversion_fold_to_the_same(text):
    assert fold(to_hans(text)) == fold(text) == fold(to_hant(text))


@given(st.text())
def test_folding_keeps_the_number_of_characters(text):
    import unicodedata

    assert len(fold(text)) == len(unicodedata.normalize("NFC", text))
    assert fold(fold(text)) == fold(text)


def test_no_phrase_puts_another_character_in_the_place_of_one(monkeypatch):
    monkeypatch.setattr(converter, "in_words", lambda _, text: text.replace("說坏", "说坯"))
    assert to_hant("說坏") == "说坏"
    monkeypatch.undo()
    assert to_hans("破坏土壤") == "破坏土壤"
    assert to_hant("破坏土壤") == "破壞土壤"
