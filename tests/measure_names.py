"""Measure names of persons on a file of sentences: a sentence, a tab, the names in it.

    python tests/measure_names.py FILE.tsv [--errors]

Names are the words tagged "nr" and "nrt". It prints precision and recall.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from duben.annotate import segmentation
from duben.annotate.shadow import shadow

if TYPE_CHECKING:
    from collections.abc import Iterator


def cases(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each sentence with the names in it."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, _, names = line.partition("\t")
            yield sentence, names.split()


def names_in(sentence: str) -> list[str]:
    """Return the names that segmentation finds."""
    tokens = segmentation.cut(shadow(sentence))
    return [token.text for token in tokens if token.tag.startswith("nr")]


def measured(path: Path) -> tuple[float, float, list[str]]:
    """Return precision, recall, and each sentence with its missed and its false names."""
    right = found = wanted = 0
    errors = []
    for sentence, names in cases(path):
        theirs, ours = Counter(names), Counter(names_in(sentence))
        right += (theirs & ours).total()
        found += ours.total()
        wanted += theirs.total()
        if theirs != ours:
            missed, false = theirs - ours, ours - theirs
            errors.append(f"{sentence} missed: {' '.join(missed)} false: {' '.join(false)}")
    return right / max(found, 1), right / max(wanted, 1), errors


def main() -> None:
    """Print the figures and, if asked for, the errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    precision, recall, errors = measured(arguments.file)
    sys.stdout.write(f"precision {100 * precision:.1f} %, recall {100 * recall:.1f} %\n")
    if arguments.errors:
        sys.stdout.write("".join(f"  {error}\n" for error in errors))


if __name__ == "__main__":
    main()
