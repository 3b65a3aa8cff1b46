"""The cover picture, and the font for readings."""

from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from builders import publication
from duben import fonts
from duben.errors import MissingPartError
from duben.render import Templates
from duben.write.epub.cover import cover, title_lines
from duben.write.epub.pages import Label
from duben.write.epub.subsets import FAMILY, LETTERS, _cut, pinyin_font

LONG = ["关于", "进一步", "加强", "新", "时代", "语文", "教学", "工作", "的", "若干", "意见"]


def draw(title: str) -> Image.Image:
    text = publication(title, 一="甲")
    context = {
        "publication": text,
        "language": "zh-Hans",
        "ruby": "full",
        "edition_label": Label("注音版", "With pinyin"),
    }
    content = cover(Templates(), context)
    assert len(content) < 150_000
    return Image.open(io.BytesIO(content))


def test_the_cover_is_a_small_picture_of_the_size_that_shops_ask_for():
    picture = draw("/".join(LONG))
    assert picture.size == (1600, 2560)
    assert picture.mode == "P"


def test_the_title_stays_inside_the_cover_and_above_the_rule():
    picture = draw("/".join(LONG)).convert("L")
    for name, box in {
        "right": (1440, 0, 1600, 2560),
        "top": (120, 0, 1600, 280),
        "bottom": (120, 2400, 1600, 2560),
        "above the rule": (120, 1940, 1600, 2040),
    }.items():
        low, high = picture.crop(box).getextrema()
        assert low == high, f"something is drawn {name}"


def test_title_lines_are_even_and_as_large_as_fits():
    lines, size = title_lines(["人工智能", "全球", "治理", "上海", "宣言"])
    assert lines == ("人工智能", "全球治理", "上海宣言")
    assert size == 297


def test_marks_are_not_parted_from_what_they_close_or_open():
    lines, _ = title_lines(["关于", "《", "国家", "》", "的", "通知", "（", "试行", "）"])
    assert not any(line[0] in "》）" or line[-1] in "《（" for line in lines)


@given(some.lists(some.text("甲乙丙A1", min_size=1, max_size=8), min_size=1, max_size=30))
def test_title_lines_keep_every_character(words: list[str]):
    lines, size = title_lines(words)
    assert "".join(lines) == "".join(words)
    assert size > 0


def test_the_pinyin_font_has_every_letter_and_names_its_licence():
    with TTFont(io.BytesIO(pinyin_font())) as font:
        assert set(map(ord, LETTERS)) <= set(font.getBestCmap())
        assert font["OS/2"].usWeightClass == 400
        assert "Open Font License" in font["name"].getDebugName(13)
    assert len(pinyin_font()) < 40_000


def test_the_pinyin_font_is_the_same_when_cut_again():
    first = pinyin_font()
    _cut.cache_clear()
    assert pinyin_font() == first


def test_a_missing_font_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fonts, "families", dict)
    with pytest.raises(MissingPartError, match=f"{FAMILY}.*fonts-noto-cjk"):
        pinyin_font()
    with pytest.raises(MissingPartError, match="fonts-noto-cjk"):
        draw("题")
