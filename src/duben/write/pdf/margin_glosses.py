"""Set glosses in the outer margin, each beside the line of its word.

The pages that WeasyPrint laid out in, where the glosses of a paragraph stand together, out of
the flow, at its beginning; the same pages out, with each gloss in the margin. No text moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from duben.write.pdf.glosses import GATHERED, LABEL
from duben.write.pdf.typesetting.readings import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GAP = 16
"""Between the text block and the glosses, in points."""

_BETWEEN = 3
"""Between two glosses, in points."""


@dataclass(frozen=True, slots=True)
class _Gloss:
    """A gloss, the line that has its word, and the number of that line's page (from 0)."""

    box: Any
    line: Any
    page: int


def place(document: Any) -> None:
    """Move the glosses of *document* beside their lines.

    A gloss begins on the line of its word, or right below the one before it. Glosses that
    would reach below the text block move up; those that the page has no room for stand on
    the next one, but on the last page all stay.
    """
    pages = [page._page_box for page in document.pages]  # noqa: SLF001 - no public way
    left: list[_Gloss] = []
    found = list(_found(pages))
    for number, page in enumerate(pages):
        here = [*left, *(gloss for gloss in found if gloss.page == number)]
        room = page.height + _BETWEEN
        count = len(here)
        while number + 1 < len(pages) and count > 1 and _height(here[:count]) > room:
            count -= 1
        left = here[count:]
        _stack(here[:count], page, number)


def _found(pages: Sequence[Any]) -> Iterator[_Gloss]:
    """Take the glosses out of their paragraphs, and find each one's line."""
    lines: dict[Any, list[tuple[int, Any]]] = {}
    for number, page in enumerate(pages):
        for line in _lines(page):
            if len(line.element) and line.element[0].get("class") == GATHERED:
                lines.setdefault(line.element[0], []).append((number, line))
    gathered: dict[Any, list[tuple[Any, Any]]] = {}  # one that a page ends in goes on as another
    for page in pages:
        for holder in _taken(page):
            glosses = [(holder, gloss) for gloss in holder.children]
            gathered.setdefault(holder.element, []).extend(glosses)
    for element, glosses in gathered.items():
        yield from _paired(glosses, lines[element])


def _taken(box: Any) -> Iterator[Any]:
    """Take out what holds glosses, wherever it is below *box*."""
    parts = [(child, getattr(child, "_box", child)) for child in getattr(box, "children", ())]
    kept = [child for child, part in parts if not _is_holder(part)]
    if len(kept) < len(parts):
        box.children = kept
    for _, part in parts:
        if _is_holder(part):
            yield part
        else:
            yield from _taken(part)


def _is_holder(box: Any) -> bool:
    return box.element is not None and box.element.get("class") == GATHERED


def _lines(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes

    box = getattr(box, "_box", box)
    if isinstance(box, boxes.LineBox):
        yield box
    elif isinstance(box, boxes.ParentBox) and not isinstance(box, boxes.MarginBox):
        for child in box.children:
            yield from _lines(child)


def _paired(
    glosses: Sequence[tuple[Any, Any]], lines: Sequence[tuple[int, Any]]
) -> Iterator[_Gloss]:
    """Pair each of the *glosses* of a paragraph with the line where its word begins."""
    texts = [_text(line) for _, line in lines]
    whole = "".join(texts)
    start = 0
    for holder, box in glosses:
        word = _word(box)
        at = max(whole.find(word, start), start)
        page, line = lines[_line_of(at, texts)]
        box.translate(0, holder.position_y - box.position_y)
        # A copy of what held it is out of the flow, as that was, and draws nothing but this.
        alone = holder.copy_with_children([box])
        alone.height = box.margin_height()
        yield _Gloss(alone, line, page)
        start = at + len(word)


def _text(box: Any) -> str:
    texts = (getattr(part, "text", "") for part in box.descendants())
    return unmarked("".join(texts))


def _word(gloss: Any) -> str:
    label = next(element for element in gloss.element if element.get("class") == LABEL)
    return label.text or ""


def _line_of(place: int, texts: Sequence[str]) -> int:
    for number, text in enumerate(texts):
        place -= len(text)
        if place < 0:
            return number
    return len(texts) - 1


def _height(glosses: Sequence[_Gloss]) -> float:
    return float(sum(gloss.box.height + _BETWEEN for gloss in glosses))


def _stack(glosses: Sequence[_Gloss], page: Any, number: int) -> None:
    """Set *glosses* in the margin of *page*, the wider one of two."""
    tops = []
    free = page.content_box_y()
    for gloss in glosses:
        wanted = _beside(gloss) if gloss.page == number else free
        tops.append(max(wanted, free))
        free = tops[-1] + gloss.box.height + _BETWEEN
    free = page.content_box_y() + page.height + _BETWEEN
    for at in reversed(range(len(glosses))):
        tops[at] = min(tops[at], free - glosses[at].box.height - _BETWEEN)
        free = tops[at]
    lines = list(_lines(page))
    for gloss, top in zip(glosses, tops, strict=True):
        box = gloss.box
        box.translate(_x(box, page) - box.position_x, top - box.position_y)
        line = gloss.line if gloss.page == number else lines[0]
        line.children = [*line.children, box]


def _beside(gloss: _Gloss) -> float:
    """Return where a gloss begins whose first line has the baseline of its word."""
    own = next(_lines(gloss.box))
    height = own.position_y - gloss.box.position_y + own.baseline
    return float(gloss.line.position_y + gloss.line.baseline - height)


def _x(box: Any, page: Any) -> float:
    left = page.content_box_x()
    if page.margin_left > page.margin_right:
        return float(left - _GAP) - float(box.margin_width())
    return float(left) + float(page.width) + _GAP
