"""ARCHITECTURE.md is kept true: every module is named, and none that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def modules() -> set[str]:
    """Every module and package of ours, as a path below src/duben."""
    home = ROOT / "src/duben"
    found = {path.relative_to(home).as_posix() for path in home.rglob("*.py")}
    packages = {path.removesuffix("__init__.py") for path in found if path.endswith("__init__.py")}
    return {path for path in found if not path.endswith("__init__.py")} | packages - {""}


def named() -> set[str]:
    """Every path that the room list names: `annotate/` and, below it, `readings.py`."""
    found = set()
    for line in TEXT.splitlines():
        row = re.match(r"\| `([\w./]+)` \|", line)
        if row:
            found.add(row[1])
    return found


def test_every_module_is_named():
    assert modules() - named() == set()


def test_no_module_is_named_that_is_not_there():
    assert named() - modules() == set()
