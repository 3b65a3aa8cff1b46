"""Words made of words: 环境 保护, 打 电话, 走 进来, 高高兴兴 (5.3, 5.4, 6.1.2).

A word in, the words in it out. It knows no names, numbers or idioms.
"""

from __future__ import annotations

from duben.annotate import lexicon, segmentation, shelf
from duben.annotate.orthography import lists
from duben.annotate.orthography.form import Form, divided, solid

_LONG = 4
_PHRASE = 3
_ACTION = "to "
_NAMING = ("n", "t", "s")
_HSK = ("2025", "2021", "2.0")
_BEFORE_NOUNS = ("a", "b", "h", "n")
_FREE = ("v", "d", "p", "c", "u", "r", "m")
_ACTING = "上下过"  # verbs too, though the word list has them otherwise: 上厕所


def form_of(word: str) -> Form:
    """Give the shape of a word that is nothing else: solid, or parted where its words meet."""
    return divided(map(len, parts(word)))


def parts(word: str) -> tuple[str, ...]:
    """Return the words that pinyin writes apart in *word*; itself where it is one.

    Four and more syllables are divided by words (5.3).
    """
    if len(word) == _PHRASE:
        return _phrase(word)
    if len(word) < _LONG:
        return (word,)
    found = segmentation.subwords(word)
    if not any(len(part) == 1 for part in found):
        return found
    return _four(word) if len(word) == _LONG else _five(word, found)


def is_taught(word: str) -> bool:
    """Whether one of the HSK lists has the word: what is surely a word by itself."""
    return any(word in shelf.hsk_levels(standard) for standard in _HSK)


def _four(word: str) -> tuple[str, ...]:
    """Part 农贸 市场, whose second half is a word; leave 研究生院 and 红十字会 whole."""
    left, right = word[:2], word[2:]
    has_longer = lexicon.entries(word[:3]) or lexicon.entries(word[1:])
    return (left, right) if is_taught(right) and not has_longer else (word,)


def _five(word: str, found: tuple[str, ...]) -> tuple[str, ...]:
    """Put a syllable that is left over to its neighbour: 市场 占有率, 新文化 运动.

    One that is a word by itself stands apart: 为 人民 服务.
    """
    pieces = list(found)
    if len(pieces[-1]) == 1:
        pieces[-2:] = ["".join(pieces[-2:])]
    if len(pieces[0]) == 1 and _tag(pieces[0]) in _BEFORE_NOUNS:
        pieces[:2] = ["".join(pieces[:2])]
    if all(len(piece) > 1 or _tag(piece).startswith(_FREE) for piece in pieces):
        return tuple(pieces)
    return (word,)


def repetition(word: str) -> Form | None:
    """Write AABB in one piece and ABAB in two (5.4): 清清楚楚, 研究 研究."""
    if len(word) != _LONG:
        return None
    if word[:2] == word[2:]:
        return divided((2, 2))
    if word[0] == word[1] and word[2] == word[3]:
        return solid(_LONG)
    return None


def _stands_alone(character: str) -> bool:
    """Whether this is a word of its own in a saying: a verb, adverb, preposition, particle."""
    return _tag(character).startswith(_FREE)


def _phrase(word: str) -> tuple[str, ...]:
    """Part a verb from its direction (走进来, 6.1.2.4) or its object (开玩笑, 6.1.2.3).

    A question is parted too: 是不是, 好不好.
    """
    first, rest = word[0], word[1:]
    if word[1] in "不没" and word[2] == first:
        return tuple(word)
    if rest in lists.words("directions") and _tag(first).startswith("v"):
        return first, rest
    acts = _tag(first).startswith("v") or first in _ACTING
    if acts and _is_action(word) and _is_thing(rest):
        return first, rest
    return (word,)


def _is_action(word: str) -> bool:
    senses = [sense for entry in lexicon.entries(word) for sense in entry.senses]
    return bool(senses) and senses[0].startswith(_ACTION)


def _is_thing(word: str) -> bool:
    senses = [sense for entry in lexicon.entries(word) for sense in entry.senses]
    return _tag(word) in _NAMING and bool(senses) and not senses[0].startswith(_ACTION)


def _tag(word: str) -> str:
    usage = shelf.usage(word)
    return usage.tag if usage else ""
