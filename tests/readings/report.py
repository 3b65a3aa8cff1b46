"""Everything that is measured of readings → the report, in Markdown.

It measures and writes down; what is right is decided in `scoring`, what the sets are in
`catalogue`. Of sets that are not ours it prints figures and single syllables, no sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from readings.calibration import CLASSES, COMMON, Calibration, calibrate, doubt
from readings.catalogue import CORPUS, SETS, Set
from readings.contenders import CONTENDERS, DUBEN, RIVALS
from readings.cost import LENGTH, RIVAL, Cost, cost
from readings.folds import TRAINERS, cross_validate
from readings.markdown import count, percent, prose, table
from readings.rivals import versions
from readings.scoring import Score, score, share
from readings.sets import DECLARATION, Row, is_running_text, load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

ERRORS = 10
FOLDS = 5
NOT_MEASURED = "not measured in this run"

HEAD = """\
# Readings: how right they are

Written by `make readings-report READINGS=DIR CORPORA=DIR`; do not edit it. One scorer
(`tests/readings/scoring.py`) judges Duben and its rivals alike. Each rival is used as its
documentation says, with tone sandhi off where it can be switched off. Versions:
{rivals}.

Characters read right (lenient, see below), in percent / wrong characters. Duben was tuned on
the sets with a star: its score there proves nothing. Of those with † the errors may have been
looked at while its rules were written."""

WRITTEN = """\
## Who wrote the sets, and what was tuned on them"""

COUNTING = """\
## How it is counted

* **exact**: the syllable and the tone are those wanted. 一 and 不 are compared in their own
  tones yī and bù (GB/T 16159 6.5.2), and 谁 shuí, 这 zhèi, 那 nèi, 哪 něi as shéi, zhè, nà, nǎ.
* **lenient**: forgiven as well are a label that writes tone 2 for 3 before a third tone, and a
  neutral tone in place of a full one or the other way round (东西 dōngxī), but never in 得.
* **wrong**: how many characters remain; **faultless**: sentences without one of them.
* **neutral tone**: how many of those wanted are found, and how many of those given are wanted,
  nothing forgiven; where it is optional it is not counted.
* Not scored: the 儿 of erhua that is one syllable with the character before it, and labels that
  were judged wrong."""

PLACES = """\
## The same, set by set"""

VALIDATION = """\
## Cross-validation on the polyphone corpus

`src/duben/annotate/training/corpus/polyphones.tsv`: {sentences} sentences written for Duben from
knowledge of 现代汉语词典, without the dictionary at hand, and read once; {characters} characters
with {readings} readings, rare ones as often as common ones on purpose: far harder than running
text. What is trained on it reads each of five folds after training on the other four; the rivals
are not trained on it. All sentences have one author: the figures hold for new sentences like
these."""

CALIBRATION = """\
## Is the doubt where the errors are?

Duben calls each reading certain, likely or doubtful. Tokens are words with Chinese characters;
one is wrong if a character in it is wrong (lenient). Running text only."""

DOUBT = """\
## How much is in doubt in ordinary prose

Whole files, read as `duben check` reads them. *To look at*: different words and readings, each
once a file, as they are listed for the user. {common}: how many of the doubtful tokens they are."""

COST = """\
## What it costs

Processor time and memory of a fresh process that reads {length} characters and keeps the result;
the least of three runs. pypinyin + jieba gives a syllable a character, Duben also words, spelling,
confidence and alternatives. Here pypinyin + jieba read about {speed} characters a second, and
its first paragraph took about {first} s."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A set with its rows and what each contender reached."""

    set: Set
    rows: tuple[Row, ...]
    scores: Mapping[str, Score]

    @property
    def is_running(self) -> bool:
        """Whether whole sentences are scored."""
        return is_running_text(self.rows)


def report(readings: Path | None, corpora: Path | None) -> str:
    """Measure everything that is there and return the report.

    *readings* is the folder of the sets that are not ours, *corpora* that of ordinary prose.
    Raises `FileNotFoundError` where a rival is not installed.
    """
    costs = {name: (cost(name), cost(name, 2 * LENGTH)) for name in (DUBEN, RIVAL)}
    measured = {s.name: _measure(s, path) for s in SETS if (path := s.file(readings))}
    running = [found for found in measured.values() if found.is_running]
    rivals = ", ".join(f"{name} {number}" for name, number in versions().items())
    parts = (
        HEAD.format(rivals=rivals),
        _overview(measured),
        WRITTEN,
        _catalogue(measured),
        COUNTING,
        PLACES,
        *(_details(found) for found in measured.values()),
        *_validation(load(CORPUS)),
        CALIBRATION,
        _calibration({found.set.name: calibrate(found.rows) for found in running}),
        DOUBT.format(common=" ".join(COMMON)),
        _doubt(_prose(corpora)),
        *_cost(costs),
    )
    return "\n\n".join(parts) + "\n"


def _measure(found: Set, path: Path) -> Measured:
    rows = load(path)
    return Measured(found, rows, _scores(rows, CONTENDERS))


def _scores(rows: Sequence[Row], contenders: Mapping) -> dict[str, Score]:
    texts = [row.text for row in rows]
    return {name: score(rows, read(texts)) for name, read in contenders.items()}


