"""The closed vocabulary: what an edition may hold."""

from __future__ import annotations

import pytest
from lxml import etree

from duben import vocabulary
from duben.errors import TemplateError


def page(body: str) -> etree._Element:
    return etree.fromstring(
        f'<html xmlns="{vocabulary.XHTML}" lang="zh-Hans"><head/>'
        f'<body class="mine">{body}</body></html>'
    )


def test_known_markup_passes():
    vocabulary.check(page('<section role="doc-chapter" id="s1"><p>文</p></section>'), where="t")


@pytest.mark.parametrize(
    ("markup", "named"),
    [
        ("<em>文</em>", "<em>"),
        ('<div class="box">文</div>', '<div class="box">'),
        ('<p id="x" href="#x">文</p>', '"href"'),
        ('<p class="fancy">文</p>', '<p class="fancy">'),
        ('<p style="color:red">文</p>', '"style"'),
        ('<section role="doc-epigraph"/>', '"doc-epigraph"'),
    ],
)
def test_unknown_markup_is_refused_by_name(markup: str, named: str):
    with pytest.raises(TemplateError, match="is not part of the edition vocabulary") as refused:
        vocabulary.check(page(markup), where="layouts/mine/edition.xhtml.j2")
    assert named in refused.value.problem
    assert "layouts/mine" in refused.value.where


@pytest.mark.parametrize(
    ("markup", "problem"),
    [
        ('<p><a href="#note-1">①</a></p>', 'the link to "#note-1" leads nowhere'),
        ('<p id="x"><a href="http://x">①</a></p>', "leads nowhere on the page"),
        ('<p id="x">甲</p><p id="x">乙</p>', 'the id "x" is there 2 times'),
    ],
)
def test_a_link_without_an_end_and_an_end_that_is_not_one_are_refused(markup: str, problem: str):
    with pytest.raises(TemplateError, match=problem):
        vocabulary.check(page(markup), where="t")


def test_the_text_of_a_heading_has_no_readings_and_no_marks_of_notes():
    heading = page(
        '<h2>一、 <ruby>我<rt>wǒ</rt></ruby><a class="note-ref" href="#x">①</a>\n们</h2>'
    )[1][0]
    assert vocabulary.heading_text(heading) == "一、 我 们"


def test_base_text_keeps_what_follows_a_comment():
    assert vocabulary.base_text(page("<p>前<!-- c -->言</p>")) == "前言"


def test_base_text_leaves_readings_out():
    ruby = "<p>我<ruby>们<rp>(</rp><rt>men</rt><rp>)</rp></ruby>好</p>"
    assert vocabulary.base_text(page(ruby)) == "我们好"
