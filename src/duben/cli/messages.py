"""How things are said on a terminal: progress, findings, errors.

Colour and progress only on a terminal; NO_COLOR (https://no-color.org) is honoured by
rich. Text of the user is printed as it is, never as markup.
"""

from __future__ import annotations

import shlex
import signal
import threading
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console

from duben import rules
from duben.ledger import Ledger, balance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from types import FrameType

    from duben.doctor import Finding
    from duben.errors import DubenError
    from duben.model import Publication
    from duben.source import Notice
    from duben.teaching import Lessons

_LONGEST = 60  # characters

_MEANINGS = 20
"""How many meanings in doubt are shown where not all are asked for."""

_EXAMPLES = 3
"""How many changes of one kind are shown where not all are asked for."""


def _out() -> Console:
    return Console(highlight=False, markup=False, soft_wrap=True)


def _err() -> Console:
    return Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


@contextmanager
def progress(source: str) -> Iterator[Callable[[str], None]]:
    """Yield a function that shows the present step; silent where stderr is no terminal.

    The line is drawn when a step is reported, not by a thread of its own: worker
    processes can then be forked safely.
    """
    console = _err()
    erase = "\r\x1b[2K" if console.is_terminal else ""

    with _interruptible() as stop_if_asked:

        def report(step: str) -> None:
            stop_if_asked()
            if erase:
                console.file.write(f"{erase}{source}: {step}")
                console.file.flush()

        try:
            yield report
        finally:
            console.file.write(erase)
            console.file.flush()


@contextmanager
def _interruptible() -> Iterator[Callable[[], None]]:
    """Yield a function that stops the work if Ctrl-C was pressed and went unheard.

    Python drops a KeyboardInterrupt that falls into a finalizer or a callback of C code.
    """
    asked = False

    def interrupt(_: int, __: FrameType | None) -> None:
        nonlocal asked
        asked = True
        raise KeyboardInterrupt

    def stop_if_asked() -> None:
        if asked:
            raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield stop_if_asked
        return
    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield stop_if_asked
    finally:
        signal.signal(signal.SIGINT, before)


def show_error(error: DubenError) -> None:
    """Print one paragraph: what, where, what to do."""
    console = _err()
    console.print("duben: ", end="", style="bold red")
    console.print(str(error))


def summary(
    publication: Publication, source: str, report: Path, remarks: Iterable[str] = ()
) -> None:
    """Print on stderr how much was changed, how much is open, and where all of it is listed.

    *remarks* on the files themselves go before it.
    """
    for remark in remarks:
        _err().print(remark, style="yellow")
    open_count = len(open_findings(publication))
    changes = len(publication.notices) - open_count
    things = "1 thing" if open_count == 1 else f"{open_count} things"
    said = f"{changes} changes, {things} to look at"
    how = f": duben check {shlex.quote(source)}" if source != "-" else ""
    _err().print(f"{said}{how}", style="dim")
    _err().print(f"all of it in {report}", style="dim")


def open_findings(publication: Publication) -> tuple[Notice, ...]:
    """Return the notices that want a person's eye."""
    return tuple(notice for notice in publication.notices if notice.severity != "info")


def show_findings(publication: Publication, source: str, lessons: Lessons, *, every: bool) -> None:
    """Print the open findings in full, then the meanings in doubt, then the changes by rule."""
    console = _out()
    findings = open_findings(publication)
    changes = [notice for notice in publication.notices if notice.severity == "info"]
    console.print(publication.title.text, style="bold")
    console.print()
    console.print(f"To look at: {len(findings)}", style="bold")
    for notice in findings:
        console.print(f"  {_heading(notice, publication.unit)}", style="yellow")
        console.print(f"        {notice.message}")
    if publication.doubtful_words and source != "-":
        console.print(f"  To settle readings: duben review {shlex.quote(source)}", style="bold")
    if lessons.to_check:
        _show_meanings(console, lessons, every=every)
    console.print()
    console.print(f"Changed or inferred: {len(changes)}", style="bold")
    for code, notices in _by_code(changes):
        console.print(f"  {code}  {rules.title(code)}: {len(notices)}")
        shown = notices if every else notices[:_EXAMPLES]
        for notice in shown:
            console.print(f"        {place_and_matter(notice, publication.unit)}", style="dim")
        if len(shown) < len(notices):
            console.print(f"        … and {len(notices) - len(shown)} more: --all", style="dim")
    console.print()
    _show_account(console, balance(publication))
    console.print()
    console.print("duben explain CODE says what a rule does.", style="dim")


