"""Fixtures for all tests: golden files, and the declaration built once a run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from duben.model import Publication

GOLDEN = Path(__file__).parent / "golden"
DECLARATION = Path(__file__).parents[1] / "src/duben/samples/shanghai-declaration.txt"

# The first example of a process loads the dictionaries: no test is judged by its time.
settings.register_profile("duben", deadline=None)
settings.load_profile("duben")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare text with `tests/golden/NAME`, or rewrite that file with --update-golden."""

    def compare(name: str, actual: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, encoding="utf-8")
        assert path.exists(), f"no golden file {path}; make it with --update-golden"
        assert actual == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def declaration() -> Publication:
    """The Shanghai declaration, read, cleaned, parsed and annotated."""
    from duben import publish

    return publish.read(DECLARATION)


@pytest.fixture(autouse=True, scope="session")
def _no_readings_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees or writes the corrections of whoever runs it."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        yield
