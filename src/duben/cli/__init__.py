"""The command line: `duben build`, `inspect`, `check`, `doctor`, `explain`."""

from __future__ import annotations


def main() -> None:
    """Run the command line (the entry point `duben`)."""
    from duben.cli.commands import app

    app()
