"""Where the values of options come from: flags, the environment, duben.toml, defaults.

In: a command line. Out: the same options with the values that the environment and the
project of the text give. What `duben build` has as an option can be set, under its long
name: --tone-colours is DUBEN_TONE_COLOURS and tone-colours, and no list here says so.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from duben import project
from duben.errors import DubenError, OptionError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    # typer has a click of its own, whose types have no public name.
    from typer._click import Command, Context

Origin = Literal["flag", "environment", "file", "folder", "default"]

_ORIGINS: dict[str, Origin] = {
    "COMMANDLINE": "flag",
    "ENVIRONMENT": "environment",
    "DEFAULT_MAP": "file",
}
_KINDS = {bool: "true or false", int: "a whole number", float: "a number"}
_FILE_WITHIN = "unknown:"  # --annotate unknown:FILE is a text with a path in it
_SOURCES = ("source", "sources")


@dataclass(frozen=True, slots=True)
class Given:
    """The value of an option and who gave it: "file", at "duben.toml:3".

    "folder" is the folder `templates` beside duben.toml, which nobody needs to name.
    """

    key: str
    value: Any
    origin: Origin
    where: str


@dataclass(frozen=True, slots=True)
class Setting:
    """An option of `duben build` as something that can be set."""

    key: str
    option: TyperOption
    hint: Any

    @property
    def variable(self) -> str:
        """The variable of the environment that sets it."""
        return f"DUBEN_{self.key.replace('-', '_').upper()}"

    @property
    def choices(self) -> tuple[str, ...]:
        """All values that it may have, if they are few."""
        return tuple(value for value in _leaves(self.hint) if isinstance(value, str))

    def value(self, given: Any, folder: Path, where: str, ctx: Context) -> Any:
        """Return what is *given* in a file, checked, with paths from that file's *folder*.

        None stands for "", which leaves the default, as an empty variable does. Raises
        `OptionError` or `UnknownNameError` for what the option cannot be.
        """
        if isinstance(given, list) != self.option.multiple:
            if isinstance(given, list):
                raise self._wrong(given, "one value and no list", where)
            given = [given]
        values: Any = None
        if self.option.multiple:
            values = [self._single(one, folder, where) for one in given if one != ""]
        elif given != "":
            values = self._single(given, folder, where)
        try:
            self.option.process_value(ctx, values)
        except typer.BadParameter as error:
            raise OptionError(
                f"{self.key} cannot be {written(given)} ({error.message.rstrip('.')})",
                where=where,
                hint=str(self.option.help or ""),
            ) from error
        return values

    def _single(self, given: Any, folder: Path, where: str) -> Any:
        kind = next((leaf for leaf in _leaves(self.hint) if leaf in _KINDS), str)
        # To Python true is a number; 1 is a float to TOML's readers, if one is asked for.
        fits = type(given) is kind or (kind is float and type(given) is int)
        if kind is str and type(given) is int and Path not in _leaves(self.hint):
            given, fits = str(given), True  # level = 5 is --level 5, whose value is a text
        if not fits:
            raise self._wrong(given, _KINDS.get(kind, "a text"), where)
        if self.choices and given not in self.choices:
            raise UnknownNameError(self.key, given, self.choices, where=where)
        if Path in _leaves(self.hint):
            return str(folder / Path(given).expanduser())
        if isinstance(given, str) and given.startswith(_FILE_WITHIN):
            file = Path(given.removeprefix(_FILE_WITHIN)).expanduser()
            return f"{_FILE_WITHIN}{folder / file}"
        return given

    def _wrong(self, given: Any, wanted: str, where: str) -> OptionError:
        example: Any = self.choices[0] if self.choices else self.option.default
        if example in (None, ""):
            example = "…"
        example = [example] if self.option.multiple else example
        return OptionError(
            f"{self.key} is {written(given)}, and should be {wanted}",
            where=where,
            hint=f"As in: {self.key} = {written(example)}",
        )


class SettingsCommand(TyperCommand):
    """A command whose options may also be set by the environment and by duben.toml."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse *args*; what they leave open is given by the environment or the project."""
        _context.set(ctx)
        own = {option.name for option in self.params}
        known = settings(build_of(ctx))
        mine = {key: setting for key, setting in known.items() if setting.option.name in own}
        for option in self.params:
            if isinstance(option, TyperOption) and _key(option) in mine:
                option.envvar, option.show_envvar = mine[_key(option)].variable, False
        found = None
        if not ctx.resilient_parsing:  # half a line, which the shell is to complete
            found = _reported(_project, self._sources(ctx, args))
        if found:
            values = _reported(_values, found, known, ctx)
            ctx.default_map = {known[key].option.name: values[key] for key in values}
        ctx.meta[__name__] = found
        try:
            rest = super().parse_args(ctx, args)
        except typer.BadParameter as error:
            name = error.param.name if error.param else ""
            for setting in mine.values():
                if setting.option.name == name and _origin(ctx, setting) == "environment":
                    error.param_hint = setting.variable
            raise
        if found and found.templates and "templates" in mine:
            ctx.params["templates"] = [*(ctx.params["templates"] or ()), found.templates]
        return rest

    def invoke(self, ctx: Context) -> Any:
        """Run the command; a value that it refuses is shown with the place that gave it."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            for given in values_of(ctx):
                if error.param_hint == f"--{given.key}" and given.origin == "file":
                    _show(OptionError(error.message, where=given.where))
                    raise typer.Exit(error.exit_code) from error
            raise

    def _sources(self, ctx: Context, args: Sequence[str]) -> list[str]:
        """Return the texts of a command line, before anything else of it is looked at."""
        given, _, _ = self.make_parser(ctx).parse_args(args=list(args))
        if given.get("help"):
            return []
        for name in _SOURCES:
            value = given.get(name)
            if value:
                return [value] if isinstance(value, str) else list(value)
        return []


_context: ContextVar[Context | None] = ContextVar("the command that is run", default=None)


def build_of(ctx: Context) -> Command:
    """Return `duben build`, whose options are all that can be set."""
    root = ctx.find_root().command
    return root.commands["build"] if isinstance(root, TyperGroup) else root


def settings(build: Command) -> dict[str, Setting]:
    """Return all that can be set, in the order of the help."""
    hints = get_type_hints(build.callback)
    return {
        _key(option): Setting(_key(option), option, hints[option.name])
        for option in build.params
        if isinstance(option, TyperOption) and option.name in hints
    }


def values_of(ctx: Context) -> Iterator[Given]:
    """Yield the values that the options of a parsed command have, and where they are from."""
    found: project.Project | None = ctx.meta.get(__name__)
    for key, setting in settings(build_of(ctx)).items():
        if setting.option.name not in ctx.params:
            continue
        origin, where = _origin(ctx, setting), ""
        if origin == "flag":
            where = f"--{key}"
        elif origin == "environment":
            where = setting.variable
        elif origin == "file" and found:
            where = found.where(key)
        elif key == "templates" and found and found.templates:
            origin, where = "folder", project.shown(found.templates)
        yield Given(key, ctx.params[setting.option.name], origin, where)


def project_of(ctx: Context) -> project.Project | None:
    """Return the project that a parsed command has its values from."""
    found: project.Project | None = ctx.meta.get(__name__)
    return found


def located(error: DubenError) -> DubenError:
    """Add to an *error* about an option's value the place of that value, if it is no flag.

    Whoever refuses a name quotes it: there is no layout called "pinyn".
    """
    ctx = _context.get()
    if ctx is None or error.where or not isinstance(error, OptionError | UnknownNameError):
        return error
    for given in values_of(ctx):
        values = given.value if isinstance(given.value, list | tuple) else [given.value]
        if given.origin in {"file", "environment"} and any(
            isinstance(value, str) and f'"{value}"' in error.problem for value in values
        ):
            error.where = given.where
            return error
    return error


def written(value: Any) -> str:
    """Write a value as TOML does, paths as texts."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, dict):
        return "a table"
    return f'"{value}"' if isinstance(value, str | Path) else str(value)


