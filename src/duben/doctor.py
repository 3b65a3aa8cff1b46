"""What of the machine Duben needs, whether it is there, and the command that installs it.

Nothing in, `Finding`s out; `install` runs apt-get where there is one. It
checks presence, not whether an edition would come out well: `verify` does that.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version

from duben import fonts
from duben.errors import MissingPartError

# What each part is called by the package managers we know. A part that a manager lacks
# is left out of its command.
_PACKAGES = {
    "Pango": {
        "apt-get": "libpango-1.0-0 libpangoft2-1.0-0",
        "dnf": "pango",
        "pacman": "pango",
        "brew": "pango",
    },
    "HarfBuzz subsetting": {
        "apt-get": "libharfbuzz-subset0",
        "dnf": "harfbuzz",
        "pacman": "harfbuzz",
        "brew": "harfbuzz",
    },
    "Noto Serif CJK SC": {
        "apt-get": "fonts-noto-cjk",
        "dnf": "google-noto-serif-cjk-fonts",
        "pacman": "noto-fonts-cjk",
        "brew": "font-noto-serif-cjk",
    },
    "Noto Sans CJK SC": {
        "apt-get": "fonts-noto-cjk",
        "dnf": "google-noto-sans-cjk-fonts",
        "pacman": "noto-fonts-cjk",
        "brew": "font-noto-sans-cjk",
    },
    "LXGW WenKai": {
        "apt-get": "fonts-lxgw-wenkai",
        "pacman": "ttf-lxgw-wenkai",
        "brew": "font-lxgw-wenkai",
    },
}
_COMMANDS = {
    "apt-get": "apt-get install -y --no-install-recommends",
    "dnf": "dnf install -y",
    "pacman": "pacman -S --needed",
    "brew": "brew install",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One part: its name, whether it is present, what was found, how to get it.

    `needed` is False for what only makes the pages more beautiful.
    """

    name: str
    present: bool
    detail: str
    remedy: str = ""
    needed: bool = True


def examine() -> tuple[Finding, ...]:
    """Look at Python, the packages, the libraries and the fonts, in that order."""
    libraries = _libraries()
    can_ask = libraries[0].present
    return (_python(), *_python_packages(), *libraries, *_fonts(can_ask=can_ask))


def install() -> None:
    """Install the missing parts by apt-get, as root or by sudo.

    On other systems nothing happens: the command that `examine` gives is the user's to
    run. Raises `MissingPartError` where apt-get fails.
    """
    command = install_command(examine())
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    if not command.startswith("apt-get") or (as_root and not shutil.which("sudo")):
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update", "-qq"], [*command.split(), "-qq"]):
        finished = subprocess.run(  # noqa: S603 (our own words)
            [*as_root, *step], check=False, stdout=subprocess.DEVNULL, env=environment
        )
        if finished.returncode:
            raise MissingPartError(f"{' '.join(step)} failed", hint=f"Run it by hand: {command}")
    fonts.forget()


def install_command(findings: tuple[Finding, ...]) -> str:
    """Return the one command that installs every missing part, "" if none is missing."""
    missing = [finding.name for finding in findings if not finding.present]
    return _command(missing)


def _command(names: list[str]) -> str:
    manager = next((name for name in _COMMANDS if shutil.which(name)), "apt-get")
    packages = " ".join(_PACKAGES[name].get(manager, "") for name in names if name in _PACKAGES)
    unique = " ".join(dict.fromkeys(packages.split()))
    return f"{_COMMANDS[manager]} {unique}" if unique else ""


def _part(name: str, *, present: bool, detail: str, needed: bool = True) -> Finding:
    remedy = "" if present else _command([name])
    return Finding(name, present, detail if present else "missing", remedy, needed)


def _python() -> Finding:
    return Finding("Python", present=True, detail=sys.version.split()[0])


def _python_packages() -> tuple[Finding, ...]:
    try:
        wanted = [line for line in requires("duben") or () if "extra ==" not in line]
    except PackageNotFoundError:
        return (Finding("duben", present=False, detail="not installed", remedy="pip install ."),)
    return tuple(_python_package(_distribution(line)) for line in wanted)


def _distribution(requirement: str) -> str:
    """Return the package's name: "weasyprint==70.*" → "weasyprint"."""
    return next(
        (requirement[:at] for at, sign in enumerate(requirement) if sign in " <>=!~;["), requirement
    )


def _python_package(name: str) -> Finding:
    try:
        return Finding(name, present=True, detail=version(name))
    except PackageNotFoundError:
        return Finding(name, present=False, detail="missing", remedy=f"pip install {name}")


def _libraries() -> tuple[Finding, ...]:
    try:
        from weasyprint.text import ffi
    except (OSError, ImportError):
        return (_part("Pango", present=False, detail=""),)
    number = ffi.pango.pango_version()
    pango = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    return (
        _part("Pango", present=True, detail=pango),
        _part("HarfBuzz subsetting", present=ffi.harfbuzz_subset is not None, detail="yes"),
    )


def _fonts(*, can_ask: bool) -> tuple[Finding, ...]:
    """Look for the families; without Pango nobody can be asked, so all count as missing."""
    return tuple(
        _part(
            family.name,
            present=can_ask and fonts.installed(family.name),
            detail=family.purpose,
            needed=needed,
        )
        for families, needed in ((fonts.REQUIRED, True), (fonts.OPTIONAL, False))
        for family in families
    )
