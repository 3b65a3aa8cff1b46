"""Which Word style an element of the edition takes: the whole table, and its look-up.

Elements in, ids of styles (`w:styleId` in templates/formats/docx/styles.xml.j2) out. It
says nothing of how a style looks. Keys are written as in CSS: "p.note" is a `p` of class
"note", "key h2" an `h2` in a section of class "key", "verse p" a `p` in a `div` of class
"verse"; the longer key wins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben import vocabulary
from duben.errors import TemplateError
from duben.vocabulary import classes, local_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from duben.write.docx.place import Place

PARAGRAPHS = {
    "h1": "Title",
    "h2": "Heading1",
    "key h2": "Heading1NewPage",
    "glossary h2": "Heading1NewPage",
    "index h2": "Heading1NewPage",
    "colophon h2": "ColophonHeading",
    "h3": "Heading2",
    "h4": "Heading3",
    "h5": "Heading4",
    "h6": "Heading5",
    "p": "BodyText",
    "verse p": "Verse",
    "dialogue p": "Dialogue",
    "dialogue-wide p": "DialogueWide",
    "blockquote p": "Quote",
    "signature p": "Signature",
    "code p": "Code",
    "notes p": "NoteText",
    "footnote p": "FootnoteText",
    "p.subtitle": "Subtitle",
    "p.author": "Author",
    "p.edition": "Edition",
    "p.date": "Date",
    "p.source-note": "SourceNote",
    "p.instruction": "Instruction",
    "p.word-bank": "WordBank",
    "p.answers": "Answers",
    "p.answer-line": "AnswerLine",
    "p.note": "Note",
    "colophon p": "Colophon",
    "colophon p.note": "ColophonNote",
    "caption": "Caption",
    "th": "TableHead",
    "td": "TableText",
    "td.word": "TableWord",
    "td.pinyin": "TablePinyin",
    "td.meaning": "TableMeaning",
    "td.figure": "TableFigure",
    "td.label": "TableLabel",
    "text th": "TextHead",
    "text td": "TextCell",
    "colophon th": "ColophonHead",
    "colophon td": "ColophonCell",
    "colophon td.word": "ColophonCell",
    "colophon td.pinyin": "ColophonCell",
    "colophon td.meaning": "ColophonCell",
    "colophon td.figure": "ColophonFigure",
    "colophon td.label": "ColophonCell",
    "ol": "ListNumber",  # the style of its items
    "ul": "ListBullet",
    "ul.labelled": "List",
    "ul.labelled-wide": "List",
}
"""Elements that are a paragraph in Word."""

LAST_LINES = {"Verse": "VerseEnd"}
"""The style of the last paragraph of a block, where it is another: a stanza's keeps away from
the next."""

LISTS = {
    "ul": {"bare": "2", "annotated": "5"},
    "ul.labelled": {"bare": "3", "annotated": "6"},
    "ul.labelled-wide": {"bare": "4", "annotated": "7"},
}
"""The lists of the text → the `w:num` in numbering.xml.j2 with their indents, which are wider
where the text is larger."""

HEADS_OF_FIGURES = {"TableHead": "TableHeadFigure", "ColophonHead": "ColophonHeadFigure"}
"""The head of a column → where the column holds figures: it stands over their middle."""

TITLE_RULE = "TitleRule"
"""The paragraph that draws the rule under the title block, whatever ends it."""

TABLE_END = "TableEnd"
"""The paragraph that Word wants between two tables and after the last, and that keeps a table
of the text away from the text."""

CONTENTS_END = "ContentsEnd"
"""The paragraph that keeps the text away from the table of contents: Word makes the list anew
and would lose a distance that belongs to its last line."""

FOOTNOTE_MARK = "FootnoteReference"
"""The mark of a footnote, in the text and in front of the note."""

COMMENT_MARK = "CommentReference"
"""The sign of a comment behind the words that it is about."""

COMMENT_TEXT = "CommentText"
"""The paragraphs of a comment, in comments.xml.j2."""

SQUARE = "Square"
"""The paragraph of a character that is to be written, and of each empty square."""

SQUARES_TABLE = "SquaresTable"
"""The table that such squares are the cells of."""

NOTES_RULE = "NotesRule"
"""The paragraph that draws the short rule above notes."""

HEADING_PINYIN = {
    "h1": "TitlePinyin",
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "HeadingPinyin"),
}
"""The line under a heading with its pinyin: a heading itself has no ruby, because Word's
navigation pane and contents list are made of its text."""

_ROOMY = (
    *("Verse", "VerseEnd", "Dialogue", "DialogueWide", "Quote", "List", "ListBullet"),
    *("Signature", "NoteText", "FootnoteText", "TextCell", "TextHead"),
)
RUNNING_TEXT = {
    "annotated": {
        "BodyText": "PinyinBody",
        **{style: f"Pinyin{style}" for style in (*_ROOMY, "Subtitle", "Author", "SourceNote")},
    },
    "new words": {"BodyText": "StudyBody", **{style: f"Study{style}" for style in _ROOMY}},
    "bare": {},
}
"""Manner of the running text → the styles that give its readings room."""

BEHIND_BACK_MATTER = {"ColophonHeading": "ColophonHeadingNewPage"}
"""Styles where a key or glossary stands before: what ends a text may follow it on its page,
what ends a book has a page of its own."""

RUNS = {
    "span.number": "SectionNumber",
    "p span.number": "ArticleNumber",
    **{f"{name} span.number": "ItemNumber" for name in ("li", "th", "td")},
    "span.speaker": "Speaker",
    "span.note-ref": "NoteReference",
    "a.note-ref": "NoteReference",
    "span.note-mark": "NoteMark",
    "a.note-mark": "NoteMark",
    "span.blank": "Blank",
    "span.pinyin": "PinyinText",
    "span.english": "English",
    "h2 span.english": "HeadingEnglish",
    "h3 span.english": "HeadingEnglish",
    "h4 span.english": "HeadingEnglish",
    "h5 span.english": "HeadingEnglish",
    "h6 span.english": "HeadingEnglish",
    "span.figure": "Figure",
}
"""Elements that are a run of a paragraph; a `span` or `a` without a class changes nothing."""

TONES = {f"span.{tone}": f"Tone{number}" for number, tone in enumerate(vocabulary.TONES, 1)}
"""Syllables whose tones have colours: the styles are there only where one has."""

UNREAD = {"span.new": "NewWordUnread"}
"""New words without a reading, in an edition that has them."""

BEHIND = {"span.reading": "PinyinInline", "span.doubtful-reading": "PinyinInlineDoubtful"}
"""Readings in brackets behind their words: the styles are there only where some are."""

HANGING = frozenset({"speaker", "note-mark"})
"""Classes of what a paragraph hangs by: a tab stands behind it. So do the numbers of items."""

READINGS = {"ruby": "Pinyin", "ruby.new": "PinyinNewWord", "ruby.doubtful": "PinyinDoubtful"}
"""The readings over a word: the most pressing class decides."""

BASES = {"ruby": "PinyinBase", "ruby.new": "NewWord", "ruby.doubtful": "PinyinBase"}
"""The characters under them."""

LANGUAGES = {"zh-Hans": "SimplifiedChinese", "zh-Hant": "TraditionalChinese"}
"""Chinese in another script than the edition's."""

