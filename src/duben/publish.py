"""The whole way on one screen: read, clean, parse, annotate, render, write, verify.

The only room that touches the output folder, reads the environment, or starts processes.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import sys
import tempfile
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from duben import (
    __version__,
    annotate,
    clean,
    corrections,
    display,
    fonts,
    ledger,
    parse,
    readers,
    verify,
)
from duben.annotate import models, word_file
from duben.config import Options
from duben.errors import DubenError, OutputError, SourceError, UnknownNameError
from duben.render import Edition, Imprint, Templates, changes, render
from duben.teaching import Lessons, learner
from duben.write import formats, writer_for
from duben.write.base import Typesetter
from duben.write.docx import reference, themes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from duben.model import Publication

RELEASED = datetime(2026, 11, 25, tzinfo=UTC)
"""The date of this version: what files give as their own, so that bytes stay the same."""

WORD_FILE = ".words.txt"
"""What the name of a word file beside a source ends in: my-text.words.txt."""


def read(
    source: Path | str | None, options: Options | None = None, *, stdin: bytes | None = None
) -> Publication:
    """Read, clean, parse and annotate one text, with the corrections of its readings.

    *source* is a file's path, or None for the bytes in *stdin*. A word file beside it,
    STEM.words.txt, says what is one word and what is two. Raises `SourceError` where the
    text cannot be read or is not Chinese, or a line of the word file is not understood.
    """
    options = options or Options()
    parsed = read_unannotated(source, options, stdin=stdin)
    given = corrections.given(source, options.readings)
    user, installed = own_words(source, options), models.load(options.models)
    return annotate.annotate(parsed, given, user=user, installed=installed)


def read_unannotated(
    source: Path | str | None, options: Options, *, stdin: bytes | None = None
) -> Publication:
    """Read, clean and parse one text, and draw up the account of its characters."""
    path = Path(source) if source is not None else None
    cleaned = clean.clean(readers.read(path, options, stdin=stdin), script=options.script)
    parsed = parse.parse(cleaned)
    faults = ledger.unaccounted(ledger.balance(parsed))
    return replace(parsed, notices=(*parsed.notices, *faults))


def own_words(source: Path | str | None, options: Options) -> word_file.Words:
    """Read the word file that was chosen, or the one beside the source if there is one."""
    path = options.words
    if path is None:
        if source is None:
            return word_file.NONE
        path = Path(source)
        path = path.with_name(f"{path.stem}{WORD_FILE}")
        if not path.is_file():
            return word_file.NONE
    hint = "Save it as a text file in UTF-8, or choose another with --words."
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        problem = f"the word file cannot be read ({error.strerror or error})"
        raise SourceError(problem, where=str(path), hint=hint) from error
    except UnicodeDecodeError as error:
        raise SourceError("the word file is not in UTF-8", where=str(path), hint=hint) from error
    return word_file.parse(text, str(path))


def build(
    source: Path | str | None,
    options: Options | None = None,
    *,
    stdin: bytes | None = None,
    report: Callable[[str], None] = lambda _: None,
) -> tuple[Path, ...]:
    """Build the editions of one text and return their paths, in order.

    Beside them goes a report of all that was done to the text. Nothing is written before
    every edition is finished and has been read back. *report*
    is told each step in a few words. Raises a `DubenError` that says what to do.
    """
    options = options or Options()
    check_names(options)
    report("reading")
    publication = read(source, options, stdin=stdin)
    return build_editions(publication, options, source=source, report=report)


def build_editions(
    publication: Publication,
    options: Options,
    *,
    source: Path | str | None = None,
    report: Callable[[str], None] = lambda _: None,
    remark: Callable[[str], None] = lambda _: None,
) -> tuple[Path, ...]:
    """Build the editions of a publication that has been read.

    Files that belong to the text lie beside *source*. *report* is told each step, *remark*
    what a person should hear: a font that is missing, meanings to check.
    """
    lessons = Lessons(publication, options, Path(source) if source is not None else None)
    templates = Templates(*options.templates)
    imprint = Imprint(__version__, _imprint_time())
    folder = Path(options.folder) / publication.name
    names = tuple(dict.fromkeys(options.formats or formats()))
    with _writable(folder):
        if {"pdf", "epub"} & set(names):
            with fonts.besides(*options.printing.font_folders, *templates.font_folders()):
                fonts.require()
        editions = []
        for layout in dict.fromkeys(options.layouts or templates.layouts()):
            report(f"layout {layout}")
            edition = render(
                publication,
                layout,
                templates=templates,
                imprint=imprint,
                study_guide=lessons.guide,
                display=options.display,
            )
            verify.verify_edition(edition)
            editions.append(edition)
        jobs = [_Job(edition, name, options) for name in names for edition in editions]
        made = []
        for job, written in zip(jobs, _written(jobs), strict=True):
            report(f"{job.format} {job.edition.layout}")
            made.append((job.file_name, written))
        contents = [(folder / name, written.content) for name, written in made]
        about = report_path(publication, options)
        contents.append((about, _report(publication, templates, made)))
        remarks = [stand_in.message() for stand_in in _stand_ins(made)]
        remarks.extend(_lacking_styles(options, contents))
        if lessons.is_asked_for:
            contents.append((lessons.path, lessons.content))
            remarks.extend(lessons.remarks())
        _place(contents)
        for said in remarks:
            remark(said)
        return tuple(folder / name for name, _ in made)


def _lacking_styles(options: Options, contents: Iterable[tuple[Path, bytes]]) -> Iterator[str]:
    """Say which styles of our Word files a house's own document does not have."""
    if not options.word.reference:
        return
    files = [content for path, content in contents if path.suffix == ".docx"]
    missing = reference.lacking(reference.read(options.word.reference), files)
    if missing:
        yield (
            f"{options.word.reference} has no style {', '.join(missing)}: "
            "there Duben's own are used"
        )


