"""The typesetter of one document: asked by WeasyPrint for each line of Chinese.

Styles and text in, lines out, later drawn in their places. What a style says of readings
stands in custom properties, which are inherited: --reading-family, --reading-size and
--reading-rise (in em), --reading-colour, --zhuyin-size, and --t1 to --t5 for the colours of
tones; --new-colour and --new-rule, --doubtful-colour and --doubtful-rule are for the readings
of such words and what stands below them (dash, gap, thickness and depth in em, colour);
--marks-family names the font of quotation marks, --ruby-cell the width of an equal cell (in
em). Where lines end is decided by `composing`.
"""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING, Any

from duben.han import HAN_CLASS
from duben.vocabulary import ZHUYIN_LANGUAGE
from duben.write.pdf import amendments
from duben.write.pdf.typesetting.atoms import Setting
from duben.write.pdf.typesetting.characters import Kind, Token, is_chinese
from duben.write.pdf.typesetting.composing import compose
from duben.write.pdf.typesetting.faces import Face
from duben.write.pdf.typesetting.line import Line, Reading, level
from duben.write.pdf.typesetting.painting import Ink, Painter, Rule
from duben.write.pdf.typesetting.readings import Readings, Word, is_marked, unmarked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_HAN = re.compile(f"[{HAN_CLASS}]")
_AHEAD = 6
"""How many characters of text, marks among them, one em of a line takes at most."""

_FONT = (
    "font_family",
    "font_size",
    "font_style",
    "font_stretch",
    "font_weight",
    "font_variant_numeric",
    "font_variant_caps",
    "font_feature_settings",
    "lang",
)


_INLINE = {"LineBox", "InlineBox"}


class SetLine:
    """A composed line in the place of a Pango layout, as which WeasyPrint treats it."""

    first_line_direction = 0
    justification_spacing = 0

    def __init__(self, text: str, line: Line, style: _Style) -> None:
        """Stand for *line*, which reads *text* with its marks."""
        self.text, self.line, self.style = text, line, style

    def deactivate(self) -> None:
        """Do nothing: no memory of Pango's is held."""

    def reactivate(self, style: Any) -> None:
        """Find where underlines run, if there are any."""
        if style["text_decoration_line"] == "none":
            return
        metrics = amendments.decoration(style)
        for name in (
            "ascent",
            "underline_position",
            "underline_thickness",
            "strikethrough_position",
            "strikethrough_thickness",
        ):
            setattr(self, name, getattr(metrics, name))


class _Style:
    """A style of WeasyPrint's, understood: the setting of lines and the ink of readings."""

    def __init__(
        self, setting: Setting, height: float, baseline: float, ink: Callable[[str], Ink]
    ) -> None:
        self.setting, self.height, self.baseline, self.ink = setting, height, baseline, ink
        self.readings: dict[tuple[int, int], Reading] = {}