TABLES = {
    "table": "TextbookTable",
    "table.text": "TextTable",
    "table.words": "TextbookTable",
    "table.glossary": "TextbookTable",
    "table.statistics": "TextbookTable",
    "table.changes": "TextbookTable",
    "table.matching": "MatchingTable",
}

STRUCTURE = frozenset(
    {
        *("html", "head", "title", "body", "header", "header.title-block", "section"),
        *("section.text", "section.passport", "section.words", "section.exercises"),
        *("section.key", "section.glossary", "section.index", "section.goals", "section.colophon"),
        *("div", "div.verse", "div.dialogue", "div.dialogue-wide", "div.signature", "div.code"),
        *(
            "div.squares",
            "div.notes",
            "blockquote",
            "a",
            "thead",
            "tbody",
            "tr",
            "li",
            "rt",
            "rp",
            "span",
        ),
    }
)
"""Elements that hold others, or that their parent takes care of."""


def styles(edition: etree._Element | None = None) -> frozenset[str]:
    """Name every style that an edition may need, and those that this one needs besides."""
    tables = (
        PARAGRAPHS,
        LAST_LINES,
        HEADS_OF_FIGURES,
        HEADING_PINYIN,
        BEHIND_BACK_MATTER,
        RUNS,
        READINGS,
        BASES,
        LANGUAGES,
        TABLES,
    )
    named = {style for table in tables for style in table.values()}
    named |= {style for variants in RUNNING_TEXT.values() for style in variants.values()}
    spans = () if edition is None else edition.iter("{*}span")
    used = {f"span.{name}" for span in spans for name in classes(span)}
    if not used.isdisjoint(TONES):
        named |= set(TONES.values())
    for rare in (UNREAD, BEHIND):
        if not used.isdisjoint(rare):
            named |= set(rare.values())
    fixed = {TABLE_END, TITLE_RULE, NOTES_RULE, CONTENTS_END, SQUARE, SQUARES_TABLE}
    fixed |= {"TOCHeading", "TOC1", "TOC2", "TOC3"}
    fixed |= {COMMENT_MARK, COMMENT_TEXT, FOOTNOTE_MARK}
    return frozenset(named | fixed)


