"""The structure tree of a tagged PDF: one element each, in the order of reading."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO

import pikepdf
import pytest
import weasyprint.pdf
from weasyprint import HTML

from duben.write.pdf.amendments import amended

STYLE = """<style>
@page { size: 200pt 100pt; margin: 20pt; @top-left { content: "眉" } }
thead { display: table-header-group }
</style>"""


def written(body: str) -> bytes:
    html = f'<html lang="zh-Hans"><title>题</title>{STYLE}<body>{body}</body></html>'
    document = HTML(string=html).render(pdf_variant="pdf/ua-1")
    with amended():
        return document.write_pdf(pdf_variant="pdf/ua-1")


def objects(body: str) -> list[str]:
    """Write *body* as a PDF and return its dictionaries and page streams as text."""
    with pikepdf.open(BytesIO(written(body))) as pdf:
        return [as_text(item) for item in pdf.objects if isinstance(item, pikepdf.Object)]


def as_text(item: pikepdf.Object) -> str:
    if isinstance(item, pikepdf.Stream):
        return item.read_bytes().decode("latin-1") if "/Type" not in item else ""
    text = item.unparse(resolved=True).decode("latin-1")
    kids = item.get("/K") if isinstance(item, pikepdf.Dictionary) else None
    if isinstance(kids, pikepdf.Array):  # a long one is an object of its own
        text = re.sub(r"/K \d+ 0 R", f"/K {kids.unparse(resolved=True).decode()}", text)
    return text


def elements(body: str) -> list[str]:
    return [text for text in objects(body) if "/StructElem" in text]


def roles(body: str) -> Counter[str]:
    return Counter(re.findall(r"/S /(\w+)", "".join(elements(body))))


def streams(body: str) -> str:
    return "".join(text for text in objects(body) if "BDC\n" in text)


LONG_PARAGRAPH = f"<p>{'天' * 200}</p>"
LONG_TABLE = (
    '<table><thead><tr><th scope="col">头</th></tr></thead><tbody>'
    + "<tr><td>身</td></tr>" * 12
    + "</tbody></table>"
)


def test_a_paragraph_over_several_pages_is_one_element():
    assert roles(LONG_PARAGRAPH)["P"] == 1
    [paragraph] = [text for text in elements(LONG_PARAGRAPH) if "/S /P" in text]
    assert len(set(re.findall(r"/Pg (\d+ 0 R)", paragraph))) > 1


def test_a_table_over_several_pages_is_one_table_with_one_head():
    counted = roles(LONG_TABLE)
    assert (counted["Table"], counted["THead"], counted["TH"]) == (1, 1, 1)
    assert counted["TD"] == 12


def test_running_heads_and_repeated_table_heads_are_artifacts():
    drawn = streams(LONG_TABLE)
    pages = len(re.findall(r"/Type /Page\b", "".join(objects(LONG_TABLE))))
    assert pages > 1
    assert len(re.findall("/Artifact<</Type/Pagination>>BDC", drawn)) == pages + pages - 1


def test_every_marked_piece_of_text_has_its_element():
    with pikepdf.open(
        BytesIO(written(LONG_PARAGRAPH + LONG_TABLE + "<ol><li>甲<li>乙</ol>"))
    ) as pdf:
        arrays = list(pdf.Root.StructTreeRoot.ParentTree.Nums)[1::2]
        for page, elements_of_page in zip(pdf.pages, arrays, strict=True):
            marks = re.findall(rb"/MCID (\d+)", page.Contents.read_bytes())
            assert marks
            assert all("/S" in elements_of_page[int(mark)] for mark in marks)


def test_the_base_of_a_ruby_is_read_before_its_reading():
    found = elements('<p><ruby><rt lang="zh-Latn-pinyin">rén</rt>人</ruby></p>')
    kinds = re.findall(r"/S /(R\w+)", "".join(found))
    assert kinds == ["Ruby", "RB", "RT"]
    assert "/Lang (zh-Latn-pinyin)" in found[-1]


def test_a_list_item_has_a_label_and_a_body():
    kinds = re.findall(r"/S /(L\w*)", "".join(elements("<ol><li>甲</ol>")))
    assert kinds == ["L", "LI", "Lbl", "LBody"]


def test_the_number_of_an_item_is_its_label():
    body = (
        '<ul class="labelled" style="list-style: none"><li><span class="number">（1）</span>甲</ul>'
    )
    kinds = re.findall(r"/S /(L\w*)", "".join(elements(body)))
    assert kinds == ["L", "LI", "Lbl", "LBody"]
    assert "/ListNumbering /Decimal" in "".join(elements(body))


LINKED = (
    '<p>文<a class="note-ref" id="ref" href="#note">①</a></p><div class="notes">'
    '<p id="note"><a class="note-mark" href="#ref">①</a>注</p><p>续</p></div>'
)


def test_a_mark_refers_to_a_note_which_has_a_name_and_a_label():
    kinds = re.findall(r"/S /(\w+)", "".join(elements(LINKED)))
    assert kinds == ["Document", "P", "Reference", "Link", "Div", "Note", "Lbl", "Link", "P"]
    [note] = [text for text in elements(LINKED) if "/S /Note" in text]
    assert re.search(r"/ID \(note-\d+\)", note)


def test_every_link_is_known_to_the_tree_and_says_what_is_shown():
    everything = objects(LINKED)
    annotations = [text for text in everything if "/Subtype /Link" in text]
    assert len(annotations) == 2
    [tree] = [text for text in everything if "/Nums" in text]
    pages = len(re.findall(r"/Type /Page\b", "".join(everything)))
    for annotation in annotations:
        assert re.search(r"/Contents <feff2460>", annotation)  # ①
        key = re.search(r"/StructParent (\d+)", annotation)
        assert key
        assert int(key[1]) >= pages
        assert re.search(rf"\b{key[1]} \d+ 0 R", tree)
    assert sum("/OBJR" in text for text in everything) == 2


@pytest.mark.parametrize(
    ("cell", "role"),
    [
        ('<th scope="col">甲</th>', r"/Scope /Column .*/S /TH\b"),
        ("<th>甲</th>", r"/Scope /Column .*/S /TH\b"),
        ('<td class="label">甲</td>', r"/Scope /Row .*/S /TH\b"),
        ("<td>甲</td>", r"/S /TD\b"),
    ],
)
def test_a_cell_that_labels_says_what_it_labels(cell: str, role: str):
    assert re.search(role, elements(f"<table><tr>{cell}</tr></table>")[-1])


def test_only_a_span_in_another_language_is_an_element():
    found = elements('<p><span class="number">一</span><span lang="en">one</span></p>')
    assert [text for text in found if "/S /Span" in text] == [found[-1]]
    assert "/Lang (en)" in found[-1]


def test_weasyprint_is_left_as_it_was_even_after_an_error():
    original = weasyprint.pdf.add_tags
    with pytest.raises(KeyError), amended():
        raise KeyError(weasyprint.pdf.add_tags is original)
    assert weasyprint.pdf.add_tags is original
