"""The rivals as their own documentation says to use them: texts → one syllable a character.

Sandhi is off where it can be switched off. Nothing of Duben is imported here, so that a
rival's seconds and memory are its own. What a rival does not read comes back as it is.
"""

from __future__ import annotations

import json
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

PINYIN_PRO = Path(__file__).parents[2] / ".conformance/node_modules/pinyin-pro"


def pypinyin(text: str) -> list[str]:
    """Read by pypinyin alone."""
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True, errors=list)


def pypinyin_jieba(text: str) -> list[str]:
    """Read by pypinyin, word by word as jieba cuts them."""
    import jieba

    jieba.setLogLevel("ERROR")
    return [syllable for word in jieba.cut(text) for syllable in pypinyin(word)]


def pinyin_pro(texts: Sequence[str], segmentit: int = 0) -> list[list[str]]:
    """Read all texts by pinyin-pro, in Node, with one of its ways to cut words (0: as it is).

    Raises `FileNotFoundError` where it is not installed.
    """
    answer = subprocess.run(
        ["node", Path(__file__).with_name("pinyin_pro.cjs"), _pinyin_pro()],
        input=json.dumps({"segmentit": segmentit, "texts": list(texts)}),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return json.loads(answer.stdout)


def versions() -> dict[str, str]:
    """Return which versions are measured."""
    package = json.loads((_pinyin_pro() / "package.json").read_text(encoding="utf-8"))
    installed = {name: version(name) for name in ("pypinyin", "jieba")}
    return {**installed, "pinyin-pro": package["version"]}


def _pinyin_pro() -> Path:
    if not PINYIN_PRO.exists():
        raise FileNotFoundError("pinyin-pro is not installed: make readings-report installs it")
    return PINYIN_PRO
