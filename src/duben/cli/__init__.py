"""The command line: `duben build`, `inspect`, `check`, `review`, `readings`, `explain`, …."""

from __future__ import annotations


def main() -> None:
    """Run the command line (the entry point `duben`)."""
    import sys
    from io import TextIOWrapper

    from duben.cli.projects import app

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show 人
    app()
