"""The commands about readings: `duben review`, and `duben readings` set, list, import.

Paths and lists go to stdout, what a person should know to stderr. The work is below.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from duben.cli.commands import (
    Encoding,
    MaxSize,
    OwnWords,
    ReadingModel,
    ScriptOption,
    Select,
    WholePage,
    _reading,
    _reporting,
    app,
)
from duben.cli.settings import SettingsCommand

if TYPE_CHECKING:
    from duben.proofreading import Listed
    from duben.reading_back import ReadBack

__all__ = ["app"]  # with these commands in it

readings = typer.Typer(
    no_args_is_help=True,
    help="Correct readings for good: one word (set), all of them (list), from Word (import).",
)
app.add_typer(readings, name="readings")

TextFile = Annotated[
    Path,
    typer.Argument(
        metavar="SOURCE",
        dir_okay=False,
        exists=True,
        help="A file; its corrections lie beside it, STEM.readings.toml.",
    ),
]


@app.command(cls=SettingsCommand)
@_reporting
def review(
    source: TextFile,
    *,
    script: ScriptOption = "auto",
    encoding: Encoding = None,
    select: Select = None,
    whole_page: WholePage = False,
    max_size: MaxSize = 20,
    words: OwnWords = None,
    model: ReadingModel = None,
) -> None:
    """List the readings in doubt in STEM.readings.toml, for a person to settle."""
    from duben import proofreading

    options = _reading(
        script, encoding, select, max_size, words, model=model, whole_page=whole_page
    )
    done = proofreading.review(source, options)
    if not done.is_written:
        _say("No reading is in doubt.")
        return
    typer.echo(done.path)
    _say(f"To settle: {done.open}. Settled: {done.settled}. Not in the text: {done.stale}.")


@readings.command("set", cls=SettingsCommand)
@_reporting
def set_(
    source: TextFile,
    word: Annotated[str, typer.Argument(metavar="WORD", help="In Chinese characters: 行业.")],
    pinyin: Annotated[str, typer.Argument(metavar="PINYIN", help='"háng yè", hángyè or hang2ye4.')],
    *,
    here: Annotated[
        str,
        typer.Option(metavar="TEXT", help="Only at this place: 鼓励行业, which the text has once."),
    ] = "",
    everywhere: Annotated[
        bool, typer.Option("--everywhere", help="In all texts: goes into your own file.")
    ] = False,
    script: ScriptOption = "auto",
    encoding: Encoding = None,
    select: Select = None,
    whole_page: WholePage = False,
    max_size: MaxSize = 20,
    words: OwnWords = None,
    model: ReadingModel = None,
) -> None:
    """Set how a word is read: in this text, at one place, or in all texts."""
    from duben import corrections, proofreading, publish

    if here and everywhere:
        raise typer.BadParameter("--here and --everywhere exclude each other")
    if everywhere:
        path = publish.own_readings()
        if path is None:
            raise typer.BadParameter("you have no home folder here: set XDG_CONFIG_HOME")
        entry = proofreading.set_everywhere(path, word, pinyin)
        said = "in all texts"
    else:
        options = _reading(
            script, encoding, select, max_size, words, model=model, whole_page=whole_page
        )
        path = corrections.beside(source)
        done = proofreading.set_reading(source, word, pinyin, options, here=here)
        entry = done.entry
        said = f"here: {entry.sentences[0]}" if here else f"in this text ({_count(done.places)})"
        if done.longer:
            said += f", in {', '.join(done.longer)} too"
    typer.echo(path)
    _say(f"{entry.text} is read {entry.choose} {said}")


@readings.command("list", cls=SettingsCommand)
@_reporting
def list_(
    source: TextFile,
    *,
    script: ScriptOption = "auto",
    encoding: Encoding = None,
    select: Select = None,
    whole_page: WholePage = False,
    max_size: MaxSize = 20,
    words: OwnWords = None,
    model: ReadingModel = None,
) -> None:
    """List the corrections that apply to a text, and those still open."""
    from duben import proofreading

    options = _reading(
        script, encoding, select, max_size, words, model=model, whole_page=whole_page
    )
    for one in proofreading.listing(source, options):
        typer.echo(_row(one))


@readings.command("import", cls=SettingsCommand)
@_reporting
def import_(
    source: TextFile,
    edited: Annotated[
        Path,
        typer.Argument(
            metavar="EDITED.docx",
            dir_okay=False,
            exists=True,
            help="The pinyin edition for Word, with readings changed by hand.",
        ),
    ],
    *,
    script: ScriptOption = "auto",
    encoding: Encoding = None,
    select: Select = None,
    whole_page: WholePage = False,
    max_size: MaxSize = 20,
    words: OwnWords = None,
    model: ReadingModel = None,
) -> None:
    """Take readings that were changed in Word over the characters, for all editions to come."""
    from duben import proofreading, reading_back

    options = _reading(
        script, encoding, select, max_size, words, model=model, whole_page=whole_page
    )
    desk = proofreading.Desk(source, options)
    found = reading_back.read_back(desk, edited)
    if found.taken:
        typer.echo(desk.path)
    _tell(found)


def _row(one: Listed) -> str:
    entry = one.entry
    reach = "all texts" if one.is_own else entry.scope
    reading = one.reading or f"{entry.read}?"
    return f"{one.state:<8}{entry.text} {reading}  ({reach}, {_count(one.places)})  {entry.where}"


def _count(places: int) -> str:
    return f"{places} place" + "s" * (places != 1)


def _tell(found: ReadBack) -> None:
    for entry, places in found.taken:
        reach = "in the whole text" if entry.scope == "text" else "there only"
        _say(f"taken: {entry.text} {entry.choose}, {reach} ({places} changed)")
    if not found.taken:
        _say("No reading was changed.")
    for sentence in found.left:
        _say(f"not taken: {sentence}.")
    if found.missing:
        _say(
            f"The Word file lacks {len(found.missing)} characters of the text. The text itself is "
            "not changed by this: change the source."
        )


def _say(text: str) -> None:
    typer.echo(text, err=True)
