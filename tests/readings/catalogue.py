"""The sets that the report measures: where each lies, who wrote it, what was tuned on it.

Three of them may be measured but never printed or copied; they lie in a folder outside.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).parents[1]
HERE = Path(__file__).parent
TUNED, LOOKED_AT = "\\*", "†"
CORPUS = TESTS.parent / "src/duben/annotate/training/corpus/polyphones.tsv"


@dataclass(frozen=True, slots=True)
class Set:
    """A file of sentences, and what a reader of the report must know of it.

    `mark` stands behind the name: a star where Duben was tuned on the set, † where its errors
    may have been looked at. `is_ours` is whether its sentences may be printed; if not, `path`
    is only a file's name in the folder that is given.
    """

    name: str
    path: Path
    written_by: str
    tuned: str
    mark: str
    is_ours: bool = True

    def file(self, outside: Path | None) -> Path | None:
        """Return the file if it is there, *outside* being the folder of what is not ours."""
        if not self.is_ours and outside is None:
            return None
        path = self.path if self.is_ours or outside is None else outside / self.path
        return path if path.exists() else None

    @property
    def missing(self) -> str:
        """Say why the set was not measured."""
        return "not there yet" if self.is_ours else "not measured in this run"


SETS = (
    Set(
        "declaration",
        TESTS / "golden/declaration-readings.tsv",
        "the text: its official publisher; the readings: a language model, read through once, "
        "signed by no lexicographer",
        "yes: rules and tables were corrected until no error was left, and a test keeps it so",
        TUNED,
    ),
    Set(
        "polyphones",
        HERE / "polyphones.tsv",
        "sentences and readings: a language model; not read by a teacher",
        "yes: the open set from which rules may be written",
        TUNED,
    ),
    Set(
        "everyday",
        HERE / "everyday.tsv",
        "sentences and readings: a language model that had not seen the program, its rules or "
        "its corpus; about half of the lines have the rarer reading",
        "in part: no sentence was looked at, but its total, 91.5 % before, was known when the "
        "odds of running text were set",
        LOOKED_AT,
    ),
    Set(
        "everyday 2",
        HERE / "everyday2.tsv",
        "as everyday, written after all was tuned, as readings occur in life: 32 % of the lines "
        "have the rarer one",
        "no: held out",
        "",
    ),
    Set(
        "dialogue",
        HERE / "dialogue.tsv",
        "sentences and readings: a language model that had not seen the program, its rules or "
        "its corpus; checked by its author alone",
        "no: written before the rules and weights of this version, and held out",
        "",
    ),
    Set(
        "bznsyp",
        Path("bznsyp_fixed_dev.tsv"),
        "sentences read aloud for a voice (news, fiction, dialogue, many names); readings by "
        "professional annotators from listening, 182 labels corrected and 310 left out since; "
        "non-commercial",
        "in part: a development half, whose errors may have been looked at",
        LOOKED_AT,
        is_ours=False,
    ),
    Set(
        "cgw",
        Path("cgw_dev.tsv"),
        "everyday sentences of a grammar wiki; readings by its authors, a few of them wrong; "
        "CC BY-NC-SA 3.0",
        "in part: a development half, whose errors may have been looked at",
        LOOKED_AT,
        is_ours=False,
    ),
    Set(
        "thchs",
        Path("thchs_dev.tsv"),
        "news sentences of a speech corpus, without punctuation; readings corrected by ear, "
        "the weakest of the labels",
        "in part: a development half, whose errors may have been looked at",
        LOOKED_AT,
        is_ours=False,
    ),
)
