"""Measure reading, cleaning and parsing on a folder of texts that is no part of this repository.

    python tests/measure_sources.py CORPORA [--only encodings,marks,headings,time] [--seed N]
                                    [--examples N]

CORPORA holds `laws/*.md` with # headings, `luxun/*.txt`, and `charset/{Big5,GB2312}/*`, old
web pages. It prints how many samples are decoded right, errors in 10,000 marks that were
made ASCII and restored, precision and recall of headings without #, and seconds.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from duben.clean import clean
from duben.clean.characters import restore_characters
from duben.clean.converter import to_hant
from duben.clean.debris import drop_debris
from duben.clean.glosses import take_out_glosses
from duben.clean.marks import is_cjk
from duben.errors import SourceError
from duben.han import han
from duben.parse import parse
from duben.readers import read
from duben.readers.encoding import decode
from duben.readers.text import rows as split
from duben.source import Line, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def say(*words: object) -> None:
    """Write one line."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")


# ------------------------------------------------------------------------------ encodings

SAMPLES = 25
LENGTHS = (8, 20, 100, 1000)
LEAST_HAN = 8
ENCODINGS = {
    "gb18030 hans": ("gb18030", b"", "hans"),
    "gb18030 hant": ("gb18030", b"", "hant"),
    "big5 hant": ("big5hkscs", b"", "hant"),
    "utf-8": ("utf-8", b"", "both"),
    "utf-8 bom": ("utf-8-sig", b"", "both"),
    "utf-16 le": ("utf-16-le", b"", "both"),
    "utf-16 be": ("utf-16-be", b"", "both"),
    "utf-16 le bom": ("utf-16-le", b"\xff\xfe", "both"),
    "utf-16 be bom": ("utf-16-be", b"\xfe\xff", "both"),
}


def measure_encodings(corpora: Path, seed: int, examples: int) -> None:
    """Count samples whose decoded text is what was encoded, and real pages read aright."""
    texts = encoding_texts(corpora)
    say(f"encodings, seed {seed}: samples of {SAMPLES} read right, at each length")
    for name, (codec, mark, script) in ENCODINGS.items():
        row, wrong = [], []
        for length in LENGTHS:
            chance = random.Random(f"{seed} {name} {length}")
            sources = texts["hans"] + texts["hant"] if script == "both" else texts[script]
            right = 0
            for number in range(SAMPLES):
                sample = window(sources[number % len(sources)], length, codec, chance)
                got = decoded(mark + sample.encode(codec))
                right += got == sample
                wrong += [(sample, got)] if got != sample else []
            row.append(f"{length}: {right}/{SAMPLES}")
        say(f"  {name:14}", "  ".join(row))
        for sample, got in wrong[:examples]:
            say(f"    {sample[:20]!r} was read as {(got or 'refused')[:20]!r}")
    for folder, codec in (("Big5", "big5hkscs"), ("GB2312", "gb18030")):
        paths = sorted((corpora / "charset" / folder).iterdir())
        bad = [path.name for path in paths if not reads_page(path.read_bytes(), codec)]
        say(f"  real {folder} pages: {len(paths) - len(bad)}/{len(paths)}", *bad)


def encoding_texts(corpora: Path) -> dict[str, list[str]]:
    """Simplified from both corpora; traditional from real pages and by conversion."""
    books = ["".join(text_of(path) for path in paths(corpora, kind)) for kind in ("laws", "luxun")]
    books = [re.sub(r"[ \t\u3000]+|\n{2,}", "", book) for book in books]
    pages = b"\n".join(path.read_bytes() for path in sorted((corpora / "charset/Big5").iterdir()))
    page = re.sub(r"<[^>]*>|&#?\w+;|[ -~\t\r\ufffd]+", "", pages.decode("big5hkscs", "replace"))
    page = re.sub(r"\n+", "\n", page)
    return {"hans": books, "hant": [page, *(to_hant(book[:200_000]) for book in books)]}


def window(text: str, length: int, codec: str, chance: random.Random) -> str:
    """Return *length* characters from a place drawn by lot; eight of them are Chinese."""
    while True:
        start = chance.randrange(len(text) - length)
        sample = text[start : start + length]
        if len(han(sample)) >= LEAST_HAN and encodes(sample, codec):
            return sample


