"""One line → whether it is furniture of a page around a text, and what it tells of the page.

In: the line. Out: names and values (the page's date and source), or None for text. Where
the line stands, and whether it goes, is not decided here.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_LONGEST_LINE = 160
_LONGEST_VALUE = 40
_LONGEST_LINK = 80
_KEPT = {
    "published": "page_published",
    "updated": "page_updated",
    "source": "page_source",
    "author": "author",
    "editor": "page_editor",
}
_SPEAKERS = frozenset(("author", "editor", "credit"))  # 记者： may be a turn of an interview
_DATE = re.compile(
    r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})日?(?:[\sT]*(\d{1,2}):(\d{2})(?::\d{2})?)?"
)
_BEHIND_VALUE = re.compile(
    "[发發][表布佈][于於]|[发發][表布佈](?:时间|日期|時間)|(?:时间|日期|時間)(?:[:： \u3000]|$)|"
    "[【\\[]|[ \u3000\t]{2}"
)
_DECORATION = " \t\u3000|｜丨/·[]【】()（）*▲△▼▽↑↓☆★•●○◆◇~～>»-—–─=_\ufe0f👇👆☝"
_BETWEEN_BUTTONS = re.compile(f"[{re.escape(_DECORATION)}]+")
_PROSE = re.compile("[。！？；，!?;]")
_COUNTED = re.compile(
    "(?:(?:阅读|閱讀|浏览|瀏覽|点击|點擊|点赞|在看|评论|分享|收藏|转发)[量数數]?"
    "[ \u3000]*\\d[\\d.,]*[万萬]?\\+?[ \u3000]*)+"
)
# 人民日报 2024-07-05 18:01 上海, 原创 张三 人民日报 2024-07-05 18:01
_HEADER = re.compile(
    "(?:(?:原创|原創|转载)[ \u3000]+)?(?:[^ \u3000。，；！？：:]{2,12}[ \u3000]+){0,2}"
    r"(?P<date>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)[ \u3000]*(?P<time>\d{1,2}:\d{2}(?::\d{2})?)"
    "(?:[ \u3000]+[^ \u3000。，；！？：:]{2,6})?"
)
_SLASHED = re.compile(
    "(?:文|图|文图|图文|摄|摄影|视频|圖)[ \u3000]*[/／丨|｜][ \u3000]*[^。，；！？]{2,20}"
)
_PATH = re.compile("(?:首页|首頁)[ \u3000]*[>›»/][^。，；！？]{1,60}")
_STATEMENT = re.compile(
    "[*※【（(\\[ \u3000]*(?:(?:免责|版权|特别|重要|原创|转载)?(?:声明|聲明)|"
    "版权所有|版權所有|©|Copyright|"
    "本文(?:来源|來源|转自|转载|系|为|仅代表|著作权|版权)|转载(?:请|须|需)|轉載請|未经|未經|"
    "(?:部分|文中|本文)?图片(?:来自|来源|均)|如有侵权|如涉及|内容来源|文章来源|以上(?:内容|文章|图文))"
)
_REGISTERED = re.compile(".{0,8}(?:ICP[备備证證]|公网安备)")
_ABOUT_RIGHTS = re.compile(
    "版权|版權|转载|轉載|侵权|侵權|授权|授權|来源|來源|网络|網路|观点|觀點|原创|reserved",
    re.IGNORECASE,
)
_CALL = re.compile(
    "(?:点击|點擊|长按|扫描|扫码|识别|戳|关注|欢迎关注|欢迎转发|觉得).{0,16}"
    "(?:关注|蓝字|二维码|原文|公众号|在看|点赞|转发|分享|订阅).{0,12}"
)

_AROUND_CALL = f"{_DECORATION}。！!👉⬇⬆"


def page_facts(text: str) -> list[tuple[str, str]] | None:
    """Return what the line tells of the page, [] for buttons, None where it is text.

    Furniture is labels with short values (来源: 新华社), dates with a time, and buttons.
    """
    text = _bare(text)
    if not text or len(text) > _LONGEST_LINE:
        return None
    label = _labels().match(text)
    if label and _page_words()[label[1]] in ("link", "links", "path"):
        return [] if len(text) <= _LONGEST_LINK else None
    if any(pattern.fullmatch(text) for pattern in (_COUNTED, _SLASHED, _PATH)):
        return []
    if _CALL.fullmatch(text.strip(_AROUND_CALL)):
        return []
    return None if _PROSE.search(text) else _labelled(text)


def is_path(text: str) -> bool:
    """Whether the line is the way to the page: 首页 > 新闻 > 正文. No title looks like it."""
    return _PATH.fullmatch(_bare(text)) is not None


def is_statement(text: str) -> bool:
    """Whether the line speaks of the rights in the page, as pages do at their end."""
    text = _bare(text)
    if not text or len(text) > _LONGEST_LINE:
        return False
    about_rights = _STATEMENT.match(text) and _ABOUT_RIGHTS.search(text)
    return bool(about_rights or _REGISTERED.match(text))


def begins_links(text: str) -> bool:
    """Whether titles of other pages follow: 相关阅读."""
    text = _bare(text)
    label = _labels().match(text)
    word = label[1] if label else text.rstrip(":：")
    return _page_words().get(word) == "links"


def speaker(text: str) -> str | None:
    """Return the label at the start of the line that could be a speaker's name: 记者."""
    label = _labels().match(_bare(text))
    return label[1] if label and _page_words()[label[1]] in _SPEAKERS else None


