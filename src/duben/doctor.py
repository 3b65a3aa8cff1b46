"""What of the machine Duben needs, whether it is there, and the command that installs it.

Nothing in, `Finding`s out; `install` runs apt-get where there is one. It
checks presence, not whether an edition would come out well: `verify` does that.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, requires, version
from typing import TYPE_CHECKING

from duben import fonts, system
from duben.errors import MissingPartError

if TYPE_CHECKING:
    from pathlib import Path

_ASK = """
from weasyprint.text import ffi
print(ffi.pango.pango_version(), ffi.harfbuzz_subset is not None)
"""


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


def examine(font_folders: tuple[Path, ...] = ()) -> tuple[Finding, ...]:
    """Look at Python, the packages, the libraries and the fonts, in that order.

    Raises `OptionError` for one of *font_folders* that is not there or has no font.
    """
    libraries = _libraries()
    can_ask = libraries[0].present
    with fonts.besides(*font_folders):
        return (_python(), *_python_packages(), *libraries, *_fonts(can_ask=can_ask))


def install() -> None:
    """Install the missing parts by apt-get, as root or by sudo.

    On other systems nothing happens: the command that `examine` gives is the user's to
    run. Raises `MissingPartError` where apt-get fails.
    """
    missing = [finding.name for finding in examine() if not finding.present]
    packages = system.packages(missing)
    if not packages or system.package_manager() != "apt-get" or not shutil.which("apt-get"):
        return
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    if as_root and not shutil.which("sudo"):
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    add = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for step in (["apt-get", "update", "-qq"], add):
        finished = subprocess.run(  # noqa: S603 (our own words)
            [*as_root, *step], check=False, stdout=subprocess.DEVNULL, env=environment
        )
        if finished.returncode:
            command = system.install_command(missing)
            raise MissingPartError(f"{' '.join(step)} failed", hint=f"Run it by hand: {command}")
    fonts.forget()


def _part(name: str, *, present: bool, detail: str = "", needed: bool = True) -> Finding:
    remedy = "" if present else system.install_command([name])
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
    """Ask a process of its own: an import that fails here could not be tried again."""
    asked = subprocess.run(  # noqa: S603 (our own words)
        [sys.executable, "-c", _ASK], capture_output=True, text=True, check=False
    )
    if asked.returncode:
        return (_part(system.PANGO, present=False), _part(system.HARFBUZZ, present=False))
    number, subsetting = asked.stdout.split()[-2:]
    version_parts = divmod(int(number) // 100, 100)
    pango = ".".join(map(str, (*version_parts, int(number) % 100)))
    return (
        _part(system.PANGO, present=True, detail=pango),
        _part(system.HARFBUZZ, present=subsetting == "True", detail="yes"),
    )


def _fonts(*, can_ask: bool) -> tuple[Finding, ...]:
    """Look for the families; without Pango nobody can be asked, so all count as missing."""
    return tuple(
        _font(family, present=can_ask and fonts.installed(family.name), needed=needed)
        for families, needed in ((fonts.REQUIRED, True), (fonts.OPTIONAL, False))
        for family in families
    )


def _font(family: fonts.Family, *, present: bool, needed: bool) -> Finding:
    """Look at one family: for what it is used, and in which file it is."""
    file = fonts.any_file_of(family.name) if present else None
    detail = f"{family.purpose}, {file.name}" if file else family.purpose
    found = _part(family.name, present=present, detail=detail, needed=needed)
    return found if present else replace(found, detail=f"missing, for {family.purpose}")
