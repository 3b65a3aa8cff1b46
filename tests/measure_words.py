"""Measure segmentation on a file whose second column has the words, parted by spaces.

    python tests/measure_words.py FILE.tsv [--errors N]

It prints precision, recall and F1 of the words with a Chinese character, and the crossing
errors: words of ours that cut through the edge of a word without lying inside of one or
covering several, which is wrong by any standard. Marks of punctuation are not counted.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from duben import annotate
from duben.han import han

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Span = tuple[int, int]


def cases(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each sentence with its words; sentences whose columns differ are left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        text, spaced, *_ = [*line.split("\t"), ""]
        wanted = [word for word in map(han, spaced.split()) if word]
        if wanted and "".join(wanted) == han(text):
            yield text, wanted


def spans(words: Sequence[str]) -> list[Span]:
    """Return start and end of each word among the Chinese characters."""
    ends = list(accumulate(map(len, words)))
    return list(zip([0, *ends[:-1]], ends, strict=True))


def crosses(span: Span, others: Sequence[Span]) -> bool:
    """Whether *span* overlaps one of *others* and neither lies inside the other."""
    start, end = span
    return any(a < start < b < end or start < a < end < b for a, b in others)


def main() -> None:
    """Print the figures and, if asked for, the commonest crossing errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--joined", type=int, default=0)
    arguments = parser.parse_args()
    right = found = gold = crossing = 0
    crossed: Counter[str] = Counter()
    joined: Counter[str] = Counter()
    for text, wanted in cases(arguments.file):
        ours = [word for word in (han(word.text) for word in annotate.words(text)) if word]
        theirs, mine = spans(wanted), spans(ours)
        right += len(set(theirs) & set(mine))
        found += len(mine)
        gold += len(theirs)
        for span, word in zip(mine, ours, strict=True):
            if crosses(span, theirs):
                crossing += 1
                crossed[f"{word} in {text}"] += 1
            elif span not in theirs and not any(a <= span[0] and span[1] <= b for a, b in theirs):
                joined[word] += 1
    precision, recall = right / max(found, 1), right / max(gold, 1)
    score = 2 * precision * recall / max(precision + recall, 1e-9)
    sys.stdout.write(
        f"{arguments.file.name}: {gold} words, precision {precision:.4f}, recall {recall:.4f}, "
        f"F1 {score:.4f}, {crossing} crossing ({100 * crossing / max(found, 1):.2f} %)\n"
    )
    for error, count in crossed.most_common(arguments.errors):
        sys.stdout.write(f"  {error}: {count}\n")
    for word, count in joined.most_common(arguments.joined):
        sys.stdout.write(f"  joined {word}: {count}\n")


if __name__ == "__main__":
    main()
