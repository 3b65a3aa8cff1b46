"""Measure how well the article of a saved web page is found.

    python tests/measure_extraction.py FOLDER

FOLDER has a file MANIFEST.md with a table of pages and the XPath of the element that holds
the article of each (`//*[@id="zoom"]`); the pages are anywhere below it. Precision and
recall are shares of the runs of eight letters that the text read and that element have in
common, the title apart, which may stand in or outside of it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from duben.han import legible
from duben.readers.annotation import plain
from duben.readers.base import Request
from duben.readers.html import read
from duben.readers.html.page import page_of
from duben.readers.xhtml import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from duben.source import Line

ROW = re.compile(r"\|\s*(?P<page>[\w.-]+\.html?)\s*\|\s*`(?P<path>[^`]+)`\s*\|")
RUN = 8


def containers(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the pages that have an agreed container, and its XPath."""
    manifest = (folder / "MANIFEST.md").read_text(encoding="utf-8")
    for row in ROW.finditer(manifest):
        yield from ((page, row["path"]) for page in sorted(folder.rglob(row["page"])))


def body(lines: Iterable[Line], title: str) -> str:
    """Return the letters of *lines* but for those of the title."""
    texts = (legible(plain(line.text)) for line in lines)
    return "".join(text for text in texts if text != title)


def runs(text: str) -> Counter[str]:
    """Count the runs of letters in *text*."""
    return Counter(text[start : start + RUN] for start in range(max(len(text) - RUN + 1, 1)))


def shares(page: Path, path: str) -> tuple[float, float]:
    """Return precision and recall of what is read of *page*."""
    content, request = page.read_bytes(), Request(page.name)
    tree, _ = page_of(content, request)
    lines = read(content, request).lines
    title = "".join(
        legible(plain(line.text)) for line in lines if line.markup and line.markup.role == "title"
    )
    wanted = runs(body(walk(tree.xpath(path)[:1]).lines, title))
    found = runs(body(lines, title))
    common = sum((wanted & found).values())
    return common / max(sum(found.values()), 1), common / max(sum(wanted.values()), 1)


def main() -> None:
    """Print precision, recall and F1 of each page, and their means."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    rows = []
    for page, path in containers(parser.parse_args().folder):
        precision, recall = shares(page, path)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        rows.append((precision, recall, f1))
        sys.stdout.write(f"{page.name:24} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}\n")
    means = [sum(column) / max(len(rows), 1) for column in zip(*rows, strict=True)]
    sys.stdout.write("{:24} P {:.3f}  R {:.3f}  F1 {:.3f}\n".format("means", *means))
    of_means = 2 * means[0] * means[1] / max(means[0] + means[1], 1e-9)
    sys.stdout.write(f"{'F1 of mean P and mean R':24}                   {of_means:.3f}\n")


if __name__ == "__main__":
    main()
