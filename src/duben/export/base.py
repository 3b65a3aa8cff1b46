"""What an export is given besides its cards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from duben.render import Templates


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around the cards.

    `time` is the moment (UTC) that the file gives as its own, `earlier` the bytes of the
    file that it replaces, if there is one.
    """

    templates: Templates
    time: datetime
    earlier: bytes | None = None
