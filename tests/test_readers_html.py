"""Web pages: the text is found, its markup is kept, and nothing is lost without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from accounts import balance
from duben.errors import SourceError
from duben.han import han
from duben.readers.annotation import annotated
from duben.readers.base import Contents, Request
from duben.readers.html import read
from hostile_files import LARGE_PAGES, large_page

if TYPE_CHECKING:
    from duben.source import Markup

SENTENCE = "我们深感人工智能对世界的深远影响和巨大潜力，认识到它正在引领一场科技革命。"
MENU = "".join(f'<li><a href="/{n}">栏目{n}新闻</a></li>' for n in range(9))


def contents(body: str, *, head: str = "", **request: object) -> Contents:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return read(page.encode(), Request("page.html", **request))


def lines(body: str, **request: object) -> list[str]:
    return [line.text for line in contents(body, **request).lines]


def markups(body: str, **request: object) -> list[Markup]:
    return [line.markup for line in contents(body, **request).lines if line.markup]


def roles(body: str, **request: object) -> list[str]:
    return [markup.role for markup in markups(body, **request)]


def outline(body: str, **request: object) -> list[tuple[str, str]]:
    return [(line.markup.role, line.text) for line in contents(body, **request).lines]


def codes(found: Contents) -> list[str]:
    return [notice.code for notice in found.notices]


def removed(found: Contents, code: str) -> str:
    return "".join(notice.removed for notice in found.notices if notice.code == code)


def complaint(content: bytes | str, **request: object) -> str:
    content = content.encode() if isinstance(content, str) else content
    with pytest.raises(SourceError) as caught:
        read(content, Request("page.html", **request))
    assert caught.value.hint
    return str(caught.value)


# --- a plain page ------------------------------------------------------------------------


def test_a_plain_page_is_kept_whole_in_order():
    body = (
        "<h1>上海宣言</h1><p>导语。</p><h2>一、发展</h2><p>短。</p><ul><li>甲</li><li>乙</li></ul>"
        "<table><tr><th>项</th><th>值</th></tr><tr><td>子</td><td>丑</td></tr></table>"
        "<h3>（一）安全</h3><p>末段</p>"
    )
    assert outline(body) == [
        ("title", "上海宣言"),
        ("paragraph", "导语。"),
        ("heading", "一、发展"),
        ("paragraph", "短。"),
        ("item", "甲"),
        ("item", "乙"),
        ("cell", "项"),
        ("cell", "值"),
        ("cell", "子"),
        ("cell", "丑"),
        ("heading", "（一）安全"),
        ("paragraph", "末段"),
    ]
    found = contents(body)
    assert [line.number for line in found.lines] == list(range(1, 13))
    assert found.unit == "paragraph"
    assert [(n.code, n.severity) for n in found.notices] == [("H01", "info")]


def test_navigation_is_left_out_of_a_plain_page_and_told():
    found = contents(f"<nav>{MENU}</nav><h1>宣言</h1><p>{SENTENCE}</p>")
    assert [line.text for line in found.lines] == ["宣言", SENTENCE]
    assert "栏目8新闻" in removed(found, "H02")


def test_a_plain_page_may_have_some_links():
    body = '<h1>题</h1><p>见<a href="x">甲乙丙</a></p><ul><li><a href="y">丁</a><li><a>戊</a></ul>'
    assert [text for _, text in outline(body)] == ["题", "见甲乙丙", "丁", "戊"]


def test_a_page_of_links_is_kept():
    found = contents(f"<ul>{MENU}</ul>")
    assert len(found.lines) == 9
    assert balance(found) == {}


def test_text_between_blocks_is_a_paragraph():
    assert lines("前<div>中<p>内</p>后</div>尾") == ["前", "中", "内", "后", "尾"]


def test_white_space_closes_up_as_in_html():
    assert lines("<p>\n 人工\n 智能\u3000与 AI\n  systems </p>") == ["人工智能\u3000与 AI systems"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("10米<sup>2</sup>", "10米²"),
        ("H<sub>2</sub>O的水", "H₂O的水"),
        ("甲<sup>注</sup>", "甲注"),
        ("第<b>一</b><i>段</i>", "第一段"),
        ('字<img src="x" alt="图片">后', "字后"),
        ("甲<!-- 批注 -->乙", "甲乙"),
        ("<span hidden>隐</span>显", "显"),
        ('<span style="display: none">隐</span>显', "显"),
        ('<span style="visibility: hidden">显</span>', "显"),
        ("甲&nbsp;乙&hellip;", "甲\u00a0乙…"),
    ],
)
def test_the_inside_of_a_paragraph_is_read_as_it_is_shown(html, text):
    assert lines(f"<p>{html}</p>") == [text]


def test_headings_have_levels_among_themselves():
    found = markups("<h1>题</h1><h3>一</h3><h5>甲</h5><h3>二</h3>")
    assert [(markup.role, markup.level) for markup in found] == [
        ("title", 0),
        ("heading", 1),
        ("heading", 2),
        ("heading", 1),
    ]


def test_several_h1_are_chapters():
    assert roles("<h1>第一章</h1><p>甲</p><h1>第二章</h1><p>乙</p>") == [
        "heading",
        "paragraph",
        "heading",
        "paragraph",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<hgroup><h1>宣言</h1><p>全文</p></hgroup>",
        "<header><h1>宣言</h1><h2>全文</h2></header>",
        '<header><h1>宣言</h1><p class="subtitle">全文</p></header>',
        '<h1>宣言</h1><p role="doc-subtitle">全文</p>',
    ],
)
def test_a_subtitle_is_known_by_its_place_or_name(body):
    assert roles(body + "<h2>一</h2><p>段</p>") == ["title", "subtitle", "heading", "paragraph"]


# --- the title of the page -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("孔子 - 维基百科，自由的百科全书", "<h1>孔子</h1><div>维基百科，自由的百科全书</div>"),
        ("孔子_维基百科，自由的百科全书", "<div>维基百科，自由的百科全书</div><h1>孔子</h1>"),
        ("孔子 - 维基百科，自由的百科全书", "<div>维基百科，自由的百科全书</div>"),
        ("孔子——维基百科中文网", "<p>维基百科中文网</p><h1>孔子</h1>"),
        ("孔子 | 自由的百科全书", "<h1>孔子</h1><h2>自由的百科全书</h2>"),
        ("孔子论学习_教育新闻网", "<h1>教育新闻网</h1><h2>孔子论学习</h2>"),
        ("教育新闻网 - 孔子论学习", "<h1>教育新闻网</h1><h2>孔子论学习</h2>"),
        ("学习频道 - 孔子论学习 - 某某", "<p>学习频道</p><h2>孔子论学习</h2>"),
        ("孔子论学习——一篇旧文_某网", "<h1>孔子论学习——一篇旧文</h1>"),
        ("孔子论学习——一篇旧文_某网", "<p>孔子论学习——一篇旧文</p>"),
        ("孔子论学习", "<h1>孔子</h1><h2>孔子论学习</h2>"),
    ],
)
def test_a_title_is_not_the_name_of_the_site(title, body):
    found = contents(f"<div>{body}</div><p>{SENTENCE}</p>", head=f"<title>{title}</title>")
    (name,) = [line.text for line in found.lines if line.markup.role == "title"]
    expected = "孔子论学习" if "论学习" in title else "孔子"
    assert name == expected + "——一篇旧文" * ("旧文" in title)
    assert balance(found) == {}


def test_the_buttons_of_a_wiki_are_no_text():
    edit = "<span class=mw-editsection>[<a href=x>编辑</a>]</span>"
    found = contents(
        "<h1>孔子</h1><div id=siteSub>维基百科，自由的百科全书</div>"
        f"<h2>生平{edit}</h2><p>{SENTENCE}</p>"
    )
    assert [line.text for line in found.lines] == ["孔子", "生平", SENTENCE]
    assert {"编", "辑", "维"} <= set(removed(found, "H02") + removed(found, "H03"))
    assert balance(found) == {}


# --- comments ----------------------------------------------------------------------------


def comment(number: int) -> str:
    return f"<div class=item><p>网友{number}：写得好，我也这么看，大家都应该读一读。</p></div>"


COMMENTS = "".join(map(comment, range(14)))


@pytest.mark.parametrize("article", ["article", "div", "main", 'div itemprop="articleBody"'])
@pytest.mark.parametrize(
    "name",
    [
        *("class=comments", "id=comments", 'class="post-comments clear"', "class=commentList"),
        *("class=comment-list", "id=评论区", "class=reply", "class=discuss", "id=discussion_box"),
    ],
)
def test_comments_are_no_text_however_many_there_are(article, name):
    found = contents(
        f"<h1>宣言</h1><{article}><p>{SENTENCE}</p><p>{SENTENCE}</p></{article.split()[0]}>"
        f"<section {name}><h3>大家说</h3>{COMMENTS}</section>"
    )
    assert [line.text for line in found.lines] == ["宣言", SENTENCE, SENTENCE]
    assert "网友13" in removed(found, "H02")
    assert balance(found) == {}


@pytest.mark.parametrize("element", ["article", "main", 'div itemprop="articleBody"'])
def test_the_one_article_that_a_page_names_is_taken_however_short(element):
    found = contents(
        f"<div class=menu>{MENU}</div><{element}><p>{SENTENCE}</p><p>{SENTENCE}</p>"
        f"</{element.split()[0]}>"
        f"<section><h3>大家说</h3>{COMMENTS}</section>"
    )
    assert [line.text for line in found.lines] == [SENTENCE, SENTENCE]
    assert [n.severity for n in found.notices if n.code == "H01"] == ["warning"]


def test_of_several_articles_none_is_preferred():
    article = f"<article><p>{SENTENCE}</p><p>{SENTENCE}</p></article>"
    assert lines(f"<nav>{MENU}</nav><main>{article}{article}</main>") == [SENTENCE] * 4


def test_comments_that_are_articles_leave_the_article_its_place():
    inner = f"<article><p>{SENTENCE}评</p></article>"
    page = (
        f"<nav>{MENU}</nav><article><p>{SENTENCE}</p><p>{SENTENCE}</p></article>"
        f'<div class="comments">{inner * 9}</div>'
    )
    assert lines(page) == [SENTENCE, SENTENCE]


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="comments">{COMMENTS}</div>',
        f'<div class="comment"><h1>论宣言</h1>{COMMENTS}</div><p>{SENTENCE}</p><p>{SENTENCE}</p>',
        f'<div class="comment"><article>{COMMENTS}</article></div><p>{SENTENCE * 2}</p>',
        f'<div class="post comments-open">{COMMENTS}</div><p>{SENTENCE}</p><p>{SENTENCE}</p>',
        f'<div class="post has-comments">{COMMENTS}</div><p>{SENTENCE}</p><p>{SENTENCE}</p>',
    ],
)
def test_an_article_is_no_comment_whatever_its_column_is_called(body):
    assert sum("网友" in line for line in lines(f"<nav>{MENU}</nav>{body}")) == 14


# --- lists, tables, quotations, verse, code -----------------------------------------------


def test_an_ordered_list_is_numbered_as_a_browser_does():
    body = '<ol start="3"><li>甲</li><li value="9">乙</li><li>丙</li></ol>'
    assert lines(body) == ["3. 甲", "9. 乙", "10. 丙"]
    assert [markup.label for markup in markups(body)] == ["3. ", "9. ", "10. "]


@pytest.mark.parametrize(
    ("attributes", "labels"),
    [
        ('type="a" start="26"', ["z. ", "aa. ", "ab. "]),
        ('type="I" start="3"', ["III. ", "IV. ", "V. "]),
        ("reversed", ["3. ", "2. ", "1. "]),
        ('style="list-style: none"', ["", "", ""]),
        ('start="x"', ["1. ", "2. ", "3. "]),
    ],
)
def test_an_ordered_list_has_its_own_way_to_number(attributes, labels):
    body = f"<ol {attributes}><li>甲</li><li>乙</li><li>丙</li></ol>"
    assert [markup.label for markup in markups(body)] == labels


def test_a_list_in_a_list_is_deeper_and_of_the_same_group():
    found = markups("<ul><li>甲<ol><li>子</li></ol></li><li>乙</li></ul><p>段</p><ul><li>丙</ul>")
    assert [(m.role, m.level, m.group, m.label) for m in found] == [
        ("item", 0, 1, ""),
        ("item", 1, 1, "1. "),
        ("item", 0, 1, ""),
        ("paragraph", 0, 0, ""),
        ("item", 0, 2, ""),
    ]


def test_spans_of_a_table_leave_empty_cells():
    found = contents(
        '<table><thead><tr><th colspan="2">头</th></tr></thead>'
        '<tr><td rowspan="2">甲</td><td>乙</td></tr><tr><td>丙<p>丁</p></td></tr></table>'
    )
    cells = [(m.row, m.column, m.is_head, line.text) for line in found.lines if (m := line.markup)]
    assert cells == [
        (0, 0, True, "头"),
        (0, 1, True, ""),
        (1, 0, False, "甲"),
        (1, 1, False, "乙"),
        (2, 0, False, ""),
        (2, 1, False, "丙\u3000丁"),
    ]
    assert {line.markup.group for line in found.lines} == {1}


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td><h2>一</h2><p>段</p></td><td>二</td></tr></table>",
        "<table><tr><td>一</td></tr><tr><td>段</td></tr><tr><td>二</td></tr></table>",
        '<table role="presentation"><tr><td>一<td>段<tr><td>二<td></table>',
        "<table><tr><td>一<td>段</tr></table>二",
    ],
)
def test_a_table_that_arranges_the_page_is_no_table(table):
    assert "cell" not in roles(table)
    assert "".join(lines(table)) == "一段二"


def test_a_caption_stands_before_its_table():
    body = "<table><caption>表一</caption><tr><th>甲</th></tr><tr><td>乙</td></tr></table>"
    assert outline(body) == [("paragraph", "表一"), ("cell", "甲"), ("cell", "乙")]


def test_a_quotation_and_its_paragraphs_are_one_group():
    found = markups("<blockquote>甲<p>乙</p></blockquote><blockquote>丙</blockquote>")
    assert [(m.role, m.group) for m in found] == [
        ("quotation", 1),
        ("quotation", 1),
        ("quotation", 2),
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("床前明月光，<br>疑是地上霜。", ["paragraph", "paragraph"]),
        ("<div class=poem>长短不一的诗<br>句</div>", ["verse", "verse"]),
        ("<div class=poem><p>甲甲</p><p>乙</p></div>", ["verse", "verse"]),
        ("第一段<br><br>第二段", ["paragraph", "paragraph"]),
        ("\u3000\u3000第一段<br>\u3000\u3000第二段", ["paragraph", "paragraph"]),
        ("第一段完。<br>第二段也完。", ["paragraph", "paragraph"]),
        ("<h2>上海<br>宣言</h2>", ["heading"]),
    ],
)
def test_a_break_means_what_stands_around_it(html, expected):
    assert roles(html) == expected


def test_lines_of_one_paragraph_share_a_group_that_whole_ones_have_not():
    found = markups("<p>甲<br>乙<br><br>丙<br>丁</p><p>戊</p>")
    assert [m.group for m in found] == [1, 1, 2, 2, 0]
    assert {m.role for m in found} == {"paragraph"}


def test_a_number_that_a_break_parts_from_its_heading_is_followed_by_a_space():
    assert lines("<h2>第一章<br/>相遇</h2><h3>上海<br>宣言</h3>") == ["第一章 相遇", "上海宣言"]


def test_code_keeps_its_lines_and_white_space():
    body = "<pre>if x:\n    打印(x)\n\n完</pre>"
    assert lines(body) == ["if x:", "    打印(x)", "", "完"]
    assert {(markup.role, markup.group) for markup in markups(body)} == {("code", 1)}


# --- notes --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "note", "shown", "line"),
    [
        ('<sup><a href="#n">1</a></sup>', '<ol><li id="n">见</li></ol>', "[1]", "[1]见"),
        ('<a href="#n">[1]</a>', '<p id="n">1. 见</p>', "[1]", "[1]见"),
        ('<a href="#n">①</a>', '<p><a id="n" href="#r">①</a>见</p>', "①", "①见"),
        ('<a href="#n">〔2〕</a>', '<div id="n">〔2〕见</div>', "〔2〕", "〔2〕见"),
        ('<a href="#n">1</a>', '<ol><li id="n">见 <a href="#r">↩</a></li></ol>', "[1]", "[1]见"),
        (
            '<a role="doc-noteref" href="#n"><img src="n.png"></a>',
            '<aside role="doc-footnote" id="n">见</aside>',
            "[1]",
            "[1]见",
        ),
    ],
)
def test_a_note_is_what_a_mark_in_the_text_points_to(mark, note, shown, line):
    found = contents(f'<p>正文<span id="r"></span>{mark}。</p>{note}')
    assert [row.text for row in found.lines] == [f"正文{shown}。", line]
    assert found.lines[1].markup.role == "note"
    assert found.lines[1].markup.label == shown


def test_notes_in_a_row_are_one_group():
    body = (
        '<p>甲<a href="#a">[1]</a>乙<a href="#b">[2]</a></p>'
        '<ol><li id="a">子</li><li id="b"><p>丑</p><p>寅</p></li></ol>'
    )
    assert [(m.role, m.label, m.group) for m in markups(body)][1:] == [
        ("note", "[1]", 1),
        ("note", "[2]", 1),
        ("note", "", 1),
    ]


def test_a_link_to_a_heading_is_no_note():
    assert roles('<p>见<a href="#h">1</a></p><h2 id="h">一</h2><p>段</p>') == [
        "paragraph",
        "heading",
        "paragraph",
    ]


# --- ruby ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ruby", "text"),
    [
        ("人<rp>(</rp><rt>rén</rt><rp>)</rp>", annotated("人", "rén")),
        ("人<rt>rén</rt>工<rt>gōng</rt>", annotated("人", "rén") + annotated("工", "gōng")),
        ("<rb>人</rb><rt>rén</rt>", annotated("人", "rén")),
        (
            "<rb>人</rb><rb>工</rb><rt>rén</rt><rt>gōng</rt>",
            annotated("人", "rén") + annotated("工", "gōng"),
        ),
        ("人<rt>rén<rb>工<rt>gōng", annotated("人", "rén") + annotated("工", "gōng")),
        ("人<rp>(<rt>rén<rp>)", annotated("人", "rén")),
        ("人工智能<rt>rén gōng zhì néng</rt>", annotated("人工智能", "rén gōng zhì néng")),
        ("人工<rt>rén</rt><rt>gōng</rt>", annotated("人工", "rén gōng")),
        ("人<rt>rén</rt><rtc>person</rtc>", annotated("人", "rén") + "(person)"),
        ("<rb>人</rb><rtc><rt>rén</rt></rtc>", annotated("人", "rén")),
        ("<ruby>人<rt>rén</rt></ruby><rt>person</rt>", annotated("人", "rén") + "(person)"),
        ("<b>人</b><rt> rén\n</rt>", annotated("人", "rén")),
        ("人", "人"),
        ("<rt>人</rt>", "人"),
        ("", ""),
    ],
)
def test_ruby_becomes_an_annotation(ruby, text):
    assert lines(f"<p>以<ruby>{ruby}</ruby>为本</p>") == [f"以{text}为本"]


# --- encodings ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codec", "meta"),
    [
        ("gb18030", '<meta charset="gb2312">'),
        ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=GBK">'),
        ("big5hkscs", "<meta charset=big5>"),
        ("utf-8", '<meta charset="utf-8">'),
        ("utf-16", ""),
        ("utf-8-sig", '<meta charset="gb2312">'),
    ],
)
def test_the_page_says_its_encoding(codec, meta):
    text = "人工智能發展與這個世界" if codec.startswith("big5") else SENTENCE
    found = read(f"<html><head>{meta}</head><p>{text}</p>".encode(codec), Request("p"))
    assert [line.text for line in found.lines] == [text]
    assert codes(found) == ["H01"]


@pytest.mark.parametrize("told", ["gb2312", "big5", "iso-8859-1", "shift_jis", "utf-16"])
def test_an_encoding_that_does_not_fit_is_not_believed(told):
    found = read(f'<meta charset="{told}"><p>{SENTENCE}</p>'.encode(), Request("p"))
    assert [line.text for line in found.lines] == [SENTENCE]
    assert codes(found) == ["C10", "H01"]


def test_a_named_encoding_overrules_the_page():
    page = f'<meta charset="utf-8"><p>{SENTENCE}</p>'.encode("gb18030")
    assert read(page, Request("p", encoding="gbk")).lines[0].text == SENTENCE


# --- finding the article -------------------------------------------------------------------

NEWS = f"""
<div class="top"><ul class="nav">{MENU}</ul></div>
<div class="main">
  <h1>上海宣言发表</h1><div class="meta">来源：新华社</div>
  <div class="content"><p>{SENTENCE}</p><h2>一、发展</h2><p>{SENTENCE}</p>
    <ul><li>{SENTENCE}</li></ul><p>短句。</p><p>{SENTENCE}</p>
    <div class="share"><a href="#">分享</a></div></div>
  <div class="related"><ul>{MENU}</ul></div>
