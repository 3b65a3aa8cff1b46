"""What its neighbours make of a word: numbers that run on, surnames, kinds of places.

The words of one passage and their shapes in, the shapes in this passage out, and what links
the parts of a number. It joins no other words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duben.annotate.orthography import joining, lists, names, numerals
from duben.annotate.orthography.form import Form

if TYPE_CHECKING:
    from collections.abc import MutableMapping, MutableSequence, Sequence

    from duben.annotate.token import Token

_DETERMINERS = frozenset("一两几每这那哪某各半多")


def reshape(tokens: Sequence[Token], forms: MutableSequence[Form]) -> dict[int, str]:
    """Change *forms* where the passage asks for it; return the links of joined numbers.

    The links are by the index of the second word: "" (一百|万 where cut so) or "-" (第|一).
    """
    links: dict[int, str] = {}
    start = 0
    while start < len(tokens):
        start = _number(tokens, forms, links, start)
    for index in range(len(tokens)):
        capitals = _capitals(tokens, index)
        if capitals is not None:
            forms[index] = Form(forms[index].gaps, frozenset(capitals))
        elif joining.is_verb_before_direction(tokens, index) or _is_counted(tokens, index):
            forms[index] = Form((" ",))
    return links


def _number(
    tokens: Sequence[Token],
    forms: MutableSequence[Form],
    links: MutableMapping[int, str],
    start: int,
) -> int:
    """Shape the number that begins at *start*, and return the index behind it.

    Words may be cut across its groups: 三百|五十|八万 is sānbǎi wǔshíbā wàn, 第二|十八
    dì-èrshíbā.
    """
    behind_ordinal = start > 0 and tokens[start - 1].text == "第"
    end = _extent(tokens, start, counting=behind_ordinal)
    if end == start or (end - start == 1 and not behind_ordinal):
        return max(end, start + 1)  # one word has the right shape by itself
    numbers = [_number_in(tokens[index].text) for index in range(start, end)]
    gaps = numerals.gaps("".join(numbers))
    place = 0
    for index, number in enumerate(numbers, start):
        text = tokens[index].text
        head = ("-",) if text.startswith("第") else ()
        rest = len(text) - len(head) - len(number)
        behind = (" ", *("",) * (rest - 1)) if rest else ()
        forms[index] = Form((*head, *gaps[place : place + len(number) - 1], *behind))
        place += len(number)
        if index + 1 < end and gaps[place - 1] != " ":
            links[index + 1] = gaps[place - 1]
    if behind_ordinal:
        links[start] = "-"  # 6.1.5.4
    return end


def _extent(tokens: Sequence[Token], start: int, *, counting: bool) -> int:
    """Return where the number ends that begins at *start*.

    Its last word may hold what is counted, 十|几个, 二|十分; its only one where it is known
    to count (第|二十一条).
    """
    index = start
    while index < len(tokens):
        text = tokens[index].text
        if text.startswith("第") and index > start:
            break
        rest = text.removeprefix("第")[len(_number_in(text)) :]
        counted = (counting or index > start) and _is_measure(rest)
        if not _number_in(text) or (rest and not counted):
            break
        index += 1
        if rest:
            break
    return index


def _number_in(text: str) -> str:
    """Return the number at the start of a word, also of 第二."""
    bare = text.removeprefix("第")
    return bare[: numerals.leading(bare)]


def _is_measure(rest: str) -> bool:
    return rest in lists.words("measure") or rest in lists.words("measure_behind")


def _is_counted(tokens: Sequence[Token], index: int) -> bool:
    """Whether this is the 个人 of 三|个人, which is no individual: gè rén."""
    if tokens[index].text != "个人" or not index:
        return False
    before = tokens[index - 1].text[-1]
    return before in _DETERMINERS or numerals.leading(before) > 0


def _capitals(tokens: Sequence[Token], index: int) -> tuple[int, ...] | None:
    """Return the capitals that a word has only here, None where it has its own."""
    text = tokens[index].text
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if text in lists.words("address") and after and _is_called(tokens, index + 1):
        return (0,)
    if text in lists.words("surname") and _is_surname(tokens, index):
        return (0,)
    if (
        before
        and before.tag == "ns"
        and text in lists.words("generic")
        and not names.ends_with_generic(before.text)
    ):
        return (0,)  # 济南|市 Jǐnán Shì
    return None


def _is_called(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word at *index* is a surname behind 老, 小 (6.2.1.3): 小|李, not 小|石头."""
    token = tokens[index]
    is_thing = token.tag.startswith(("n", "a", "m", "f")) and not token.tag.startswith("nr")
    return token.text in lists.words("surname") and not is_thing


def _is_surname(tokens: Sequence[Token], index: int) -> bool:
    """Whether a surname stands here alone: 姓|王, 小|李, 王|教授, 王|小明."""
    before = tokens[index - 1].text if index else ""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    named = before.endswith("姓") or (
        before in lists.words("address") and _is_called(tokens, index)
    )
    titled = after is not None and (after.text in lists.words("title") or after.tag == "nr")
    return named or titled
