"""Make small editions for the Word writer, and open what it wrote."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from builders import publication
from duben.render import Edition, Imprint, Templates
from duben.write.docx import DocxWriter

if TYPE_CHECKING:
    from duben.model import Publication
    from duben.source import Language

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XHTML = "http://www.w3.org/1999/xhtml"
IMPRINT = Imprint("0.0.0", datetime(2024, 7, 4, 8, 30, tzinfo=UTC))
TEXT = publication("上海/宣言(xuān yán)", 一="我们(wǒ men)。")


def ruby(base: str, reading: str, kind: str = "") -> str:
    attribute = f' class="{kind}"' if kind else ""
    return (
        f"<ruby{attribute}>{base}<rp>(</rp>"
        f'<rt lang="zh-Latn-pinyin">{reading}</rt><rp>)</rp></ruby>'
    )


def text(markup: str) -> str:
    """Put *markup* into a section of the text."""
    return f'<section class="text" id="s0" role="doc-chapter">{markup}</section>'


def edition(
    markup: str,
    *,
    language: Language = "zh-Hans",
    source: Publication = TEXT,
    colours: str = "",
) -> Edition:
    """Make an edition whose page has *markup* in its body."""
    page = (
        f'<html xmlns="{XHTML}" lang="{language}"><head><title>题</title></head>'
        f'<body class="mine{f" tones-{colours}" if colours else ""}">{markup}</body></html>'
    )
    source = dataclasses.replace(source, language=language)
    return Edition("mine", "学习版 Study guide", page, source, IMPRINT)


def write(
    markup: str, *templates: Path, language: Language = "zh-Hans", colours: str = ""
) -> Document:
    """Write an edition of *markup* and open it."""
    made = edition(markup, language=language, colours=colours)
    return Document(DocxWriter().write(made, Templates(*templates)))


class Document:
    """A written Word file, opened."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.zip = zipfile.ZipFile(io.BytesIO(content))
        self.root = self.part("word/document.xml")
        self.body = self.root[0]

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.zip.read(name))

    @property
    def paragraphs(self) -> list[tuple[str, str]]:
        """Style and text, without readings, of every paragraph in order."""
        return [(self.style(node), base(node)) for node in self.root.iter(f"{W}p")]

    @property
    def rubies(self) -> list[tuple[str, str]]:
        """Base and reading of every ruby in order."""
        return [
            (
                "".join(node.text or "" for node in ruby.iterfind(f"{W}rubyBase//{W}t")),
                "".join(node.text or "" for node in ruby.iterfind(f"{W}rt//{W}t")),
            )
            for ruby in self.root.iter(f"{W}ruby")
        ]

    @property
    def runs(self) -> list[tuple[str, str]]:
        """Style and text of every run outside of rubies."""
        return [
            (value(run.find(f"{W}rPr/{W}rStyle")), run.findtext(f"{W}t") or "")
            for run in self.root.iter(f"{W}r")
            if run.find(f"{W}t") is not None
            and not any(node.tag == f"{W}ruby" for node in run.iterancestors())
        ]

    def style(self, paragraph: etree._Element) -> str:
        return value(paragraph.find(f"{W}pPr/{W}pStyle"))

    def texts(self, style: str) -> list[str]:
        """Text of the paragraphs in *style*."""
        return [found for name, found in self.paragraphs if name == style]


def base(element: etree._Element) -> str:
    """Return text of an element of a Word document without readings."""
    return "".join(
        node.text or ""
        for node in element.iter(f"{W}t")
        if not any(parent.tag == f"{W}rt" for parent in node.iterancestors())
    )


def value(node: etree._Element | None) -> str:
    return "" if node is None else str(node.get(f"{W}val"))


