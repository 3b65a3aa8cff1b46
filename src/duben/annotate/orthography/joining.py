"""Which words pinyin writes together with the word before: 走|了 zǒule, 朋友|们 (6.1.2, 5.5).

The words of one passage in, whether each is joined to the one before it out. A gap inside
a word is not its business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.annotate import lexicon
from duben.annotate.orthography import lists, names, numerals
from duben.han import is_han

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.annotate.token import Token

_STOPS = frozenset("，。！？；：,.!?;:…—”’」』）)")
_ASPECT = {"着": ("zhe", "zháo", "zhao"), "过": ("guò", "guo"), "了": ("le",)}
# What a verb may be tagged as in the word list: 研究/vn, 高兴/a, 说明/l.
_VERBAL = ("v", "a", "i", "l", "z")
_NOMINAL = ("n", "v", "a", "b", "j", "l")
_ENDING = "\n"
_PAIRS = 4
_DAYS = "一二三四五六七八九十"


def joined(tokens: Sequence[Token], syllables: Sequence[Sequence[str]], index: int) -> bool:
    """Whether the word at *index* is written together with the one before it.

    *syllables* are the readings of all words: 着 is joined where it is zhe.
    """
    if not index or not _are_chinese(tokens[index - 1], tokens[index]):
        return False
    word = tokens[index].text
    before = tokens[index - 1]
    if word in _ASPECT:
        return syllables[index][0] in _ASPECT[word] and _is_aspect(tokens, index)
    return (
        _is_repeated(tokens, index)
        or _is_suffix(tokens, index)
        or _is_prefixed(tokens, index)
        or _is_complement(tokens, index)
        or (word in ("来", "去") and _has_direction(before))
        or (word == "人" and before.tag == "ns" and not names.ends_with_generic(before.text))
    )


def is_verb_before_direction(tokens: Sequence[Token], index: int) -> bool:
    """Whether this is 走进 with 来 or 去 behind it: zǒu jìnlái (6.1.2.4)."""
    return (
        index + 1 < len(tokens)
        and tokens[index + 1].text in ("来", "去")
        and _has_direction(tokens[index])
    )


def _are_chinese(*tokens: Token) -> bool:
    return all(is_han(token.text[0]) for token in tokens)


def _is_aspect(tokens: Sequence[Token], index: int) -> bool:
    """着, 了 and 过 behind a verb (6.1.2.1); 了 at the end of a sentence is apart (6.1.2.2)."""
    before, word = tokens[index - 1], tokens[index].text
    if not _is_verbal(before):
        return False
    if word == "了":
        return not _ends(tokens, index + 1)
    if word == "过":
        return before.text not in lists.words("wish") and not _opens_with(tokens, index + 1, "年节")
    return True


def _is_verbal(token: Token) -> bool:
    """Whether 着, 了, 过 may hang on this, by its tag or by what it means: 通过, a preposition."""
    if token.tag.startswith(_VERBAL) or token.text[-1] in lists.words("complement"):
        return True
    senses = (sense for entry in lexicon.entries(token.text) for sense in entry.senses)
    return token.text == "过" or (len(token.text) > 1 and any(s.startswith("to ") for s in senses))


def _ends(tokens: Sequence[Token], index: int) -> bool:
    text = tokens[index].text if index < len(tokens) else _ENDING
    return text == _ENDING or text[0] in _STOPS or text in lists.words("particle")


def _opens_with(tokens: Sequence[Token], index: int, characters: str) -> bool:
    return index < len(tokens) and tokens[index].text[0] in characters


def _is_repeated(tokens: Sequence[Token], index: int) -> bool:
    """人|人, 看|看, and AABB however it is cut: 干干|净净, 清|清楚|楚 (5.4)."""
    before, word = tokens[index - 1].text, tokens[index].text
    if word == before and len(word) == 1:
        return not numerals.leading(word) and word not in "了的是"
    return any(
        _is_aabb(tokens[start:end])
        for start in range(max(0, index - 3), index)
        for end in range(index + 1, min(len(tokens), index + 3) + 1)
    )


def _is_aabb(tokens: Sequence[Token]) -> bool:
    """Whether these words make AABB: not 爸爸|妈妈, two nouns, nor 快快|看看, of two kinds."""
    text = "".join(token.text for token in tokens)
    if len(text) != _PAIRS or text[0] != text[1] or text[2] != text[3] or text[0] == text[2]:
        return False
    kinds = [token.tag[:1] for token in tokens]
    return len(tokens) != 2 or (kinds[0] == kinds[1] != "n")


def _is_suffix(tokens: Sequence[Token], index: int) -> bool:
    before, word = tokens[index - 1], tokens[index].text
    if word == "们":
        return before.tag.startswith(("n", "r")) or len(before.text) > 1
    return (
        _is_quality(tokens, index)
        or _is_quality(tokens, index + 1)
        or (
            word in lists.words("suffix")
            and len(before.text) > 1
            and before.tag.startswith(_NOMINAL)
            and not before.tag.startswith("nr")
        )
    )


def _is_quality(tokens: Sequence[Token], index: int) -> bool:
    """Whether 性 stands here behind two words of one syllable: 可|控|性 kěkòngxìng (5.2)."""
    if index < 2 or index >= len(tokens) or tokens[index].text != "性":
        return False
    left, right = tokens[index - 2 : index]
    return len(left.text) == len(right.text) == 1 and _are_chinese(left, right)


def _is_prefixed(tokens: Sequence[Token], index: int) -> bool:
    before, token = tokens[index - 1], tokens[index]
    if before.text == "初" and token.text in _DAYS:
        return True  # 6.1.5.4: 初十 chūshí
    if before.text not in lists.words("prefix") or not token.tag.startswith("n"):
        return False
    return before.text == "副" or len(token.text) > 1


def _is_complement(tokens: Sequence[Token], index: int) -> bool:
    """Whether this is the result of a verb, both of one syllable (6.1.2.4): 打|破, 写|好."""
    before, word = tokens[index - 1], tokens[index].text
    if len(before.text) != 1 or not before.tag.startswith("v") or not _is_action(before.text):
        return False
    if before.text in lists.words("not_completed"):
        return False
    if word in lists.words("direction"):
        return before.text in lists.words("directed")
    return word in lists.words("complement")


def _is_action(character: str) -> bool:
    """Whether the dictionary calls it a verb first: 写, and not 树 in 树下."""
    return any(entry.senses[0].startswith("to ") for entry in lexicon.entries(character))


def _has_direction(token: Token) -> bool:
    """Whether this is a verb with the first half of a direction: 走进, of 走进|来."""
    return (
        len(token.text) == 2
        and token.tag.startswith("v")
        and any(way[0] == token.text[1] for way in lists.words("directions"))
    )
