"""Render a publication through one layout's Jinja template.

`Publication` in, `Edition` out. An edition is one semantic XHTML page: it knows what
things are (a heading, a ruby, a word list), never how big they are: looks belong to the
formats' stylesheets. Nothing here knows which format will be written.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from duben import outline, rules, vocabulary
from duben.config import Display
from duben.display import Readings
from duben.errors import DubenError, TemplateError, UnknownNameError
from duben.study.script import to_traditional

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from duben.config import Key
    from duben.model import Publication
    from duben.study.model import Guide

_RUN_OF_SPACES = re.compile("^ +|(?<= ) +")
_LAYOUT = "layouts/{name}/edition.xhtml.j2"
_KEY = "layouts/{name}/key.xhtml.j2"


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the program says of itself in an edition.

    `version` is Duben's, `time` the moment (UTC) that the files give as their own.
    """

    version: str
    time: datetime


@dataclass(frozen=True, slots=True)
class Edition:
    """A publication in a layout, not yet in a file format.

    `markup` is the whole XHTML page, checked against the vocabulary; `name` is what the
    title block calls the edition ("注音版 With pinyin").
    """

    layout: str
    name: str
    markup: str
    publication: Publication
    imprint: Imprint

    @property
    def identifier(self) -> str:
        """A URN that stays the same for the same source and layout."""
        seed = f"duben:{self.publication.digest}:{self.layout}"
        return uuid.uuid5(uuid.NAMESPACE_URL, seed).urn

    def tree(self) -> etree._Element:
        """Parse the markup: a fresh tree at each call, the caller's to change."""
        return _without_comments(self.markup)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the colophon: how often a rule was applied to the source."""

    code: str
    title: str
    count: int


class Templates:
    """The templates, layouts and stylesheets on a search path; the first match wins.

    A folder `layouts/NAME` with an `edition.xhtml.j2` is a layout. To change a few blocks
    of one of ours, extend it by its full name: `{% extends "builtin/layouts/..." %}`.
    """

    def __init__(self, *folders: Path) -> None:
        """Look in *folders* first, in their order, then among our own."""
        self.path = (*folders, builtin_templates())

    def layouts(self) -> tuple[str, ...]:
        """Name the layouts that can be rendered: plain, pinyin, study, then others by name."""
        pattern = _LAYOUT.format(name="*")
        found = {match.parent.name for folder in self.path for match in folder.glob(pattern)}
        ours = [name for name in ("plain", "pinyin", "study") if name in found]
        return (*ours, *sorted(found - set(ours)))

    def font_folders(self) -> tuple[Path, ...]:
        """Return the folders `fonts` on the search path: fonts that need not be installed."""
        return tuple(folder / "fonts" for folder in self.path if (folder / "fonts").is_dir())

    def has(self, name: str) -> bool:
        """Tell whether a file such as "formats/pdf/page.css" is on the search path."""
        return any((folder / name).is_file() for folder in self.path)

    def find(self, name: str) -> Path:
        """Find a file such as "formats/pdf/page.css". Raises `TemplateError`."""
        for folder in self.path:
            if (folder / name).is_file():
                return folder / name
        raise TemplateError(
            "this template is missing", where=name, hint="Reinstall Duben, or restore the file."
        )

    def read(self, name: str) -> str:
        """Read the text of a file on the search path. Raises `TemplateError`."""
        path = self.find(name)
        try:
            return path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise TemplateError(_NOT_UTF8, where=str(path), hint=_MEND) from error

    def render(self, name: str, *, labels: str = "", **context: Any) -> str:
        """Render the template *name*. Raises `TemplateError` with its file and line.

        What the templates themselves say in Chinese is in traditional characters where
        *labels* is "zh-Hant".
        """
        import jinja2

        try:
            environment = _environment(self.path, is_traditional=labels == _TRADITIONAL)
            return str(environment.get_template(name).render(context))
        except DubenError:
            raise
        except jinja2.TemplateNotFound as error:
            raise TemplateError(
                f'there is no template "{error.name}"', where=name, hint=_MEND
            ) from error
        except jinja2.TemplateSyntaxError as error:
            where = f"{error.filename or name}:{error.lineno}"
            raise TemplateError(error.message or "syntax error", where=where, hint=_MEND) from error
        except UnicodeDecodeError as error:
            raise TemplateError(_NOT_UTF8, where=name, hint=_MEND) from error
        except Exception as error:
            where = _place(error)
            if not where:
                raise
            raise TemplateError(str(error).rstrip("."), where=where, hint=_MEND) from error


_TRADITIONAL = "zh-Hant"
_NOT_UTF8 = "this is not UTF-8 text"
_MEND = "Mend the template, or leave out --templates to use the built-in one."


def render(  # noqa: PLR0913 (all of them by name, but the first two)
    publication: Publication,
    layout: str,
    *,
    templates: Templates,
    imprint: Imprint,
    study_guide: Callable[[], Guide],
    display: Display = Display(),  # noqa: B008 (it is frozen)
    key: Key = "back",
) -> Edition:
    """Render *publication* in the layout called *layout*, its readings as *display* says.

    *study_guide* is called only by a layout that asks for it; *key* says where its answers
    go. Raises `UnknownNameError`
    for a layout that does not exist and `TemplateError` for a broken one.
    """
    if layout not in templates.layouts():
        raise UnknownNameError("layout", layout, templates.layouts())
    name = _LAYOUT.format(name=layout)
    return _rendered(
        publication,
        layout,
        name,
        templates,
        imprint,
        study_guide=cache(study_guide),
        display=Readings(display),
        key=key,
    )


def render_key(  # noqa: PLR0913 (all of them by name, but the first two)
    publication: Publication,
    layout: str,
    *,
    templates: Templates,
    imprint: Imprint,
    study_guide: Callable[[], Guide],
    display: Display = Display(),  # noqa: B008 (it is frozen)
) -> Edition | None:
    """Render the answers of a layout's exercises alone; None for a layout that has none.

    The edition is called as the layout is, with "-key" behind. It has not the text.
    """
    name = _KEY.format(name=layout)
    if not templates.has(name):
        return None
    return _rendered(
        publication,
        f"{layout}-key",
        name,
        templates,
        imprint,
        study_guide=cache(study_guide),
        display=Readings(display),
        key="separate",
    )


def _rendered(
    publication: Publication,
    layout: str,
    name: str,
    templates: Templates,
    imprint: Imprint,
    **context: Any,
) -> Edition:
    markup = templates.render(
        name,
        labels=publication.language,
        publication=publication,
        parts=outline.outline(publication),
        notes=outline.NoteLinks(publication),
        layout=layout,
        version=imprint.version,
        changes=changes(publication),
        **context,
    )
    tree = _parse(markup, name)
    vocabulary.check(tree, where=name)
    named = tree.find(".//{*}p[@class='edition']")
    edition_name = "" if named is None else vocabulary.base_text(named).strip()
    return Edition(layout, edition_name or layout, markup, publication, imprint)


def changes(publication: Publication) -> tuple[Change, ...]:
    """Count the publication's notices by rule, in the order of the codes."""
    counts = Counter(notice.code for notice in publication.notices)
    return tuple(Change(code, rules.title(code), counts[code]) for code in sorted(counts))


