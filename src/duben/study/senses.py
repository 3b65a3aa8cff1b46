"""The senses of a dictionary entry, made ready to print.

In goes a CC-CEDICT entry, out come its senses in order, as plain English with what the
dictionary says about them (old, slang, physics) set apart. It does not choose between
senses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from duben.annotate import lexicon
from duben.han import HAN_CLASS
from duben.study.tables import toml_table

if TYPE_CHECKING:
    from duben.annotate.lexicon import CedictEntry

Kind = Literal["verb", "adverb", "adjective", "noun", "other"]

# 漢字|汉字[Han4 zi4], 漢字|汉字 or [han4 zi4]: how the dictionary refers to a headword.
_HAN_RUN = rf"[·，…]*[{HAN_CLASS}][{HAN_CLASS}·，…]*"
_REFERENCE = re.compile(rf"{_HAN_RUN}(?:\|{_HAN_RUN})?\s?(?:\[[^\]]*\])?|\[[^\]]*\]")
# Says how the word is written, pronounced or counted, or whose name it is: no meaning.
_NO_MEANING = re.compile(
    r"(?:\([^)]*\) )?(?:"
    r"(?:[a-z-]+ )*variant (?:of|form)\b|erhua form|\(?used in\b|see\b|"
    r"also (?:pr\.|written|called|known)|"
    rf"(?:same as|equivalent to|replaces|used for|also|colloquial term for) {_HAN_RUN}|"
    r"(?:[A-Za-z.]+ )?pr\.|CL:|example:|opposite:|compare with|cf\b|"
    r"(?:(?:two|three)-character |Japanese |Korean )?surname (?:(?-i:[A-Z])|$)|"
    r"[^()]*\bradical (?:\d+ )?in Chinese|short name for|old name)",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"(?:\([^)]*\) )?(?:(?:[a-z]+ )*variant of|erhua form of|see(?: also)?|same as|also written"
    rf"|abbr\. (?:for|of)) (?P<first>{_HAN_RUN})(?:\|(?P<second>{_HAN_RUN}))?"
)
_COUNTER = re.compile(rf"(?P<first>[{HAN_CLASS}]+)(?:\|(?P<second>[{HAN_CLASS}]+))?\[[^]]*\]")
_BRACKETS = re.compile(r"\s*\((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)")
_BARE_LABEL = re.compile(r"(?P<label>fig\.|lit\.|coll\.) ")
_ABBREVIATION = re.compile(r"abbr\. (?:for|of)\b\s*[,;:]?\s*")
_LEFT_HANGING = re.compile(
    r"\b(?:as in|such as|etc|or|and|of|in|for|with|to|like|from|by|a|the)(?=[,;]|$)|\bor etc\b|="
)
_LONG_BRACKET = 14


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense: the words to print, parted by "; ", and what the dictionary adds.

    `labels` are the dictionary's own ("old", "computing"), without their brackets, and
    "reference" where characters were cut out of the wording; `order` counts the entry's
    senses from 0; `narrow` says that a long bracket limits it ("to promote (to a
    higher-ranking position)").
    """

    text: str
    kind: Kind
    order: int
    labels: frozenset[str] = frozenset()
    narrow: bool = False


@cache
def senses_of(entry: CedictEntry) -> tuple[Sense, ...]:
    """Return the senses that say what the word means, without characters or references.

    Left out are surnames, measure words and notes on spelling: 也 "surname Ye".
    """
    found = (_sense(written, order) for order, written in enumerate(entry.senses))
    return tuple(sense for sense in found if sense is not None)


def referred(entry: CedictEntry) -> tuple[CedictEntry, ...]:
    """Follow an entry that refers to another word: 一块儿 is an "erhua variant of 一块"."""
    for written in entry.senses:
        pointer = _POINTER.match(written)
        if pointer:
            target = pointer["second"] or pointer["first"]
            if target != entry.simplified:
                return lexicon.entries(target)
    return ()


