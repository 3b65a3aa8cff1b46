"""Pages by options: sheets and sides, heads and folios, line numbers, the standard kept."""

from __future__ import annotations

import re
from itertools import pairwise, product
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from pypdfium2 import raw

from duben import verify
from duben.config import Paper, Printing, Sides, TypeSize
from duben.render import Templates
from duben.write.pdf import PdfWriter
from duben.write.pdf.sheets import sheet
from duben.write.pdf.writer import STYLESHEETS
from test_write_pdf import edition, section, word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duben.config import PdfVariant

SHEETS: list[tuple[Paper, TypeSize]] = [
    ("a4", "normal"),
    ("letter", "normal"),
    ("a4", "large"),
    ("letter", "large"),
]
SIZES = {"a4": (595.28, 841.89), "letter": (612, 792)}
TITLE = '<header class="title-block"><h1>题目</h1></header>'

Piece = tuple[str, float, float, float]
"""A piece of text on a page: left, bottom, right."""


def printed(body: str, printing: Printing, layout: str = "plain") -> bytes:
    return PdfWriter(printing).write(edition(body, layout), Templates())


def chapter(heading: str, *paragraphs: str) -> str:
    return section(*paragraphs).replace("<p>", f"<h2>{heading}</h2><p>", 1)


def pages(content: bytes) -> list[list[Piece]]:
    """Return the pieces of text of each page, in the order in which they are drawn."""
    found = []
    for page in pypdfium2.PdfDocument(content):
        text_page = page.get_textpage()
        pieces = []
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            left, bottom, right, top = item.get_bounds()
            text = text_page.get_text_bounded(left - 1, bottom - 1, right + 1, top + 1)
            pieces.append((" ".join(text.split()), left, bottom, right))
        found.append(pieces)
    return found


def piece(page: Iterable[Piece], text: str) -> Piece:
    return next(found for found in page if found[0] == text)


# --- sheets --------------------------------------------------------------------------------


@pytest.mark.parametrize(("paper", "size"), SHEETS)
@pytest.mark.parametrize("sides", ["one", "two"])
def test_a_sheet_holds_the_lines_and_characters_that_it_is_said_to_hold(
    paper: Paper, size: TypeSize, sides: Sides
):
    printing = Printing(paper=paper, size=size, sides=sides)
    chosen = sheet(printing)
    text = "天" * (chosen.measure * chosen.lines * 2 - 2)
    document = pypdfium2.PdfDocument(printed(section(text), printing))
    assert len(document) in (2, 3)  # the colophon is no part of this edition
    for page in document:
        assert page.get_size() == pytest.approx(SIZES[paper], abs=0.1)
    lines = [line for line in document[0].get_textpage().get_text_range().split() if "天" in line]
    assert len(lines) == chosen.lines
    assert {len(line) for line in lines[1:]} == {chosen.measure}


def test_large_type_is_a_third_larger():
    normal, large = (
        pages(printed(section("天地。"), Printing(size=size)))[0][0] for size in ("normal", "large")
    )
    assert (large[3] - large[1]) / (normal[3] - normal[1]) == pytest.approx(1.35, abs=0.01)


def test_every_line_of_letter_is_as_long_as_one_of_a4():
    a4, letter = (
        pages(printed(section("天" * 80), Printing(paper=paper)))[0][1] for paper in SIZES
    )
    assert letter[3] - letter[1] == pytest.approx(a4[3] - a4[1], abs=0.1)