def _overview(measured: Mapping[str, Measured]) -> str:
    rows = []
    for each in SETS:
        found = measured.get(each.name)
        if not found:
            rows.append(
                (f"{each.name} {each.mark}".strip(), each.missing, *["–"] * len(CONTENDERS))
            )
            continue
        cells = [f"{percent(s.lenient)} / {count(s.wrong)}" for s in found.scores.values()]
        rows.append((f"{each.name} {each.mark}".strip(), count(found.scores[DUBEN].total), *cells))
    return table(("set", "characters", *CONTENDERS), rows)


def _catalogue(measured: Mapping[str, Measured]) -> str:
    rows = []
    for each in SETS:
        found = measured.get(each.name)
        size = count(len(found.rows)) if found else each.missing
        kind = "–" if not found else "whole text" if found.is_running else "one character each"
        rows.append((each.name, size, kind, each.written_by, each.tuned))
    return prose(("set", "sentences", "scored", "who wrote it", "was Duben tuned on it?"), rows)


def _details(found: Measured) -> str:
    head = ["", "exact %", "lenient %", "wrong"]
    if found.is_running:
        head += ["faultless %", "neutral tones found %", "given and wanted %"]
    rows = []
    for name, reached in found.scores.items():
        cells = [name, percent(reached.exact), percent(reached.lenient), count(reached.wrong)]
        if found.is_running:
            cells += [
                percent(reached.faultless_share, 1),
                percent(reached.neutral_recall, 1),
                percent(reached.neutral_precision, 1),
            ]
        rows.append(cells)
    return f"### {found.set.name}\n\n{table(head, rows)}\n\n{_errors(found.scores[DUBEN])}"


def _errors(reached: Score) -> str:
    commonest = sorted(reached.confusions.items(), key=lambda pair: (-pair[1], pair[0]))[:ERRORS]
    if not commonest:
        return "Duben has no error here."
    listed = (f"{c} {wanted} read {got} ({n})" for (c, wanted, got), n in commonest)
    return f"Duben's commonest errors: {', '.join(listed)}."


def _validation(rows: Sequence[Row]) -> tuple[str, str]:
    strata = {(row.characters[p], row.wanted[p][0]) for row in rows for p in row.scored}
    said = VALIDATION.format(
        sentences=count(len(rows)),
        characters=len({character for character, _ in strata}),
        readings=len(strata),
    )
    trained = {name: cross_validate(rows, train, FOLDS) for name, train in TRAINERS.items()}
    reached = {**trained, **_scores(rows, RIVALS)}
    cells = [
        (name, percent(s.exact), percent(s.lenient), count(s.wrong)) for name, s in reached.items()
    ]
    return said, table(("", "exact %", "lenient %", "wrong"), cells)


def _calibration(found: Mapping[str, Calibration]) -> str:
    head = ["set", "tokens", *(f"{name} %" for name in CLASSES)]
    head += [f"wrong of the {name} %" for name in CLASSES]
    head += ["wrong tokens", "held by the doubtful %"]
    rows = []
    for name, each in found.items():
        total, wrong = each.tokens.total(), each.wrong.total()
        rows.append(
            [
                name,
                count(total),
                *(percent(share(each.tokens[c], total)) for c in CLASSES),
                *(percent(share(each.wrong[c], each.tokens[c])) for c in CLASSES),
                count(wrong),
                percent(share(each.wrong["doubtful"], wrong), 1),
            ]
        )
    return table(head, rows)


def _prose(corpora: Path | None) -> dict[str, list[Path] | None]:
    return {
        "the declaration": [DECLARATION],
        "20,000 characters of Lu Xun": [corpora / "luxun-20k.txt"] if corpora else None,
        "Chinese laws": sorted((corpora / "laws").glob("*.md")) if corpora else None,
    }


def _doubt(texts: Mapping[str, Sequence[Path] | None]) -> str:
    head = ("text", "files", "tokens", "doubtful", "doubtful %", *COMMON, "to look at")
    rows = []
    for name, paths in texts.items():
        if paths is None:
            rows.append((name, NOT_MEASURED, *["–"] * (len(head) - 2)))
            continue
        found = doubt(paths)
        rows.append(
            (
                name,
                count(len(paths)),
                count(found.tokens),
                count(found.doubtful),
                percent(share(found.doubtful, found.tokens)),
                *(count(found.common[character]) for character in COMMON),
                count(found.words),
            )
        )
    return table(head, rows)


def _cost(costs: Mapping[str, tuple[Cost, Cost]]) -> tuple[str, str]:
    usual = costs[RIVAL][0]
    said = COST.format(
        length=count(LENGTH),
        speed=count(_rounded(LENGTH / usual.total, 10_000)),
        first=percent(usual.first, 0),
    )
    head = ("", "time, in all", "time to the first paragraph", "memory, MB", "twice the text takes")
    rows = [
        (
            name,
            f"× {once.total / usual.total:.1f}",
            f"× {once.first / usual.first:.1f}",
            count(_rounded(once.megabytes, 10)),
            f"× {twice.total / once.total:.1f}",
        )
        for name, (once, twice) in costs.items()
    ]
    return said, table(head, rows)


def _rounded(figure: float, step: int) -> int:
    """Round so far that a second run says the same."""
    return step * round(figure / step)
