"""Measure readings on any file of sentences whose readings are known.

    python tests/measure_readings.py FILE.tsv [--errors N] [--by CONTENDER]

`readings/sets.py` tells the forms that a file may have, `readings/scoring.py` what is right,
forgiven and wrong. CONTENDER is Duben or one of its rivals, "pypinyin + jieba" for example.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from readings.contenders import CONTENDERS
from readings.scoring import Score, score
from readings.sets import is_running_text, load


def main() -> None:
    """Print the shares and, if asked for, the commonest errors, each with a sentence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    parser.add_argument("--by", choices=CONTENDERS, default="Duben", metavar="CONTENDER")
    arguments = parser.parse_args()
    rows = load(arguments.file)
    reached = score(rows, CONTENDERS[arguments.by]([row.text for row in rows]))
    running = is_running_text(rows)
    sys.stdout.write(f"{arguments.file.name}: {summary(reached, running=running)}\n")
    for (character, wanted, got), count in reached.confusions.most_common(arguments.errors):
        example = reached.examples[character, wanted, got]
        sys.stdout.write(f"  {character} {wanted} read {got}: {count}  {example}\n")


def summary(reached: Score, *, running: bool) -> str:
    """Say in one line what was reached."""
    said = (
        f"{reached.total} characters, {reached.exact or 0:.2f} % exact, "
        f"{reached.lenient or 0:.2f} % with optional tones, {reached.wrong} wrong"
    )
    if not running:
        return said
    return said + (
        f"; {reached.faultless_share or 0:.1f} % of {reached.sentences} sentences without an error"
        f"; neutral tone: {reached.neutral_recall or 0:.1f} % found, "
        f"{reached.neutral_precision or 0:.1f} % of those given are wanted"
    )


if __name__ == "__main__":
    main()