def measure_words(entry: CedictEntry, *, traditional: bool) -> tuple[str, ...]:
    """Return what counts the word, as the dictionary lists it: 项 and 个 for 调查."""
    lists = (list_ for written in entry.senses for list_ in re.findall(r"CL:([^/()]*)", written))
    found = (
        one["first"] if traditional else one["second"] or one["first"]
        for list_ in lists
        for one in _COUNTER.finditer(list_)
    )
    return tuple(dict.fromkeys(found))


@cache
def label_set(name: str) -> frozenset[str]:
    """Return one of the sets of labels in english.toml."""
    return frozenset(label.strip() for label in toml_table("english.toml")[name].split("|"))


def _sense(written: str, order: int) -> Sense | None:
    if _NO_MEANING.match(written):
        return None
    text, labels, narrow = _without_labels(written)
    if _REFERENCE.search(text):
        shortened = _ABBREVIATION.match(text) is not None
        text = _REFERENCE.sub("", _ABBREVIATION.sub("", text))
        text = _tidy(_ABBREVIATION.sub("", _tidy(text)))
        if _LEFT_HANGING.search(text):
            return None
        labels.add("abbreviation" if shortened else "reference")
    text = _typeset(_tidy(text))
    if not re.search("[A-Za-z]", text):
        return None
    return Sense(text, _kind(text), order, frozenset(labels), narrow)


def _without_labels(written: str) -> tuple[str, set[str], bool]:
    """Take out "(old)" and "(as in 例[li4])"; say whether a long bracket stays."""
    labels: set[str] = set()
    longest = 0

    def replacement(bracket: re.Match[str]) -> str:
        nonlocal longest
        inside = bracket["inside"].strip()
        names = {part.strip() for part in re.split(r"[;,]", inside)}
        if inside.startswith("neologism"):
            names = {"neologism"}
        if names <= label_set("labels"):
            labels.update(names)
            return ""
        if _REFERENCE.search(inside) or inside.startswith(("also ", "abbr.", "Taiwan pr.")):
            return ""
        longest = max(longest, len(inside))
        return bracket[0]

    text = _BRACKETS.sub(replacement, written).strip()
    bare = _BARE_LABEL.match(text)
    if bare:
        labels.add(bare["label"])
        text = text[bare.end() :]
    return text, labels, longest > _LONG_BRACKET


def _tidy(text: str) -> str:
    """Mend what taking things out leaves behind: double spaces, hanging commas."""
    text = re.sub(r"\(\s*\)|\"\s*\"|“\s*”", "", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,;:)])", r"\1", text)
    text = re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", text)
    return text.strip(" ,;:|")


def _typeset(text: str) -> str:
    """Write the dictionary's shorthand out: sb is "someone", straight quotes curl."""
    text = re.sub(r"\bsb\b", "someone", re.sub(r"\bsth\b", "something", text))
    text = re.sub(r'"([^"]*)"', r"“\1”", text)
    return text.replace("'", "’").replace("...", "…")


def _kind(text: str) -> Kind:
    """Tell a sense's part of speech from its English."""
    bare = re.sub(r"\([^)]*\)", "", text)
    words = re.split("[;,]", bare)[0].lower().split()
    if not words or text.startswith("classifier"):
        return "other"
    if words[0] == "to" and len(words) > 1:
        return "verb"
    if words[0] in _words("adverbs") or (len(words) == 1 and _is_ly_adverb(words[0])):
        return "adverb"
    return _noun_or_adjective(words)


def _is_ly_adverb(word: str) -> bool:
    return word.endswith("ly") and word not in _words("nouns_in_ly")


def _noun_or_adjective(words: list[str]) -> Kind:
    last = words[-1]
    if len(words) > 2 or words[0] in {"a", "an", "the"}:
        return "noun"
    if last in _words("nouns_like_adjectives") or last.endswith(_endings("noun_endings")):
        return "noun"
    if len(words) == 1 and last.endswith(_endings("adjective_endings")):
        return "adjective"
    return "other"


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(toml_table("english.toml")[name].split())


@cache
def _endings(name: str) -> tuple[str, ...]:
    return tuple(toml_table("english.toml")[name].split())
