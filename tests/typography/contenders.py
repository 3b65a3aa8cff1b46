"""Those that set a text, each in a process of its own: `python -m typography.contenders NAME …`.

A prepared source in, a PDF out; printed are the seconds of processor time of its steps. To
add a contender, write a function and name it in `CONTENDERS`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Seconds = dict[str, float]
WORK, LAYOUT, WRITING = "work", "layout", "writing"


def duben(source: Path, target: Path) -> Seconds:
    """Set an edition as `duben build` does."""
    from duben.write.pdf import PdfWriter

    return _written(PdfWriter(), source, target)


def boxes(source: Path, target: Path) -> Seconds:
    """Set an edition with a small box for each reading, the plain-CSS way."""
    from duben.write.pdf import PdfWriter

    return _written(PdfWriter(boxes=True), source, target)


def typst(source: Path, target: Path) -> Seconds:
    """Set a source by Typst."""
    import typst as rival

    began = time.process_time()
    rival.compile(source, output=target)
    return {WORK: time.process_time() - began}


def chromium(source: Path, target: Path) -> list[str]:
    """Return the command that prints a page: a browser is no library."""
    return [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={target.with_suffix('.profile')}",
        f"--print-to-pdf={target}",
        source.as_uri(),
    ]


@dataclass(frozen=True, slots=True)
class Contender:
    """A row of the table: what it is called, what it sets, and up to which length by default."""

    name: str
    layout: str
    suffix: str
    run: Callable[[Path, Path], Any]
    most: int = 1_000_000

    @property
    def slug(self) -> str:
        """Its name on a command line and in names of files."""
        return self.name.replace(", ", "-").replace(" ", "-").lower()


PLAIN, PINYIN, BOXES = "Duben, plain", "Duben, pinyin", "Duben, pinyin in boxes"
TYPST_PLAIN, TYPST, CHROMIUM = "Typst, plain", "Typst, pinyin", "Chromium, pinyin"

CONTENDERS = (
    Contender(PLAIN, "plain", ".edition", duben),
    Contender(PINYIN, "pinyin", ".edition", duben),
    Contender(BOXES, "pinyin", ".edition", boxes, most=20_000),
    Contender(TYPST_PLAIN, "plain", ".typ", typst),
    Contender(TYPST, "pinyin", ".typ", typst),
    Contender(CHROMIUM, "pinyin", ".html", chromium, most=20_000),
)


def command(contender: Contender, source: Path, target: Path) -> list[str]:
    """Return the command that lets a contender set *source*."""
    if contender.run is chromium:
        return chromium(source, target)
    module = [sys.executable, "-m", "typography.contenders"]
    return [*module, contender.slug, str(source), str(target)]


def _written(writer: Any, source: Path, target: Path) -> Seconds:
    """Write an edition; also measure the two steps of WeasyPrint, if it takes them."""
    import pickle

    from duben.render import Templates
    from duben.write.pdf import engine

    edition = pickle.loads(source.read_bytes())
    began = time.process_time()
    weasyprint = engine.load()
    seconds: Seconds = {}
    _time(weasyprint.HTML, "render", LAYOUT, seconds)
    _time(weasyprint.Document, "write_pdf", WRITING, seconds)
    content = writer.write(edition, Templates())
    seconds[WORK] = time.process_time() - began
    target.write_bytes(content)
    return seconds


def _time(owner: type, name: str, step: str, seconds: Seconds) -> None:
    function = getattr(owner, name)

    def timed(*arguments: Any, **named: Any) -> Any:
        began = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            seconds[step] = seconds.get(step, 0) + time.process_time() - began

    setattr(owner, name, timed)


if __name__ == "__main__":
    slug, given, wanted = sys.argv[1:]
    (chosen,) = (contender for contender in CONTENDERS if contender.slug == slug)
    sys.stdout.write(json.dumps(chosen.run(Path(given), Path(wanted))))