FULL = (
    '<header class="title-block">'
    f'<h1 data-pinyin="Shànghǎi xuānyán">{ruby("上海", "Shàng hǎi")}{ruby("宣言", "xuān yán")}</h1>'
    f'<p class="subtitle">{ruby("副题", "fù tí")}</p><p class="author">鲁迅</p>'
    '<p class="edition">学习版 <span class="english" lang="en">Study guide</span></p>'
    '<p class="date">2024年7月4日</p>'
    f'<p class="source-note">{ruby("全文", "quán wén")}：</p></header>'
    '<section class="passport" id="passport" role="doc-introduction"><h2>课文概况</h2>'
    '<table class="statistics"><caption>篇幅</caption><tbody><tr><td class="label">汉字</td>'
    '<td class="figure">12</td></tr></tbody></table>'
    '<p class="note">生词注音。</p><table><tbody><tr><td>其他</td></tr></tbody></table></section>'
    + text(
        '<h2 data-pinyin="Yī fāzhǎn"><span class="number">'
        f"{ruby('一', 'yī')}、</span>{ruby('发展', 'fā zhǎn')}</h2>"
        '<section class="goals"><p>本部分12字。</p></section>'
        f"<p>{ruby('我们', 'wǒ men')}“{ruby('花儿', 'huā r')}”"
        f"{ruby('更为', 'gèng wéi', 'doubtful')}，"
        f"{ruby('赋能', 'fù néng', 'new')}<span>。</span></p>"
        '<section class="words"><h3>生词</h3><table class="words"><thead><tr>'
        '<th scope="col">词语 <span class="english" lang="en">Word</span></th><th>繁体</th>'
        "<th>拼音</th><th>释义</th><th>HSK</th></tr></thead><tbody>"
        '<tr><td class="word">赋能</td><td class="word" lang="zh-Hant">賦能</td>'
        '<td class="pinyin" lang="zh-Latn-pinyin">fùnéng</td>'
        '<td class="meaning" lang="en">to empower</td><td class="figure">5</td></tr>'
        "</tbody></table></section>"
        '<section class="exercises"><h3>练习</h3><h4>选词填空</h4>'
        '<p class="instruction">每个词语用一次。</p><p class="word-bank">人类　认识</p>'
        '<div class="squares"><p>善</p><p>升</p><p>神</p></div><p class="answer-line"></p>'
        '<ol><li>随着<span class="blank">（　　）</span>发展。</li><li>二</li></ol>'
        '<h4>连线</h4><table class="matching"><tbody><tr><td class="figure">1</td>'
        '<td class="word">人类</td><td class="figure">a</td>'
        '<td class="meaning" lang="en">mankind</td></tr></tbody></table>'
        "<h5>细目</h5><h6>小目</h6>"
        '<h4>选读音</h4><ol><li>分 <span class="pinyin" lang="zh-Latn-pinyin">fēn</span></li></ol>'
        '<p><span class="new">发挥</span><span lang="zh-Latn-pinyin">'
        '<span class="t1">fā</span><span class="t2">fá</span>'
        '<span class="t3">fǎ</span><span class="t4">fà</span><span class="t5">fa</span></span></p>'
        "<ul><li>点</li></ul></section>"
    )
    + text(
        '<h2>种种<a class="note-ref" id="note-ref-1" href="#note-1" role="doc-noteref">①</a></h2>'
        f'<div class="verse"><p>{ruby("白日", "bái rì")}</p><p>依山尽</p></div>'
        '<div class="dialogue"><p><span class="speaker">甲：</span>你好</p><p>（笑）</p></div>'
        '<div class="dialogue-wide"><p><span class="speaker">鲁侍萍：</span>你好</p></div>'
        "<blockquote><p>引文</p></blockquote><div><p>其他</p></div>"
        '<ul class="labelled"><li><span class="number">1.</span>一<ul><li>点</li></ul></li></ul>'
        '<ul class="labelled-wide"><li><span class="number">（1）</span>二</li><li>三</li></ul>'
        '<table class="text"><thead><tr><th scope="col">头</th><td></td></tr></thead>'
        "<tbody><tr><td>身</td><td></td></tr></tbody></table>"
        '<div class="code"><p>甲 = 1</p></div>'
        '<div class="notes" role="doc-endnotes"><p id="note-1">'
        '<a class="note-mark" href="#note-ref-1" role="doc-backlink">①</a>注'
        '<a href="#note-1">此</a>'
        '</p><p>续</p><p><span class="note-mark">②</span>又'
        '<span class="note-ref">③</span></p></div>'
        '<div class="signature"><p>署名</p></div>'
    ).replace("s0", "s1")
    + '<section class="key" id="key" role="doc-appendix"><h2>答案</h2>'
    '<p class="answers"><span class="figure">1</span> 人类</p></section>'
    '<section class="glossary" id="glossary" role="doc-glossary"><h2>词汇表</h2>'
    '<table class="glossary"><tbody><tr><td class="word">甲</td></tr></tbody></table></section>'
    '<section class="index" id="names" role="doc-appendix"><h2>专名</h2></section>'
    '<section class="colophon" id="colophon" role="doc-colophon"><h2>版本说明</h2><p>来源。</p>'
    '<table class="changes"><thead><tr><th>条</th><th>数</th></tr></thead><tbody>'
    '<tr><td class="label">G01</td><td class="figure">3</td></tr></tbody></table>'
    '<p class="note">读音。</p></section>'
)
"""A body with every element and class of the vocabulary."""
