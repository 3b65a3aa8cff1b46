"""Bytes of a Markdown file → lines, each with what its markup says it is.

A file without Markdown comes out as a text file would. Marks go and their text stays;
pictures, comments and link targets are left out, and listed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from duben.han import han, legible
from duben.readers import text
from duben.readers.annotation import ANCHOR, plain
from duben.readers.base import Contents
from duben.readers.front_matter import read_front_matter
from duben.readers.markdown.blocks import Blocks
from duben.readers.markdown.prose import is_heading_like
from duben.readers.markdown.syntax import tokens_of
from duben.source import Line, Notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from duben.readers.base import Request

LINKS = "M01"
PICTURE = "M02"
COMMENT = "M03"
KEPT_APART = "M04"
MARKS = "M05"
REFERENCES = "M06"

_SHOWN = 60
_MOST_LINKS = 20
_BLOCKS = ("fence", "html_block", "table_open", "footnote_reference_open", "blockquote_open")
_PROSE = ("text", "softbreak", "hardbreak")


def read(content: bytes, request: Request) -> Contents:
    """Decode *content* and read it as CommonMark with tables, footnotes and {人|rén}.

    Raises `SourceError` where it is empty, in no encoding that can be told, nested too
    deep, or has front matter that cannot be understood.
    """
    source, notices = text.decoded(content, request)
    rows = text.rows(source)
    front = read_front_matter(rows, request.where)
    body = "\n".join([""] * front.length + rows[front.length :])
    tokens, env = tokens_of(body, request.where)
    if not _is_markdown(tokens, env):
        return text.read(content, request)
    blocks = Blocks(rows)
    blocks.walk(tokens)
    lines = _with_title(blocks.lines)
    title = next((line.text for line in lines if line.markup and line.markup.role == "title"), "")
    return Contents(
        _without_rival(lines, dict(front.front_matter).get("title", "")),
        han(source),
        (*notices, *front.notices, *_notices(blocks, env)),
        tuple(
            (name, value)
            for name, value in front.front_matter
            if name != "title" or legible(value) != legible(plain(title))
        ),
        readings=front.readings,
        headings=front.headings,
    )


def _is_markdown(tokens: Sequence[Token], env: dict[str, Any]) -> bool:
    """Whether there is any markup but what plain text has, too: "1. ", indents, a rule."""
    if env.get("definitions"):
        return True
    inside = 0
    for before, token in zip(tokens, tokens[1:] or tokens, strict=False):
        if token.type in _BLOCKS or before.type in _BLOCKS:
            return True
        if token.type != "inline":
            inside += before.type == "bullet_list_open"
            inside -= before.type == "bullet_list_close"
            continue
        is_heading = before.type == "heading_open" and (
            before.markup[0] == "#" or is_heading_like(token.content)
        )
        marked = any(child.type not in _PROSE for child in token.children or ())
        if han(token.content) and (is_heading or inside):
            return True
        if marked or ANCHOR in token.content:
            return True
    return False


def _with_title(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Call the first line the title, where it is the one heading of level 1."""
    tops = [n for n, line in enumerate(lines) if line.markup and _is_top(line)]
    if tops != [0]:
        return lines
    markup = lines[0].markup
    return (replace(lines[0], markup=markup and replace(markup, role="title")), *lines[1:])


def _is_top(line: Line) -> bool:
    return bool(line.markup and line.markup.role == "heading" and line.markup.level == 1)


def _without_rival(lines: tuple[Line, ...], title: str) -> tuple[Line, ...]:
    """Leave the title to the front matter, where that has another one."""
    first = lines[0] if lines else None
    if not first or not title or legible(title) == legible(plain(first.text)):
        return lines
    markup = first.markup
    if markup and markup.role == "title":
        return (replace(first, markup=replace(markup, role="heading")), *lines[1:])
    return lines


def _notices(blocks: Blocks, env: dict[str, Any]) -> list[Notice]:
    found = blocks.findings
    definitions = env.get("definitions", [])
    notices = [_left_out(PICTURE, line, alt, "A picture") for line, alt in found.pictures]
    notices += [_left_out(COMMENT, line, text, "A comment") for line, text in found.comments]
    hidden = han("".join((*found.hidden, *definitions)))
    if found.links or definitions:
        targets = list(dict.fromkeys((*found.links, *(text.strip() for text in definitions))))
        listed = ", ".join(targets[:_MOST_LINKS]) + (" …" if targets[_MOST_LINKS:] else "")
        message = f"The targets of links were left out, {len(targets)} in all: {listed}"
        notices.append(Notice(LINKS, "info", None, listed, "", message, removed=hidden))
    if blocks.kept:
        count = len(blocks.kept)
        begin = f"{count} lines begin paragraphs" if count > 1 else "One line begins a paragraph"
        message = (
            f"{begin} without a blank line before: Markdown would join them to the line before."
        )
        notices.append(Notice(KEPT_APART, "info", blocks.kept[0], "", "", message))
    marks = han("".join(found.marks)) + ("" if found.links or definitions else hidden)
    if marks or blocks.boxes:
        message = "Text of the markup was left out: boxes, labels of notes, attributes of tags."
        line = blocks.boxes[0] if blocks.boxes else None
        notices.append(Notice(MARKS, "info", line, _short(marks), "", message, removed=marks))
    references = "".join(found.references)
    if references:
        message = "Characters were written as references of HTML (&#20154;) and are text now."
        notices.append(
            Notice(REFERENCES, "info", None, "", _short(references), message, added=references)
        )
    return notices


def _left_out(code: str, line: int, text: str, what: str) -> Notice:
    message = f"{what} was left out." if text else f"{what} was left out; nothing is said of it."
    return Notice(code, "warning", line, _short(text), "", message, removed=text)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
