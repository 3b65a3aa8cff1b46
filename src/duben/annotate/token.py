"""A word of the text on its way to a reading: the simplified form and the part of speech.

It is what segmentation hands to the readings. It holds no reading.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """A word in simplified characters with its part of speech.

    `tag` is one of jieba's: "nr" a person's name, "nrt" a foreign one, "ns" a place, "v" a
    verb, "m" a number; "" for marks. `given` words are the user's own: nothing parts or
    joins them. `opinions` are what installed models say of each character, in
    syllables with tone numbers.
    """

    text: str
    tag: str
    given: bool = False
    opinions: tuple[tuple[str, ...], ...] = ()