@pytest.mark.parametrize(("paper", "size"), SHEETS)
def test_two_sides_have_mirrored_margins_with_the_folio_outside(paper: Paper, size: TypeSize):
    printing = Printing(paper=paper, size=size, sides="two")
    wide = SIZES[paper][0]
    right, left, *_ = pages(printed(TITLE + section("天" * 3000), printing))
    margins = [min(p[1] for p in page if p[0].startswith("天天天")) for page in (right, left)]
    ends = [max(p[3] for p in page if p[0].startswith("天天天")) for page in (right, left)]
    assert margins[0] == pytest.approx(wide - ends[1], abs=1.5)
    assert margins[1] == pytest.approx(wide - ends[0], abs=1.5)
    assert margins[1] > margins[0] > 50  # room for a punch
    [folio] = [p for p in right if p[0].startswith("1 /")]
    assert folio[3] == pytest.approx(ends[0], abs=1.5)
    [folio] = [p for p in left if p[0].startswith("2 /")]
    assert folio[1] == pytest.approx(margins[1], abs=1.5)


@pytest.mark.parametrize(("paper", "size"), SHEETS)
def test_a_table_that_fits_no_page_of_any_sheet_loses_nothing(paper: Paper, size: TypeSize):
    cells = "".join(f"<td>{'很长的一格。' * 60}</td>" for _ in range(3))
    body = section("文").replace(
        "</p>", f'</p><table class="text"><tbody><tr>{cells}</tr></tbody></table>'
    )
    made = edition(body)
    content = PdfWriter(Printing(paper=paper, size=size)).write(made, Templates())
    verify.verify_file(content, ".pdf", made)


# --- heads and folios -----------------------------------------------------------------------


def test_a_page_says_which_of_how_many_it_is():
    found = pages(printed(section("天" * 3000), Printing()))
    assert [page[-1][0] for page in found] == ["1 / 3", "2 / 3", "3 / 3"]


@pytest.mark.parametrize(("paper", "size"), SHEETS)
@pytest.mark.parametrize("title", ["题目", "关于不满300总吨船舶及沿海运输、沿海作业船舶的规定" * 3])
def test_title_and_section_never_collide_in_the_running_head(
    paper: Paper, size: TypeSize, title: str
):
    heading = "第一章　Regulations on Limitation of Liability以及其他" * 3
    body = TITLE.replace("题目", title) + chapter(heading, "天" * 3000)
    content = printed(body, Printing(paper=paper, size=size))
    head = sorted(pages(content)[2], key=lambda p: -p[2])[:6]
    line = [p for p in head if abs(p[2] - head[0][2]) < 4]
    line.sort(key=lambda p: p[1])
    assert all(after[1] - before[3] > -1 for before, after in pairwise(line))
    assert max(after[1] - before[3] for before, after in pairwise(line)) > 10
    text = pypdfium2.PdfDocument(content)[2].get_textpage().get_text_range()
    assert "…" in text
    assert line[0][1] > 50
    assert line[-1][3] < SIZES[paper][0] - 50
    # The outline has them in full.
    labels = [item.get_title() for item in pypdfium2.PdfDocument(content).get_toc()]
    assert labels == [title, " ".join(heading.split())]


def test_a_head_is_not_cut_inside_a_word():
    body = TITLE + chapter("天" * 30 + "Internationalization" * 2, "天" * 1500)
    head = next(p for p in pages(printed(body, Printing()))[1] if p[0][0] == "天" and p[2] > 770)
    assert head[0] == "天" * 30 + "…"


def test_right_pages_of_two_sided_paper_name_the_section_and_left_pages_the_title():
    introduction = section("天" * 4200).replace("doc-chapter", "doc-introduction")
    found = pages(
        printed(TITLE + introduction + chapter("发展", "天" * 2500), Printing(sides="two"))
    )
    names = [{p[0] for p in page if p[2] > 770} for page in found[1:]]
    assert names == [{"题目"}, {"题目"}, {"题目"}, {"发展"}, {"题目"}]


# --- breaks ---------------------------------------------------------------------------------


