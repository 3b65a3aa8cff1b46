"""The contenders: texts in, for each Chinese character of a text a syllable with a tone number.

Each of them reads as its own documentation tells a user to, with sandhi off where it can be
switched off. No contender is told which character is scored.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path

from duben.annotate.syllables import numbered
from duben.han import is_han

Syllables = list[str]
Contender = Callable[[Sequence[str]], list[Syllables]]

UNREAD = "?"
PINYIN_PRO = Path(__file__).parents[2] / ".conformance/node_modules/pinyin-pro"


def duben(texts: Sequence[str]) -> list[Syllables]:
    """Read by Duben, each text for itself and without the glosses of its source."""
    from duben import annotate

    found = []
    for text in texts:
        readings = [reading for word in annotate.words(text) for reading in word.readings]
        found.append(_of_han(text, (_numbered(reading) for reading in readings)))
    return found


def pypinyin(texts: Sequence[str]) -> list[Syllables]:
    """Read by pypinyin alone."""
    return [_of_han(text, _lazy_pinyin(text)) for text in texts]


def pypinyin_jieba(texts: Sequence[str]) -> list[Syllables]:
    """Read by pypinyin, word by word as jieba cuts them."""
    import jieba

    jieba.setLogLevel("ERROR")
    return [
        _of_han(text, (s for word in jieba.cut(text) for s in _lazy_pinyin(word))) for text in texts
    ]


def pinyin_pro(texts: Sequence[str], segmentit: int = 0) -> list[Syllables]:
    """Read by pinyin-pro, in Node, with one of its ways to cut words (0: as it is).

    Raises `FileNotFoundError` where it is not installed.
    """
    if not PINYIN_PRO.exists():
        raise FileNotFoundError("pinyin-pro is not installed: make readings-report installs it")
    answer = subprocess.run(
        ["node", Path(__file__).with_name("pinyin_pro.cjs"), PINYIN_PRO],
        input=json.dumps({"segmentit": segmentit, "texts": list(texts)}),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    found = json.loads(answer.stdout)
    return [
        _of_han(text, (_with_five(syllable) for syllable in syllables))
        for text, syllables in zip(texts, found, strict=True)
    ]


CONTENDERS: Mapping[str, Contender] = {
    "Duben": duben,
    "pypinyin": pypinyin,
    "pypinyin + jieba": pypinyin_jieba,
    "pinyin-pro": pinyin_pro,
    "pinyin-pro, segmentit 3": partial(pinyin_pro, segmentit=3),
}


def versions() -> dict[str, str]:
    """Return which versions of the rivals are measured."""
    package = json.loads((PINYIN_PRO / "package.json").read_text(encoding="utf-8"))
    rivals = {name: version(name) for name in ("pypinyin", "jieba")}
    return {**rivals, "pinyin-pro": package["version"]}


def _lazy_pinyin(text: str) -> Iterable[str]:
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True, errors=list)


def _of_han(text: str, syllables: Iterable[str]) -> Syllables:
    """Keep the syllables of Chinese characters; what is not one, "?"."""
    pairs = zip(text, syllables, strict=True)
    return [_syllable(syllable) for character, syllable in pairs if is_han(character)]


def _syllable(given: str) -> str:
    """Write v for ü; a character that was given back unread is "?"."""
    syllable = given.replace("ü", "v")
    return syllable if syllable[-1:] in set("12345") and syllable.isascii() else UNREAD


def _numbered(reading: str | None) -> str:
    return "er5" if reading == "r" else numbered(reading or UNREAD)


def _with_five(syllable: str) -> str:
    return syllable.removesuffix("0") + "5" if syllable.endswith("0") else syllable