def encodes(text: str, codec: str) -> bool:
    try:
        return text.encode(codec).decode(codec) == text
    except UnicodeEncodeError:
        return False


def decoded(content: bytes) -> str | None:
    try:
        return decode(content, "sample").text
    except SourceError:
        return None


def reads_page(content: bytes, codec: str) -> bool:
    return decoded(content) == content.decode(codec, "replace") or (
        han(decoded(content) or "") == han(content.decode(codec, "ignore"))
    )


# ---------------------------------------------------------------------------- punctuation

L1 = {"，": ",", "：": ":", "；": ";", "！": "!", "？": "?", "（": "(", "）": ")", "…": "..."}
L2 = {**L1, "“": '"', "”": '"', "‘": "'", "’": "'", "—": "-"}
L3 = {**L2, "。": "."}
MARKS = frozenset("－─，：；！？（）…“”‘’—。,:;!?()\"'.-")
FULL = {
    **{a: f for f, a in L1.items()},
    '"': "“”",
    "'": "‘’",
    ".": "。",
    "-": "—",
    "－": "—",
    "─": "—",
}


def measure_marks(corpora: Path, _seed: int, examples: int) -> None:
    """Count the marks that are not again what the author wrote."""
    say("marks: errors in 10,000, through the whole of cleaning, lines as they stand")
    for kind in ("laws", "luxun"):
        for name, level in (("L1", L1), ("L2", L2), ("L3", L3)):
            marks, errors, kinds = 0, [], Counter[str]()
            for path in paths(corpora, kind):
                found, wrong = compare_marks(text_of(path), level, path.name)
                marks += found
                errors += wrong
            for wanted, got, _ in errors:
                kinds[f"{wanted}→{got}"] += 1
            bad = sum(map(cost, errors))
            say(f"  {kind:6} {name} {marks} marks, {bad} errors: {1e4 * bad / marks:.1f}")
            for (wanted, got, around), _ in zip(errors, range(examples), strict=False):
                say(f"    {wanted!r} became {got!r} in {around!r}")


def compare_marks(
    text: str, level: dict[str, str], name: str
) -> tuple[int, list[tuple[str, str, str]]]:
    """Return the number of marks, and those that came back otherwise."""
    wanted = rows(drop_debris(take_out_glosses(restore_characters(source_of(text)))))
    got = rows(clean(source_of(text.translate(str.maketrans(level))), script="keep"))
    (letters, before), (others, after) = gaps(wanted), gaps(got)
    if letters != others:
        say(f"    {name}: other characters than marks were changed")
        return 0, []
    wrong = []
    for index, (mine, theirs) in enumerate(zip(before, after, strict=True)):
        around = letters[max(index - 1, 0) : index + 1]
        beside = any(map(is_cjk, around))
        if not same(mine, theirs, beside=beside):
            shown = letters[max(index - 10, 0) : index] + "▮" + letters[index : index + 10]
            wrong.append((mine, theirs, shown))
    return sum(map(len, before)), wrong


def same(wanted: str, got: str, *, beside: bool) -> bool:
    """ASCII marks that authors wrote beside Chinese may have been made full-width."""
    if beside and "..." in wanted:
        wanted = re.sub(r"(?<!\.)\.{3,6}(?!\.)", "……", wanted)
    return len(wanted) == len(got) and all(
        a == b or (beside and b in FULL.get(a, "") and a not in L3)
        for a, b in zip(wanted, got, strict=True)
    )


def cost(error: tuple[str, str, str]) -> int:
    wanted, got, _ = error
    differ = sum(a != b for a, b in zip(wanted, got, strict=False))
    return max(1, differ + abs(len(wanted) - len(got)))


def gaps(text: str) -> tuple[str, list[str]]:
    """Return what is neither mark nor space, and the marks before and behind each."""
    letters, found = [], [""]
    for character in text:
        if character in MARKS:
            found[-1] += character
        elif not character.isspace():
            letters.append(character)
            found.append("")
    return "".join(letters), found


