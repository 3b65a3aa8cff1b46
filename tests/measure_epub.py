"""Measure how long it takes to package long texts as EPUB, with a reading on every character.

`python tests/measure_epub.py [CHARACTERS…]` prints, for each length, the seconds for packing
the finished pages, for making them out of an edition, and what the file weighs. The time for
the cover picture, the same for every book, is left out. It judges nothing but the packing:
more than 0.5 s for 200,000 characters or 4 s for 2 million is called too slow.
"""

from __future__ import annotations

import sys
import time

import duben.write.epub.writer as writing
from duben.render import Templates
from duben.write.epub.package import pack
from epub_books import edition, ruby, section

LENGTHS = (200_000, 2_000_000)
LIMITS = {200_000: 0.5, 2_000_000: 4.0}

SENTENCE = (
    ("人工智能", "rén gōng zhì néng"),
    ("促进", "cù jìn"),
    ("世界", "shì jiè"),
    ("发展", "fā zhǎn"),
)
_PARAGRAPH, _CHAPTER = 10, 50  # sentences, paragraphs
_HEADER = '<header class="title-block"><h1>长文</h1><p class="edition">注音版</p></header>'


def markup(characters: int) -> str:
    """Make chapters of paragraphs with *characters* Chinese characters, about."""
    sentence = "".join(ruby(*word) for word in SENTENCE) + "。"
    size = sum(len(base) for base, _ in SENTENCE)
    paragraph = f"<p>{sentence * _PARAGRAPH}</p>"
    chapters = max(1, characters // (size * _PARAGRAPH * _CHAPTER))
    return _HEADER + "".join(
        section(f"s{number}", f"<h2>第{number}章</h2>{paragraph * _CHAPTER}")
        for number in range(1, chapters + 1)
    )


def measure(characters: int) -> tuple[float, float, int]:
    """Return the seconds of packing and of all else, and the file's bytes."""
    made = edition(markup(characters))
    packing = [0.0]

    def timed(*args: object, **kwargs: object) -> bytes:
        start = time.perf_counter()
        content = pack(*args, **kwargs)  # type: ignore[arg-type] # whatever it takes
        packing[0] = time.perf_counter() - start
        return content

    writing.pack = timed
    writing.cover = lambda *_: b"\x89PNG"
    start = time.perf_counter()
    content = writing.EpubWriter().write(made, Templates())
    return packing[0], time.perf_counter() - start - packing[0], len(content)


def main() -> int:
    """Measure the lengths on the command line, or the usual ones."""
    lengths = tuple(map(int, sys.argv[1:])) or LENGTHS
    slow = False
    for length in lengths:
        packing, making, size = measure(length)
        limit = LIMITS.get(length)
        slow = slow or (limit is not None and packing > limit)
        verdict = f" (at most {limit} s)" if limit else ""
        print(  # noqa: T201 (a report)
            f"{length:>9,} characters: packed in {packing:.2f} s{verdict}, "
            f"made in {making:.2f} s, {size / 1e6:.1f} MB"
        )
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
