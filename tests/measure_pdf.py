"""Measure what a PDF costs beside other programs, and how well it is set.

    python tests/measure_pdf.py [--corpora DIR] [--all] [--write] [--only costs|looks]

DIR has books in `luxun/*.txt`; without it the text is that of our own corpus. --all also runs
the slow contenders on long texts: minutes and gigabytes. --write puts the report into
docs/pdf.md, which holds figures of both kinds; otherwise it is printed. Typst is a Python
package; `chromium`, `pdftotext` and `pdfinfo` must be on the machine, or are left out.
"""

from __future__ import annotations

import argparse
import pickle
import shutil
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from subprocess import CalledProcessError
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typography.report import Looks

TARGET = Path(__file__).parents[1] / "docs/pdf.md"
LENGTH = 40_000  # Chinese characters that are looked at: more than a thousand lines


def main() -> None:
    """Measure, and print or write the report."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written = _report(folder, arguments)
    if arguments.write:
        TARGET.write_text(written, encoding="utf-8")
        sys.stdout.write(f"{TARGET}\n")
    else:
        sys.stdout.write(written)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, metavar="DIR")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only", choices=("costs", "looks"))
    arguments = parser.parse_args()
    if arguments.corpora:
        arguments.corpora = arguments.corpora.absolute()
        if not any(arguments.corpora.glob("luxun/*.txt")):
            parser.error(f"{arguments.corpora} has no luxun/*.txt")
    if arguments.write and arguments.only:
        parser.error("--write wants figures of both kinds")
    return arguments


def _report(folder: Path, arguments: argparse.Namespace) -> str:
    from typography import cost

    sys.stderr.write(f"measured is {find_spec('duben').origin}\n")
    costs, looks = None, []
    if arguments.only != "looks":
        costs = cost.measure(folder, arguments.corpora, everything=arguments.all)
    if arguments.only != "costs":
        looks = _looks(folder, arguments.corpora)
    from typography.report import report

    text = (
        "prose of Lu Xun, without paragraphs that have a character in no font"
        if arguments.corpora
        else "sentences of our own corpus"
    )
    return report(costs, looks, text=text, versions=_versions(), length=LENGTH)


def _looks(folder: Path, corpora: Path | None) -> list[Looks]:
    """Let both layouts be set, and the rivals in pinyin that are quick, and look at them."""
    from typography import cost
    from typography.contenders import CONTENDERS, PINYIN, PLAIN, TYPST, command

    cost.prepare(folder, LENGTH, corpora)
    found = []
    for contender in CONTENDERS:
        if contender.name not in {PLAIN, PINYIN, TYPST}:
            continue
        source = folder / f"{LENGTH}-{contender.layout}{contender.suffix}"
        target = folder / f"looks-{contender.slug}.pdf"
        try:
            cost.run(command(contender, source, target))
        except CalledProcessError as error:
            sys.stderr.write(f"{contender.name}: {error}: {error.stderr}\n")
            continue
        found.append(_looked_at(contender.name, target, source.with_suffix(".edition"), folder))
    return found


def _looked_at(name: str, path: Path, edition: Path, folder: Path) -> Looks:
    from typography.drawn import rows
    from typography.extraction import commonest_words, extraction
    from typography.faults import faults
    from typography.report import Looks
    from typography.wanted import paragraphs

    wanted = paragraphs(pickle.loads(edition.read_bytes()))
    drawn = rows(path.read_bytes())
    found = None
    if shutil.which("pdftotext") and shutil.which("pdfinfo"):
        with_readings = folder / f"{LENGTH}-pinyin.edition"
        words = commonest_words(pickle.loads(with_readings.read_bytes()))
        found = extraction(path, drawn, wanted, words)
    return Looks(name, faults(drawn, wanted), found)


def _versions() -> str:
    found = []
    for name in ("weasyprint", "typst"):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    if shutil.which("chromium"):
        from typography import cost

        *_, said = cost.run(["chromium", "--version"])
        found.append(" ".join(said.split()[:2]))
    return ", ".join(found)


if __name__ == "__main__":
    main()