@pytest.mark.parametrize("lines", range(28, 34))
def test_headings_stay_with_two_lines_of_their_text_and_no_line_stands_alone(lines: int):
    body = section("天" * (36 * lines - 2)) + chapter("地", "人" * 142)
    first, second = pages(printed(body, Printing()))
    text = [[p[0] for p in page if p[0][:1] in "天地人"] for page in (first, second)]
    if "地" in text[0]:
        assert len(text[0]) - text[0].index("地") > 2
    assert sum("天" in line for line in text[1]) != 1
    assert sum("人" in line for line in text[1]) != 1
    assert sum("人" in line for line in text[0]) != 1


FOLLOWING = {
    "verse": '<div class="verse"><p>口口</p><p>口口</p></div>',
    "dialogue": '<div class="dialogue"><p><span class="speaker">口：</span>口</p></div>',
    "quotation": f"<blockquote><p>{'口' * 90}</p></blockquote>",
    "list": "<ul><li>口口</li><li>口口</li></ul>",
    "table": '<table class="text"><thead><tr><th>口</th></tr></thead>'
    "<tbody><tr><td>口口</td></tr></tbody></table>",
    "code": '<div class="code"><p>口口</p></div>',
    "paragraph": "<p>口口</p>",
}


@pytest.mark.parametrize("kind", FOLLOWING)
def test_what_leads_to_a_block_stands_on_its_page(kind: str):
    lead_in = '<p>人<a class="note-ref" id="r" href="#n">①</a>：</p>'
    note = '<div class="notes"><p id="n">①</p></div>'
    parted = set()
    for lines in range(28, 35):
        text = f"<p>{'天' * (36 * lines - 2)}</p>"
        body = section().replace("</section>", f"{text}{lead_in}{FOLLOWING[kind]}{note}</section>")
        found = pages(printed(body, Printing()))
        [led], [led_to, *_] = (
            [place for place, page in enumerate(found) if any(c in p[0] for p in page)]
            for c in "人口"
        )
        assert led == led_to
        parted.add(led)
    assert parted == {0, 1}  # the foot of the page has been tried


def test_a_caption_stays_with_its_table():
    table = (
        '<table class="statistics"><caption>人</caption><tbody><tr><td>口</td></tr>'
        "<tr><td>口</td></tr></tbody></table>"
    )
    for lines in range(28, 35):
        found = pages(printed(section("天" * (36 * lines - 2)) + table, Printing()))
        captions, rows = (
            [place for place, page in enumerate(found) for p in page if p[0] == c] for c in "人口"
        )
        assert captions == rows[:1] == rows[1:]


# --- numbers of lines -----------------------------------------------------------------------

NUMBERED = (
    TITLE
    + section("天" * 430, word("地", "dì", "new") + "天" * 500)
    + '<section class="text" role="doc-chapter"><h2>章</h2><p>'
    + "人" * 700
    + "</p>"
    '<div class="verse"><p>白日依山尽</p><p>黄河入海流</p></div>'
    '<table class="text"><tbody><tr><td>表</td></tr></tbody></table>'
    '<section class="words"><h3>生词</h3><p>天天</p></section></section>'
    + chapter("末", "口" * 400)
)


@pytest.mark.parametrize("layout", ["plain", "pinyin", "study"])
@pytest.mark.parametrize("sides", ["one", "two"])
def test_every_fifth_line_of_the_text_has_its_number_in_the_outer_margin(layout: str, sides: Sides):
    found = pages(printed(NUMBERED, Printing(line_numbers=True, sides=sides), layout))
    baselines: list[tuple[int, float]] = []
    numbers: dict[str, tuple[int, float]] = {}
    for place, page in enumerate(found):
        text = [p for p in page if re.match("[天地人口白黄]", p[0]) and p[0] != "天天"]
        baselines += sorted({(place, -round(p[2] / 4) * 4.0) for p in text}, key=lambda b: b)
        is_right = sides == "two" and place % 2 == 0
        for p in page:
            if p[0].isdigit():
                numbers[p[0]] = (place, p[2])
                assert p[1] > 500 if is_right else p[3] < 100
    lines = sorted(set(baselines))
    assert list(numbers) == [str(n) for n in range(5, len(lines) + 1, 5)]
    assert len(numbers) > 9
    for digits, (place, bottom) in numbers.items():
        page, line = lines[int(digits) - 1]
        assert page == place
        assert bottom == pytest.approx(-line, abs=6)