def _project(sources: Sequence[str]) -> project.Project | None:
    """Return the one project of all *sources*."""
    first = {Path(source).parent: source for source in reversed(sources)}
    found = {source: project.of(source) for source in first.values()}
    if len({each.path if each else None for each in found.values()}) > 1:
        texts = ", ".join(
            f"{source} ({project.shown(each.path) if each else 'none'})"
            for source, each in reversed(found.items())
        )
        raise OptionError(
            f"these texts belong to different projects: {texts}",
            hint="Build those of one project at a time.",
        )
    return next(iter(found.values()), None)


def _values(found: project.Project, known: dict[str, Setting], ctx: Context) -> dict[str, Any]:
    """Return the values of a project's file. Raises a `DubenError` for the first wrong one."""
    values = {}
    for key, given in found.settings.items():
        if key not in known:
            raise UnknownNameError("setting", key, known, where=found.where(key))
        values[key] = known[key].value(given.value, found.folder, found.where(key), ctx)
    return values


def _origin(ctx: Context, setting: Setting) -> Origin:
    source = ctx.get_parameter_source(setting.option.name)
    return _ORIGINS.get(source.name, "default") if source else "default"


def _key(option: TyperOption) -> str:
    """Return the long name of an option: output of -o, --output."""
    return max(option.opts, key=len).lstrip("-")


def _leaves(hint: Any) -> tuple[Any, ...]:
    """Return the types and words in a type: Path of list[Path] | None."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    inside = get_args(hint)
    if not inside:
        return () if hint is NoneType else (hint,)
    return tuple(leaf for part in inside for leaf in _leaves(part))


def _reported(step: Any, *given: Any) -> Any:
    """Do a *step*; an error of the user's is shown, as commands show theirs."""
    try:
        return step(*given)
    except DubenError as error:
        _show(error)
        raise typer.Exit(error.exit_code) from error


def _show(error: DubenError) -> None:
    from duben.cli import messages

    messages.show_error(error)
