"""How a word is used in its sentence: as a noun, a verb, an adjective or an adverb.

In goes a word with its neighbours, out comes its use. It relies on the part of speech
(jieba's tags) that annotation gave each word, and parses nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from duben.model import Word

Use = Literal["noun", "verb", "adjective", "adverb", "other"]

_USES: dict[str, Use] = {
    "n": "noun",
    "v": "verb",
    "a": "adjective",
    "d": "adverb",
    "b": "adjective",
}
_OPENS_A_NOUN = frozenset(["的", "之", "各", "其", "该", "此", "本"])
_JOINS = frozenset(["、", "和", "与", "及", "或", "以及", "暨", "兼"])
_CLOSES_A_NOUN = frozenset(
    [
        "，",
        "。",
        "、",
        "；",
        "：",
        "！",
        "？",
        "和",
        "与",
        "及",
        "等",
        "或",
        "的",
        "以及",
        "中",
        "上",
        "下",
        "内",
        "前",
        "后",
        "方面",
        "领域",
    ]
)


def use_of(words: Sequence[Word], index: int) -> Use:
    """Tell how the word at *index* is used in the passage *words*.

    提升 is a noun in 质量与效率的提升 and a verb in 提升社会福祉.
    """
    tag = words[index].part_of_speech
    before = words[index - 1] if index else None
    after = words[index + 1] if index + 1 < len(words) else None
    if tag[:1] in "va" and _is_nominal(before, after):
        return "noun"
    if tag in {"ad", "d", "vd"}:
        return "adverb" if after and after.part_of_speech[:1] in "vap" else "adjective"
    return _USES.get(tag[:1], "other")


def prevailing(uses: Iterable[Use]) -> Use:
    """Return the most frequent of *uses*, of equals the one met first."""
    return Counter(uses).most_common(1)[0][0]


def _is_nominal(before: Word | None, after: Word | None) -> bool:
    closed = after is None or after.text in _CLOSES_A_NOUN or not after.is_read
    if before is None or not closed:
        return False
    if before.text in _OPENS_A_NOUN:
        return True
    ends_a_phrase = after is None or after.text != "的"
    modified = before.part_of_speech[:1] in "nvabm" and len(before.text) > 1
    return ends_a_phrase and (modified or before.text in _JOINS)