def report_path(publication: Publication, options: Options) -> Path:
    """Where the report on a text goes: beside its editions."""
    return Path(options.folder) / publication.name / f"{publication.name}-report.html"


def _report(
    publication: Publication, templates: Templates, made: Sequence[tuple[str, fonts.Typeset]]
) -> bytes:
    """Write the page that lists what was changed, removed and doubted, and the fonts used."""
    page = templates.render(
        "report/report.html.j2",
        publication=publication,
        ledger=ledger.balance(publication),
        changes=changes(publication),
        version=__version__,
        typeset=[(name, written.faces) for name, written in made if written.faces],
        stand_ins=_stand_ins(made),
    )
    return page.encode()


def _stand_ins(made: Iterable[tuple[str, fonts.Typeset]]) -> tuple[fonts.StandIn, ...]:
    """Return what stood in for fonts in any of the files, each once."""
    return fonts.joined(each for _, written in made for each in written.stand_ins)


def own_readings() -> Path | None:
    """Where the user's corrections for all texts are (XDG Base Directory Specification).

    None for a user without a home, as in some containers.
    """
    chosen = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    if not chosen.is_absolute():  # a relative path is to be ignored, the specification says
        try:
            chosen = Path.home() / ".config"
        except RuntimeError:
            return None
    return chosen / "duben" / "readings.toml"


def check_names(options: Options) -> None:
    """Raise a `DubenError` for a layout, a format or anything else named that is not there."""
    display.check(options.display)
    learner(options)
    for folder in options.printing.font_folders:
        fonts.font_files(folder)
    templates = Templates(*options.templates)
    themes.check(options.word.theme, templates)
    if options.word.reference:
        reference.read(options.word.reference)
    for kind, chosen, known in (
        ("layout", options.layouts, templates.layouts()),
        ("format", options.formats, formats()),
    ):
        for name in chosen:
            if name not in known:
                raise UnknownNameError(kind, name, known)


@dataclass(frozen=True, slots=True)
class _Job:
    """One file to be made."""

    edition: Edition
    format: str
    options: Options

    @property
    def file_name(self) -> str:
        suffix = writer_for(self.format).suffix
        return f"{self.edition.publication.name}-{self.edition.layout}{suffix}"


def _write(job: _Job) -> fonts.Typeset:
    """Write one file in memory and read it back; tell what fonts are in it, if it is set."""
    writer, templates = writer_for(job.format, job.options), Templates(*job.options.templates)
    if isinstance(writer, Typesetter):
        written = writer.typeset(job.edition, templates)
    else:
        written = fonts.Typeset(writer.write(job.edition, templates))
    verify.verify_file(written.content, writer.suffix, job.edition)
    return written


def _written(jobs: Sequence[_Job]) -> Iterator[fonts.Typeset]:
    """Write the files side by side where that is safe, one by one elsewhere; keep order.

    Forking is cheap and needs no guard in the caller's main module, but it is sound only
    on Linux and in a process without other threads.
    """
    workers = min(len(jobs), os.cpu_count() or 1)
    safe = sys.platform == "linux" and threading.active_count() == 1
    if workers == 1 or not safe:
        yield from map(_write, jobs)
        return
    with ProcessPoolExecutor(workers, multiprocessing.get_context("fork")) as pool:
        try:
            yield from pool.map(_write, jobs)
        except BrokenProcessPool as error:
            raise DubenError(
                "the system ended a worker process, perhaps for want of memory",
                hint="Build fewer editions at a time with -l and -f.",
            ) from error
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _imprint_time() -> datetime:
    """SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/), else the release date."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return RELEASED
    try:
        return datetime.fromtimestamp(int(epoch), tz=UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise DubenError(
            f'SOURCE_DATE_EPOCH is "{epoch}", which is not a number of seconds',
            hint="Unset it, or set it to seconds since 1970.",
        ) from error


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    """Make *folder*, failing before the work where files could not be written.

    Folders that were made here and are left empty by a failure go away again.
    """
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise _output_error(folder, error) from error
    try:
        yield
    except BaseException:
        with suppress(OSError):
            for place in made:
                place.rmdir()
        raise


def _place(contents: Iterable[tuple[Path, bytes]]) -> None:
    """Write all files beside their places, then move them there: none is ever half there.

    Where one cannot be written, all stay as they were before.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, content in contents:
            temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
            waiting.append((temporary, path))
            try:
                if path.is_dir():
                    raise IsADirectoryError(errno.EISDIR, "there is a folder of this name")
                temporary.write_bytes(content)
            except OSError as error:
                raise _output_error(path, error) from error
        for temporary, path in waiting:
            try:
                temporary.replace(path)
            except OSError as error:
                raise _output_error(path, error) from error
    finally:
        for temporary, _ in waiting:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _output_error(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"this cannot be written ({error.strerror or error})",
        where=str(path),
        hint="Choose another folder with -o, or make this one writable.",
    )
