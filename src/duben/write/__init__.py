"""The formats that can be written. The table is the whole registry of ours."""

from __future__ import annotations

from functools import partial
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

from duben.config import Options
from duben.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable

    from duben.write.base import Writer


def formats() -> tuple[str, ...]:
    """Name the formats: ours first, then those of installed plug-ins."""
    return (*_OURS, *sorted(set(_plugins()) - set(_OURS)))


def writer_for(name: str, options: Options | None = None) -> Writer:
    """Return the writer for the format called *name*, which does as *options* say.

    Raises `UnknownNameError`.
    """
    if name in _OURS:
        return _OURS[name](options or Options())
    plugins = _plugins()
    if name in plugins:
        return plugins[name]()
    raise UnknownNameError("format", name, formats())


def _pdf(options: Options) -> Writer:
    from duben.write.pdf import PdfWriter

    return PdfWriter(options.printing)


def _epub(options: Options) -> Writer:
    from duben.write.epub import EpubWriter

    return EpubWriter(options.ebook, options.display.ruby, options.printing.font_folders)


def _docx(options: Options) -> Writer:
    from duben.write.docx import DocxWriter

    return DocxWriter(options.printing.contents, options.display.ruby, options.word)


_OURS: dict[str, Callable[[Options], Writer]] = {
    "pdf": _pdf,  # to print
    "epub": _epub,  # to read on a device
    "docx": _docx,  # to edit in Word
}


def _plugins() -> dict[str, Callable[[], Writer]]:
    """Writers that other packages offer under the entry-point group "duben.writers"."""
    return {point.name: partial(_load, point) for point in entry_points(group="duben.writers")}


def _load(point: EntryPoint) -> Writer:
    writer: Writer = point.load()()
    return writer
