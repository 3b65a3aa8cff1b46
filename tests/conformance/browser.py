"""One headless Chromium that runs scripts in the pages of books, bare or in a reading app."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Self

CHROMIUM = "/usr/bin/chromium"
HERE = Path(__file__).parent


class Browser:
    """Chromium, driven by puppeteer; foliate-js is the reading app."""

    def __init__(self, tools: Path) -> None:
        assert shutil.which(CHROMIUM), "chromium is missing: make conformance installs it"
        for package in ("puppeteer-core", "foliate-js"):
            assert (tools / package).is_dir(), f"{package} is missing: run make conformance"
        self._process = subprocess.Popen(
            ["node", str(HERE / "browser.mjs"), str(tools), CHROMIUM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.__exit__(None, None, None)  # closes its pipes and waits

    def in_page(self, page: Path, script: str, **values: object) -> Any:
        """Run the file *script* in a page of an unpacked book, its names given *values*."""
        return self._do({"page": str(page), "script": program(script, values)})

    def in_reader(self, book: Path, script: str, **settings: Any) -> Any:
        """Run the file *script* beside a *book* that foliate-js has open.

        *settings* are the width and height of the window in px, the styles of who reads,
        the path of a picture to take, and under `values` those of the script.
        """
        values = settings.pop("values", {})
        return self._do({"book": str(book), "script": program(script, values), **settings})

    def _do(self, job: dict[str, Any]) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the browser is gone"
        answer = json.loads(line)
        assert "error" not in answer, answer["error"]
        return answer["value"]


def program(script: str, values: dict[str, object]) -> str:
    """Read a script; what it names in capitals gets its value, and geometry.js goes first."""
    names = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in values.items())
    shared = (HERE / "geometry.js").read_text(encoding="utf-8")
    own = (HERE / script).read_text(encoding="utf-8")
    return f"(async () => {{\n{shared}\n{names}\n{own}\n}})()"
