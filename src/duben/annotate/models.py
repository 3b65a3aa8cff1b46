"""Installed models of readings, which the ranker may listen to; none is needed.

Names in, callables out: a simplified text gives one syllable a character (with a tone
number), None where the model has no opinion. What a model says is one voice among others.
A package offers a model as an entry point of the group `duben.readings` that names a function
without arguments which returns it; g2pM is known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from duben.errors import DubenError, MissingPartError, UnknownNameError
from duben.han import is_han

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duben.annotate.token import Token

Model = Callable[[str], Sequence[str | None]]

GROUP = "duben.readings"


def load(names: Iterable[str]) -> tuple[Model, ...]:
    """Return the models of these names.

    Raises `UnknownNameError` for a name that nobody offers, and `MissingPartError` for g2pM
    where it is not installed.
    """
    offered = {point.name: point for point in entry_points(group=GROUP)}
    found = []
    for name in names:
        if name not in {"g2pm", *offered}:
            raise UnknownNameError("model", name, {"g2pm", *offered})
        make = offered[name].load() if name in offered else _g2pm
        found.append(_checked(name, make()))
    return tuple(found)


def heard(tokens: Sequence[Token], models: Iterable[Model]) -> tuple[Token, ...]:
    """Return the words with what the *models* say of each of their characters."""
    text = "".join(token.text for token in tokens)
    said = [model(text) for model in models]
    found = []
    start = 0
    for token in tokens:
        places = range(start, start + len(token.text))
        opinions = tuple(
            tuple(syllable for one in said if (syllable := one[place])) for place in places
        )
        found.append(replace(token, opinions=opinions) if any(opinions) else token)
        start += len(token.text)
    return tuple(found)


def _checked(name: str, model: Model) -> Model:
    def read(text: str) -> Sequence[str | None]:
        said = model(text)
        if len(said) != len(text):
            raise DubenError(
                f"the model {name} gave {len(said)} readings for {len(text)} characters",
                hint="Do without it, or tell its makers.",
            )
        return said

    return read


def _g2pm() -> Model:
    """Adapt g2pM (Apache-2.0), which writes u: for ü and a syllable for each character."""
    try:
        from g2pM import G2pM
    except ImportError as error:
        raise MissingPartError(
            "the model g2pM is not installed", hint="Install it: pip install g2pM"
        ) from error
    model = G2pM()

    def read(text: str) -> Sequence[str | None]:
        said = model(text, tone=True, char_split=True)
        return [
            syllable.replace("u:", "v") if is_han(character) else None
            for character, syllable in zip(text, said, strict=True)
        ]

    return read