def builtin_templates() -> Path:
    """Where our own templates lie: in the wheel, or beside `src` in a checkout."""
    packaged = Path(str(files("duben"))) / "templates"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "templates"


@cache
def _environment(path: tuple[Path, ...], *, is_traditional: bool) -> Any:
    import jinja2

    class Loader(jinja2.FileSystemLoader):
        def get_source(self, environment: Any, template: str) -> Any:
            source, *rest = super().get_source(environment, template)
            return to_traditional(source) if is_traditional else source, *rest

    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [Loader(path), jinja2.PrefixLoader({"builtin": Loader(path[-1])})]
        ),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters["chinese_date"] = chinese_date
    environment.filters["keep_spaces"] = keep_spaces
    environment.filters["run"] = outline.whole
    environment.filters["runs"] = outline.runs
    environment.filters["widest"] = outline.widest
    return environment


def chinese_date(date: str) -> str:
    """Write an ISO 8601 date as Chinese does: 2024-07-04 → 2024年7月4日."""
    units = zip(date.split("-"), "年月日", strict=False)
    return "".join(f"{int(number)}{unit}" for number, unit in units)


def keep_spaces(code: str) -> str:
    """Keep the spaces of a line of code: XHTML runs them together, a tab is four of them.

    One space in a row stays a place at which a line may end.
    """
    return _RUN_OF_SPACES.sub(lambda run: "\N{NO-BREAK SPACE}" * len(run[0]), code.expandtabs(4))


def _without_comments(markup: str) -> etree._Element:
    """Parse markup; text on both sides of a comment joins, so no writer can lose it."""
    parser = etree.XMLParser(remove_comments=True, remove_pis=True)
    return etree.fromstring(markup.encode(), parser)


def _parse(markup: str, name: str) -> etree._Element:
    try:
        return _without_comments(markup)
    except etree.XMLSyntaxError as error:
        raise TemplateError(
            f"what it renders is not well-formed XHTML ({error.msg})",
            where=f"{name}, line {error.lineno} of what it renders",
            hint=_MEND,
        ) from error


def _place(error: BaseException) -> str:
    """Name the template line that failed: "text.xhtml.j2:12"; "" if other code did."""
    place = ""
    trace = error.__traceback__
    while trace:
        filename = trace.tb_frame.f_code.co_filename
        module = trace.tb_frame.f_globals.get("__name__", "")
        if filename.endswith(".j2"):
            place = f"{filename}:{trace.tb_lineno}"
        elif module.split(".")[0] not in ("jinja2", "markupsafe"):
            place = ""
        trace = trace.tb_next
    return place
