"""Read from the styles part what the text must repeat: sizes, and the look of readings.

The XML of styles.xml in, sizes and run properties out. It writes no styles.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING

from lxml import etree

from duben.errors import TemplateError
from duben.write.docx.pages import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REPEATED = ("rFonts", "color", "sz", "szCs", "u")
_SIZE = re.compile('(<w:sz(?:Cs)? w:val=")[0-9]+("/>)')
_LENGTHS = frozenset({"line", "before", "after", "left", "right", "firstLine", "hanging"})
_NATURAL = 1.448
"""The height of a line of Noto CJK, in em: no line is lower, unless it is exact."""

_SWITCHES = ("keepNext", "keepLines", "pageBreakBefore", "contextualSpacing", "widowControl")
_PART = "formats/docx/styles.xml.j2"


class Stylebook:
    """The styles of the Word edition, by their ids."""

    def __init__(self, styles: etree._Element) -> None:
        """Read the root element of a styles part."""
        self._styles = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
        self._defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._sizes: dict[str, int] = {}
        self._shapes: dict[str, Shape] = {}
        self._direct: dict[str, str] = {}

    def require(self, names: frozenset[str]) -> None:
        """Raise `TemplateError` if one of the styles *names* is not defined."""
        missing = sorted(names - set(self._styles))
        if missing:
            raise TemplateError(
                f'the Word style "{missing[0]}" is missing',
                where=_PART,
                hint="The styles that the text uses may be changed, but not left out.",
            )

    def size(self, style: str) -> int:
        """Return the size of text in *style*, in half-points (24 is 12 pt)."""
        if style not in self._sizes:
            self._sizes[style] = self._find_size(style)
        return self._sizes[style]

    def direct(self, style: str, coloured_by: str | None = None) -> str:
        """Return face, colour, size and underline of *style* as run properties.

        LibreOffice does not apply a character style inside `w:rt`, so that a reading has
        to repeat what its style says. *coloured_by* names a style whose colour goes before.
        """
        key = f"{style} {coloured_by or ''}"
        if key not in self._direct:
            self._direct[key] = self._find_direct(style, coloured_by)
        return self._direct[key]

    def resized(self, look: str, size: int) -> str:
        """Return run properties in another *size*, in half-points."""
        return _SIZE.sub(rf"\g<1>{size}\g<2>", look)

    def shape(self, style: str) -> Shape:
        """Return how *style* sets a paragraph, for counting lines and pages."""
        if style not in self._shapes:
            self._shapes[style] = self._find_shape(style)
        return self._shapes[style]

    def cell_padding(self, style: str) -> int:
        """Return the space above and below the text of a cell in a table of this *style*."""
        margins: dict[str, int] = {}
        for properties in self._properties(style, "tblPr"):
            for side in ("top", "bottom"):
                for element in properties.iterfind(f"{W}tblCellMar/{W}{side}"):
                    margins.setdefault(side, int(element.get(f"{W}w", "0")))
        return sum(margins.values())

    def _find_shape(self, style: str) -> Shape:
        found: dict[str, str] = {}
        switches: dict[str, bool] = {}
        for properties in self._properties(style, "pPr"):
            for name in ("spacing", "ind"):
                for element in properties.iterfind(f"{W}{name}"):
                    for key, value in element.attrib.items():
                        found.setdefault(str(key).removeprefix(W), str(value))
            for name in _SWITCHES:
                for element in properties.iterfind(f"{W}{name}"):
                    is_on = element.get(f"{W}val", "1") not in {"0", "false"}
                    switches.setdefault(name, is_on)
        lengths = {key: int(value) for key, value in found.items() if key in _LENGTHS}
        size = 10 * self.size(style)
        natural = round(_NATURAL * size)
        line = lengths.get("line", 240)
        match found.get("lineRule", "auto"):
            case "auto":  # 240 is one line
                line = round(natural * line / 240)
            case "atLeast":
                line = max(line, natural)
        return Shape(
            size=size,
            line=line,
            before=lengths.get("before", 0),
            after=lengths.get("after", 0),
            left=lengths.get("left", 0),
            right=lengths.get("right", 0),
            first=lengths.get("firstLine", 0) - lengths.get("hanging", 0),
            frame=self._frame(style),
            keeps_next=switches.get("keepNext", False),
            keeps_lines=switches.get("keepLines", False),
            begins_page=switches.get("pageBreakBefore", False),
            is_contextual=switches.get("contextualSpacing", False),
            keeps_pairs=switches.get("widowControl", True),
        )

    def _frame(self, style: str) -> int:
        """Return how high the borders above and below a paragraph are, with their distance."""
        found: dict[str, int] = {}
        for properties in self._properties(style, "pPr"):
            for side in ("top", "bottom"):
                for border in properties.iterfind(f"{W}pBdr/{W}{side}"):
                    is_drawn = border.get(f"{W}val") not in {"nil", "none"}
                    width = round(20 / 8 * int(border.get(f"{W}sz", "0")))  # eighths of a point
                    distance = 20 * int(border.get(f"{W}space", "0"))  # points
                    found.setdefault(side, (width + distance) * is_drawn)
        return sum(found.values())

    def _find_size(self, style: str) -> int:
        for properties in self._run_properties(style):
            size = properties.find(f"{W}sz")
            if size is not None:
                return int(size.get(f"{W}val", "0"))
        raise TemplateError(
            f'neither the style "{style}" nor the document defaults have a w:sz',
            where=_PART,
            hint="Give w:docDefaults a w:sz.",
        )

    def _find_direct(self, style: str, coloured_by: str | None) -> str:
        found: dict[str, str] = {}
        for properties in self._run_properties(coloured_by or ""):
            element = properties.find(f"{W}color")
            if coloured_by and element is not None:
                found.setdefault("color", _without_namespaces(element))
        for properties in self._run_properties(style):
            for name in _REPEATED:
                element = properties.find(f"{W}{name}")
                if element is not None and name not in found:
                    found[name] = _without_namespaces(element)
        return "".join(found[name] for name in _REPEATED if name in found)

    def _run_properties(self, style: str) -> Iterator[etree._Element]:
        """Yield the run properties of *style*, of those it is based on, of the document."""
        yield from self._properties(style, "rPr")
        if self._defaults is not None:
            yield self._defaults

    def _properties(self, style: str, kind: str) -> Iterator[etree._Element]:
        """Yield the properties of one *kind* of *style* and of those it is based on."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            element = self._styles[style]
            properties = element.find(f"{W}{kind}")
            if properties is not None:
                yield properties
            parent = element.find(f"{W}basedOn")
            style = "" if parent is None else parent.get(f"{W}val", "")


def _without_namespaces(element: etree._Element) -> str:
    """Serialise an element for text in which the prefix w is declared already."""
    alone = copy.deepcopy(element)
    alone.tail = None
    return etree.tostring(alone, encoding="unicode").replace(f' xmlns:w="{W[1:-1]}"', "")
