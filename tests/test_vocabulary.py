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
        ("<div>文</div>", "<div>"),
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


def test_base_text_keeps_what_follows_a_comment():
    assert vocabulary.base_text(page("<p>前<!-- c -->言</p>")) == "前言"


def test_base_text_leaves_readings_out():
    ruby = "<p>我<ruby>们<rp>(</rp><rt>men</rt><rp>)</rp></ruby>好</p>"
    assert vocabulary.base_text(page(ruby)) == "我们好"
