"""Text → tokens of Markdown: CommonMark, tables, ~~strikethrough~~ and footnotes.

CommonMark was made for text with spaces between words. Here **中文。**中文 is emphasis,
prose behind four spaces is no code, and a comment without its end hides nothing. The
tokens are markdown-it's; what becomes of them is not decided here.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import code, html_block, reference, table
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import emphasis, escape, image, link, newline, strikethrough
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

from duben.errors import SourceError
from duben.han import HAN_CLASS
from duben.readers.annotation import (
    ANCHOR,
    ANNOTATION,
    TERMINATOR,
    annotate_braces,
    braced,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    InlineRule = Callable[[StateInline, bool], bool]

_DEEPEST = 50  # quotations and lists in each other; beyond its limit markdown-it drops text
_DEEPEST_LINK = 10
_FEW = 20
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_LONGEST_LABEL = 200
_LONGEST_FORMULA = 1000
# Han, their marks and full-width forms: an emphasis may begin and end at any of them.
CHINESE = re.compile(
    f"[{HAN_CLASS}\u3000-\u303f\u30fb\uff01-\uff65\ufe30-\ufe4f“”‘’…—·{ANCHOR}-{TERMINATOR}]"
)
_PROSE_START = re.compile(f"{CHINESE.pattern}|[0-9]")
# The kinds of HTML block that end at a mark and not at a blank line (CommonMark 4.6).
_ENDS = (
    (re.compile(r"<(?:script|pre|style|textarea)(?=[\s>]|$)", re.IGNORECASE), "</"),
    (re.compile("<!--"), "-->"),
    (re.compile(r"<\?"), "?>"),
    (re.compile(r"<!\[CDATA\["), "]]>"),
    (re.compile("<![A-Za-z]"), ">"),
)


def tokens_of(text: str, where: str) -> tuple[list[Token], dict[str, Any]]:
    """Return the tokens of *text*, and the "definitions" of links that stand beside them.

    {人|rén} is an annotation in them, also in code: see `with_braces`. A line break has its
    number in the paragraph, from 0, as `meta["line"]`. Raises `SourceError` where
    quotations or lists stand too deep in each other.
    """
    env: dict[str, Any] = {}
    tokens = _parser().parse(annotate_braces(text), env)
    deepest = max((token.level for token in tokens), default=0)
    if deepest >= _DEEPEST - 1:
        line = next(token.map[0] for token in tokens if token.level == deepest and token.map)
        raise SourceError(
            "lists or quotations (>) stand too deep in each other",
            where=f"{where}:{line + 1}",
            hint=f"Take some out: {_DEEPEST // 2} are the most.",
        )
    return tokens, env


def with_braces(code_text: str) -> str:
    """Return a piece of code as it was written, {人|rén} and no annotation."""
    return ANNOTATION.sub(lambda match: braced(match[1], match[2]), code_text)


class _Parser(MarkdownIt):
    """Links as they are written: their targets are shown to a person, not to a browser."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's own name
        """Leave 例子.com as it is."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - markdown-it's own name
        """Leave 例子.com as it is."""
        return link


def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.block.ruler.at("code", _code)
    parser.block.ruler.at(
        "html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    parser.block.ruler.at("reference", _reference)
    parser.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    inline = parser.inline.ruler
    inline.at("newline", _counted(newline))
    inline.at("escape", _counted(escape))
    inline.at("emphasis", _among_chinese(emphasis.tokenize))
    inline.at("strikethrough", _among_chinese(strikethrough.tokenize))
    inline.at("link", _with_end(link))
    inline.at("image", _with_end(image))
    inline.at("footnote_ref", _footnote_ref)
    inline.before("escape", "math", _math)
    parser.core.ruler.disable("text_join")  # it would hide which * was written as \*
    return parser


def _code(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take an indented block for code, but not Chinese prose: the indent is a paragraph's."""
    if _is_prose(state, start):
        return False
    last = start + 1
    while last < end and (state.isEmpty(last) or state.is_code_block(last)):
        if state.isEmpty(last - 1) and _is_prose(state, last):
            break
        last += 1
    return code(state, start, last, silent)