def selectors() -> frozenset[str]:
    """Name every element and element.class that is provided for."""
    keys = {*PARAGRAPHS, *RUNS, *TONES, *UNREAD, *READINGS, *TABLES, *STRUCTURE}
    return frozenset(key.split()[-1] for key in keys)


def paragraph_style(element: etree._Element, place: Place, *, is_last: bool = False) -> str:
    """Return the style of the paragraph that *element* becomes. Raises `TemplateError`.

    *is_last* says that it is the last of its block.
    """
    style = _look_up(PARAGRAPHS, element, place.block or place.section)
    if is_last:
        style = LAST_LINES.get(style, style)
    if place.section in {"text", "title-block"}:
        return RUNNING_TEXT[place.manner].get(style, style)
    return BEHIND_BACK_MATTER.get(style, style) if place.has_back_matter else style


def run_style(element: etree._Element, paragraph: str) -> str | None:
    """Return the style of a span's text in a *paragraph* of that element ("h2")."""
    if not classes(element):
        return None
    return _look_up({**RUNS, **TONES, **UNREAD, **BEHIND}, element, paragraph)


def table_style(element: etree._Element) -> str:
    """Return the style of a table. Raises `TemplateError`."""
    return _look_up(TABLES, element, "")


def ruby_styles(element: etree._Element) -> tuple[str, str]:
    """Return the styles of a ruby's readings and of its base. Raises `TemplateError`."""
    for name in classes(element):
        if f"ruby.{name}" not in READINGS:
            raise _unknown(element)
    marks = [f"ruby.{name}" for name in ("doubtful", "new") if name in classes(element)]
    reading = READINGS[marks[0] if marks else "ruby"]
    return reading, BASES[marks[-1] if marks else "ruby"]


def list_number(element: etree._Element, place: Place) -> str:
    """Return the `w:numId` of a list without numbers of its own."""
    numbers = LISTS[".".join((local_name(element), *classes(element)))]
    is_large = place.section == "text" and place.manner == "annotated"
    return numbers["annotated" if is_large else "bare"]


def place_of(element: etree._Element) -> str:
    """Say for a message which line of the markup *element* stands on."""
    return f"line {element.sourceline} of what the layout renders"


def _look_up(table: Mapping[str, str], element: etree._Element, context: str) -> str:
    names = classes(element)
    if len(names) > 1:
        raise TemplateError(
            f'<{local_name(element)} class="{" ".join(names)}"> has two classes, '
            "and Word gives a paragraph or run one style",
            where=place_of(element),
            hint="Leave one of them out.",
        )
    selector = ".".join((local_name(element), *names))
    style = table.get(f"{context} {selector}") or table.get(selector)
    if style is None:
        raise _unknown(element)
    return style


def _unknown(element: etree._Element) -> TemplateError:
    shown = local_name(element) + "".join(f' class="{name}"' for name in classes(element)[:1])
    return TemplateError(
        f"<{shown}> has no Word style",
        where=place_of(element),
        hint="The markup that every format carries is listed in duben/vocabulary.py.",
    )
