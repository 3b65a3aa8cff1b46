"""Measure how long it takes to write long texts as Word files, a guide on every character.

`python tests/measure_docx.py [CHARACTERS…]` prints, for each length, the seconds of processor
time from the edition to the finished file, the highest memory of a process that does only this,
and what the file weighs. More than 1 s or 200 MB for 20,000 characters, or 10 s for 200,000, is
called too much.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time

from docx_documents import edition, ruby, text
from duben.render import Templates
from duben.write.docx import DocxWriter

LENGTHS = (20_000, 200_000)
SECONDS = {20_000: 1.0, 200_000: 10.0}
MEGABYTES = {20_000: 200}
_ALONE = "--alone"

SENTENCE = (
    ("人工智能", "rén gōng zhì néng"),
    ("促进", "cù jìn"),
    ("世界", "shì jiè"),
    ("发展", "fā zhǎn"),
)
_PARAGRAPH, _CHAPTER = 10, 50  # sentences, paragraphs


def markup(characters: int) -> str:
    """Make chapters of paragraphs with *characters* Chinese characters, about."""
    sentence = "".join(ruby(*word) for word in SENTENCE) + "。"
    size = sum(len(base) for base, _ in SENTENCE)
    paragraph = f"<p>{sentence * _PARAGRAPH}</p>"
    count = characters // (size * _PARAGRAPH)
    chapters = [min(_CHAPTER, count - start) for start in range(0, count, _CHAPTER)]
    return "".join(
        text(f"<h2>第{number}章</h2>{paragraph * length}").replace("s0", f"s{number}")
        for number, length in enumerate(chapters, 1)
    )


def measure(characters: int) -> dict[str, float]:
    """Write one file in this process: seconds, megabytes at most, bytes of the file."""
    made = edition(markup(characters))
    start = time.process_time()
    content = DocxWriter().write(made, Templates())
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "megabytes": peak, "bytes": len(content)}


def main(arguments: list[str]) -> int:
    """Print a line for each length; return 1 if one takes too much."""
    if arguments[:1] == [_ALONE]:
        sys.stdout.write(json.dumps(measure(int(arguments[1]))))
        return 0
    is_too_much = False
    sys.stdout.write("characters  seconds      MB  file, kB\n")
    for characters in [int(argument) for argument in arguments] or LENGTHS:
        command = (sys.executable, __file__, _ALONE, str(characters))
        found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        slow = found["seconds"] > SECONDS.get(characters, float("inf"))
        large = found["megabytes"] > MEGABYTES.get(characters, float("inf"))
        is_too_much |= slow or large
        verdict = "  too slow" * slow + "  too large" * large
        sys.stdout.write(
            f"{characters:10,}{found['seconds']:9.2f}{found['megabytes']:8.0f}"
            f"{found['bytes'] / 1000:10.0f}{verdict}\n"
        )
    return int(is_too_much)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
