"""How long hostile files take, and how much memory: python tests/measure_hostile.py

Each file is given to `duben check` in a process of its own. The bar is one message and
exit code 1 within 10 s and 500 MB. Long lines and large pages are honest text: they are
read, and what they take is shown, words and readings included.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

_LENGTH = 200_000


def measure(path: Path) -> tuple[int, float, float, str]:
    """Return exit code, seconds, megabytes at the most, and what was said."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "duben", "check", str(path)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr
    said = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    return process.returncode, seconds, usage.ru_maxrss / 1024, said


def write(folder: Path) -> None:
    """Make all files, in a process of its own: a child's memory begins with its parent's."""
    from hostile_files import LARGE_PAGES, LONG_LINES, REFUSED, large_page

    for name, content in REFUSED.items():
        (folder / name).write_bytes(content)
    for name in LARGE_PAGES:
        text = f"<html><body>{large_page(name)}</body></html>"
        (folder / f"large-{name.replace(' ', '-')}.html").write_text(text, encoding="utf-8")
    for number, unit in enumerate(LONG_LINES):
        for suffix in (".txt", ".md"):
            text = f"题目\n\n{unit * (_LENGTH // len(unit))}\n\n人说了话。\n"
            (folder / f"long-{number:02}{suffix}").write_text(text, encoding="utf-8")


def main() -> None:
    """Print a line for each file."""
    if sys.argv[1:]:
        write(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, __file__, folder], check=True)
        for path in sorted(Path(folder).iterdir()):
            code, seconds, megabytes, said = measure(path)
            is_honest = path.name.startswith(("long-", "large-")) and path.stem != "large"
            well = code == 1 and seconds < 10 and megabytes < 500 and "Traceback" not in said
            mark = "   " if is_honest else "ok " if well else "BAD"
            shown = said.strip().replace(folder, "")[:90]
            sys.stdout.write(
                f"{mark} {code} {path.name:22} {seconds:5.1f} s {megabytes:4.0f} MB {shown}\n"
            )


if __name__ == "__main__":
    main()