def _is_prose(state: StateBlock, line: int) -> bool:
    text = state.src[state.bMarks[line] : state.eMarks[line]].strip(" \t")
    letters = len(text.replace(" ", ""))
    return bool(_PROSE_START.match(text)) and 2 * len(CHINESE.findall(text)) >= letters


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take HTML, but no <!-- or <script> without an end: it would swallow the whole text."""
    position = state.bMarks[start] + state.tShift[start]
    if state.src[position : position + 1] == "<":
        for opening, closing in _ENDS:
            if opening.match(state.src, position):
                absent = state.env.setdefault("absent", set())
                if closing not in absent and state.src.find(closing, position + 1) < 0:
                    absent.add(closing)  # nor is it there behind a later <!--
                if closing in absent:
                    return False
                break
    return html_block(state, start, end, silent)


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Keep what a definition of a link says, [a]: 例子.com "题", for the notice about links."""
    if not reference(state, start, end, silent):
        return False
    if not silent:
        text = state.getLines(start, state.line, state.blkIndent, False)
        state.env.setdefault("definitions", []).append(text)
    return True


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Keep the cells that a row has beyond those of the head, which GFM drops."""
    known = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    complete: list[Token] = []
    line = count = 0
    for token in state.tokens[known:]:
        if token.type == "tr_open" and token.map:
            line, count = token.map[0], 0
        count += token.type == "inline"
        if token.type == "tr_close":
            row = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
            cells = escapedSplit(mdTrim(row))
            surplus = cells[cells[0] == "" : len(cells) - (cells[-1] == "")][count:]
            complete += (_cell(text, line, token.level + 1) for text in surplus)
        complete.append(token)
    state.tokens[known:] = complete
    return True


def _cell(text: str, line: int, level: int) -> Token:
    token = Token("inline", "", 0, map=[line, line + 1], level=level)
    token.content, token.children = mdTrim(text), []
    return token


def _counted(rule: InlineRule) -> InlineRule:
    """Note which line of its paragraph a break ends, counted on from the last one."""

    def counting(state: StateInline, silent: bool) -> bool:
        if not rule(state, silent):
            return False
        if not silent and state.tokens and state.tokens[-1].type in ("softbreak", "hardbreak"):
            of, last, count = state.env.get("breaks", (None, 0, 0))
            if of is not state or last > state.pos:
                last = count = 0
            count += state.src.count("\n", last, state.pos)
            state.env["breaks"] = (state, state.pos, count)
            state.tokens[-1].meta.setdefault("line", count)
        return True

    return counting


def _among_chinese(tokenize: InlineRule) -> InlineRule:
    """Let ** open and close beside Chinese: what CommonMark 6.2 calls flanking, without spaces."""

    def rule(state: StateInline, silent: bool) -> bool:
        start, known = state.pos, len(state.delimiters)
        if not tokenize(state, silent):
            return False
        before = state.src[start - 1] if start else " "
        after = state.src[state.pos : state.pos + 1] or " "
        if state.src[start] != "_" and (CHINESE.match(before) or CHINESE.match(after)):
            for delimiter in state.delimiters[known:]:
                delimiter.open |= _flanks(after, before)
                delimiter.close |= _flanks(before, after)
        return True

    return rule


def _flanks(inside: str, outside: str) -> bool:
    if inside.isspace():
        return False
    return not _is_foreign_mark(inside) or (
        outside.isspace() or _is_foreign_mark(outside) or CHINESE.match(outside) is not None
    )


def _is_foreign_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS" and not CHINESE.match(character)


def _with_end(rule: InlineRule) -> InlineRule:
    """Try no [ that cannot be a link: markdown-it looks fifty levels deep from each."""

    def checked(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] not in "[!":
            return False
        of, hopeless = state.env.get("brackets", (None, frozenset()))
        if of is not state:
            hopeless = _hopeless(state.src)
            state.env["brackets"] = (state, hopeless)
        position = state.pos + (state.src[state.pos] == "!")
        return position not in hopeless and rule(state, silent)

    return checked


def _hopeless(source: str) -> frozenset[int]:
    """Return the places of [ that have no ] or too many others inside them."""
    stack: list[tuple[int, int]] = []  # place of [, how deep others stand in it
    deep: list[int] = []
    for match in _BRACKET.finditer(source):
        if match[0] == "[":
            stack.append((match.start(), 0))
        elif match[0] == "]" and stack:
            place, depth = stack.pop()
            if depth > _DEEPEST_LINK:
                deep.append(place)
            if stack:
                stack[-1] = (stack[-1][0], max(stack[-1][1], depth + 1))
    # A few may be in code, where the scan above knows nothing of: [`[`](a.md)
    unclosed = [place for place, _ in stack] if len(stack) > _FEW else []
    return frozenset((*deep, *unclosed))


def _footnote_ref(state: StateInline, silent: bool) -> bool:
    """Look for the ] of [^1] nearby only: a line of [^[^[^ would take for ever."""
    if state.src.find("]", state.pos, state.pos + _LONGEST_LABEL) < 0:
        return False
    return footnote_ref(state, silent)


def _math(state: StateInline, silent: bool) -> bool:
    """Keep $a_1*b_1$ as it is; in $5 and $6 no dollar is closed (the rule of Pandoc)."""
    source, start = state.src, state.pos
    mark = "$$" if source.startswith("$$", start) else "$"
    if source[start] != "$":
        return False
    first = start + len(mark)
    end = source.find(mark, first, min(first + _LONGEST_FORMULA, state.posMax))
    inside = source[first:end] if end > first else ""
    if not inside.strip() or (
        mark == "$"
        and (inside != inside.strip() or "\n" in inside or source[end + 1 : end + 2].isdigit())
    ):
        return False
    if not silent:
        token = state.push("math", "", 0)
        token.content = mark + inside + mark
    state.pos = end + len(mark)
    return True
