"""Lead and closing lines → the text's own date, ISO 8601.

The date of the web page is never taken: the text of 4 July is often put on a page on
the 5th. Dates in the middle of a text are not looked at: they date what it tells of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from duben.source import Notice

if TYPE_CHECKING:
    from collections.abc import Sequence

DATED = "T07"

_DIGIT = "〇○零一二三四五六七八九"
_FULL_DATE = re.compile(
    f"((?:19|20)\\d\\d|[{_DIGIT}]{{4}})年(\\d{{1,2}}|[{_DIGIT}十]{{1,3}})月(\\d{{1,2}}|[{_DIGIT}十]{{1,3}})日"
)
_DAY = re.compile("(?<![年\\d])(\\d{1,2})月(\\d{1,2})日")
_YEAR = re.compile("(?<!\\d)((?:19|20)\\d\\d)(?!\\d)")
_WRITTEN = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?)?(?!\d)")
_SIGNATURE_LINES = 3
_LONGEST_SIGNATURE = 40
_ADOPTION = re.compile("[（(].*(?:通过|通過|公布|发布|發布|施行|批准).*[）)]")
_FIRST_LINES = 2


def text_date(note: Sequence[str], body: Sequence[str]) -> tuple[str | None, list[Notice]]:
    """Return the date of the text and how it was inferred; None where nothing says it."""
    lead = " ".join(note)
    found = _FULL_DATE.search(lead)
    if found:
        return _dated(_iso(*found.groups()), found[0], "the lead")
    day, year = _DAY.search(lead), _YEAR.search(lead)
    if day and year:
        evidence = f"{day[0]} + {year[0]}"
        return _dated(_iso(year[1], day[1], day[2]), evidence, "the lead, the year apart")
    for text in body[:_FIRST_LINES]:
        dates = _FULL_DATE.findall(text)
        is_date = _FULL_DATE.fullmatch(text.strip("（）()"))
        if len(dates) == 1 and (is_date or _ADOPTION.fullmatch(text)):
            return _dated(_iso(*dates[0]), text[:20], "the line below the title")
    for text in reversed(body[-_SIGNATURE_LINES:]):
        found = _FULL_DATE.search(text)
        if found and len(text) <= _LONGEST_SIGNATURE and text.endswith(found[0]):
            return _dated(_iso(*found.groups()), found[0], "the signature")
    return None, []


def iso_date(text: str) -> str | None:
    """Return a date as somebody wrote it, in ISO 8601: 2024-7-4, 2024年7月, 二〇二四年七月四日.

    A year or a month alone is enough; None for what is no date.
    """
    found = _FULL_DATE.match(text)
    if found:
        return _iso(*found.groups())
    numbers = _WRITTEN.match(text.strip())
    if numbers is None:
        return None
    year, month, day = numbers.groups()
    if _iso(year, month or "1", day or "1") is None:
        return None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


def _dated(date: str | None, evidence: str, place: str) -> tuple[str | None, list[Notice]]:
    if date is None:
        return None, []
    message = f"The date of the text was inferred from {place}."
    return date, [Notice(DATED, "info", None, evidence, date, message)]


def _iso(year: str, month: str, day: str) -> str | None:
    """二〇二四年七月四日 and 2024年7月4日 → 2024-07-04; None for a 31st of June."""
    import datetime as dt

    numbers = (_year(year), _small(month), _small(day))
    try:
        return dt.date(*numbers).isoformat()
    except ValueError:
        return None


def _year(text: str) -> int:
    return int(text) if text.isdigit() and text.isascii() else int("".join(map(_figure, text)))


def _figure(character: str) -> str:
    return str(max(_DIGIT.index(character) - 2, 0))


def _small(text: str) -> int:
    """Return a number below 100 written in digits or characters: 7, 七, 十二, 二十一."""
    if text.isascii():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(map(_figure, text)))
    return (int(_figure(tens)) if tens else 1) * 10 + (int(_figure(ones)) if ones else 0)
