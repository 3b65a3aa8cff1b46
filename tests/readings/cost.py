"""What reading costs: seconds and memory of a fresh process, run as `python -m readings.cost`.

Seconds are those that the processor worked, the least of several processes, because a machine
is never otherwise idle. The text is that of our own corpus, so that nothing else is needed.
For Linux: the peak of a process's own memory is asked of /proc.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

from readings.catalogue import CORPUS

DUBEN, RIVAL = "Duben", "pypinyin + jieba"
LENGTH = 100_000
RUNS = 3
_PARAGRAPH = 200


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds to the first paragraph, with all that is loaded, and for the others; megabytes."""

    first: float
    seconds: float
    megabytes: float

    @property
    def total(self) -> float:
        """Seconds for the whole text."""
        return self.first + self.seconds


def cost(contender: str, length: int = LENGTH) -> Cost:
    """Measure *contender*, `DUBEN` or `RIVAL`, on a text of *length* characters."""
    runs = [_run(contender, length) for _ in range(RUNS)]
    return Cost(*(min(figures) for figures in zip(*runs, strict=True)))


def text(length: int) -> list[str]:
    """Return paragraphs of our own corpus, *length* characters together, marks included."""
    rows = CORPUS.read_text(encoding="utf-8").splitlines()
    whole = "".join(row.split("\t")[0].replace("[", "").replace("]", "") for row in rows)
    if len(whole) < length:
        raise ValueError(f"the corpus has {len(whole)} characters and not {length}")
    return [
        whole[start : min(start + _PARAGRAPH, length)] for start in range(0, length, _PARAGRAPH)
    ]


def _run(contender: str, length: int) -> tuple[float, float, float]:
    command = [sys.executable, "-m", "readings.cost", contender, str(length)]
    here = Path(__file__).parents[1]
    answer = subprocess.run(command, cwd=here, capture_output=True, check=True)
    first, seconds, megabytes = json.loads(answer.stdout)
    return first, seconds, megabytes


def _measure(contender: str, length: int) -> None:
    paragraphs = text(length)
    began = time.process_time()
    kept = _annotated(contender, paragraphs[:1])
    first = time.process_time()
    kept += _annotated(contender, paragraphs[1:])
    seconds = time.process_time() - first
    assert len(kept) == len(paragraphs)
    sys.stdout.write(json.dumps((first - began, seconds, _peak())))


def _annotated(contender: str, paragraphs: Sequence[str]) -> list[object]:
    """Return what the contender makes of all paragraphs: in memory at once, as in use."""
    if contender == DUBEN:
        from duben import annotate

        return [annotate.words(paragraph) for paragraph in paragraphs]
    from readings import rivals

    return [rivals.pypinyin_jieba(paragraph) for paragraph in paragraphs]


def _peak() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (kilobytes,) = (row.split()[1] for row in status.splitlines() if row.startswith("VmHWM"))
    return int(kilobytes) / 1024


if __name__ == "__main__":
    _measure(sys.argv[1], int(sys.argv[2]))