# ------------------------------------------------------------------------------- headings


def measure_headings(corpora: Path, _seed: int, examples: int) -> None:
    """Compare the headings found in laws without # with those that had one."""
    right, extra, missed = 0, [], []
    for path in paths(corpora, "laws"):
        text = text_of(path)
        wanted = Counter(map(squeezed, re.findall(r"^#{2,6}\s+(.*)$", text, re.MULTILINE)))
        bare = re.sub(r"^#{1,6}\s+", "", text, flags=re.MULTILINE)
        publication = parse(clean(read(None, stdin=bare.encode())))
        got = Counter(
            squeezed(section.heading.text) for section in publication.sections if section.heading
        )
        right += (wanted & got).total()
        extra += [f"{path.stem}: {text}" for text in (got - wanted).elements()]
        missed += [f"{path.stem}: {text}" for text in (wanted - got).elements()]
    say(
        f"headings of the laws: P {right / (right + len(extra)):.3f} "
        f"R {right / (right + len(missed)):.3f} ({right} right, {len(extra)} extra, "
        f"{len(missed)} missed)"
    )
    for text in extra[:examples]:
        say(f"    extra: {text}")
    for text in missed[:examples]:
        say(f"    missed: {text}")


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u3000]+", "", text).strip("#")


# ----------------------------------------------------------------------------------- time

HOSTILE = (
    *(
        "((((",
        "a, a,",
        "....",
        '""""',
        "a-a-",
        "{{{{",
        "人(rén)",
        "[[[[",
        "<<<<",
        "〔〔〔",
        "1,2,3,",
    ),
    *(
        "——",
        "'a'a'a",
        "著著著",
        "隻有",
        "人 人 人 ",
        "\ufff9人\ufffarén\ufffb",
        "\ufff9人",
        "{人|rén}",
    ),
    *(
        "人(ren)",
        "人[a",
        "第一条",
        "○二",
        "a b ",
        "好.",
        "，，",
        "“",
        "「",
        "来源：",
        "<!--",
        "&a;",
        "`",
    ),
)
LENGTH = 200_000
BOOK = 1_400_000  # bytes


def measure_time(corpora: Path, _seed: int, _examples: int) -> None:
    """Time 1.4 MB of ordinary text, then long lines of one thing."""
    whole = "\n".join(text_of(path) for kind in ("laws", "luxun") for path in paths(corpora, kind))
    text = whole.encode()[:BOOK].decode(errors="ignore")
    say(f"seconds for {BOOK / 1e6} MB and for lines of {LENGTH} characters: clean, parse")
    say(f"  {'all texts':10} {seconds(text)}")
    for pattern in HOSTILE:
        line = (pattern * (LENGTH // len(pattern) + 1))[:LENGTH] + "好的"
        say(f"  {pattern!a:10} {seconds(line)}")


def seconds(text: str) -> str:
    source = source_of(text)
    start = time.process_time()
    cleaned = clean(source)
    middle = time.process_time()
    try:
        parse(cleaned)
    except SourceError as error:
        return f"{middle - start:.2f} {error}"
    end = time.process_time()
    flag = "  SLOW" if end - start >= 1 else ""
    return f"{middle - start:.2f} {end - middle:.2f}{flag}"


# --------------------------------------------------------------------------------- common


def paths(corpora: Path, kind: str) -> Iterator[Path]:
    yield from sorted((corpora / kind).glob("*.md" if kind == "laws" else "*.txt"))


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="ignore")


def source_of(text: str) -> Source:
    return Source("text", tuple(Line(row, number) for number, row in enumerate(split(text), 1)), "")


def rows(source: Source) -> str:
    return "\n".join(line.text for line in source.lines)


PARTS: dict[str, Callable[[Path, int, int], None]] = {
    "encodings": measure_encodings,
    "marks": measure_marks,
    "headings": measure_headings,
    "time": measure_time,
}


def main() -> None:
    """Print the figures asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--examples", type=int, default=0)
    arguments = parser.parse_args()
    for part in arguments.only.split(","):
        PARTS[part](arguments.corpora, arguments.seed, arguments.examples)


if __name__ == "__main__":
    main()
