"""Questions about a section: the text gives the answer, and a checker of its own proves it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from duben import study
from duben.errors import OptionError, UnknownNameError
from duben.model import Block, Section
from duben.study import exercises, long_sentences, new_words, pattern_choice, verb_objects
from duben.study.checking import Checker
from duben.study.entries import Dictionary
from duben.study.learner import Learner
from duben.study.model import Cloze, Exercise, Question
from study_texts import passage, publication, sections

if TYPE_CHECKING:
    from duben.model import Publication
    from duben.study.model import Guide, SectionGuide
    from duben.study.new_words import Lesson


def lessons(text: Publication) -> tuple[Lesson, ...]:
    return new_words.lessons(text, Learner(4), Dictionary(text, {}))


LAW = (
    "第十条 学校应当建立健全安全管理制度，对未成年人进行安全教育。",
    "国家保障未成年人的生存权、发展权、参与权等权利。",
    "任何组织和个人不得侵犯未成年人的隐私。",
)
STORY = (
    "孔乙己低声说道，“跌断，跌，跌……”",
    "我从十二岁起，便在镇口的咸亨酒店里当伙计。",
    "老师高度重视学生的安全问题。",
)


@pytest.fixture(scope="module")
def guide(declaration: Publication) -> Guide:
    return study.guide(declaration, kinds="all")


def asked(part: SectionGuide, kind: str) -> list[tuple[str, str]]:
    return [
        (question.asked, question.answer)
        for exercise in part.exercises
        for question in exercise.questions
        if exercise.kind == kind
    ]


def part_of(*paragraphs: str, kinds: str = "all") -> SectionGuide:
    [part] = study.guide(publication(*paragraphs), level=0, kinds=kinds).sections
    return part


def test_the_declaration_is_asked_for_its_lists(guide: Guide):
    found = [pair for part in guide.sections for pair in asked(part, "lists")]
    assert (
        "释放人工智能在哪些领域的应用潜力？",
        "医疗、教育、交通、农业、工业、文化、生态",
    ) in found
    assert ("我们愿建立多元化的参与机制，包括哪些方式？", "公开征求意见、社会调查") in found
    assert len(found) >= 5


def test_the_declaration_says_who_is_urged_to_do_what(guide: Guide):
    found = [pair for part in guide.sections for pair in asked(part, "who")]
    assert ("支持谁发挥主渠道作用？", "联合国") in found
    assert ("让谁参与到人工智能决策过程？", "公众") in found


def test_a_law_says_who_shall_and_who_shall_not():
    found = asked(part_of(*LAW), "who")
    assert ("谁应当建立健全安全管理制度？", "学校") in found
    assert ("谁不得侵犯未成年人的隐私？", "任何组织和个人") in found
    assert asked(part_of(*LAW), "lists") == [
        ("国家保障未成年人的哪些权利？", "生存权、发展权、参与权")
    ]


def test_a_story_says_who_said_it():
    assert asked(part_of(*STORY), "who") == [("“跌断，跌，跌……”这句话是谁说的？", "孔乙己")]


def test_equality_is_no_list():
    assert not asked(part_of("确保权利平等、机会平等、规则平等，不受任何歧视。"), "lists")


def test_a_plain_sentence_is_put_into_its_one_order():
    [exercise] = [e for e in part_of(*STORY).exercises if e.kind == "order"]
    [question] = exercise.questions
    assert (question.asked, question.answer) == ("老师", "老师高度重视学生的安全问题")
    assert sorted(question.choices) == sorted(["高度", "重视", "学生的", "安全问题"])


def test_false_statements_come_from_elsewhere_or_have_another_number(
    declaration: Publication, guide: Guide
):
    texts = ["\n".join(p.text for p in section.passages) for section in declaration.sections]
    seen = set()
    for number, part in enumerate(guide.sections):
        for statement, answer in asked(part, "truth"):
            seen.add(answer)
            assert (statement in texts[number]) == (answer == "√")
            assert any(statement in text for text in texts)
    assert seen == {"√", "×"}


def test_a_changed_number_is_named_in_the_key():
    text = (
        "他从十二岁起学习汉语。",
        "这是二十多年前的事。",
        "老师重视学生的安全。",
        "学生提高汉语水平。",
    )
    [exercise] = [e for e in part_of(*text).exercises if e.kind == "truth"]
    [false] = [q for q in exercise.questions if q.answer == "×"]
    assert false.note in "".join(text)
    assert false.asked != false.note


def test_every_answer_of_the_declaration_is_proved(declaration: Publication, guide: Guide):
    checker = Checker(declaration)
    count = 0
    for number, part in enumerate(guide.sections):
        assert checker.proved(part, number) == part
        count += sum(len(exercise.questions) for exercise in part.exercises)
    assert count >= 80


WRONG = {
    "lists": Question("释放人工智能在哪些领域的应用潜力？", "医疗、教育、交通"),
    "who": Question("支持谁发挥主渠道作用？", "各国"),
    "truth": Question("支持联合国发挥主渠道作用", "×"),
    "order": Question("我们", "我们愿推进积极研发", ("愿", "推进", "积极", "研发")),
    "dictation": Question("19", "我们深知，这份宣言的落实需要大家共同努力。"),
    "characters": Question("gòngtóng", "共识"),
    "pinyin": Question("人工智能", "réngōng zhìnèng"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_answer_is_not_printed(kind: str, declaration: Publication, guide: Guide):
    checker = Checker(declaration)
    for number, part in enumerate(guide.sections):
        made = replace(part, exercises=(Exercise(kind, (WRONG[kind],)),))
        if kind == "truth" and asked(checker.proved(made, number), kind):
            assert "支持联合国发挥主渠道作用" not in "".join(
                passage.text for passage in declaration.sections[number].passages
            )
        else:
            assert checker.proved(made, number).exercises == ()


def test_a_bank_with_a_word_in_the_wrong_place_is_not_printed(
    declaration: Publication, guide: Guide
):
    part = guide.sections[0]
    assert part.cloze
    first, second, *others = part.cloze.blanks
    swapped = (
        replace(first, answer=second.answer),
        replace(second, answer=first.answer),
        *others,
    )
    wrong = replace(part, cloze=Cloze(part.cloze.bank, swapped))
    assert Checker(declaration).proved(wrong, 0).cloze is None


def test_words_that_sound_alike_are_not_asked_by_their_sound():
    part = part_of("公式很难。", "公示在这里。", "面临挑战。", "秉持原则。", "安全隐私。")
    answers = [answer for _, answer in asked(part, "characters")]
    assert answers
    assert not {"公式", "公示"} & set(answers)


def test_another_seed_gives_other_exercises(declaration: Publication):
    one = study.guide(declaration, seed="一班")
    other = study.guide(declaration, seed="二班")
    assert one == study.guide(declaration, seed="一班")
    assert [part.cloze for part in one.sections] != [part.cloze for part in other.sections]
    assert one.glossary == other.glossary


def test_kinds_and_numbers_are_chosen():
    assert exercises.chosen("cloze=5, truth") == {"cloze": 5, "truth": exercises.USUAL["truth"]}
    assert exercises.chosen("none") == {}
    assert set(exercises.chosen("all")) == {*exercises.USUAL, *exercises.ON_REQUEST}
    with pytest.raises(UnknownNameError, match="clozes"):
        exercises.chosen("clozes")
    with pytest.raises(OptionError, match="many"):
        exercises.chosen("cloze=many")


def test_only_what_is_chosen_is_made(declaration: Publication):
    guide = study.guide(declaration, kinds="lists=1,squares=2")
    for part in guide.sections:
        assert (part.cloze, part.matching, part.readings, part.writing.words) == (
            None,
            None,
            (),
            (),
        )
        assert len(part.writing.characters) <= 2
        assert [e.kind for e in part.exercises] in ([], ["lists"])
        assert all(len(e.questions) == 1 for e in part.exercises)


def test_a_pattern_is_explained_once_and_named_where_it_comes_back(guide: Guide):
    explained = [use.pattern.id for part in guide.sections for use in part.patterns]
    assert len(explained) == len(set(explained))
    assert all(len(part.patterns) <= 5 for part in guide.sections)
    assert sorted(explained) == [entry.pattern.id for entry in guide.pattern_index]
    before: set[str] = set()
    for part in guide.sections:
        assert {pattern.id for pattern in part.met_again} <= before
        before |= {use.pattern.id for use in part.patterns}


def test_examples_of_patterns_are_the_texts_own(declaration: Publication, guide: Guide):
    for section, part in zip(declaration.sections, guide.sections, strict=True):
        text = "".join(p.text for p in section.paragraphs)
        for use in part.patterns:
            assert use.examples
            for example in use.examples:
                assert "".join(piece for piece, _ in example) in text
                assert any(fixed for _, fixed in example)


def test_verbs_have_the_objects_that_the_text_gives_them(declaration: Publication):
    found = {}
    for lesson in lessons(declaration):
        made = verb_objects.collect(lesson)
        for pair in made.pairs if made else ():
            found.setdefault(pair.verb, []).extend(pair.objects)
    assert found["发挥"] == ["潜力", "作用"]
    assert found["普及"] == ["知识"]
    assert found["提升"] == ["水平", "代表性", "发言权", "素养", "意识"]
    assert found["加强"][-2:] == ["认知", "理解"]
    assert "行为" not in found.get("收集", [])  # 收集个人信息的行为


def test_near_synonyms_are_pointed_out(guide: Guide):
    assert guide.sections[4].collocations
    assert ("加强", "提高", "提升") in guide.sections[4].collocations.alike


def test_a_sentence_taken_apart_is_the_sentence(declaration: Publication, guide: Guide):
    count = 0
    for section, part in zip(declaration.sections, guide.sections, strict=True):
        text = "".join(p.text for p in section.paragraphs)
        for sentence in part.long_sentences:
            count += 1
            assert "".join(t for line in sentence.lines for t, _ in line.pieces) in text
    assert count >= 8


def test_subject_verb_and_object_are_marked_and_lists_stand_below_each_other():
    text = (
        "我们愿积极推进研发，释放人工智能在医疗、教育、交通、农业、工业、文化、生态等各领域的应用潜力，"
        "让公众参与到人工智能决策过程。"
    )
    [lesson] = lessons(publication(text))
    [sentence] = long_sentences.take_apart(lesson)
    assert sentence.lines[0].pieces == (
        ("我们", "subject"),
        ("愿积极", ""),
        ("推进", "verb"),
        ("研发", "object"),
        ("，", ""),
    )
    assert [line.pieces[0][0] for line in sentence.lines if line.depth] == [
        *("医疗、", "教育、", "交通、", "农业、", "工业、", "文化、", "生态"),
    ]


def test_a_text_of_one_word_has_no_patterns():
    text = sections(Section(None, 0, (Block("paragraph", (passage("好。"),)),)))
    [lesson] = lessons(text)
    [choice], index = pattern_choice.choose([lesson], 4)
    assert (choice.uses, choice.again, index) == ((), (), ())
