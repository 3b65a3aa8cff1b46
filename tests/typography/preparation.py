"""Make what the contenders set, run as `python -m typography.preparation FOLDER LENGTH [CORPORA]`.

Into FOLDER go the text, both editions, pickled, and the sources of the rivals. Seconds of
processor time are printed: what is done before any writer begins. Memory is not measured.
"""

from __future__ import annotations

import json
import pickle
import sys
import time
from pathlib import Path

LAYOUTS = ("plain", "pinyin")


def prepare(folder: Path, length: int, corpora: Path | None) -> dict[str, float]:
    """Write everything, and return the seconds of each step."""
    from duben import publish
    from duben.render import Imprint, Templates, render
    from typography import sources
    from typography.texts import text

    source = folder / f"{length}.txt"
    source.write_text("试样\n\n" + "\n\n".join(text(length, corpora)) + "\n", encoding="utf-8")
    seconds = {}
    began = time.process_time()
    publication = publish.read(source)
    seconds["read and annotate"] = time.process_time() - began
    for layout in LAYOUTS:
        began = time.process_time()
        edition = render(
            publication,
            layout,
            templates=Templates(),
            imprint=Imprint("0", publish.RELEASED),
            study_guide=_no_guide,
        )
        seconds[f"render {layout}"] = time.process_time() - began
        path = folder / f"{length}-{layout}"
        path.with_suffix(".edition").write_bytes(pickle.dumps(edition))
        path.with_suffix(".typ").write_text(sources.typst(edition), encoding="utf-8")
        path.with_suffix(".html").write_text(sources.html(edition), encoding="utf-8")
    return seconds


def _no_guide() -> object:
    raise AssertionError("these layouts have no study guide")


if __name__ == "__main__":
    where = Path(sys.argv[3]) if sys.argv[3:] else None
    sys.stdout.write(json.dumps(prepare(Path(sys.argv[1]), int(sys.argv[2]), where)))
