"""Code of a notice → what the rule does, why, and what a person can do about it.

Each rule is a Markdown file CODE.md beside this module; the first line is its title.
Nothing here applies a rule.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from duben.errors import UnknownNameError

_SUFFIX = ".md"


def explain(code: str) -> str:
    """Return the rule behind *code* ("G01") as Markdown.

    Raises `UnknownNameError` where no rule has that code.
    """
    if code not in codes():
        raise UnknownNameError("rule", code, codes())
    return resources.files(__name__).joinpath(code + _SUFFIX).read_text(encoding="utf-8")


def title(code: str) -> str:
    """Return the title of the rule behind *code* ("Reading glosses taken out")."""
    return explain(code).split("\n", 1)[0].removeprefix("# ").strip()


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of all rules, in order."""
    names = (entry.name for entry in resources.files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))
