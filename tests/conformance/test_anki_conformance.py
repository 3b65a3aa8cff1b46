"""Exported words as the real Anki takes them: imported once, imported again, mended."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from anki.collection import (
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
    ImportCsvRequest,
)

from conftest import DECLARATION
from duben import publish, study
from duben.config import Options
from duben.publish import build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from anki.collection import ImportLogWithChanges
    from anki.notes import Note

pytestmark = pytest.mark.conformance

OPTIONS = Options(layouts=("study",), formats=("epub",), exports=("anki", "tsv"))
STORY = "故乡\n\n我们秉持原则，维护合作。他冒了严寒，回到故乡去。\n"


@dataclass(frozen=True)
class Outcome:
    """How many notes an import added, changed, and left as they were."""

    new: int = 0
    updated: int = 0
    same: int = 0


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Collection]:
    with closing(Collection(str(tmp_path / "collection.anki2"))) as collection:
        yield collection


def import_package(anki: Collection, path: Path) -> Outcome:
    request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
    return outcome(anki.import_anki_package(request))


def import_text(anki: Collection, path: Path) -> Outcome:
    """Import as the dialog does when a person changes nothing in it."""
    metadata = anki.get_csv_metadata(path=str(path), delimiter=None)
    return outcome(anki.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)))


def outcome(response: ImportLogWithChanges) -> Outcome:
    log = response.log
    assert not log.conflicting
    assert not log.missing_notetype
    assert not log.empty_first_field
    return Outcome(len(log.new), len(log.updated), len(log.duplicate))


def exported(folder: Path, text: str, name: str = "story") -> tuple[Path, Path]:
    source = folder / f"{name}.txt"
    source.write_text(text, encoding="utf-8")
    _, package, table = build(source, replace(OPTIONS, folder=folder / "out"))
    return package, table


def note(anki: Collection, word: str) -> Note:
    [found] = anki.find_notes(f'Word:"{word}"')
    return anki.get_note(found)


def test_the_declaration_is_imported_whole_and_only_once(anki: Collection, tmp_path: Path):
    text = publish.read(DECLARATION)
    _, package, table = publish.build_editions(text, replace(OPTIONS, folder=tmp_path))
    count = len(study.guide(text).glossary)
    assert import_package(anki, package) == Outcome(new=count)
    assert import_package(anki, package) == Outcome(same=count)
    assert (anki.note_count(), anki.card_count()) == (count, count)
    assert anki.decks.id_for_name("Duben 读本::人工智能全球治理上海宣言")
    import_text(anki, table)
    assert (anki.note_count(), anki.card_count()) == (count, count)


def test_a_card_asks_for_the_word_and_answers_in_its_sentence(anki: Collection, tmp_path: Path):
    import_package(anki, exported(tmp_path, STORY)[0])
    found = note(anki, "维护")
    [card] = found.cards()
    assert ">维护<" in card.question()
    assert ">維護<" in card.question()
    assert "wéihù" not in card.question()
    for said in ("wéihù", found["Meaning"], "我们秉持原则，<b>维护</b>合作。", "HSK 6"):
        assert said in card.answer()
    assert "{{" not in card.answer()
    assert set(found.tags) == {"story", "HSK::6"}
    assert 'class="traditional"' not in note(anki, "秉持").cards()[0].answer()


def test_an_edited_meaning_reaches_that_card_alone_and_what_was_learnt_stays(
    anki: Collection, tmp_path: Path
):
    package, _ = exported(tmp_path, STORY)
    import_package(anki, package)
    [card] = note(anki, "秉持").cards()
    card.ivl = 30
    anki.update_card(card)
    count = anki.note_count()
    glossary = package.with_name("story.glossary.csv")
    before = "to uphold; to hold fast to"
    for meaning in ("to keep to", "to honour"):
        text = glossary.read_text(encoding="utf-8-sig")
        assert before in text
        glossary.write_text(text.replace(before, meaning, 1), encoding="utf-8-sig")
        package, _ = exported(tmp_path, STORY)
        assert import_package(anki, package) == Outcome(updated=1, same=count - 1)
        assert import_package(anki, package) == Outcome(same=count)
        assert note(anki, "秉持")["Meaning"] == meaning
        before = meaning
    assert [card.ivl for card in note(anki, "秉持").cards()] == [30]
    assert (anki.note_count(), anki.card_count()) == (count, count)


def test_two_texts_have_each_their_notes_and_their_decks(anki: Collection, tmp_path: Path):
    first, _ = exported(tmp_path, STORY)
    second, table = exported(tmp_path, STORY.replace("故乡\n", "别处\n"), "other")
    one, two = import_package(anki, first), import_package(anki, second)
    assert (one.new, two.new) == (two.new, one.new)
    assert anki.note_count() == one.new + two.new
    for deck in ("故乡", "别处"):
        assert len(anki.find_cards(f'"deck:Duben 读本::{deck}"')) == one.new
    assert import_text(anki, table).new == 0


def test_the_list_alone_is_imported_once_into_our_note_type(anki: Collection, tmp_path: Path):
    first, _ = exported(tmp_path, "别处\n\n他深感荣幸。\n", "other")
    import_package(anki, first)  # brings the note type
    _, table = exported(tmp_path, STORY)
    before = anki.note_count()
    new = import_text(anki, table).new
    assert new > 3
    assert import_text(anki, table) == Outcome(same=new)
    assert anki.note_count() == before + new
    assert note(anki, "秉持")["Sentence"] == "我们【秉持】原则，维护合作。"
    assert anki.decks.id_for_name("Duben 读本::故乡")


def test_the_list_has_the_word_in_front_also_where_our_note_type_is_not(
    anki: Collection, tmp_path: Path
):
    _, table = exported(tmp_path, STORY)
    new = import_text(anki, table).new
    assert new > 3
    assert anki.find_notes("Front:秉持")
    assert import_text(anki, table) == Outcome(same=new)