def _show_meanings(console: Console, lessons: Lessons, *, every: bool) -> None:
    """Print the meanings of the study guide that a person should check."""
    unsure = lessons.to_check
    console.print()
    console.print(f"Meanings to check: {len(unsure)}", style="bold")
    shown = unsure if every else unsure[:_MEANINGS]
    for entry in shown:
        console.print(f"  {entry.word} {entry.pinyin}: {entry.meaning}", style="yellow")
    if len(shown) < len(unsure):
        console.print(f"  … and {len(unsure) - len(shown)} more: --all", style="dim")
    console.print(f"  To settle meanings: build, then edit {lessons.path}", style="bold")


def place_and_matter(notice: Notice, unit: str) -> str:
    """Return one line that says what was done, also where nothing in the text was changed."""
    if notice.line and (notice.before or notice.after):
        return _place_and_change(notice, unit)
    place = f"{unit} {notice.line}" if notice.line else "whole text"
    return f"{place}  {' '.join(notice.message.split())}"


def _show_account(console: Console, ledger: Ledger) -> None:
    """Print where the Chinese characters of the source have gone."""
    console.print("Account of the Chinese characters", style="bold")
    sums = (
        ("in the source", ledger.read),
        ("removed", -ledger.removed),
        ("added", ledger.added),
        ("in the text", ledger.kept),
    )
    for name, count in sums:
        console.print(f"  {name:<14}{count:>10,}")
    if ledger.is_balanced:
        console.print("  Every one is in the text or in the list of removals.", style="green")
    else:
        console.print(f"  Missing: {ledger.missing or '–'}", style="red")
        console.print(f"  Too many: {ledger.surplus or '–'}", style="red")


def show_text(publication: Publication) -> None:
    """Print the parsed text, each passage with its pinyin below."""
    console = _out()
    console.print(publication.title.text, style="bold")
    console.print(publication.title.pinyin, style="dim")
    for below in filter(None, (publication.subtitle, publication.author)):
        console.print(below.text)
    facts = [publication.language, publication.date or "no date"]
    facts += [f"{name}: {value}" for name, value in publication.front_matter]
    console.print(" · ".join(facts), style="dim")
    for note in publication.source_note:
        console.print(f"\n{note.text}")
    for section in publication.sections:
        if section.heading:
            console.print(f"\n{section.heading.text}", style="bold")
            console.print(section.heading.pinyin, style="dim")
        for block in section.blocks:
            if block.kind != "paragraph":
                console.print(f"\n{block.kind}", style="italic dim")
            for passage in block.passages:
                gap = "\n" if block.kind == "paragraph" else ""
                console.print(f"{gap}{passage.text}")
                console.print(passage.pinyin, style="dim")


def show_markdown(text: str) -> None:
    """Print a rule's explanation."""
    from rich.markdown import Markdown

    console = Console(highlight=False)
    console.print(Markdown(text) if console.is_terminal else text, soft_wrap=True)


def show_examination(findings: Iterable[Finding]) -> bool:
    """Print what `duben doctor` found; tell whether all that is needed is there."""
    console = _out()
    well = True
    for finding in findings:
        mark, style = ("ok", "green") if finding.present else ("--", "red")
        console.print(f"{mark}  ", end="", style=style)
        console.print(f"{finding.name}: {finding.detail}")
        if not finding.present:
            console.print(f"    {finding.remedy}")
            well = well and not finding.needed
    return well


def _by_code(notices: Iterable[Notice]) -> Iterator[tuple[str, list[Notice]]]:
    groups: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        groups[notice.code].append(notice)
    yield from sorted(groups.items())


def _heading(notice: Notice, unit: str) -> str:
    return f"{notice.code}  {_place_and_change(notice, unit)}"


def _place_and_change(notice: Notice, unit: str) -> str:
    place = f"{unit} {notice.line}" if notice.line else "whole text"
    if notice.before and notice.after:
        return f"{place}  {_shortened(notice.before)} → {_shortened(notice.after)}"
    if notice.before or notice.after:
        return f"{place}  {_shortened(notice.before or notice.after)}"
    return place


def _shortened(text: str) -> str:
    """Cut what would fill the screen: the report has it in full."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
