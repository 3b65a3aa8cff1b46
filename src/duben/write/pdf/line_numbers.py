"""Number every fifth line of the text, in the margin.

The pages that WeasyPrint laid out in, the same pages with numbers out. Where they stand and
how they look is taken from a margin box of line-numbers.css, and since margin boxes hold no
text of the edition, the numbers are artifacts. Nothing that was laid out moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERY = 5

_COLUMNS = ("@left-top", "@right-top")
_LINES = frozenset({"p", "li", "li::marker"})
_SET_APART = frozenset({"goals", "words", "exercises", "notes", "code", "contents"})


def number(document: Any) -> None:
    """Put numbers on the lines of *document*, counted from its first page to its last.

    Counted are the lines of paragraphs, items and verses, as a reader counts them who was
    told "line 15"; not headings, tables, code, notes, and what the study guide adds.
    """
    count = 0
    for page in document.pages:
        page_box = page._page_box  # noqa: SLF001 - no public way
        column = _column(page_box)
        numbers = []
        for line in _lines(page_box, is_text=False):
            count += 1
            if column and count % EVERY == 0:
                numbers.append(_placed(column, line, str(count)))
        if column:
            column.children[0].children = numbers


def _column(page_box: Any) -> Any:
    """Return the margin box that numbers stand in, None where a stylesheet has none."""
    boxes = (box for box in page_box.children if getattr(box, "at_keyword", "") in _COLUMNS)
    return next((box for box in boxes if box.children), None)


def _lines(box: Any, *, is_text: bool) -> Iterator[Any]:
    """Yield the lines of the text below *box*, in order."""
    from weasyprint.formatting_structure import boxes

    box = getattr(box, "_box", box)  # what is positioned stands behind a placeholder
    if isinstance(box, boxes.LineBox):
        if is_text and box.element_tag in _LINES and _has_text(box):
            yield box
        return
    if isinstance(box, boxes.MarginBox | boxes.TableBox) or not box.children:
        return
    kind = "" if box.element is None else box.element.get("class") or ""
    if kind in _SET_APART:
        return
    is_text = is_text or kind == "text"
    for child in box.children:
        yield from _lines(child, is_text=is_text)


def _has_text(line: Any) -> bool:
    return any(box.text.strip() for box in line.descendants() if getattr(box, "text", ""))


def _placed(column: Any, line: Any, digits: str) -> Any:
    """Return a box with *digits* on the baseline of *line*, at the column's text edge."""
    from weasyprint.layout.inline import split_text_box

    [sample] = column.children[0].children
    box, _, _ = split_text_box(None, sample.copy_with_text(digits), None, None)
    room = column.width - box.width if column.style["text_align_all"] == "right" else 0
    box.position_x = column.content_box_x() + room
    box.position_y = line.position_y + line.baseline - box.baseline
    return box
