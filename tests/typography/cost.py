"""What setting a text costs: seconds, memory and bytes of processes pinned to one core.

For Linux. This module imports nothing large: what a process is said to have needed at the
most begins with what the one had that started it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from typography.contenders import CONTENDERS, Contender, command

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LENGTHS = (2_000, 20_000, 200_000)
RUNS = 3
ENOUGH = 10.0  # seconds: after that a contender is not run again
LEFT_OUT, FAILED, NOT_HERE = "left out", "failed", "not installed"


@dataclass(frozen=True, slots=True)
class Cost:
    """Of the quickest of several runs, in seconds of wall clock and processor, and megabytes.

    `steps` are seconds of processor time inside. `problem` says why there are no figures.
    """

    contender: str
    length: int
    wall: float = 0
    cpu: float = 0
    megabytes: float = 0
    size: int = 0
    pages: int = 0
    steps: dict[str, float] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Costs:
    """All that was measured; `before` are the seconds before a writer begins, by length."""

    costs: tuple[Cost, ...]
    before: dict[int, dict[str, float]]

    def of(self, contender: str, length: int) -> Cost | None:
        """Return what was measured of a contender, None if it was not."""
        found = (c for c in self.costs if (c.contender, c.length) == (contender, length))
        return next((cost for cost in found if not cost.problem), None)


def measure(
    folder: Path, corpora: Path | None, *, everything: bool, lengths: Sequence[int] = LENGTHS
) -> Costs:
    """Measure all contenders; the slow ones at full length only with *everything*."""
    core = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})  # processes started from here inherit it
    before, costs = {}, []
    for length in lengths:
        before[length] = prepare(folder, length, corpora)
        costs.extend(_costs(folder, length, everything=everything))
    return Costs(tuple(map(_with_pages, costs, _targets(folder, lengths))), before)


def prepare(folder: Path, length: int, corpora: Path | None) -> dict[str, float]:
    """Make the sources of all contenders in *folder*, and return seconds by step."""
    module = [sys.executable, "-m", "typography.preparation", str(folder), str(length)]
    _, _, _, said = run([*module, *([str(corpora)] if corpora else [])])
    return dict(json.loads(said))


def run(arguments: Sequence[str]) -> tuple[float, float, float, str]:
    """Run a command; return seconds of wall clock and processor, megabytes, and what it said.

    A Python that is run has the packages of this one: a relative PYTHONPATH would lead it to
    another copy of the program, and that would be measured. Raises `CalledProcessError`, with
    the last line of its complaints, where it fails.
    """
    paths = os.pathsep.join(str(Path(path).absolute()) for path in sys.path if path)
    began = time.perf_counter()
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            arguments,
            cwd=Path(__file__).parents[1],
            env={**os.environ, "PYTHONPATH": paths},
            stdout=subprocess.PIPE,
            stderr=complaints,
        )
        assert process.stdout
        with process.stdout:
            said = process.stdout.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - began
        if process.returncode:
            complaints.seek(0)
            last = complaints.read().decode(errors="replace").strip().rpartition("\n")[2]
            raise subprocess.CalledProcessError(process.returncode, arguments, stderr=last)
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said


def _costs(folder: Path, length: int, *, everything: bool) -> Iterator[Cost]:
    for contender in CONTENDERS:
        if length > contender.most and not everything:
            yield Cost(contender.name, length, problem=LEFT_OUT)
        else:
            yield _quickest(contender, folder, length)


def _quickest(contender: Contender, folder: Path, length: int) -> Cost:
    source = folder / f"{length}-{contender.layout}{contender.suffix}"
    target = _target(folder, contender, length)
    runs: list[Cost] = []
    while len(runs) < RUNS and sum(cost.wall for cost in runs) < ENOUGH:
        try:
            wall, cpu, megabytes, said = run(command(contender, source, target))
        except FileNotFoundError:
            return Cost(contender.name, length, problem=NOT_HERE)
        except subprocess.CalledProcessError as error:
            sys.stderr.write(f"{contender.name} at {length}: {error}: {error.stderr}\n")
            return Cost(contender.name, length, problem=FAILED)
        steps = json.loads(said) if said.startswith("{") else {}
        size = target.stat().st_size
        runs.append(Cost(contender.name, length, wall, cpu, megabytes, size, steps=steps))
    return min(runs, key=lambda cost: cost.cpu)


def _target(folder: Path, contender: Contender, length: int) -> Path:
    return folder / f"{length}-{contender.slug}.pdf"


def _targets(folder: Path, lengths: Sequence[int]) -> Iterator[Path]:
    for length in lengths:
        for contender in CONTENDERS:
            yield _target(folder, contender, length)


def _with_pages(cost: Cost, path: Path) -> Cost:
    """Count the pages, after all has been measured: PDFium is large."""
    if cost.problem:
        return cost
    from dataclasses import replace

    import pypdfium2

    return replace(cost, pages=len(pypdfium2.PdfDocument(path)))
