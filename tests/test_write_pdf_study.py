"""The study guide in print: glosses of new words, squares and lines to write on."""

from __future__ import annotations

import re
from itertools import islice, pairwise

import pypdfium2
import pytest
from lxml import etree
from weasyprint import HTML

from duben import verify
from duben.config import Glosses, Printing, Sides, TypeSize
from duben.errors import VerifyError
from duben.han import han
from duben.render import Edition, Templates
from duben.vocabulary import XHTML, base_text, classes
from duben.write.pdf import PdfWriter, amendments, glosses, squares
from duben.write.pdf.amendments import amended
from every_block import everything
from test_render import edition
from test_write_pdf_page import Piece, pages
from test_write_pdf_page import printed as set_in_print
from test_write_pdf_structure import STYLE, elements

ROW = (
    '<tr><td class="word">{0}</td><td class="word" lang="zh-Hant">–</td>'
    '<td class="pinyin" lang="zh-Latn-pinyin">{1}</td><td class="meaning" lang="en">{2}</td>'
    '<td class="figure">{3}</td></tr>'
)
WORDS = {
    "伦理": ("lúnlǐ", "ethics", "7–9"),
    "基础设施": ("jīchǔ shèshī", "infrastructure", "—"),
    "巨大": ("jùdà", "huge", "5"),
}


def new(word: str) -> str:
    return f'<ruby class="new">{word}<rt lang="zh-Latn-pinyin">a</rt></ruby>'


def section(markup: str, *words: str, more: str = "") -> str:
    rows = "".join(ROW.format(word, *WORDS[word]) for word in words)
    listed = f'<table class="words"><tbody>{rows}</tbody></table>'
    return (
        f'<section class="text">{markup}<section class="words">{listed}</section>{more}</section>'
    )


def tree(body: str) -> etree._Element:
    return etree.fromstring(
        f'<html xmlns="{XHTML}" lang="zh-Hans"><head/><body>{body}</body></html>'
    )


def explained(body: str, where: Glosses = "footnotes") -> list[tuple[str, str]]:
    """What stands in front of each gloss in its paragraph, and the gloss."""
    page = tree(body)
    glosses.explain(page, where)
    found = []
    for gloss in page.iter(f"{{{XHTML}}}span"):
        if glosses.GLOSS in classes(gloss):
            outer = gloss if where == "margin" else gloss.getparent()
            before = outer.getprevious()
            found.append(("" if before is None else base_text(before), base_text(gloss).strip()))
    return found


LONG = f"<p>{'很长的课文' * 40}</p>"


# --- which words, and what is said of them ------------------------------------------------


def test_a_gloss_repeats_the_line_of_the_list_behind_the_word():
    body = section(f"{LONG}<p>我们谈{new('伦理')}，也谈伦理。</p>", "伦理")
    assert explained(body) == [("伦理", "伦理 lúnlǐ ethics")]


def test_a_word_of_two_parts_has_one_gloss_behind_the_second():
    body = section(f"{LONG}<p>{new('基础')}{new('设施')}{new('巨大')}</p>", "基础设施", "巨大")
    assert [gloss for _, gloss in explained(body)] == [
        "基础设施 jīchǔ shèshī infrastructure",
        "巨大 jùdà huge",
    ]
    assert explained(body)[0][0] == "设施"


def test_where_words_are_too_many_the_harder_ones_are_explained():
    body = section(f"<p>{'很长的课文' * 5}{new('巨大')}，{new('伦理')}</p>", *WORDS)
    assert [gloss for _, gloss in explained(body)] == ["伦理 lúnlǐ ethics"]


def test_a_word_that_no_list_explains_and_one_in_a_table_have_no_gloss():
    table = f'<table class="text"><tbody><tr><td>{new("巨大")}</td></tr></tbody></table>'
    assert explained(section(f"{LONG}<p>{new('未知')}</p>{table}", "巨大")) == []


def test_a_section_inside_another_has_its_own_list():
    inner = section(f"<p>{new('巨大')}</p>", "巨大")
    body = section(f"{LONG}<p>{new('伦理')}</p>", "伦理", more=inner)
    assert [gloss.split()[0] for _, gloss in explained(body)] == ["伦理", "巨大"]


def test_in_the_margin_the_glosses_of_a_paragraph_stand_in_front_of_it():
    page = tree(section(f"{LONG}<p>我们谈{new('伦理')}和{new('基础设施')}。</p>", *WORDS))
    glosses.explain(page, "margin")
    paragraph = page.findall(".//{*}p")[1]
    assert classes(paragraph[0]) == ("glosses",)
    assert paragraph.text is None
    assert [base_text(gloss).split()[0] for gloss in paragraph[0]] == ["伦理", "基础设施"]


@pytest.mark.parametrize("where", ["none", "footnotes", "margin"])
def test_the_text_itself_stays_the_same(where: Glosses):
    page = tree(section(f"{LONG}<p>我{new('伦理')}，{new('巨大')}。</p><p>好</p>", *WORDS))
    before = han(base_text(page))
    glosses.explain(page, where)
    for outer in [*page.iter(f"{{{XHTML}}}a"), *page.iter(f"{{{XHTML}}}span")]:
        if {"gloss-ref", "glosses"} & set(classes(outer)):
            for gloss in list(outer):
                outer.remove(gloss)
    assert han(base_text(page)) == before