class Typesetter:
    """Sets and paints the Chinese lines of one document, whose words are in *readings*."""

    def __init__(self, readings: Readings, missing: Callable[[int], None]) -> None:
        """Tell *missing* the code of each character that no font has."""
        self._readings = readings
        self._painter = Painter(missing)
        self._faces: dict[Any, tuple[Face, float, float]] = {}
        self._styles: dict[Any, _Style] = {}

    # --- what WeasyPrint asks --------------------------------------------------------------

    def first_line(
        self, text: str, style: Any, room: float | None, *, is_line_start: bool
    ) -> tuple[Any, ...] | None:
        """Compose the first line of *text*; None where it is not Chinese."""
        if not _is_ours(text, style):
            return None
        known = self._style(style)
        em = style["font_size"]
        ahead = len(text) if room is None or room > len(text) * em else int(room / em) * _AHEAD + 60
        known.setting.face.learn(_HAN.findall(text[:ahead]))
        if is_line_start and room is not None and style["text_align_all"] == "center":
            room = self._balanced(text, known.setting, room)
        composed = compose(
            self._readings.pieces(text), known.setting, room, is_line_start=is_line_start
        )
        raw = text.encode()
        size = len(raw) if composed.rest is None else composed.size
        line = SetLine(raw[:size].decode(), composed.line, known)
        return line, size, composed.rest, composed.line.width, known.height, known.baseline

    def _balanced(self, text: str, setting: Setting, room: float) -> float:
        """Return the room that makes centred lines about as long: no title ends in 例 alone."""
        whole = compose(self._readings.pieces(text), setting, None, is_line_start=True)
        count = ceil(whole.line.width / room) if room > 0 else 1
        return min(room, whole.line.width / count + setting.face.em) if count > 1 else room

    def justify(self, line_box: Any, extra: float) -> bool:
        """Widen the gaps of all Chinese in a line to the same width; False if it has none."""
        boxes = list(_texts(line_box))
        ours = [box.pango_layout.line for box in boxes if self.marks_itself(box)]
        if not ours:
            return False
        if self.marks_itself(boxes[-1]):
            extra += ours[-1].trim_end()
        gaps = [gap for line in ours for gap in line.elastic()]
        if gaps:
            _spread(line_box, level(gaps, extra))
        return True

    def draw(
        self, stream: Any, text_box: Any, x: float, y: float
    ) -> list[tuple[str, float]] | None:
        """Paint a line, and note its marks on its box for the structure tree.

        Returns what of it stands there as images, as `Painter.pictures`; None if the line is
        not ours.
        """
        if not self.marks_itself(text_box):
            return None
        layout = text_box.pango_layout
        line = layout.line
        ink = layout.style.ink(line.words[0].word.language) if line.words else None
        text = unmarked(layout.text)
        text_box.marks = self._painter.paint(stream, line, text, ink, (x, y))
        return self._painter.pictures(line)

    def marks_itself(self, box: Any) -> bool:
        """Whether *box* is a line of ours."""
        return isinstance(getattr(box, "pango_layout", None), SetLine)

    def plain(self, text: str) -> str:
        """Return *text* without the marks of readings; never nothing."""
        return (unmarked(text) or "字") if is_marked(text) else text

    # --- styles ----------------------------------------------------------------------------

    def _style(self, style: Any) -> _Style:
        known: _Style | None = getattr(style, "_understood", None)
        if known is None:
            key = (*_font_key(style), style["letter_spacing"], *map(str, _customs(style)))
            if key not in self._styles:
                self._styles[key] = self._understand(style)
            known = style._understood = self._styles[key]  # noqa: SLF001 - remembered there
        return known

    def _understand(self, style: Any) -> _Style:
        em = style["font_size"]
        face, height, baseline = self._face(style)
        spacing = style["letter_spacing"]
        inks: dict[str, Ink] = {}

        def ink(language: str) -> Ink:
            if language not in inks:
                inks[language] = self._ink(style, language)
            return inks[language]

        def shape(word: Word, index: int) -> Reading:
            key = (id(word), index)
            found = understood.readings.get(key)
            if found is None:
                found = understood.readings[key] = _shape(ink(word.language).face, word, index)
            return found

        setting = Setting(
            face,
            0.0 if spacing == "normal" else spacing,
            style["lang"] == "zh-Hant",
            _number(style, "ruby_cell", 0) * em,
            shape,
        )
        understood = _Style(setting, height, baseline, ink)
        return understood

    def _face(self, style: Any, **changes: Any) -> tuple[Face, float, float]:
        marks = _family(style, "marks_family")
        key = (*_font_key(style), *map(str, changes.items()), marks)
        if key not in self._faces:
            shaper = amendments.Shaper(style, **changes)
            other = amendments.Shaper(style, **{**changes, "font_family": marks}) if marks else None
            em = changes.get("font_size", style["font_size"])
            self._faces[key] = Face(shaper, other, em), shaper.height, shaper.baseline
        return self._faces[key]

    def _ink(self, style: Any, language: str) -> Ink:
        em = style["font_size"]
        size = _number(style, "zhuyin_size" if language == ZHUYIN_LANGUAGE else "reading_size", 0.5)
        face, _, _ = self._face(
            style,
            font_family=_family(style, "reading_family") or style["font_family"],
            font_size=size * em,
            font_weight=400,
            font_feature_settings={"kern": 0},  # the same letters are the same glyphs and gaps
        )
        colour = _colour(style, "reading_colour") or style["color"]
        tones = {f"t{tone}": _colour(style, f"t{tone}") for tone in range(1, 6)}
        return Ink(
            face,
            _number(style, "reading_rise", 1.05) * em,
            colour,
            {tone: value for tone, value in tones.items() if value is not None},
            {kind: value for kind in _KINDS if (value := _colour(style, f"{kind}_colour"))},
            {kind: rule for kind in _KINDS if (rule := _rule(style, kind, em))},
        )


