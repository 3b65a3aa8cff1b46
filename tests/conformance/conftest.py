"""What the outside validators judge, and where they are. `make conformance` makes both."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def editions() -> Path:
    """The folder of the nine editions of the declaration."""
    folder = ROOT / "build/shanghai-declaration"
    assert len(list(folder.glob("shanghai-declaration-*"))) == 9, "run make first"
    return folder


@pytest.fixture(scope="session")
def tools() -> Path:
    """The folder of the validators that npm installs."""
    folder = ROOT / ".conformance/node_modules"
    assert folder.is_dir(), "the validators are missing: run make conformance"
    return folder