def _bare(text: str) -> str:
    """Return the line without the brackets around it: （责任编辑：张三）."""
    text = text.strip(" \t\u3000")
    inside = text[1:-1]
    is_bracketed = bool(inside) and text[0] + text[-1] in ("（）", "()", "【】", "[]")
    if is_bracketed and not any(bracket in inside for bracket in "（）()【】[]"):
        return inside.strip(" \t\u3000")
    return text


def _labelled(text: str) -> list[tuple[str, str]] | None:
    header = _HEADER.fullmatch(text)
    if header:
        return [("page_published", _iso(f"{header['date']} {header['time']}"))]
    labels = list(_labels().finditer(text))
    if not labels:
        return [] if _are_buttons(text) else None
    lead = text[: labels[0].start()]
    if not _are_buttons(_DATE.sub("", lead), alone=False):
        return None
    facts = [("page_published", _iso(lead))] if _DATE.search(lead) else []
    for label, following in zip(labels, (*labels[1:], None), strict=True):
        value = text[label.end() : following.start() if following else len(text)]
        told = _told(_page_words()[label[1]], value.strip(" \t\u3000|｜丨"))
        if told is None:
            return None
        facts += told
    return facts


def _told(kind: str, value: str) -> list[tuple[str, str]] | None:
    """Return what a label says about the page; None where its value is no such thing."""
    if len(value) > _LONGEST_VALUE:
        return None
    if kind in ("published", "updated"):
        return [(_KEPT[kind], _iso(value))] if _DATE.search(value) else None
    if kind == "views":
        return [] if not value or value[0].isdigit() else None
    # 来源：新华社 2024-07-05, 作者：王五 发表于 2023-01-02, 来源：办公室 【字体：大】
    facts = [("page_published", _iso(value))] if _DATE.search(value) else []
    value = _BEHIND_VALUE.split(_DATE.split(value, maxsplit=1)[0], maxsplit=1)[0].strip(_DECORATION)
    if kind in _KEPT and value:
        facts.append((_KEPT[kind], value))
    return facts


def _are_buttons(text: str, *, alone: bool = True) -> bool:
    """Whether *text* is nothing but words to click on: 【大】【中】【小】 打印 关闭.

    微博 *alone* may be a heading, 大 a word.
    """
    words = [word for word in _BETWEEN_BUTTONS.split(text) if word]
    kinds = [_page_words().get(word) for word in words]
    if any(kind not in ("button", "choice") for kind in kinds):
        return False
    return not alone or "button" in kinds or len(kinds) > 1


def _iso(value: str) -> str:
    """2024年7月5日 18:01 → 2024-07-05T18:01 (ISO 8601)."""
    match = _DATE.search(value)
    if not match:
        return value
    year, month, day, hour, minute = match.groups()
    date = f"{year}-{int(month):02}-{int(day):02}"
    return f"{date}T{int(hour):02}:{minute}" if hour else date


@cache
def _page_words() -> dict[str, str]:
    """Return words that pages write around a text, and what each is for."""
    listing = resources.files("duben.clean").joinpath("page_words.txt").read_text(encoding="utf-8")
    return dict(row.split("\t") for row in listing.splitlines())


@cache
def _labels() -> re.Pattern[str]:
    labels = [word for word, kind in _page_words().items() if kind not in ("button", "choice")]
    longest_first = sorted(labels, key=lambda label: (-len(label), label))
    return re.compile(f"({'|'.join(longest_first)})[ \t\u3000]*[:：|｜丨]")
