"""Start a project folder: a text, duben.toml, and the files in which a person has a say.

In: a folder, perhaps a text, and what duben.toml is to say. Out: the files that were made.
It never writes over a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from duben import project
from duben.corrections.merging import HEAD
from duben.errors import OutputError, SourceError

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = "shanghai-declaration.txt"
"""The text of a new project that is given none."""

_TEXTS = frozenset((".txt", ".md", ".html", ".htm", ".docx", ".epub", ".pdf"))
_NO_TEXTS = (".words.txt", "readme.md")
_WORDS = """\
# Words of {name} that are to be cut otherwise, one a line:
# +人工智能治理     always one word
# 才/能            always two
"""


@dataclass(frozen=True, slots=True)
class Started:
    """What became of a folder: its texts, the files made, and those that were there."""

    texts: tuple[Path, ...]
    made: tuple[Path, ...]
    kept: tuple[Path, ...]


def start(folder: Path, text: Path | None, settings: str) -> Started:
    """Make a project in *folder*, which need not be there.

    It gets the *text*, or a sample where it has no text of its own, the file duben.toml
    with *settings*, and for each text a file of corrections and one of words. Nothing is
    written over. Raises `SourceError` where the text cannot be read, `OutputError` where
    a file cannot be written.
    """
    texts = _texts(folder, text)
    wanted = [*texts.items(), (folder / project.FILE, settings.encode())]
    for path in texts:
        for ending, head in ((".readings.toml", HEAD), (".words.txt", _WORDS)):
            beside = path.with_name(f"{path.stem}{ending}")
            wanted.append((beside, head.format(name=path.name).encode()))
    is_new = [_write(path, content) for path, content in wanted]
    made = tuple(path for (path, _), new in zip(wanted, is_new, strict=True) if new)
    kept = tuple(path for (path, _), new in zip(wanted, is_new, strict=True) if not new)
    return Started(tuple(texts), made, kept)


def _write(path: Path, content: bytes) -> bool:
    """Write a file that is not there yet; tell whether it was not."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        if path.is_file():
            return False
        raise _unwritable(path, "there is something else of this name") from None
    except OSError as error:
        raise _unwritable(path, error.strerror or str(error)) from error
    return True


def _texts(folder: Path, text: Path | None) -> dict[Path, bytes]:
    """Return the texts of a project, with what is in them."""
    if text is not None:
        try:
            return {folder / text.name: text.read_bytes()}
        except OSError as error:
            raise SourceError(
                f"the text cannot be read ({error.strerror or error})",
                where=str(text),
                hint="Name a file of yours behind --from.",
            ) from error
    there = sorted(folder.iterdir()) if folder.is_dir() else []
    own = [
        path
        for path in there
        if path.suffix.lower() in _TEXTS and not path.name.lower().endswith(_NO_TEXTS)
    ]
    if own:
        return dict.fromkeys(own, b"")  # they are there, and stay as they are
    return {folder / SAMPLE: files("duben").joinpath("samples", SAMPLE).read_bytes()}


def _unwritable(path: Path, problem: str) -> OutputError:
    return OutputError(
        f"this cannot be written ({problem})", where=str(path), hint="Choose another folder."
    )
