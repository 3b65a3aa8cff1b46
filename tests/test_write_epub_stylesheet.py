"""Stylesheets before what a book has in it."""

from __future__ import annotations

import pytest

from duben.write.epub.stylesheet import kinds, used
from epub_books import body

PRESENT = kinds([body('<section class="verse new"><p>白日<em>依</em></p></section>')])


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("p { margin: 0 }", "p { margin: 0 }\n"),
        ("table { margin: 0 }", ""),
        ("p, table,h1 , em{margin:0}", "p, em {margin:0}\n"),
        (".verse p { margin: 0 }", ".verse p { margin: 0 }\n"),
        (".verse li { margin: 0 }", ""),
        ("section.verse.new > p { x: y }", "section.verse.new > p { x: y }\n"),
        ("p.verse { x: y }", ""),
        (".verse.old { x: y }", ""),
        ("p:first-child::before { x: y }", "p:first-child::before { x: y }\n"),
        ("h1:first-child { x: y }", ""),
        ('em[lang="en"] { x: y }', 'em[lang="en"] { x: y }\n'),
        (".verse p:not(.gone) { x: y }", ".verse p:not(.gone) { x: y }\n"),
        ("* { x: y }", "* { x: y }\n"),
        ('@font-face { src: url("a.ttf") }', '@font-face { src: url("a.ttf") }\n'),
        (
            "@media print { p { x: y } h1 { x: y } }",
            "@media print {\np { x: y }\n}\n",
        ),
        ("@container (max-width: 9em) { h1 { x: y } }", ""),
        ("/* verse */ h1 { x: y }", ""),
        ("/* © Adobe */ h1 { x: y }", "/* © Adobe */\n"),
    ],
)
def test_only_rules_that_something_can_match_are_kept(style: str, kept: str):
    assert used(style, PRESENT) == kept
