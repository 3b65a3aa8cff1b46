"""Every rule has an explanation and an example: tests/rules/CODE/in.txt becomes out.txt."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from duben import rules
from duben.clean import clean
from duben.errors import UnknownNameError
from duben.parse import parse
from duben.readers import read

HERE = Path(__file__).parent / "rules"
SOURCE = Path(__file__).parents[1] / "src/duben"
CODE = re.compile(r"[A-Z]\d\d")
OURS = sorted(folder.name for folder in HERE.iterdir())
SHOWN = re.compile("[CDPST]|G0")
"""Rules that must have an example. Those of readers of other files are shown by their tests."""


def codes_in_the_source() -> set[str]:
    """Every string in the code that is a code and nothing else."""
    return {
        node.value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CODE.fullmatch(node.value)
    }


def outline(publication) -> str:
    """The publication as text: > for the source's note, # for headings, [kind] for blocks."""
    lines = [f"《{publication.title.text}》 {publication.date or ''}".rstrip()]
    below = (publication.subtitle, publication.author)
    lines += [f"[title block] {passage.text}" for passage in below if passage]
    lines += [f"> {passage.text}" for passage in publication.source_note]
    for section in publication.sections:
        if section.heading:
            lines.append(f"{'#' * section.level} {section.heading.text}")
        for block in section.blocks:
            kind = "" if block.kind == "paragraph" else f"[{block.kind}] "
            lines += [kind + passage.text for passage in block.passages]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("code", OURS)
def test_a_rule_does_what_its_example_shows(code, request):
    folder = HERE / code
    script = folder / "script.txt"
    choice = script.read_text(encoding="utf-8").strip() if script.exists() else "auto"
    (source,) = folder.glob("in.*")
    cleaned = clean(read(source), script=choice)
    if code.startswith("T"):
        publication = parse(cleaned)
        actual, notices = outline(publication), publication.notices
    else:
        actual = "".join(line.text + "\n" for line in cleaned.lines)
        notices = cleaned.notices
    golden = folder / "out.txt"
    if request.config.getoption("--update-golden"):
        golden.write_text(actual, encoding="utf-8")
    assert actual == golden.read_text(encoding="utf-8")
    assert code in {notice.code for notice in notices}


def test_every_code_in_the_source_is_explained():
    assert codes_in_the_source() - set(rules.codes()) == set()


def test_no_rule_is_explained_that_the_source_does_not_have():
    assert set(rules.codes()) - codes_in_the_source() == set()


def test_every_rule_of_reading_cleaning_and_parsing_has_an_example():
    assert set(filter(SHOWN.match, rules.codes())) - set(OURS) == set()


@pytest.mark.parametrize("code", rules.codes())
def test_an_explanation_begins_with_a_title_and_says_what_to_do(code):
    text = rules.explain(code)
    assert re.match(r"# \S.*\n\n\S", text)
    assert "**What you can do.**" in text or not SHOWN.match(code)
    assert rules.title(code) == text.splitlines()[0].removeprefix("# ")


def test_an_unknown_code_is_answered_with_the_nearest_one():
    with pytest.raises(UnknownNameError, match='Did you mean "T01"'):
        rules.explain("T001")
