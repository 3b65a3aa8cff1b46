"""The account: every character is in the publication or listed, and a report tells where."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

import duben
from duben.ledger import balance, unaccounted
from duben.source import Notice

TEXT = """题目（全文）
发布时间：2024-07-05 浏览量：3

鲁迅说：“路是人走出来的。”

{{7*7}}和<script>都是普通的字。
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def report(path: Path, tmp_path: Path):
    duben.build(path, duben.Options(folder=tmp_path / "out", layouts=("plain",), formats=("epub",)))
    return html.parse(tmp_path / "out/text/text-report.html").getroot()


def test_what_is_removed_is_listed_and_the_account_balances(path: Path):
    account = balance(duben.read(path))
    assert account.is_balanced
    assert account.read - account.removed + account.added == account.kept
    assert [notice.code for notice in account.removals] == ["D01", "T08"]


def test_a_conversion_of_script_moves_nothing(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("宣言\n\n我們隻有緻力於發展，隨著時間過去。頭髮乾了。", encoding="utf-8")
    for script in ("auto", "keep", "hans", "hant"):
        assert balance(duben.read(path, duben.Options(script=script))).is_balanced


def test_a_lost_character_is_an_error_that_names_it(path: Path):
    text = duben.read(path)
    loss = replace(text, original=text.original + "失")
    account = balance(loss)
    assert account.missing == "失"
    (notice,) = unaccounted(account)
    assert (notice.code, notice.severity, notice.before) == ("L01", "error", "失")


def test_a_character_from_nowhere_is_an_error_too(path: Path):
    text = duben.read(path)
    more = replace(
        text, notices=(*text.notices, Notice("D01", "info", 1, "", "", "", removed="多"))
    )
    assert balance(more).surplus == "多"


def test_the_report_stands_beside_the_editions_and_tells_lines_and_sums(report):
    told = report.text_content()
    assert report.findtext(".//h1") == "题目"
    assert "Every Chinese character of the source is in the publication" in told
    assert "发布时间：2024-07-05 浏览量：3" in told
    assert [cell.text for cell in report.cssselect("td.line")][:1] == ["2"]


def test_the_report_shows_text_of_the_source_as_text(tmp_path: Path):
    path = tmp_path / "text.txt"
    path.write_text("题目\n\n来源：<script>alert(1)</script>\n\n文{{7*7}}章。\n", encoding="utf-8")
    duben.build(path, duben.Options(folder=tmp_path, layouts=("plain",), formats=("docx",)))
    page = (tmp_path / "text/text-report.html").read_text(encoding="utf-8")
    assert "<script" not in page
