"""Themes of Word files: folders of parts that look otherwise than the usual ones.

A theme's name in, the templates of its parts out, and its changes put into the styles.
A part in `formats/docx/themes/NAME/` takes the place of the part of that name; its
`styles.xml.j2` alone holds only what is different, as a stylesheet does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from duben.errors import TemplateError, UnknownNameError

if TYPE_CHECKING:
    from duben.render import Templates

USUAL = "handout"
"""The theme that has no folder: what the parts in `formats/docx/` look like."""

STYLES = "styles.xml.j2"
_FOLDER = "formats/docx"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_ORDERS = {
    "pPr": (
        *("keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd"),
        *("tabs", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE"),
        *("autoSpaceDN", "snapToGrid", "spacing", "ind", "contextualSpacing", "jc"),
        *("textAlignment", "outlineLvl"),
    ),
    "rPr": (
        *("rFonts", "b", "bCs", "i", "iCs", "noProof", "snapToGrid", "vanish", "color"),
        *("spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "shd"),
        *("vertAlign", "em", "lang"),
    ),
}
"""The order of properties (ECMA-376 part 1, 17.3.1.26 and 17.3.2.28), as far as styles of ours
have them."""

_BEHIND = {"pPr": ("rPr", "tblPr"), "rPr": ("tblPr",)}
"""What follows on them in a style (17.7.4.17)."""


def known(templates: Templates) -> tuple[str, ...]:
    """Name the themes: the usual one first."""
    folders = {path for root in templates.path for path in (root / _FOLDER / "themes").glob("*/")}
    return (USUAL, *sorted({folder.name for folder in folders}))


def check(name: str, templates: Templates) -> None:
    """Raise `UnknownNameError` if no theme is called *name*."""
    if name not in known(templates):
        raise UnknownNameError("theme", name, known(templates))


def template(templates: Templates, theme: str, part: str) -> str:
    """Return the name of the template that makes the *part* called "footer.xml.j2"."""
    own = f"{_FOLDER}/themes/{theme}/{part}"
    return own if part != STYLES and templates.has(own) else f"{_FOLDER}/{part}"


def changes(templates: Templates, theme: str) -> str:
    """Return the name of the template with the theme's changes of styles, or ""."""
    own = f"{_FOLDER}/themes/{theme}/{STYLES}"
    return own if templates.has(own) else ""


def change(styles: etree._Element, changed: etree._Element, where: str) -> None:
    """Put properties of styles in *changed* over those in *styles*, each as a whole.

    Styles that are only in *changed* are added. Raises `TemplateError` for what has no
    place in a style.
    """
    ours = {style.get(f"{_W}styleId"): style for style in styles.iter(f"{_W}style")}
    for style in changed.iter(f"{_W}style"):
        name = style.get(f"{_W}styleId")
        if name not in ours:
            styles.append(style)
            continue
        for properties in style:
            _put(ours[name], properties, where)


def _put(style: etree._Element, properties: etree._Element, where: str) -> None:
    kind = etree.QName(properties).localname
    if kind not in _ORDERS:
        raise TemplateError(
            f"a theme cannot change {kind} of the style {style.get(f'{_W}styleId')}",
            where=where,
            hint="It may change what stands in pPr and rPr, and add styles.",
        )
    holder = style.find(f"{_W}{kind}")
    if holder is None:
        holder = etree.Element(f"{_W}{kind}")
        behind = [node for node in style if etree.QName(node).localname in _BEHIND[kind]]
        style.insert(style.index(behind[0]) if behind else len(style), holder)
    order = _ORDERS[kind]
    found = {etree.QName(node).localname: node for node in (*holder, *properties)}
    unknown = found.keys() - set(order)
    if unknown:
        raise TemplateError(
            f"{min(unknown)} stands in {kind} of the style {style.get(f'{_W}styleId')}",
            where=where,
            hint="Leave it out.",
        )
    holder[:] = [found[name] for name in order if name in found]