def test_numbers_of_lines_are_no_text_of_the_file():
    made = edition(NUMBERED)
    content = PdfWriter(Printing(line_numbers=True)).write(made, Templates())
    verify.verify_file(content, ".pdf", made)
    assert not re.search(r"\d", verify.pdf_text(content))
    bare = PdfWriter(Printing()).write(made, Templates())
    assert verify.pdf_text(bare) == verify.pdf_text(content)


def test_numbers_of_lines_move_nothing():
    bare, numbered = (
        [[p for p in page if not p[0].isdigit()] for page in pages(printed(NUMBERED, printing))]
        for printing in (Printing(), Printing(line_numbers=True))
    )
    assert bare == numbered


# --- grey print -----------------------------------------------------------------------------


@pytest.mark.parametrize("boxes", [False, True])
def test_new_words_and_doubtful_readings_have_rules_of_their_own_in_grey_print(boxes: bool):  # noqa: FBT001 (a parameter of the test)
    def rule(mark: str) -> bytes:
        body = section(word("天", "tiān", mark))
        content = PdfWriter(boxes=boxes).write(edition(body, "study"), Templates())
        page = pypdfium2.PdfDocument(content)[0]
        [(_, left, bottom, right)] = [p for p in pages(content)[0] if p[0] == "天"]
        foot = (left - 2, bottom - 7, page.get_width() - right - 2, page.get_height() - bottom)
        picture = page.render(scale=4, crop=foot, grayscale=True).to_pil()
        return picture.convert("L").tobytes()

    bare, *marked = map(rule, ("", "new", "doubtful"))
    assert min(bare) > 200
    assert all(min(each) < 170 for each in marked)
    assert marked[0] != marked[1]


def test_every_colour_of_letters_is_dark_enough_for_grey_print():
    for name in STYLESHEETS:
        # What is to be written over is pale on purpose.
        sheet = re.sub(
            r"^\.trace .*$", "", Templates().read(f"formats/pdf/{name}"), flags=re.MULTILINE
        )
        for colour in re.findall(r"[^-]color:\s*#([0-9a-f]{3,6})", sheet):
            assert contrast(colour) >= 4.5, f"#{colour} in {name}"


def contrast(colour: str) -> float:
    """Return the contrast to white paper (WCAG 2.2, relative luminance)."""
    digits = colour if len(colour) == 6 else "".join(digit * 2 for digit in colour)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


# --- standards ------------------------------------------------------------------------------


@pytest.mark.parametrize("variant", ["pdf/ua-1", "pdf/a-3u", "pdf/a-3a"])
def test_the_file_claims_the_standard_that_was_asked_for_and_is_tagged(variant: PdfVariant):
    pikepdf = pytest.importorskip("pikepdf")
    import io

    content = printed(TITLE + section(word("天", "tiān")), Printing(variant=variant))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "zh-Hans"
        assert pdf.Root.StructTreeRoot.K[0].S == "/Document"
        assert pdf.trailer.ID is not None
        assert "题目" in xmp
        if variant == "pdf/ua-1":
            assert re.search(r'pdfuaid:part="1"', xmp)
            return
        assert re.search(r'pdfaid:part="3"', xmp)
        assert f'pdfaid:conformance="{variant[-1].upper()}"' in xmp
        [intent] = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        assert intent.DestOutputProfile.N == 3


def test_the_same_options_give_the_same_bytes():
    for size, variant in product(("normal", "large"), ("pdf/ua-1", "pdf/a-3a")):
        printing = Printing(size=size, variant=variant, line_numbers=True, contents="always")
        assert printed(NUMBERED, printing) == printed(NUMBERED, printing)