def _is_ours(text: str, style: Any) -> bool:
    if is_marked(text):
        return True
    return (
        (style["lang"] or "").startswith("zh")
        and style["white_space"] in {"normal", "nowrap"}
        and style["direction"] == "ltr"
        and is_chinese(text)
        and "\n" not in text
        and "\t" not in text
    )


def _texts(box: Any) -> Iterator[Any]:
    """Yield the boxes of text in a line, in their order."""
    kind = type(box).__name__
    if kind == "TextBox":
        yield box
    elif kind in _INLINE:
        for child in box.children:
            yield from _texts(child)


def _spread(box: Any, width: float, shift: float = 0.0) -> float:
    """Widen the gaps in *box* to *width*, and move what stands behind; return the shift."""
    kind = type(box).__name__
    if kind == "TextBox":
        box.position_x += shift
        if isinstance(box.pango_layout, SetLine):
            grown = box.pango_layout.line.widen(width)
            box.width = box.pango_layout.line.width
            shift += grown
    elif kind in _INLINE:
        before = shift
        box.position_x += shift
        for child in box.children:
            if child.is_in_normal_flow():
                shift = _spread(child, width, shift)
        box.width += shift - before
    else:
        box.translate(shift, 0)
    return shift


def _shape(face: Face, word: Word, index: int) -> Reading:
    stretches = [
        (face.cluster(Token(stretch.text, Kind.LATIN)), stretch.tone)
        for stretch in word.segments[index].reading
        if stretch.text
    ]
    return Reading(tuple(stretches), sum(cluster.width for cluster, _ in stretches))


def _font_key(style: Any) -> tuple[Any, ...]:
    return tuple(str(style[name]) for name in _FONT)


_KINDS = ("new", "doubtful")
_CUSTOM = (
    *(f"{kind}_{aspect}" for kind in _KINDS for aspect in ("colour", "rule")),
    "reading_family",
    "reading_size",
    "reading_rise",
    "reading_colour",
    "zhuyin_size",
    "marks_family",
    "ruby_cell",
    "t1",
    "t2",
    "t3",
    "t4",
    "t5",
)


def _customs(style: Any) -> Iterator[str]:
    for name in _CUSTOM:
        yield "".join(token.serialize() for token in style[f"__{name}"] or ())
    yield str(style["color"])


def _tokens(style: Any, name: str) -> list[Any]:
    return [
        token for token in style[f"__{name}"] or () if token.type not in {"whitespace", "comment"}
    ]


def _number(style: Any, name: str, default: float) -> float:
    found = _tokens(style, name)
    return float(found[0].value) if found and found[0].type == "number" else default


def _rule(style: Any, kind: str, em: float) -> Rule | None:
    """Read a rule as "dash gap thickness depth colour", all lengths in em."""
    found = _tokens(style, f"{kind}_rule")
    if not found:
        return None
    dash, gap, thickness, depth = (token.value * em for token in found[:4])
    return Rule(_parsed_colour(found[4]), dash, gap, thickness, depth)


def _family(style: Any, name: str) -> tuple[str, ...]:
    return tuple(token.value for token in _tokens(style, name) if token.type == "string")


def _colour(style: Any, name: str) -> Any:
    found = _tokens(style, name)
    return _parsed_colour(found[0]) if found else None


def _parsed_colour(token: Any) -> Any:
    from tinycss2.color5 import parse_color

    return parse_color(token)
