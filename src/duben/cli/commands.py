"""The commands and their options. What they print is in `messages`; the work is below.

Products (paths, JSON, findings) go to stdout, progress and errors to stderr. Exit codes:
0 done, 1 failed with a message, 2 usage, 3 with --strict: built, but findings are open,
130 interrupted.
"""

from __future__ import annotations

import functools
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ParamSpec, TypeVar

import typer

from duben import __version__
from duben.cli import display as shown  # noqa: TC001 (typer evaluates annotations)
from duben.cli import ebooks as made  # noqa: TC001 (typer evaluates annotations)
from duben.cli import practice as practised  # noqa: TC001 (typer evaluates annotations)
from duben.cli import printing as printed  # noqa: TC001 (typer evaluates annotations)
from duben.cli import word_files as word_file  # noqa: TC001 (typer evaluates annotations)
from duben.cli.settings import SettingsCommand, located
from duben.config import Display, Ebook, Options, Practice, Printing, Script, Word
from duben.errors import DubenError

if TYPE_CHECKING:
    from collections.abc import Callable

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Duben 读本: one Chinese text in, nine finished publications out.",
)

_MEGABYTE = 1_000_000

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE…", help="Files: .txt .md .html .docx .epub .pdf; - is standard input."
    ),
]
Source = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE", help="A file: .txt .md .html .docx .epub .pdf; - is standard input."
    ),
]
ScriptOption = Annotated[
    Script,
    typer.Option("--script", help="auto restores machine-made traditional text to simplified."),
]
Encoding = Annotated[
    str | None, typer.Option("--encoding", metavar="NAME", help="Overrule the detected encoding.")
]
Select = Annotated[
    str | None,
    typer.Option("--select", metavar="CSS", help="Web page: only the elements that match."),
]
WholePage = Annotated[bool, typer.Option("--whole-page", help="Web page: all of its text.")]
OwnWords = Annotated[
    Path | None,
    typer.Option(
        "--words",
        metavar="FILE",
        help="Your own words: +AB is one, A/B two. Else SOURCE's STEM.words.txt, if there.",
    ),
]
MaxSize = Annotated[
    int,
    typer.Option("--max-size", metavar="MB", min=1, max=2000, help="The largest file to read."),
]
ReadingModel = Annotated[
    list[str] | None,
    typer.Option(
        "--model",
        metavar="NAME",
        help="An installed model of readings that has a voice: g2pm. May be repeated.",
    ),
]


Level = Annotated[
    str,
    typer.Option(
        "--level", metavar="HSK4", help="Study guide: words above this HSK level (1–7) are new."
    ),
]
Known = Annotated[
    Path | None,
    typer.Option(
        "--known", metavar="FILE", help="Study guide: words that are not new, one a line."
    ),
]
Glossary = Annotated[
    Path | None,
    typer.Option(
        "--glossary",
        metavar="FILE",
        help="Meanings that you edited. Else STEM.glossary.csv beside SOURCE or its editions.",
    ),
]


