"""The wheel is whole: installed away from the source tree, it builds the editions."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder]
    subprocess.run([*build, ROOT], check=True, capture_output=True)
    return next(folder.glob("duben-*.whl"))


TRAINING = "duben/annotate/training/"  # what the weights are learned from, and by


def test_the_wheel_holds_every_file_that_the_program_reads(wheel: Path):
    held = set(zipfile.ZipFile(wheel).namelist())
    source = ROOT / "src"
    ours = {
        path.relative_to(source).as_posix()
        for path in (source / "duben").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    }
    templates = {
        f"duben/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "templates").rglob("*")
        if path.is_file()
    }
    training = {path for path in ours if path.startswith(TRAINING)}
    assert training
    assert (ours | templates) - held == training


def test_the_installed_wheel_builds_without_the_source_tree(wheel: Path, tmp_path: Path):
    site = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", site]
    subprocess.run([*pip, wheel], check=True, capture_output=True)
    environment = {**os.environ, "PYTHONPATH": str(site)}
    text = tmp_path / "text.txt"
    text.write_text("短文\n\n今天天气很好，我们去公园走走。\n", encoding="utf-8")

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    assert run("-c", "import duben; print(duben.__file__)").startswith(str(site))
    written = run("-m", "duben", "build", "text.txt").split()
    assert len(written) == 9
    assert all((tmp_path / name).stat().st_size > 1000 for name in written)
