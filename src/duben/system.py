"""What the system's package managers call the parts that pip does not bring.

Names of parts in, the command that installs them out. Nothing is installed here.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PANGO = "Pango"
HARFBUZZ = "HarfBuzz subsetting"

_COMMANDS = {
    "apt-get": "sudo apt-get install",
    "dnf": "sudo dnf install",
    "pacman": "sudo pacman -S",
    "brew": "brew install",
}
_PACKAGES = {
    PANGO: {
        "apt-get": "libpango-1.0-0 libpangoft2-1.0-0",
        "dnf": "pango",
        "pacman": "pango",
        "brew": "pango",
    },
    HARFBUZZ: {
        "apt-get": "libharfbuzz-subset0",
        "dnf": "harfbuzz",
        "pacman": "harfbuzz",
        "brew": "harfbuzz",
    },
    "Noto Serif CJK SC": {
        "apt-get": "fonts-noto-cjk",
        "dnf": "google-noto-serif-cjk-fonts",
        "pacman": "noto-fonts-cjk",
        "brew": "font-noto-serif-cjk-sc",
    },
    "Noto Sans CJK SC": {
        "apt-get": "fonts-noto-cjk",
        "dnf": "google-noto-sans-cjk-fonts",
        "pacman": "noto-fonts-cjk",
        "brew": "font-noto-sans-cjk-sc",
    },
    "LXGW WenKai": {
        "apt-get": "fonts-lxgw-wenkai",
        "pacman": "ttf-lxgw-wenkai",
        "brew": "font-lxgw-wenkai",
    },
    "Noto Sans CJK JP": {
        "apt-get": "fonts-noto-cjk",
        "dnf": "google-noto-sans-cjk-fonts",
        "pacman": "noto-fonts-cjk",
        "brew": "font-noto-sans-cjk-jp",
    },
    "Noto Sans Mono CJK SC": {
        "apt-get": "fonts-noto-cjk",
        "dnf": "google-noto-sans-mono-cjk-fonts",
        "pacman": "noto-fonts-cjk",
        "brew": "font-noto-sans-mono-cjk-sc",
    },
    "rare characters": {"apt-get": "fonts-noto-cjk fonts-hanazono fonts-noto-core"},
}


def package_manager() -> str:
    """Return the package manager of this system; Debian's where none is known."""
    return next((name for name in _COMMANDS if shutil.which(name)), "apt-get")


def packages(parts: Iterable[str]) -> tuple[str, ...]:
    """Name the packages of this system that have the *parts*, each once."""
    manager = package_manager()
    names = " ".join(_PACKAGES.get(part, {}).get(manager, "") for part in parts)
    return tuple(dict.fromkeys(names.split()))


def install_command(parts: Iterable[str]) -> str:
    """Return the command that installs the *parts*, "" where no package is known."""
    names = " ".join(packages(parts))
    return f"{_COMMANDS[package_manager()]} {names}" if names else ""


def advice(*parts: str, otherwise: str = "") -> str:
    """Say in a sentence how to install the *parts*, or what *otherwise* to do."""
    command = install_command(parts)
    if not command:
        return f"Install it{f', or {otherwise}' if otherwise else ''}, then try again."
    return f"Install it: {command}" + (f"; or {otherwise}." if otherwise else "")