# --- in the file ----------------------------------------------------------------------------

GLOSSED = (
    STYLE + "<style>.gloss { float: footnote } @page { @footnote { padding-bottom: 1pt } }</style>"
    '<section><p>我们谈伦理<a href="#g1"><span class="gloss" id="g1">'
    '<span class="gloss-word">伦理</span> <span lang="en">ethics</span></span></a>。</p>'
    "<p>完。</p></section>"
)


def test_a_gloss_is_a_note_with_a_label_and_a_name_behind_its_paragraph():
    kinds = re.findall(r"/S /(\w+)", "".join(elements(GLOSSED)))
    assert kinds == [*("Document", "Sect", "P", "Reference", "Link", "Note", "Lbl", "Span", "P")]
    [note] = [text for text in elements(GLOSSED) if "/S /Note" in text]
    assert re.search(r"/ID \(note-\d+\)", note)


def many_glosses(policy: str) -> str:
    """A page's worth of lines with glosses of all lengths, too many for the page's foot."""
    style = (
        "<style>@page { size: 300pt 400pt } p { orphans: 3; widows: 3 } .gloss { float: footnote;"
        f" footnote-display: inline; footnote-policy: {policy}; line-height: 20pt }}</style>"
    )
    words = (
        f'我们谈伦理<a href="#g{n}"><span class="gloss" id="g{n}"><span class="gloss-word">伦理'
        f'</span> <span lang="en">{"ethics " * (n * 7 % 23)}</span> </span></a>，谈发展。'
        for n in range(90)
    )
    return f"{STYLE}{style}<p>{'</p><p>'.join(''.join(islice(words, 9)) for _ in range(10))}</p>"


def laid_out(html: str) -> bytes:
    with amended():
        return HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")


@pytest.mark.parametrize("policy", ["auto", "line"])
def test_setting_only_new_footnotes_gives_the_pages_that_setting_all_gives(
    policy: str, monkeypatch: pytest.MonkeyPatch
):
    html = many_glosses(policy)
    in_steps = laid_out(html)
    monkeypatch.setattr(amendments, "in_steps", lambda update: update)
    assert len(pypdfium2.PdfDocument(in_steps)) > 2
    assert in_steps == laid_out(html)


@pytest.fixture(scope="module")
def study() -> Edition:
    return edition(everything(), "study")


@pytest.fixture(scope="module", params=["none", "footnotes", "margin"])
def printed(request: pytest.FixtureRequest, study: Edition) -> tuple[Glosses, bytes]:
    writer = PdfWriter(Printing(glosses=request.param))
    return request.param, writer.write(study, Templates())


def test_the_file_carries_the_text_however_words_are_explained(
    printed: tuple[Glosses, bytes], study: Edition
):
    verify.verify_file(printed[1], ".pdf", study)


def test_what_is_explained_is_in_the_lists(printed: tuple[Glosses, bytes], study: Edition):
    where, content = printed
    repeated = {han(text) for text in verify.pdf_notes(content)} - {""}
    listed = {
        base_text(cell)
        for table in study.tree().iterfind(".//{*}table[@class='words']")
        for cell in table.iterfind(".//{*}td[@class='word']")
    }
    assert bool(repeated) == (where != "none")
    assert repeated <= listed


def test_a_gloss_at_the_foot_is_on_the_page_of_its_word(study: Edition):
    content = PdfWriter().write(study, Templates())
    found = 0
    for page in pypdfium2.PdfDocument(content):
        text = page.get_textpage().get_text_bounded()
        for word in re.findall(r"\d\s([\u4e00-\u9fff]+) [^\W\dA-Z]{2}", text):
            found += 1
            assert han(text).count(word) > 1
    assert found > 10


def test_margin_glosses_make_room_only_where_there_are_some():
    plain = edition(everything(), "plain")
    made = [PdfWriter(Printing(glosses=g)).write(plain, Templates()) for g in ("none", "margin")]
    assert made[0] == made[1]


@pytest.mark.parametrize("size", ["normal", "large"])
@pytest.mark.parametrize("sides", ["one", "two"])
def test_glosses_in_the_margin_touch_neither_text_nor_numbers_of_lines(
    sides: Sides, size: TypeSize
):
    printing = Printing(glosses="margin", line_numbers=True, sides=sides, size=size)
    long = f"<p>{'天' * 640}</p>"
    quoted = f"<blockquote><p>{new('巨大')}{'天' * 60}</p></blockquote>"
    body = section(f"<p>{new('伦理')}{'天' * 60}</p>{quoted}{long}{long}{long}", *WORDS)
    found = pages(set_in_print(body, printing, "study"))
    numbered = 0
    for number, page in enumerate(found[:2]):
        text = [(left, right) for said, left, _, right in page if "天" in said]
        left, right = min(text)[0], max(text)[1]
        is_left_page = sides == "two" and number % 2 == 1
        notes = [piece for piece in page if piece[0].startswith(("ethics", "huge"))]
        numbers = [piece for piece in page if piece[0].isdigit() and piece[2] > 80]
        numbered += len(numbers)
        outside, inside = (numbers, notes) if is_left_page else (notes, numbers)
        assert all(piece[1] > right for piece in outside)
        assert all(piece[3] < left for piece in inside)
    assert numbered > 4
    assert sum(piece[0].startswith("ethics") for piece in found[0]) == 1


