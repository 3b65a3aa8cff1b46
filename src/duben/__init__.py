"""Duben 读本: one Chinese text, nine finished publications.

The public interface is what this module names; everything else may change.

    import duben
    duben.build("notes.txt", duben.Options(layouts=("pinyin",)))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = ["DubenError", "Options", "Publication", "__version__", "build", "read"]

_HOMES = {
    "DubenError": "duben.errors",
    "Options": "duben.config",
    "Publication": "duben.model",
    "build": "duben.publish",
    "read": "duben.publish",
}

if TYPE_CHECKING:
    from duben.config import Options
    from duben.errors import DubenError
    from duben.model import Publication
    from duben.publish import build, read


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: `import duben` alone stays cheap."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'duben' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
