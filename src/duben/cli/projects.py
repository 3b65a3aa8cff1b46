"""The commands about project folders: `duben init` and `duben config`.

Paths and values go to stdout, what a person should know to stderr. The work is below.
"""

from __future__ import annotations

import json as json_format
import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from duben.cli import settings
from duben.cli.commands import _reporting
from duben.cli.readings import app

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["app"]  # with these commands in it

_WIDEST = 32  # characters of a value; longer ones push what is behind them

_HEAD = """\
# Settings of `duben build`, and of check, inspect and review, for all texts in this folder.
#
# Each is an option of the command: paper is --paper. Take away the # before a line to set it.
# A flag goes before a variable (DUBEN_PAPER), a variable before this file. Paths are seen
# from this file. `duben config TEXT` shows what holds, and who says so.
"""


@app.command(context_settings={"ignore_unknown_options": True})
@_reporting
def config(
    ctx: typer.Context,
    arguments: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE] [OPTIONS OF BUILD]", help="As `duben build` would be called."
        ),
    ] = None,
    *,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show the value of every option for a text, and who gives it."""
    build, given = settings.build_of(ctx), list(arguments or ())
    options, _, _ = build.make_parser(ctx).parse_args(args=list(given))
    if not options.get("sources"):
        given.append("-")  # a text in this folder
    with build.make_context("build", given, parent=ctx.parent) as chosen:
        values = list(settings.values_of(chosen))
        found = settings.project_of(chosen)
    if json:
        typer.echo(_as_json(values, found.path if found else None))
        return
    key_width = max(len(each.key) for each in values)
    width = max(min(len(_shown(each.value)), _WIDEST) for each in values)
    for each in values:
        origin = each.where or each.origin
        typer.echo(f"{each.key:<{key_width}}  {_shown(each.value):<{width}}  {origin}")
    if not found:
        _say("There is no duben.toml in the folder of the text or above it: duben init makes one.")
    names = {each.variable for each in settings.settings(build).values()}
    for name in sorted(os.environ):
        if name.startswith("DUBEN_") and name not in names:
            _say(f"{name} is set, and sets nothing: no option is called so.")


@app.command()
@_reporting
def init(
    folder: Annotated[
        Path, typer.Argument(metavar="[FOLDER]", file_okay=False, help="Made if it is not there.")
    ] = Path(),
    *,
    text: Annotated[
        Path | None,
        typer.Option("--from", metavar="TEXT", help="A text of yours; it is copied there."),
    ] = None,
    ctx: typer.Context,
) -> None:
    """Make a project folder: a text, duben.toml, and files for your corrections and words."""
    from duben import new_project

    started = new_project.start(folder, text, starting_file(settings.build_of(ctx)))
    for path in started.made:
        typer.echo(path)
    if started.kept:
        _say(f"Left as they were: {', '.join(map(str, started.kept))}")
    _say(f"Next: duben build {shlex.join(map(str, started.texts))}")


def starting_file(build: Any) -> str:
    """Write a duben.toml that has every setting, explained, and sets none."""
    return "".join(_lines(build))


def _lines(build: Any) -> Iterator[str]:
    yield _HEAD
    known = settings.settings(build).values()
    panels = list(dict.fromkeys(setting.option.rich_help_panel or "" for setting in known))
    panel = ""
    # As in the help, options of one panel stand together, wherever the command has them.
    for setting in sorted(known, key=lambda one: panels.index(one.option.rich_help_panel or "")):
        option = setting.option
        if option.rich_help_panel and option.rich_help_panel != panel:
            panel = option.rich_help_panel
            yield f"\n# {panel}\n# {'-' * len(panel)}\n"
        help_text = " ".join((option.help or "").split())
        limits = ", ".join(setting.choices) or _limits(option)
        yield f"\n# {help_text}{f' ({limits})' if limits else ''}\n"
        yield f"#{setting.key} = {_default(option)}\n"


def _limits(option: Any) -> str:
    """Write what a number may be: "1 to 6", "MB, 1 to 2000"."""
    if option.min is None or option.max is None:
        return ""
    return ", ".join(filter(None, (option.metavar, f"{option.min} to {option.max}")))


def _default(option: Any) -> str:
    """Write the default of an option as TOML; "" and [] leave it open."""
    if option.default is None:
        return "[]" if option.multiple else '""'
    return settings.written(option.default)


def _as_json(values: list[settings.Given], file: Path | None) -> str:
    return json_format.dumps(
        {
            "schema": 1,
            "file": str(file) if file else None,
            "settings": {
                each.key: {
                    "value": each.value,
                    "from": each.origin,
                    "where": each.where or None,
                }
                for each in values
            },
        },
        ensure_ascii=False,
        indent=2,
        default=str,
    )


def _shown(value: Any) -> str:
    is_open = value is None or value in ((), [])
    return "–" if is_open else settings.written(value)


def _say(text: str) -> None:
    typer.echo(text, err=True)