def _reporting(command: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Turn the errors a user can cause into one paragraph and an exit code."""

    @functools.wraps(command)
    def reported(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        try:
            return command(*args, **kwargs)
        except DubenError as error:
            _show_error(error)
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt as error:
            typer.echo("Interrupted: nothing was left half-written.", err=True)
            raise typer.Exit(130) from error
        except BrokenPipeError as error:
            sys.stderr.close()  # a pager was closed: there is nobody to tell
            raise typer.Exit(0) from error

    return reported


@app.callback(invoke_without_command=True)
def _root(
    *,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        typer.echo(f"duben {__version__}")
        raise typer.Exit


@app.command(cls=SettingsCommand)
@_reporting
def build(
    sources: Sources,
    *,
    folder: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="Where the products go.")
    ] = Path("build"),
    layout: Annotated[
        list[str] | None,
        typer.Option(
            "-l",
            "--layout",
            metavar="NAME",
            help="plain, pinyin, study, or your own; may be repeated. All if left out.",
        ),
    ] = None,
    format: Annotated[  # noqa: A002 (the option's name)
        list[str] | None,
        typer.Option(
            "-f",
            "--format",
            metavar="NAME",
            help="pdf, epub, docx; may be repeated. All if left out.",
        ),
    ] = None,
    export: Annotated[
        list[str] | None,
        typer.Option(
            "-x",
            "--export",
            metavar="NAME",
            help="New words as cards and lists besides: anki, tsv, csv; may be repeated.",
        ),
    ] = None,
    script: ScriptOption = "auto",
    encoding: Encoding = None,
    select: Select = None,
    whole_page: WholePage = False,
    max_size: MaxSize = 20,
    words: OwnWords = None,
    model: ReadingModel = None,
    level: Level = "HSK4",
    known: Known = None,
    glossary: Glossary = None,
    templates: Annotated[
        list[Path] | None,
        typer.Option(
            "--templates",
            metavar="DIR",
            help="A folder of your own templates, searched first; may be repeated.",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 3 while findings are open.")
    ] = False,
    pinyin: shown.Pinyin = "syllables",
    tones: shown.ToneNotation = "marks",
    sandhi: shown.Sandhi = False,
    neutral: shown.Neutral = "required",
    tone_colours: shown.Colours = "none",
    annotate: shown.Annotation = "all",
    ruby: shown.Ruby = "word",
    paper: printed.Paper = "a4",
    sides: printed.Sides = "one",
    size: printed.Size = "normal",
    ruby_grid: printed.RubyGrid = False,
    line_numbers: printed.LineNumbers = False,
    contents: printed.Contents = "auto",
    glosses: printed.Glosses = "footnotes",
    pdf_variant: printed.Variant = "pdf/ua-1",
    font_dir: printed.FontFolders = None,
    vertical: made.Vertical = False,
    embed_font: made.HanFont = False,
    certified_by: made.CertifiedBy = "",
    theme: word_file.Theme = "handout",
    reference_doc: word_file.Reference = None,
    exercises: practised.Kinds = "",
    seed: practised.Seed = "",
    key: practised.AnswerKey = "back",
) -> None:
    """Write the nine editions to DIR/STEM/STEM-LAYOUT.EXT and print their paths."""
    from duben import publish
    from duben.cli import messages
    from duben.study.learner import hsk_level

    options = Options(
        folder=folder,
        layouts=tuple(layout or ()),
        formats=tuple(format or ()),
        script=script,
        encoding=encoding,
        select=select,
        whole_page=whole_page,
        max_size=max_size * _MEGABYTE,
        templates=_template_folders(templates or []),
        words=words,
        models=tuple(model or ()),
        level=hsk_level(level),
        known=known,
        glossary=glossary,
        readings=publish.own_readings(),
        exports=tuple(export or ()),
        display=Display(pinyin, tones, sandhi, neutral, tone_colours, annotate, ruby),
        printing=Printing(
            paper,
            sides,
            size,
            ruby_grid,
            line_numbers,
            contents,
            glosses,
            pdf_variant,
            tuple(font_dir or ()),
        ),
        ebook=Ebook(vertical, embed_font, certified_by),
        word=Word(theme, reference_doc),
        practice=Practice(exercises, seed, key),
    )
    publish.check_names(options)
    _require_different_names(sources)
    failed = findings = False
    for source in sources:
        remarks: list[str] = []
        try:
            with messages.progress(source) as report:
                report("reading")
                publication = publish.read(_path(source), options, stdin=_stdin(source))
                written = publish.build_editions(
                    publication,
                    options,
                    source=_path(source),
                    report=report,
                    remark=remarks.append,
                )
        except DubenError as error:
            if len(sources) == 1:
                raise
            _show_error(error)
            failed = True
            continue
        for path in written:
            typer.echo(path)
        messages.summary(publication, source, publish.report_path(publication, options), remarks)
        findings = findings or bool(messages.open_findings(publication))
    if failed:
        raise typer.Exit(1)
    if strict and findings:
        raise typer.Exit(3)


@app.command(cls=SettingsCommand)
@_reporting
def inspect(
    source: Source,
    *,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    script: ScriptOption = "auto",
    encoding: Encoding = None,
    select: Select = None,
    whole_page: WholePage = False,
    max_size: MaxSize = 20,
    words: OwnWords = None,
    model: ReadingModel = None,
) -> None:
    """Show the parsed text with its readings."""
    from duben import publish
    from duben.cli import messages
    from duben.inspection import as_json

    options = _reading(
        script, encoding, select, max_size, words, model=model, whole_page=whole_page
    )
    publication = publish.read(_path(source), options, stdin=_stdin(source))
    if json:
        typer.echo(as_json(publication))
    else:
        messages.show_text(publication)


@app.command(cls=SettingsCommand)
@_reporting
def check(
    source: Source,
    *,
    every: Annotated[bool, typer.Option("--all", help="List every single change.")] = False,
    folder: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="Where the products are.")
    ] = Path("build"),
    script: ScriptOption = "auto",
    encoding: Encoding = None,
    select: Select = None,
    whole_page: WholePage = False,
    max_size: MaxSize = 20,
    words: OwnWords = None,
    model: ReadingModel = None,
    level: Level = "HSK4",
    known: Known = None,
    glossary: Glossary = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 3 while findings are open.")
    ] = False,
) -> None:
    """Show what a person should look at: doubts first, then what was changed."""
    from duben import publish
    from duben.cli import messages
    from duben.study.learner import hsk_level
    from duben.teaching import Lessons

    options = replace(
        _reading(script, encoding, select, max_size, words, model=model, whole_page=whole_page),
        folder=folder,
        level=hsk_level(level),
        known=known,
        glossary=glossary,
    )
    publication = publish.read(_path(source), options, stdin=_stdin(source))
    lessons = Lessons(publication, options, _path(source))
    messages.show_findings(publication, source, lessons, every=every)
    if strict and messages.open_findings(publication):
        raise typer.Exit(3)


@app.command()
@_reporting
def explain(
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="A code such as G01.")] = None,
) -> None:
    """Explain the rule behind a code; without one, list the rules."""
    from duben import rules
    from duben.cli import messages

    if code:
        messages.show_markdown(rules.explain(code.upper()))
    else:
        for known in rules.codes():
            typer.echo(f"{known}  {rules.title(known)}")


@app.command()
@_reporting
def doctor(
    *,
    install: Annotated[
        bool, typer.Option("--install", help="Install what is missing (Debian, Ubuntu).")
    ] = False,
    font_dir: printed.FontFolders = None,
) -> None:
    """Say what is missing on this machine, and the command that installs it."""
    from duben import doctor as machine
    from duben.cli import messages

    if install:
        machine.install()
    if not messages.show_examination(machine.examine(tuple(font_dir or ()))):
        raise typer.Exit(1)


def _reading(
    script: Script,
    encoding: str | None,
    select: str | None,
    max_size: int,
    words: Path | None,
    *,
    model: list[str] | None,
    whole_page: bool,
) -> Options:
    """Return the options of a command that reads a text and writes nothing."""
    from duben import publish

    return Options(
        script=script,
        encoding=encoding,
        select=select,
        whole_page=whole_page,
        max_size=max_size * _MEGABYTE,
        words=words,
        models=tuple(model or ()),
        readings=publish.own_readings(),
    )


def _path(source: str) -> Path | None:
    return None if source == "-" else Path(source)


def _stdin(source: str) -> bytes | None:
    return sys.stdin.buffer.read() if source == "-" else None


def _require_different_names(sources: list[str]) -> None:
    """Refuse two texts whose products would overwrite each other."""
    from duben.readers import name_of

    # "a b.txt" and "a-b.txt" both make a-b; some systems do not tell A from a.
    named = [(name_of(_path(source)).casefold(), source) for source in sources]
    counts = Counter(name for name, _ in named)
    for name, count in counts.items():
        if count > 1:
            same = ", ".join(source for other, source in named if other == name)
            raise typer.BadParameter(f"these would be written to the same files: {same}")


def _template_folders(chosen: list[Path]) -> tuple[Path, ...]:
    for folder in chosen:
        if not folder.is_dir():
            raise typer.BadParameter(f"{folder} is not a folder", param_hint="--templates")
    return tuple(chosen)


def _show_error(error: DubenError) -> None:
    from duben.cli import messages

    messages.show_error(located(error))
