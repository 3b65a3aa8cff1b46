"""Measure readings against a file of sentences: python tests/measure_readings.py FILE [-n 20]

The file has one sentence a line, and after a tab either
  the reading of the one character in [ ]:    他在银行[行]业工作 TAB hang2
  (more accepted readings after another tab, separated by commas), or
  one syllable for each Chinese character:    你好吗 TAB ni3 hao3 ma5
Tones are digits, 5 the neutral one, ü is v, "-" is not scored. Readings are compared in
citation tones. Printed: per cent right; forgiving third-tone sandhi heard as a second tone
and optional neutral tones; and the confusions that happen most.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from duben.annotate import words
from duben.annotate.syllables import numbered
from duben.han import han, is_han

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MARKED = re.compile(r"\[(.)\]")
_SPOKEN = {"zhei4": "zhe4", "nei4": "na4", "nei3": "na3", "shui2": "shei2", "r5": "er5"}


class Item:
    """One character to be scored: where it stands, what is accepted, what was read."""

    def __init__(self, sentence: str, index: int, accepted: Sequence[str], read: str) -> None:
        self.sentence = sentence
        self.index = index
        self.character = han(sentence)[index]
        self.accepted = [citation(self.character, syllable) for syllable in accepted]
        self.read = citation(self.character, read)

    @property
    def verdict(self) -> str:
        """'right', 'sandhi', 'neutral' or 'wrong'."""
        if self.read in self.accepted:
            return "right"
        letters, tone = self.read[:-1], self.read[-1]
        for wanted in self.accepted:
            if wanted[:-1] != letters:
                continue
            if (wanted[-1], tone) == ("2", "3"):
                return "sandhi"
            if "5" in (wanted[-1], tone) and self.character != "得":
                return "neutral"
        return "wrong"


def citation(character: str, syllable: str) -> str:
    """Undo the tone sandhi of 一 and 不, and spoken forms of 这 那 哪 谁."""
    if character == "一" and syllable.startswith("yi"):
        return "yi1"
    if character == "不" and syllable.startswith("bu"):
        return "bu4"
    return _SPOKEN.get(syllable, syllable)


def readings(sentence: str) -> list[str]:
    """One numbered syllable for each Chinese character."""
    return [
        numbered(reading) if reading else "?"
        for word in words(sentence)
        for character, reading in zip(word.text, word.readings, strict=True)
        if is_han(character)
    ]


def items(path: Path) -> Iterator[Item]:
    """Every character that the file labels, read."""
    for line in path.read_text(encoding="utf-8").splitlines():
        written, _, rest = line.partition("\t")
        mark = _MARKED.search(written)
        if mark:
            sentence = written[: mark.start()] + mark[1] + written[mark.end() :]
            index = len(han(written[: mark.start()]))
            accepted = [syllable for syllable in re.split(r"[\t,]", rest.strip()) if syllable]
            yield Item(sentence, index, accepted, readings(sentence)[index])
            continue
        labels = rest.split()
        if len(labels) != len(han(written)):
            continue  # a head line
        for index, (wanted, read) in enumerate(zip(labels, readings(written), strict=True)):
            if wanted != "-":
                yield Item(written, index, [wanted], read)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("-n", type=int, default=20, help="how many confusions to print")
    options = parser.parse_args()
    scored = list(items(options.file))
    count = Counter(item.verdict for item in scored)
    right, total = count["right"], len(scored)
    forgiven = total - count["wrong"]
    print(
        f"{total} characters: {100 * right / total:.2f} % right, "
        f"{100 * forgiven / total:.2f} % with sandhi and neutral tones forgiven, "
        f"{count['wrong']} wrong"
    )
    wrong = [item for item in scored if item.verdict == "wrong"]
    kinds = Counter((item.character, item.accepted[0], item.read) for item in wrong)
    for kind, times in kinds.most_common(options.n):
        places = [i.sentence for i in wrong if (i.character, i.accepted[0], i.read) == kind]
        print(times, *kind, *places[:3])


if __name__ == "__main__":
    main()
