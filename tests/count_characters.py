"""Count how common each Chinese character is, and write the classes that tell encodings apart.

    python tests/count_characters.py > src/duben/readers/common.txt

Each row has the characters of one class: class 8 are those of which one stands in every 2^8
characters of ordinary text. Counted from jieba's word frequencies; a traditional form is as
common as the simplified one.
"""

from __future__ import annotations

import math
import sys
from collections import Counter, defaultdict

from duben.annotate.shelf import shipped_text
from duben.clean.variants import forms
from duben.han import han

RAREST = 20


def main() -> None:
    """Print the classes, the commonest first."""
    counts: Counter[str] = Counter()
    for row in shipped_text("jieba", "dict.txt").splitlines():
        word, frequency = row.split(" ")[:2]
        for character in han(word):
            counts[character] += int(frequency)
    for traditional, simplified in forms("t2s").items():
        if is_everyday(traditional):
            counts[traditional] = max(counts[traditional], counts[simplified])
    total = counts.total()
    classes: defaultdict[int, list[str]] = defaultdict(list)
    for character, count in (+counts).items():
        classes[round(-math.log2(count / total))].append(character)
    for number in sorted(classes):
        if number <= RAREST:
            sys.stdout.write(f"{number}\t{''.join(sorted(classes[number]))}\n")


def is_everyday(character: str) -> bool:
    """Whether Big5 has it in its first level, A440 to C67E."""
    code = character.encode("big5", "ignore")
    return len(code) == 2 and 0xA440 <= int.from_bytes(code, "big") <= 0xC67E


if __name__ == "__main__":
    main()
