"""The inside of a paragraph or cell of Markdown, or a block of HTML → pieces of text.

Marks go, text stays; pictures, comments and link targets are left out, and said so.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from duben.han import han
from duben.readers.annotation import plain
from duben.readers.markdown.syntax import with_braces
from duben.readers.pieces import DROPPED_ELEMENTS, Pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from duben.readers.pieces import Piece

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")


@dataclass(slots=True)
class Findings:
    """What was met in the text that is not in it any more.

    `pictures` and `comments` are pairs of line and text, `links` the targets, `hidden` the
    Chinese characters of link targets and titles, `marks` those of other markup, such as
    the attributes of tags; `references` are those that were written as &#20154;. `notes`
    gives the number of a footnote by its label.
    """

    pictures: list[tuple[int, str]] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)

    def note(self, label: str) -> int:
        """Return the number of the footnote *label*, in the order of first mention."""
        return self.notes.setdefault(label, len(self.notes) + 1)

    def settle(self, source: str, text: str, removed: str, *, linked: bool) -> None:
        """Compare *source* with what became of it, the *text* and what was *removed*.

        What is missing stood in a link's target or a tag's attribute; what is more was
        written as a character reference.
        """
        before, after = Counter(han(source)), Counter(han(text) + han(removed))
        missing = "".join((before - after).elements())
        (self.hidden if linked else self.marks).append(missing)
        self.references.append("".join((after - before).elements()))


def inline_pieces(token: Token, line: int, findings: Findings) -> list[Piece]:
    """Return the pieces of an inline token, the first of which begins in *line*."""
    pieces = Pieces(line)
    removed: list[str] = []
    children = token.children or []
    dropped = _dropped(children)
    for index, child in enumerate(children):
        if index in dropped:
            pieces.tag("script", closing=dropped[index])
        elif child.type in ("softbreak", "hardbreak"):
            pieces.line = line + int(child.meta["line"])
            pieces.line_break(hard=child.type == "hardbreak")
        else:
            removed += _take(child, pieces, findings)
    found = pieces.finish()
    findings.comments += ((line, text) for text in pieces.removed)
    linked = any(child.type in ("link_open", "image") for child in children)
    text = "".join(piece.text for piece in found)
    findings.settle(token.content, text, "".join((*removed, *pieces.removed)), linked=linked)
    return found


def html_pieces(content: str, line: int, findings: Findings) -> list[Piece]:
    """Return the pieces of a block of HTML that begins in *line*."""
    pieces = Pieces(line)
    removed: list[str] = []
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    # What stands in front of the first tag must not become the head of a page.
    tree = etree.fromstring(b"<div>" + content.encode("utf-8", "replace") + b"</div>", parser)
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start":
            pieces.line = max(pieces.line, line + (element.sourceline or 1) - 1)
            pieces.tag(str(element.tag))
            pieces.lines(element.text or "")
        elif event == "end":
            pieces.tag(str(element.tag), closing=True)
            pieces.lines(element.tail or "")
        else:
            removed.append(element.text or "")
            pieces.lines(element.tail or "")
    found = pieces.finish()
    removed += pieces.removed
    findings.comments += ((line, text.strip()) for text in removed)
    text = "".join(piece.text for piece in found)
    findings.settle(content, text, "".join(removed), linked=False)
    return found


def _take(child: Token, pieces: Pieces, findings: Findings) -> list[str]:
    """Add what *child* says to *pieces*, and return what it says beside that."""
    if child.type in ("text", "text_special"):
        pieces.text(child.content)
    elif child.type in ("code_inline", "math"):
        pieces.text(with_braces(child.content).replace("\n", " "))
    elif child.type == "footnote_ref":
        label = str(child.meta["label"])
        pieces.text(f"[{findings.note(label)}]")
        findings.marks.append(label)
        return [label]
    elif child.type == "image":
        alternative = plain(child.content)
        findings.pictures.append((pieces.line, alternative))
        findings.links.append(str(child.attrs.get("src", "")))
        return [alternative]
    elif child.type == "html_inline":
        return _html(child.content, pieces, findings)
    elif child.type == "link_open" and child.markup != "autolink":
        findings.links.append(str(child.attrs.get("href", "")))
    return []


def _html(tag: str, pieces: Pieces, findings: Findings) -> list[str]:
    """Take a tag, or return the comment or instruction that it is."""
    match = _TAG.match(tag)
    if match:
        if match[2].lower() not in DROPPED_ELEMENTS:
            pieces.tag(match[2], closing=bool(match[1]))
        return []
    findings.comments.append((pieces.line, tag.removeprefix("<!--").removesuffix("-->").strip()))
    return [tag]


def _dropped(children: Sequence[Token]) -> dict[int, bool]:
    """Return the places of <script> and </script> where both are there: False and True."""
    found: dict[int, bool] = {}
    opened: tuple[int, str] | None = None
    for index, child in enumerate(children):
        match = _TAG.match(child.content) if child.type == "html_inline" else None
        name = match[2].lower() if match else ""
        if not match or name not in DROPPED_ELEMENTS:
            continue
        if not match[1] and opened is None:
            opened = (index, name)
        elif match[1] and opened and opened[1] == name:
            found[opened[0]], found[index] = False, True
            opened = None
    return found
