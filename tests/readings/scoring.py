"""Wanted readings and those that a contender gives → verdicts, shares and confusions.

One scorer for all contenders. It knows nothing of dictionaries: what is forgiven is told by
the two syllables, the character and the tone behind it alone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readings.sets import Row

Verdict = Literal["right", "sandhi", "neutral", "wrong"]
Confusion = tuple[str, str, str]

_VERDICTS: tuple[Verdict, ...] = ("right", "sandhi", "neutral", "wrong")
_CITED = {("一", "yi"): "yi1", ("不", "bu"): "bu4"}
_SPOKEN = {
    ("这", "zhei4"): "zhe4",
    ("那", "nei4"): "na4",
    ("哪", "nei3"): "na3",
    ("谁", "shui2"): "shei2",
}


@dataclass(frozen=True, slots=True)
class Score:
    """What a contender reached on a set. Shares are in percent, `None` where there is nothing."""

    verdicts: Counter[Verdict]
    sentences: int
    faultless: int
    neutral: Counter[str]
    confusions: Counter[Confusion]
    examples: dict[Confusion, str]

    @property
    def total(self) -> int:
        """How many characters were scored."""
        return self.verdicts.total()

    @property
    def wrong(self) -> int:
        """How many characters are wrong, whatever is forgiven."""
        return self.verdicts["wrong"]

    @property
    def exact(self) -> float | None:
        """The share of characters read as wanted, the tone included."""
        return share(self.verdicts["right"], self.total)

    @property
    def lenient(self) -> float | None:
        """The share of characters that are not wrong."""
        return share(self.total - self.wrong, self.total)

    @property
    def faultless_share(self) -> float | None:
        """The share of sentences without a wrong character."""
        return share(self.faultless, self.sentences)

    @property
    def neutral_recall(self) -> float | None:
        """How many of the wanted neutral tones were found."""
        return share(self.neutral["both"], self.neutral["wanted"])

    @property
    def neutral_precision(self) -> float | None:
        """How many of the neutral tones given were wanted."""
        return share(self.neutral["both"], self.neutral["given"])


def score(rows: Sequence[Row], given: Sequence[Sequence[str]]) -> Score:
    """Compare *rows* with the syllables *given* for each of their Chinese characters.

    Raises `ValueError` where a row has more or fewer syllables than characters.
    """
    total, neutral = Counter[Verdict](), Counter[str]()
    confusions, examples = Counter[Confusion](), dict[Confusion, str]()
    faultless = 0
    for row, syllables in zip(rows, given, strict=True):
        verdicts = judge(row, syllables)
        total.update(verdicts.values())
        faultless += "wrong" not in verdicts.values()
        for place, verdict in verdicts.items():
            character, wanted, got = row.characters[place], row.wanted[place], syllables[place]
            neutral.update(_neutral(character, wanted, got))
            if verdict == "wrong":
                confusions[character, wanted[0], got] += 1
                examples.setdefault((character, wanted[0], got), row.text)
    return Score(total, len(rows), faultless, neutral, confusions, examples)


def judge(row: Row, syllables: Sequence[str]) -> dict[int, Verdict]:
    """Return a verdict for each scored character of a row: the mildest that a right reading gives.

    right: the same syllable and tone. 一 yī and 不 bù are compared in citation tone (GB/T 16159
    6.5.2), 这 zhèi, 那 nèi, 哪 něi and 谁 shuí as their other form.
    sandhi: the label writes 2 as it is spoken, before a third tone, for 3.
    neutral: one has the neutral tone and the other a full one (东西 dōngxī); never for 得.
    wrong: all else.
    """
    if len(syllables) != len(row.wanted):
        raise ValueError(
            f"{len(row.wanted)} characters have {len(syllables)} syllables: {row.text}"
        )
    return {place: _verdict(row, syllables, place) for place in row.scored}


def share(part: int, whole: int) -> float | None:
    """Return *part* of *whole* in percent, `None` of nothing."""
    return 100 * part / whole if whole else None


def _verdict(row: Row, syllables: Sequence[str], place: int) -> Verdict:
    behind = place + 1
    tones = {reading[-1] for reading in row.wanted[behind]} if behind < len(row.wanted) else set()
    before_third = "3" in tones | {syllable[-1] for syllable in syllables[behind : behind + 1]}
    verdicts = (
        _compared(row.characters[place], wanted, syllables[place], before_third=before_third)
        for wanted in row.wanted[place]
    )
    return min(verdicts, key=_VERDICTS.index)


def _compared(character: str, wanted: str, got: str, *, before_third: bool) -> Verdict:
    wanted, got = _cited(character, wanted), _cited(character, got)
    if wanted == got:
        return "right"
    if wanted[:-1] != got[:-1]:
        return "wrong"
    if (wanted[-1], got[-1]) == ("2", "3") and before_third:
        return "sandhi"
    if "5" in (wanted[-1], got[-1]) and character != "得":
        return "neutral"
    return "wrong"


def _cited(character: str, syllable: str) -> str:
    """Undo the sandhi of 一 and 不, and forms that are only spoken."""
    cited = _CITED.get((character, syllable[:-1]), syllable)
    return _SPOKEN.get((character, cited), cited)


def _neutral(character: str, wanted: Sequence[str], got: str) -> Counter[str]:
    """Return what a character counts for; nothing where its neutral tone is optional."""
    are_neutral = {_cited(character, reading)[-1] == "5" for reading in wanted}
    if len(are_neutral) > 1:
        return Counter()
    is_wanted, is_given = are_neutral == {True}, _cited(character, got)[-1] == "5"
    return Counter(wanted=is_wanted, given=is_given, both=is_wanted and is_given)
