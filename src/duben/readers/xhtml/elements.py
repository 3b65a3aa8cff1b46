"""Elements of HTML and XHTML → what each is: a block, a control, nothing that is shown.

Names are without namespace, as `strip_namespaces` leaves them. What the text says is not
looked at here.
"""

from __future__ import annotations

import copy
import re

from lxml import etree

from duben.han import han

_names = re.compile(r"\w+").findall

SILENT = frozenset(
    _names(
        "script style template noscript noframes head title meta link base rp iframe audio video "
        "canvas datalist embed param source track area desc metadata"
    )
)
"""Elements whose text is shown nowhere, or only where something else cannot be."""

CONTROLS = frozenset(_names("button select option optgroup textarea input meter progress"))
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset(("ul", "ol", "menu", "dir"))
ITEMS = frozenset(("li", "dt", "dd"))
CELLS = frozenset(("td", "th"))

_BLOCKS = frozenset(
    _names(
        "html body address article aside blockquote caption center dd details dialog dir div dl "
        "dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr "
        "legend li main menu nav ol optgroup option p pre search section select summary table "
        "tbody td tfoot th thead tr ul"
    )
)
_DISPLAY = re.compile(r"display\s*:\s*(none|block|flex|grid|table|list-item)", re.IGNORECASE)
_NO_WORDS: frozenset[str] = frozenset()
_TYPES = ("epub:type", "{http://www.idpf.org/2007/ops}type", "role")


def strip_namespaces(tree: etree._Element) -> None:
    """Leave the elements of *tree* their local names, in small letters."""
    for element in tree.iter(etree.Element):
        element.tag = etree.QName(element).localname.lower()


def is_element(node: etree._Element) -> bool:
    """Whether *node* is an element: no comment and no entity."""
    return isinstance(node.tag, str)


def is_silent(node: etree._Element) -> bool:
    """Whether the text of *node* is for programs: a script, a style, a comment."""
    if not is_element(node):
        return not isinstance(node, etree._Entity)  # noqa: SLF001 (lxml has no other name for it)
    return node.tag in SILENT


def is_hidden(element: etree._Element) -> bool:
    """Whether *element* is not displayed.

    `visibility` is not believed: pages of WeChat hide the whole article so, until a script
    shows it. A page that hides itself as a whole is read.
    """
    if element.tag in ("html", "body"):
        return False
    return element.get("hidden") is not None or _display(element) == "none"


def is_block(element: etree._Element) -> bool:
    """Whether a line ends before and behind *element*."""
    return element.tag in _BLOCKS or _display(element) not in ("", "none")


def types_of(element: etree._Element) -> frozenset[str]:
    """Return what `epub:type` and `role` say of *element*, without the "doc-" of roles."""
    told = [value for name in _TYPES if (value := element.get(name))]
    if not told:
        return _NO_WORDS
    return frozenset(word.removeprefix("doc-") for word in " ".join(told).lower().split())


def classes_of(element: etree._Element) -> frozenset[str]:
    """Return the classes of *element*, in small letters."""
    told = element.get("class")
    return frozenset(told.lower().split()) if told else _NO_WORDS


def shown_text(element: etree._Element) -> str:
    """Return all text in *element* except what is in silent elements, hidden text included."""
    copied = copy.deepcopy(element)
    copied.tail = None
    etree.strip_elements(copied, *SILENT, with_tail=False)
    return "".join(str(text) for text in copied.itertext())


def shown_han(element: etree._Element) -> str:
    """Return the Chinese characters of `shown_text`."""
    return han(shown_text(element))


def _display(element: etree._Element) -> str:
    style = element.get("style")
    found = _DISPLAY.search(style) if style else None
    return found[1].lower() if found else ""
