"""Measure the readings on all sets, with the rivals beside ours, and write the report.

    python tests/report_readings.py [--readings DIR] [--corpora DIR]

DIR of --readings holds the sets that are no part of this repository, that of --corpora
`luxun-20k.txt` and `laws/*.md`. docs/readings.md is written only if both are given, so that
it never loses figures; otherwise the report is printed, and says what was not measured.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from readings.report import report

TARGET = Path(__file__).parents[1] / "docs/readings.md"


def main() -> None:
    """Print or write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readings", type=Path, metavar="DIR")
    parser.add_argument("--corpora", type=Path, metavar="DIR")
    arguments = parser.parse_args()
    for folder in filter(None, (arguments.readings, arguments.corpora)):
        if not folder.is_dir():
            parser.error(f"{folder} is no folder")
    try:
        written = report(arguments.readings, arguments.corpora)
    except FileNotFoundError as error:
        sys.exit(str(error))
    if arguments.readings and arguments.corpora:
        TARGET.write_text(written, encoding="utf-8")
        sys.stdout.write(f"{TARGET}\n")
    else:
        sys.stdout.write(written)


if __name__ == "__main__":
    main()