</div>
<div class="footer"><p>版权所有，违者必究。</p></div>"""
NEWS_HEAD = (
    "<title>上海宣言发表_新华网</title><meta name=author content=张三>"
    '<meta property="article:published_time" content="2024-07-05T18:01:22+08:00">'
    '<meta property="og:site_name" content="新华网">'
)


def test_the_article_is_found_among_the_furniture():
    found = contents(NEWS, head=NEWS_HEAD)
    assert [(line.markup.role, line.text) for line in found.lines] == [
        ("title", "上海宣言发表"),
        ("paragraph", SENTENCE),
        ("heading", "一、发展"),
        ("paragraph", SENTENCE),
        ("item", SENTENCE),
        ("paragraph", "短句。"),
        ("paragraph", SENTENCE),
    ]
    assert "栏目8新闻" in removed(found, "H02")
    assert "分享" in removed(found, "H03")
    assert balance(found) == {}


def test_what_the_page_says_of_itself_is_front_matter():
    assert contents(NEWS, head=NEWS_HEAD).front_matter == (
        ("page_published", "2024-07-05T18:01"),
        ("author", "张三"),
        ("page_source", "新华网"),
    )


def test_the_title_of_the_page_loses_the_name_of_the_site():
    found = contents(f"<p>{SENTENCE}</p>", head="<title>上海宣言_新华网</title>")
    assert (found.lines[0].markup.role, found.lines[0].text) == ("title", "上海宣言")
    assert sorted(han(removed(found, "H04"))) == sorted("新华网")
    assert balance(found) == {}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("上海宣言 - 人民网", "上海宣言"),
        ("新华网_上海宣言", "上海宣言"),
        ("上海宣言|中国政府网", "上海宣言"),
        ("上海宣言--时政--人民网", "上海宣言"),
        ("上海宣言", "上海宣言"),
        ("中美-中欧关系", "中美-中欧关系"),
    ],
)
def test_a_title_is_cut_at_its_seams(title, text):
    found = contents(f"<p>{SENTENCE}</p>", head=f"<title>{title}</title>")
    assert found.lines[0].text == text
    assert balance(found) == {}


def test_a_selector_wins():
    body = f'{NEWS}<div id="x"><p>甲</p><nav>乙</nav></div>'
    assert lines(body, select="#x") == ["甲"]
    assert lines(body, select="#x, #x p") == ["甲"]
    assert lines(body, select="nav") == ["乙"]


@pytest.mark.parametrize("selector", ["#nothing", "p[", "", "a|b", "script", ":hover"])
def test_a_selector_that_names_nothing_is_refused(selector):
    page = f"<p>{SENTENCE}</p><script>甲</script>"
    assert "selector" in complaint(page, select=selector).lower()


def test_the_whole_page_may_be_asked_for():
    found = contents(NEWS, head=NEWS_HEAD, whole_page=True)
    text = "".join(line.text for line in found.lines)
    assert "栏目8新闻" in text
    assert "违者必究" in text
    assert balance(found) == {}


def test_running_text_left_out_is_a_warning():
    found = contents(f'<p id="a">{SENTENCE}</p><p>{SENTENCE * 2}</p>', select="#a")
    assert [n.severity for n in found.notices if n.code == "H02"] == ["warning"]


def test_hidden_text_and_controls_are_told():
    found = contents(f"<p>{SENTENCE}</p><p hidden>密</p><button>提交</button><script>脚</script>")
    assert removed(found, "H03") == "密\n提交"
    assert balance(found) == {}


# --- hostile pages ------------------------------------------------------------------------


@pytest.mark.parametrize("depth", [1100, 3000, 100_000])
@pytest.mark.parametrize("tag", ["div", "span", "blockquote", "table><tr><td"])
def test_a_page_nested_too_deeply_is_refused_never_cut(depth, tag):
    page = f"<p>{SENTENCE}</p>" + f"<{tag}>" * depth + "深" + f"</{tag.split('>')[0]}>" * depth
    assert "deep" in complaint(page + "<p>末</p>")


def test_a_page_nested_deeply_is_read():
    assert lines("<div>" * 900 + "深" + "</div>" * 900 + "<p>末</p>") == ["深", "末"]


@pytest.mark.parametrize(
    "page",
    [
        '<!DOCTYPE html [<!ENTITY x "y">]><p>中&x;文</p>',
        "<!DOCTYPE html SYSTEM 'x' [ ]><p>中文</p>",
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;</p>',
    ],
)
def test_entities_of_its_own_are_refused(page):
    assert "entities" in complaint(page)


def test_what_looks_like_code_comes_out_as_characters():
    text = "{{7*7}} file:///etc/passwd &lt;script&gt;alert(1)&lt;/script&gt; 中文"
    body = f'<p onerror="x()">{text}</p><script>alert("毒")</script><img src=x onerror=alert(1)>'
    assert lines(body) == ["{{7*7}} file:///etc/passwd <script>alert(1)</script> 中文"]


@pytest.mark.parametrize(
    "page", [b"", b"  ", b"<html></html>", b"<p>English</p>", b"<frameset><frame src=x></frameset>"]
)
def test_a_page_without_chinese_text_is_refused(page):
    complaint(page)


def test_a_nul_loses_nothing():
    assert han("".join(lines(f"<p>中\0文</p>\0<p>{SENTENCE * 9}</p>"))) == "中文" + han(
        SENTENCE * 9
    )


@pytest.mark.parametrize("name", LARGE_PAGES)
def test_a_page_of_many_like_pieces_is_read_whole(name: str):
    found = contents(large_page(name, share=20))
    assert found.lines
    assert balance(found) == {}


# --- the ledger ---------------------------------------------------------------------------

TEXT = st.text("人工智能发展一二三，。 \n\u3000a1", min_size=1, max_size=12)
NAMES = st.sampled_from(["", ' class="nav"', ' class="share"', " hidden", ' id="a"', ' class="x"'])


def element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = st.sampled_from(
        [
            *("p", "div", "ul", "ol", "li", "table", "tr", "td", "blockquote", "span", "script"),
            *("a href='#a'", "h1", "h2", "nav", "pre", "sup", "dl", "dt", "button", "style"),
            *("ruby", "rt", "rb", "rp", "rtc", "title", "noscript", "aside", "caption", "details"),
        ]
    )
    return st.builds(
        lambda tag, name, inner: f"<{tag}{name}>{''.join(inner)}</{tag.split()[0]}>",
        tags,
        NAMES,
        st.lists(inner, max_size=4),
    )


TREES = st.lists(st.recursive(TEXT | st.just("<br>"), element, max_leaves=30), max_size=6)


@given(TREES, TEXT, st.sampled_from([{}, {"whole_page": True}, {"select": ".x, p"}]))
@example(["<ruby><rp><p><rt>一</rt></p></rp></ruby>"], "题", {})
@settings(max_examples=200)
def test_every_character_is_in_the_text_or_in_a_notice(tree, title, request):
    try:
        found = contents("".join(tree), head=f"<title>{title}</title>", **request)
    except SourceError:
        return
    assert balance(found) == {}
    numbers = [line.number for line in found.lines]
    assert numbers == list(range(1, len(numbers) + 1))


@given(TREES)
@settings(max_examples=200)
def test_a_group_is_one_run_of_lines_of_one_role(tree):
    try:
        found = contents("".join(tree), whole_page=True)
    except SourceError:
        return
    groups = [line.markup.group for line in found.lines if line.markup]
    runs = [group for group, before in zip(groups, [0, *groups], strict=False) if group != before]
    numbered = [group for group in runs if group]
    assert len(numbered) == len(set(numbered))
    for line in found.lines:
        assert line.markup is not None
        assert line.text.startswith(line.markup.label)