@pytest.mark.parametrize("sides", ["one", "two"])
def test_a_gloss_in_the_margin_stands_on_the_line_of_its_word_or_below_the_gloss_before(
    sides: Sides,
):
    printing = Printing(glosses="margin", sides=sides)
    close = f"<p>{'天' * 400}{new('伦理')}地{new('巨大')}{'天' * 40}</p>"
    far = f"<p>{'天' * 700}{new('基础设施')}{'天' * 900}</p>"
    found = pages(set_in_print(section(close + far, *WORDS), printing, "study"))
    ethics, huge = (place_of(found, meaning) for meaning in ("ethics", "huge"))
    word, after = place_of(found, "infrastructure"), place_of(found, "础")
    assert ethics[0] == huge[0] == 0
    assert 3 < ethics[1] - huge[1] < 20
    assert word[0] == after[0] == 1
    assert after[1] - word[1] == pytest.approx(10.5, abs=1)  # the meaning is its second line
    [left] = [piece[1] for piece in found[1] if piece[0].startswith("infrastructure")]
    assert (left < 200) == (sides == "two")


def test_glosses_for_which_a_page_has_no_room_stand_on_the_next():
    names = [f"{first}{second}" for first in "甲乙丙丁戊己庚" for second in "子丑寅卯辰巳"]
    meaning = "a meaning that takes more than one line, and then more than two lines of them"
    WORDS.update(dict.fromkeys(names, ("jiǎzǐ", meaning, "7–9")))
    body = "".join(map(new, names)) + "天" * 3000
    found = pages(
        set_in_print(section(f"<p>{body}</p>", *names), Printing(glosses="margin"), "study")
    )
    bottoms = [
        sorted(low for said, left, low, _ in page if said[:2] in names and left > 440)
        for page in found[:3]
    ]
    assert sum(map(len, bottoms)) == len(names)
    assert all(map(len, bottoms))
    assert min(map(min, bottoms)) > 70
    for page in bottoms:
        assert all(upper - lower > 10 for lower, upper in pairwise(page))


def place_of(found: list[list[Piece]], part: str) -> tuple[int, float]:
    """The page (from 0) and the height of the first piece of text with that in it."""
    return next(
        (number, bottom)
        for number, page in enumerate(found)
        for text, _, bottom, _ in page
        if part in text
    )


def test_a_note_that_says_what_the_edition_does_not_is_refused(
    study: Edition, monkeypatch: pytest.MonkeyPatch
):
    def explain(tree: etree._Element, where: Glosses) -> None:
        original(tree, where)
        tree.find(".//{*}span[@class='gloss-word']").text = "错别字"

    original = glosses.explain
    monkeypatch.setattr(glosses, "explain", explain)
    content = PdfWriter().write(study, Templates())
    with pytest.raises(VerifyError, match="says 错别字, which is not in the edition"):
        verify.verify_file(content, ".pdf", study)


# --- to write -------------------------------------------------------------------------------


def test_a_character_has_a_square_two_pale_ones_and_empty_ones():
    page = tree('<div class="squares"><p>善</p></div>')
    squares.lay_out(page)
    row = page.find(".//{*}p")
    assert [classes(square) for square in row] == [("square",)] * 6
    assert base_text(page) == "善"
    assert [span.get("data-trace") for span in row.iter() if classes(span) == ("trace",)] == [
        "善",
        "善",
    ]


def test_pale_characters_are_artifacts():
    body = (
        "<style>.trace::before { content: attr(data-trace) }</style>"
        '<p><span>善</span><span class="trace" data-trace="善"></span></p>'
    )
    [paragraph] = [text for text in elements(body) if "/S /P" in text]
    assert re.search(r"/K \[ ?\d+ ?\]", paragraph)


def test_a_footnote_of_a_line_that_keeps_its_page_is_not_lost():
    """Here the second line makes room by moving the first one's note, and has one as well."""
    sheet = """<style>
        @page { size: 200pt 120pt; margin: 10pt; @footnote { border-top: 1px solid } }
        p { font: 10pt/14pt "Noto Serif CJK SC"; orphans: 2; widows: 2; margin: 0 }
        span { float: footnote }
    </style>"""
    first, second = f"<span>{'注' * 30}</span>", "<span>末</span>"
    html = f"{sheet}<p>天<br>天<br></p><p>{first}{'地' * 21}到{second}{'人' * 30}</p>"
    with amended():
        document = HTML(string=html).render()
    boxes = [
        box for page in document.pages for box in page._page_box.descendants(placeholders=True)
    ]
    assert "末" in "".join(getattr(box, "text", None) or "" for box in boxes)
