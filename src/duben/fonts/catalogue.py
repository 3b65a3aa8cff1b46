"""Which fonts there are: those of the machine, and for one run those of a folder.

Folders in; a font configuration for the layout engine, and a map of families to files, out.
A family in a folder takes the place of the machine's family of that name, all of it.
Nothing is installed, and no other program sees these fonts.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, redirect_stdout
from contextvars import ContextVar
from functools import lru_cache
from io import StringIO
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duben import system
from duben.errors import MissingPartError, OptionError

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
_NO_FONT = f"Give a folder with font files in it ({', '.join(_ENDINGS)})."

_Files = tuple[tuple[Path, Path, int], ...]
"""Font files: the folder that was named, the file, the time of its last change."""

_besides: ContextVar[_Files] = ContextVar("besides", default=())


@contextmanager
def besides(*folders: Path) -> Iterator[None]:
    """Know the fonts in *folders* too, within this block; an earlier folder goes first.

    Raises `OptionError` for a folder that is not there or has no font.
    """
    found: dict[Path, Path] = {}
    for folder in folders:
        for path in font_files(folder):
            found.setdefault(path, folder.resolve())
    files = tuple((folder, path, path.stat().st_mtime_ns) for path, folder in found.items())
    token = _besides.set(files)
    try:
        yield
    finally:
        _besides.reset(token)


def font_files(folder: Path) -> tuple[Path, ...]:
    """Return the font files in *folder* and the folders in it, by their names.

    Raises `OptionError` where there is none.
    """
    if not folder.is_dir():
        problem = "this is no folder" if folder.exists() else "there is no such folder of fonts"
        raise OptionError(problem, where=str(folder), hint=_NO_FONT)
    found = [path for path in folder.resolve().rglob("*") if path.suffix.lower() in _ENDINGS]
    if not found:
        raise OptionError("there is no font in this folder", where=str(folder), hint=_NO_FONT)
    return tuple(sorted(found))


def load() -> Any:
    """Import WeasyPrint. Raises `MissingPartError` where its C libraries are missing."""
    try:
        # It prints a page of advice before it fails.
        with redirect_stdout(StringIO()):
            import weasyprint
            from weasyprint.text import ffi
    except OSError as error:
        raise MissingPartError(
            f"the library Pango, which sets PDF pages, cannot be loaded ({error})",
            hint=system.advice(system.PANGO),
        ) from error
    if ffi.harfbuzz_subset is None:
        raise MissingPartError(
            "the library HarfBuzz-Subset, which cuts fonts down to what is used, is missing",
            hint=system.advice(system.HARFBUZZ),
        )
    return weasyprint


def configuration() -> Any:
    """Return WeasyPrint's font configuration: what it has measured serves the next edition."""
    return _configuration(_besides.get())


def families() -> dict[str, dict[str, Path]]:
    """Map the families there are, in lower case, to their styles and files."""
    return _families(_besides.get())


def forget() -> None:
    """Ask fontconfig anew next time: fonts were installed since."""
    _families.cache_clear()
    _configuration.cache_clear()


@lru_cache(maxsize=8)
def _configuration(files: _Files) -> Any:
    from weasyprint.text.ffi import ffi, pangoft2
    from weasyprint.text.fonts import FontConfiguration

    made = FontConfiguration()
    if files:
        _add(made._config, files)  # noqa: SLF001 - no public way
        pangoft2.pango_fc_font_map_config_changed(ffi.cast("PangoFcFontMap *", made.font_map))
    return made


@lru_cache(maxsize=8)
def _families(files: _Files) -> dict[str, dict[str, Path]]:
    from weasyprint.text.ffi import ffi, fontconfig

    ours = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
    if files:
        _add(ours, files)
    found: dict[str, dict[str, Path]] = {}
    for group in (fontconfig.FcSetSystem, fontconfig.FcSetApplication):
        for font in _fonts(ours, group):
            path = Path(os.fsdecode(next(_values(font, b"file"))))
            # A second style belongs to a narrower family.
            style = next(_values(font, b"style"), b"").decode("utf-8", "replace")
            for name in _names(font):
                styles = found.setdefault(name, {})
                styles[style] = min(path, styles.get(style, path))
    return found


def _add(ours: Any, files: _Files) -> None:
    """Add *files* to a configuration of fontconfig, and hide the fonts whose names they take.

    Otherwise fontconfig would choose among all faces of one name, by the languages that
    each covers, and WeasyPrint would take two of them for one.
    """
    from weasyprint.text.ffi import fontconfig

    for _, path, _ in files:
        if not fontconfig.FcConfigAppFontAddFile(ours, os.fsencode(path)):
            raise OptionError(
                "this font cannot be read",
                where=str(path),
                hint="Take it out of the folder, or get it anew.",
            )
    folders = {os.fsencode(path): folder for folder, path, _ in files}
    order = {path: index for index, path in enumerate(folders)}
    added = _fonts(ours, fontconfig.FcSetApplication)
    owner: dict[str, Path] = {}
    kept = []
    for file, font in sorted(
        ((next(_values(font, b"file")), font) for font in added), key=lambda pair: order[pair[0]]
    ):
        if all(owner.setdefault(name, folders[file]) == folders[file] for name in _names(font)):
            kept.append(font)
    _keep(ours, fontconfig.FcSetApplication, kept)
    others = _fonts(ours, fontconfig.FcSetSystem)
    free = [font for font in others if owner.keys().isdisjoint(_names(font))]
    _keep(ours, fontconfig.FcSetSystem, free)


def _fonts(ours: Any, group: Any) -> list[Any]:
    from weasyprint.text.ffi import ffi, fontconfig

    fonts = fontconfig.FcConfigGetFonts(ours, group)
    return [] if fonts == ffi.NULL else list(fonts.fonts[0 : fonts.nfont])


def _keep(ours: Any, group: Any, kept: list[Any]) -> None:
    """Take the fonts that are not *kept* out of a set; their memory is not freed."""
    from weasyprint.text.ffi import ffi, fontconfig

    fonts = fontconfig.FcConfigGetFonts(ours, group)
    if fonts == ffi.NULL:
        return
    for index, font in enumerate(kept):
        fonts.fonts[index] = font
    fonts.nfont = len(kept)


def _names(font: Any) -> list[str]:
    """Return the names of a font's family: "LXGW WenKai", "霞鹜文楷", in lower case."""
    return [name.decode("utf-8", "replace").casefold() for name in _values(font, b"family")]


def _values(font: Any, name: bytes) -> Iterator[bytes]:
    from weasyprint.text.ffi import ffi, fontconfig

    value = ffi.new("FcChar8 **")
    for index in count():
        if fontconfig.FcPatternGetString(font, name, index, value) != fontconfig.FcResultMatch:
            return
        yield ffi.string(value[0])
